"""Numbers told by other numbers: so many for each of another kind, twice as many, what both before had."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("For every AI failure an agent covered there were two calls where the caller asked for and got a live agent."
         " There were four failures. Add-on?", "24.00"),
        ("We had twice as many playbook handoffs to live agents as public-link bookings by live agents, 12 in total,"
         " no overlap. Add-on?", "36.00"),
        ("One call: new, verified by a live agent. Another: asked for a human, got a live agent. Third: both."
         " Add-on?", "9.00"),
        ("Between the two of us we had nine calls: five of mine had a live agent because the caller asked, none of"
         " hers did. Add-on?", "15.00"),
    ],
)  # fmt: skip
def test_told_by_others(message: str, add_on: str) -> None:
    assert amount(message) == add_on
