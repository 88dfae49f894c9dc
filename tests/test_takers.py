"""Calls that somebody took, told by who took how many of them."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Eight people wanted a human. Your agents took 6, our shop 2. Add-on?", "18.00"),
        ("Of seven callers who asked for a person, your live agents took 3, our own counter took 3 from the AI, and one hung up before anyone joined. Add-on?", "9.00"),
        ("Nine callers asked for a human: our own staff took 2, your agents 7. Add-on?", "21.00"),
        ("On eight of yesterday's calls the caller asked for a person. Your agents got 3 of them, our foreman got 5 straight from the AI. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_so_many_each_side_took(message: str, add_on: str) -> None:
    assert amount(message) == add_on
