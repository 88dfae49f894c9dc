"""Lists, logs and transcripts: each entry a call of its own, a conversation one call."""

from __future__ import annotations

from collections import Counter

import pytest
from spoken import amount, groups

ENTRIES = [
    "caller asked for a human, live agent took over",
    "AI froze, live agent finished the call",
    "AI handled it alone",
    "passed to our front desk",
]
WANTED = Counter({"asked": 1, "failed": 1, "ai": 1, "own": 1})


@pytest.mark.parametrize(
    "markers",
    [
        ["1. ", "2. ", "3. ", "4. "],
        ["1) ", "2) ", "3) ", "4) "],
        ["#1 ", "#2 ", "#3 ", "#4 "],
        ["- ", "- ", "- ", "- "],
        ["* ", "* ", "* ", "* "],
        ["• ", "• ", "• ", "• "],
        ["Call 1: ", "Call 2: ", "Call 3: ", "Call 4: "],
        ["call A - ", "call B - ", "call C - ", "call D - "],
        ["a) ", "b) ", "c) ", "d) "],
        ["9:05 ", "9:40 ", "11:12 ", "16:30 "],
        ["2025-12-01 ", "2025-12-02 ", "2025-12-03 ", "2025-12-04 "],
        ["12/1 ", "12/2 ", "12/3 ", "12/4 "],
        ["Mon: ", "Tue: ", "Wed: ", "Thu: "],
        ["(i) ", "(ii) ", "(iii) ", "(iv) "],
        ["[1/4] ", "[2/4] ", "[3/4] ", "[4/4] "],
        ["First: ", "Second: ", "Third: ", "Fourth: "],
        ["Ticket 4011: ", "Ticket 4012: ", "Ticket 4013: ", "Ticket 4014: "],
        ["01 | ", "02 | ", "03 | ", "04 | "],
    ],
    ids=lambda markers: markers[0].strip(),
)
def test_a_list_is_one_call_an_entry(markers: list[str]) -> None:
    lines = "\n".join(marker + entry for marker, entry in zip(markers, ENTRIES, strict=True))
    assert groups(f"Calls of the week:\n{lines}\nWhat is the add-on?") == WANTED
    assert amount(f"Calls of the week:\n{lines}\nWhat is the add-on?") == "3.00"


def test_an_entry_may_count_more_than_one() -> None:
    message = "- 3 callers asked for a human, live agent took over\n- 2x AI failure, live agent finished\n- 4 AI alone\ntotal?"
    assert groups(message) == {"asked": 3, "failed": 2, "ai": 4}


def test_an_entry_may_run_over_several_lines() -> None:
    message = (
        "1. Caller asked for a human\n   and a live agent took over.\n"
        "2. AI crashed\n   and a live agent finished it.\nAdd-on for these?"
    )
    assert groups(message) == {"asked": 1, "failed": 1}


def test_windows_line_ends_and_blank_lines_change_nothing() -> None:
    message = "1. caller asked for a human, live agent took over\r\n\r\n2. AI handled it alone\r\n\r\nadd-on?"
    assert groups(message) == {"asked": 1, "ai": 1}


def test_steps_of_one_call_are_one_call() -> None:
    message = (
        "What does this one call cost extra?\n1) AI greeted the caller\n2) caller asked for a human\n"
        "3) live agent took over"
    )
    assert groups(message) == {"asked": 1}


TRANSCRIPT = """AI: Thank you for calling Birch Dental, how can I help?
Caller: I need to talk to a person.
AI: One moment please, connecting you to a live agent.
Agent: Hello, this is Dana with Smith.ai, how can I help?
Caller: I want to move my appointment.
Agent: Done, see you on Friday.
"""


def test_a_transcript_is_one_call() -> None:
    assert groups(TRANSCRIPT + "\nAdd-on?") == {"asked": 1}


def test_two_transcripts_under_headings_are_two_calls() -> None:
    quiet = (
        "AI: Hello, how can I help?\nCaller: What are your hours?\nAI: Nine to five.\nCaller: Thanks, bye.\n"
    )
    message = f"Call 1\n{TRANSCRIPT}\nCall 2\n{quiet}\nAdd-on for both?"
    assert sum(groups(message).values()) == 2


def test_tallies_count_their_strokes() -> None:
    message = "caller asked for human, live agent   ||||\nAI failure, live agent   ||\nAdd-on?"
    assert groups(message) == {"asked": 4, "failed": 2}


def test_a_single_line_with_a_dash_is_no_list() -> None:
    assert groups("- caller asked for a human and a live agent took over, add-on?") == {"asked": 1}
