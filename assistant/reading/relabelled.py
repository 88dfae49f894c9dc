"""Numbers taken back by the day or month they are of: "Monday 3, Tuesday 2 …; no wait, Tuesday was 1"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.amountwords import View
from assistant.reading.labelled import canonical
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, SENTENCE_END

_SAYING = frozenset(
    {"was", "were", "is", "had", "has", ":", "really", "actually", "only", "just", "should", "be"}
)
_LINKS = frozenset({"on", "in", "for", "last", "this", ",", "(", "calls", "callers", "of", *_SAYING})
_NEAR = 4  # tokens between a number and its label
_REACH = 6  # tokens between a label and the words that take something back


def by_label(view: View, result: Sequence[Quantity], one: Quantity) -> int | None:
    """Which earlier number is corrected: the one of the same day, where words of correction stand beside."""
    place = one.first - 1
    while place > one.first - _NEAR and view.at(place) in _SAYING:
        place -= 1
    label = _label(view, place)
    if not label or not taken_back(view, place, one.last):
        return None
    for index in range(len(result) - 1, -1, -1):
        other = result[index]
        counts = other.kind == "count" and other.value and other.role in ("bare", "calls", "people")
        if counts and label in _labels(view, other) and other.value != one.value:
            return index
    return None


def _label(view: View, place: int) -> str:
    """The day or month that a word names, in one form."""
    word = view.at(place)
    known = word in view.words.weekdays or word in view.words.months
    return canonical(word) if known else ""


def _labels(view: View, q: Quantity) -> set[str]:
    """The day or month that stands before a number, or else behind it."""
    for step in (-1, 1):
        place = q.first - 1 if step < 0 else q.last
        for _ in range(_NEAR):
            if _label(view, place):
                return {_label(view, place)}
            if view.at(place) not in _LINKS or (step > 0 and view.at(place) == ","):
                break
            place += step
    return set()


def taken_back(view: View, place: int, last: int) -> bool:
    """Whether words of correction stand before a label, or behind its number."""
    for step in range(place - 1, max(-1, place - _REACH), -1):
        if view.phrase("counting.corrections", step) or view.said(step, "weak_corrections"):
            return True
        if view.kind(step) == BREAK or view.at(step) in SENTENCE_END:
            break
    behind = range(last, min(view.size, last + _REACH))
    end = next(
        (step for step in behind if view.at(step) in SENTENCE_END or view.kind(step) == BREAK), last + _REACH
    )
    return any(view.phrase("counting.taken_back", step) for step in range(last, end))
