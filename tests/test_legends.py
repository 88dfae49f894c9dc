"""Legends: signs, tags, numbers and pictures that stand for what happened, and initials for who took a call."""

from __future__ import annotations

import pytest
from spoken import amount

ASKED = "caller begged for a person, your live agent came on"
CRASH = "AI crashed, your live agent came on"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        (f"Thu Q - - W\nFri W - Q Q\nQ = {ASKED}; W = passed to our clerk; - = AI only. A letter a call. Add-on?", 9),
        (f"Thu Q Q! -\nFri Q - -\nQ = {ASKED}; Q! = {CRASH}; - = AI only. Add-on?", 6),
        ("0810 --\n0850 SX, new caller, details checked\n0930 DR, wanted the boss\nDR is us, SX = a Smith.ai live agent,"
         " -- = AI only. Add-on?", 3),
        ("[s] caller begged for a person\n[s] AI froze\n[ai only] opening hours\n[s] = your live agent came on. Each row"
         " a call. Add-on?", 3),
        ("🦊\n🦊🏠\n🦊👩\n\n🦊 AI only, 🏠 passed on to our office, 👩 asked for a human, got your live agent. Add-on?", 3),
        (f"code;n\n7;4\n8;9\n9;2\n\n7 = {ASKED}, 8 = AI only, 9 = {CRASH}. n counts calls. Add-on?", 12),
        ("11;AI>LV;cause=WISH\n12;AI\n13;AI>LV;cause=AI_CRASH\n14;AI>LV;cause=PLAYBOOK\n\nLV means your live agent, WISH"
         " means the caller asked for a human. Add-on?", 6),
    ],
)  # fmt: skip
def test_codes_are_read_as_what_they_stand_for(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        (f"one mark a call:\n{ASKED}  ||||\n{CRASH}  ||\nAdd-on?", 12),
        ("One call.\n[assistant] Hello?\n[lady] Give me a person.\n[assistant] A live agent will take over.\n"
         "[smith.ai agent] Hi.\nAdd-on?", 3),
    ],
)  # fmt: skip
def test_marks_and_speakers_are_no_codes(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"
