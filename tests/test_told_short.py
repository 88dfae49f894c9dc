"""Numbers told short beside others: the verb, the kind or the agent is told once."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We're two sisters. She had 4 callers who asked for a human and got your agent, I had 6. Add-on?", "30.00"),
        ("Kim from Smith.ai took 3 callers who asked for a human, and Lou from Smith.ai took 5. Add-on?", "24.00"),
        ("The Browns called twice, the Lees three times: every call was a request for a human that a live agent took."
         " Add-on?", "15.00"),
        ("Mrs. Orr called on Tuesday, Thursday and Friday, and each time she wanted a human and got a live agent."
         " Add-on?", "9.00"),
        ("Once a day, five days in a row, someone asked for a human and a live agent helped. Add-on?", "15.00"),
        ("Live agent calls: Mon two, Tue none, Wed three. Every one was a caller request. Add-on?", "15.00"),
        ("12 calls. Fifty percent AI. Of the other half, half were new callers verified by live agents and half went"
         " to our own desk. Add-on?", "9.00"),
        ("Of my five calls two had a live agent: one because the caller asked, one because she was new and needed"
         " verifying. Add-on?", "6.00"),
        ("Tally: four playbook handoffs to live agents, zero verifications, zero escalations, two outage fallbacks."
         " Add-on?", "12.00"),
        ("We had 9 calls, exactly zero of which involved a live agent. Add-on?", "0.00"),
        ("Four out of every five calls stay with the AI; the fifth is someone asking for a human and getting a live"
         " agent. 30 calls last month. Add-on?", "18.00"),
    ],
)  # fmt: skip
def test_told_short(message: str, add_on: str) -> None:
    assert amount(message) == add_on
