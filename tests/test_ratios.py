"""Numbers told by another number: multiples, so many for each, even shares."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("For every call the AI lost to a glitch and a live agent rescued, there were two in which the caller asked for a human and got your agent. Five glitch calls in all. Add-on?", "30.00"),
        ("Twice as many callers asked for a human (and got your live agent) as were verified by a live agent. Two were verified. What's the add-on?", "18.00"),
        ("Verified by your live agent: 2 calls. Asked for a human and got your agent: three times as many. Add-on?", "24.00"),
        ("There were 3 times as many live agent calls at the caller's request as AI-only ones. AI-only: 4. Add-on?", "36.00"),
        ("I had 4 calls verified by live agents on Monday and twice as many on Tuesday. Add-on?", "36.00"),
        ("Each of our three branches had five callers who asked for a human and got your live agent. Add-on for all?", "45.00"),
        ("We have 2 locations. At each of them 2 callers yesterday asked for a human and got your live agent. What's the add-on?", "12.00"),
        ("Two callers phoned three times each, asking for a human every time and getting your live agent every time. Add-on?", "18.00"),
        ("Three days, four calls each day, every call verified by a live agent. Add-on?", "36.00"),
    ],
)  # fmt: skip
def test_numbers_by_another_number(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_an_even_split() -> None:
    message = "30 calls. 18 were AI only. The other 12 split equally: caller asked and got your live agent, AI froze and your live agent stepped in. Add-on?"
    assert amount(message) == "18.00"


def test_for_each_of_a_whole() -> None:
    message = (
        "16 calls in total. For every call in which a live agent verified a new caller there were three which the AI handled alone."
        " Add-on?"
    )
    assert amount(message) == "12.00"
