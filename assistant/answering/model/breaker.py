"""A circuit breaker: a provider that keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Opens after `failures` in a row, for `rest` seconds, then lets one answer try; each failed try doubles
    the rest up to `longest`.  Safe between threads."""

    def __init__(
        self,
        failures: int = 3,
        rest: float = 30.0,
        longest: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._first_rest, self._longest, self._clock = failures, rest, longest, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rest = rest
        self._open_until = 0.0
        self._trying = False

    def allows(self) -> bool:
        """Whether to ask the model now.  Say `succeeded`, `failed` or `left` afterwards."""
        with self._lock:
            if self._failures < self._most:
                return True
            if self._trying or self._clock() < self._open_until:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures, self._rest, self._trying = 0, self._first_rest, False

    def left(self) -> None:
        """The asker went away before anything could be told of the model."""
        with self._lock:
            self._trying = False

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                if self._trying:
                    self._rest = min(self._rest * 2, self._longest)
                self._open_until = self._clock() + self._rest
            self._trying = False
