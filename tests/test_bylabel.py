"""Calls counted by their origin and told of afterwards; parts in brackets of a colon; exceptions of a number."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Got 6 from Yelp and 2 from Bing. The Yelp ones all asked for a human and got a live agent, the Bing ones"
         " were AI. Add-on?", "18.00"),
        ("7 calls from Yelp and 2 from Bing. The latter all asked for a human and got a live agent, the former were"
         " AI. Add-on?", "6.00"),
        ("5 calls on the Reno line, 3 on the Elko line. The Reno line calls were verified as new by a live agent,"
         " those on the Elko line went to our own staff. Add-on?", "15.00"),
        ("All nine calls but one had a live agent, at the caller's request. Add-on?", "24.00"),
        ("5 of 12 calls needed a live agent: 4 because callers asked, 1 for a new caller's verification. The others"
         " AI. Add-on?", "15.00"),
        ("Five calls. Two needed a live agent, both new callers to be verified; three didn't. Add-on?", "6.00"),
        ("Of 9 people who asked for a human, 4 got a Smith.ai agent and 5 gave up waiting. Add-on?", "12.00"),
    ],
)  # fmt: skip
def test_by_label(message: str, add_on: str) -> None:
    assert amount(message) == add_on
