"""The server: how it is found, configured, launched and stopped, and what it lets through."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Mount, Route
from streamlit import config
from streamlit.web.server.app_discovery import discover_asgi_app

from assistant.settings import Settings
from assistant.web import guard, launch, server
from assistant.web.desk import Desk

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# ---------------------------------------------------------------- parts


def test_streamlit_run_finds_the_application() -> None:
    found = discover_asgi_app(ROOT / "app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_every_option_exists_in_this_streamlit() -> None:
    for name in server._OPTIONS | server.theme_options():
        assert name in config._config_options_template


@pytest.fixture
def untouched_config() -> Iterator[None]:
    yield
    config.get_config_options(force_reparse=True)


def test_options_are_set_in_code_and_an_operators_word_stands(untouched_config: None) -> None:
    config.get_config_options(force_reparse=True, options_from_flags={"server.maxUploadSize": 7})
    server.configure(Settings(public_url="https://help.example/"))
    assert config.get_option("runner.postScriptGC") is False
    assert config.get_option("server.fileWatcherType") == "none"
    assert config.get_option("browser.gatherUsageStats") is False
    assert config.get_option("client.showErrorDetails") == "none"
    assert config.get_option("server.enableAgentApi") is False
    assert config.get_option("server.maxUploadSize") == 7
    assert config.get_option("server.corsAllowedOrigins") == ["https://help.example"]
    assert config.get_option("server.address") is None


def test_api_widget_and_pages_are_routed(desk: Desk) -> None:
    routes = server.routes(desk)
    mounted = [route.path for route in routes if isinstance(route, Mount)]
    paths = [route.path for route in routes if isinstance(route, Route)]
    assert "/api" in mounted
    assert {"/", "/article", "/calculator", "/edge-cases", "/insights", "/widget.js"} <= set(paths)


def test_the_pages_titles_replace_streamlits() -> None:
    assert server._shell().count("<title>Streamlit</title>") == 1
    assert server._shell().count('<div id="root"></div>') == 1


@pytest.mark.parametrize(
    ("origin", "host", "welcome"),
    [
        (None, "127.0.0.1:8501", True),
        ("http://127.0.0.1:8501", "127.0.0.1:8501", True),
        ("https://help.example", "127.0.0.1:8501", True),
        ("https://other.example", "127.0.0.1:8501", False),
        ("null", "127.0.0.1:8501", False),
        ("http://127.0.0.1:9999", "127.0.0.1:8501", False),
    ],
)
def test_sockets_of_other_sites_are_refused(origin: str | None, host: str, welcome: bool) -> None:
    passed: list[str] = []
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope["type"])

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", host.encode())] + ([(b"origin", origin.encode())] if origin else [])
    app = guard.SameOriginSockets(inner, ("https://help.example",))
    asyncio.run(app({"type": "websocket", "headers": headers}, None, send))  # type: ignore[arg-type]
    assert bool(passed) is welcome
    assert sent == ([] if welcome else [{"type": "websocket.close", "code": 1008}])


def test_headers_an_answer_brings_itself_are_left_alone() -> None:
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        own = [(b"content-security-policy", b"frame-ancestors https://help.example")]
        await send({"type": "http.response.start", "status": 200, "headers": own})

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(guard.SecurityHeaders(inner)({"type": "http"}, None, send))  # type: ignore[arg-type]
    headers = dict(sent[0]["headers"])
    assert headers[b"content-security-policy"] == b"frame-ancestors https://help.example"
    assert headers[b"x-content-type-options"] == b"nosniff"


# ---------------------------------------------------------------- the launcher


def test_a_port_in_use_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(launch.CannotListen, match=f"port {port} on 127.0.0.1 is in use.*--port"),
            launch.bound("127.0.0.1", port),
        ):
            pass


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(launch.CannotListen, match="no address of this machine"), launch.bound("192.0.2.7", 0):
        pass


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://localhost:80"), ("::1", "http://[::1]:80")],
)
def test_the_address_told_is_one_to_click(host: str, address: str) -> None:
    assert launch.address(host, 80) == address


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`assistant serve` on a free port; (process, address)."""
    port = free_port()
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "serve", "--port", str(port)]
    env = {**os.environ, "ASSISTANT_DATA": str(tmp_path), "ASSISTANT_EMBEDDINGS": "none"}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, tmp_path / "log")
        yield process, address
    finally:
        process.kill()
        process.wait()


def _wait(address: str, process: subprocess.Popen[str], log: Path) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{address}/api/v1/live", timeout=2).close()
            return
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
    raise AssertionError(log.read_text())


def test_serve_answers_pages_api_and_widget_and_stops_with_streams_open(
    served: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    process, address = served
    with urllib.request.urlopen(f"{address}/calculator") as answer:
        assert "<title>Calculator</title>" in answer.read().decode()
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    with urllib.request.urlopen(f"{address}/widget.js") as answer:
        assert "javascript" in answer.headers["content-type"]
    charges = urllib.request.Request(
        f"{address}/api/v1/charges",
        json.dumps({"calls": [{"interactions": ["playbook_handoff"], "calls": 2}]}).encode(),
        {"content-type": "application/json"},
    )
    with urllib.request.urlopen(charges) as answer:
        assert json.load(answer)["charge"]["add_on_low"] == "6.00"
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{address}/api/v1/nothing-here")
    assert missing.value.code == 404
    with _open_socket(address):
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)
    assert time.monotonic() - started < 10
    told = (tmp_path / "log").read_text()
    assert re.search(rf"Chat +{address}/", told)
    assert "Traceback" not in told


def _open_socket(address: str) -> socket.socket:
    """A Streamlit session's WebSocket, left open."""
    host = address.removeprefix("http://")
    name, port = host.split(":")
    opened = socket.create_connection((name, int(port)))
    lines = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol: streamlit",
    )
    opened.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    assert opened.recv(12) == b"HTTP/1.1 101"
    return opened


def test_the_launcher_imports_nothing_dear_before_it_is_asked_to() -> None:
    source = (ROOT / "assistant/cli/serve.py").read_text()
    top = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    modules = {node.module for node in top if isinstance(node, ast.ImportFrom)}
    assert names | modules == {"__future__", "typing", "typer"}
