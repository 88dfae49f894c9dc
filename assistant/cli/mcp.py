"""assistant mcp: the tools for other assistants, over the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Streamable HTTP on this machine instead of stdin and stdout.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port for --http.")] = 8765,
) -> None:
    """Serve price_calls, search_article and article_facts to an MCP client.

    Over HTTP it listens on 127.0.0.1 only and knows no login: put a proxy that does before it.
    """
    from assistant import Assistant
    from assistant.mcp import BODY_LIMIT, MOST_SESSIONS, server

    serving = server(Assistant.open())
    if not http:
        serving.run("stdio")
        return
    typer.echo(f"MCP at http://127.0.0.1:{port}/mcp", err=True)
    serving.run("streamable-http", port=port, max_request_body_size=BODY_LIMIT, max_sessions=MOST_SESSIONS)
