"""Dates in figures: 2025-11-19, 11/19/25, 19.11.2025, and "11/25" where something says that it is a date."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable

from assistant.reading.amountwords import View
from assistant.reading.datemarks import DAY, MONTH, WEEK, Mark, marked
from assistant.reading.periods import day
from assistant.reading.regex import regex
from assistant.reading.text import BREAK, NUMBER, WORD

_ISO = regex(r"(?<![\w./-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[-/.]\d)")
_SOLID = regex(r"(?<![\w./#-])(202\d)(\d\d)(\d\d)(?![\w-])")
_DMY = regex(r"(?<![\w./-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\w]|[-/.]\d)")
_MONTH_YEAR = regex(r"(?<![\w./-])(\d{1,2})[-/](20\d\d)(?![\w]|[-/]\d)")
_YEAR_MONTH = regex(r"(?<![\w./-])(20\d\d)[-/](\d\d)(?![\w]|[-/]\d)")
_MONTH_DAY = regex(r"(?<![\w./$#£€:\[-])(\d{1,2})([/-])(\d{1,2})(?![\w%]|[-/.:]\d)")
_DAY_MONTH = regex(r"(?<![\w./-])(\d{1,2})\.(\d{1,2})\.(?![\w])")
_RANGE = regex(r"(?<![\w./$#-])(\d{1,2})/(\d{1,2})\s?[-–]\s?(\d{1,2})/(\d{1,2})(?![\w%]|[-/.]\d)")
_CLOCK_AFTER = regex(r"[ ,at]{1,5}\d{1,2}(?::\d\d|\s?[ap]\.?m)", re.IGNORECASE)
_LIST = regex(r"\s*(?:,|and|&|or|/|\+|to|-|–|,\s*and)\s*")


def figures(view: View) -> list[Mark]:
    """Marks of all dates in figures, in order, none overlapping another."""
    message = view.text.message
    if not view.text.figures:
        return []
    if not any(mark in message for mark in ("/", "-", ".")) and "202" not in message:
        return []
    day_first = _day_first(message)
    found = [*_full(view, day_first), *_months(view)]
    found += _partial(view, bool(found), day_first)
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.first, -mark.last)):
        if not kept or mark.first >= kept[-1].last:
            kept.append(mark)
    return kept


def _full(view: View, day_first: bool) -> Iterable[Mark]:
    """Dates with year, month and day."""
    message = view.text.message
    for match in _ISO.finditer(message):
        yield from _dated(view, match, int(match[1]), int(match[3]), int(match[4]))
    for match in _SOLID.finditer(message):
        yield from _dated(view, match, int(match[1]), int(match[2]), int(match[3]))
    for match in _DMY.finditer(message):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        turned = first > 12 or (second <= 12 and (match[2] == "." or day_first))
        month, number = (second, first) if turned else (first, second)
        yield from _dated(view, match, year, month, number)


def _day_first(message: str) -> bool:
    """Whether the message writes the day first: it says so, or one of its dates can't be read otherwise."""
    lower = message.lower()
    if "day first" in lower or "dd/mm" in lower or "dd.mm" in lower:
        return True
    return any(int(match[1]) > 12 >= int(match[3]) for match in _DMY.finditer(message))


def _months(view: View) -> Iterable[Mark]:
    """ "11/2025", "2025-11", "week 08-2026"."""
    message = view.text.message
    for match in _MONTH_YEAR.finditer(message):
        first, last = _places(view, match)
        if view.at(first - 1) in ("week", "wk", "kw"):
            yield Mark(WEEK, first - 1, last, year=int(match[2]), number=int(match[1]))
        elif 1 <= int(match[1]) <= 12:
            yield from marked(Mark(MONTH, 0, 0, month=int(match[1]), year=int(match[2])), first, last)
    for match in _YEAR_MONTH.finditer(message):
        if 1 <= int(match[2]) <= 12:
            yield from marked(
                Mark(MONTH, 0, 0, month=int(match[2]), year=int(match[1])), *_places(view, match)
            )


def _partial(view: View, dates_known: bool, day_first: bool) -> Iterable[Mark]:
    """Month and day without a year, where something beside them says that they are a date."""
    message = view.text.message
    for match in _DAY_MONTH.finditer(message):
        if view.at(_places(view, match)[0] - 1) in view.words.dating["before_figures"]:
            yield from _dated(view, match, 0, int(match[2]), int(match[1]))
    for match in _RANGE.finditer(message):
        yield from _range(view, match)
    candidates = [match for match in _MONTH_DAY.finditer(message) if _possible(match)]
    certain = {match.start() for match in candidates if _is_date(view, match, dates_known)}
    leading = [match for match in candidates if _leads(view, match)]
    if len(leading) > 1 and len({match[3] for match in leading}) > 1 and any(map(_no_share, leading)):
        certain |= {match.start() for match in leading}  # "3/2 …; 3/9 …; 3/30 …"
    for _ in range(2):  # what is listed beside a date is one too, in both directions
        for one, other in itertools.pairwise(candidates):
            pair = {one.start(), other.start()}
            listed = _LIST.fullmatch(message[one.end() : other.start()]) and one[2] == other[2]
            if listed and pair & certain:
                certain |= pair
    if certain:  # what begins another part of the list is a date as the first one is
        certain |= {match.start() for match in candidates if _begins_part(view, match)}
    for match in candidates:
        if match.start() in certain:
            first, second = int(match[1]), int(match[3])
            turned = first > 12 or (day_first and second <= 12)
            month, number = (second, first) if turned else (first, second)
            yield from _dated(view, match, 0, month, number)


def _range(view: View, match: re.Match[str]) -> Iterable[Mark]:
    """ "12/1-12/5"."""
    middle = bisect_left(view.starts, match.start(3))
    first, last = _places(view, match)
    low, high = (int(match[1]), int(match[2])), (int(match[3]), int(match[4]))
    if all(day(2024, month, number) for month, number in (low, high)) and low < high:
        yield from marked(Mark(DAY, 0, 0, day=low[1], month=low[0]), first, middle - 1)
        yield from marked(Mark(DAY, 0, 0, day=high[1], month=high[0]), middle, last)


def _begins_part(view: View, match: re.Match[str]) -> bool:
    first, last = _places(view, match)
    return (
        match[2] == "/"
        and view.at(first - 1) in (",", ";", "|", "\n")
        and view.at(last) not in ("of", "calls", "%")
    )


def _leads(view: View, match: re.Match[str]) -> bool:
    """Whether it stands where a sentence or a part of a list begins, before words."""
    first, last = _places(view, match)
    starts = first == 0 or view.kind(first - 1) == BREAK or view.at(first - 1) in (";", ":", ".", "|")
    named = view.at(last) not in ("of", "calls", "%")
    return (
        match[2] == "/" and starts and named and (view.kind(last) == WORD or view.at(last) in (":", "-", "–"))
    )


def _no_share(match: re.Match[str]) -> bool:
    return int(match[1]) > int(match[3]) or int(match[3]) > _TENTHS


_TENTHS = 10


def _possible(match: re.Match[str]) -> bool:
    first, second = int(match[1]), int(match[3])
    return 1 <= min(first, second) <= 12 and max(first, second) <= 31


def _is_date(view: View, match: re.Match[str], dates_known: bool) -> bool:
    """Whether "11/25" or "02-14" is a date here, not a fraction, a score or a range."""
    message = view.text.message
    first, last = _places(view, match)
    prior, after = view.at(first - 1), view.at(last)
    clock = _CLOCK_AFTER.match(message, match.end()) is not None
    padded = len(match[1]) == 2 and len(match[3]) == 2 and match[1][0] == "0"
    told = prior in view.words.dating["before_figures"] or view.among(
        first - 1, frozenset(view.words.weekdays)
    )
    if (
        match.group() in view.words.dating["no_date"]
        or after in ("of", "calls", "%")
        or (after == "]" and prior == "[")
    ):
        return False
    if match[2] == "-":
        return padded and (clock or prior in ("on", "call", "since", "dated"))
    if prior == ":" and any(
        view.at(place) in ("date", "day", "call", "when") for place in range(first - 5, first)
    ):
        return True
    if prior == "(" and after == ")" and view.lemma(first - 2) in ("call", "caller", "day", "date"):
        return True
    if message.strip() == match.group():
        return True
    line_start = first == 0 or view.kind(first - 1) == BREAK or prior in ("|", "-", "•", "*", "(")
    line_start = line_start or _numbered(view, first)
    return told or clock or padded or (line_start and (dates_known or after in (":", "|", "–", "-", ",")))


def _numbered(view: View, first: int) -> bool:
    """Whether a date is the first thing behind the number of a list's entry: "2. 11/19 – …"."""
    begins = first < _MARKED or view.kind(first - _MARKED) == BREAK
    return begins and view.at(first - 1) in (".", ")", ":") and view.kind(first - 2) == NUMBER


_MARKED = 3  # tokens back


def _dated(view: View, match: re.Match[str], year: int, month: int, number: int) -> list[Mark]:
    if day(year or 2024, month, number) is None:
        return []
    return marked(Mark(DAY, 0, 0, day=number, month=month, year=year), *_places(view, match))


def _places(view: View, match: re.Match[str]) -> tuple[int, int]:
    """The token places that a match covers."""
    return bisect_left(view.starts, match.start()), bisect_left(view.starts, match.end())
