"""Numbers beside a call that count no calls."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("3 callers asked for a human and got a live agent. They spoke for 4, 12 and 31 minutes. Add-on?", "9.00"),
        ("Two callers asked for a human and got one of your live agents; it took 3 agents and 45 minutes overall. Surcharge?", "6.00"),
        ("One caller asked for a person 4 times until a live agent came on. How much extra?", "3.00"),
        ("Unit 12 at 400 Main Street: the tenant asked for a person and a live agent of yours took over. Cost on top?", "3.00"),
        ("order 4471, 12 boxes, the caller wanted a real person and your live agent took it. what's the add-on?", "3.00"),
        ("2 calls: room 12 and room 14 guests each asked for a person and got your live agent. Add-on?", "6.00"),
        ("four calls at 555-0134, all asked for a human and got smith agents. add on?", "12.00"),
        ("6 new callers verified by 2 live agents. Add-on?", "18.00"),
        ("Call lasted 17 minutes, extension 204, 3 transfers inside your team, caller had asked for a human and your agents handled it. Add-on?", "3.00"),
        ("Three calls, 7 live agent interactions between them, all verification or caller-requested. What is the add-on?", "9.00"),
        ("5 calls with 8 live agent interactions in total, all of them verification or caller request. Add-on?", "15.00"),
        ("A caller asked for a human, was on hold 5 minutes, then one of your 3 agents picked up. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_numbers_that_count_no_calls(message: str, add_on: str) -> None:
    assert amount(message) == add_on
