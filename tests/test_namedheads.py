"""Calls told by who called, a mark behind each name; one call of several picked out; the times somebody called."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("Ms. Hale - new, LA verified. Mr. Moss - AI. Mrs. Reed - asked for human, LA. Dr. Sand - sent to our own desk. Extra?", 6),
        ("Hale (new, LA verified), Moss (AI only), Reed (asked for a human, LA). Extra?", 6),
        ("Hale (our plumber) rang and asked for a human (your agent took it). Extra?", 3),
        ("Only the last of the four calls had a live agent, at the caller's request. Add-on?", 3),
        ("She rang three times: once the AI did it all, once she asked for a person and got your agent, and once the"
         " AI froze and your agent came on. Extra?", 3),
        ("She had to ask for a person three times before a live agent came on. Extra?", 3),
        ("He asked for a human three times but hung up before a live agent came on. Extra?", 0),
        ("The caller requested a live agent and got one. Extra?", 3),
        ("A call about hems (AI), a call about sails (human asked for, your agent), and a call about flags (my own"
         " phone). Extra?", 3),
        ("We had a call from Bonn (a town on the Rhine) where the caller asked for a human and got your agent. Sum?", 3),
        ("The morning caller was new and your agent verified her. The evening caller wanted a human and got your"
         " agent. Extra?", 6),
        ("The caller requested a live agent and never got one. Extra?", 0),
    ],
)  # fmt: skip
def test_calls_by_name_or_turn(assistant: Assistant, message: str, amount: int) -> None:
    bill = assistant.ask(message).bill
    assert bill is not None
    assert (bill.add_on_low, bill.add_on_high) == (amount, amount)
