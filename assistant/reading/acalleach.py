"""Calls named one after the other by an article: "a call from a florist who …, a call from a tenant …, and a call
that the AI …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.heads import STORY, tells
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed
from assistant.reading.storycounts import with_ones
from assistant.reading.text import Token
from assistant.reading.units import openers

_ARTICLES = frozenset({"a", "an", "another"})
_JOINING = frozenset({",", ";", "and", "plus", "&", "+", "then"})
_NO_CALL = frozenset({"back", "center", "centre", "list", "log", "sheet", "of", "to"})


def a_call_each(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> list[Quantity] | None:
    """The quantities with "one call" at each of the calls named; None where fewer than two are."""
    if any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in observed.mentions):
        return None
    for first, last in observed.sentences:
        starts = _starts(observed.text.tokens, first, last) if span[0] <= first < span[1] else []
        ends = [*starts[1:], last]
        if len(starts) < 2 or not all(
            tells(observed, a, b, STORY) for a, b in zip(starts, ends, strict=True)
        ):
            continue
        inner = [q for q in openers(quantities, observed, span) if starts[0] <= q.first < last]
        if not any(q.kind != "count" or q.role != "bare" for q in inner):
            return with_ones([q for q in quantities if q not in inner], starts)
    return None


def _starts(tokens: Sequence[Token], first: int, last: int) -> list[int]:
    """Where "a call" stands in a sentence; from the second on it is joined to the one before."""
    found: list[int] = []
    for place in range(first, last - 2):
        noun = place + 1 + (tokens[place + 1].text != "call")
        if tokens[place].text not in _ARTICLES or tokens[noun].text != "call":
            continue
        if tokens[noun + 1 if noun + 1 < last else noun].text in _NO_CALL:
            continue
        if not found or tokens[place - 1].text in _JOINING:
            found.append(place)
    return found
