"""Numbers of calls told one beside the other: "whereas seven …", "all nine … except one that …", "the other five had none"."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("All nine calls were forwarded by the AI to my cell except for one that was verified by your live agent. Add-on?", "3.00"),
        ("All of the eight calls fell to live agents because your platform was down but one, which was escalated to your agent at the caller's request. Add-on?", "3.00"),
        ("How much is it when nine were escalated to your live agent at the caller's request and four had no human on?", "27.00"),
        ("Yesterday three were playbook handoffs to your agent, whereas seven were verified by your live agent. Add-on?", "30.00"),
        ("Yesterday nine had no human on at all. A further 6 went to a live agent under the playbook. Add-on?", "18.00"),
        ("Eight were verified by your live agent. Apart from those, three were forwarded by the AI to my cell. Add-on?", "24.00"),
        ("Seven people went to a live agent under our playbook, while six other people had no human on at all. Add-on?", "21.00"),
        ("Four people waited in our lobby while a caller asked for a human and got your agent. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_beside_each_other(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    "said", ["had none", "didn't", "didn't need anyone", "did not get one", "needed nobody", "were all AI"]
)
def test_the_others(said: str) -> None:
    assert (
        amount(f"Seven were sent to your live agent by our playbook. The other five {said}. Cost?") == "21.00"
    )


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Fifteen calls. A fifth ended up with a live agent by our playbook, the others were verified by your live agent. Add-on?", "45.00"),
        ("16 calls: half of them insisted on a human and got your agent, a quarter landed with your agent after the AI crashed, the last quarter had no human on. Add-on?", "24.00"),
        ("Nine playbook handoffs to your agent and six AI-only calls. Oops, the nine should have been eight. Add-on?", "24.00"),
        ("Nine playbook handoffs to your agent and six AI-only calls. Sorry, eight instead of nine. Add-on?", "24.00"),
    ],
)  # fmt: skip
def test_shares_and_corrections(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Eight calls, and all but four asked for a human and got your agent. Those four were AI only. Add-on?", "12.00"),
        ("All of the five calls refused to talk to a bot, so your live agent took them, but one, which was done by the AI on its own. Add-on?", "12.00"),
        ("Five hadn't called before, so a live agent took down their details and nine begged for a human and got your agent. Add-on?", "42.00"),
        ("Three calls: one was AI only, another fit our playbook and reached your live agent at once, and the last requested a person and got your agent. Add-on?", "6.00"),
        ("Six calls. A third rang for the first time and your agent verified them, a third refused to talk to a bot, so your live agent took them, the final third were AI only. Add-on?", "12.00"),
        ("Six calls were passed to your live agent upon request and four didn't involve a person. Add-on?", "18.00"),
    ],
)  # fmt: skip
def test_clauses_that_belong_together(message: str, add_on: str) -> None:
    assert amount(message) == add_on
