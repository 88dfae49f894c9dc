"""Places known by number, the rest of what was charged, further calls told later, and the last of several."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Bakery, tour 1 had 4 callers who asked for a human and got a live agent, tour 2 had 3. Add-on?", "21.00"),
        ("Ward A got 2 callers who wanted a person (live agent took them), ward B 5, ward C none. Cost?", "21.00"),
        ("In week one 1 caller asked for and got a live agent, in week two 6, in week three none. Add-on?", "21.00"),
        ("Six calls from one tenant: the first two AI, the next three a live agent at her request; the last was AI."
         " Add-on?", "9.00"),
        ("A new guest was verified by a live agent, then a second, then a third. Add-on?", "9.00"),
        ("Three callers. The first wanted a person and got a live agent. The second too. The third: AI. Cost?", "6.00"),
        ("We had 9 calls with a person on: six live agents the callers had asked for, three our own people. Cost?",
         "18.00"),
        ("5 of our 11 calls were new callers verified by a live agent, another 2 asked for a human and got a live"
         " agent, none of the remaining 4 had a human. Add-on?", "21.00"),
        ("10 calls, 4 escalations to a live agent by request, 6 AI. Edit: 12 calls, the extra ones were requests as"
         " well. Add-on?", "18.00"),
        ("7 live agent verifications of new callers. Sorry, three of those were actually AI failures where the agent"
         " only rescued the call. Add-on?", "12.00"),
    ],
)  # fmt: skip
def test_numbered_places(message: str, add_on: str) -> None:
    assert amount(message) == add_on
