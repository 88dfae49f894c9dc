"""When the calls were: every date a message names, as the days it means.

    find(text, effective=date(2025, 11, 20))
    # "two days before the new pricing started" → 18 November 2025; "yesterday" → relative

There is no clock: the same message means the same days for ever.  A date without a year is the one nearest to
the nearest full date of the message, or else the one nearest to the day the pricing took effect (so, around
20 November 2025, "October" is 2025 and "February" 2026); a year that stands alone ("all of it in 2025") wins
over both.  "Yesterday", weekdays and days without a month ("the 3rd") can't be resolved: `relative`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from assistant.reading import datemarks as kinds
from assistant.reading.amountwords import AmountWords, View, english
from assistant.reading.dateroles import role_of
from assistant.reading.datemarks import Mark, event_at, marks
from assistant.reading.numerals import read
from assistant.reading.periods import days_of, holiday, iso_week, month, months, nth_weekday, part_of
from assistant.reading.periods import day as day_of
from assistant.reading.text import BREAK, Text

ONE_DAY = timedelta(days=1)
_GLUE = frozenset(
    {"and", ",", ".", "(", ":", "-", "–", "—", "the", "of", "on", "'s", "that", "is", "i", "e", "/", "|"}
)
_ADVERBS = frozenset(
    {"right", "just", "shortly", "immediately", "directly", "only", "exactly", "soon", "about"}
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time named at token places [first, last).

    `start`/`end`: the days meant, both included; None is open, and both are None when `relative`.  `grain`
    says what was named ("day", "month", "range", "event" …).  `only` are the weekdays meant (0 is Monday)
    when not all days are.  `role` is "call"; "other" for an invoice's, a birth's … date; "effective" where the
    pricing's own start is spoken of; "corrected" and "negated" for a date taken back or ruled out.
    `inferred`: the year wasn't told.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    relative: bool = False
    grain: str = "day"
    role: str = "call"
    only: tuple[int, ...] = ()
    inferred: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        """The days meant, one by one; () when open or relative."""
        if self.start is None or self.end is None:
            return ()
        return days_of(self.start, self.end, self.only)


def find(text: Text, effective: date, words: AmountWords | None = None) -> tuple[DateMention, ...]:
    """Every date of a message, in order, none overlapping another."""
    return _find(text, effective, words or english())


def any_day() -> date:
    """A day to resolve dates against where only their places matter, not their years."""
    return date(2025, 1, 1)


@lru_cache(maxsize=64)
def _find(text: Text, effective: date, words: AmountWords) -> tuple[DateMention, ...]:
    view = View(text, words)
    found = _dated(view, _weekdays_joined(view, marks(view)), effective)
    mentions = _mentions(view, found, effective)
    return tuple(role_of(view, _without_repeats(view, mentions), effective))


# ---------------------------------------------------------------- which year


def _dated(view: View, found: list[Mark], effective: date) -> list[Mark]:
    """Marks with a year each, and bare days with the month they belong to."""
    anchors = [(mark, span) for mark in found if mark.year and (span := span_of(mark, mark.year))]
    stated = _stated_year(view, found)
    dated: list[Mark] = []
    for mark in found:
        if not mark.year and mark.kind not in (kinds.WEEKDAY, kinds.RELATIVE, kinds.BARE_DAY):
            about = _nearest(anchors, mark, effective)
            year = stated or _year_near(mark, about)
            mark = replace(mark, year=year, swapped=1)
        dated.append(mark)
    return [_with_month(mark, dated) if mark.kind == kinds.BARE_DAY else mark for mark in dated]


def _stated_year(view: View, found: list[Mark]) -> int:
    """A year that stands by itself and is the only one ("Year is 2025 for all"), else 0."""
    years = {mark.year for mark in found if mark.year}
    alone: set[int] = set()
    taken = {place for mark in found if mark.kind != kinds.YEAR for place in range(mark.first, mark.last)}
    for place in range(view.size):
        text = view.at(place)
        if place not in taken and len(text) == 4 and text.startswith("202") and text.isdigit():
            if not view.glued(place) or view.at(place - 1) in (",", "(", ":"):
                alone.add(int(text))
    return alone.pop() if len(alone) == 1 and years <= alone else 0


def _nearest(anchors: list[tuple[Mark, tuple[date, date]]], mark: Mark, effective: date) -> date:
    """The day that a date without a year is measured from: the message's nearest full date, or `effective`."""
    near = [
        (abs(anchor.first - mark.first), span[0])
        for anchor, span in anchors
        if abs(span[0].year - effective.year) <= 2
    ]
    return min(near)[1] if near else effective


def _year_near(mark: Mark, about: date) -> int:
    def distance(year: int) -> tuple[int, int]:
        span = span_of(mark, year)
        return (abs((span[0] - about).days + (span[1] - about).days) if span else 10_000, year)

    return min((about.year - 1, about.year, about.year + 1), key=distance)


def _with_month(mark: Mark, found: list[Mark]) -> Mark:
    """ "the 27th" in the month named last before it, or else next after it."""
    named = [
        other for other in found if other.month and other.year or other.kind == kinds.HOLIDAY and other.year
    ]
    before = [other for other in named if other.first < mark.first]
    after = [other for other in named if other.first > mark.first]
    for other in (*reversed(before), *after):
        span = span_of(other, other.year)
        if span and day_of(span[0].year, span[0].month, mark.day):
            return replace(mark, kind=kinds.DAY, month=span[0].month, year=span[0].year)
    return replace(mark, kind=kinds.RELATIVE)


def span_of(mark: Mark, year: int) -> tuple[date, date] | None:
    """The days a mark means in a given year, both included; None when there are none."""
    one: date | None = None
    if mark.kind == kinds.DAY:
        one = day_of(year, mark.month, mark.day)
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


def _nth(mark: Mark, year: int) -> tuple[date, date] | None:
    """ "the last three Thursdays", "the first Monday" of a month."""
    weekday, count = mark.weekdays[0], mark.day
    edge = nth_weekday(year, mark.month, weekday, mark.number)
    if edge is None:
        return None
    reach = timedelta(days=7 * (count - 1))
    return (edge - reach, edge) if mark.number < 0 else (edge, edge + reach)


# ---------------------------------------------------------------- marks to mentions


def _weekdays_joined(view: View, found: list[Mark]) -> list[Mark]:
    """Weekdays that only name a date's day ("Fri 11/21", "Mon–Fri, Nov 17–21") taken into that date."""
    joined: list[Mark] = []
    for mark in found:
        prior = joined[-1] if joined else None
        near = prior is not None and _only(view, prior.last, mark.first, _GLUE, 3)
        if near and prior and len(joined) > 1 and joined[-2].kind == prior.kind == kinds.WEEKDAY:
            near = not _only(view, joined[-2].last, prior.first, view.words.dating["through"], 1)
            # "Mon–Fri, Nov 17–21": the weekdays are a range of their own
        if near and prior and prior.kind == kinds.WEEKDAY and mark.kind in (kinds.DAY, kinds.BARE_DAY):
            joined[-1] = replace(mark, first=prior.first, weekdays=())
        elif near and prior and mark.kind == kinds.WEEKDAY and prior.kind == kinds.DAY and not prior.weekdays:
            after = view.at(mark.first - 1)
            joined[-1] = replace(prior, last=mark.last) if after not in (",", ".", "-", "–") else prior
            if after in (",", ".", "-", "–"):
                joined.append(mark)
        else:
            joined.append(mark)
    return joined


def _only(view: View, first: int, last: int, allowed: frozenset[str], most: int) -> bool:
    """Whether at most `most` tokens, all of them among `allowed`, stand between two places."""
    return 0 <= last - first <= most and all(view.at(place) in allowed for place in range(first, last))


def _mentions(view: View, found: list[Mark], effective: date) -> list[DateMention]:
    mentions: list[DateMention] = []
    index = place = 0
    while place < view.size:
        while index < len(found) and found[index].first < place:
            index += 1
        mark = found[index] if index < len(found) and found[index].first == place else None
        if mark is not None and mark.kind == kinds.WEEKDAY:
            after = mark.last
            while view.at(after) in _ADVERBS:
                after += 1
            mention = _beside_last(view, after, mentions)
            if mention is not None:
                mentions.append(mention)
                place = mention.last
                continue
        if mark is not None:
            mention, used = _from_mark(view, found, index, effective)
            index += used
        else:
            mention = _from_event(view, place, effective)
        if mention is None:
            mention = _beside_last(view, place, mentions)
        if mention is None:
            place += 1
        else:
            mentions.append(mention)
            place = max(mention.last, place + 1)
    return mentions


def _from_mark(view: View, found: list[Mark], index: int, effective: date) -> tuple[DateMention | None, int]:
    """A mention from a mark and, for a range, the mark that ends it; and how many marks were used."""
    mark = found[index]
    span = span_of(mark, mark.year) if mark.year else None
    ranged = _range_end(view, found, index)
    used = 1
    last = mark.last
    if mark.kind == kinds.WEEKDAY and ranged is not None and ranged.kind == kinds.WEEKDAY:
        return _weekday_range(view, found, index, ranged), 2
    if span is None:
        return DateMention(mark.first, last, None, None, relative=True, grain=mark.kind), 1
    start, end = span
    grain = mark.kind
    only = mark.weekdays if mark.kind in (kinds.MONTH, kinds.NTH) else ()
    first = mark.first
    if ranged is not None and (end_span := span_of(ranged, ranged.year) if ranged.year else None):
        start, end = _ordered(mark, start, end_span[1])
        last, grain, used = ranged.last, "range", 2
    else:
        first, start, end, grain = _part(view, mark, start, end, grain)
    mention = DateMention(first, last, start, end, False, grain, "call", only, bool(mark.swapped))
    if grain == "range" and view.at(first - 1) == "from":
        return replace(mention, first=first - 1), used
    return _modified(view, mention, effective, grain == "range"), used


def _ordered(mark: Mark, start: date, end: date) -> tuple[date, date]:
    """A range whose years were inferred apart ("Dec 28 to Jan 3") brought in order."""
    if start <= end:
        return start, end
    if mark.swapped and (earlier := span_of(mark, end.year - 1 if start.year == end.year else end.year)):
        if earlier[0] <= end:
            return earlier[0], end
    return end, start


def _range_end(view: View, found: list[Mark], index: int) -> Mark | None:
    """The mark that a range from mark `index` goes up to."""
    if index + 1 >= len(found):
        return None
    mark, following = found[index], found[index + 1]
    between = [view.at(place) for place in range(mark.last, following.first)]
    between = [word for word in between if word not in ("the", "of", "on")]
    dating = view.words.dating
    gap = view.text.message[view.ends[mark.last - 1] : view.starts[following.first]]
    if not between and gap.strip() == "-":  # the tokens leave out a hyphen between letters: "Mon-Fri"
        between = ["-"]
    if len(between) != 1 or following.kind in (kinds.YEAR, kinds.RELATIVE):
        return None
    through = between[0] in dating["through"]
    and_between = between[0] in ("and", "&") and view.at(mark.first - 1) == "between"
    dashed = between[0] in ("-", "–", "—", "--")
    if dashed and mark.kind == kinds.DAY and following.kind == kinds.WEEKDAY:
        return None
    return following if through or and_between else None


def _weekday_range(view: View, found: list[Mark], index: int, ranged: Mark) -> DateMention:
    """ "Mon–Fri": relative, but how many days it is can be told."""
    first, last = found[index].weekdays[0], ranged.weekdays[0]
    only = tuple((first + step) % 7 for step in range((last - first) % 7 + 1))
    return DateMention(found[index].first, ranged.last, None, None, True, kinds.WEEKDAY, "call", only)


def _part(view: View, mark: Mark, start: date, end: date, grain: str) -> tuple[int, date, date, str]:
    """ "early", "the first week of", "the week of", "the last five days of" before a mark."""
    dating, before = view.words.dating, mark.first - 1
    while view.at(before) in ("of", "in", "the", "month"):
        before -= 1
    word = view.at(before)
    glued = before == mark.first - 1
    if grain == kinds.MONTH:
        for name in ("early", "middle", "late"):
            if word in dating[name] and (glued or word not in ("late", "early")):
                return before, *part_of((start, end), name), "range"
        numeral, unit = _ordinal_before(view, before), view.lemma(before)
        if numeral is not None and unit in ("week", "half"):
            name = f"{unit}{numeral[1]}"
            if unit == "week" or name in ("half1", "half2"):
                return numeral[0], *part_of((start, end), name), "range"
        counted = _count_before(view, before)
        if unit == "day" and counted:
            return counted[0], *part_of((start, end), counted[1]), "range"
    if grain in (kinds.DAY, kinds.HOLIDAY):
        if word in ("of", "starting", "beginning", "commencing", "from") or glued is False:
            word, before = (word, before) if word == "week" else (view.at(before - 1), before - 1)
        if word in ("week", "wk") and before < mark.first - 1:
            return before, start, start + 6 * ONE_DAY, "range"
        if view.at(mark.first - 1) in ("ending", "ended", "end") and view.at(mark.first - 2) == "week":
            return mark.first - 2, end - 6 * ONE_DAY, end, "range"
        if view.at(mark.last) == "week" and grain == kinds.HOLIDAY:
            monday = start - start.weekday() * ONE_DAY
            return mark.first, monday, monday + 6 * ONE_DAY, "range"
    return mark.first, start, end, grain


def _ordinal_before(view: View, place: int) -> tuple[int, int] | None:
    """The place and value of an ordinal right before `place`."""
    numeral = read(view, place - 1)
    if numeral is None or not numeral.ordinal or numeral.last != place or numeral.whole is None:
        return None
    return (place - 1, numeral.whole) if -1 <= numeral.whole <= 5 else None


def _count_before(view: View, place: int) -> tuple[int, str] | None:
    """ "first ten" before "days of December": its place and the name of that part."""
    numeral = read(view, place - 1)
    if numeral is None or numeral.ordinal or not numeral.whole or numeral.last != place:
        return None
    edge = {"first": "first", "last": "last", "final": "last"}.get(view.at(place - 2))
    return (place - 2, f"{edge}{numeral.whole}") if edge else None


# ---------------------------------------------------------------- before, after, since


def _modified(view: View, mention: DateMention, effective: date, ranged: bool) -> DateMention:
    """A mention with the "before", "since", "two days after" that stands before it, or "onwards" behind."""
    before = mention.first - 1
    while view.at(before) in ("the", "on", "of", "about", "around") and before > 0:
        before -= 1
    modifier = _modifier(view, before)
    if modifier is None or ranged:
        return _onward(view, mention)
    kind, place = modifier
    assert mention.start is not None
    assert mention.end is not None
    offset = _offset(view, place)
    if offset is not None and kind in ("before", "after"):
        return _shifted(mention, kind, offset)
    return _opened(replace(mention, first=place), kind, effective, view)


def _modifier(view: View, place: int) -> tuple[str, int] | None:
    """What kind of limit ends at `place` ("prior to" → "before"), and where it begins."""
    dating, word = view.words.dating, view.at(place)
    if word == "to" and view.at(place - 1) in ("prior", "up"):
        return ("before" if view.at(place - 1) == "prior" else "until"), place - 1
    if word == "than" and view.at(place - 1) in ("earlier", "later"):
        return ("before" if view.at(place - 1) == "earlier" else "after"), place - 1
    if word == "of" and view.at(place - 1) == "as":
        return "since", place - 1
    if word == "from" and view.at(place - 1) not in ("starting", "beginning", "start"):
        return None
    for kind in ("until", "before", "after", "since"):
        if word in dating[kind]:
            if word == "start":
                return None
            return kind, place
    if word in ("from", "with") and view.at(place - 1) in ("starting", "beginning", "start"):
        return "since", place - 1
    return None


def _opened(mention: DateMention, kind: str, effective: date, view: View) -> DateMention:
    start, end = mention.start, mention.end
    assert start is not None
    assert end is not None
    if kind == "before" or (kind == "until" and end == effective):
        return replace(mention, start=None, end=start - ONE_DAY, grain="before")
    if kind == "until":
        return replace(mention, start=None, end=end, grain="before")
    if kind == "after":
        return replace(mention, start=end + ONE_DAY, end=None, grain="after")
    return _lasting(view, replace(mention, end=None, grain="after"))


def _lasting(view: View, mention: DateMention) -> DateMention:
    """ "starting then, for ten straight days": an end to an open time."""
    for place in range(mention.last, min(mention.last + 8, view.size)):
        if view.at(place) not in ("for", "over", "the"):
            continue
        numeral = read(view, place + 1)
        if numeral is None or not numeral.whole or numeral.ordinal or numeral.whole > 366:
            continue
        unit = numeral.last
        while view.at(unit) in ("straight", "consecutive", "full", "whole", "calendar"):
            unit += 1
        days = {"day": 1, "week": 7}.get(view.lemma(unit))
        if days and mention.start is not None:
            return replace(mention, end=mention.start + (numeral.whole * days - 1) * ONE_DAY, grain="range")
    return mention


def _onward(view: View, mention: DateMention) -> DateMention:
    """ "Nov 20 onwards", "Nov 19 and before"."""
    dating, last = view.words.dating, mention.last
    size = view.phrase("dating.onward", last)
    if size and (size > 1 or view.at(last) not in ("on", "forward") or view.at(mention.first - 1) == "from"):
        return replace(mention, end=None, last=last + size, grain="after")
    size = view.phrase("dating.or_before", last)
    if size:
        return replace(mention, start=None, last=last + size, grain="before")
    if view.at(last) in dating["through"] and view.phrase("dating.relative", last + 1):
        return replace(mention, end=None, last=last + 1, grain="after")
    return mention


@dataclass(frozen=True, slots=True)
class _Offset:
    """How far before or after: `count` units, or a weekday; `whole` for "the week before" as a stretch."""

    first: int
    count: int
    unit: str
    weekday: int = -1
    whole: bool = False


def _offset(view: View, modifier: int) -> _Offset | None:
    """ "the day", "a week", "two days", "the Monday" before the "before"/"after" at `modifier`."""
    place = modifier - 1
    while view.at(place) in _ADVERBS:
        place -= 1
    unit = view.lemma(place)
    if unit in view.words.weekdays:
        return _Offset(_article(view, place), 1, "day", weekday=view.words.weekdays[unit])
    if unit in ("morning", "evening", "night", "afternoon"):
        unit = "day"
    if unit not in ("day", "week", "month", "fortnight"):
        return None
    for back in (3, 2, 1):
        numeral = read(view, place - back)
        if (
            numeral
            and not numeral.ordinal
            and numeral.last == place
            and numeral.whole
            and numeral.whole <= 400
        ):
            whole = view.at(numeral.first - 1) in ("the", "last", "final", "first") and numeral.whole > 1
            return _Offset(numeral.first, numeral.whole, unit, whole=whole)
    article = view.at(place - 1)
    if article in ("a", "one", "the", "very", "that", "whole") or unit == "day":
        if view.at(place) in ("days", "weeks", "months"):
            return None
        whole = unit != "day" and article in ("the", "whole")
        return _Offset(_article(view, place), 1, unit, whole=whole)
    return None


def _article(view: View, place: int) -> int:
    while view.at(place - 1) in ("the", "a", "an", "one", "very", "that", "whole", "entire"):
        place -= 1
    return place


def _shifted(mention: DateMention, kind: str, offset: _Offset) -> DateMention:
    """The mention moved by an offset."""
    sign = -1 if kind == "before" else 1
    base = mention.start if kind == "before" else mention.end
    assert base is not None
    if offset.weekday >= 0:
        step = (offset.weekday - base.weekday()) * sign % 7 or 7
        start = end = base + sign * step * ONE_DAY
    else:
        days = offset.count * {"day": 1, "week": 7, "month": 30, "fortnight": 14}[offset.unit]
        far, near = base + sign * days * ONE_DAY, base + sign * ONE_DAY
        start, end = (min(far, near), max(far, near)) if offset.whole else (far, far)
    grain = "day" if start == end else "range"
    return replace(mention, first=offset.first, start=start, end=end, grain=grain)


def _from_event(view: View, place: int, effective: date) -> DateMention | None:
    """ "before the new pricing", "the day it took effect", "a week after the add-on launched"."""
    word = view.at(place)
    day = DateMention(place, place + 1, effective, effective, False, "event")
    if view.lemma(place) == "day" or word in ("date", "moment"):
        step = place + 2 if view.at(place + 1) in ("that", "when", "on") else place + 1
        step += 1 if view.at(place + 1) == "on" and view.at(step) == "which" else 0
        event = event_at(view, step)
        if event is not None and view.kind(step) != BREAK:
            mention = replace(day, first=_article(view, place), last=event.last)
            modifier = _modifier(view, mention.first - 1)
            return _opened(mention, modifier[0], effective, view) if modifier else mention
        return None
    modifier = _modifier(view, place)
    if modifier is None or word in ("-",):
        return None
    kind, first = modifier
    event = event_at(view, place + 1)
    if event is None or (kind == "since" and word in ("from", "start", "effective")):
        return None
    mention = replace(day, first=first, last=event.last)
    offset = _offset(view, first)
    if offset is not None and kind in ("before", "after"):
        return _shifted(mention, kind, offset)
    if kind == "after":
        kind = "since"
    return _opened(mention, kind, effective, view)


def _beside_last(view: View, place: int, mentions: list[DateMention]) -> DateMention | None:
    """ "the Tuesday after it", "the day before that", "the next day": beside the day named last."""
    if not mentions or mentions[-1].start is None or mentions[-1].start != mentions[-1].end:
        return None
    base = mentions[-1]
    if view.at(place) in ("before", "after") and view.at(place + 1) in ("that", "it"):
        offset = _offset(view, place)
        if offset is not None and not view.words.match(
            "dating.took_effect", view.lemmas, view.texts, place + 2
        ):
            return _shifted(replace(base, last=place + 2), view.at(place), offset)
    if view.at(place) in ("next", "following", "previous", "preceding") and view.at(place + 1) == "day":
        if view.at(place - 1) == "the":
            kind = "after" if view.at(place) in ("next", "following") else "before"
            return _shifted(replace(base, last=place + 2), kind, _Offset(place - 1, 1, "day"))
    return None


def _without_repeats(view: View, mentions: list[DateMention]) -> list[DateMention]:
    """Mentions less those that say again, or less exactly, what the one beside them says, and with the
    weekdays that an "(Mon–Fri)" beside a range limits it to."""
    kept: list[DateMention] = []
    for mention in mentions:
        while kept and kept[-1].first >= mention.first:
            kept.pop()
        prior = kept[-1] if kept else None
        if prior is None or not _only(view, prior.last, mention.first, _GLUE, 5):
            kept.append(mention)
        elif prior.relative and prior.only and mention.grain == "range":
            kept[-1] = replace(mention, first=prior.first, only=prior.only)
        elif prior.grain == kinds.MONTH and mention.grain == kinds.DAY and _inside(mention, prior):
            kept[-1] = mention
        elif (
            mention.grain == kinds.DAY and mention.start in prior.days and _in_brackets(view, prior, mention)
        ):
            kept[-1] = replace(prior, last=mention.last)
        else:
            kept.append(mention)
    return kept


def _in_brackets(view: View, prior: DateMention, mention: DateMention) -> bool:
    """Whether a day in brackets only repeats what stands before them: "Thanksgiving (the 27th)"."""
    between = [view.at(place) for place in range(prior.last, mention.first)]
    opened = "(" in between or "(" in [view.at(place) for place in range(prior.first, prior.last)]
    return opened and prior.grain in (kinds.DAY, kinds.HOLIDAY, kinds.NTH)


def _inside(mention: DateMention, other: DateMention) -> bool:
    return (
        other.start is not None
        and other.end is not None
        and mention.start is not None
        and (other.start <= mention.start <= other.end)
    )
