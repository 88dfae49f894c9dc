"""Numbers that nothing was made of, and numbers that aren't sure, are never priced as certain."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("2 or 3 calls were verified by a live agent. Add-on?", "6.00-9.00"),
        ("3 calls verified by your live agents for sure, and a fourth that may or may not have been. Add-on?", "9.00-12.00"),
        ("Six callers asked for a human. I can't tell who took them, your agents or my team. Add-on?", "0.00-18.00"),
        ("Three calls with your live agent. One because the caller asked, the other two I don't know why. Add-on?", "3.00-9.00"),
        ("Some of our 5 calls had a live agent at the caller's request, the others were AI only. Add-on?", "0.00-15.00"),
        ("Two calls with your live agent. In the first the caller asked. In the second I don't know why your agent came on. Add-on?", "3.00-6.00"),
        ("4 calls with your live agent. Two were caller requests. I don't know about the other two. Add-on?", "6.00-12.00"),
        ("Two callers asked for a human. One got your live agent, and for the other I don't know if it was your agent or our front desk. Add-on?", "3.00-6.00"),
        ("One or two callers asked for a human and got your live agent yesterday. Add-on?", "3.00-6.00"),
        ("Perhaps one caller was verified by a live agent, perhaps not. Add-on?", "0.00-3.00"),
    ],
)  # fmt: skip
def test_unsure_numbers_give_a_range(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    "message",
    [
        "About 10 calls were verified by your live agents. Add-on?",
        "Roughly a dozen callers asked for a human and got your live agents. Add-on?",
        "5 callers at most asked for a human and got your live agents. Add-on?",
        "Ratio of AI calls to calls a live agent took on request was 3:1, 16 calls altogether. Add-on?",
        "8 calls were verified by live agents. Hmm no, wrong month. It was 6. Add-on?",
    ],
)
def test_what_was_not_worked_out_is_asked_about(message: str) -> None:
    assert "-" in amount(message) or amount(message) == "none"


@pytest.mark.parametrize(
    "message",
    [
        "Monday 5 callers asked for a human and got your live agent, Tuesday 3. I have already paid for Monday. Add-on still due?",
        "Running tally of handoffs at the caller's request to your live agent: after Monday it stood at 3, after Tuesday at 7. Add-on so far?",
        "11 calls. On 5 of them your live agent came on; I only know the reason for one (the caller requested it). The other four, no idea why. Remaining six AI only. Add-on?",
        "6 calls with a human. Three: the caller asked and got your live agent. The remaining three: might be our own people, might be yours, no clue. Add-on?",
    ],
)  # fmt: skip
def test_what_was_told_and_not_worked_out_gives_a_range(message: str) -> None:
    assert "-" in str(amount(message))
