"""Numbers that stand beside labels, one after the other: "Mon 2, Tue none, Wed 5", "two on Monday and three in May".

So many calls each; what is told beside one of them, or before all of them, is told of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE, head
from assistant.reading.quantity import Quantity

_KINDS = frozenset({"count", "none"})
_ROLES = frozenset({BARE, "calls", "people"})


def in_rows(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; those that stand in a row of labels count calls and know their row."""
    result = list(found)
    for row in _rows(view, found):
        ones = [index for index in row if found[index].role == BARE]
        if len(row) < 2 or not ones:
            continue
        for index in row:
            one = found[index]
            count = one.kind == "count" and one.role == BARE
            result[index] = replace(one, role="calls" if count else one.role, row=found[row[0]].first)
    return result


def _rows(view: View, found: Sequence[Quantity]) -> list[list[int]]:
    """The rows, as places in `found`; their labels stand before each number, or behind each."""
    rows: list[list[int]] = []
    for index, one in enumerate(found):
        if one.kind not in _KINDS or one.role not in _ROLES or one.partitive or one.each:
            continue
        last = rows[-1] if rows else []
        before = found[last[-1]] if last else None
        if before is not None and last[-1] == index - 1 and _goes_on(view, before, one):
            last.append(index)
        else:
            rows.append([index])
    return [row for row in rows if len(row) > 1 and _labelled(view, [found[index] for index in row])]


def _goes_on(view: View, before: Quantity, one: Quantity) -> bool:
    """Whether nothing but a label and words that link stand between two numbers."""
    start = before.last
    if before.role != BARE:
        start = max(start, head(view, before.last).last)
    places = range(start, one.first)
    if len(places) > _FAR or not any(_label(view, place) for place in places):
        return False
    return all(_label(view, place) or view.said(place, "row_links") for place in places)


_FAR = 9  # tokens between two numbers of a row


def _labelled(view: View, row: Sequence[Quantity]) -> bool:
    """Whether the first number has a label before it, or the last one behind it."""
    led = _reached(view, row[0].first - 1, -1)
    followed = _reached(view, row[-1].last, 1)
    return led or followed


def _reached(view: View, place: int, step: int) -> bool:
    """Whether a label stands at `place` or beyond words that link."""
    for _ in range(_NEAR):
        if _label(view, place):
            return True
        if not view.said(place, "row_links") or view.at(place) in (".", ";"):
            return False
        place += step
    return False


_NEAR = 4


def _label(view: View, place: int) -> bool:
    """Whether a word names a day, a month or a time of day."""
    words, text = view.words, view.at(place)
    return (
        text in words.weekdays or text.removesuffix("s") in words.weekdays or view.said(place, "row_labels")
    )
