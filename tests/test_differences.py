"""Two parts of a sum by their difference, and whose part is asked about."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We had 14 calls with callers who asked for and got a live agent in all. I had 4 more than my colleague. Add-on on my calls only?", "27.00"),
        ("We had 14 calls with callers who asked for and got a live agent in all. I had 4 more than my colleague. What's the add-on?", "42.00"),
        ("Together the two offices had 12 verifications by live agents. North had 2 more than South. Add-on for North?", "21.00"),
        ("Between the two shops there were 9 live agent calls, all at the caller's request. Shop A had 1 fewer than shop B. What's the add-on for shop A?", "12.00"),
        ("Sales got 8 callers who asked for a human and got a live agent, three more than support. Add-on for support?", "15.00"),
        ("Sales got 8 callers who asked for a human and got a live agent, three more than support. Add-on for both?", "39.00"),
        ("Live agents verified 8 new callers in January and 3 fewer in February. Add-on for both months?", "39.00"),
        ("In the morning 6 live agent handoffs at the caller's request, in the afternoon 2 fewer than that, same kind. Add-on for the day?", "30.00"),
    ],
)  # fmt: skip
def test_parts_by_their_difference(message: str, add_on: str) -> None:
    assert amount(message) == add_on
