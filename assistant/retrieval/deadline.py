"""Calls that may take only so long: Chroma waits without limit for a locked file or a silent server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from assistant.types import AssistantError

T = TypeVar("T")


class TooSlow(AssistantError):
    """A call did not come back in time."""


class Worker:
    """Runs calls in daemon threads, which neither block the caller beyond its deadline nor the exit.

    While a call that missed its deadline is still going on, no other is begun: they would only queue up
    behind the same lock.
    """

    def __init__(self) -> None:
        self._late: set[threading.Thread] = set()

    def call(self, seconds: float, work: Callable[[], T]) -> T:
        """The result of `work()`, or what it raised.  Raises TooSlow after `seconds`."""
        self._late = {thread for thread in self._late if thread.is_alive()}
        if self._late:
            raise TooSlow("the vector store has not yet answered an earlier call")
        outcome: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()
        thread = threading.Thread(target=_run, args=(work, outcome), daemon=True)
        thread.start()
        try:
            value, error = outcome.get(timeout=seconds)
        except Empty:
            self._late.add(thread)
            raise TooSlow(f"the vector store did not answer within {seconds:g} s") from None
        if error is not None:
            raise error
        return value  # type: ignore[return-value]  # set whenever there was no error


def _run(work: Callable[[], T], outcome: SimpleQueue[tuple[T | None, BaseException | None]]) -> None:
    try:
        outcome.put((work(), None))
    except BaseException as error:  # a panic inside Chroma's Rust code is not an Exception
        outcome.put((None, error))
