"""Places in a message that name a day, a month or a longer time, before it is decided which year is meant.

marks(view)    # "Nov 18, 19 and 22" → three marks of month 11; "Q3 2025", "the 27th", "Black Friday"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from assistant.reading.amountwords import View
from assistant.reading.text import BREAK, NUMBER, PUNCT

DAY, MONTH, YEAR, QUARTER, SEASON, HOLIDAY, WEEK = (
    "day",
    "month",
    "year",
    "quarter",
    "season",
    "holiday",
    "week",
)
NTH, WEEKDAY, RELATIVE, BARE_DAY = "nth", "weekday", "relative", "bare day"


@dataclass(frozen=True, slots=True)
class Mark:
    """A time named at token places [first, last).  Zero stands for what isn't said.

    `number` is the quarter, the week, a season's first month or which weekday of a month (`day` of them);
    `rule` is a holiday's; `weekdays` those named; `inferred` whether the year was not told.
    """

    kind: str
    first: int
    last: int
    day: int = 0
    month: int = 0
    year: int = 0
    number: int = 0
    rule: str = ""
    weekdays: tuple[int, ...] = ()
    inferred: bool = False


Reader = Callable[[View, int], list[Mark]]


def marks(view: View) -> list[Mark]:
    """All marks in order, none overlapping another."""
    from assistant.reading.datefigures import figures
    from assistant.reading.datenames import READERS

    numeric = {mark.first: mark for mark in figures(view)}
    found: list[Mark] = []
    place = 0
    while place < view.size:
        group: Iterable[Mark] = ()
        if place in numeric:
            group = (numeric[place],)
        elif _may_begin(view, place):
            group = next((marks for reader in READERS if (marks := reader(view, place))), ())
        for mark in group:
            if mark.first >= place:
                found.append(mark)
                place = mark.last
        if not group:
            place += 1
    return _without_ordinals(view, found)


def _may_begin(view: View, place: int) -> bool:
    """Whether a date can begin here at all; most words can't, and need no closer look."""
    kind = view.kinds[place]
    if kind in (PUNCT, BREAK):
        return False
    if kind == NUMBER or view.numeral(place) is not None:
        return True
    words = view.words.date_starts
    return view.texts[place] in words or view.lemmas[place] in words


def _without_ordinals(view: View, found: list[Mark]) -> list[Mark]:
    """The marks without days that no month makes one, where they can be calls of a list ("the 1st …, on
    the 2nd …")."""
    if any(mark.month or mark.kind == HOLIDAY for mark in found):
        return found
    counted = {"1st", "first"} & set(view.texts) and all(mark.day <= 12 for mark in found)
    if counted or not any(mark.kind == BARE_DAY and not mark.rule for mark in found):
        return [mark for mark in found if mark.kind != BARE_DAY]
    return found


def marked(mark: Mark, first: int, last: int) -> list[Mark]:
    """The mark at its places, if it has any."""
    return [replace(mark, first=first, last=last)] if first < last else []
