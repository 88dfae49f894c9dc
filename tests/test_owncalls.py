"""Things that each were a call, things that all were one, and lists told by fewer calls than things."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("A live agent verified a new tenant, a live agent booked one on our public calendar, and a caller asked for a person and got a live agent. Each on a call of its own. Add-on?", "9.00"),
        ("One verification by a live agent, one playbook handoff to a live agent, one caller-requested live agent, each in a different call. Add-on?", "9.00"),
        ("A verification and a playbook handoff in one call, a public-link booking in another, all by live agents. Add-on?", "6.00"),
        ("One verification by a live agent, one playbook handoff to a live agent, all in the same call. Add-on?", "3.00"),
        ("Today's calls: one had a live agent verification; one had a crash of the AI, a live agent stepped in; one had a playbook handoff to a live agent. Add-on?", "6.00"),
    ],
)  # fmt: skip
def test_each_a_call(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Five verifications and five public-link bookings by live agents, always together on the same call. Add-on?", "15.00"),
        ("Five verifications and five public-link bookings by live agents, the same five calls. Add-on?", "15.00"),
        ("Live agents did six verifications and five public-link bookings, but on only eight calls. Add-on?", "24.00"),
        ("7 calls. Every one of them had two live agent interactions: a verification of a new caller and then a playbook handoff. Add-on?", "21.00"),
        ("A live agent verified 8 new callers. The other 4 of our 12 calls were AI only. Add-on?", "24.00"),
    ],
)  # fmt: skip
def test_fewer_calls_than_things(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ('Pie chart, 40 calls: "AI solo" 50%, "new caller, details verified by a live agent" 25%, "AI broke down, agent covered" 12.5%, "sent to our office" 12.5%. Add-on in dollars?', "30.00"),
        ("30 calls; two thirds AI only, a sixth with an AI failure and a live agent, and the final sixth verified by a live agent. Add-on?", "15.00"),
    ],
)  # fmt: skip
def test_shares(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We had 30 calls. 6 verified by live agent, 7 escalated at the caller's request to a live agent; what's left the AI did alone. Add-on?", "39.00"),
        ("25 calls had a live agent: 14 verifications, 12 playbook handoffs, 2 system failures. 3 calls had both a verification and a playbook handoff. Add-on?", "69.00"),
        ("9 calls had a live agent. 4 were verifications, 3 requests for a human, the other 2 had both. Add-on?", "27.00"),
        ("Verified by a live agent: 8 calls. Handed to a live agent per playbook: 5 calls. 3 appear twice since they had both. Add-on?", "30.00"),
        ("20 calls, 60% AI only, the other 40% live agent on the caller's request. Add-on?", "24.00"),
        ("8 verified by a live agent. 6 asked for a human and got a live agent. Please share the total add-on.", "42.00"),
        ("Four calls: a live agent verified three newcomers, the fourth one was nothing but AI. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_parts_told_in_other_ways(message: str, add_on: str) -> None:
    assert amount(message) == add_on
