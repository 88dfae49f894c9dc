"""Days told one after the other, each with what happened on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.concepts import TELLING
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.prose import Group, inside, prose_groups
from assistant.reading.units import openers


def daily(observed: Observed, quantities: Sequence[Quantity], days: Sequence[int]) -> list[Group]:
    """ "2025-11-24 …; 2025-12-19 …": each day with what happened on it."""
    size = len(observed.text.tokens)
    spans = list(zip(days, [*days[1:], size], strict=True)) if days else []
    telling = [
        span
        for span in spans
        if any(
            (m.concept in TELLING or m.concept == "same_again") and not m.asked
            for m in inside(observed.mentions, span)
        )
    ]
    if len(telling) < 2 or len(telling) < len(spans) - 1:
        return []
    if any(q.kind != "ordinal" for q in openers(quantities, observed, (0, size))):
        return []
    groups: list[Group] = []
    for span in telling:
        told = prose_groups(observed, (), span)
        if groups and not any(m.concept in TELLING for m in told[0].mentions):
            told = [replace(groups[-1], spans=(span,))]  # "same thing the day after"
        groups.extend(told)
    return groups
