"""Rows of labelled numbers, and how long or how wide a call was, which counts no calls."""

from __future__ import annotations

from decimal import Decimal

import pytest
from spoken import last

ROWS = {
    "It was one on Monday, four on Tuesday and none on Friday: tenants who wanted a person and your live agent "
    "took them. Add-on?": 15,
    "Mon 3, Tue 0, Wed 4 callers who asked for a human and got your live agent. Add-on?": 21,
    "New patients verified by your live agents: two in October 2026, none in November 2026, five in December 2026. "
    "Add-on?": 21,
    "Saturday none, Sunday two, Monday one: always callers who asked for a human and got your live agent. Add-on?": 9,
    "On Monday two callers asked for a human and got your live agent, on Tuesday three were AI only. Add-on?": 6,
}
LENGTHS = {
    "We are open:\nMon 9-5\nTue 9-6\n\nOn Tuesday a caller asked for a human and got your live agent. Add-on?": 3,
    "A 40-minute call, the caller asked for a human and got your live agent. Add-on?": 3,
    "Two 90-second calls where the caller asked for a human and got your live agent. Add-on?": 6,
    "On a 3-way call the caller asked for a human and got your live agent. Add-on?": 3,
}
DAYS = {
    "10/4/2025: 2, 11/18/2025: 3, 11/24/2025: 4 callers who asked for a human and got your live agent. Add-on?": 12,
    "November 2025: three before the 20th and two on or after it, tenants who asked for a human and got your live "
    "agent. Add-on?": 6,
    "On Nov 14, 2025 a caller asked for a human and got your live agent. She called again a week later, with the same "
    "wish and the same outcome. Add-on?": 3,
    "Every workday from Monday 17 November 2025 to Friday 21 November 2025 one caller asked for a human and got your "
    "live agent. Add-on?": 6,
}
COMPARED = {
    "Pia's line had three callers who asked for a human and got your live agent, Jo's line had as many as Pia's. "
    "Add-on?": 18,
    "2 clinics x 3 new callers verified by a live agent. Add-on?": 18,
    "Each of our three salons got two playbook handoffs to a live agent per day, Monday to Thursday. Add-on?": 72,
    "6 AI only, half that verified as new by a live agent. Add-on?": 9,
    "Five new callers were verified by a live agent; 2 of the same 5 also asked for a human and got your live agent. "
    "Add-on?": 15,
}
NAMED = {
    "Mia's desk and Ted's desk had nine callers who asked for a human and got your live agent. Four of the nine rang "
    "Mia's. What's the add-on for Ted's desk alone?": 15,
    "Mon 3, Tue 2 tenants who asked for a human and got your live agent. What's the add-on without Monday?": 6,
    "Reno: 4 playbook handoffs to a live agent. Boise: 6. What's the add-on for Boise?": 18,
    "On Monday we had 5 calls. Two asked for a human and got your live agent, three AI only. On Tuesday I saw the bill. "
    "What's the add-on for Monday?": 6,
    "On Monday 2 callers asked for a human and got your live agent, on Friday 3. What's the add-on for Monday and "
    "Friday?": 15,
    "Dec 2025: 3 playbook handoffs to your live agent; Jan 2026: double December's. Add-on?": 27,
    "12 calls: 8 were verified by a live agent, 6 asked for a human and got your live agent, 2 had neither and were "
    "AI only. Add-on?": 30,
}
ASKED = [
    "Another two tenants today asked for a human and got your live agent, minus the one who was a test. Add-on?",
    "Six callers asked for a human and got your live agent. Don't count the two who tested the line. Add-on?",
    "Ana, Bo and Cy rang, one call each: Ana asked for a human and got your live agent, Bo likewise. Add-on?",
    "Ana, Bo and Cy rang, one call each. Ana asked for a human and got your live agent, Bo did too. Add-on?",
    "20 calls, a third of them asked for a human and got your live agent. Add-on?",
    "On Friday three callers asked for a human and got your live agent. What do I owe for the nine?",
    "Ten calls; only four were not escalated to your live agent at the caller's wish. Add-on?",
]


@pytest.mark.parametrize("message", ASKED)
def test_numbers_that_are_not_understood_are_asked_about(message: str) -> None:
    assert last(message).kind == "clarify"


@pytest.mark.parametrize(
    ("message", "dollars"),
    [*NAMED.items(), *DAYS.items(), *COMPARED.items(), *ROWS.items(), *LENGTHS.items()],
)
def test_numbers_beside_labels_count_calls_and_lengths_do_not(message: str, dollars: int) -> None:
    answer = last(message)
    assert answer.bill is not None
    assert answer.bill.add_on_low == answer.bill.add_on_high == Decimal(dollars)
