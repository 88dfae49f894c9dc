"""Things that stand for calls, and calls told in pairs."""

from __future__ import annotations

import pytest
from spoken import amount, assistant


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


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Of every ten callers, four asked for a human and got a live agent; the other six stayed with the AI. We had thirty callers. Add-on?", "36.00"),
        ("Fifteen calls yesterday. Out of every five, two were caller escalations to a live agent, the rest AI. Add-on?", "18.00"),
        ("In every four calls three were verified by a live agent as new callers and one was AI only. We took 8 calls. Add-on?", "18.00"),
        ("On each Sunday of March 2026 (1, 8, 15, 22, 29) a live agent made two bookings on our public link. Add-on?", "30.00"),
        ("On each Monday in January 2026 (5, 12, 19 and 26) one caller asked for a human and got a live agent. Add-on?", "12.00"),
    ],
)  # fmt: skip
def test_so_many_of_every_so_many(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_what_is_written_of_a_call_is_no_request() -> None:
    bill = assistant().ask("Five calls. Two callers asked for a human and got a live agent, one log reads \"live agent joined\" and doesn't say why, two were AI. Add-on?").bill  # fmt: skip
    assert bill is not None
    assert (f"{bill.add_on_low:.2f}", f"{bill.add_on_high:.2f}") == ("6.00", "9.00")
