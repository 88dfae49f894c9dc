"""A run as server-sent events; the protocol stands in this package's docstring."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.web.api.metrics import Metrics
from assistant.web.api.runs import Progress, Reader, Run

PING_SECONDS = 15.0
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # the latter: no buffering in nginx


class Events(StreamingResponse):
    """What follows event `after` of a run (0: everything; None: what the client has can't be continued).
    Leaves the run when the stream or its client ends."""

    def __init__(self, run: Run, reader: Reader, after: int | None, metrics: Metrics) -> None:
        super().__init__(_events(run, reader, after), headers=_HEADERS, media_type="text/event-stream")
        self._run = run
        self._reader = reader
        self._open = metrics.streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._open.inc()
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._open.dec()
            self._run.leave(self._reader)


async def _events(run: Run, reader: Reader, after: int | None) -> AsyncIterator[bytes]:
    sent, edition = after or 0, run.seen.edition
    if after is None:
        yield _event(0, "reset", {})
    seen: Progress | None = None
    while seen is None or not seen.done:
        before, seen = seen, await reader.newer(run, seen, PING_SECONDS)
        if seen is before:
            yield b": still working\n\n"
        if seen.edition != edition:
            sent, edition = 0, seen.edition
            yield _event(0, "reset", {})
        if len(seen.text) > sent:
            piece, sent = seen.text[sent:], len(seen.text)
            yield _event(sent, "delta", {"text": piece})
    if seen.problem is not None:
        yield _event(sent, "error", seen.problem.body())
    elif sent <= len(seen.text):
        yield _event(len(seen.text) + 1, "answer", {"answer": seen.body})


def _event(id: int, name: str, data: dict[str, Any]) -> bytes:
    return f"id: {id}\nevent: {name}\ndata: {json.dumps(data)}\n\n".encode()
