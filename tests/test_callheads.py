"""Numbers that name the call which is told of, in prose."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant import Assistant


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


def sums(assistant: Assistant, message: str) -> tuple[Decimal | None, Decimal | None, int]:
    bill = assistant.ask(message).bill
    assert bill is not None
    return bill.add_on_low, bill.add_on_high, bill.calls


@pytest.mark.parametrize(
    ("message", "calls", "amount"),
    [
        ("Tuesday, eight calls. 1-4: AI. 5 & 6: CIE, LA finished. 7: our own desk. 8: same story as 5. Add-on?", 8, 9),
        ("Note one: a new caller, a live agent verified her. Note two: the AI alone. Note three: she asked for a"
         " human and got a Smith.ai agent. Add-on?", 3, 6),
        ("Calls 1 to 3 AI only, 4 asked for a human and got your live agent, 5 same as 4. Extra?", 5, 6),
        ("(1) AI only (2) caller asked for a person, live agent came on (3) sent to our own office. Extra?", 3, 3),
        ("3: live agent verified a new caller. 1: caller asked for a human, LA. 2: AI only. Three calls, extra?", 3, 6),
        ("Call one and call three were requests for a human that your live agents took. Call two was AI. Extra?", 3, 6),
        ("Ski hire, nine calls. Eight were pure AI. Number nine was new so your live agent verified her, then she"
         " asked for a human and got one of yours. Extra?", 9, 3),
        ("#1 through #6: AI alone. #7–#12: live agent verified a new caller's info. #13: caller asked for a person,"
         " Smith.ai agent took it. Add-on on these calls?", 13, 21),
    ],
)  # fmt: skip
def test_calls_known_by_number(assistant: Assistant, message: str, calls: int, amount: int) -> None:
    assert sums(assistant, message) == (amount, amount, calls)


def test_steps_of_one_call_are_no_calls(assistant: Assistant) -> None:
    message = (
        "Stage one: the AI didn't know the caller, a live agent verified him. Stage two: he asked for a human and"
        " got one of yours. Stage three: your agent sent him on to our workshop. All one call. Extra?"
    )
    assert sums(assistant, message) == (3, 3, 1)


@pytest.mark.parametrize(
    "message",
    [
        "One call. 1) AI greeted him 2) he asked for a person 3) your live agent took over. Extra?",
        "In this call there were 3 moments: 1: AI greets. 2: caller asks for a human. 3: live agent comes on. Extra?",
        "My wife and our clerk both say that the caller asked for a person and got your live agent. Extra?",
    ],
)
def test_one_call_in_numbered_steps(assistant: Assistant, message: str) -> None:
    assert sums(assistant, message) == (3, 3, 1)


def test_numbers_of_things_are_no_calls(assistant: Assistant) -> None:
    message = "Stylist one had 2 callers who asked for a person and got live agents, stylist two none, stylist three 4. Add-on?"
    assert sums(assistant, message)[1] == 18
