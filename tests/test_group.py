"""Heads and parts, shares and the rest, overlaps: how calls told of together are shared out."""

from __future__ import annotations

from collections import Counter

import pytest
from spoken import amount, groups

TOOK = "Your live agents took them."


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        # a head and its parts
        ("10 calls reached your live agents. 6 of them because the caller asked, 4 because the AI froze.",
         {"asked": 6, "failed": 4}),
        ("Your live agents took 7 calls: 3 verifications, 2 caller requests, 2 outages.",
         {"verified": 3, "asked": 2, "outage": 2}),
        ("Of 8 calls with a live agent, 5 were escalations the callers asked for and 3 system failures.",
         {"asked": 5, "failed": 3}),
        # the rest
        ("9 calls. 2 callers asked for a human and got your live agents, the rest were handled by the AI alone.",
         {"asked": 2, "ai": 7}),
        ("Twenty calls: five went to our own office, the others asked for a person and got your live agents.",
         {"own": 5, "asked": 15}),
        ("12 calls, 4 of them outages with live agents, the other 8 human verification by live agents.",
         {"outage": 4, "verified": 8}),
        # shares
        ("Out of 40 calls 25% asked for a human and got a live agent. The rest were AI only.", {"asked": 10, "ai": 30}),
        ("Half of our 16 calls were verified by your live agents, the other half AI alone.", {"verified": 8, "ai": 8}),
        ("A third of 9 calls: caller asked for a human, live agent took it. The rest: AI alone.", {"asked": 3, "ai": 6}),
        # exceptions
        ("All but two of 10 calls asked for a human and got your agents; those two the AI did alone.",
         {"asked": 8, "ai": 2}),
    ],
)  # fmt: skip
def test_calls_are_shared_out(message: str, wanted: dict[str, int]) -> None:
    assert groups(message + " What is the add-on?") == Counter(wanted)


@pytest.mark.parametrize(
    ("message", "calls", "add_on"),
    [
        ("6 calls asked for a human and got a live agent. 4 calls were verified by a live agent. 2 of the calls had both, so 8 calls in all.",
         8, "24.00"),
        ("5 calls where the AI froze and your live agents took over. 2 of them also had the caller asking for a human.",
         5, "6.00"),
        ("Of 10 calls with live agents 7 were outages. 3 of those also were human verifications. The other 3 were AI failures.",
         10, "9.00"),
    ],
)  # fmt: skip
def test_calls_on_two_lists_count_once(message: str, calls: int, add_on: str) -> None:
    assert sum(groups(message + " Add-on?").values()) == calls
    assert amount(message + " Add-on?") == add_on


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("First, third and fifth call: caller asked for a human, live agent took it. Second and fourth: AI alone.",
         {"asked": 3, "ai": 2}),
        ("Calls 1-3: callers asked for a human and got a live agent. Call 4: AI alone.", {"asked": 3, "ai": 1}),
        ("The first was an outage with a live agent, the second a verification by a live agent, the third went to our shop.",
         {"outage": 1, "verified": 1, "own": 1}),
    ],
)  # fmt: skip
def test_ordinals_share_out(message: str, wanted: dict[str, int]) -> None:
    assert groups(message + " Add-on?") == Counter(wanted)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("Mon 2, Tue 3, Wed 1: all callers who asked for a human and got your live agents.", {"asked": 6}),
        ("Callers who asked for a human and got your live agents: Boston 4, Reno 5.", {"asked": 9}),
        ("Five calls a day for 4 days, each one a caller asking for a human and getting your live agent.", {"asked": 20}),
        ("3 calls a day Monday to Friday, all AI failures that your live agents picked up.", {"failed": 15}),
    ],
)  # fmt: skip
def test_numbers_by_day_and_place_add_up(message: str, wanted: dict[str, int]) -> None:
    assert groups(message + " Add-on?") == Counter(wanted)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("Both calls: the caller asked for a human and got a live agent.", {"asked": 2}),
        ("Two calls, each one verified by your live agent.", {"verified": 2}),
        ("Six calls. All of them asked for a human and got your live agents.", {"asked": 6}),
        ("Six calls. None of them had a human, the AI did it all.", {"ai": 6}),
    ],
)
def test_words_for_all_and_none(message: str, wanted: dict[str, int]) -> None:
    assert groups(message + " Add-on?") == Counter(wanted)


def test_the_sum_said_again_counts_nothing() -> None:
    message = (
        "4 callers asked for a human and got your live agents, 3 were verified by your live agents."
        " So what do the seven calls cost extra?"
    )
    assert groups(message) == {"asked": 4, "verified": 3}


def test_a_number_taken_back_counts_nothing() -> None:
    message = "5 callers asked for a human and got your live agents, sorry, make that 6. Add-on?"
    assert groups(message) == {"asked": 6}


def test_who_took_all_of_them_is_said_of_each_part() -> None:
    message = f"3 asked for a human, 2 were AI failures. {TOOK} Add-on?"
    assert groups(message) == {"asked": 3, "failed": 2}
