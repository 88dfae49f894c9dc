"""The API as it is served: mounted at /api, over ASGI or over real HTTP on the loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

from assistant import Assistant, Finished, TextDelta
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Answer
from assistant.web.api import create_api, mount

ASKED = "A caller asked for a person and your live agent took over. What is the add-on?"


def mounted(settings: Settings, assistant: Assistant | None = None, store: Store | None = None) -> Starlette:
    api = create_api(assistant or Assistant.open(settings), store or Store.open(settings), settings)
    return Starlette(routes=[mount(api), Mount("/", app=PlainTextResponse("a page"))])


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The address of the API, of a uvicorn in a thread of its own."""
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=0,
        log_level="error",
        lifespan="off",
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/api/v1"
    finally:
        server.should_exit = True
        thread.join(10)


class Talker(Assistant):
    """Answers in many small pieces, with a pause before each; counts what it was made to do."""

    pieces: tuple[str, ...] = tuple(f"Wörd {number} 🎧\n" for number in range(20))
    pause = 0.0

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.begun = self.told = self.closed = 0

    def stream(self, message: str, state: Mapping[str, Any]) -> Iterator[TextDelta | Finished]:
        self.begun += 1
        try:
            for piece in self.pieces:
                time.sleep(self.pause)
                self.told += 1
                yield TextDelta(piece)
            turns = state.get("turns", 0) + 1
            yield Finished(Answer("article", "".join(self.pieces)), {"turns": turns})
        finally:
            self.closed += 1


def begun(client: httpx.Client, surface: str = "api") -> tuple[str, dict[str, str]]:
    """A new conversation: the path of its messages, and the headers that open it."""
    opened = client.post("conversations", json={"surface": surface}).json()
    return f"conversations/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}
