"""Which quantities open a stretch of calls, and which numbers count none."""

from __future__ import annotations

from collections import Counter

import pytest
from spoken import amount, groups


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("Three callers asked for a human and got your live agents.", {"asked": 3}),
        ("a dozen calls where the AI froze and your agents took over", {"failed": 12}),
        ("On 2 calls the caller asked for a person and a live agent took it. On 3 calls the AI crashed and a live agent took it.",
         {"asked": 2, "failed": 3}),
        ("Four calls: two asked for a human, two were AI failures. Your live agents took all of them.",
         {"asked": 2, "failed": 2}),
        ("5 people asked for a person and got a live agent; 4 more were sent to our front desk.", {"asked": 5, "own": 4}),
        ("one caller asked for a human and got your live agent, another one was handled by the AI alone",
         {"asked": 1, "ai": 1}),
    ],
)  # fmt: skip
def test_a_number_opens_its_calls(message: str, wanted: dict[str, int]) -> None:
    assert groups(message + " Add-on?") == Counter(wanted)


@pytest.mark.parametrize(
    "number",
    [
        "It was at 3:45 pm.",
        "She waited 12 minutes.",
        "He wants 3 windows replaced.",
        "That was extension 204.",
        "Case number 88213.",
        "They quoted him 450 dollars.",
        "He has 2 dogs and 3 cats.",
        "She lives at 14 Elm Street.",
        "Order 7731 it was about.",
        "She's 82 years old.",
        "His number is 555-010-4477.",
        "It took 20 min and 30 sec.",
        "It rained 4 days.",
        "He asked 3 times.",
        "She repeated it four times.",
    ],
)
def test_a_stray_number_counts_no_calls(number: str) -> None:
    message = f"The caller asked for a human and your live agent took over. {number} What is the add-on?"
    assert groups(message) == {"asked": 1}


@pytest.mark.parametrize(
    "message",
    [
        "A caller rang three times and each time asked for a human and got your live agent. Add-on?",
        "Same woman called 3 times, asked for a person every time and your agent took all three calls. Cost?",
    ],
)
def test_times_somebody_called_are_calls(message: str) -> None:
    assert groups(message) == {"asked": 3}


@pytest.mark.parametrize(
    "message",
    [
        "In one call the AI froze, a live agent took over, and then the caller asked for a human too. Add-on?",
        "Same call: human verification, then caller escalation by live agents. Two interactions. Charge?",
        "1 call, 3 interactions: verified, escalated on request, booked by your live agent on a public link. Add-on?",
    ],
)
def test_several_interactions_of_one_call_are_one_call(message: str) -> None:
    assert sum(groups(message).values()) == 1
    assert amount(message) == "3.00"


@pytest.mark.parametrize(
    "message",
    [
        "The first call: caller asked for a human, got a live agent. The second call: AI froze, live agent finished. Total?",
        "Call 1: caller asked for a human, got a live agent. Call 2: AI froze, live agent finished. Total?",
        "1) caller asked for a human, got a live agent\n2) AI froze, live agent finished\ntotal?",
    ],
)
def test_ordinals_and_numbers_of_calls_tell_them_apart(message: str) -> None:
    assert groups(message) == {"asked": 1, "failed": 1}


def test_no_calls_of_a_kind_add_none() -> None:
    message = "Zero calls were outages, 2 calls were callers asking for a human and getting your live agent. Add-on?"
    assert groups(message) == {"asked": 2}


def test_the_one_of_asking_for_one_counts_nothing() -> None:
    message = (
        "She asked for a real person, got one of yours. He asked for one too and got one of yours. Add-on?"
    )
    assert sum(groups(message).values()) in (1, 2)
    assert amount("She asked for a real person and got one of yours. Add-on?") == "3.00"


@pytest.mark.parametrize(
    ("said", "calls"),
    [
        ("a couple of", 2),
        ("half a dozen", 6),
        ("twenty-one", 21),
        ("1,200", 1200),
        ("fifteen", 15),
        ("2 dozen", 24),
    ],
)
def test_numbers_in_figures_and_words(said: str, calls: int) -> None:
    assert groups(
        f"{said} calls where callers asked for a human and your live agents took over. Add-on?"
    ) == {"asked": calls}


def test_a_sum_somebody_reckons_corrects_no_number() -> None:
    assert groups(
        "She asked for a human twice in one call and got your agent. I make that 6 x one. Add-on?"
    ) == {"asked": 1}


def test_a_call_like_another_is_one_call() -> None:
    message = (
        "Three calls. The first: caller asked for a human, live agent took it. The second: AI alone. "
        "The third: same as the second. Add-on?"
    )
    assert groups(message) == {"asked": 1, "ai": 2}


def test_what_happened_several_times_is_several_calls() -> None:
    message = "A flooding caller goes straight to your live agents, by the playbook. That happened five times. Add-on?"
    assert groups(message) == {"playbook": 5}


def test_the_rest_of_a_call_counts_nothing() -> None:
    assert groups("The caller wanted a human, your live agent took the rest. Add-on?") == {"asked": 1}


def test_hours_count_nothing() -> None:
    assert groups("From 7 to about 9 your AI was out and a live agent took one call. Add-on?") == {
        "outage": 1
    }


def test_an_ordinal_begins_its_part_where_no_mark_does() -> None:
    message = (
        "two calls first one the guy asked for a person and got your live agent and then he was happy with her "
        "second one the ai sent him to our own office what's the add-on"
    )
    assert groups(message) == {"asked": 1, "own": 1}


def test_how_often_somebody_called_before_counts_nothing() -> None:
    message = "She's rung us a dozen times. Today she asked for a human and got your live agent. Add-on?"
    assert groups(message) == {"asked": 1}
