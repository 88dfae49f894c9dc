"""Follow-ups that plainly say what to do with which of the calls told before."""

from __future__ import annotations

import pytest

from assistant import Assistant

ASSISTANT = Assistant.open()
FIRST = (
    "We had 6 bookings your live agent made on a calendar that isn't integrated, 4 calls where the caller asked for "
    "a human and got your live agent and 3 calls the AI put through to our receptionist. What's the add-on?"
)


def sums(*turns: str) -> list[str]:
    conversation = ASSISTANT.conversation()
    found = []
    for turn in turns:
        bill = conversation.ask(turn).bill
        found.append(f"{bill.add_on_low}-{bill.add_on_high}" if bill else "")
    return found


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("Add two more of the bookings.", 36),
        ("Turns out there were three more calls without any human.", 30),
        ("I forgot 2 new callers that a live agent verified.", 36),
        ("Another two people asking for a human who got a live agent of yours, please add them.", 36),
        ("How much are the ones that went to our front desk alone?", 0),
        ("And just the appointments the agent booked?", 18),
        ("How much of that is for the ones who asked for a human?", 12),
        ("Make the bookings nine.", 39),
        ("Leave out the bookings and add two outage calls answered by live agents.", 12),
        ("And the transfers?", 0),
        ("Make the bookings twenty-five.", 87),
        ("Actually there were twelve calls where the caller asked for a human and got your live agent.", 54),
        ("I forgot 3 outage calls answered by live agents.", 30),
        ("And without the ones that went to our office?", 30),
        ("Sorry, the transfers to our office were five, not three.", 30),
        ("Correction: 7 callers who wanted a person and got your live agent, not 4.", 39),
        ("Leave out the ones who wanted a person.", 18),
        ("Take the bookings off, please.", 12),
        ("Two of the bookings went straight from the AI to our front desk, it turns out.", 24),
        ("What if the transfers to our office had been AI failures a live agent took over?", 30),
        ("Actually the transfers were new callers whose details your live agent verified.", 39),
        ("What if there were twice as many of each?", 60),
    ],
)
def test_says_plainly_what_to_do_with_which(said: str, amount: int) -> None:
    assert sums(FIRST, said)[-1] == f"{amount}.00-{amount}.00"


def test_a_call_told_by_number_is_none_that_is_asked_about_alone() -> None:
    told = (
        "Our base is $1.80 a call.",
        "Call one: playbook handoff, Smith.ai agent.",
        "Call two: AI by itself.",
    )
    assert sums(*told, "So what do both come to on top?")[-1] == "3.00-3.00"
