"""What befalls the AI and the platform, in all the words people have for it; and what only sounds like it."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    "message",
    [
        "The bot went all peculiar on a gutter quote and your live agent finished. Extra?",
        "AI kept calling her Gladys, and then a Smith.ai agent was on. Charge?",
        "The robot lost its bearings over a house number; one of your live agents took it from there. Fee?",
        "AI hit a snag halfway and your live agent came on. What do we owe?",
        "Not a squeak out of the bot for half a minute, so your live agent spoke up. Add-on?",
        "The hoovering was too much for the AI and your live agent wrote it all down. Cost?",
        "AI heard nothing over the hairdryer, your agent took the job details. $?",
        "A goose by the phone baffled the AI and one of your live agents had the call. Fee?",
        "The AI threw a tantrum over an Irish surname; live agent from Smith.ai carried on. Extra?",
        "It was as if nobody was there, then your live agent answered. Charge?",
    ],
)
def test_a_machine_that_came_unstuck_brought_the_agent_in(message: str) -> None:
    assert amount(message) == "0.00"


@pytest.mark.parametrize(
    "message",
    [
        "Your data centre had a flood and a live agent of yours took our caller. Fee?",
        "The lights went out at your hosting company; live agent answered. Extra?",
        "AI wasn't available on Sunday, a live agent was standing in. Charge?",
        "Plan B on Monday was your live agent, who took the lady's call. Fee?",
        "A duff upgrade had knocked your AI out, so an agent of yours picked up. Cost?",
        "Your hosting provider keeled over and the failsafe put a live agent on. What's extra?",
    ],
)
def test_a_platform_that_was_not_there_brought_the_agent_in(message: str) -> None:
    assert amount(message) == "0.00"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("AI went over her options, then your live agent took the call, I don't know why. Fee?", "0.00-3.00"),
        (
            "The customer's server had crashed; your live agent took that call, no reason given. Extra?",
            "0.00-3.00",
        ),
        ("The AI kept him company till he demanded a person and got your live agent. Charge?", "3.00"),
        ("AI couldn't get into our public booking page, so your live agent booked the slot. Extra?", "3.00"),
        ("AI lost count of how often she asked for a human; your live agent took over. Fee?", "3.00"),
        ("A tenant with no heating wanted a person and your live agent helped. Extra?", "3.00"),
        (
            "We can't say if the bot went wobbly or he asked for a person; your agent took it. Fee?",
            "0.00-3.00",
        ),
    ],
)
def test_what_only_sounds_like_a_mishap(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "AI realised he was stuck in a lift and your live agent took the call, why I can't say. Fee?",
            "0.00-3.00",
        ),
        ("The AI didn't know her, so your live agent came on and took her particulars. Extra?", "3.00"),
        ("Caller wanted a quote and your live agent took the call. Extra?", "0.00-3.00"),
        ("He turned a person down first, then asked for one after all and your agent took him. Fee?", "3.00"),
    ],
)
def test_whose_trouble_it_was_and_what_was_wanted(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "A lady rang about her dishwasher, it was broken, and your live agent took the call. Fee?",
        "He called about a fountain that had sprung a leak; your live agent spoke with him, no reason told. Fee?",
        "Her sewing machine had seized and your live agent dealt with her. Why isn't noted. Extra?",
    ],
)
def test_what_failed_at_a_callers_place_is_no_mishap_of_the_ai(message: str) -> None:
    assert amount(message) == "0.00-3.00"


@pytest.mark.parametrize(
    "message",
    [
        "The assistant simply ignored her; your live agent took it. Fee?",
        "AI sounded possessed, so one of your agents finished the call. Charge?",
        "The bot promptly nodded off and a live agent had the rest. Extra?",
        "With everything of yours offline a live agent picked up. Cost?",
    ],
)
def test_verbs_and_adjectives_of_a_machine_out_of_sorts(message: str) -> None:
    assert amount(message) == "0.00"
