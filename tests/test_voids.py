"""Constructions don't reach over the number of other calls."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "Two calls where your agent booked on our public page and 6 outage calls answered by your agents. Sum?",
            "6.00",
        ),
        (
            "Four appointments your live agent made on a web form we don't connect, two AI crashes. Sum?",
            "12.00",
        ),
    ],
)
def test_what_is_said_of_one_kind_of_calls_is_not_said_of_the_next(message: str, add_on: str) -> None:
    assert amount(message) == add_on
