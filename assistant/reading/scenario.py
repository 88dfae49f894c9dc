"""A message → the calls it describes: groups, each deduced, dated and given its base rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from assistant.reading import dates, money, numbers
from assistant.reading.dates import DateMention
from assistant.reading.deduce import Deduced, deduce, facts_of
from assistant.reading.group import EVENTS, Group, groups_of
from assistant.reading.lines import is_transcript, lines_of, speaker
from assistant.reading.money import Money
from assistant.reading.observe import Observed
from assistant.reading.text import Text
from assistant.types import Call, Claim, Deduction


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a message tells: its calls, what is missing, claims, and how they were found."""

    calls: tuple[Call, ...]
    missing: str | None
    claims: tuple[Claim, ...]
    base_rate: Decimal | None
    on: date | None
    steps: tuple[Deduction, ...]
    told: bool  # whether anything of what happens in a call is said at all


def read_scenario(observed: Observed, effective: date) -> Scenario:
    """The calls of one message, read by itself."""
    text = observed.text
    when = _told(dates.find(text, effective), text)
    sums = money.find(text)
    groups = groups_of(observed, numbers.find(text))
    steps: list[Deduction] = []
    calls: list[Call] = []
    missing: list[str] = []
    for group in groups:
        deduced = deduce(facts_of(group.mentions), listed=len(groups) > 1)
        steps.extend(deduced.steps)
        if deduced.missing:
            missing.append(deduced.missing)
        calls.extend(_calls(group, deduced, observed, when, _base_rate(group, sums), effective))
    single_date = when[0] if len(when) == 1 else None
    return Scenario(
        calls=tuple(calls),
        missing=missing[0] if missing else None,
        claims=tuple(Claim(m.amount, text.words(m.first, m.last)) for m in sums if m.role == "claim"),
        base_rate=next((m.amount for m in reversed(sums) if m.role == "base_rate"), None),
        on=_day(single_date, effective) if single_date else None,
        steps=tuple(steps),
        told=any(m.concept in EVENTS for m in observed.mentions),
    )


def _told(when: Sequence[DateMention], text: Text) -> list[DateMention]:
    """Without dates that somebody says in a transcript, and years that nobody can have been called in."""
    lines = lines_of(text)
    if is_transcript(text, lines):
        said = [line for line in lines if speaker(text, line)]
        when = [d for d in when if not any(line.first <= d.first < line.last for line in said)]
    return [d for d in when if not (d.last - d.first == 1 and _lone_year(d, text))]


def _lone_year(mention: DateMention, text: Text) -> bool:
    word = text.tokens[mention.first].text
    return word.isdigit() and not 2024 <= int(word) <= 2026


def _calls(
    group: Group,
    deduced: Deduced,
    observed: Observed,
    when: Sequence[DateMention],
    base_rate: Decimal | None,
    effective: date,
) -> list[Call]:
    words = dict.fromkeys(
        observed.text.words(m.first, m.last) for m in group.mentions if m.concept in EVENTS
    )
    call = Call(deduced.interactions, deduced.unknown, group.count, None, base_rate, tuple(words)[:8])
    mine = _dates_of(group, when)
    if not mine:
        return [call]
    if len(mine) == 1:
        return _spread(call, mine[0], effective)
    if group.count == len(mine):
        return [_with(call, 1, _day(mention, effective)) for mention in mine]
    return _spread(call, mine[-1], effective)


def _dates_of(group: Group, when: Sequence[DateMention]) -> list[DateMention]:
    """The dates said within the group's words, else the nearest one before it, else the only ones there are."""
    first, last = group.spans[0]
    inside = [d for d in when if first <= d.first < last]
    if inside:
        return inside
    before = [d for d in when if d.last <= first]
    return before[-1:] if before else list(when[:1])


def _spread(call: Call, mention: DateMention, effective: date) -> list[Call]:
    """Calls over a period: where it lies across the effective date, they divide only if one a day is told."""
    if mention.relative or (mention.start is None and mention.end is None):
        return [call]
    start, end = mention.start, mention.end
    if start is not None and end is not None and start < effective <= end:
        days = (end - start).days + 1
        if call.calls % days == 0:
            each = call.calls // days
            before = (effective - start).days
            return [
                _with(call, each * before, effective - timedelta(days=1)),
                _with(call, each * (days - before), effective),
            ]
        return [_with(call, call.calls, effective - timedelta(days=1))]
    return [_with(call, call.calls, _day(mention, effective))]


def _day(mention: DateMention, effective: date) -> date | None:
    """One day that stands for the mention: covered or not as the whole of it is."""
    if mention.relative:
        return None
    return mention.start or mention.end


def _with(call: Call, count: int, on: date | None) -> Call:
    return Call(call.interactions, call.unknown, count, on, call.base_rate, call.evidence)


def _base_rate(group: Group, sums: Sequence[Money]) -> Decimal | None:
    rates = [m for m in sums if m.role == "base_rate"]
    if not rates:
        return None
    first, last = group.spans[0]
    inside = [m for m in rates if first <= m.first < last]
    before = [m for m in rates if m.first < last]
    return (inside or before or rates)[-1].amount
