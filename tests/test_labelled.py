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
    "A 40-minute call, the caller asked for a human and got your live agent. Add-on?": 3,
    "Two 90-second calls where the caller asked for a human and got your live agent. Add-on?": 6,
    "On a 3-way call the caller asked for a human and got your live agent. Add-on?": 3,
}


@pytest.mark.parametrize(("message", "dollars"), [*ROWS.items(), *LENGTHS.items()])
def test_numbers_beside_labels_count_calls_and_lengths_do_not(message: str, dollars: int) -> None:
    answer = last(message)
    assert answer.bill is not None
    assert answer.bill.add_on_low == answer.bill.add_on_high == Decimal(dollars)
