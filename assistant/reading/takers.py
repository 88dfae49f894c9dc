"""Calls that somebody took, the verb told once: "our staff took two, your agents 5, the AI 3"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed
from assistant.reading.text import BREAK, SENTENCE_END, Token

_TAKERS = frozenset({"smith", "own", "alone"})
_LINKS = frozenset({":", "-", "–", "—", "=", "just", "only", "another", "the", "other"})
_ENDS = SENTENCE_END | {",", ";", ")", "and", "but", "while", "of"}


def with_taken(kept: list[Quantity], others: Sequence[Quantity], observed: Observed) -> list[Quantity]:
    """The openers `kept` and those of `others` that stand right behind who took part, at a clause's end."""
    if not kept or len(kept) == len(others):
        return kept
    tokens = observed.text.tokens
    ends = {m.last for m in observed.mentions if m.concept in _TAKERS and m.polarity == YES and not m.asked}
    opened, first = {q.first for q in kept}, min(q.last for q in kept)

    def taken(q: Quantity) -> bool:
        bare = q.role == "bare" and q.kind in ("count", "none") and q.first > first
        return bare and _linked(q.first, tokens) in ends and _closes(q.last, tokens)

    return [q for q in others if q.first in opened or taken(q)]


def _linked(place: int, tokens: Sequence[Token]) -> int:
    """The place behind what a number belongs to: "your agents: 5", "your agents just 5"."""
    while place > 1 and tokens[place - 1].text in _LINKS:
        place -= 1
    return place


def _closes(place: int, tokens: Sequence[Token]) -> bool:
    return place >= len(tokens) or tokens[place].kind == BREAK or tokens[place].text in _ENDS
