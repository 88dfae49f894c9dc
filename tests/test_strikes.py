"""Numbered calls that are struck out in prose."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("Calls 2, 3 and 6: live agent at the caller's request. Strike 3, not our tenant. Add-on?", 6),
        ("Calls 1-4: playbook handoff to a live agent. Calls 5 and 6: AI only. Leave out call 2. Add-on?", 9),
        (
            "Calls 1 to 3 asked for a human and got your live agent. Forget 15 minutes of hold time. Add-on?",
            9,
        ),
    ],
)
def test_what_is_struck_is_not_counted(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"


def test_what_is_struck_and_said_to_be_a_mistake_is_struck_once() -> None:
    told = "1. a first-time caller, live agent checked her number\n2. caller begged for a person, live agent came on\n"
    assert (
        amount(f"{told}3. AI gave hours\nCall 2 was entered by mistake, so leave it out. Add-on?") == "3.00"
    )


def test_numbers_behind_a_label_and_a_dash_count() -> None:
    told = "Wk1 – 1 escalation (caller asked, LA)\nWk2 – 2 escalations (caller asked, LA)\nWk3 – 3 escalations (AI failed, LA)"
    assert amount(f"{told}\nAdd-on?") == "9.00"
