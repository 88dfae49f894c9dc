"""Logs of what happened when, a line an event; key=value lines; entries that say they are no call of their own."""

from __future__ import annotations

import pytest
from spoken import amount

ASKED = "caller begs for a person"
JOINED = "Smith.ai live agent joins"
CHECK = "live agent verified a first-time caller"
CRASH = "AI crashed, live agent stepped in"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        (f"ZR-4 07:01 {ASKED}\nZR-4 07:02 {JOINED}\nZR-5 07:30 {CRASH}\nZR-6 08:00 {CHECK}\nadd-on?", 6),
        (f"09:00 #8 {ASKED}\n09:00 #9 {CRASH}\n09:01 #8 {JOINED}\n09:05 #8 passed on to our shop\nadd-on?", 3),
        (f"call 1 | {ASKED}\ncall 1 | {JOINED}\ncall 2 | AI only\ncall 2 | ends\nadd-on for both?", 3),
        (f"4401 {ASKED}\n4401 {JOINED}\n4401 agent {CHECK[11:]}\n4402 AI only\n4402 ends\nadd-on?", 3),
        ("nr=4 agent=smith why=asked_for_person\nnr=5 agent=none why=-\nnr=6 agent=smith why=ai_froze\nadd-on?", 3),
        (f"- {ASKED}, {JOINED}\n- {ASKED}, {JOINED} (duplicate entry)\n- {CHECK}\nadd-on?", 6),
        (f"1. {CRASH}\n2. same call as 1, {ASKED} and keeps the live agent\n3. AI only\nadd-on?", 3),
        (f"a) {CHECK}\nb) {CHECK} - wrong account, please ignore\nc) AI only\nadd-on?", 3),
        (f"a) {CHECK}\nb) {CHECK}, not the same call as a\nc) AI only\nadd-on?", 6),
        (f"q1 smith agent / {ASKED}\nq2 ours (Gil) / {ASKED}\nq3 smith agent / same as q1\nq4 nobody / AI\nadd-on?", 6),
        ("ID / leg / cause\n9 / LA / asked for human\n10 / OWNER / asked for human\n11 / LA / HV\nadd-on?", 6),
        (f"Mon 9:10 Smith agent: {CHECK[11:]} caller\nMon 9:30 us: {ASKED}\nTue 8:00 clergy, AI\nadd-on?", 3),
        (f"Wed {ASKED} -> rang through to Odile Brandt at the shop\nThu {ASKED}, {JOINED}\nadd-on?", 3),
        ("1) asked for a person, a live agent (not ours) came on\n2) AI only\nadd-on?", 3),
    ],
)  # fmt: skip
def test_entries_are_the_calls_they_say_they_are(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"


@pytest.mark.parametrize(
    "message",
    [
        f"S1 3 calls: {CHECK}\nS1 2 calls: {ASKED}, {JOINED}\nS2 4 calls: {CHECK}\nadd-on?",
        f"S1: {CHECK}\nS2: {CHECK}\nS3: {CHECK}\nadd-on?",
    ],
)
def test_names_that_tell_no_calls_apart_make_none_one(message: str) -> None:
    assert amount(message) != "6.00"
