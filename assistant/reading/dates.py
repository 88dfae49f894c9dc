"""When the calls were: every date a message names, as the days it means.

    find(text, effective=date(2025, 11, 20))
    # "two days before the new pricing started" → 18 November 2025; "yesterday" → relative

There is no clock: the same message means the same days for ever.  Which year a date without one means is
told in dateyears.py; "yesterday", weekdays and days without a month ("the 3rd") can't be resolved: `relative`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.reading import datemarks as kinds
from assistant.reading.amountwords import AmountWords, View, english, view_of
from assistant.reading.datebeside import beside_last, on_weekdays
from assistant.reading.datelimits import ONE_DAY, modified, of_event
from assistant.reading.datemarks import Mark, marks
from assistant.reading.datemention import DateMention
from assistant.reading.dateroles import role_of
from assistant.reading.dateweeks import calendar_days
from assistant.reading.dateyears import dated, span_of
from assistant.reading.periods import months, part_of
from assistant.reading.text import Text

__all__ = ["DateMention", "find"]

_GLUE = frozenset(
    {"and", ",", ".", "(", ":", "-", "–", "—", "the", "of", "on", "'s", "that", "is", "/", "|", "in"}
)


def find(text: Text, effective: date, words: AmountWords | None = None) -> tuple[DateMention, ...]:
    """Every date of a message, in order, none overlapping another.  `effective` is the day the pricing took
    effect: what "before it started" means, and what dates without a year are near to."""
    view = view_of(text, words or english())
    return view.once(("dates", effective), lambda: _find(view, effective))


def any_day() -> date:
    """A day to resolve dates against where only their places and lengths matter."""
    return date(2025, 1, 1)


def _find(view: View, effective: date) -> tuple[DateMention, ...]:
    found = view.once("date marks", lambda: _weekdays_joined(view, calendar_days(view, marks(view))))
    found = dated(view, found, effective)
    mentions = on_weekdays(view, _mentions(view, found, effective))
    return tuple(role_of(view, _without_repeats(view, mentions), effective))


def _weekdays_joined(view: View, found: list[Mark]) -> list[Mark]:
    """Weekdays that only name a date's day ("Fri 11/21", "Nov 06 Thu") taken into that date; the range
    "Mon–Fri" before "Nov 17–21" stays one of its own."""
    joined: list[Mark] = []
    for mark in found:
        prior = joined[-1] if joined else None
        near = prior is not None and _only(view, prior.last, mark.first, _GLUE, 3)
        if near and prior and len(joined) > 1 and joined[-2].kind == prior.kind == kinds.WEEKDAY:
            near = not _only(view, joined[-2].last, prior.first, view.words.dating["through"], 1)
        if near and prior and prior.kind == kinds.WEEKDAY and mark.kind in (kinds.DAY, kinds.BARE_DAY):
            joined[-1] = replace(mark, first=prior.first, weekdays=())
        elif prior and prior.kind == kinds.DAY and mark.kind == kinds.WEEKDAY and prior.last == mark.first:
            joined[-1] = replace(prior, last=mark.last)
        else:
            joined.append(mark)
    return joined


def _only(view: View, first: int, last: int, allowed: frozenset[str], most: int) -> bool:
    """Whether at most `most` tokens, all of them among `allowed`, stand between two places."""
    return 0 <= last - first <= most and all(view.at(place) in allowed for place in range(first, last))


def _mentions(view: View, found: list[Mark], effective: date) -> list[DateMention]:
    """Mentions from marks, from "before the new pricing" and from "the day after that", in order."""
    mentions: list[DateMention] = []
    index = place = 0
    while place < view.size:
        while index < len(found) and found[index].first < place:
            index += 1
        mention: DateMention | None = None
        if index < len(found) and found[index].first == place:
            if found[index].kind == kinds.WEEKDAY:
                mention = beside_last(view, _behind_adverbs(view, found[index].last), mentions)
            if mention is None:
                mention, used = _from_mark(view, found, index, effective)
                index += used
        elif view.kinds[place] == "word":
            mention = of_event(view, place, effective) or beside_last(view, place, mentions)
        if mention is not None:
            mentions.append(mention)
        place = max(mention.last, place + 1) if mention else place + 1
    return mentions


def _behind_adverbs(view: View, place: int) -> int:
    while view.at(place) in ("right", "just", "directly", "immediately"):
        place += 1
    return place


def _from_mark(view: View, found: list[Mark], index: int, effective: date) -> tuple[DateMention, int]:
    """A mention from a mark and, for a range, the mark that ends it; and how many marks were used."""
    mark = found[index]
    span = span_of(mark, mark.year) if mark.year else None
    other = _range_end(view, found, index)
    if mark.kind == kinds.WEEKDAY and other is not None and other.kind == kinds.WEEKDAY:
        return _weekday_range(mark, other), 2
    if span is None:
        only = mark.weekdays if _recurring(view, mark) else ()
        return DateMention(mark.first, mark.last, None, None, True, mark.kind, "call", only), 1
    only = mark.weekdays if mark.kind in (kinds.MONTH, kinds.NTH) else ()
    mention = DateMention(mark.first, mark.last, *span, False, mark.kind, "call", only, mark.inferred)
    end = span_of(other, other.year) if other is not None and other.year else None
    if other is None or end is None:
        return modified(view, _part(view, mention), effective), 1
    start, finish = _ordered(mark, span[0], end[1])
    first = mark.first - 1 if view.at(mark.first - 1) == "from" else mark.first
    return replace(mention, first=first, last=other.last, start=start, end=finish, grain="range"), 2


def _recurring(view: View, mark: Mark) -> bool:
    """ "Every Saturday", "Saturdays"."""
    each = view.at(mark.first - 1) in ("each", "every")
    return mark.kind == kinds.WEEKDAY and (each or view.at(mark.first) not in view.words.weekdays)


def _ordered(mark: Mark, start: date, end: date) -> tuple[date, date]:
    """A range whose years were inferred apart ("Dec 28 to Jan 3") brought in order."""
    if start <= end:
        return start, end
    earlier = span_of(mark, end.year - 1 if start.year == end.year else end.year) if mark.inferred else None
    return (earlier[0], end) if earlier and earlier[0] <= end else (end, start)


def _range_end(view: View, found: list[Mark], index: int) -> Mark | None:
    """The mark that a range from mark `index` goes up to."""
    if index + 1 >= len(found):
        return None
    mark, following = found[index], found[index + 1]
    between = [view.at(place) for place in range(mark.last, following.first)]
    between = [word for word in between if word not in ("the", "of", "on")]
    gap = view.text.message[view.ends[mark.last - 1] : view.starts[following.first]]
    if not between and gap.strip() == "-":  # the tokens leave out a hyphen between letters: "Mon-Fri"
        between = ["-"]
    if len(between) != 1 or following.kind in (kinds.YEAR, kinds.RELATIVE):
        return None
    if between[0] in ("-", "–", "—", "--") and (mark.kind == kinds.DAY) != (following.kind == kinds.DAY):
        return None
    first = mark.first - 2 if view.at(mark.first - 1) == "the" else mark.first - 1
    and_between = between[0] in ("and", "&") and view.at(first) == "between"
    return following if between[0] in view.words.dating["through"] or and_between else None


def _weekday_range(mark: Mark, other: Mark) -> DateMention:
    """ "Mon–Fri": relative, but how many days it is can be told."""
    first, last = mark.weekdays[0], other.weekdays[0]
    only = tuple((first + step) % 7 for step in range((last - first) % 7 + 1))
    return DateMention(mark.first, other.last, None, None, True, kinds.WEEKDAY, "call", only)


# ---------------------------------------------------------------- parts of a month, weeks


def _part(view: View, mention: DateMention) -> DateMention:
    """The part of it that words before it name: "early", "the first week of", "the week of"."""
    before = mention.first - 1
    while view.at(before) in ("of", "in", "the", "month"):
        before -= 1
    if mention.start is None or mention.end is None:
        return mention
    if mention.grain == kinds.MONTH:
        part = _part_of_month(view, mention, before)
        if part is not None:
            start, end = part_of((mention.start, mention.end), part[1])
            return replace(mention, first=part[0], start=start, end=end, grain="range")
    if mention.grain == kinds.YEAR:
        return _part_of_year(view, mention, before)
    if mention.grain in (kinds.DAY, kinds.HOLIDAY):
        return _week(view, mention, before)
    return mention


def _part_of_month(view: View, mention: DateMention, before: int) -> tuple[int, str] | None:
    """Where the words for a part begin, and its name (periods.part_of)."""
    word, unit = view.at(before), view.lemma(before)
    beside = before == mention.first - 1
    for name in ("early", "middle", "late"):
        if word in view.words.dating[name] and (beside or word not in ("late", "early")):
            return before, name
    numeral = view.numeral(before - 1)
    if numeral is None or numeral.last != before or numeral.whole is None:
        return None
    named = unit == "week" or (unit == "half" and numeral.whole in (1, 2))
    if numeral.ordinal and -1 <= numeral.whole <= 5 and named:
        return before - 1, f"{unit}{numeral.whole}"
    edge = {"first": "first", "last": "last", "final": "last"}.get(view.at(before - 2))
    days = {"day": 1, "week": 7}.get(unit, 0)
    if days and edge and not numeral.ordinal and 0 < numeral.whole < 32:
        return before - 2, f"{edge}{numeral.whole * days}"
    return None


def _part_of_year(view: View, mention: DateMention, before: int) -> DateMention:
    """ "early 2026", "late 2025": thirds of the year."""
    assert mention.start is not None
    for index, name in enumerate(("early", "middle", "late")):
        if view.at(before) in view.words.dating[name]:
            start, end = months(mention.start.year, 4 * index + 1, 4)
            return replace(mention, first=before, start=start, end=end, grain="range")
    return mention


def _week(view: View, mention: DateMention, before: int) -> DateMention:
    """ "the week of Dec 8", "week ending Nov 23", "Thanksgiving week"."""
    day = mention.start
    assert day is not None
    week = view.at(before - 1) in ("week", "wk")
    if view.at(before) in ("starting", "beginning", "commencing", "from") and week:
        return replace(mention, first=before - 1, end=day + 6 * ONE_DAY, grain="range")
    if view.at(before) in ("ending", "ended", "end") and week:
        return replace(mention, first=before - 1, start=day - 6 * ONE_DAY, grain="range")
    of_week = view.at(before) in ("week", "wk") and before < mention.first - 1
    named = mention.grain == kinds.HOLIDAY and view.at(mention.last) == "week"
    if of_week or named:
        monday = day if day.weekday() == 6 else day - day.weekday() * ONE_DAY
        first = before if of_week else mention.first
        return replace(mention, first=first, start=monday, end=monday + 6 * ONE_DAY, grain="range")
    return mention


# ---------------------------------------------------------------- what is said twice


def _without_repeats(view: View, mentions: list[DateMention]) -> list[DateMention]:
    """Mentions less those that say again, or less exactly, what the one beside them says."""
    kept: list[DateMention] = []
    for mention in mentions:
        while kept and kept[-1].first >= mention.first:
            kept.pop()
        prior = kept[-1] if kept else None
        if prior is None or not _only(view, prior.last, mention.first, _GLUE, 5):
            kept.append(mention)
        elif prior.relative and prior.only and mention.grain in ("range", kinds.MONTH):
            kept[-1] = replace(mention, first=prior.first, only=prior.only)
        elif _year_word(view, prior) and not mention.relative and mention.inferred:
            kept[-1] = replace(mention, first=prior.first)
        elif _year_word(view, mention) and not prior.relative and prior.inferred:
            kept[-1] = replace(prior, last=mention.last)
        elif prior.grain == kinds.MONTH and mention.grain in (kinds.DAY, "range") and _inside(mention, prior):
            kept[-1] = mention
        elif (
            mention.grain == kinds.DAY and mention.start in prior.days and _in_brackets(view, prior, mention)
        ):
            kept[-1] = replace(prior, last=mention.last)
        else:
            kept.append(mention)
    return kept


def _year_word(view: View, mention: DateMention) -> bool:
    """ "last year", "this year": beside a month they say no more than the month does."""
    return mention.relative and mention.grain == kinds.RELATIVE and view.at(mention.last - 1) == "year"


def _in_brackets(view: View, prior: DateMention, mention: DateMention) -> bool:
    """Whether a day in brackets only repeats what stands before them: "Thanksgiving (the 27th)"."""
    opened = "(" in [view.at(place) for place in range(prior.first, mention.first)]
    return opened and prior.grain in (kinds.DAY, kinds.HOLIDAY, kinds.NTH)


def _inside(mention: DateMention, other: DateMention) -> bool:
    days = set(mention.days)
    return bool(days) and days <= set(other.days) and not other.only
