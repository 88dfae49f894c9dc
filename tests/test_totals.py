"""Numbers put right in the message that told them, or in the next one."""

from __future__ import annotations

import pytest
from spoken import amount, told


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Three clients asked for a human and were routed to live agents. Typo!! Thirty. Not three, thirty. Add-on?", "90.00"),
        ("6 new callers were verified by a live agent. Dropped a zero: 60. Add-on?", "180.00"),
        ("Live agents verified 7 new callers (edit: 8). Add-on?", "24.00"),
        ("7 callers wanted a human and got your agent. Recount: 8. What's extra?", "24.00"),
        ("7 callers wanted a human and got your agent. I counted again and it's 8. What's extra?", "24.00"),
        ("Seven (strike that: eight) callers wanted a human and got your agent. What's extra?", "24.00"),
        ("Two callers wanted a human and got your live agent. I left one out, there were three. Add-on?", "9.00"),
        ("Monday 4 and Wednesday 3 callers asked for a human and got your agent; no wait, Wednesday was 1. Add-on?", "15.00"),
        ("Two verified by a live agent on Monday and four on Tuesday. Tuesday was five, my mistake. Add-on?", "21.00"),
        ("Monday five, I mean Monday two, Tuesday one: callers who asked for a human and got a live agent. Add-on?", "9.00"),
        ("Monday 3 and Tuesday 4 callers asked for a human and got your agent. Monday was busy. Add-on?", "21.00"),
        ("Instead of seven only six callers asked for and got a live agent. Add-on?", "18.00"),
        ("Six rather than seven callers asked for and got a live agent. Add-on?", "18.00"),
        ("9 calls, 3 with a caller-requested live agent, 6 AI. Edit: 10 calls, the extra one was AI. Add-on?", "9.00"),
        ("9 calls, 3 with a caller-requested live agent, 6 AI. Edit: 10 calls, the additional one was a caller who asked for and got a live agent. Add-on?", "12.00"),
    ],
)  # fmt: skip
def test_a_number_put_right(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        (("8 calls, 3 with a caller-requested live agent, 5 AI. Add-on?", "It was 9 calls actually, the ninth a caller-requested live agent as well."), "12.00"),
        (("8 calls, 3 with a caller-requested live agent, 5 AI. Add-on?", "Sorry, 11 calls: 6 with a live agent as the caller asked and 5 AI."), "18.00"),
        (("8 calls, 3 with a caller-requested live agent, 5 AI. Add-on?", "Correction: 10 calls, both extra ones were AI only."), "9.00"),
    ],
)  # fmt: skip
def test_the_number_of_all_put_right(turns: tuple[str, ...], add_on: str) -> None:
    bill = told(*turns)[0][-1].bill
    assert bill is not None
    assert f"{bill.add_on_low:.2f}" == f"{bill.add_on_high:.2f}" == add_on
