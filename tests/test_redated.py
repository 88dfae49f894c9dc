"""Follow-ups that put the day of calls right."""

from __future__ import annotations

import pytest
from spoken import amount, last

BOOKED = "Two bookings by your live agent on a public calendar link, Nov 16 and Nov 19, 2025. Add-on?"
FOUR = "4 callers asked for a human and got your live agents on Nov 18, 2025. Add-on?"
TWO = "Two new callers verified by your agents, Nov 18 and Nov 24, 2025. Add-on?"


@pytest.mark.parametrize(
    ("first", "change", "add_on"),
    [
        (BOOKED, "the second wasn't the 19th, it was the 27th. The first date is right", "3.00"),
        (BOOKED, "Sorry: the first was really Nov 26, not the 16th", "3.00"),
        (BOOKED, "first one is 11/26 not 11/16, second 11/29 not 11/19", "6.00"),
        (TWO, "The one of the 18th was on the 28th.", "6.00"),
        (TWO, "for the 18th read the 28th", "6.00"),
        (TWO, "I wrote the 18th by mistake, it was the 21st", "6.00"),
        (TWO, "Nov 22 instead of Nov 18", "6.00"),
        (TWO, "the second was two weeks earlier than I said, and that's all", "0.00"),
        (FOUR, "one of them was on the 28th, not the 18th", "3.00"),
        (FOUR, "two were not on the 18th but on the 28th", "6.00"),
        (FOUR, "all were on the 25th, not the 18th", "12.00"),
    ],
)
def test_a_day_is_put_right(first: str, change: str, add_on: str) -> None:
    answer = last(first, change)
    assert (answer.kind == "not_covered") == (add_on == "0.00")
    if add_on != "0.00":
        assert amount(first, change) == add_on


def test_a_day_that_is_only_denied_leaves_it_open() -> None:
    assert (
        last("One new caller verified by your agent on Nov 18, 2025.", "it wasn't the 18th").kind == "clarify"
    )


def test_a_further_call_on_another_day_is_no_correction() -> None:
    first = "A caller asked for a human and got your live agent on Nov 2, 2025. Add-on?"
    assert (
        amount(first, "2nd call, Dec 2, 2025: the caller asked for a human and got your agent. Just that?")
        == "3.00"
    )
