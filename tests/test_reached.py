"""Who was reached, of several who wanted somebody: "five asked for a human; two got your agent"."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Seven people wanted a person. Three got your live agent. Add-on?", "9.00"),
        ("Seven clients demanded a human, but only five of them ended up with one of your live agents. Fee?", "15.00"),
        ("Six callers asked for a human. Your agents took just four of them. Extra?", "12.00"),
        ("Five asked for a human, three reached a live agent and two hung up while holding. Add-on?", "9.00"),
        ("Four patients insisted on a human: two reached your live agent, one gave up, one went to our nurse. Cost?", "6.00"),
        # near misses: those were reached already
        ("Five callers asked for and got a live agent, three went to our own office. Add-on?", "15.00"),
        ("Two requests for a human, taken by live agents, and four transfers to our office. Add-on?", "6.00"),
    ],
)  # fmt: skip
def test_only_those_reached_are_charged(message: str, add_on: str) -> None:
    assert amount(message) == add_on
