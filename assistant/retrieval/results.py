"""What searching and syncing give back, and what they raise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.types import AssistantError, Hit

Mode = Literal["hybrid", "lexical"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


class SearchUnavailable(AssistantError):
    """Nothing can be searched, not even by words."""


class SyncRunning(AssistantError):
    """Another sync holds the lock of this data folder."""


class SyncFailed(AssistantError):
    """No new index was built; the one before, if any, still answers."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits, best first.  `mode` tells what found them: "hybrid" (meaning and words) or "lexical" (words
    alone); `reason` why it was lexical, or what a hybrid search could not reach, else None."""

    hits: tuple[Hit, ...]
    mode: Mode
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did.  `built` False: the index was up to date.  `embedded` passages were sent to the model,
    `reused` ones kept their vectors, `removed` ones are no longer in the articles; `dropped` are the
    collections of earlier generations that were deleted."""

    built: bool
    collection: str
    model: str
    passages: int
    embedded: int
    reused: int
    removed: int
    dropped: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`state`: "ready", "behind" (built from other articles), "absent", "off" (no embedding model) or
    "broken" (there, but does not answer; `reason` says why and what to do).  `built` is an ISO time."""

    state: Literal["ready", "behind", "absent", "off", "broken"]
    store: str
    passages: int
    model: str | None = None
    collection: str | None = None
    built: str | None = None
    reason: str | None = None
