"""Dates around a month's name: "Nov 18, 19 and 22, 2025", "the nineteenth of November", "24–28 Nov"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.amountwords import View
from assistant.reading.datemarks import DAY, MONTH, Mark
from assistant.reading.lists import listed
from assistant.reading.numerals import Numeral
from assistant.reading.periods import FIRST_YEAR, LAST_YEAR
from assistant.reading.text import BREAK, NUMBER, PUNCT, SENTENCE_END, WORD

_MOST = 12  # days listed with one month


def month_at(view: View, place: int) -> int:
    """The month a word names, 0 for none; says nothing on whether a date is meant."""
    return view.words.months.get(view.at(place), 0) if view.kind(place) == WORD else 0


def year_at(view: View, place: int) -> tuple[int, int]:
    """A year and the place behind it: 2025, '25, twenty twenty five; (0, place) for none."""
    text = view.at(place)
    if (
        view.kind(place) == NUMBER
        and len(text) == 4
        and text.isdecimal()
        and FIRST_YEAR <= int(text) <= LAST_YEAR
    ):
        return int(text), place + 1
    short = view.at(place + 1)
    if text == "'" and len(short) == 2 and short.isdecimal() and view.glued(place + 1):
        return 2000 + int(short), place + 2
    numeral = view.numeral(place)
    if numeral is None or numeral.digits or numeral.ordinal or numeral.whole is None:
        return 0, place
    if 2000 < numeral.whole <= LAST_YEAR:
        return numeral.whole, numeral.last
    after = view.numeral(numeral.last)
    if after is None or after.digits or after.ordinal or numeral.whole not in (19, 20):
        return 0, place
    tail = after.whole or 0
    return (numeral.whole * 100 + tail, after.last) if 10 <= tail <= 99 else (0, place)


def year_behind(view: View, place: int) -> tuple[int, int]:
    """A year that belongs to what ends at `place`: "Nov 19, 2025", "November of 2025", "19-Nov-25"."""
    year, last = year_at(view, place)
    if year:
        return year, last
    mark = view.at(place)
    if mark in (",", ".", "of", "in", "-", "/", "de", "del", "("):
        year, last = year_at(view, place + 1)
        if year:
            return year, last
        short = view.at(place + 1)
        glued = mark in ("-", "/", ".") and view.glued(place) and view.glued(place + 1)
        if glued and len(short) == 2 and short.isdecimal():
            return 2000 + int(short), place + 2
    if mark == "." and view.at(place + 1) == ",":
        return year_at(view, place + 2)
    return 0, place


def _valid_day(numeral: Numeral | None) -> bool:
    return numeral is not None and numeral.decimals == 0 and 1 <= (numeral.whole or 0) <= 31


def counts_something(view: View, numeral: Numeral) -> bool:
    """Whether a number beside a month counts something: "in October 12 calls went", "Nov 8:05"."""
    if numeral.ordinal:
        return False
    last = numeral.last
    after = view.at(last)
    if after == ":":
        return view.glued(last) and view.glued(last + 1) and view.kind(last + 1) == NUMBER
    if after in ("%", "x", "am", "pm") or (after == "$" and view.glued(last)):
        return True
    if view.at(numeral.first - 2) == "in" and _did(view, numeral):
        return True  # "in December four did", "In December 4 were"
    role = view.words.roles.get(view.lemma(last))
    plural = after != view.lemma(last) or after == "people" or numeral.whole == 1
    return role in ("calls", "people", "interactions", "times") and plural


def _did(view: View, numeral: Numeral) -> bool:
    """Whether what a number counts did something, as the verb right behind it tells."""
    after = view.at(numeral.last)
    if numeral.digits and not (
        view.ends_at(numeral.first - 3) or view.at(numeral.first - 3) in ("and", "but")
    ):
        return False  # "a call in Dec 5 got …"
    past = after != view.lemma(numeral.last) and not after.endswith(("s", "ing"))
    said = after in view.words.counting["predicates"] or after in _VERBS
    return said or past or (after in listed("did_so") and not numeral.digits)


_VERBS = frozenset({"never", "would", "could", "did", "only", "also"})


def month_first(view: View, place: int) -> list[Mark]:
    """ "Nov 18, 19 and 22, 2025", "November the nineteenth", "November 2025", "November"."""
    month = month_at(view, place)
    if not month:
        return []
    pointed = _pointed_day(view, place, month)
    if pointed:
        return pointed
    last = place + 1
    if view.at(last) in (".", "-", "/", "the") and not (
        view.at(last) == "." and view.kind(last + 1) == BREAK
    ):
        last += 1
    numeral = view.numeral(last)
    if (
        numeral is None
        or not _valid_day(numeral)
        or counts_something(view, numeral)
        or year_at(view, last)[0]
    ):
        return _month_alone(view, place, month)
    days = [numeral, *_more_days(view, numeral.last)]
    year, last = year_behind(view, days[-1].last)
    found = [Mark(DAY, one.first, one.last, day=one.whole or 0, month=month, year=year) for one in days]
    found[0] = replace(found[0], first=place)
    found[-1] = replace(found[-1], last=last)
    return found


def _pointed_day(view: View, place: int, month: int) -> list[Mark]:
    """ "Nov.22": the point is taken for a decimal point by the tokens."""
    text = view.at(place + 1)
    if view.kind(place + 1) != NUMBER or not text.startswith(".") or not view.glued(place + 1):
        return []
    number = int(text[1:]) if text[1:].isdecimal() and len(text) <= 3 else 0
    if not 1 <= number <= 31:
        return []
    year, last = year_behind(view, place + 2)
    return [Mark(DAY, place, last, day=number, month=month, year=year)]


def _more_days(view: View, place: int) -> list[Numeral]:
    """Further days of the same month: ", 19 and the 22nd", "to 24"."""
    found: list[Numeral] = []
    while len(found) < _MOST:
        step = _joined(view, place)
        if step == place:
            return found
        if view.at(step) == "the":
            step += 1
        numeral = view.numeral(step)
        if numeral is None or not _valid_day(numeral) or year_at(view, step)[0]:
            return found
        if counts_something(view, numeral) or not _goes_on(view, numeral):
            return found
        found.append(numeral)
        place = numeral.last
    return found


def _joined(view: View, place: int) -> int:
    """The place behind "and", ",", "to" … at `place`; `place` itself when none, or too much, stands there."""
    dating, step = view.words.dating, place
    while view.at(step) in dating["joins"] or view.at(step) in dating["through"]:
        step += 1
    return step if step <= place + 2 else place


def _goes_on(view: View, numeral: Numeral) -> bool:
    """Whether the number in a list behind a date is a further day rather than a count of something."""
    after = numeral.last
    if numeral.ordinal:
        named = not numeral.digits and (month_at(view, after) or view.at(after) in ("one", "was"))
        return not named and view.words.roles.get(view.lemma(after)) not in ("calls", "people")
    if not numeral.digits and view.kind(numeral.first - 2) == NUMBER and after < view.size:
        return view.kind(after) != WORD  # "on Dec 4, two were"
    if after >= view.size or view.kind(after) in (PUNCT, BREAK):
        return not (view.at(after) in (":", "%") or (view.at(after) in (".", "-") and view.glued(after + 1)))
    return bool(year_at(view, after)[0]) or view.at(after) in view.words.dating["after_days"]


def _month_alone(view: View, place: int, month: int) -> list[Mark]:
    """A month without a day; a word that is also a name or a verb only where something beside it tells."""
    year, last = year_behind(view, place + 1)
    if not year and view.at(place + 1) == ".":
        year, last = year_behind(view, place + 2)
    if year:
        return [Mark(MONTH, place, last, month=month, year=year)]
    if view.at(place) in view.words.dating["doubtful"] and not _surely_month(view, place):
        return []
    return [Mark(MONTH, place, place + 1, month=month)]


def _surely_month(view: View, place: int) -> bool:
    """Whether "may", "march", "june" is a month here."""
    dating, prior = view.words.dating, view.at(place - 1)
    if prior in dating["month_before"]:
        return True
    if not view.capital(place):
        return False
    cell = place == 0 or view.kind(place - 1) == BREAK or prior in ("|", ",", "/", "(", ";", "-", "–")
    ends = place + 1 >= view.size or view.kind(place + 1) in (PUNCT, BREAK)
    told = view.among(place + 1, dating["month_after"]) and not view.at(place + 1).endswith("ed")
    return told or (cell and ends) or (_asked_next(view, place) and (ends or view.at(place + 1) in _TOO))


def _asked_next(view: View, place: int) -> bool:
    """Whether nothing but "and", "same for", "what about" stands before a month in its sentence."""
    for step in range(place - 1, max(place - _ASKING, 0) - 1, -1):
        if view.kind(step) == BREAK or view.at(step) in SENTENCE_END:
            return step < place - 1
        if view.at(step) not in listed("asked_next"):
            return False
    return place <= _ASKING


_ASKING = 4  # words of "and what about March?"
_TOO = frozenset({"too", "as", "also", "then", "please", "again"})


def day_first(view: View, place: int) -> list[Mark]:
    """ "19 November 2025", "the 19th and the 21st of Nov", "24–28 Nov", "19-Nov-2025"."""
    days: list[Numeral] = []
    step = place
    if not view.once("months named", lambda: not view.words.months.keys().isdisjoint(view.texts)):
        return []
    while len(days) < _MOST:
        if days and view.at(step) == "the":
            step += 1
        numeral = view.numeral(step)
        if numeral is None or not _valid_day(numeral):
            return []
        days.append(numeral)
        step = numeral.last
        skip = (
            step + 1 if numeral.ordinal and view.at(step) == "," and year_behind(view, step + 2)[0] else step
        )
        while view.at(skip) in ("of", "-", ".", "/", "de", "day"):
            skip += 1
        month = month_at(view, skip)
        if month:
            closed = view.at(step) == "." and view.at(place - 1) in (":", "=")  # "Nov 20: 2. Nov 21: none"
            closed = closed or (view.at(step) == "." and place in _entries(view))
            other = (not numeral.digits or closed) and _day_behind(view, skip + 1)
            return [] if other else _with_month(view, days, skip, month)
        joined = _joined(view, step)
        if joined == step:
            return []
        step = joined
    return []


def _entries(view: View) -> frozenset[int]:
    """ "1. Jan 3, …. 2. Jan 5, …": where the numbers of a list's entries stand, before their days."""

    def found() -> frozenset[int]:
        places = [
            place
            for place in range(view.size - 3)
            if view.kind(place) == NUMBER and view.at(place + 1) == "." and month_at(view, place + 2)
        ]
        counted = [view.at(place) for place in places]
        return frozenset(places if counted == [str(number + 1) for number in range(len(counted))] else ())

    known = view.once("entries before days", found)
    return known if len(known) > 1 else frozenset()


def _day_behind(view: View, place: int) -> bool:
    """Whether a month has its day behind it: "the first Nov 12, the second Dec 3"."""
    numeral = view.numeral(place)
    return (
        numeral is not None and numeral.digits and _valid_day(numeral) and not counts_something(view, numeral)
    )


def _with_month(view: View, days: list[Numeral], place: int, month: int) -> list[Mark]:
    year, last = year_behind(view, place + 1)
    doubtful = view.at(place) in view.words.dating["doubtful"] and not days[-1].ordinal
    if doubtful and not view.capital(place) and view.at(place - 1) != "of" and not year:
        return []
    if not year and view.at(place + 1) == "." and view.glued(place + 1):
        year, behind = year_at(view, place + 2)
        last = behind if year else place + 1
    found = [Mark(DAY, one.first, one.last, day=one.whole or 0, month=month, year=year) for one in days]
    found[-1] = replace(found[-1], last=last)
    return found
