"""Calls told one by one, in logs and long messages: each gets its own reading, and other numbers count no calls."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Please price #4 and #7. #4 asked for human, agent answered. #7 AI only. Thanks", "3.00"),
        ("Two calls to price (#31, #33). #31: first-timer, agent verified. #33: wanted a person, agent took over.", "6.00"),
    ],
)  # fmt: skip
def test_calls_named_ahead(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("On Friday Mr. Barlow asked for a human and got your agent. The other six calls of the week were AI. Extra?", "3.00"),
        ("A lady insisted on a human and a live agent took her call. The AI dealt with the other four callers. What do we owe on top?", "3.00"),
        ("Call one was AI. Call two asked for a human, a live agent took it. What's the add-on?", "3.00"),
    ],
)  # fmt: skip
def test_the_others_of_which_nobody_told_the_whole(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("On Monday a farmer rang about fence posts, 40 of them. He wanted a human and got your agent. Add-on?", "3.00"),
        ("We had calls from farmers, 6 of them, who asked for a human and got your agents. Add-on?", "18.00"),
    ],
)  # fmt: skip
def test_things_counted_behind_their_name(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Caller 1 (Ahmed): asked for an agent and got one. Caller 2 (Bea): wanted a live agent and hung up first. Add-on?", "3.00"),
        ("Call 1: wanted an agent; had one within a minute. Call 2: AI. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_asked_for_an_agent_and_got_one(message: str, add_on: str) -> None:
    assert amount(message) == add_on
