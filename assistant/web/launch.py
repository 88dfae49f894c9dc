"""Runs the application of `app.py` with uvicorn on a socket that is already bound.

Bound first, so that a port in use is told before the index is built; and by a launcher of our own, because
`streamlit run` waits for open streams without limit when it is told to stop.
"""

from __future__ import annotations

import errno
import importlib.util
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from assistant.types import AssistantError

if TYPE_CHECKING:
    import uvicorn

# Seconds that open streams get to end after the signal to stop.
GRACE = 5


class CannotListen(AssistantError):
    """The address or port can't be had."""


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket, closed at the end.  Raises CannotListen."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise CannotListen(f"{host} is no address of this machine; try --host 127.0.0.1") from None
    with socket.socket(family, kind) as listening:
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(place)
            listening.listen(2048)
        except OSError as problem:
            raise CannotListen(_why(problem, host, port)) from None
        listening.setblocking(False)
        yield listening


def _why(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is in use; stop what listens there, or choose another with --port"
    if problem.errno == errno.EACCES:
        return f"port {port} needs more rights than this user has; choose one above 1023 with --port"
    if problem.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; try --host 127.0.0.1"
    return f"cannot listen on {host} port {port}: {problem.strerror or problem}"


def configure(settings: Settings, host: str, port: int) -> None:
    """Streamlit's options for this launch.  The address is what decides whether staff pages may be open
    without a login, so nothing else may set it."""
    from streamlit import config

    from assistant.web import server

    server.configure(settings)
    config.set_option("server.address", host, "assistant")
    config.set_option("server.port", port, "assistant")


def run(listening: socket.socket, on_ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; returns within GRACE seconds and a little after it, streams or not."""
    server = _server(on_ready)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return
    if not server.started:
        raise CannotListen("the server could not start; the lines above tell why")


def _server(on_ready: Callable[[], None]) -> uvicorn.Server:
    import uvicorn

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                on_ready()

    return Announcing(
        uvicorn.Config(
            application(),
            ws="websockets-sansio",
            ws_max_size=20 * 1024 * 1024,
            ws_per_message_deflate=False,
            ws_ping_interval=30,
            ws_ping_timeout=30,
            # The API tells clients apart by address and trusts only the proxies it was told of.
            proxy_headers=False,
            server_header=False,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=GRACE,
        )
    )


def application() -> Any:
    """The `app` of app.py, which stands beside the package in a checkout and inside it when installed."""
    package = Path(__file__).parent.parent
    inside = package / "_app.py"
    path = inside if inside.is_file() else package.parent / "app.py"
    spec = importlib.util.spec_from_file_location("app", path)
    if spec is None or spec.loader is None:
        raise CannotListen(f"{path} is missing; reinstall the package")
    module = importlib.util.module_from_spec(spec)
    sys.modules["app"] = module
    spec.loader.exec_module(module)
    return module.app


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the server."""
    name = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
