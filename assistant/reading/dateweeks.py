"""Days of a month behind their weekdays, as calendars write them: "Tue 18 — …" below "Fri 14 — …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.amountwords import View
from assistant.reading.datemarks import BARE_DAY, WEEKDAY, Mark
from assistant.reading.datemonths import counts_something
from assistant.reading.text import BREAK, PUNCT

_SURE = 12  # a greater number is no usual count of calls
_FEW = 3


def calendar_days(view: View, found: Sequence[Mark]) -> list[Mark]:
    """The marks, with the weekdays that begin lines and the numbers behind them as days, where the numbers lie as
    far apart as the weekdays do."""
    days = {place: number for place, mark in enumerate(found) if (number := _number_behind(view, mark))}
    numbers, names = list(days.values()), [found[place].weekdays[0] for place in days]
    steps = zip(pairwise(numbers), pairwise(names), strict=True)
    fit = all(b > a and (b - a - (later - earlier)) % 7 == 0 for (a, b), (earlier, later) in steps)
    sure = len(days) >= _FEW or any(mark.month for mark in found) or max(numbers, default=0) > _SURE
    if len(days) < 2 or not fit or not sure:
        return list(found)
    return [
        replace(mark, kind=BARE_DAY, last=mark.last + 1, day=days[place], weekdays=())
        if place in days
        else mark
        for place, mark in enumerate(found)
    ]


def _number_behind(view: View, mark: Mark) -> int:
    """The day of the month behind a weekday that begins a line; 0 for none."""
    if mark.kind != WEEKDAY or len(mark.weekdays) != 1:
        return 0
    before = mark.first - 1
    while before >= 0 and view.kind(before) == PUNCT:
        before -= 1
    if before >= 0 and view.kind(before) != BREAK:
        return 0
    numeral = view.numeral(mark.last)
    if numeral is None or not numeral.digits or numeral.decimals or numeral.last != mark.last + 1:
        return 0
    alone = numeral.last >= view.size or view.kind(numeral.last) == BREAK
    day = numeral.whole or 0
    return day if 1 <= day <= 31 and not alone and not counts_something(view, numeral) else 0
