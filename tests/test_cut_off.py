"""Logs that break off before it is told whether anybody came, and those that break off later."""

from __future__ import annotations

import pytest
from spoken import reading


def joined(message: str) -> str:
    """Whether a human is told to have come: "smith" or "someone" with what is known of it."""
    told = {o.concept: o.polarity for o in reading(message).observations}
    return told.get("smith", told.get("someone", ""))


@pytest.mark.parametrize(
    "message",
    [
        'New tenant, verification on. Our record ends at "connecting live agent". Whether one came I can\'t tell. Fee?',
        "He said 'operator'. Status: \"routing to live agent\", sheet torn after that. Fee?",
        "She asked for a human; after 'hold the line' the tape is blank. Fee?",
        'Log: "caller: could I have a person? AI: of course. [log truncated]". Fee?',
        "The rule for VIPs fired. I don't see whether a live agent picked up. Fee?",
        "He asked for a human. What followed then isn't in the file. Fee?",
    ],
)
def test_a_log_that_breaks_off_leaves_open_who_came(message: str) -> None:
    assert joined(message) == "unknown"


@pytest.mark.parametrize(
    "message",
    [
        "He asked for a person and your live agent took him. The tape breaks off after ten minutes of the two. Fee?",
        "What I don't know is whether that live agent comes with the plan; our playbook had passed the groom to your live agent. Fee?",
    ],
)
def test_one_that_breaks_off_later_does_not(message: str) -> None:
    assert joined(message) == "yes"
