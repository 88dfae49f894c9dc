"""Numbers that name a thing or say how large or long it is count no calls."""

from __future__ import annotations

import pytest
from spoken import groups


@pytest.mark.parametrize(
    "message",
    [
        "Our line 3 rings in the back office. A caller asked for a human and your live agent took it. Fee?",
        "Dinners over 40 guests are to go to your live agent at the start, and this one had 60, and did. Fee?",
        "Live agent: I've Friday 8:30 or 12. Caller: 12, thanks. Your live agent booked our public calendar. Fee?",
        "An escalation over ten minutes. It was fourteen: the caller asked for a human, your agent came. Fee?",
    ],
)
def test_such_numbers_are_of_one_call(message: str) -> None:
    assert sum(groups(message).values()) == 1


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (40, "Over the week 40 guests called, asked for a human and got your live agent. Fee?"),
        (
            12,
            "On line 2 we had twelve calls where the caller asked for a human and got your live agent. Fee?",
        ),
        (3, "It was three calls: callers asked for a human and got your live agent. Fee?"),
    ],
)
def test_numbers_beside_them_count(count: int, message: str) -> None:
    assert sum(groups(message).values()) == count
