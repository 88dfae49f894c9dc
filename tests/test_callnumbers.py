"""Calls told by their numbers, and further ones beside a call that no number counts."""

from __future__ import annotations

import pytest
from spoken import amount

TOLD = [
    (
        "call 1 bot froze, ur agent took over. call 2 lady wanted a person, ur agent. call 3 man wanted a person, "
        "ur agent. thats all 3. how much",
        "6.00",
    ),
    ("call 1 man asked for a human, your agent. call 2 woman new, your agent verified her. add-on?", "6.00"),
    ("A live agent takeover at the start by playbook, the same thing on two further calls. Sum?", "9.00"),
    ("The caller wanted a person and got ours. Add-on?", "0.00"),
    ("The caller wanted a real receptionist and got yours. Add-on?", "3.00"),
]


@pytest.mark.parametrize(("message", "add_on"), TOLD)
def test_numbers_of_calls_count_nobody(message: str, add_on: str) -> None:
    assert amount(message) == add_on
