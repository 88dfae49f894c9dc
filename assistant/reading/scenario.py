"""A message → the calls it describes: groups, each deduced, dated and given its base rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from assistant.reading import dates, money, numbers
from assistant.reading.dates import DateMention
from assistant.reading.deduce import Deduced, Facts, deduce, facts_of
from assistant.reading.group import EVENTS, Group, groups_of
from assistant.reading.legend import explained
from assistant.reading.lines import is_transcript, lines_of, speaker
from assistant.reading.money import Money
from assistant.reading.observe import YES, Observed, sentence_of
from assistant.reading.speakers import heard
from assistant.reading.text import NUMBER, Text
from assistant.reading.units import TELLING, WHY
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
    """What a message tells: its calls, claims about amounts, and whether it tells of calls at all."""

    described: tuple[Described, ...]
    claims: tuple[Claim, ...]
    base_rate: Decimal | None
    when: tuple[DateMention, ...]
    told: bool
    pasted: bool = False  # in a list or table

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(described.call() for described in self.described)


def missing_of(described: Sequence[Described]) -> str | None:
    """The clarification that decides the first open call."""
    if any(d.doubt for d in described):
        return "doubt"
    return next((found.missing for d in described if (found := d.deduced()).missing), None)


def steps_of(described: Sequence[Described]) -> tuple[Deduction, ...]:
    return tuple(step for d in described for step in d.deduced().steps)


def read_scenario(
    observed: Observed, effective: date, billable: Mapping[str, bool] | None = None, known: int = 0
) -> Scenario:
    """The calls of one message, read by itself.  `billable` tells which interactions are charged: calls told
    one after the other need telling apart only where some are and some aren't.  `known` calls were told of
    before: what is said of some of them is read as said of these."""
    observed = heard(explained(observed))
    text = observed.text
    when = _told(dates.find(text, effective), text)
    sums = money.find(text)
    days = [d.first for d in when if not d.relative and d.start is not None and d.start == d.end]
    groups = groups_of(observed, numbers.find(text), days, known)
    described: list[Described] = []
    for group in groups:
        told = Described(
            facts_of(group.mentions, billable).values,
            group.count,
            None,
            group.rate or _base_rate(group, sums),
            _evidence(group, text),
            listed=len(groups) > 1,
            doubt=group.doubt,
            rest=group.rest,
            share=group.share,
            words=_words(group, text),
        )
        described.extend(_dated(told, _dates_of(group, when), effective))
    table = any(group.pasted == "table" for group in groups)
    if (len(described) > 1 and not table and _hard(observed, described)) or (
        _mingled(observed, groups) and any(_mixed(entry, billable or {}) for entry in described)
    ):
        described = [entry.doubted() for entry in described]
    return Scenario(
        described=tuple(described),
        claims=tuple(Claim(m.amount, text.words(m.first, m.last)) for m in sums if m.role == "claim"),
        base_rate=next((m.amount for m in reversed(sums) if m.role == "base_rate"), None),
        when=tuple(when),
        told=any(m.concept in EVENTS for m in observed.mentions),
        pasted=any(group.pasted and (len(groups) > 1 or group.pasted == "transcript") for group in groups),
    )


def _hard(observed: Observed, described: Sequence[Described]) -> bool:
    """Whether the message tells more of its calls than was worked out: words that aren't understood, or a
    number of calls that no calls found add up to."""
    if any(m.concept == "hard" for m in observed.mentions):
        return True
    asking = {sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept == "how_much"}
    found = [d.count for d in described if d.count]
    for q in numbers.find(observed.text):
        if q.kind != "count" or q.role != "calls" or q.value is None or q.value <= 1:
            continue
        if sentence_of(q.first, observed.sentences) in asking and not _told_there(q, observed):
            return int(q.value) != sum(found) and bool(found)
        if len(found) <= _FEW and not _adds_up(int(q.total or q.value), found):
            return True
    return False


_FEW = 8  # groups whose sums are tried


def _adds_up(number: int, counts: Sequence[int]) -> bool:
    """Whether some of the counts sum up to a number."""
    sums = {0}
    for count in counts:
        sums |= {count + known for known in sums}
    return number in sums


_SHARED = frozenset({"both", "each", "every", "all", "same", "also", "either"})


def _mingled(observed: Observed, groups: Sequence[Group]) -> bool:
    """Whether several calls were told one after the other without words that set them apart: one sentence has
    one reason, the next another, and nothing says that each call had both."""
    if len(groups) != 1 or groups[0].count < 2 or _SHARED & {token.text for token in observed.text.tokens}:
        return False
    reasons = [
        m for m in groups[0].mentions if m.concept in TELLING & WHY and m.polarity == YES and not m.asked
    ]
    sentences = {sentence_of(m.first, observed.sentences) for m in reasons}
    return len({m.concept for m in reasons}) > 1 and len(sentences) > 1


def _mixed(described: Described, billable: Mapping[str, bool]) -> bool:
    return len({billable.get(key) for key in described.deduced().interactions}) > 1


def _told_there(q: numbers.Quantity, observed: Observed) -> bool:
    """Whether the sentence of a number tells of calls itself, not only asks."""
    sentence = sentence_of(q.first, observed.sentences)
    return any(
        m.concept in EVENTS and sentence_of(m.first, observed.sentences) == sentence
        for m in observed.mentions
    )


def _words(group: Group, text: Text) -> frozenset[str]:
    first, last = group.spans[0]
    while first > 0 and text.tokens[first - 1].kind in ("word", NUMBER):
        first -= 1
    tokens = text.tokens[first:last]
    return frozenset(t.lemma for t in tokens if (t.kind == "word" and len(t.lemma) > 2) or t.kind == NUMBER)


def _evidence(group: Group, text: Text) -> tuple[str, ...]:
    words = dict.fromkeys(text.words(m.first, m.last) for m in group.mentions if m.concept in EVENTS)
    return tuple(words)[:8]


def _told(when: Sequence[DateMention], text: Text) -> list[DateMention]:
    """Without dates that somebody says in a transcript, and years that nobody can have been called in."""
    lines = lines_of(text)
    if is_transcript(text, lines):
        said = [line for line in lines if speaker(text, line)]
        when = [d for d in when if not any(line.first <= d.first < line.last for line in said)]
    return [d for d in when if d.role in ("call", "frame") and not _lone_year(d, text)]


def _lone_year(mention: DateMention, text: Text) -> bool:
    words = [token.text for token in text.tokens[mention.first : mention.last]]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]
    return len(words) <= 2 and bool(years) and not 2024 <= years[-1] <= 2026


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


def _dated(told: Described, mine: Sequence[DateMention], effective: date) -> list[Described]:
    if not mine:
        return [told]
    if len(mine) > 1 and told.count == len(mine):
        return [replace(told, count=1, on=_day(mention)) for mention in mine]
    return _spread(told, mine[-1], effective)


def _dates_of(group: Group, when: Sequence[DateMention]) -> list[DateMention]:
    """The dates said within the group's words, else the nearest one before it, else the only ones there are."""
    first, last = group.spans[0]
    inside = [d for d in when if first <= d.first < last]
    if inside:  # a month that frames the days named beside it says less than they do
        return [d for d in inside if d.role != "frame"] or inside
    before = [d for d in when if d.first < first]
    return before[-1:] if before else list(when[:1])


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
