"""Numbered calls that are struck out in prose."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("Calls 2, 3 and 6: live agent at the caller's request. Strike 3, not our tenant. Add-on?", 6),
        ("Calls 1-4: playbook handoff to a live agent. Calls 5 and 6: AI only. Leave out call 2. Add-on?", 9),
        ("Calls 1 to 3 asked for a human and got your live agent. Forget 15 minutes of hold time. Add-on?", 9),
    ],
)
def test_what_is_struck_is_not_counted(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"
