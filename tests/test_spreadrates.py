"""What is told per day behind the last of several is told of all of them."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Two playbook handoffs and three AI-only calls per day, six days in all. Add-on?", "36.00"),
        (
            "For ten days running we had 2 bookings by your agent on a public link and two AI crashes every day."
            " Sum?",
            "60.00",
        ),
        ("Six days, each with two AI-only calls and three playbook handoffs to your agent. Add-on?", "54.00"),
        ("Three outage calls and a verification by your agent every single day, for 7 days. Sum?", "21.00"),
        ("On each of those eight days: a playbook handoff and three outage fallback calls. Sum?", "24.00"),
        (
            "We run seven shops and each had a call your agent verified a newcomer in and 2 AI-only calls. Sum?",
            "21.00",
        ),
    ],
)
def test_per_day_spreads_over_the_row(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "Four playbook handoffs on Monday and one verification by your agent a day for five days. Sum?",
            "27.00",
        ),
        ("We had two playbook handoffs. And three bookings by your agent a day for 2 days. Sum?", "24.00"),
    ],
)
def test_what_has_its_own_time_is_left(message: str, add_on: str) -> None:
    assert amount(message) == add_on
