"""Calls that somebody took, the verb told once: "our staff took two, your agents 5, the AI 3", "16 calls: 10 your agents"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.concepts import TELLING
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
        return bare and _linked(q.first, tokens) in ends and closes(q.last, tokens)

    telling = [m.first for m in observed.mentions if m.concept in TELLING and m.polarity == YES]
    return [
        q
        for q in others
        if q.first in opened or taken(q) or (q.first > first and _for_reason(q, tokens, telling))
    ]


def _for_reason(q: Quantity, tokens: Sequence[Token], telling: Sequence[int]) -> bool:
    """ "3 because the callers asked, 1 for a new caller's verification"."""
    bare = q.role == "bare" and q.kind == "count" and q.last < len(tokens) and q.first > 0
    if not bare or tokens[q.last].text not in ("for", "over") or tokens[q.first - 1].text not in _LISTING:
        return False
    return any(q.last < place <= q.last + _REASON for place in telling)


_LISTING = frozenset({",", ";", "and", "plus", "&"})
_REASON = 5  # tokens behind "for" in which what it was for is told


def _linked(place: int, tokens: Sequence[Token]) -> int:
    """The place behind what a number belongs to: "your agents: 5", "your agents just 5"."""
    while place > 1 and tokens[place - 1].text in _LINKS:
        place -= 1
    return place


def closes(place: int, tokens: Sequence[Token]) -> bool:
    """Whether a clause ends at a place."""
    return place >= len(tokens) or tokens[place].kind == BREAK or tokens[place].text in _ENDS


def on_their_calls(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "16 calls with a human: 10 Smith.ai agents, 6 our own staff": so many calls with one of them each."""
    found: list[Quantity] = []
    for q in inside:
        heads = [p for p in found if p.kind == "count" and p.role in ("calls", "people") and p.value]
        if q.role == "people_not_calls" and q.kind == "count" and q.value and heads and not q.partitive:
            head = heads[-1]
            between = [token.text for token in tokens[head.last : q.first]]
            led = ":" in between and SENTENCE_END.isdisjoint(between)
            if led and 1 < q.value <= (head.value or 0) and _among(q, inside):
                q = replace(q, role="bare")
        found.append(q)
    return found


def _among(q: Quantity, inside: Sequence[Quantity]) -> bool:
    """Whether other numbers of calls or of people are told beside it."""
    return any(p is not q and p.kind in ("count", "rest") and p.first > q.first for p in inside)
