"""Numbers put right by their place, by themselves, or right where they stand."""

from __future__ import annotations

import pytest
from spoken import amount

TOLD = "Ten playbook handoffs to your live agent and four verifications by your agent"


@pytest.mark.parametrize(
    ("said", "add_on"),
    [
        (". Sorry, five of the latter, not four", "45.00"),
        (". Correction: nine of the former", "39.00"),
        (". Actually, 6 of the second kind, not four", "48.00"),
        (". The first number should be 9", "39.00"),
        (". Wait, the former were actually eleven", "45.00"),
        (". Make the four a five", "45.00"),
        (", or rather five of the latter", "45.00"),
        (". Two of the latter lasted an hour", "42.00"),
    ],
)
def test_by_place(said: str, add_on: str) -> None:
    assert amount(f"{TOLD}{said}. Add-on?") == add_on


@pytest.mark.parametrize(
    "said",
    ["10 (sorry, 9)", "10 [edit: 9]", "10, sorry, I mean 9,", "ten - make that nine -", "10, or rather 9,"],
)
def test_where_it_stands(said: str) -> None:
    assert (
        amount(f"We had {said} playbook handoffs to your live agent and 3 AI-only calls. Add-on?") == "27.00"
    )
