"""What is told per day of the last of several is told of all: "two handoffs and three bookings a day, six days"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.amountwords import View
from assistant.reading.quantity import KNOWN, Quantity
from assistant.reading.text import BREAK, SENTENCE_END

_JOINING = frozenset({"and", "plus", "&", "+", "also"})
_LISTING = _JOINING | {","}
_ENDS = SENTENCE_END | {":", ";"}


def spread(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those joined to one that is told per unit behind it told per unit as well."""
    result = list(found)
    counted = [place for place, q in enumerate(result) if q.role in KNOWN and q.kind in ("count", "rate")]
    last = True  # of its row
    for one, other in reversed(list(pairwise(counted))):
        before, rated = result[one], result[other]
        joined = view.at(rated.first - 1) in (_JOINING if last else _LISTING)
        last = not joined
        if not joined or not (rated.each and rated.total and rated.value) or not _plain(before):
            continue
        if rated.unit and _apart(view, before, rated):
            continue
        times = rated.total / rated.value
        total = (before.value or 0) * times
        result[one] = replace(before, kind=rated.kind, each=True, unit=rated.unit, total=total)
    return result


def _plain(q: Quantity) -> bool:
    return q.kind == "count" and bool(q.value) and not q.each and not q.partitive


def _apart(view: View, before: Quantity, rated: Quantity) -> bool:
    """Whether the first has a time or clause of its own: "20 calls on Monday and two a day after that"."""
    for place in range(before.last, rated.first):
        if view.kind(place) == BREAK or view.at(place) in _ENDS:
            return True
        word = view.at(place)
        if word in view.words.weekdays or word in view.words.months or word in ("yesterday", "today"):
            return True
    return False
