"""A number of calls that had an agent, and why some of these had one: "8 had a live agent. 5 of them asked"."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Of 16 calls 6 had a live agent. 4 of them were caller requests, the rest outages. Add-on?", "12.00"),
        ("There were 13 calls. In 4 a live agent took part. 3 of those were due to the AI freezing, the rest because the caller wanted a person.", "3.00"),
        ("We had 25 calls. In 10 a live agent took part. 6 of these because people asked, the others because the AI failed. Extra?", "18.00"),
        ("There were 8 calls. 3 went to your agents. Two of those were callers who asked; the remaining one was an AI failure. Fee?", "6.00"),
        ("ext. 31 asked for a human and got your live agent. Cost?", "3.00"),
    ],
)  # fmt: skip
def test_the_reasons_are_of_those_who_had_an_agent(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_calls_of_which_only_the_agent_is_told_stay_open() -> None:
    message = (
        "Nine calls: six were AI only, two went to your agents, one was an outage your agent covered. Add-on?"
    )
    assert amount(message) == "0.00-6.00"


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Four of my nine customers talked to your live agents because they'd asked. The AI did the others. Fee?", "12.00"),
        ("Five live agent bookings on our public calendar, and two of those callers were also verified as new in the same call. Total?", "15.00"),
        ("Three new callers, all checked by your agent; then two of them rang again and asked for a human, and your agent took them. Add-on?", "15.00"),
    ],
)  # fmt: skip
def test_what_is_told_of_some_of_those_is_of_them_alone(message: str, add_on: str) -> None:
    assert amount(message) == add_on
