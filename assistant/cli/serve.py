"""assistant serve: the pages, the API and the widget on one port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8501,
) -> None:
    """Start the chat, the staff pages, the API and the widget."""
    from assistant.settings import Settings
    from assistant.web import launch

    with launch.bound(host, port) as listening:
        port = listening.getsockname()[1]
        launch.configure(Settings(), host, port)
        _prepare()
        launch.run(listening, on_ready=lambda: _addresses(Settings(), host, port))


def _prepare() -> None:
    """Build or refresh the index before the doors open, which takes a while on a new machine."""
    import time

    from rich.console import Console

    from assistant.web.desk import open_desk

    console, started = Console(stderr=True), time.monotonic()
    if not console.is_terminal:
        console.print("Preparing the index of the articles …")
    with console.status("Preparing the index of the articles …"):
        problem = open_desk().prepare()
    if problem:
        console.print(f"Not everything is ready: {problem}", style="yellow", markup=False)
    else:
        console.print(f"The index is ready ({time.monotonic() - started:.1f} s).")


def _addresses(settings: Settings, host: str, port: int) -> None:
    from assistant.web.launch import address

    base = settings.public_url.rstrip("/") if settings.public_url else address(host, port)
    typer.echo(f"Chat          {base}/")
    typer.echo(f"Staff pages   {base}/edge-cases   {base}/insights")
    typer.echo(f"API           {base}/api/v1   (documentation: {base}/api/v1/docs)")
    typer.echo(f"Widget        {base}/widget-demo")
    typer.echo("Stop with Ctrl-C.")
