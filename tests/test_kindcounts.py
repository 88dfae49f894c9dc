"""Lines that each name a kind of calls beside its number."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "9 live agent booked on public page\n4 outage, live agent\n2 AI passed to our shop\nAdd-on?",
            "27.00",
        ),
        (
            "14 calls:\n3 new callers verified by your agent\n6 AI only\n5 sent to our front desk\nadd-on?",
            "9.00",
        ),
        (
            "AI only (1)\nasked for a human, got your agent (4)\nplaybook handoff to live agent (2)\nSum?",
            "18.00",
        ),
        (
            "0905 asked for a human, got your agent\n1130 AI only\n1645 AI crashed, agent took over\nSum?",
            "3.00",
        ),
        ("Tally:\n[7] AI only\n[5] playbook handoff to live agent\nSum?", "15.00"),
        ("[1] AI only\n[2] playbook handoff to live agent\n[3] outage, live agent\nSum?", "3.00"),
        ("1 asked for a human, got your agent\n2 AI only\n3 playbook handoff to live agent\nSum?", "6.00"),
    ],
)
def test_numbers_beside_kinds_in_lines(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "2/9/2026: five playbook handoffs to a live agent\n12/18/25: one outage call your agents took\nSum?",
            "15.00",
        ),
        (
            "Mon six bookings by your agent on a public link\nTue a transfer to us\nWed an AI-only call\nSum?",
            "18.00",
        ),
    ],
)
def test_a_single_call_in_a_row_leaves_what_else_is_counted(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_transfers_inside_one_call_are_its_steps() -> None:
    assert amount("One call, two transfers inside your team, caller asked for a human. Add-on?") == "3.00"
