"""Things that stand for calls, and calls told in pairs."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Each call leaves two lines in our log. There are 8 lines, all callers that asked for a human and got a live agent. Add-on?", "12.00"),
        ("Our system logs every call twice. I see 6 entries of live agent verifications. Add-on?", "9.00"),
        ("The export has two rows per call. 8 rows are callers who asked for a human and got a live agent, 4 rows are AI only. Add-on?", "12.00"),
        ("Live agents verified new callers, two dozen entries, but our tool writes six entries per call. Add-on?", "12.00"),
        ("One tick = 5 calls. Live agent at caller's request: 3 ticks. AI only: 4 ticks. Add-on?", "45.00"),
        ("Each bar in the chart is 3 calls. Four bars: caller asked for a person, live agent took it. Two bars: AI only. Add-on?", "36.00"),
        ("Two calls at nine and two at ten. In each pair one caller wanted a person and got a Smith.ai agent, the other stayed with the AI. Add-on?", "6.00"),
        ("Four pairs of callers, each caller asked for a human and got a live agent. Add-on?", "24.00"),
        ("Three pairs of calls. One of each pair was a caller who asked for a human and got a live agent, the other AI only. Add-on?", "9.00"),
        ("Each call has its own line here. 8 lines, all callers that asked for a human and got a live agent. Add-on?", "24.00"),
        ("We have 2 phone lines. Three callers asked for a human and got a live agent. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_things_that_stand_for_calls(message: str, add_on: str) -> None:
    assert amount(message) == add_on
