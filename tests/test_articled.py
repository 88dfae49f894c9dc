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


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "On Jan 4, 2026 we had three playbook handoffs; on Jan 9, 2026 one call the AI did alone. Sum?",
            "9.00",
        ),
        (
            "On Feb 2, 2026 we had a new caller verified by your agent; on Feb 5, 2026 a playbook handoff. Sum?",
            "6.00",
        ),
        (
            "We had one person asking for a human who got your agent, and two outage fallback calls. Sum?",
            "3.00",
        ),
        (
            "Every day for a week we had a verification by your agent and a call the AI did alone. Sum?",
            "21.00",
        ),
        (
            "Each day for five days: one call where your agent verified a newcomer and 2 AI-only calls. Sum?",
            "15.00",
        ),
        (
            "Every day Mon-Sat we had one call your agent booked on our public page and an AI-only call. Sum?",
            "18.00",
        ),
        (
            "Monday: three caller-requested handoffs to an agent. Tuesday: two transfers to our office. Sum?",
            "9.00",
        ),
        ("Monday, a booking by your agent on a public link. Tuesday, four playbook handoffs. Sum?", "15.00"),
        (
            "Seven outage fallback calls, 2 verifications by your agent and a call passed to our office. Sum?",
            "6.00",
        ),
        (
            "We had four calls: AI, AI, a newcomer your agent verified, and one the AI passed to our yard. Sum?",
            "3.00",
        ),
        (
            "We had one qualified lead your playbook handed to a live agent, and six AI-only calls. Sum?",
            "3.00",
        ),
    ],
)
def test_one_call_beside_others_is_a_number(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    "message",
    [
        "In one call she asked for a human, got your agent and had two bookings made on our public page. Sum?",
        "One caller, one call: verified by your agent, then two times a booking by her on the public page. Sum?",
    ],
)
def test_one_call_alone_is_still_one(message: str) -> None:
    assert amount(message) == "3.00"


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "We had three tours your live agent scheduled through our public link, two AI-only calls. Sum?",
            "9.00",
        ),
        (
            "Three folks put through to a live agent because they asked for one and two AI-only calls. Sum?",
            "9.00",
        ),
        ("We sold two boats this week and had four playbook handoffs to a live agent. Sum?", "12.00"),
    ],
)
def test_things_booked_and_people_put_through_are_calls(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "On Luca's line five outage fallback calls, on Dana's a playbook handoff to a live agent. Sum?",
            "3.00",
        ),
        (
            "Leeds saw two newcomers verified by your agent, York a booking by your agent on our public page. Sum?",
            "9.00",
        ),
        (
            "Besides seven AI-only calls there were a playbook handoff and 4 verifications by your agent. Sum?",
            "15.00",
        ),
        (
            "8:43 one playbook handoff; 10:45 one call the AI passed to our shop; 12:52 a verification. Sum?",
            "6.00",
        ),
        (
            "Salem: one call your agent verified a newcomer in\nYork: one booking by your agent on a link\nSum?",
            "6.00",
        ),
        ("(York) one call the AI did alone. (Leeds) 2 playbook handoffs to a live agent. Sum?", "6.00"),
        (
            "Priya got 2 human verifications of newcomers and Luis got five outage fallback calls. Sum?",
            "6.00",
        ),
        ("There were five playbook handoffs as well as a call the AI passed to our office. Sum?", "15.00"),
        (
            "Salem's tally was four playbook handoffs. York's tally was one call an agent took as the AI broke. Sum?",
            "12.00",
        ),
        ("Marek got one newcomer your agent verified and Priya got three AI-only calls. Add-on?", "3.00"),
        (
            "We had five playbook handoffs to live agents and six visits your agent scheduled on our public link. Sum?",
            "33.00",
        ),
        (
            "Add-on for five AI-only calls and three people your live agent picked up because the AI froze?",
            "0.00",
        ),
    ],
)
def test_each_persons_and_places_calls_are_counted(message: str, add_on: str) -> None:
    assert amount(message) == add_on
