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
        ("9 playbook handoffs to live agents and 7 public-link bookings by live agents. 5 of them are the same calls. Add-on?", "33.00"),
        ("List 1 has 11 new callers verified by a live agent, list 2 has 9 callers who asked for a human and got a live agent, list 3 has 5 playbook handoffs to a live agent. Lists 1 and 2 share 4 calls, lists 2 and 3 share 2. None is on both 1 and 3. Add-on?", "57.00"),
        ("13 verifications by a live agent and 8 AI failures where a live agent stepped in. 3 of the failures were on calls that also had a verification. Add-on?", "39.00"),
        ("Playbook handoffs to a live agent: 9 calls. Public-link bookings by a live agent: 4 calls. On both lists: 3. Add-on?", "30.00"),
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


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Sixty calls at the marina. 52 had no live agent. The others had a playbook handoff, a requested agent, or both, all live agents: 6 handoffs, 5 requests. Add-on?", "24.00"),
        ("9 calls had at least one of these: 6 verifications, 5 caller requests, all by live agents. Add-on?", "27.00"),
        ("13 calls had a live agent on them. Altogether those agents did 9 verifications, 5 playbook handoffs and 2 bookings on our public link. Add-on?", "39.00"),
        ("7 calls with a live agent: 6 verifications and 4 playbook handoffs, so some calls had both. Add-on?", "21.00"),
        ("30 calls: 19 had neither a verification nor a human request; 8 had a verification by a live agent, 6 asked for and got a live agent. Add-on?", "33.00"),
    ],
)  # fmt: skip
def test_each_had_one_at_least(message: str, add_on: str) -> None:
    assert amount(message) == add_on
