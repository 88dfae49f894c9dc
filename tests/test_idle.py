"""A word that should change what calls come to and changes nothing makes the reading ask."""

from __future__ import annotations

import pytest
from spoken import assistant


@pytest.mark.parametrize(
    "message",
    [
        "Two callers on Friday asked for a human and got your live agent. Saturday was like Friday in that, Sunday"
        " got half as many as both. What's the add-on?",
    ],
)
def test_a_word_that_changes_nothing_is_asked_about(message: str) -> None:
    bill = assistant().ask(message).bill
    assert bill is None or bill.add_on_low != bill.add_on_high


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        (
            "All but two of nine callers asked for a human and got your live agent. The AI did the other two. Extra?",
            "21.00",
        ),
        (
            "Leave Dover out of it. Calais: 6 playbook handoffs to a live agent. Dover: 4. Ghent: 3. What do we owe?",
            "27.00",
        ),
        ("3 callers asked for a human and got your live agent. How much is that?", "9.00"),
    ],
)
def test_a_word_that_is_understood_leaves_the_amount(message: str, amount: str) -> None:
    bill = assistant().ask(message).bill
    assert bill is not None
    assert (f"{bill.add_on_low:.2f}", f"{bill.add_on_high:.2f}") == (amount, amount)
