"""Times of day: "8:05", "7 am", "at 1430", "0912", "ten past four", "until 6"."""

from __future__ import annotations

from assistant.reading.amountwords import View
from assistant.reading.numerals import Numeral
from assistant.reading.quantity import Quantity
from assistant.reading.text import NUMBER

_NOT_HOURS = frozenset({"%", "$", "-", "x"})


def clock(view: View, place: int) -> Quantity | None:
    """The time of day at `place`, role "clock"."""
    if view.at(place) in ("between", "from"):
        last = _between(view, place + 1)
        return Quantity("count", None, None, place, last, "clock") if last else None
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or numeral.decimals:
        return None
    last = (
        _from_to(view, numeral)
        or _with_minutes(view, numeral)
        or _with_word(view, numeral)
        or _military(view, numeral)
    )
    last = last or _past(view, numeral) or _bare_hour(view, numeral)
    return Quantity("count", None, None, place, last, "clock") if last else None


def _from_to(view: View, numeral: Numeral) -> int:
    """ "2 to 3 pm": the place behind it, or 0."""
    until = view.at(numeral.last) in ("to", "till", "until", "-", "–")
    end = view.numeral(numeral.last + 1) if until else None
    return _with_word(view, end) if end is not None and view.raw(end.last).lower() in ("am", "pm") else 0


def _between(view: View, place: int) -> int:
    """ "Between 9 and 10 a lady …", "from 2 to 4 pm": the place behind the hours, or 0."""
    begin = view.numeral(place)
    exact = _to_the_minute(view, begin) if begin is not None else 0
    if exact:
        return exact
    end = (
        view.numeral(begin.last + 1)
        if begin and view.at(begin.last) in ("and", "to", "till", "until")
        else None
    )
    if begin is None or end is None or begin.decimals or end.decimals or not 0 < begin.value <= 24:
        return 0
    if view.raw(end.last).lower() in ("am", "pm"):
        return _with_word(view, end)
    if end.value < begin.value <= 12 and not begin.ordinal:
        return end.last  # "between 9 and 5"
    soon = end.value - begin.value in (1, 2) or (end.value <= 2 and begin.value >= 11)
    return end.last if soon and view.at(end.last) in _BEHIND_HOURS else 0


def _to_the_minute(view: View, begin: Numeral) -> int:
    """ "7:30 and 9", "7 to 8:15": the place behind hours of which one is told with its minutes, or 0."""
    last = _with_minutes(view, begin)
    end = view.numeral((last or begin.last) + 1)
    if end is None or view.at(last or begin.last) not in ("and", "to", "till", "until", "-", "–"):
        return 0
    minutes = _with_minutes(view, end)
    return (minutes or _with_word(view, end) or end.last) if last or minutes else 0


# What follows hours, but no number of calls.
_BEHIND_HOURS = frozenset(
    {":", ",", "a", "an", "the", "he", "she", "someone", "somebody", "my", "your", "there"}
)


def _with_minutes(view: View, numeral: Numeral) -> int:
    """ "8:05", "07:58:04": the place behind it, or 0."""
    last = numeral.last
    while (
        view.at(last) == ":" and view.kind(last + 1) == NUMBER and view.glued(last) and view.glued(last + 1)
    ):
        last += 2
    return last if last > numeral.last else 0


def _counted_by_day(view: View, numeral: Numeral) -> bool:
    """ "Two in the morning and none in the afternoon", "three in the afternoon were …": counts, not hours."""
    behind = numeral.last + 3
    if view.said(numeral.first - 1, "before_clock"):
        return False
    if view.said(behind, "predicates") or view.at(behind) == "all":
        return True
    alone = view.at(numeral.first - 1) in _JOINED or view.begins_line(numeral.first)
    return alone and _told_by_day(view, numeral)


_JOINED = frozenset({",", "and", "but", ":", ".", ";", "plus", "-", "–", "—", "had", "were", "then"})


_CLAUSE = 9  # tokens between a number and the part of the day that it is told for


def _told_by_day(view: View, numeral: Numeral) -> bool:
    """Whether a number stands before another part of the day too: "one this morning, two in the evening"."""
    parts = [step for step in range(view.size) if view.said(step, "part_of_day")]
    apart = [step for step in parts if not numeral.first <= step <= numeral.last + 2]
    return any(
        "none" in view.texts[max(0, step - 4) : step]
        or any(
            view.numeral(place) and not view.said(place - 1, "before_clock")
            for place in range(max(0, step - _CLAUSE), step)
        )
        for step in apart
    )


def _with_word(view: View, numeral: Numeral) -> int:
    """ "7 am", "2 p.m.", "four o'clock", "12 noon", "5 in the morning"."""
    last = numeral.last
    if not 0 <= numeral.value <= 24:
        return 0
    if view.at(last) in ("oclock", "noon") or view.at(last + 1) in ("clock", "'clock"):
        return last + 1
    if view.at(last) == "in" and numeral.value <= 12 and view.said(last + 2, "part_of_day"):
        return 0 if _counted_by_day(view, numeral) else last
    raw = view.raw(last).lower()
    if raw in ("am", "pm"):
        certain = view.glued(last) or raw == "pm" or view.said(last - 2, "before_clock")
        certain = certain or view.numeral(last + 1) is not None  # "8 am 2, 10 am 4"
        return last + 1 if certain else 0
    if raw in ("a", "p") and view.at(last + 1) == "." and view.raw(last + 2).lower() == "m":
        return last + 4 if view.at(last + 3) == "." else last + 3
    return 0


def _military(view: View, numeral: Numeral) -> int:
    """ "at 1430", and "0912" or "1102 |" at a line's start."""
    text, last = view.at(numeral.first), numeral.last
    if len(text) != 4 or not text.isdecimal() or int(text[:2]) > 23 or int(text[2:]) > 59:
        return 0
    row = view.begins_line(numeral.first) and (text[0] == "0" or view.at(last) == "|")
    return last if row or view.at(numeral.first - 1) in ("at", "around") else 0


def _past(view: View, numeral: Numeral) -> int:
    """ "ten past four"."""
    hour = view.numeral(numeral.last + 1) if view.at(numeral.last) == "past" else None
    return hour.last if hour and hour.value <= 12 and not hour.ordinal and numeral.value % 5 == 0 else 0


def _bare_hour(view: View, numeral: Numeral) -> int:
    """ "until 6", "at 5 every day", "two at 3 got …", "at 11 two"."""
    last = numeral.last
    if not 0 < numeral.value <= 12 or not view.said(numeral.first - 1, "bare_clock_before"):
        return 0
    alone = view.ends_at(last) or view.said(last, "bare_clock_after") or _beside_number(view, numeral)
    return last if alone and view.at(last) not in _NOT_HOURS else 0


def _beside_number(view: View, numeral: Numeral) -> bool:
    """ "At 9 one caller, at 11 two", "two at 3 got a human"; not "two at 3 branches"."""
    counted = view.numeral(numeral.first - 2) is not None and view.said(numeral.last, "predicates")
    behind = view.numeral(numeral.last)
    return counted or (behind is not None and not behind.ordinal)
