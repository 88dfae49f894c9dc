"""The MCP server as its clients see it: in process, over stdio and over streamable HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant import Assistant
from assistant.mcp import server
from assistant.settings import Settings

MESSAGE = "Two callers asked for a human and got your live agent."
CALLS = [
    {
        "evidence": "Two callers",
        "calls": 2,
        "interactions": [
            {"interaction": "caller_escalation", "happened": "yes", "evidence": "asked for a human"}
        ],
    }
]


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open(Settings(embeddings="none"))


def call(target: Any, tool: str, arguments: dict[str, Any]) -> Any:
    async def ask() -> Any:
        async with Client(target) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(asyncio.wait_for(ask(), 60))


def names(target: Any) -> set[str]:
    async def ask() -> set[str]:
        async with Client(target) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    return asyncio.run(asyncio.wait_for(ask(), 60))


TOOLS = {"price_calls", "search_article", "article_facts"}


def test_calls_are_priced_by_the_engine(assistant: Assistant) -> None:
    result = call(server(assistant), "price_calls", {"messages": [MESSAGE], "calls": CALLS})
    assert not result.is_error
    assert result.structured_content["charge"]["add_on_low"] == "6.00"
    assert {source["id"] for source in result.structured_content["sources"]} >= {1}


@pytest.mark.parametrize(
    "arguments",
    [
        {"messages": ["something else"], "calls": CALLS},
        {"messages": [], "calls": CALLS},
        {"messages": [MESSAGE], "calls": []},
        {"messages": [MESSAGE], "calls": CALLS * 51},
        {"messages": [MESSAGE * 200], "calls": CALLS},
        {"messages": [MESSAGE], "calls": [{**CALLS[0], "calls": -1}]},
        {"messages": [MESSAGE], "calls": [{**CALLS[0], "base_rate": "NaN"}]},
        {"messages": [MESSAGE], "calls": [{**CALLS[0], "price": "5"}]},
        {"messages": [MESSAGE], "calls": "all"},
    ],
)
def test_what_is_out_of_bounds_is_refused_in_words(arguments: dict[str, Any], assistant: Assistant) -> None:
    result = call(server(assistant), "price_calls", arguments)
    assert result.is_error
    assert "Traceback" not in result.content[0].text


def test_the_article_is_searched_and_told_with_sources(assistant: Assistant) -> None:
    found = call(server(assistant), "search_article", {"query": "Calendly"}).structured_content
    assert any("Calendly" in source["quote"] for source in found["sources"])
    told = call(server(assistant), "article_facts", {}).structured_content
    ids = {source["id"] for source in told["sources"]}
    assert all(set(fact["sources"]) <= ids for fact in told["facts"])
    assert "http" not in json.dumps(told)


@pytest.mark.parametrize("query", ["", "x" * 301])
def test_queries_are_bounded(query: str, assistant: Assistant) -> None:
    assert call(server(assistant), "search_article", {"query": query}).is_error


def test_over_stdio(tmp_path: Path) -> None:
    """And nothing but the protocol is said, neither there nor in the host's log."""
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "assistant", "mcp"], env={**_environment()}
    )
    with (tmp_path / "log").open("w+") as log:
        assert names(stdio_client(parameters, errlog=log)) == TOOLS
        found = call(stdio_client(parameters, errlog=log), "search_article", {"query": "Calendly"})
        assert not found.is_error
        log.seek(0)
        assert log.read() == ""


def test_the_server_tells_its_name_and_version(assistant: Assistant) -> None:
    async def info() -> Any:
        async with Client(server(assistant)) as client:
            return client.server_info

    told = asyncio.run(asyncio.wait_for(info(), 60))
    assert (told.name, bool(told.version)) == ("billing-assistant", True)


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "ASSISTANT_EMBEDDINGS": "none"}


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """`assistant mcp --http` in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "mcp", "--http", "--port", str(port)],
        env=_environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(20)


def test_over_streamable_http() -> None:
    import httpx

    with serving() as address:
        assert names(address) == TOOLS
        result = call(address, "price_calls", {"messages": [MESSAGE], "calls": CALLS})
        assert result.structured_content["charge"]["add_on_high"] == "6.00"
        other_host = httpx.post(address, json={}, headers={"Host": "evil.example"})
        too_long = httpx.post(address, content=b"x" * 300_000, headers={"Content-Type": "application/json"})
    assert other_host.status_code == 421
    assert too_long.status_code == 413
