"""The days that a follow-up names of calls told before: "Nov 28", "the 28th", "11/28", and of these "not the 18th"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.reading import dates
from assistant.reading.text import NUMBER
from assistant.reading.turns import Turn

_DAYS = range(1, 32)
_REACH = 3  # tokens before a day in which it is denied
_SUFFIXES = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, in full (`on`) or by its number in the month that the calls were in; `denied`: it wasn't that."""

    first: int
    last: int
    on: date | None
    number: int = 0
    denied: bool = False

    def of(self, told: date | None) -> date | None:
        """The day itself, of calls told on another."""
        if self.on is not None or told is None:
            return self.on
        try:
            return told.replace(day=self.number)
        except ValueError:
            return None


def days_named(turn: Turn) -> list[Day]:
    """All days of a message, in order."""
    found = [*_in_full(turn), *_by_slash(turn)]
    found += [day for day in _numbered(turn) if not inside(day.first, found)]
    known = {on.day for d in turn.before if (on := d.on) is not None}
    if len(found) < 2 and (found or _numbers_of(turn, known)):
        found += [day for day in _bare(turn) if not inside(day.first, found)]
    found = [replace(day, denied=day.denied or _denied(turn, day)) for day in found]
    return sorted(found, key=lambda day: day.first)


def _in_full(turn: Turn) -> list[Day]:
    mentions = dates.find(turn.observed.text, turn.effective)
    return [
        Day(d.first, d.last, d.start, denied=d.role == "negated")
        for d in mentions
        if d.start is not None and d.start == d.end and d.role in ("call", "frame", "negated", "corrected")
    ]


def _numbered(turn: Turn) -> Iterator[Day]:
    """ "The 28th"; of two calls "the 2nd" is one of them, but "on the 2nd" a day."""
    whole = sum(d.count for d in turn.before)
    called = {q.first for q in turn.quantities if q.kind == "ordinal" and q.role != "bare"}
    for place, token in enumerate(turn.observed.text.tokens):
        digits = token.text[:-2]
        if token.text[-2:] not in _SUFFIXES or not digits.isdigit() or int(digits) not in _DAYS:
            continue
        before = turn.at(place - 2) if turn.at(place - 1) == "the" else turn.at(place - 1)
        if (int(digits) > whole and place not in called) or before in turn.words["before_day"]:
            yield Day(place, place + 1, None, int(digits))
    for q in turn.quantities:
        written = q.kind == "ordinal" and q.role == "bare" and not turn.at(q.first)[:1].isdigit()
        if written and q.value and max(whole, 10) < q.value <= _DAYS[-1]:
            yield Day(q.first, q.last, None, int(q.value))


def _by_slash(turn: Turn) -> Iterator[Day]:
    """ "11/28", in the year of the calls; "28/11" where they were in November."""
    told = next(on for d in turn.before if (on := d.on) is not None)
    tokens = turn.observed.text.tokens
    for place in range(1, len(tokens) - 1):
        around = (tokens[place - 1], tokens[place + 1])
        if turn.at(place) != "/" or not all(t.kind == NUMBER and t.text.isdigit() for t in around):
            continue
        month, day = (int(t.text) for t in around)
        if day == told.month != month:
            month, day = day, month
        try:
            yield Day(place - 1, place + 2, told.replace(month=month, day=day))
        except ValueError:
            continue


def _bare(turn: Turn) -> Iterator[Day]:
    """ "The 28, not 18": numbers too large to be of the calls."""
    whole = sum(d.count for d in turn.before)
    for place in _numbers_of(turn, set(_DAYS)):
        number = int(turn.at(place))
        if number > whole and turn.is_a(place - 1, "before_day"):
            yield Day(place, place + 1, None, number)


def _numbers_of(turn: Turn, among: set[int]) -> list[int]:
    """The places of bare numbers that are among these."""
    tokens = turn.observed.text.tokens
    bare = {q.first for q in turn.quantities if q.kind == "count" and q.role in ("bare", "date")}
    return [
        place
        for place, token in enumerate(tokens)
        if place in bare and token.kind == NUMBER and token.text.isdigit() and int(token.text) in among
    ]


def inside(place: int, days: Sequence[Day]) -> bool:
    """Whether a place of the message is in one of these days."""
    return any(day.first <= place < day.last for day in days)


def _denied(turn: Turn, day: Day) -> bool:
    """ "Not the 18th", "instead of Nov 18", "the 18th is wrong"."""
    before = range(day.first - 1, day.first - 1 - _REACH, -1)
    for place in before:
        if turn.is_a(place, "denying_day"):
            return True
        if not turn.is_a(place, "before_day"):
            break
    behind = day.last + turn.is_a(day.last, "said_of")
    return turn.is_a(behind, "mistaken_day") or turn.is_a(behind + 1, "mistaken_day")
