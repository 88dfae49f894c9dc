"""Calls taken out again in the message that tells of them, and calls that had both of the things told."""

from __future__ import annotations

import pytest
from spoken import amount

TOLD = "Six playbook handoffs to your live agent and 5 calls where a live agent verified a new caller."


@pytest.mark.parametrize(
    "said",
    [
        "No wait, forget the latter, they belong to somebody else.",
        "Scratch the second group.",
        "Disregard the latter.",
        "Sorry, drop the second lot, that was another account.",
        "Oh, strike those five, they were test calls.",
        "Please leave out the last ones.",
        "The second lot aren't ours.",
        "The latter don't belong to us.",
        "Those five aren't mine.",
    ],
)
def test_taken_out(said: str) -> None:
    assert amount(f"{TOLD} {said} Cost?") == "18.00"


@pytest.mark.parametrize(
    ("said", "add_on"),
    [("Correction: drop the former.", "15.00"), ("Forget the monthly fee for now.", "33.00")],
)
def test_others(said: str, add_on: str) -> None:
    assert amount(f"{TOLD} {said} Cost?") == add_on


@pytest.mark.parametrize(
    ("said", "add_on"),
    [
        ("and 3 of these calls had the two.", "36.00"),
        ("2 show the pair of them.", "39.00"),
        ("1 had both.", "42.00"),
        ("one of those calls had the two.", "42.00"),
        ("no call had the two.", "45.00"),
    ],
)
def test_had_the_two(said: str, add_on: str) -> None:
    message = "Ten calls had a booking by a live agent on a public link, 5 had a new-caller verification by a live agent, "
    assert amount(f"{message}{said} Add-on?") == add_on
