"""Stories that say in their middle how many calls they are of: "Wednesday the system was down and you answered four"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.text import SENTENCE_END, Token
from assistant.reading.units import openers


def counted_at_heads(
    places: Sequence[int],
    quantities: Sequence[Quantity],
    events: frozenset[str],
    observed: Observed,
    span: tuple[int, int],
) -> tuple[list[int], list[Quantity]]:
    """The places where stories of one call begin, and the quantities, those moved to a story's beginning
    before which none of `events` (concepts) is told in it."""
    numbers = [q for q in openers(quantities, observed, span) if q.kind == "count" and q.role in _COUNTING]
    ones: list[int] = []
    moved = {id(q): q for q in quantities}
    for first, last in pairwise([*places, span[1]]):
        here = [q for q in numbers if first < q.first < last and (q.value or 0) > 1]
        told = len(here) == 1 and _told(observed, first, here[0].first, events)
        closing = told and _closes(here[0], observed.text.tokens)
        if len(here) == 1 and (closing if told else here[0].role == "bare"):
            moved[id(here[0])] = replace(here[0], role="calls", noun="call", first=first, last=first)
        else:
            ones.append(first)
    return ones, sorted(moved.values(), key=lambda q: (q.first, q.last))


def _closes(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "…, five calls." at the end of a sentence."""
    summed = q.first > 0 and tokens[q.first - 1].text not in (
        ",",
        "–",
        "-",
        "—",
        ":",
    )  # "that's three calls."
    return (
        q.role == "calls"
        and not summed
        and q.last + 1 < len(tokens)
        and tokens[q.last + 1].text in SENTENCE_END
    )


_COUNTING = frozenset({"bare", "calls"})  # "the system was down, five calls."


def _told(observed: Observed, first: int, last: int, events: frozenset[str]) -> bool:
    """Whether something is told there that a story's call went through, besides who "answered four"."""
    return any(
        m.concept in events and not m.asked and first <= m.first and m.last < last - 1
        for m in observed.mentions
    )


def with_ones(
    quantities: Sequence[Quantity], places: Sequence[int], tokens: Sequence[Token] = ()
) -> list[Quantity]:
    """The quantities with a "one call" at each place; two where two hours begin it ("The 9:05 and the 9:20 …")."""
    clocks = {q.first: q.last for q in quantities if q.role == "clock"}
    ones = [
        Quantity("count", _hours_at(place, clocks, tokens), None, place, place, "calls", noun="call")
        for place in places
    ]
    return sorted([*quantities, *ones], key=lambda q: (q.first, q.last))


def _hours_at(place: int, clocks: Mapping[int, int], tokens: Sequence[Token]) -> Fraction:
    """How many hours a story's first words name, at least one."""
    named = 1
    behind = clocks.get(place + 1, len(tokens))
    while [token.text for token in tokens[behind : behind + 2]] == ["and", "the"] and behind + 2 in clocks:
        named, behind = named + 1, clocks[behind + 2]
    return Fraction(named)
