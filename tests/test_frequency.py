"""So many at each time of day, on each day: every one of them a call."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("A live agent verified a new caller once at breakfast, three times around noon and twice before closing. All separate calls. Add-on?", "18.00"),
        ("A playbook handoff to a live agent happened once on Monday and twice on Thursday. Add-on?", "9.00"),
        ("Once in the morning and once at night a caller asked for a person and your agent took over. Add-on?", "6.00"),
        ("Live agents verified new callers: Monday once, Tuesday never, Wednesday twice. Add-on?", "9.00"),
        ("One caller at 9, two at 11 and two at 3 asked for a human and got your live agent. Add-on?", "15.00"),
        ("At 9 one caller, at 11 two and at 3 pm two asked for a human and got a live agent. Add-on?", "15.00"),
        ("The AI crashed twice on Friday and a live agent stepped in; twice on Saturday a caller asked for a human and got one of your live agents. Add-on?", "6.00"),
        ("Verification of a new caller by a live agent: 8 am 2, noon 4, 6 pm 1. All separate calls. Add-on?", "21.00"),
        ("Monday one caller asked for a human and got your live agent, and one call was AI only. Tuesday one, same as the first. Add-on?", "6.00"),
        ("He asked for a human once at the start and twice near the end of the call; your live agent took over. Add-on?", "3.00"),
        ("Once the caller asked for a human in the morning rush, your live agent took over. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_so_many_at_each_time(message: str, add_on: str) -> None:
    assert amount(message) == add_on
