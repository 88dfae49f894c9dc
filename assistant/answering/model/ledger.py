"""The figures a wording may state: typed, from the finished answer, its sources and the user's words.

A figure's type decides where it may stand: a sum answers the question, a part belongs beside its count, a
figure of a quote needs that quote beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.answering.model.figures import Figure, StatedDate, dates, figures
from assistant.answering.model.guard import Guard, Language, plain, words
from assistant.types import Answer, Bill, ChargeLine, Policy

MARKER = re.compile(r"\s?\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Part:
    """The amount of one call of a line, how many calls the line has, and whether it is sure."""

    amount: Decimal
    calls: int
    fixed: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a wording of one answer may say.  Amounts are dollars.

    `sums`: (low, high) of the add-on and, with a base rate, of the total; empty where nothing is priced.
    `parts`: lines of the bill.  `bases`: base rates.  `counts` and `days` may be stated as plain numbers and
    dates.  `text_amounts` stand in the finished answer.  `quotes`: each source's words by the id it is cited
    with; `own`: ids of its own sources.  `says_zero`, `says_charged`: the finished answer itself says
    that something isn't charged, or is.  `asks`: it asks for the deciding fact.  `billable`: the
    interactions that are.
    """

    kind: str
    priced: bool
    sums: tuple[tuple[Decimal, Decimal], ...] = ()
    parts: tuple[Part, ...] = ()
    bases: frozenset[Decimal] = frozenset()
    counts: frozenset[Decimal] = frozenset()
    days: frozenset[date] = frozenset()
    text_amounts: frozenset[Decimal] = frozenset()
    quotes: Mapping[int, str] = field(default_factory=dict)
    own: frozenset[int] = frozenset()
    says_zero: bool = False
    says_charged: bool = False
    asks: bool = False
    billable: frozenset[str] = frozenset()
    contacts: tuple[str, ...] = ()
    message_words: frozenset[str] = frozenset()
    message: str = ""
    text: str = ""

    @property
    def certain(self) -> bool:
        """Whether there is one amount to state rather than a range."""
        return all(low == high for low, high in self.sums)

    @property
    def zero(self) -> bool:
        return bool(self.sums) and self.sums[0] == (Decimal(0), Decimal(0))


def ledger_of(
    answer: Answer,
    own: Mapping[int, str],
    quotes: Mapping[int, str],
    heard: Iterable[str],
    guard: Guard,
    policy: Policy,
) -> Ledger:
    """The ledger of a finished answer.  `own` and `quotes` are source words by id (the answer's, and all
    those known in this turn); `heard` are the user's messages, newest last."""
    bill, message = answer.bill, plain("\n".join(heard))
    text = plain(MARKER.sub("", answer.text))
    read = [*map(plain, quotes.values()), text, message]
    found = [figure for part in read for figure in _all_figures(part, guard)]
    stated_days = {day for part in read for stated in dates(part, guard.languages) for day in stated.readings}
    return Ledger(
        kind=answer.kind,
        priced=bill is not None,
        sums=_sums(bill),
        parts=tuple(_parts(bill)),
        bases=frozenset(_bases(bill)),
        counts=frozenset(_counts(bill)) | {f.value for f in found if f.value is not None and not f.money},
        days=frozenset(stated_days | _call_days(bill)),
        text_amounts=frozenset(f.value for f in _all_figures(text, guard) if f.money and f.value is not None),
        quotes={number: plain(words_) for number, words_ in quotes.items()},
        own=frozenset(own),
        says_zero=bool(guard.everywhere["zero"].search(text)),
        says_charged=bool(guard.everywhere["charged"].search(text)),
        asks=answer.clarification is not None,
        billable=frozenset(key for key, rule in policy.interactions.items() if rule.billable),
        contacts=tuple(plain(contact.value) for contact in policy.contacts),
        message_words=frozenset(words(message)),
        message=message,
        text=text,
    )


def _all_figures(text: str, guard: Guard) -> list[Figure]:
    """Figures of a text of ours or of the user's, dates left out, in the language it is in."""
    spoken = guard.speaks(text, frozenset()) or guard.languages[:1]
    return figures(without(text, dates(text, spoken[:1])), spoken[0])


def without(text: str, spans: Iterable[StatedDate | Figure]) -> str:
    """The text with these spans blanked by middle dots, offsets unchanged."""
    for span in spans:
        text = text[: span.start] + "·" * (span.end - span.start) + text[span.end :]
    return text


def amounts_of(text: str, language: Language) -> set[Decimal]:
    """The amounts with a currency in a plain text."""
    return {figure.value for figure in figures(text, language) if figure.money and figure.value is not None}


# ---------------------------------------------------------------- from a bill


def _sums(bill: Bill | None) -> tuple[tuple[Decimal, Decimal], ...]:
    if bill is None:
        return ()
    pairs = ((bill.add_on_low, bill.add_on_high), (bill.total_low, bill.total_high))
    return tuple((low, high) for low, high in pairs if low is not None and high is not None)


def _parts(bill: Bill | None) -> Iterable[Part]:
    for line in _lines(bill):
        for amount in {line.low, line.high} - {None}:
            assert amount is not None
            yield Part(amount, line.call.calls, line.low == line.high)


def _bases(bill: Bill | None) -> Iterable[Decimal]:
    return (line.call.base_rate for line in _lines(bill) if line.call.base_rate is not None)


def _counts(bill: Bill | None) -> Iterable[Decimal]:
    if bill is None:
        return
    yield from (
        Decimal(bill.calls),
        Decimal(bill.calls_not_covered),
        Decimal(bill.calls - bill.calls_not_covered),
    )
    yield from (Decimal(line.call.calls) for line in bill.lines)


def _call_days(bill: Bill | None) -> set[date]:
    return {line.call.on for line in (bill.lines if bill else ()) if line.call.on is not None}


def _lines(bill: Bill | None) -> tuple[ChargeLine, ...]:
    return tuple(line for line in bill.lines if line.covered) if bill else ()
