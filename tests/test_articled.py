"""An article counts a call where calls beside it are counted."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Two system escalations, a playbook handoff and an external transfer. Add-on?", "3.00"),
        (
            "Yesterday: an AI failure, 3 caller escalations, a verification and 2 transfers to our office. Sum?",
            "12.00",
        ),
        (
            "Two playbook handoffs, a lady who wanted a person and got your agent, and an AI-only call. Sum?",
            "9.00",
        ),
        ("A verification by your agent on Monday, two playbook handoffs on Tuesday. How much?", "9.00"),
        ("We took a call your agent escalated on request, 4 calls without any human. Sum?", "3.00"),
        ("Leeds had an outage fallback call. York had five playbook handoffs to a live agent. Sum?", "15.00"),
        ("Mon: a call where your agent verified a new caller. Tue: 3 AI-only calls. Add-on?", "3.00"),
        (
            "Every day for ten days we had two AI-only calls and a caller who asked for a human and got "
            "your live agent. Total?",
            "30.00",
        ),
    ],
)
def test_what_an_article_names_beside_counted_calls_is_one_more(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    "message",
    [
        "The agent did two bookings and a verification on one call. Add-on?",
        "A caller asked for a human and got your live agent, and then there was a glitch. Extra?",
        "Of our 3 calls one asked for a person and got your live agent, the other two were a survey. Extra?",
    ],
)
def test_what_happened_in_one_call_is_no_call_more(message: str) -> None:
    assert amount(message) == "3.00"
