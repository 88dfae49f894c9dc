"""Numbers that stand in a row: "3, 14 and 22 minutes", and rows labelled 1, 2, 3, …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK

_JOINS = frozenset({",", "and", "or", "&"})
_PLURAL_LABELS = frozenset({"#", "calls", "rows", "lines", "entries", "numbers", "items"})
_STARTS = frozenset({"/", ";", ",", "|", "(", ".", ""})


def in_series(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those of a list with the role of its last, and labels of rows as ordinals."""
    return _completed(_labels(view, _lists(view, list(found))))


def _lists(view: View, found: list[Quantity]) -> list[Quantity]:
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        between = [view.at(place) for place in range(one.last, following.first)]
        joined = bool(between) and len(between) <= 2 and all(word in _JOINS for word in between)
        if joined and one.kind == following.kind == "ordinal" and one.role == BARE:
            found[index] = replace(one, role=following.role, noun=following.noun)
        counts = one.kind == following.kind == "count" and one.role == BARE
        if joined and counts and following.role in ("duration", "calls", "identifier", "times", "other"):
            found[index] = replace(one, role=following.role, noun=following.noun)
    head = 0  # where the row of labels begins that the one before `index` belongs to
    for index in range(1, len(found)):
        prior, one = found[index - 1], found[index]
        head = head if index > 1 and _goes_on(found[index - 2], prior) else index - 1
        between = [view.at(place) for place in range(prior.last, one.first)]
        joined = bool(between) and len(between) <= 2 and all(word in _JOINS for word in between)
        labels = (
            prior.kind in ("ordinal", "span")
            and prior.role == "calls"
            and view.at(found[head].first) in _PLURAL_LABELS
        )
        if joined and labels and one.kind == "count" and one.role == BARE:
            found[index] = replace(one, kind="ordinal", role="calls", noun=prior.noun)
    return found


def _goes_on(label: Quantity, following: Quantity) -> bool:
    """Whether a list of labels that began with "calls 7" or "#12" goes on."""
    return label.last >= following.first - 2 and label.kind == "ordinal"


def _labels(view: View, found: list[Quantity]) -> list[Quantity]:
    """Counts 1, 2, 3 … that begin the parts of a list are its labels."""
    at_start = [index for index, one in enumerate(found) if _begins_part(view, one)]
    run: list[int] = []
    for index in at_start:
        value = found[index].value
        if run and value == len(run) + 1 and _alike(view, found[run[-1]], found[index]):
            run.append(index)
        elif len(run) < 3:
            run = [index] if value == 1 else []
    if len(run) >= 3:
        for index in run:
            found[index] = replace(found[index], kind="ordinal", role=BARE, noun=None)
    return found


def _completed(found: list[Quantity]) -> list[Quantity]:
    """Numbers that fill the gaps between labelled calls are labels too: "calls 1, 3 and 5 …, 2 and 4 were AI"."""
    labelled = {one.value for one in found if one.kind == "ordinal" and one.role == "calls"}
    open_ones = [one for one in found if one.kind == "count" and one.role == BARE and not one.partitive]
    values = [one.value for one in open_ones]
    together = {value for value in (*labelled, *values) if value is not None}
    whole = together == {Fraction(place) for place in range(1, len(together) + 1)}
    if len(labelled) < 2 or len(together) < 3 or not whole or len(set(values)) != len(values):
        return found
    if not values or labelled & set(values):
        return found
    return [
        replace(one, kind="ordinal", role="calls", noun="call") if one in open_ones else one for one in found
    ]


def _begins_part(view: View, one: Quantity) -> bool:
    if (
        one.kind != "count"
        or one.role in ("date", "money", "clock", "identifier", "duration")
        or not one.value
    ):
        return False
    begins = one.first == 0 or view.kind(one.first - 1) == BREAK or view.at(one.first - 1) in _STARTS
    return begins and view.kind(one.first) == "number" and one.value.denominator == 1


def _alike(view: View, one: Quantity, other: Quantity) -> bool:
    """Whether two labels follow the same mark."""
    marks = [view.at(place.first - 1) for place in (one, other)]
    return one.first == 0 or marks[0] == marks[1] or "\n" in marks
