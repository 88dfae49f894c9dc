"""A message → the calls it describes: groups, each deduced, dated and given its base rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise

from assistant.reading import dates, money, numbers
from assistant.reading.besides import besides
from assistant.reading.concepts import TOLD
from assistant.reading.datecounts import counts_by_day
from assistant.reading.dates import DateMention
from assistant.reading.deduce import Deduced, Facts, deduce, facts_of
from assistant.reading.doubts import Told, doubtful
from assistant.reading.envelope import counted, opened
from assistant.reading.group import Group, groups_of
from assistant.reading.groupwords import evidence_of, words_of
from assistant.reading.legend import explained
from assistant.reading.money import Money
from assistant.reading.numberedplaces import in_their_places
from assistant.reading.observe import YES, Observed
from assistant.reading.presupposed import presupposed
from assistant.reading.quantity import Quantity
from assistant.reading.reach import across, dates_of, day_told, in_an_entry, rows_of, told_days, within_reach
from assistant.reading.remarks import remarked
from assistant.reading.speakers import heard
from assistant.reading.text import Text
from assistant.reading.thingsbooked import things_booked
from assistant.reading.untold import named_apart, several_told
from assistant.types import Call, Claim, Deduction


@dataclass(frozen=True, slots=True)
class Described:
    """`count` alike calls as told: each concept's last word (yes, no, unknown), the day, the base rate, and
    the words it was read from.  A follow-up edits these, then they are deduced again."""

    facts: dict[str, str]
    count: int = 1
    on: date | None = None
    base_rate: Decimal | None = None
    evidence: tuple[str, ...] = ()
    listed: bool = False
    doubt: bool = False  # the message says more of them than could be worked out
    rest: bool = False  # "the others": as many as are left of what was told before
    share: Fraction | None = None  # "a third": of what was told before
    words: frozenset[str] = frozenset()  # what it was told in, to be found again by ("the roofing one")
    likened: str = ""  # what example calls had to do with it
    spans: tuple[tuple[int, int], ...] = ()  # the tokens it is told in

    def deduced(self) -> Deduced:
        return deduce(Facts(dict(self.facts)), listed=self.listed)

    def doubted(self) -> Described:
        """The same calls, nothing of them taken for certain."""
        return replace(self, doubt=True)

    def call(self) -> Call:
        found = self.deduced()
        told, unknown = found.interactions, found.unknown
        if self.doubt:
            told, unknown = frozenset(), told | unknown
        return Call(told, unknown, self.count, self.on, self.base_rate, self.evidence)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a message tells: its calls, claims about amounts, and whether it tells of calls at all (numbers that
    leave none, "0% of them", don't)."""

    described: tuple[Described, ...]
    claims: tuple[Claim, ...]
    base_rate: Decimal | None
    when: tuple[DateMention, ...]
    told: bool
    pasted: bool = False  # in a list or table
    parted: bool = False  # of several calls told of, only these are asked about

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(described.call() for described in self.described)


def missing_of(described: Sequence[Described]) -> str | None:
    """The clarification that decides the first open call."""
    if any(d.doubt for d in described):
        return "doubt"
    return next((found.missing for d in described if (found := d.deduced()).missing), None)


def steps_of(described: Sequence[Described]) -> tuple[Deduction, ...]:
    steps = (
        [*d.deduced().steps, *([Deduction("examples", d.likened)] if d.likened else [])] for d in described
    )
    return tuple(chain.from_iterable(steps))


def read_scenario(
    observed: Observed,
    effective: date,
    billable: Mapping[str, bool] | None = None,
    known: int = 0,
    before: Sequence[int] = (),
) -> Scenario:
    """The calls of one message, read by itself.  `billable` tells which interactions are charged: calls told
    one after the other need telling apart only where some are and some aren't.  `known` calls were told of
    before: what is said of some of them is read as said of these.  `before` are all numbers of calls told before."""
    observed = opened(heard(explained(observed)))
    text = observed.text
    when = told_days(dates.find(text, effective), text)
    sums = money.find(text)
    days = [d.first for d in when if not d.relative and d.start is not None and d.start == d.end]
    quantities = [q for q in counted(numbers.find(text), observed) if not besides(q, observed)]
    quantities = things_booked(quantities, observed)
    observed = presupposed(observed, quantities)
    quantities = in_their_places(quantities, text.tokens, text.message)
    groups = remarked(observed, groups_of(observed, quantities, days, known), when)
    described = [
        call
        for group in groups
        if not group.aside
        for call in _calls_of(group, groups, when, sums, observed, billable, effective)
    ]
    if named_apart(quantities, text.tokens):
        described = [d if TOLD & d.facts.keys() else replace(d, facts={"someone": YES}) for d in described]
    described = _one_day_each(described, groups, when)
    by_day = _by_day(described, groups, quantities, when, text, effective)
    shared, described = by_day is not described, by_day
    doubt = not shared and doubtful(Told(observed, quantities, groups, billable or {}, before))
    several = several_told(quantities, text.tokens, sum(entry.count for entry in described))
    if doubt or several or any(group.lost for group in groups):
        described = _unsettled([entry.doubted() for entry in described], billable or {}, several)
    return Scenario(
        described=tuple(described),
        claims=tuple(Claim(m.amount, text.words(m.first, m.last)) for m in sums if m.role == "claim"),
        base_rate=_common_rate(described, sums, groups),
        when=tuple(when),
        told=bool(described) and any(m.concept in TOLD for m in observed.mentions),
        parted=any(group.aside for group in groups),
        pasted=any(group.pasted and (len(groups) > 1 or group.pasted == "transcript") for group in groups),
    )


def _calls_of(
    group: Group,
    groups: Sequence[Group],
    when: Sequence[DateMention],
    sums: Sequence[Money],
    observed: Observed,
    billable: Mapping[str, bool] | None,
    effective: date,
) -> list[Described]:
    """The calls of one group, with its days and base rate."""
    text = observed.text
    told = Described(
        facts_of(group.mentions, billable).values,
        group.count,
        None,
        group.rate or _base_rate(group, within_reach(group, sums, groups, text)),
        evidence_of(group, text),
        listed=len(groups) > 1,
        doubt=group.doubt,
        rest=group.rest,
        share=group.share,
        words=words_of(group, text),
        spans=group.spans,
    )
    mine = dates_of(group, within_reach(group, when, groups, text))
    if told.count == 1 and len(groups) == 1 and _listed_days(mine, text):
        told = replace(told, count=len(mine))
    if len(mine) > 1 and told.count != len(mine):
        day = day_told(mine, group, observed)
        if told.count > 1 and across(mine, day, observed, effective):
            told = replace(told, doubt=True)  # on which of them how many were isn't known
        mine = [day]
    return _dated(told, mine, effective)


def _unsettled(described: list[Described], billable: Mapping[str, bool], several: bool) -> list[Described]:
    """Calls in doubt: where nothing that was understood costs anything, what wasn't may."""
    if sum(entry.count for entry in described) < 2 and not several:
        return described
    if any(billable.get(key) for entry in described for key in entry.call().unknown):
        return described
    return [replace(entry, facts={"someone": YES}) for entry in described]


def dated(
    described: Sequence[Described],
    when: Sequence[DateMention],
    effective: date,
) -> list[Described]:
    """Calls told before, with the days told now: one for all, or one each in order."""
    if len(when) == sum(d.count for d in described) and len(when) > 1:
        ones = [replace(d, count=1) for d in described for _ in range(d.count)]
        return [replace(d, on=_day(mention)) for d, mention in zip(ones, when, strict=True)]
    if len(when) == len(described):
        return [
            out for d, mention in zip(described, when, strict=True) for out in _spread(d, mention, effective)
        ]
    return [out for d in described for out in _spread(d, when[-1], effective)]


_AND = frozenset({",", "and", "&", "the", "on", "plus", "also", ";"})
_CALLS = frozenset({"calls", "each", "separate"})


def _listed_days(days: Sequence[DateMention], text: Text) -> bool:
    """ "Calls on the 4th, the 19th and the 20th": a day for each of several calls that nobody counted."""
    single = all(d.start is not None and d.start == d.end and not d.relative for d in days)
    between = [t.text for a, b in pairwise(days) for t in text.tokens[a.last : b.first]]
    several = bool(_CALLS & {token.text for token in text.tokens})
    return len(days) > 1 and single and several and _AND.issuperset(between)


def _dated(told: Described, mine: Sequence[DateMention], effective: date) -> list[Described]:
    if not mine:
        return [told]
    if len(mine) > 1 and told.count == len(mine):
        return [replace(told, count=1, on=_day(mention)) for mention in mine]
    return _spread(told, mine[-1], effective)


def _one_day_each(
    described: list[Described], groups: Sequence[Group], when: Sequence[DateMention]
) -> list[Described]:
    """ "Three calls …. Dates: Nov 17, Dec 1, Dec 3. The first …": as many days as calls, told apart from them."""
    days = [d for d in when if not d.relative and d.start is not None and d.start == d.end]
    spans = [span for group in groups for span in (*group.spans, *([group.entry] if group.entry else []))]
    apart = not any(first <= d.first < last for d in days for first, last in spans)
    if len(days) < 2 or len(days) != len(described) or not apart or any(d.count != 1 for d in described):
        return described
    return [replace(d, on=_day(mention)) for d, mention in zip(described, days, strict=True)]


def _by_day(
    described: list[Described],
    groups: Sequence[Group],
    quantities: Sequence[Quantity],
    when: Sequence[DateMention],
    text: Text,
    effective: date,
) -> list[Described]:
    """ "Seven calls, all …. Three were before the 20th, four from it on": alike calls, told apart by their days."""
    kinds = {d.deduced().interactions for d in described if not d.rest} - {frozenset()}
    if len(kinds) != 1 or any(group.pasted or group.aside for group in groups):
        return described
    alike = max(described, key=lambda d: len(d.deduced().interactions))
    if any(d.facts.items() - alike.facts.items() or d.base_rate != alike.base_rate for d in described):
        return described
    found = counts_by_day(text, quantities, when, sum(d.count for d in described), effective)
    return [
        replace(alike, count=count, on=_day(mention), doubt=False) for count, mention in found
    ] or described


def _common_rate(
    described: Sequence[Described], sums: Sequence[Money], groups: Sequence[Group]
) -> Decimal | None:
    """The base rate of all calls that a message tells of, and of those told later; None when they differ."""
    rates = [m for m in sums if m.role == "base_rate"]
    rows = rows_of(tuple(groups))
    free = [m.amount for m in rates if not in_an_entry(m, rows)]
    if free or not rates:
        return free[-1] if free else None
    return rates[-1].amount if all(entry.base_rate is not None for entry in described) else None


def _spread(told: Described, mention: DateMention, effective: date) -> list[Described]:
    """Calls over a period: where it lies across the effective date, they divide only if so many a day fit."""
    start, end = mention.start, mention.end
    if start is None or end is None or not start < effective <= end:
        return [replace(told, on=_day(mention))]
    days = len(mention.days) or 1
    if told.count % days:
        return [replace(told, on=effective - timedelta(days=1))]
    each, before = told.count // days, sum(day < effective for day in mention.days)
    return [
        replace(told, count=each * before, on=effective - timedelta(days=1)),
        replace(told, count=each * (days - before), on=effective),
    ]


def _day(mention: DateMention) -> date | None:
    """One day that stands for the mention; None where there is no telling without a clock."""
    return None if mention.relative else mention.start or mention.end


def _base_rate(group: Group, sums: Sequence[Money]) -> Decimal | None:
    rates = [m for m in sums if m.role == "base_rate"]
    if not rates:
        return None
    first, last = group.spans[0]
    inside = [m for m in rates if first <= m.first < last]
    before = [m for m in rates if m.first < last]
    return (inside or before or rates)[-1].amount
