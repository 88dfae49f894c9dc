"""Calls told as the items of one sentence: "3 calls – CIE→LA, system escalation, playbook handoff", "four calls today:
a new caller …, one who …, a …, and one that …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.concepts import TELLING
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed, sentence_of
from assistant.reading.units import openers

_MARKS = frozenset({":", "–", "—", "-"})
_PARTS = frozenset({",", ";"})
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_WITHIN = 10  # tokens between the number and the mark
_TOLD = TELLING - {"calendly", "someone"}


def itemised(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> set[int]:
    """Where the items begin that are as many as calls were counted before a colon or dash, each telling of a call."""
    for q in quantities:
        several = q.kind == "count" and q.role == "calls" and q.value and q.value > 1 and not q.each
        if not several or not span[0] <= q.first < span[1]:
            continue
        end = observed.sentences[sentence_of(q.first, observed.sentences)][1]
        mark = _mark(observed, q, min(end, span[1]))
        starts = _items(observed, mark + 1, end) if mark else []
        if len(starts) == q.value and _each_tells(observed, starts, end):
            opened = [o for o in openers(quantities, observed, span) if mark < o.first < end]
            if all(o.first in starts and o.value == 1 for o in opened) and len(opened) < len(starts):
                return set(starts) - {o.first for o in opened}
    return set()


def _mark(observed: Observed, q: Quantity, end: int) -> int:
    """The colon or dash behind a number, with nothing told between; 0 where there is none."""
    tokens = observed.text.tokens
    for place in range(q.last, min(end, q.last + _WITHIN)):
        if tokens[place].text in _MARKS and not observed.text.message[tokens[place].start - 1].isalnum():
            break
        if tokens[place].text == ":":
            break
    else:
        return 0
    told = (m for m in observed.mentions if q.last <= m.first < place and m.concept in TELLING)
    return 0 if any(told) else place


def _items(observed: Observed, first: int, end: int) -> list[int]:
    """Where the parts of a stretch begin, divided by commas that stand in no brackets."""
    tokens, depth, starts = observed.text.tokens, 0, [first]
    for place in range(first, end):
        text = tokens[place].text
        depth += (text in _OPENING) - (text in _CLOSING)
        if text in _PARTS and depth == 0 and place + 1 < end:
            starts.append(place + 1 + (tokens[place + 1].text == "and"))
    return starts


def _each_tells(observed: Observed, starts: Sequence[int], end: int) -> bool:
    """Whether every item tells of what happened, at least two of them in different ways."""
    stops = [*starts[1:], end]
    told = [
        frozenset(
            m.concept
            for m in observed.mentions
            if m.concept in _TOLD and m.polarity == YES and not m.asked and a <= m.first < b
        )
        for a, b in zip(starts, stops, strict=True)
    ]
    return all(told) and len(set(told)) > 1
