"""One call with much told beside it: what only sounds like a wish, a breakdown or an agent decides nothing."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("price", "message"),
    [
        (
            "0.00",
            "The AI asked the old man for his postcode six times, then gave up and a live agent took over. Fee?",
        ),
        ("3.00", "The caller talking to the AI asked for a human and got your live agent. Fee?"),
        ("3.00", "She told the robot to stop and asked the thing for a person; your agent took her. Fee?"),
        ("0.00", "A demanding woman rang, the AI crashed and your live agent took over. Fee?"),
        ("3.00", "A woman demanding a human rang and your live agent took over. Fee?"),
        (
            "0.00",
            "Caller asked for an operator, the AI rang your agents, none answered, so it took a message. Fee?",
        ),
        (
            "3.00",
            "Caller asked for an operator; none of ours answered, so your live agent took the call. Fee?",
        ),
        ("0.00", "He barked 'human', then said 'oh forget it, you'll do' and gave the AI his order. Fee?"),
        ("3.00", "He asked for a human, I'm fine with that, and your live agent took him. Fee?"),
        ("0.00", 'She wanted a person but told the bot "I\'m happy with you" and booked with it. Fee?'),
        ("0.00", "Wanted an operator; the AI answered it all, no operator ever needed. Fee?"),
        (
            "3.00",
            "Your agent filled out our online form for the kayak tour, the caller was on the line. Add-on?",
        ),
        ("0.00", "Your agent filled in for the AI during the outage. Add-on?"),
        (
            "3.00",
            "Our scheduler is on a website your bot can't get into, so your live agent made the booking. Extra?",
        ),
        ("0.00", "Your bot couldn't get a word of what she said, so your live agent took over. Extra?"),
        (
            "3.00",
            "Mr. Osei asked for a human and Smith.ai's Dolores took him; the AI worked like a charm. Extra?",
        ),
        ("0.00", "The AI worked like a charm till it froze, then your live agent finished. Extra?"),
        ("0.00", "The human he asked for was our foreman, and the AI put him through. Add-on?"),
        ("0.00", "Human count: zero. New caller, AI took it all. Add-on?"),
        ("0.00", "New caller; before the live agent could come on, he hung up. Add-on?"),
        ("3.00", "New caller; your live agent verified her, and before that the AI greeted her. Add-on?"),
        ("0.00", "AI recognised nothing the fellow said and a live agent of yours had to step in. Add-on?"),
        ("3.00", "AI recognised a flood caller and a live agent of yours stepped in at the start. Add-on?"),
        (
            "3.00",
            "A live agent verified the details, which was before all that a live agent of yours did later. Add-on?",
        ),
        ("0.00", "She asked for a human, the AI said sorry, nobody at this hour, and took a note. Fee?"),
        (
            "3.00",
            "She asked for a human, the AI said sorry, nobody of ours at this hour, and your live agent took her. Fee?",
        ),
        ("3.00", "Your Marisol took the call as he'd asked for a person. Fee?"),
        ("3.00", "The man demanded a human; Smith.ai's Dolores took him and passed him to our shop. Fee?"),
        (
            "0.00",
            "Our dean took it from the AI. I searched the log for a live agent of yours and there isn't one. Fee?",
        ),
        (
            "3.00",
            "The agent didn't solve a thing, but she had asked for a human and your agent stayed on. Fee?",
        ),
    ],
)
def test_what_stands_beside_the_facts_decides_nothing(price: str, message: str) -> None:
    assert amount(message) == price
