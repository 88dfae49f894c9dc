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


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("week,checked_by_LA,asked_got_LA,ai_crash_LA,ai_only\n2026-W11,2,1,3,9\n2026-W12,0,1,0,7\n\nLA = Smith.ai live"
         " agent; each call stands in one column only. Add-on?", 12),
        ("no | new caller verified by live agent | AI froze, live agent took over\n1 | x |\n2 | | x\n3 | |\nAdd-on?", 3),
        ("            Asked for human   Desk transfer\nMay 4 2026       2              1\nMay 5 2026       0              6\n\n"
         "The first column went to your live agents. Add-on?", 6),
        ("Hour  Calls  Live agent?\n13    3      no\n14    2      both, callers asked for a human\n15    1      yes, AI froze\n\n"
         "Add-on?", 6),
        (f"1 | Ode | {ASKED}\n2 | Kerr | AI gave directions\n3 | Ode | insisted again; live agent from Smith.ai\nAdd-on?", 6),
        (f"1 | x | {ASKED}\n2 | y | AI only\n3 | z | {CRASH}\n\nRow 2 was AI only. Add-on?", 3),
    ],
)  # fmt: skip
def test_ticks_and_columns_tell_of_rows(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("4 calls at the Orme site today – CIE→LA (flood), AI looped so LA took over, LS by LA, xfer to client. Add-on?", 6),
        ("Five calls sampled. A was CIE, B PBH, C outage fallback, D HV, E xfer to client. Add-on?", 9),
        (f"Three calls. A: {ASKED}. B: as A, except that it was our own porter who came on. C: AI only. Add-on?", 3),
        (f"A: {ASKED}. B: AI passed her to our clerk. C: as with A, except that the agent also booked. Add-on?", 6),
    ],
)  # fmt: skip
def test_items_of_a_sentence_are_calls(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("live agent booked on our public link → apr: 2, may: 5\nAI booked on calendly → apr: 9, may: 8\nAdd-on?", 21),
        ("Callers who asked for a human and got your live agent, per hour:\n8am: 1\n9am: 0\n10am: 3\nAdd-on?", 12),
        ("Playbook handoffs to your live agents, per hour:\n9h: 1\n10h: 2\n11h: -\nAlso 6 calls were AI only. Add-on?", 9),
        (f"1. AI only\n2. {ASKED}\nPlus three calls that AI passed to our clerk, and one playbook handoff to a live agent."
         " Add-on?", 6),
    ],
)  # fmt: skip
def test_numbers_by_hour_and_by_month_are_calls(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"
