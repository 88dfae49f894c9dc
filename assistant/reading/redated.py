"""When the calls told before were, as a later message tells it: all on one day, or each, or some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.reading.dates import DateMention
from assistant.reading.numbers import Quantity
from assistant.reading.scenario import Described, dated
from assistant.reading.targets import among, refers
from assistant.reading.turns import Turn

# What a date is said of: "one" (places among single calls), "kind" (places in the scenario), "some" (how
# many), "rest" (those left over).
_COUNTING = frozenset({"bare", "calls", "people", "interactions"})
_Whose = tuple[str, tuple[int, ...]]


def in_their_month(turn: Turn) -> Turn:
    """The message with "the 19th" and "in November" as days of the month, and in the month, of the calls told."""
    told = [d.on for d in turn.before if d.on is not None]
    if not told or len(told) < len(turn.before) or any(day.month != told[0].month for day in told):
        return turn
    days = _days_said(turn)
    when = [_of_month(turn, mention, told) for mention in turn.scenario.when] or _by_number(turn, days, told)
    if not when:
        when, days = _by_slash(turn, told[0])
    if tuple(when) == turn.scenario.when:
        return turn
    turn = replace(turn, quantities=tuple(q for q in turn.quantities if q not in days))
    one = len({mention.start for mention in when}) == 1
    described = turn.new if not one else tuple(replace(d, on=when[0].start) for d in turn.new)
    return replace(turn, scenario=replace(turn.scenario, when=tuple(when), described=described))


def _of_month(turn: Turn, mention: DateMention, told: Sequence[date]) -> DateMention:
    """ "The 19th" in the month of the calls; "in November" on the day of the month they were on."""
    text = turn.observed.text
    number = "".join(filter(str.isdigit, text.words(mention.first, mention.last)))
    if mention.relative and mention.last - mention.first == 1 and number:
        return _on(mention.first, told[0], int(number)) or mention
    month = mention.grain == "month" and mention.start is not None and turn.changing
    if month and mention.start and len(set(told)) == 1 and told[0].day > 1:
        return _on(mention.first, mention.start, told[0].day) or mention
    return mention


def _days_said(turn: Turn) -> list[Quantity]:
    """The numbers of "not the 18th but the 22nd": so many calls there weren't."""
    highest = max(sum(d.count for d in turn.before), 1)
    ordinals = [q for q in turn.quantities if q.kind == "ordinal" and q.role == "bare" and q.value]
    return [q for q in ordinals if (q.value or 0) > highest and turn.at(q.first - 1) == "the"]


def _by_number(turn: Turn, said: Sequence[Quantity], told: Sequence[date]) -> list[DateMention]:
    """ "It was really the 19th": no call has that number, and the calls were on another day."""
    right = [q for q in said if turn.at(q.first - 2) not in _DENYING and q.value not in {d.day for d in told}]
    day = _on(right[0].first, told[0], int(right[0].value or 0)) if len(right) == 1 else None
    return [day] if day else []


def _by_slash(turn: Turn, told: date) -> tuple[list[DateMention], list[Quantity]]:
    """ "Ah no, 11/28": in the year of the calls; with the numbers that it is made of."""
    slash = [place for place in range(1, _BRIEF) if turn.at(place) == "/"]
    parts = [q for q in turn.quantities if slash and q.first in (slash[0] - 1, slash[0] + 1) and q.value]
    if len(slash) != 1 or len(parts) != 2 or len(turn.observed.text.tokens) > _BRIEF:
        return [], []
    month, day = (int(q.value or 0) for q in parts)
    try:
        on = date(told.year, month, day)
    except ValueError:
        return [], []
    return [DateMention(slash[0] - 1, slash[0] + 2, on, on)], parts


_BRIEF = 10  # tokens of a message that says nothing but a date
_DENYING = frozenset({"not", "of", "than"})


def _on(place: int, month: date, day: int) -> DateMention | None:
    try:
        on = month.replace(day=day)
    except ValueError:
        return None
    return DateMention(place, place + 1, on, on)


def redated(turn: Turn) -> tuple[Described, ...]:
    """The calls with the days told now."""
    when = [d for d in turn.scenario.when if not d.relative] or list(turn.scenario.when)
    if all(_known(turn, mention) for mention in when):
        return turn.before  # "the November call again"
    if any(q.kind == "vague" and q.partitive for q in turn.quantities):
        return _doubted(turn.before)  # "most of them were in October"
    ways = [_whose(turn, when, behind=False), *([_whose(turn, when, behind=True)] if len(when) > 1 else [])]
    whose = next((way for way in ways if None not in way), None)
    if whose is None and sum(one is not None for one in ways[0]) == 1 and _one_side(turn, when):
        when, whose = (
            [when[-1]],
            [one for one in ways[0] if one is not None],
        )  # "before the 20th, on the 18th"
    if whose is None:
        return _doubted(turn.before) if any(ways[0]) else _in_order(turn, when)
    told = [one for one in whose if one is not None]
    listed = sorted(numbers for kind, numbers in told if kind == "some")
    if len(turn.before) > 1 and listed == [(place + 1,) for place in range(len(when))]:
        told = [("one", (numbers[0] - 1,)) for _, numbers in told]  # "1 was Nov 14, 2 was Dec 2"
    kinds = [kind for kind, _ in told]
    if len(turn.before) > 1 and kinds.count("rest") == 1 and set(kinds) == {"one", "rest"}:
        known = {place for _, places in told for place in places}
        left = tuple(place for place in range(sum(d.count for d in turn.before)) if place not in known)
        told = [("one", places if kind == "one" else left) for kind, places in told]
    if all(kind == "one" for kind, _ in told):
        return _each(turn, when, [places for _, places in told])
    if all(kind == "kind" for kind, _ in told):
        return _by_kind(turn, when, [places for _, places in told])
    return _some(turn, when, told) or _doubted(turn.before)


def _known(turn: Turn, mention: DateMention) -> bool:
    """Whether a month or a span of days is the one that all calls were told to be in."""
    first, last = mention.start, mention.end
    if first is None or last is None or first == last:
        return False
    return all(d.on is not None and first <= d.on <= last for d in turn.before)


def _in_order(turn: Turn, when: Sequence[DateMention]) -> tuple[Described, ...]:
    """Nothing says which call a date is of: one date for all, or one each in order."""
    several = len(when) > 1 and len(when) not in (len(turn.before), sum(d.count for d in turn.before))
    sides = {d.start >= turn.effective for d in when if d.start is not None}
    if several and len(sides) > 1:
        return _doubted(turn.before)
    return tuple(dated(turn.before, when, turn.effective))


def _one_side(turn: Turn, when: Sequence[DateMention]) -> bool:
    """Whether all dates lie on the same side of the effective date."""
    return len({(d.end or d.start or turn.effective) >= turn.effective for d in when}) == 1


def _doubted(before: Sequence[Described]) -> tuple[Described, ...]:
    return tuple(d.doubted() for d in before)


def _whose(turn: Turn, when: Sequence[DateMention], behind: bool) -> list[_Whose | None]:
    """What each date is said of, by the words between the dates: before each, or behind each."""
    size = len(turn.observed.text.tokens)
    ends = [d.last for d in when]
    starts = [d.first for d in when]
    spans = (
        zip(ends, [*starts[1:], size], strict=True) if behind else zip([0, *ends[:-1]], starts, strict=True)
    )
    return [_said_of(turn, span) for span in spans]


def _said_of(turn: Turn, span: tuple[int, int]) -> _Whose | None:
    inside = [q for q in turn.quantities if span[0] <= q.first < span[1]]
    places = tuple(
        int(q.value) - 1 if q.value != -1 else -1 for q in inside if q.kind == "ordinal" and q.value
    )
    if places:
        return "one", places
    run = [q for q in inside if q.kind == "span" and q.value and q.role in _COUNTING]
    if len(run) == 1:  # "the first two were …"
        total, number = sum(d.count for d in turn.before), abs(int(run[0].value or 0))
        last = (run[0].value or 0) < 0
        if len(turn.before) == 1:
            return "some", (number if last else int(max(run[0].high or 0, number)) - number + 1,)
        nth = range(total - number, total) if last else range(number - 1, int(max(run[0].high or 0, number)))
        return "one", tuple(nth)
    if any(q.kind == "rest" for q in inside):
        return "rest", ()
    shares = [q for q in inside if q.kind == "share" and q.value and q.partitive]
    if len(shares) == 1:  # "half of them were in October"
        part = (shares[0].value or 0) * sum(d.count for d in turn.before)
        return "some", (int(part) if part.denominator == 1 else 0,)
    some = [q for q in inside if q.kind == "count" and q.value and (q.partitive or not refers(turn, q))]
    if some:
        return "some", (int(some[-1].value or 0),)
    named = among(turn, span)
    return ("kind", tuple(named)) if named and len(turn.before) > 1 else None


def _each(turn: Turn, when: Sequence[DateMention], whose: Sequence[tuple[int, ...]]) -> tuple[Described, ...]:
    """ "The first was on Nov 12, the second on Dec 3"."""
    ones = [replace(d, count=1) for d in turn.before for _ in range(d.count)]
    if any(place >= len(ones) for places in whose for place in places):
        return _doubted(turn.before)
    after: list[list[Described]] = [[one] for one in ones]
    for mention, places in zip(when, whose, strict=True):
        for place in places:
            after[place] = dated([ones[place]], [mention], turn.effective)
    return tuple(d for several in after for d in several)


def _by_kind(
    turn: Turn, when: Sequence[DateMention], whose: Sequence[tuple[int, ...]]
) -> tuple[Described, ...]:
    """ "The roofing one was on Nov 12"."""
    after: list[list[Described]] = [[d] for d in turn.before]
    for mention, places in zip(when, whose, strict=True):
        for place in places:
            after[place] = dated([turn.before[place]], [mention], turn.effective)
    return tuple(d for several in after for d in several)


def _some(turn: Turn, when: Sequence[DateMention], whose: Sequence[_Whose]) -> tuple[Described, ...]:
    """ "Two of the five were on the 18th, the other three on the 24th"; () when it doesn't fit."""
    if len(turn.before) != 1:
        return _all_on(turn, when, whose)
    all_of_them = turn.before[0]
    left, after = all_of_them.count, []
    for mention, (kind, numbers) in zip(when, whose, strict=True):
        number = left if kind == "rest" else 1 if kind == "one" else numbers[0]
        if not 0 < number <= left:
            return ()
        left -= number
        after.extend(dated([replace(all_of_them, count=number)], [mention], turn.effective))
    return (*after, *([replace(all_of_them, count=left)] if left else []))


def _all_on(turn: Turn, when: Sequence[DateMention], whose: Sequence[_Whose]) -> tuple[Described, ...]:
    """ "All four were on Nov 12"."""
    total = sum(d.count for d in turn.before)
    fits = len(when) == 1 and whose[0] == ("some", (total,))
    return tuple(dated(turn.before, when, turn.effective)) if fits else ()
