"""Numbers of a clause that all are per day, shop or pair: "in every store two asked, one was verified and the other …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.amountwords import View
from assistant.reading.quantity import Quantity
from assistant.reading.ratedays import GROUPED
from assistant.reading.text import BREAK, SENTENCE_END

COUNTED = frozenset({"calls", "people", "interactions", "bare", "other"})


def carried(view: View, quantity: Quantity, found: Sequence[Quantity]) -> Quantity:
    """ "In every store 2 asked, 1 was verified, the other 4 …": all of them per store."""
    before = found[-1] if found else None
    if before is None or not before.each or not before.unit or not before.total or not before.value:
        return quantity
    counts = quantity.kind in ("count", "rest") and quantity.role in COUNTED and not quantity.each
    paired = before.unit in GROUPED and not _ended(view, before.last, quantity.first)
    if not counts or not quantity.value or not (paired or _led_by_each(view, before.first)):
        return quantity
    between = [view.at(step) for step in range(before.last, quantity.first)]
    joined = bool(between) and between[-1] in ("and", "plus", "&")
    if not ("," in between or paired or joined) or any(
        view.kind(step) == BREAK for step in range(before.last, quantity.first)
    ):
        return quantity
    apart = view.said(quantity.last, "more") or view.at(quantity.last) in (
        "at",
        "in",
        "on",
        "from",
        "elsewhere",
    )
    if apart or not _CLOSING.isdisjoint(between) or view.phrase("counting.in_all", quantity.last):
        return quantity
    total = quantity.value * before.total / before.value
    return replace(quantity, each=True, unit=before.unit, total=total)


def _ended(view: View, first: int, last: int) -> bool:
    return any(view.kind(step) == BREAK or view.at(step) in SENTENCE_END for step in range(first, last))


_CLOSING = frozenset({*SENTENCE_END, ";", "but"})


def _led_by_each(view: View, place: int) -> bool:
    """Whether "in every store" leads the clause, so that all its numbers are per store."""
    for step in range(place - 1, max(-1, place - 30), -1):
        if view.kind(step) == BREAK or view.at(step) in SENTENCE_END or view.at(step) == ";":
            return False
        if view.at(step) in ("each", "every", "per"):
            led = view.at(step - 1) in ("and", ",", "with")  # "six shops, and each had …"
            return step == 0 or led or view.ends_at(step - 1) or view.ends_at(step - 2)
    return False
