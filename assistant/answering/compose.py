"""Priced calls → the text a person reads: the amount first, then why, with sources."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant import pricing
from assistant.answering.citations import Sources
from assistant.answering.wording import Wording, money, plus
from assistant.content import Knowledge
from assistant.types import (
    Answer,
    Bill,
    Change,
    ChargeLine,
    Claim,
    Clarification,
    Contact,
    Kind,
    Quote,
    Reading,
)


def compose_price(reading: Reading, knowledge: Knowledge, say: Wording) -> Answer:
    """The answer for `reading.calls`, priced by the engine.  Raises pricing.PricingError."""
    bill = pricing.price(reading.calls, knowledge.policy)
    return _Composer(knowledge, say, bill, reading).answer()


class _Composer:
    def __init__(self, knowledge: Knowledge, say: Wording, bill: Bill, reading: Reading) -> None:
        self._knowledge, self._say, self._bill, self._reading = knowledge, say, bill, reading
        self._policy = knowledge.policy
        self._rate = self._policy.rates[-1]
        self._sources = Sources(knowledge.articles)
        self._since = say.day(self._policy.rates[0].effective_from)

    def answer(self) -> Answer:
        uncovered = self._bill.add_on_low is None
        parts = self._uncovered() if uncovered else self._covered()
        clarification = None if uncovered else self._clarification()
        if clarification:
            parts.append(clarification.question)
        if uncovered:
            parts.append(contact_line(self._policy.contacts, self._reading.status, self._say, self._sources))
        kind: Kind = "not_covered" if uncovered else "clarify" if clarification else "price"
        return Answer(
            kind=kind,
            text="\n\n".join(part for part in parts if part),
            bill=self._bill,
            citations=self._sources.citations,
            clarification=clarification,
            suggestions=self._suggestions(),
            would_change=tuple(self._changes(line) for line in self._bill.lines),
            reading=self._reading,
            drifted=self._sources.drifted,
        )

    # ---------------------------------------------------------------- parts

    def _uncovered(self) -> list[str]:
        marks = self._sources.marks([self._rate.effective_quote])
        calls, since = self._count(self._bill.calls), self._since
        return [self._say("price.not_covered", calls=calls, since=since, marks=marks)]

    def _covered(self) -> list[str]:
        lines = [line for line in self._bill.lines if line.covered]
        parts = [self._verdict() + self._headline(lines)]
        if len(lines) > 1:
            parts.append("\n".join(self._line(line) for line in lines))
        total = self._total(lines)
        if total:
            parts.append(total)
        if self._bill.calls_not_covered:
            marks = self._sources.marks([self._rate.effective_quote])
            calls, since = self._count(self._bill.calls_not_covered), self._since
            parts.append(self._say("price.not_covered_part", calls=calls, since=since, marks=marks))
        if self._bill.add_on_high:
            parts.append(self._say("price.flat", marks=self._sources.marks([self._rate.flat_quote])))
            if not total:
                parts.append(self._say("price.on_top", marks=self._sources.marks([self._rate.amount_quote])))
        return parts

    def _verdict(self) -> str:
        """ "Yes: " or "No: " when the client named an amount to be checked."""
        low, high = self._bill.add_on_low, self._bill.add_on_high
        if not self._reading.claims or low != high:
            return ""
        right = {self._bill.add_on_low, self._bill.total_low}
        agreed = any(claim.amount in right for claim in self._reading.claims)
        return self._say("price.yes" if agreed else "price.no")

    def _headline(self, lines: Sequence[ChargeLine]) -> str:
        low, high = _known(self._bill.add_on_low), _known(self._bill.add_on_high)
        calls = sum(line.call.calls for line in lines)
        amount = self._range(low, high)
        if len(lines) > 1:
            key = "price.several" if low == high else "price.range_several"
            return self._say(key, amount=amount, low=plus(low), high=plus(high), calls=calls)
        line = lines[0]
        key = "price.one" if low == high else "price.range_one"
        if calls > 1:
            key = "price.alike"
        return self._say(
            key,
            amount=amount,
            low=plus(low),
            high=plus(high),
            calls=calls,
            each=self._range(_known(line.low), _known(line.high)),
            because=self._say.because(line, self._policy),
            marks=self._sources.marks(line.quotes),
        )

    def _line(self, line: ChargeLine) -> str:
        return self._say(
            "price.line",
            calls=self._count(line.call.calls),
            each=self._range(_known(line.low), _known(line.high)),
            because=self._say.because(line, self._policy),
            marks=self._sources.marks(line.quotes),
        )

    def _total(self, lines: Sequence[ChargeLine]) -> str:
        low, high = self._bill.total_low, self._bill.total_high
        if low is None or high is None:
            return ""
        rates = {line.call.base_rate for line in lines}
        base = money(next(iter(rates)) or Decimal(0))
        key = "price.total" if low == high else "price.total_range"
        if len(rates) > 1:
            key += "_mixed"
        return self._say(key, base=base, total=money(low), low=money(low), high=money(high))

    # ---------------------------------------------------------------- pieces

    def _range(self, low: Decimal, high: Decimal) -> str:
        return plus(low) if low == high else self._say("price.range", low=plus(low), high=plus(high))

    def _count(self, calls: int) -> str:
        return self._say("price.one_call") if calls == 1 else self._say("price.calls", count=calls)

    def _clarification(self) -> Clarification | None:
        if self._bill.add_on_low == self._bill.add_on_high:
            return None
        return clarification(
            self._reading.missing or "who_and_why",
            self._say,
            {**self._policy.placeholders, "since": self._since},
        )

    def _changes(self, line: ChargeLine) -> tuple[str, ...]:
        return tuple(self._change(change) for change in line.would_change)

    def _change(self, change: Change) -> str:
        joint = str(self._say.entry("price.and"))
        facts = joint.join(
            self._say(f"changes.{key}.{'yes' if happened else 'no'}") for key, happened in change.facts
        )
        amount = money(change.low) if change.low == change.high else self._range(change.low, change.high)
        return self._say("price.change_to", amount=amount, facts=facts)

    def _suggestions(self) -> tuple[str, ...]:
        if self._bill.calls == 1:
            told = self._bill.lines[0].call.interactions
            ways = self._say.entry("suggest.one").items()
            return tuple(words for supposed, words in ways if supposed not in told)
        total = [] if self._bill.total_low is not None else self._say.entry("suggest.total")
        return (*self._say.entry("suggest.several"), *total)


def _known(amount: Decimal | None) -> Decimal:
    assert amount is not None  # only lines of covered calls come here
    return amount


def clarification(key: str, say: Wording, values: dict[str, str]) -> Clarification:
    """The one question for a missing fact, with its options."""
    entry = say.entry(f"clarify.{key}")
    return Clarification(str(entry["question"]).format(**values), tuple(entry["options"]))


def contact_line(contacts: Sequence[Contact], status: str | None, say: Wording, sources: Sources) -> str:
    """How to reach a person, for a client, a prospect, or (status None) both."""
    values = {contact.key: contact.value for contact in contacts}

    def quotes(wanted: str) -> list[Quote]:
        return [contact.quote for contact in contacts if contact.status == wanted]

    client = sources.marks(quotes("client")) if status != "prospect" else ""
    prospect = sources.marks(quotes("prospect")) if status != "client" else ""
    return say(f"contact.{status or 'both'}", client_marks=client, prospect_marks=prospect, **values)


def claims_of(amounts: Sequence[tuple[Decimal, str]]) -> tuple[Claim, ...]:
    return tuple(Claim(amount, words) for amount, words in amounts)
