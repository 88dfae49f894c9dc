"""Messages being answered: in worker threads, apart from the requests that wait for them.

A `Run` is one message's way to its answer.  Requests with the same conversation, token and idempotency key
share one; each sees its text grow.  When the last of them leaves, the run stops at its next piece of text.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Any

from assistant.store import IdempotencyKeyReused
from assistant.web.api.problems import Problem

GRACE = 5.0
"""Seconds that work with an idempotency key goes on without a reader, who may be about to resume."""
_MOST_WAITING = 1000


class Abandoned(Exception):
    """Nobody waits for this answer any more."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A look at a run: the text so far, its edition (another one: begun anew), and the end, if reached."""

    text: str = ""
    edition: int = 0
    accepted: bool = False
    body: dict[str, Any] | None = None
    problem: Problem | None = None

    @property
    def done(self) -> bool:
        return self.body is not None or self.problem is not None


class Run:
    """Written by one worker thread, read by requests in event loops.

    `replayed`: the answer was stored already; `problem` at the end tells why there is none.
    """

    def __init__(self, body_hash: str, resumable: bool) -> None:
        self.body_hash = body_hash
        self.seen = Progress()
        self.replayed = False
        self._lock = threading.Lock()
        self._readers: list[Reader] = []
        self._alone_since = 0.0
        self._grace = GRACE if resumable else 0.0
        self._stopped = False

    # ---- the worker's side

    def accept(self) -> None:
        """The conversation and the key are right: an answer, or the attempt at one, follows."""
        self._change(accepted=True)

    def append(self, text: str) -> None:
        self._change(text=self.seen.text + text)

    def restart(self) -> None:
        """Forget the text so far: it is made again from a newer state."""
        self._change(text="", edition=self.seen.edition + bool(self.seen.text))

    def finish(self, body: dict[str, Any]) -> None:
        """The answer's JSON; a text that does not go on from what was streamed begins a new edition."""
        goes_on = body["text"].startswith(self.seen.text)
        self._change(accepted=True, text=body["text"], edition=self.seen.edition + (not goes_on), body=body)

    def fail(self, problem: Problem) -> None:
        self._change(problem=problem)

    def check_wanted(self) -> None:
        """Raises Abandoned when the last reader has left and the time to come back is over."""
        with self._lock:
            if not self._readers and time.monotonic() - self._alone_since >= self._grace:
                self._stopped = True
                raise Abandoned

    def _change(self, **changes: Any) -> None:
        with self._lock:
            self.seen = replace(self.seen, **changes)
            for reader in self._readers:
                reader.wake()

    # ---- the readers' side

    def admit(self, reader: Reader) -> bool:
        """Whether the reader could be let in: not any more once the run was given up."""
        with self._lock:
            if not self._stopped:
                self._readers.append(reader)
            return not self._stopped

    def leave(self, reader: Reader) -> None:
        with self._lock:
            self._readers.remove(reader)
            self._alone_since = time.monotonic()


class Reader:
    """One request that waits for a run.  Made inside its event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()

    def wake(self) -> None:
        with contextlib.suppress(RuntimeError):  # its loop has ended
            self._loop.call_soon_threadsafe(self._changed.set)

    async def newer(self, run: Run, than: Progress | None, patience: float) -> Progress:
        """The run as it is once it differs from `than`, or after `patience` seconds all the same."""
        if run.seen is than:
            self._changed.clear()
            if run.seen is than:  # still, after clearing: from here on a change wakes us
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), patience)
        return run.seen


class Runs:
    """The runs of one server, and the threads that work on them."""

    def __init__(self, threads: int) -> None:
        self._lock = threading.Lock()
        self._named: dict[Hashable, Run] = {}
        self._workers = Workers(threads)

    def join(
        self, name: Hashable | None, body_hash: str, reader: Reader, work: Callable[[Run], None]
    ) -> tuple[Run, bool]:
        """The run of that name, or a new one with `work` begun; and whether it was there before.

        Raises IdempotencyKeyReused when the run of that name answers another body, Problem when too many
        are waiting.
        """
        with self._lock:
            run = self._named.get(name) if name is not None else None
            if run is not None and run.body_hash != body_hash:
                raise IdempotencyKeyReused("this Idempotency-Key was used with another body; take a new key")
            if run is not None and run.admit(reader):
                return run, True
            run = Run(body_hash, resumable=name is not None)
            run.admit(reader)
            if name is not None:
                self._named[name] = run
            self._workers.submit(lambda: self._work(name, run, work))
            return run, False

    def _work(self, name: Hashable | None, run: Run, work: Callable[[Run], None]) -> None:
        try:
            work(run)
        finally:
            with self._lock:
                if name is not None and self._named.get(name) is run:
                    del self._named[name]


class Workers:
    """Threads that take tasks in order, started as needed.  Daemons: a server that stops does not wait for
    a chat model."""

    def __init__(self, most: int) -> None:
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._most = most
        self._threads = 0
        self._idle = 0

    def submit(self, task: Callable[[], None]) -> None:
        """Raises Problem 503 when too much is waiting already."""
        if self._tasks.qsize() >= _MOST_WAITING:
            raise Problem(
                503, "too many messages at once; try again in a moment", headers={"Retry-After": "5"}
            )
        with self._lock:
            if self._idle <= self._tasks.qsize() and self._threads < self._most:
                self._threads += 1
                threading.Thread(target=self._take, name=f"answer-{self._threads}", daemon=True).start()
        self._tasks.put(task)

    def _take(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            task = self._tasks.get()
            with self._lock:
                self._idle -= 1
            task()
