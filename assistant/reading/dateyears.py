"""Which year a date means that doesn't say so, and which days a mark means in its year.

The rule: a year that stands alone in the message and is the only one; else the year that brings the date
nearest to the message's nearest full date; else nearest to the day the pricing took effect, where a day before it
counts as several times as far: calls that are asked about are mostly such as the pricing is for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.reading import datemarks as kinds
from assistant.reading.amountwords import View
from assistant.reading.datemarks import Mark
from assistant.reading.periods import Span, day, holiday, iso_week, month, months, nth_weekday

_NO_YEAR = frozenset({kinds.WEEKDAY, kinds.RELATIVE, kinds.BARE_DAY})
_BEFORE = 6  # times as far: "October" is the one before, "September" the one after
_FAR = 400  # days: no year beside the message's brings the date nearer (29 February)


def dated(view: View, found: list[Mark], effective: date) -> list[Mark]:
    """The marks with a year each, and bare days with the month they belong to."""
    anchors = [(mark, span) for mark in found if mark.year and (span := span_of(mark, mark.year))]
    stated = _stated_year(view, found)
    result: list[Mark] = []
    for mark in found:
        if not mark.year and mark.kind not in _NO_YEAR:
            about = _nearest(anchors, mark, effective)
            year = stated or (_year_near(mark, about) if about else _year_near(mark, effective, _BEFORE))
            mark = replace(mark, year=year, inferred=True)
        result.append(mark)
    return [_with_month(mark, result) if mark.kind == kinds.BARE_DAY else mark for mark in result]


def _stated_year(view: View, found: list[Mark]) -> int:
    """A year that stands by itself and is the only one ("Year is 2025 for all"), else 0."""
    if "202" not in view.text.message:
        return 0
    taken = {place for mark in found if mark.kind != kinds.YEAR for place in range(mark.first, mark.last)}
    alone: set[int] = set()
    for place, text in enumerate(view.texts):
        year = len(text) == 4 and text.startswith("202") and text.isdecimal() and place not in taken
        if (
            year
            and not _denied(view, place)
            and (not view.glued(place) or view.at(place - 1) in (",", "(", ":"))
        ):
            alone.add(int(text))
    years = {mark.year for mark in found if mark.year}
    return alone.pop() if len(alone) == 1 and years <= alone else 0


def _denied(view: View, place: int) -> bool:
    """Whether a year is said not to be meant: "not 2026", "not the one in 2026", "rather than 2026"."""
    before = place - 1
    while view.at(before) in ("the", "in", "from", "for", "one", "that", "this"):
        before -= 1
    said = view.at(before)
    return said in ("not", "nor", "never") or (view.at(before - 1), said) in _RATHER


_RATHER = frozenset({("rather", "than"), ("instead", "than"), ("instead", "of"), ("rather", "that")})


def _nearest(anchors: list[tuple[Mark, Span]], mark: Mark, effective: date) -> date | None:
    """The message's nearest full date, from which one without a year is measured."""
    near = [
        (abs(anchor.first - mark.first), span[0])
        for anchor, span in anchors
        if abs(span[0].year - effective.year) <= 2
    ]
    return min(near)[1] if near else None


def _year_near(mark: Mark, about: date, past: int = 1) -> int:
    """The year in which the mark is nearest to `about`, days before it being `past` times as far; 0 when there is
    none near."""

    def distance(year: int) -> tuple[int, int]:
        span = span_of(mark, year)
        if not span:
            return 4 * _FAR * past, year
        days = (span[0] - about).days + (span[1] - about).days
        return max(days, -past * days), year

    best = min((about.year - 1, about.year, about.year + 1), key=distance)
    return best if distance(best)[0] < 2 * _FAR * past else 0


def _with_month(mark: Mark, found: list[Mark]) -> Mark:
    """ "the 27th" in the month named last before it, or else next after it."""
    named = [other for other in found if other.year and (other.month or other.kind == kinds.HOLIDAY)]
    before = [other for other in named if other.first < mark.first]
    after = [other for other in named if other.first > mark.first]
    for other in (*reversed(before), *after):
        span = span_of(other, other.year)
        if span and day(span[0].year, span[0].month, mark.day):
            return replace(
                mark, kind=kinds.DAY, month=span[0].month, year=span[0].year, inferred=other.inferred
            )
    return replace(mark, kind=kinds.RELATIVE)


def span_of(mark: Mark, year: int) -> Span | None:
    """The days a mark means in a given year, both included; None when there are none."""
    one: date | None = None
    if mark.kind == kinds.DAY:
        one = day(year, mark.month, mark.day)
    elif mark.kind == kinds.HOLIDAY:
        one = holiday(mark.rule, year)
    elif mark.kind == kinds.MONTH:
        return month(year, mark.month)
    elif mark.kind == kinds.YEAR:
        return months(year, 1, 12)
    elif mark.kind == kinds.QUARTER:
        return months(year, 3 * mark.number - 2, 3)
    elif mark.kind == kinds.SEASON:
        return months(year, mark.number, 3)
    elif mark.kind == kinds.WEEK:
        return iso_week(year, mark.number)
    elif mark.kind == kinds.NTH:
        return _nth(mark, year)
    return (one, one) if one else None


def _nth(mark: Mark, year: int) -> Span | None:
    """ "the last three Thursdays", "the first Monday" of a month."""
    edge = nth_weekday(year, mark.month, mark.weekdays[0], mark.number)
    if edge is None:
        return None
    reach = timedelta(days=7 * (mark.day - 1))
    return (edge - reach, edge) if mark.number < 0 else (edge, edge + reach)
