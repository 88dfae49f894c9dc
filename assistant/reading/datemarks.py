"""Places in a message that name a day, a month or a longer time, before it is decided which year is meant.

marks(view)    # "Nov 18, 19 and 22" → three marks of month 11; "Q3 2025", "the 27th", "Black Friday"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from assistant.reading.amountwords import View
from assistant.reading.numerals import Numeral, read
from assistant.reading.periods import FIRST_YEAR, LAST_YEAR, day
from assistant.reading.text import BREAK, NUMBER, PUNCT, WORD

DAY, MONTH, YEAR, QUARTER, SEASON, HOLIDAY, WEEK = (
    "day",
    "month",
    "year",
    "quarter",
    "season",
    "holiday",
    "week",
)
NTH, EVENT, WEEKDAY, RELATIVE, BARE_DAY = "nth", "event", "weekday", "relative", "bare day"

_ISO = re.compile(r"(?<![\w./-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[-/.]\d)")
_DMY = re.compile(r"(?<![\w./-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\w]|[-/.]\d)")
_MONTH_YEAR = re.compile(r"(?<![\w./-])(\d{1,2})[-/](20\d\d)(?![\w]|[-/]\d)")
_YEAR_MONTH = re.compile(r"(?<![\w./-])(20\d\d)[-/](\d\d)(?![\w]|[-/]\d)")
_MONTH_DAY = re.compile(r"(?<![\w./$#£€:\[-])(\d{1,2})([/-])(\d{1,2})(?![\w%]|[-/.:]\d)")
_DAY_MONTH = re.compile(r"(?<![\w./-])(\d{1,2})\.(\d{1,2})\.(?![\w])")
_CLOCK_AFTER = re.compile(r"[ ,at]{1,5}\d{1,2}(?::\d\d|\s?[ap]\.?m)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A time named at token places [first, last).  Zero stands for what isn't said.

    `number` is the quarter, the week, the season's first month, or which weekday of the month; `rule` a
    holiday's; `weekdays` those named; `told` whether the year stands there.
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
    swapped: int = 0  # for 4/5/2026: the day if the order is day first


def marks(view: View) -> list[Mark]:
    """All marks in order, none overlapping another."""
    numeric = {mark.first: mark for mark in _numeric(view)}
    found: list[Mark] = []
    place = 0
    while place < view.size:
        group: Iterable[Mark] = ()
        if place in numeric:
            group = (numeric[place],)
        elif view.kind(place) not in (PUNCT, BREAK):
            group = next((marks for reader in _READERS if (marks := reader(view, place))), ())
        for mark in group:
            if mark.first >= place:
                found.append(mark)
                place = mark.last
        if not group:
            place += 1
    return found


# ---------------------------------------------------------------- dates in figures


def _numeric(view: View) -> list[Mark]:
    message = view.text.message
    found: list[Mark] = []
    for match in _ISO.finditer(message):
        found += _figures(view, match, int(match[1]), int(match[3]), int(match[4]))
    day_first = _day_first(view)
    for match in _DMY.finditer(message):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        turned = first > 12 or (second <= 12 and (match[2] == "." or day_first))
        month, number = (second, first) if turned else (first, second)
        found += _figures(view, match, year, month, number)
    if found or _MONTH_DAY.search(message) or _DAY_MONTH.search(message) or "20" in message:
        found += _numeric_partial(view, found, day_first)
    return sorted(_apart(found), key=lambda mark: mark.first)


def _day_first(view: View) -> bool:
    """Whether the message writes the day first: it says so, or one of its dates can't be read otherwise."""
    message = view.text.message
    if "day first" in message.lower() or "dd/mm" in message.lower():
        return True
    return any(int(match[1]) > 12 >= int(match[3]) for match in _DMY.finditer(message))


def _numeric_partial(view: View, known: list[Mark], day_first: bool) -> list[Mark]:
    """Month/year, and month/day where something beside it says that it is a date."""
    message, found = view.text.message, list[Mark]()
    for match in _MONTH_YEAR.finditer(message):
        if view.at(_place(view, match.start()) - 1) in ("week", "wk", "kw"):
            first = _place(view, match.start())
            found.append(
                Mark(WEEK, first - 1, _end(view, match.end()), year=int(match[2]), number=int(match[1]))
            )
        elif 1 <= int(match[1]) <= 12:
            found += _marked(view, match, Mark(MONTH, 0, 0, month=int(match[1]), year=int(match[2])))
    for match in _YEAR_MONTH.finditer(message):
        if 1 <= int(match[2]) <= 12:
            found += _marked(view, match, Mark(MONTH, 0, 0, month=int(match[2]), year=int(match[1])))
    for match in _DAY_MONTH.finditer(message):
        prior = view.at(_place(view, match.start()) - 1)
        if prior in ("on", "am", "vom", "from", "since", "before", "after", "bis", "to", "the", "-", "and"):
            found += _figures(view, match, 0, int(match[2]), int(match[1]))
    for match in _MONTH_DAY.finditer(message):
        if _is_month_day(view, match, bool(known)):
            first, second = int(match[1]), int(match[3])
            turned = first > 12 or (day_first and second <= 12)
            found += _figures(view, match, 0, second if turned else first, first if turned else second)
    return found


def _is_month_day(view: View, match: re.Match[str], dates_known: bool) -> bool:
    """Whether "11/25" or "02-14" is a date here, not a fraction, a score or a range."""
    first, second, message = int(match[1]), int(match[3]), view.text.message
    if not 1 <= min(first, second) <= 12 or max(first, second) > 31 or (first > 12 and second > 12):
        return False
    place = _place(view, match.start())
    prior, after = view.at(place - 1), view.at(_end(view, match.end()))
    clock = _CLOCK_AFTER.match(message, match.end()) is not None
    padded = len(match[1]) == 2 and len(match[3]) == 2 and match[1][0] == "0"
    told = prior in view.words.dating["before"] | view.words.dating["since"] | view.words.dating["after"] | {
        "on", "of", "between", "dated", "date", "by", "call", "for", "week", "and", "to", "-", "–", "around",
    } or view.among(place - 1, frozenset(view.words.weekdays))  # fmt: skip
    if after in ("of", "calls", "%") or (after == "]" and prior == "["):
        return False
    if match[2] == "-":
        return padded and (clock or prior in ("on", "call", "since", "dated"))
    line_start = place == 0 or view.kind(place - 1) == BREAK or prior in ("|", "-", "•", "*", "(")
    return told or clock or padded or (line_start and (dates_known or after in (":", "|", "–", "-", ",")))


def _figures(view: View, match: re.Match[str], year: int, month: int, number: int) -> list[Mark]:
    if day(year or 2024, month, number) is None:
        return []
    return _marked(view, match, Mark(DAY, 0, 0, day=number, month=month, year=year))


def _marked(view: View, match: re.Match[str], mark: Mark) -> list[Mark]:
    first, last = _place(view, match.start()), _end(view, match.end())
    return [replace(mark, first=first, last=last)] if first < last else []


def _place(view: View, offset: int) -> int:
    """The first token that begins at `offset` of the message or behind it."""
    return bisect_left(view.starts, offset)


def _end(view: View, offset: int) -> int:
    return bisect_left(view.starts, offset)


def _apart(found: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.first, -mark.last)):
        if not kept or mark.first >= kept[-1].last:
            kept.append(mark)
    return kept


# ---------------------------------------------------------------- months


def _capital(view: View, place: int) -> bool:
    raw = view.raw(place)
    return raw[:1].isupper() and not view.text.message.isupper()


def _month_at(view: View, place: int) -> int:
    """The month a word names, 0 for none; says nothing on whether a date is meant."""
    word = view.at(place)
    return view.words.months.get(word, 0) if view.kind(place) == WORD else 0


def year_at(view: View, place: int) -> tuple[int, int]:
    """A year and the place behind it: 2025, '25, twenty twenty five; (0, place) for none."""
    text = view.at(place)
    if (
        view.kind(place) == NUMBER
        and len(text) == 4
        and text.isdigit()
        and FIRST_YEAR <= int(text) <= LAST_YEAR
    ):
        return int(text), place + 1
    if (
        text == "'"
        and len(view.at(place + 1)) == 2
        and view.at(place + 1).isdigit()
        and view.glued(place + 1)
    ):
        return 2000 + int(view.at(place + 1)), place + 2
    numeral = read(view, place)
    if numeral is None or numeral.digits or numeral.ordinal or numeral.whole is None:
        return 0, place
    if 2000 < numeral.whole <= LAST_YEAR:
        return numeral.whole, numeral.last
    after = read(view, numeral.last)
    if after and not after.digits and not after.ordinal and numeral.whole in (19, 20) and after.whole:
        if 10 <= after.whole <= 99:
            return numeral.whole * 100 + after.whole, after.last
    return 0, place


def _year_behind(view: View, place: int) -> tuple[int, int]:
    """A year that belongs to what ends at `place`: "Nov 19, 2025", "November of 2025", "19-Nov-25"."""
    year, last = year_at(view, place)
    if year:
        return year, last
    mark = view.at(place)
    if mark in (",", ".", "of", "in", "-", "/", "/ ", "de", "del", "(", "the year"):
        year, last = year_at(view, place + 1)
        if year:
            return year, last
        short = view.at(place + 1)
        if mark in ("-", "/", ".") and view.glued(place) and view.glued(place + 1) and len(short) == 2:
            if short.isdigit():
                return 2000 + int(short), place + 2
    if mark == "." and view.at(place + 1) == ",":
        return year_at(view, place + 2)
    return 0, place


def _valid_day(numeral: Numeral | None) -> bool:
    return numeral is not None and numeral.decimals == 0 and 1 <= (numeral.whole or 0) <= 31


def _is_count(view: View, numeral: Numeral) -> bool:
    """Whether a number beside a month counts something: "in October 12 calls went", "Nov 8:05"."""
    if numeral.ordinal:
        return False
    after = view.at(numeral.last)
    if after in (":", "%", "x", "$", "am", "pm", "a.m", "p.m", "/") and view.glued(numeral.last):
        return True
    if after in ("am", "pm", "%", "x", "minutes", "percent"):
        return True
    role = view.words.roles.get(view.lemma(numeral.last))
    plural = view.at(numeral.last) != view.lemma(numeral.last) or view.at(numeral.last) == "people"
    return role in ("calls", "people", "interactions", "times") and plural


def _month_first(view: View, place: int) -> list[Mark]:
    """ "Nov 18, 19 and 22, 2025", "November the nineteenth", "November 2025", "November"."""
    month = _month_at(view, place)
    if not month:
        return []
    last = place + 1
    if view.at(last) in (".", "-", "/", "the") and not (
        view.at(last) == "." and view.kind(last + 1) == BREAK
    ):
        last += 1
    days: list[Numeral] = []
    numeral = read(view, last)
    if numeral and _valid_day(numeral) and not _is_count(view, numeral) and not year_at(view, last)[0]:
        days = [numeral, *_more_days(view, numeral.last, month)]
        last = days[-1].last
        year, last = _year_behind(view, last)
        found = [Mark(DAY, n.first, n.last, day=n.whole or 0, month=month, year=year) for n in days]
        found[0] = replace(found[0], first=place)
        found[-1] = replace(found[-1], last=last)
        return found
    return _month_alone(view, place, month)


def _more_days(view: View, place: int, month: int) -> list[Numeral]:
    """Further days of the same month: ", 19 and the 22nd", "to 24"."""
    found: list[Numeral] = []
    dating = view.words.dating
    while True:
        step = place
        while view.at(step) in dating["joins"] or view.at(step) in dating["through"]:
            step += 1
        if step == place or step > place + 2:
            return found
        if view.at(step) == "the":
            step += 1
        numeral = read(view, step)
        if numeral is None or not _valid_day(numeral) or year_at(view, step)[0]:
            return found
        if _is_count(view, numeral) or not _day_goes_on(view, numeral):
            return found
        found.append(numeral)
        place = numeral.last


def _day_goes_on(view: View, numeral: Numeral) -> bool:
    """Whether the number in a list behind a date is a further day rather than a count of something."""
    after = numeral.last
    if numeral.ordinal:
        return view.words.roles.get(view.lemma(after)) not in ("calls", "people")
    if after >= view.size or view.kind(after) in (PUNCT, BREAK):
        return not (view.at(after) in (":", "%") or (view.at(after) in (".", "-") and view.glued(after + 1)))
    year, _ = year_at(view, after)
    return bool(year) or view.at(after) in (
        "and", "or", "to", "of", "in", "were", "was", "inclusive", "through", "at", "the", "we", "each",
    )  # fmt: skip


def _month_alone(view: View, place: int, month: int) -> list[Mark]:
    """A month without a day; a word that is also a name or a verb only where something beside it tells."""
    last = (
        place + 2
        if view.at(place + 1) == "." and view.kind(place + 2) != BREAK and place + 2 < view.size
        else place + 1
    )
    year, last = _year_behind(view, last if view.at(last - 1) != "." else place + 1)
    if not year and view.at(place + 1) == ".":
        year, last = _year_behind(view, place + 2)
    if year:
        return [Mark(MONTH, place, last, month=month, year=year)]
    last = place + 1
    dating, prior, after = view.words.dating, view.at(place - 1), view.at(place + 1)
    told = prior in dating["month_before"]
    doubtful = view.at(place) in dating["doubtful"]
    if doubtful and not (
        _capital(view, place) or prior in ("in", "of", "since", "last", "during", "before", "until")
    ):
        return []
    if doubtful and view.at(place) in ("sun", "sat", "wed", "mon"):
        return []
    cell = place == 0 or view.kind(place - 1) == BREAK or prior in ("|", ",", "/", "(", ";", "-", "–")
    ends = place + 1 >= view.size or view.kind(place + 1) in (PUNCT, BREAK)
    if told and not (
        doubtful and prior in ("the", "our", "my", "for", "and", "or", "to", "by", "your", "from")
    ):
        return [Mark(MONTH, place, last, month=month)]
    if after in dating["month_after"] or view.lemma(place + 1) in dating["month_after"] or (cell and ends):
        return [Mark(MONTH, place, last, month=month)]
    if not doubtful:
        return [Mark(MONTH, place, last, month=month)]
    return []


def _day_first_form(view: View, place: int) -> list[Mark]:
    """ "19 November 2025", "the 19th and the 21st of Nov", "24–28 Nov", "19-Nov-2025"."""
    days: list[Numeral] = []
    step = place
    while len(days) < 12:
        if days and view.at(step) == "the":
            step += 1
        numeral = read(view, step)
        if numeral is None or not _valid_day(numeral):
            return []
        days.append(numeral)
        step = numeral.last
        skip = step
        while view.at(skip) in ("of", "-", ".", "/", "th", "de", "day"):
            skip += 1
        month = _month_at(view, skip)
        if month:
            return _with_month(view, days, skip, month)
        joined = step
        while (
            view.at(joined) in view.words.dating["joins"] or view.at(joined) in view.words.dating["through"]
        ):
            joined += 1
        if joined == step or joined > step + 2:
            return []
        step = joined
    return []


def _with_month(view: View, days: list[Numeral], place: int, month: int) -> list[Mark]:
    if view.at(place) in view.words.dating["doubtful"] and not days[-1].ordinal and not _capital(view, place):
        if view.at(place - 1) != "of" and not year_at(view, place + 1)[0]:
            return []
    year, last = _year_behind(view, place + 1)
    if not year and view.at(place + 1) == "." and view.glued(place + 1):
        year, last = year_at(view, place + 2)
        last = last if year else place + 1
    found = [Mark(DAY, n.first, n.last, day=n.whole or 0, month=month, year=year) for n in days]
    found[-1] = replace(found[-1], last=last)
    return found


# ---------------------------------------------------------------- other times


def _weekday_of_month(view: View, place: int) -> list[Mark]:
    """ "the last three Thursdays of November 2025", "first Monday in December", "weekdays of December"."""
    which, last = 0, place
    numeral = read(view, last)
    if numeral and numeral.ordinal and -1 <= (numeral.whole or 0) <= 5:
        which, last = numeral.whole or 0, numeral.last
    count = read(view, last)
    many = 1
    if which and count and not count.ordinal and 1 <= (count.whole or 0) <= 5:
        many, last = count.whole or 1, count.last
    weekdays = tuple(range(5)) if view.lemma(last) in ("weekday", "workday") else ()
    name = view.at(last).removesuffix("s")
    if name in view.words.weekdays:
        weekdays = (view.words.weekdays[name],)
    if not weekdays or view.at(last + 1) not in ("of", "in") or (len(weekdays) == 1 and not which):
        return []
    step = last + 3 if view.at(last + 2) == "the" else last + 2
    month = _month_at(view, step)
    if not month:
        return []
    year, end = _year_behind(view, step + 1)
    end = max(end, step + 1)
    if len(weekdays) > 1:
        return [Mark(MONTH, place, end, month=month, year=year, weekdays=weekdays)]
    return [Mark(NTH, place, end, day=many, month=month, year=year, number=which, weekdays=weekdays)]


def _holiday(view: View, place: int) -> list[Mark]:
    size = view.phrase("holidays", place)
    if not size:
        return []
    last = place + size
    rule = _holiday_rule(view, place, last)
    step = last + 1 if view.at(last) in view.words.dating["day_words"] else last
    year, end = _year_behind(view, step)
    if not year and view.at(last) == "(" and view.at(last + 1) == "the":
        year, end = 0, last
    return [Mark(HOLIDAY, place, end if year else last, year=year, rule=rule)]


def _holiday_rule(view: View, first: int, last: int) -> str:
    texts, lemmas = " ".join(view.texts[first:last]), " ".join(view.lemmas[first:last])
    rules = view.words.holidays
    if texts in rules or lemmas in rules:
        return rules.get(texts) or rules[lemmas]
    for phrase, rule in rules.items():
        words = phrase.split()
        if len(words) == last - first and all(
            word in (view.texts[first + i], view.lemmas[first + i]) for i, word in enumerate(words)
        ):
            return rule
    return "01-01"


def _quarter(view: View, place: int) -> list[Mark]:
    """ "Q3 2025", "3Q", "the third quarter of 2025"."""
    number, last = 0, place
    if view.at(place) == "q" and view.at(place + 1) in ("1", "2", "3", "4") and view.glued(place + 1):
        number, last = int(view.at(place + 1)), place + 2
    elif view.at(place) in ("1", "2", "3", "4") and view.at(place + 1) == "q" and view.glued(place + 1):
        number, last = int(view.at(place)), place + 2
    else:
        numeral = read(view, place)
        if (
            numeral
            and numeral.ordinal
            and view.at(numeral.last) == "quarter"
            and 1 <= (numeral.whole or 0) <= 4
        ):
            number, last = numeral.whole or 0, numeral.last + 1
    if not number:
        return []
    year, end = _year_behind(view, last)
    return [Mark(QUARTER, place, end if year else last, year=year, number=number)]


def _season(view: View, place: int) -> list[Mark]:
    number = view.words.seasons.get(view.at(place), 0)
    if not number:
        return []
    year, last = _year_behind(view, place + 1)
    prior = view.at(place - 1)
    told = prior in ("last", "this", "since", "in", "during", "before", "late", "early", "past")
    the = prior == "the" and view.at(place - 2) in ("in", "during", "since", "over", "before", "of")
    if not year and not (told or the):
        return []
    return [Mark(SEASON, place, last if year else place + 1, year=year, number=number)]


def _year_alone(view: View, place: int) -> list[Mark]:
    year, last = year_at(view, place)
    if not year or view.at(place) == "'" or view.glued(place) and view.kind(place - 1) == WORD:
        return []
    if (
        view.words.roles.get(view.lemma(last)) == "calls"
        or view.at(last) in (":", "-", "x")
        and view.glued(last)
    ):
        return []
    prior = view.at(place - 1)
    if prior in (
        "in",
        "since",
        "before",
        "during",
        "until",
        "till",
        "early",
        "late",
        "mid",
        "year",
        "by",
        "from",
        "of",
        "after",
        "for",
    ):
        return [Mark(YEAR, place, last, year=year)]
    return []


def _weekday(view: View, place: int) -> list[Mark]:
    word = view.at(place)
    weekday = view.words.weekdays.get(word, view.words.weekdays.get(word.removesuffix("s"), -1))
    if weekday < 0:
        return []
    if word in view.words.dating["doubtful"] and not _capital(view, place):
        if view.at(place - 1) not in ("on", "last", "this", "next", "and", "to", "-", "–", "from"):
            return []
    return [Mark(WEEKDAY, place, place + 1, weekdays=(weekday,))]


def _relative(view: View, place: int) -> list[Mark]:
    size = view.phrase("dating.relative", place)
    if size:
        return [Mark(RELATIVE, place, place + size)]
    numeral = read(view, place)
    start = numeral.last if numeral else place + 1 if view.at(place) in ("a", "an") else place
    if start > place and view.lemma(start) in ("day", "week", "month", "hour", "minute", "year"):
        if view.at(start + 1) in ("ago", "back"):
            return [Mark(RELATIVE, place, start + 2)]
    return []


def _bare_day(view: View, place: int) -> list[Mark]:
    """ "the 27th", "on the 3rd": a day whose month stands elsewhere, if anywhere."""
    numeral = read(view, place)
    if numeral is None or not numeral.ordinal or not _valid_day(numeral):
        return []
    if (
        view.words.roles.get(view.lemma(numeral.last))
        or view.at(numeral.last) in view.words.counting["not_ordinal"]
    ):
        return []
    if view.lemma(numeral.last) in (
        "one",
        "time",
        "of",
        "quarter",
        "two",
        "three",
        "caller",
        "person",
        "party",
        "ave",
    ):
        return []
    number = numeral.whole or 0
    prior = view.at(place - 1)
    if prior == "the":
        prior = view.at(place - 2)
        dated = prior in (
            "on",
            "from",
            "since",
            "before",
            "after",
            "till",
            "until",
            "to",
            "through",
            "by",
            "and",
            "between",
            ",",
            "(",
            "or",
            "is",
            "was",
            "were",
            "for",
            "of",
        )
    else:
        dated = prior in ("(", ",", "and", "on", "to", "-", "–", "between", "&") and not (
            numeral.digits is False
        )
    if not dated or (not numeral.digits and number <= 12):
        return []
    return [Mark(BARE_DAY, place, numeral.last, day=number)]


def _event(view: View, place: int) -> list[Mark]:
    """What took effect: "the new pricing started", "it went live", "the price change"."""
    counting, last = view.words.dating, place
    if view.at(last) in counting["event_pronouns"]:
        verb = _took_effect(view, last + 1)
        return [Mark(EVENT, place, verb)] if verb else []
    alone = 0
    while last < place + 8:
        size = view.phrase("dating.event_alone", last)
        if size:
            alone = last + size
        if view.phrase("dating.event", last) and not _more_event(
            view, last + view.phrase("dating.event", last)
        ):
            last += view.phrase("dating.event", last)
            break
        if view.at(last) not in counting["event_adjectives"]:
            return []
        last += 1
    else:
        return []
    verb = _took_effect(view, last)
    if verb:
        return [Mark(EVENT, place, verb)]
    return [Mark(EVENT, place, last)] if alone == last else []


def _more_event(view: View, place: int) -> bool:
    """Whether a further noun follows ("pricing change"), not a verb ("pricing changed")."""
    verb = view.phrase("dating.took_effect", place) and view.at(place) != view.lemma(place)
    return bool(view.phrase("dating.event", place)) and not verb


def _took_effect(view: View, place: int) -> int:
    """The place behind "took effect", "even started", "was introduced"; 0 when no such verb stands here."""
    if view.at(place) in ("first", "even", "actually", "officially", "had", "has", "ever", "did", "finally"):
        place += 1
    size = view.phrase("dating.took_effect", place)
    return place + size if size else 0


_Reader = Callable[[View, int], list[Mark]]
_READERS: tuple[_Reader, ...] = (
    _holiday,
    _weekday_of_month,
    _month_first,
    _day_first_form,
    _quarter,
    _season,
    _relative,
    _year_alone,
    _weekday,
    _bare_day,
)


def event_at(view: View, place: int) -> Mark | None:
    """The event of the pricing's start that is named at `place`, if one is."""
    if place >= view.size:
        return None
    found = _event(view, place)
    return found[0] if found else None
