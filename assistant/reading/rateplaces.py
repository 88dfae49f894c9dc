"""Of what places or days a number is told: "3 locations x 4 calls", "at each of them", "one on the last Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.quantity import Quantity


def own_day(view: View, quantity: Quantity) -> bool:
    """ "Every Monday …, and one on the last Friday too": it has a day of its own."""
    place = quantity.last
    while view.at(place) in ("on", "the", "last", "first", "that", "following"):
        place += 1
    return place > quantity.last and view.at(place) in view.words.weekdays


_SIGNS = frozenset({"x", "×", "*"})


def multiplied(
    view: View, quantity: Quantity, found: Sequence[Quantity]
) -> tuple[str, Fraction | None] | None:
    """ "3 locations x 4 calls"."""
    before = found[-1] if found else None
    sign = quantity.first - (view.at(quantity.first) not in _SIGNS)
    if before is None or before.role != "people_not_calls" or view.at(sign) not in _SIGNS:
        return None
    return (str(before.noun), before.value) if sign - before.last <= _BESIDE and before.value else None


_BESIDE = 2  # tokens: the noun between a number and the sign of multiplication


def places_before(found: Sequence[Quantity]) -> tuple[str, Fraction | None] | None:
    """ "We have 2 locations. At each of them 3 callers …": per what was counted last."""
    last = next((one for one in reversed(found) if one.kind == "count" and one.value), None)
    if last is None or last.role != "people_not_calls" or last.noun is None:
        return None
    return last.noun, last.value
