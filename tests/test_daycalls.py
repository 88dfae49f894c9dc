"""Calls told at their days, by their numbers, of one person or the other: what such a story comes to."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("On Tuesday a Mr. Horn called. He asked for a human, a Smith.ai agent came on. On Friday he called again and"
         " again asked for a human and got one of yours. What's the add-on for Mr. Horn?", 6),
        ("Mr. Horn asked for a human and got your agent. Mrs. Pell was verified by your agent as a new caller. What's"
         " the add-on for Mrs. Pell?", 3),
        ("Two masons rang. Mr. Horn had never rung before, so one of your agents came on to take down his name and"
         " number. Mrs. Pell wanted a human and got one from your network. Extra for the pair?", 6),
        ("Saturday: one human request, served by a live agent. Sunday: one verification by a live agent. Extra?", 6),
        ("Abe, Bea and Cy all called. Only Abe wanted a human and got your live agent. Extra?", 3),
        ("She rang on three days. Day one: new caller, your live agent verified her. Day two: AI only. Day three: she"
         " asked for a human and got a live agent. Extra?", 6),
        ("The first one asked for a human and got your agent; so did the next; the third took the AI. Extra?", 6),
    ],
)  # fmt: skip
def test_stories_of_people_and_days(assistant: Assistant, message: str, amount: int) -> None:
    bill = assistant.ask(message).bill
    assert bill is not None
    assert (bill.add_on_low, bill.add_on_high) == (amount, amount)
