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


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("AI only: 2, verified by your live agent as new callers: 4, sent to our office: 3. Cost?", "12.00"),
        ("AI only: 5; wanted a human and got your live agent: 2; Total: 7\nCost?", "6.00"),
        ("AI only  ||\nnew caller verified by live agent  |||||\nplaybook handoff to live agent  |\none mark = one call. Cost?", "18.00"),
        ("new caller verified by live agent  |\nAI only  ||\nplaybook handoff to live agent  |||\nCost?", "12.00"),
        ("||| new caller verified by live agent\n|| AI only\n| caller asked for human, got live agent\nCost?", "12.00"),
        ("First four playbook handoffs to your live agent, then two transfers by the AI to our own office. Cost?", "12.00"),
        ("24 calls. Half were AI only. The 12 left are half and half: 6 asked for a human and got your live agent, 6 went to our office. Cost?", "18.00"),
        ("Both of Friday's had a live agent because the caller asked for one. Cost?", "6.00"),
    ],
)  # fmt: skip
def test_numbers_behind_labels(message: str, add_on: str) -> None:
    assert amount(message) == add_on
