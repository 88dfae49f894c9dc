"""Calls counted in the question for their price are told by it."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("What's the surcharge for five AI-only calls and two playbook handoffs to your agent?", "6.00"),
        (
            "How much on top for four new clients your live agent verified and 6 outage fallback calls?",
            "12.00",
        ),
        ("Do I owe you anything for three calls the AI passed to our front desk?", "0.00"),
        ("What do two bookings your agent made on our public link and one AI crash rescue cost?", "6.00"),
        ("How much for three people asking for a human who got your live agent?", "9.00"),
    ],
)
def test_what_is_counted_in_the_question_is_told(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_what_is_asked_itself_is_not_told() -> None:
    assert amount("Did two of my callers get a live agent today, and is that $6?") != "6.00"
