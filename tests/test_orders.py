"""Calls told in their order, half as many on another day, the same of some of them, one at each place."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Our first five calls were all new callers verified by a live agent. The next five were all AI. Add-on for"
         " the ten?", "15.00"),
        ("Our first three calls were requests for a human that your agent took; the following four were AI, the last"
         " two went to our own team. Add-on on the nine?", "9.00"),
        ("Friday brought 4 new callers verified by a live agent. Saturday half that. Sunday none. Add-on?", "18.00"),
        ("Monday 8 calls, 3 of them with a live agent since the caller asked. Tuesday 6 calls, 2 of them the same."
         " Everything else AI. Add-on?", "15.00"),
        ("We've 3 charging stations; on each the helpline had exactly one call where the caller asked for a human and"
         " got a live agent. Add-on?", "9.00"),
        ("Three weeks, one playbook handoff to a live agent in each. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_told_in_order(message: str, add_on: str) -> None:
    assert amount(message) == add_on
