"""So many at each place or time, the kind told once."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Three new callers verified by a live agent in Room 4, two in Room 5, zero in Room 6. Add-on?", "15.00"),
        ("Two callers asked for a human and got your live agent at the Hill Street shop, one at the Mill Street shop. Add-on?", "9.00"),
        ("The tour boat: 8 am three callers asked for a person and got a live agent, 10 am one, noon zero. Add-on?", "12.00"),
        ("First week 3 playbook handoffs to a live agent, second week 2, third week none. Add-on?", "15.00"),
        ("Two callers asked for a person and got your live agent before lunch and 1 after. Add-on?", "9.00"),
        ("Six calls in all; two in which the caller asked for a human and got a live agent in the morning, the rest AI. Add-on?", "6.00"),
    ],
)  # fmt: skip
def test_so_many_at_each_place(message: str, add_on: str) -> None:
    assert amount(message) == add_on
