"""Counts behind what opens a sentence (a day, a month, a bracket), and behind linking words."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("On Tuesday two were verified by a live agent as first-time callers. Cost?", "6.00"),
        ("On Dec 4 five had a live agent because the caller wanted a person. Cost?", "15.00"),
        ("On Dec 4, two were verified by a live agent as first-time callers. Cost?", "6.00"),
        ("On Nov 28, 2025 three were verified by your live agent as new callers. Cost?", "9.00"),
        ("In January 6 demanded a person and got your live agent, while 8 were AI only. Cost?", "18.00"),
        ("A call in Dec 5 got escalated to your live agent because the caller asked. Cost?", "3.00"),
        ("We had two verified by a live agent as first-time callers. Cost?", "6.00"),
        ("Last week four matched our VIP list and went to a live agent under the playbook. Cost?", "12.00"),
    ],
)
def test_behind_a_day(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Ten calls (2 AI only; 3 wanted a human and got your live agent; 5 put through to our office). Cost?", "9.00"),
        ("3 calls (one was AI only; one asked for a human and got your agent; the other went to our office). Cost?", "3.00"),
        ("A caller asked for a human and got your live agent (human verification / playbook handoff / live agent scheduling are off). Cost?", "3.00"),
    ],
)  # fmt: skip
def test_in_brackets(message: str, add_on: str) -> None:
    assert amount(message) == add_on
