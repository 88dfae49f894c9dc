"""Times with names of their own: holidays, quarters, seasons, weekdays, "yesterday", "the 27th"."""

from __future__ import annotations

from assistant.reading.amountwords import View
from assistant.reading.datemarks import (
    BARE_DAY,
    HOLIDAY,
    MONTH,
    NTH,
    QUARTER,
    RELATIVE,
    SEASON,
    WEEKDAY,
    YEAR,
    Mark,
    Reader,
)
from assistant.reading.datemonths import day_first, month_at, month_first, year_at, year_behind
from assistant.reading.headnouns import head
from assistant.reading.numerals import Numeral
from assistant.reading.text import WORD


def weekday_of_month(view: View, place: int) -> list[Mark]:
    """ "the last three Thursdays of November 2025", "first Monday in December", "weekdays of December"."""
    which, many, last = 0, 1, place
    numeral = view.numeral(last)
    if numeral and numeral.ordinal and -1 <= (numeral.whole or 0) <= 5:
        which, last = numeral.whole or 0, numeral.last
    count = view.numeral(last) if which else None
    if count and not count.ordinal and 1 <= (count.whole or 0) <= 5:
        many, last = count.whole or 1, count.last
    weekdays = _weekdays_named(view, last)
    if not weekdays or view.at(last + 1) not in ("of", "in") or (len(weekdays) == 1 and not which):
        return []
    step = last + 3 if view.at(last + 2) == "the" else last + 2
    month = month_at(view, step)
    if not month:
        return []
    year, end = year_behind(view, step + 1)
    end = max(end, step + 1)
    if len(weekdays) > 1:
        return [Mark(MONTH, place, end, month=month, year=year, weekdays=weekdays)]
    return [Mark(NTH, place, end, day=many, month=month, year=year, number=which, weekdays=weekdays)]


def _weekdays_named(view: View, place: int) -> tuple[int, ...]:
    if view.lemma(place) in ("weekday", "workday"):
        return tuple(range(5))
    weekday = view.words.weekdays.get(view.at(place).removesuffix("s"), -1)
    return (weekday,) if weekday >= 0 else ()


_WHOSE = frozenset({"my", "his", "her", "our", "your", "their", "grand", "whose"})


def holiday(view: View, place: int) -> list[Mark]:
    """ "Thanksgiving morning 2025", "Black Friday"."""
    size = view.phrase("holidays", place)
    if not size or (view.at(place) in ("father", "mother") and view.at(place - 1) in _WHOSE):
        return []  # "since my father's day"
    last = place + size
    step = last + 1 if view.at(last) in view.words.dating["day_words"] else last
    year, end = year_behind(view, step)
    if view.at(last) == "(":
        year, end = 0, last
    return [Mark(HOLIDAY, place, end if year else last, year=year, rule=_rule(view, place, last))]


def _rule(view: View, first: int, last: int) -> str:
    for phrase, rule in view.words.holidays.items():
        words = phrase.split()
        if len(words) == last - first and all(
            word in (view.texts[first + step], view.lemmas[first + step]) for step, word in enumerate(words)
        ):
            return rule
    return "01-01"


def quarter(view: View, place: int) -> list[Mark]:
    """ "Q3 2025", "3Q", "the third quarter of 2025"."""
    number, last = 0, place
    word, after = view.at(place), view.at(place + 1)
    if view.glued(place + 1) and {word, after} & {"q"} and {word, after} & {"1", "2", "3", "4"}:
        number, last = int(after if word == "q" else word), place + 2
    elif after == "quarter":
        numeral = view.numeral(place)
        if numeral and numeral.ordinal and 1 <= (numeral.whole or 0) <= 4:
            number, last = numeral.whole or 0, place + 2
    if not number:
        return []
    year, end = year_behind(view, last)
    return [Mark(QUARTER, place, end if year else last, year=year, number=number)]


def season(view: View, place: int) -> list[Mark]:
    """ "summer 2025", "last fall", "since autumn"."""
    number = view.words.seasons.get(view.at(place), 0)
    if not number:
        return []
    year, last = year_behind(view, place + 1)
    prior = view.at(place - 1)
    before = view.words.dating["season_before"]
    if not year and prior not in before and not (prior == "the" and view.at(place - 2) in before):
        return []
    return [Mark(SEASON, place, last if year else place + 1, year=year, number=number)]


def year_alone(view: View, place: int) -> list[Mark]:
    """ "in 2025", "since 2014"."""
    year, last = year_at(view, place)
    if not year or view.at(place) == "'" or (view.glued(place) and view.kind(place - 1) == WORD):
        return []
    if view.words.roles.get(view.lemma(last)) == "calls" or (
        view.glued(last) and view.at(last) in (":", "-", "x")
    ):
        return []
    return (
        [Mark(YEAR, place, last, year=year)] if view.at(place - 1) in view.words.dating["year_before"] else []
    )


def weekday(view: View, place: int) -> list[Mark]:
    """ "Monday", "Tues", "Saturdays"."""
    word = view.at(place)
    number = view.words.weekdays.get(word, view.words.weekdays.get(word.removesuffix("s"), -1))
    if number < 0:
        return []
    doubtful = word in view.words.dating["doubtful"] and not view.capital(place)
    if doubtful and view.at(place - 1) not in view.words.dating["weekday_before"]:
        return []
    return [Mark(WEEKDAY, place, place + 1, weekdays=(number,))]


def relative(view: View, place: int) -> list[Mark]:
    """ "yesterday", "last week", "three days ago"."""
    size = view.phrase("dating.relative", place)
    if size:
        return [Mark(RELATIVE, place, place + size)]
    numeral = view.numeral(place)
    start = numeral.last if numeral else place + 1 if view.at(place) in ("a", "an") else place
    if (
        start > place
        and view.words.roles.get(view.lemma(start)) == "duration"
        and view.at(start + 1) == "ago"
    ):
        return [Mark(RELATIVE, place, start + 2)]
    return []


def bare_day(view: View, place: int) -> list[Mark]:
    """ "the 27th", "on the 3rd": a day whose month stands elsewhere, if anywhere."""
    numeral = view.numeral(place)
    if numeral is None or not 1 <= (numeral.whole or 0) <= 31 or numeral.decimals:
        return []
    if not numeral.ordinal:
        return _plain_day(view, numeral)
    last, number, dating = numeral.last, numeral.whole or 0, view.words.dating
    if view.words.roles.get(view.lemma(last)) or view.at(last) in dating["no_day"]:
        return []
    if view.at(last) in view.words.counting["not_ordinal"] or (not numeral.digits and number <= 12):
        return []
    if _last_of(view, numeral):
        return []
    prior = view.at(place - 1)
    the = prior == "the"
    if the:
        prior = view.at(place - 2)
    if prior in dating["before_day"] or (
        the and (prior in dating["left_out"] or prior in view.words.weekdays)
    ):
        return [Mark(BARE_DAY, place, last, day=number)]
    listed = prior in dating["before_listed_day"] and (the or numeral.digits)
    if not listed:
        return []
    # A small number in a list may as well be "the 2nd call": it counts as a day only beside a month.
    return [Mark(BARE_DAY, place, last, day=number, rule="" if number > 12 else "small")]


def _last_of(view: View, numeral: Numeral) -> bool:
    """ "None of the thirteen calls …, until the thirteenth, when …": the last of so many, no day."""
    told = (view.numeral(step) for step in range(max(0, numeral.first - _BACK), numeral.first))
    return any(
        one is not None
        and not one.ordinal
        and one.value == numeral.value
        and head(view, one.last).role in ("calls", "people")
        for one in told
    )


_BACK = 40  # tokens before "the thirteenth" in which thirteen calls may have been counted


def _plain_day(view: View, numeral: Numeral) -> list[Mark]:
    """ "12 before the 20 and 18 after": a day only where a month is named (rule "small")."""
    place, last = numeral.first, numeral.last
    dated = view.at(place - 1) == "the" and view.at(place - 2) in view.words.dating["before_plain_day"]
    if not dated or not numeral.digits or head(view, last).role != "bare":
        return []
    return [Mark(BARE_DAY, place, last, day=numeral.whole or 0, rule="small")]


READERS: tuple[Reader, ...] = (
    holiday,
    weekday_of_month,
    month_first,
    day_first,
    quarter,
    season,
    relative,
    year_alone,
    weekday,
    bare_day,
)
