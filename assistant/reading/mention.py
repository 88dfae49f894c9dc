"""What the message says of what happened, as a value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

YES, NO, UNSURE = "yes", "no", "unknown"

WHY = frozenset({"asked", "failure", "outage", "verified", "playbook", "agent_booked"})
WHO = frozenset({"smith", "own", "someone", "alone", "no_human", "ai_booked"})


@dataclass(frozen=True, slots=True)
class Mention:
    """`concept` said of tokens [first, last), with its polarity; `asked` when it stands in the question,
    `either` when it is one of two reasons of which only one was the case, `weak` when it counts only as long
    as no other reason is told."""

    concept: str
    polarity: str
    first: int
    last: int
    rule: str
    asked: bool = False
    either: bool = False
    weak: bool = False


def sentence_of(place: int, sentences: Sequence[tuple[int, int]]) -> int:
    """The index of the sentence that token `place` stands in."""
    return max(0, bisect_right(sentences, (place, 1 << 30)) - 1)
