"""Callers told by the day, by number or by article, and parts of them."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Every Wednesday in March 2026 a new tenant was verified by a live agent. Add-on?", "12.00"),
        ("A caller asked for a person each Sunday, four Sundays running, and got a live agent. Add-on?", "12.00"),
        ("For eight days one caller every other day asked for a human and got your agent. Cost on top?", "12.00"),
        ("Each weekday somebody asked for a human, Monday to Friday, and a live agent took it. Cost?", "15.00"),
        ("Every day for a week a guest asked for a human and a Smith.ai agent took over. Add-on?", "21.00"),
        ("A regular who rings us every Friday asked for a human today and got a live agent. Add-on?", "3.00"),
        ("Six calls a day, two of them verified as new by a live agent, three days. Rest AI. Add-on?", "18.00"),
        ("8 calls a day, three days. Two of each day's eight asked for and got a live agent; six AI. Cost?", "18.00"),
        ("5 calls a day, one of them asked for and got a live agent, five days a week. A week's add-on?", "15.00"),
        ("Two in the morning were AI only, so were three at noon, and one at night got a live agent he asked"
         " for. Add-on?", "3.00"),
        ("Neither of Monday's two calls had a live agent. All three on Friday did, at the callers' request."
         " Add-on?", "9.00"),
        ("Two calls from the same number: each time he asked for a person, each time a live agent came. Cost?", "6.00"),
    ],
)  # fmt: skip
def test_told_by_the_day(message: str, add_on: str) -> None:
    assert amount(message) == add_on
