"""Numbers that stand beside labels, one after the other: "Mon 2, Tue none, Wed 5", "two on Monday and three in May".

So many calls each; what is told beside one of them, or before all of them, is told of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.amountwords import View, english
from assistant.reading.dates import any_day
from assistant.reading.dates import find as find_dates
from assistant.reading.headnouns import BARE, head
from assistant.reading.quantity import Quantity
from assistant.reading.text import NUMBER, Token

_KINDS = frozenset({"count", "none"})
_ROLES = frozenset({BARE, "calls", "people", "times"})
_OPEN = frozenset({BARE, "times"})  # what these count the row tells


def in_rows(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; those that stand in a row of labels count calls and know their row."""
    result = list(found)
    hours = [one for one in found if one.role == "clock"]
    view.once("hours", lambda: frozenset(place for one in hours for place in range(one.first, one.last)))
    if not _possible(view):
        return result
    for row in _rows(view, found):
        ones = [index for index in row if found[index].role in _OPEN]
        if len(row) < 2 or not ones:
            continue
        behind = _followed(view, found[row[0]])
        for index in row:
            one, before = found[index], found[row[row.index(index) - 1]]
            count = one.kind == "count" and one.role in _OPEN
            lead = one.first if behind or index == row[0] else _lead(view, before, one)
            role = "calls" if count else one.role
            result[index] = replace(one, role=role, row=found[row[0]].first, lead=lead)
    return result


def _followed(view: View, one: Quantity) -> bool:
    """Whether its label stands behind a number: "two on Monday"."""
    place = one.last
    while view.at(place) in _PREPOSITIONS:
        place += 1
    return _label(view, place)


_PREPOSITIONS = frozenset({"on", "in", "at", "for", "of", "the", "last", "this", "before", "after", "since"})


def _lead(view: View, before: Quantity, one: Quantity) -> int:
    """Where the label of a number begins that stands before it."""
    place = next(place for place in range(before.last, one.first) if _label(view, place))
    while place - 1 > before.last and view.at(place - 1) in _PREPOSITIONS:
        place -= 1
    return place


def _rows(view: View, found: Sequence[Quantity]) -> list[list[int]]:
    """The rows, as places in `found`; their labels stand before each number, or behind each."""
    rows: list[list[int]] = []
    before_last = {}  # the quantity before each, dates left out
    last_seen = -1
    for index, one in enumerate(found):
        before_last[index] = last_seen
        last_seen = last_seen if one.role in _WHEN else index
    for index, one in enumerate(found):
        if one.kind not in _KINDS or one.role not in _ROLES or one.partitive or one.each:
            continue
        if view.at(one.first - 2) in ("so", "as") and view.at(one.first - 1) in _AUXILIARIES:
            continue  # "so were two in the afternoon"
        last = rows[-1] if rows else []
        before = found[last[-1]] if last else None
        if before is not None and last[-1] == before_last[index] and _goes_on(view, before, one):
            last.append(index)
        else:
            rows.append([index])
    return [row for row in rows if len(row) > 1 and _labelled(view, [found[index] for index in row])]


_WHEN = frozenset({"date", "clock"})
_AUXILIARIES = frozenset({"were", "was", "did", "had"})


def _goes_on(view: View, before: Quantity, one: Quantity) -> bool:
    """Whether nothing but a label and words that link stand between two numbers."""
    start = before.last
    if before.role != BARE:
        start = max(start, head(view, before.last).last)
    places = range(start, one.first)
    if sum(place not in _dated(view) for place in places) > _FAR or not any(
        _label(view, place) for place in places
    ):
        return False
    return all(_label(view, place) or view.said(place, "row_links") for place in places)


_FAR = 9  # tokens between two numbers of a row


def _labelled(view: View, row: Sequence[Quantity]) -> bool:
    """Whether the first number has a label before it, or the last one behind it."""
    led = _reached(view, row[0].first - 1, -1)
    last = row[-1]
    followed = _reached(view, last.last if last.role == BARE else head(view, last.last).last, 1)
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


def _possible(view: View) -> bool:
    """Whether any label is named at all; most messages have none."""
    labels = view.words.counting["row_labels"]
    return view.says(labels) or view.says(view.words.weekdays) or bool(_dated(view) or _hours(view))


def _dated(view: View) -> frozenset[int]:
    """The places of dates."""
    return view.once("dated places", lambda: _date_places(view))


def _date_places(view: View) -> frozenset[int]:
    found = find_dates(view.text, any_day(), view.words)
    return frozenset(place for one in found for place in range(one.first, one.last))


def _hours(view: View) -> frozenset[int]:
    """The places of times of day."""
    return view.once("hours", frozenset)


def _label(view: View, place: int) -> bool:
    """Whether a word names a day, a month or a time of day."""
    return place in _hours(view) or names_time(view, place)


def names_time(view: View, place: int) -> bool:
    """Whether a word names a day, a month or a part of the day."""
    words, text = view.words, view.at(place)
    return place in _dated(view) or (
        text in words.weekdays or text.removesuffix("s") in words.weekdays or view.said(place, "row_labels")
    )


def once_at(view: View, place: int) -> bool:
    """ "Once at breakfast, twice at noon": a number beside others, no "as soon as"."""
    often = sum(word in _OFTEN for word in view.texts)
    return often > 1 and any(
        names_time(view, step) and all(view.said(one, "row_links") for one in range(place + 1, step))
        for step in range(place + 1, place + _NEAR)
    )


_OFTEN = frozenset({"once", "twice", "thrice", "times"})


def dates_calls(token: Token) -> bool:
    """Whether a word before a number says when so many called ("on Tuesday three were …", "today two")."""
    words = english()
    return token.text in words.weekdays or token.text in words.counting["row_labels"]


def in_period(place: int, tokens: Sequence[Token]) -> bool:
    """ "This week four did": a number behind a period, as behind a day."""
    before = [token.text for token in tokens[max(0, place - 2) : place]]
    return before[-1:] in (["week"], ["month"], ["quarter"], ["year"]) and before[0] in _WHICH


_WHICH = frozenset(
    "this last next previous that past first second third fourth fifth final 1st 2nd 3rd 4th 5th other".split()
)


def canonical(word: str) -> str:
    """A name in one form: "tue" and "Tuesday" are the same."""
    words = english()
    day = words.weekdays.get(word, words.weekdays.get(word.removesuffix("s")))
    if day is not None:
        return f"day {day}"
    return f"month {words.months[word]}" if word in words.months else word


def spanning(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Tue 9-5", "Wed 9 to 1": from one number to another."""
    behind = tokens[q.last : q.last + 2]
    return len(behind) > 1 and behind[0].text in _UP_TO and behind[1].kind == NUMBER


_UP_TO = frozenset({"-", "–", "—", "to", "till", "until"})
