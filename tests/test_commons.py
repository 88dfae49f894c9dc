"""Lists of calls that have calls in common: those are counted once."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Two registers: 22 calls with a new caller verified by a live agent, 17 calls a live agent took over by playbook. Each of the 17 is in the first register too. Add-on?", "66.00"),
        ("We had 20 calls where a live agent verified a new caller and 12 calls where the caller asked for a human and got a live agent. All 12 are among the 20. What's the add-on?", "60.00"),
        ("Twenty calls had a new caller verified by a live agent and twelve had a playbook handoff to a live agent; the twelve are all included in the twenty. Add-on?", "60.00"),
        ("6 verifications and 7 caller requests by live agents. All six verified callers also asked for a human. Add-on?", "21.00"),
        ("20 verifications by a live agent, 12 playbook handoffs to a live agent. All the handoffs were also verifications. How much?", "60.00"),
    ],
)  # fmt: skip
def test_one_within_the_other(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("A: 9 calls, live agent verified a new caller. B: 8 calls, caller asked for a human and got a live agent. A and B share 2. Add-on?", "45.00"),
        ("6 verifications and 7 caller requests, all with live agents, no overlap between the two. Add-on?", "39.00"),
        ("6 verifications and 7 caller requests, all with live agents. None of them happened in the same call. Add-on?", "39.00"),
        ("8 calls verified by a live agent, 7 booked by a live agent on our public link. They overlap, I don't know by how much. Add-on?", "24.00-45.00"),
    ],
)  # fmt: skip
def test_in_common(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    "said",
    [
        "All the handoffs took longer than the verifications did.",
        "All the verifications and all the handoffs were on weekdays.",
    ],
)
def test_nothing_in_common_told(said: str) -> None:
    message = f"5 verifications by a live agent and 4 handoffs by playbook to a live agent. {said} Add-on?"
    assert amount(message) in ("27.00", "0.00-27.00")
