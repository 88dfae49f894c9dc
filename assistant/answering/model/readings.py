"""Two readings, one engine: whose calls count when the rules and the model have both read a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from assistant import pricing
from assistant.answering.citations import Sources as Markers
from assistant.answering.model.figures import figures
from assistant.answering.model.guard import Guard, plain
from assistant.answering.wording import Wording, money, plus
from assistant.content import Knowledge
from assistant.pricing import listed
from assistant.tools import Priced
from assistant.types import INTERACTIONS, Answer, Bill, Call, Clarification, Policy

Verdict = Literal["embedded", "model", "both"]


def decide(embedded: Answer, priced: Priced | None) -> Verdict:
    """Whose reading counts: "both" where both are certain and the charges differ, "model" where the embedded
    one abstained and the model's reading stays inside what it left open."""
    if priced is None or priced.answer.bill is None or not certain(priced.answer):
        return "embedded"
    if abstained(embedded):
        return "model" if embedded.bill is None or _within(priced.answer.bill, embedded.bill) else "embedded"
    if embedded.bill is None:
        return "embedded"
    return "embedded" if _charge(priced.answer.bill) == _charge(embedded.bill) else "both"


def founded(priced: Priced | None, heard: tuple[str, ...], guard: Guard) -> bool:
    """Whether the numbers of the model's calls stand in the client's messages: every base rate does, and a
    count of calls at least rests on some number or word for one."""
    if priced is None:
        return False
    text = plain("\n".join(heard))
    stated = {figure.value for language in guard.languages for figure in figures(text, language)}
    counted = bool(stated) or any(entry.patterns["multiples"].search(text) for entry in guard.languages)
    return all(
        (call.base_rate is None or call.base_rate in stated) and (call.calls == 1 or counted)
        for call in priced.calls
    )


def counted(answer: Answer, embedded: Answer) -> Answer:
    """The engine's answer to the model's calls, with what the embedded reading knows besides."""
    if answer.reading is None or embedded.reading is None:
        return answer
    heard = embedded.reading
    reading = replace(answer.reading, message=heard.message, claims=heard.claims, language=heard.language)
    return replace(answer, reading=reading)


def certain(answer: Answer) -> bool:
    """Whether one charge, or none for want of a price, was computed."""
    bill = answer.bill
    return bill is not None and bill.add_on_low == bill.add_on_high


def abstained(answer: Answer) -> bool:
    """Whether the embedded reading left open what the message asks."""
    asked = answer.reading.asked if answer.reading else ""
    open_bill = answer.bill is not None and not certain(answer)
    return answer.clarification is not None or open_bill or asked in ("unclear", "other_language")


def _charge(bill: Bill) -> tuple[Any, ...]:
    return (
        bill.add_on_low,
        bill.add_on_high,
        bill.total_low,
        bill.total_high,
        bill.calls_not_covered if bill.add_on_low is not None else None,
    )


def _within(bill: Bill, open_bill: Bill) -> bool:
    """Whether a certain bill is one of those that an open one leaves possible."""
    if (bill.calls, bill.calls_not_covered) != (open_bill.calls, open_bill.calls_not_covered):
        return False
    for amount, low, high in (
        (bill.add_on_low, open_bill.add_on_low, open_bill.add_on_high),
        (bill.total_low, open_bill.total_low, open_bill.total_high),
    ):
        if (amount is None) != (low is None):
            return False
        if amount is not None and low is not None and high is not None and not low <= amount <= high:
            return False
    return True


# ---------------------------------------------------------------- both shown


def both(embedded: Answer, priced: Priced, knowledge: Knowledge, say: Wording) -> Answer:
    """The answer that shows both readings and asks which is right."""
    policy, markers = knowledge.policy, Markers(knowledge.articles)
    answers = (embedded, priced.answer)
    lines, options = [], []
    for answer in answers:
        told = described(_calls(answer), say, policy)
        quotes = [quote for line in answer.bill.lines for quote in line.quotes] if answer.bill else []
        amount = _amount(answer)
        lines.append(say("both.reading", amount=amount, calls=told, marks=markers.marks(quotes)))
        options.append(told)
    question = say("both.question")
    bill = _range(embedded, priced.answer, policy)
    return replace(
        embedded,
        kind="clarify",
        text=say("both.text", readings="\n".join(lines), question=question),
        bill=bill,
        citations=markers.citations,
        clarification=Clarification(question, tuple(options)),
        suggestions=(),
        would_change=tuple(() for _ in bill.lines) if bill else (),
    )


def picked(message: str, options: Sequence[str], say: Wording) -> int | None:
    """Which of two readings the reply names: 0, 1 or None."""
    reply = message.strip().casefold().rstrip(".!")
    words = (say.entry("both.first"), say.entry("both.second"))
    for index, option in enumerate(options):
        if reply == option.strip().casefold() or reply in words[index]:
            return index
    return None


def described(calls: tuple[Call, ...], say: Wording, policy: Policy) -> str:
    """Calls in a few words, told by what happened in them."""
    worded = []
    for call in calls:
        key = "with" if call.interactions else "perhaps" if call.unknown else "alone"
        keys = _in_order(call.interactions or call.unknown)
        named = listed(keys, policy, "and") if keys else ""
        what = say(f"both.{key}", interactions=named)
        if call.on:
            what = say("both.dated", what=what, date=call.on.isoformat())
        if call.base_rate is not None:
            what = say("both.based", what=what, base=money(call.base_rate))
        worded.append(say("both.line", count=call.calls, what=what) if call.calls > 1 else what)
    return str(say.entry("both.joined")).join(worded)


def _in_order(keys: frozenset[str]) -> list[str]:
    return [key for key in INTERACTIONS if key in keys]


def _amount(answer: Answer) -> str:
    bill = answer.bill
    if bill is None or bill.add_on_low is None:
        return "—"
    return (
        plus(bill.add_on_low)
        if bill.total_low is None
        else f"{plus(bill.add_on_low)} ({money(bill.total_low)})"
    )


def _calls(answer: Answer) -> tuple[Call, ...]:
    return tuple(line.call for line in answer.bill.lines) if answer.bill else ()


def _range(first: Answer, second: Answer, policy: Policy) -> Bill | None:
    """One bill that leaves open what the readings differ in; where they count calls differently, a bill
    without lines; None where one of them has no amount."""
    ours, theirs = _calls(first), _calls(second)
    if [_frame(call) for call in ours] == [_frame(call) for call in theirs]:
        return pricing.price(tuple(map(_open, ours, theirs)), policy)
    bills = [answer.bill for answer in (first, second) if answer.bill is not None]
    add_ons = [bill.add_on_low for bill in bills if bill.add_on_low is not None]
    totals = [bill.total_low for bill in bills if bill.total_low is not None]
    if len(add_ons) < 2:
        return None
    return replace(
        bills[0],
        add_on_low=min(add_ons),
        add_on_high=max(add_ons),
        total_low=min(totals) if len(totals) == 2 else None,
        total_high=max(totals) if len(totals) == 2 else None,
        lines=(),
    )


def _open(ours: Call, theirs: Call) -> Call:
    """A call in which what both readings have took place, and what one of them has may have."""
    agreed = ours.interactions & theirs.interactions
    either = ours.interactions | theirs.interactions | ours.unknown | theirs.unknown
    return replace(ours, interactions=agreed, unknown=either - agreed)


def _frame(call: Call) -> tuple[Any, ...]:
    return call.calls, call.on, call.base_rate
