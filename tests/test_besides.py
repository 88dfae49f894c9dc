"""Numbers of a story that count none of its calls, and who took part told in two halves."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    "message",
    [
        "We're a rowing club, 85 members, and a caller asked for a human and got your live agent. Add-on?",
        "She wants a flat at nineteen hundred a month, asked for a person and got your live agent. Extra?",
        "On the day we opened the third cinema a man asked for a human and your live agent took over. Add-on?",
        "A plumber's customer, new, was verified by your live agent, one call. That makes 3 then?",
        "He wants a three bedroom, asks for a human and gets your live agent. What's the extra?",
        "Call 31-866: he asked for a person and got your live agent. What is the add-on for 31-866?",
        "A new customer, never called before. Live agent checked cell + address w/ her, 2 min. What's the add-on?",
        "A lady wants catering for 45, asks for a person, a Smith.ai live agent takes it. The extra?",
        "He asked whether he couldn't talk to a person and a live agent of yours came on. What's the add-on?",
        "A man asked for anybody who wasn't a robot; he got a live agent of yours. What's the surcharge?",
    ],
)
def test_numbers_beside_one_call_count_none(message: str) -> None:
    assert amount(message) == "3.00"


@pytest.mark.parametrize(
    "message",
    [
        "She asked for a person and was connected. Might have been one of ours, might have been one of yours."
        " The add-on?",
        "He wanted a human and got one. Pia may have picked up; otherwise it was one of your live agents. Add-on?",
        "A guest asked for a person and a voice came on. The voice doesn't say who she works for. Add-on?",
    ],
)
def test_who_took_over_is_left_open(message: str) -> None:
    assert amount(message) == "0.00-3.00"


def test_members_that_called_are_callers() -> None:
    message = "We had 12 members asking for a human and getting your live agents. What's the add-on?"
    assert amount(message) == "36.00"


def test_an_opinion_settles_no_choice() -> None:
    message = (
        "A live agent of yours helped her. She may have asked for someone, or the bot may have broken down; Jo"
        " thinks it had been freezing all day. What's the add-on?"
    )
    assert amount(message) == "0.00-3.00"


def test_calls_that_there_were_are_told_apart() -> None:
    message = (
        "Please price these. There's the call of the 3rd where a man asked for a human and got your live agent."
        " There's the call of the 5th where he was put through to our manager. And there's the call of the 9th"
        " where the AI did everything by itself. The add-on for these three calls?"
    )
    assert amount(message) == "3.00"


@pytest.mark.parametrize(("day", "add_on"), [("Monday", "3.00"), ("Thursday", "0.00")])
def test_the_one_that_is_asked_about(day: str, add_on: str) -> None:
    message = (
        "Monday's: a guest asked for a person and your live agent took it. Thursday's: a supplier was put through to our"
        f" manager. What does the {day} one cost me?"
    )
    assert amount(message) == add_on


def test_agents_in_the_question_took_no_call() -> None:
    message = (
        "Two callers asked for a human and got your live agents. The other 12 calls were the AI by itself."
    )
    assert amount(message + " I'd like to know what those live agents add to my bill.") == "6.00"
