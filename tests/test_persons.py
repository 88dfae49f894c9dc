"""People introduced by name tell whose person took part wherever their names come again."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("08:10 \"operator!\" -> Smith.ai agent Nell\n09:00 playbook match, Nell took it\n10:00 bot crashed, Nell stepped in\n"
         "11:00 bot only\nAdd-on?", 6),
        ("Ivo is our dispatcher.\n1. caller wanted a person, Ivo took it\n2. caller wanted a person, live agent took it\n"
         "Add-on?", 3),
        ("Our receptionist Odette and your agent Brita both had calls. The first caller wanted a human, Odette took it over."
         " The second wanted a human, Brita took it over. Add-on?", 3),
        ("- caller begged for a person; Smith.ai's Petra took over\n- caller asked for Petra, AI took a message\nAdd-on?", 3),
    ],
)  # fmt: skip
def test_a_name_tells_whose_person_it_was(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"


@pytest.mark.parametrize(
    "message",
    [
        "He wanted a person and somebody came on. Was it Runa at our desk or your agent? Runa can't say. Add-on?",
        "He wanted a human and got 'Runa'. There's a Runa at our counter and you've a Runa as well. Add-on?",
    ],
)
def test_a_name_of_two_or_of_nobody_known_tells_nothing(message: str) -> None:
    assert "-" in amount(message)
