"""Calls told one by one behind their number, and what numbers of one call and words of a multiple are followed by."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Three calls on Friday: my neighbour was verified by your agent as a new caller; the vet never left the AI; Mr. Orr insisted on a person and got your live agent. Add-on?", "6.00"),
        ("Two calls today: the florist matched our VIP type and went to a live agent under the playbook; Pam fell to a live agent because your platform was down. Add-on?", "3.00"),
        ("Three calls: one fell to a live agent because your platform was down, a second never left the AI and one was verified by your agent. Add-on?", "3.00"),
        ("Three calls: one was AI only, one was verified by your live agent and the last matched our VIP caller type and went to a live agent under the playbook. Add-on?", "6.00"),
        ("Six were verified by your live agent and double that number had a live agent step in when the AI couldn't understand the caller. Add-on?", "18.00"),
        ("Ten calls: half were booked by your live agent on our public calendar, the rest were taken by live agents during an outage. Add-on?", "15.00"),
    ],
)  # fmt: skip
def test_told_one_by_one(message: str, add_on: str) -> None:
    assert amount(message) == add_on
