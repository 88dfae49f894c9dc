"""Several calls told in prose: what is left of them, who got nobody, what befell the same call."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We had 9 calls on Friday; 5 were handled by the AI alone; whoever remained asked for a human and got one of your live agents. Add-on?", "12.00"),
        ("8 calls this week, 6 of those were AI only. Those left over were new callers whom your live agent verified. How much on top?", "6.00"),
        ("Out of 60 calls half stayed with the AI. Of the remainder, one third were callers who asked for a human and got your live agents, and two thirds went to our own team. Extra?", "30.00"),
    ],
)  # fmt: skip
def test_what_is_left(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Seven callers wanted a person on Tuesday. None of them got one: no live agent was free, so the AI took messages. What's the add-on?", "0.00"),
        ("Five callers asked for a real person today, but not one was connected to an agent. Cost on top?", "0.00"),
        ("Three callers asked for a human and got your live agents. None of the three was new. What's the add-on?", "9.00"),
    ],
)  # fmt: skip
def test_not_one_of_them(message: str, add_on: str) -> None:
    assert amount(message) == add_on
