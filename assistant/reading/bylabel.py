"""Calls counted by where they came from, and told of by that afterwards: "5 from Yelp and 3 from Google. The Yelp ones
asked …", "the former …, the latter …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.amountwords import View
from assistant.reading.headnouns import head
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, SENTENCE_END, WORD

_FROM = frozenset({"from", "at", "on", "in", "for", "via", "through", "to", "by", "of"})
_WHOSE = frozenset({"our", "my", "the", "a", "your", "their"})
_ONES = frozenset({"ones", "calls", "callers", "one", "lot", "people", "batch", "leads", "call", "customers"})
_ENDS = frozenset({"and", "plus", "but", "&", "while", "we", "i"})
_LONG = 3  # words of a label
_COUNTED = frozenset({"calls", "people", "bare"})


def with_references(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, and those told again by their labels."""
    labels = _labels(view, found)
    if len(labels) < 2:
        return list(found)
    behind = max(q.last for q in labels.values())
    result = [q for q in found if not (q.first >= behind and view.at(q.first) in ("latter", "former"))]
    taken = {place for q in result if q.kind != "all" for place in range(q.first, q.last)}
    again = [
        one
        for place in range(behind, view.size)
        if place not in taken and (one := _again(view, place, labels))
    ]
    told = [q for q, _ in again]
    if not again or len(set(map(id, told))) < len(told):
        return list(found)
    known = {id(q) for q in told}
    result = [replace(q, role="identifier") if id(q) in known else q for q in result]
    return sorted([*result, *(one for _, one in again)], key=lambda q: (q.first, q.last))


def _labels(view: View, found: Sequence[Quantity]) -> dict[str, Quantity]:
    """The counts of one sentence by the words of their labels."""
    labels: dict[str, Quantity] = {}
    last: Quantity | None = None
    for q in found:
        if q.kind != "count" or q.role not in _COUNTED or not q.value or q.each:
            continue
        place = q.last if q.role == "bare" else head(view, q.last).last
        label = _label(view, place + 1) if view.at(place) in _FROM else ""
        if not label or (last is not None and _ended(view, last.last, q.first)):
            continue
        labels[label], last = q, q
    return labels if len(set(labels.values())) == len(labels) else {}


def _label(view: View, place: int) -> str:
    place += view.at(place) in _WHOSE
    words: list[str] = []
    while len(words) < _LONG and view.kind(place) == WORD and view.at(place) not in _ENDS:
        words.append(view.at(place))
        place += 1
    return " ".join(words) if view.ends_at(place) or view.at(place) in _ENDS else ""


def _ended(view: View, first: int, last: int) -> bool:
    return any(view.kind(step) == BREAK or view.at(step) in SENTENCE_END for step in range(first, last))


def _again(view: View, place: int, labels: dict[str, Quantity]) -> tuple[Quantity, Quantity] | None:
    """ "The Yelp ones", "those from Yelp", "the latter": the number told before, and as one told here."""
    ordered = sorted(labels.values(), key=lambda q: q.first)
    if view.at(place) in ("former", "latter") and len(ordered) == 2 and view.at(place - 1) == "the":
        meant = ordered[view.at(place) == "latter"]
        return meant, Quantity("count", meant.value, None, place, place + 1, "calls", "call")
    for label, q in labels.items():
        words = label.split()
        last = place + len(words)
        if list(view.texts[place:last]) != words:
            continue
        before = place - 1 - (view.at(place - 1) in _WHOSE)
        led = view.at(place - 1) in ("the", "all", "our") and view.at(last) in _ONES
        those = view.at(before) in _FROM and view.at(before - 1) in ("those", "ones", "these")
        if (led or those) and not view.said(before, "late_except"):
            return q, Quantity("count", q.value, None, place, last + led, "calls", "call")
    return None
