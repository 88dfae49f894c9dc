"""Calls told one after the other without being counted."""

from __future__ import annotations

import pytest
from spoken import amount, groups

TWO = [
    "The AI froze on Tuesday and your live agent took it. On Friday a caller asked for a human and got one of yours.",
    "He rang at nine, the bot crashed and your live agent came on. He called back at ten, asked for a person and got "
    "your live agent.",
    "During the outage a caller was answered by your live agent. Once the AI was back, a man demanded a real person "
    "and a live agent from Smith.ai took him.",
    "Then a lady called and the AI froze, your live agent took over. Another man wanted a person and got your agent.",
]
SAME = [
    "At 9:02 the AI answered, at 9:03 it froze, at 9:04 your live agent joined and finished.",
    "In one call the AI froze, your live agent joined; later the caller called for a human again, in that same call.",
]


@pytest.mark.parametrize("story", TWO)
def test_a_turn_to_the_next_call_parts_them(story: str) -> None:
    assert groups(story + " What is the add-on?").total() == 2
    assert amount(story + " What is the add-on?") == "3.00"


@pytest.mark.parametrize("story", SAME)
def test_times_within_one_call_part_nothing(story: str) -> None:
    assert groups(story + " What is the add-on?").total() == 1


def test_what_happened_again_is_another_call_of_the_kind() -> None:
    assert (
        amount("Yesterday a caller wanted a human and got your agent. Today the same happened. Add-on?")
        == "6.00"
    )
