"""What is said of single entries around a list; entries that refer to others; rows that must not be lost."""

from __future__ import annotations

import pytest
from spoken import amount

HUMAN = "caller insisted on a person, your live agent took over"
CHECK = "live agent verified a first-time caller"
CRASH = "AI crashed, live agent stepped in"
ALONE = "bot handled it alone"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        (f"- 09:10 {HUMAN}\n- 09:40 {CHECK}\n- 11:05 {ALONE}\n\nThe 09:10 and the 09:40 were one call. Add-on?", 3),
        (f"#1 {HUMAN}\n#2 {CHECK}\n\n#1 and #2 are not the same call. Add-on?", 6),
        (f"1. {HUMAN}\n2. {CHECK}\n3. {HUMAN}\n\nPlease drop no. 2, it belongs to another client. Add-on?", 6),
        (f"* {HUMAN}\n* {CHECK}\n* {HUMAN}\n\nOnly the first two are ours. Add-on?", 6),
        (f"- Mon: {HUMAN}\n- Tue: {ALONE}\n- Wed: {HUMAN}\n\nWednesday's call was really the AI crashing. Add-on?", 3),
        (f"1. {HUMAN}\n2. {HUMAN}\n3. {CHECK}\n\nThe first was on November 3, 2025, the others on December 3, 2025."
         " Add-on?", 6),
        (f"I. {HUMAN}\nII. same as I\nIII. {CRASH}\nIV. see III\n\nAdd-on for the four calls?", 6),
        (f"calls 1, 2 and 5: {HUMAN}\ncalls 3-4: {ALONE}\ncall 6: {CHECK}\n\nAdd-on for the six calls?", 12),
        (f"Mon 2x {HUMAN}\nTue 1x {CRASH}\nWed 3x {CHECK}\n\nAdd-on?", 15),
        (f"- {HUMAN}\n- {CHECK}\n\nI forgot one more: a live agent booked through our public link. Add-on?", 9),
        ("Live agent verified a new caller:\n- Monday 10:00\n- Tuesday 11:30\n\nCaller asked for a human, live agent "
         "took over:\n- Monday 15:00\n\nAI only:\n- Friday 9:00\n- Friday 9:20\n\nAdd-on?", 9),
        (f"rows 1 to 4 | {HUMAN}\nrows 5 to 9 | {ALONE}\nrows 10 to 11 | {CHECK}\n\nEach row is a call. Add-on?", 18),
        (f"what | %\n{HUMAN} | 20%\n{ALONE} | 80%\n\nThat's of 50 calls. Add-on?", 30),
        (f"kind | calls\n{HUMAN} | five\n{ALONE} | two\n**Total** | **7**\n\nAdd-on?", 15),
    ],
)  # fmt: skip
def test_what_is_said_of_entries_is_said_of_them(message: str, sum_: int) -> None:
    assert amount(message) == f"{sum_}.00"


@pytest.mark.parametrize(
    "message",
    [
        f"1. {HUMAN}\n2. {ALONE}\n3. same as #9\n\nWhat do the three calls add?",
        f"1. {HUMAN}\n2. {CHECK}\n3. {CHECK}\n\nNumber 3 was a test by my son. Add-on?",
        f"{HUMAN}: 4\n(one of which also counted below)\n{CHECK}: 3\n{ALONE}: 7\n\nAdd-on?",
        f"kind | calls\n{HUMAN} | about 5\n{CHECK} | 2\n{ALONE} | 9\n\nAdd-on?",
        f"{HUMAN}: 4\n{CHECK}: 3\n\nAdd-on for the twelve calls?",
        f"code;n\n10;3\n20;2\n\n10 = {HUMAN}; 20 = {ALONE}, {CRASH}. Add-on?",
        f"kind | calls\nblue things | 5\n{HUMAN} | 2\n{ALONE} | 3\n\nAdd-on?",
    ],
)
def test_what_cannot_be_placed_is_asked_about(message: str) -> None:
    assert "-" in amount(message)


@pytest.mark.parametrize(
    ("log", "sum_"),
    [
        ("9:10 new caller, live agent verified him\n9:40 human asked for, live agent came\n9:42 oops, that one was our receptionist, no live agent on it", "3.00"),
        ("- 3 callers wanted a human and got a live agent\n- sorry, make that 4\n- AI failed on 2 calls, live agent took over", "12.00"),
        ("10:05 Ada: 3 asked for a human, all got a live agent\n10:07 Ada: correction, one of those 3 went to our own desk\n11:30 Kit: AI crash, agent took it", "6.00"),
        ("Mon - 2 verified by live agent\nTue - AI only\nWed - AI crashed, live agent took over", "6.00"),
    ],
    ids=["that one", "make that", "one of them", "no correction"],
)  # fmt: skip
def test_an_entry_may_put_right_the_one_before(log: str, sum_: str) -> None:
    assert amount(f"{log}\nadd-on?") == sum_


@pytest.mark.parametrize(
    ("ticket", "sum_"),
    [
        ('Reporter: "The caller asked for a human and got your agent."\nInvestigation: The AI lost audio and the system escalated to a live agent. Nobody had asked.', "0.00"),
        ("Complaint: your AI crashed and we got billed.\nFindings: no crash. The visitor wanted a person, a live agent took the call.", "3.00"),
        ("Client's position: it was an outage.\nQA review: there was no outage. Caller was new, live agent verified her number.", "3.00"),
    ],
    ids=["reporter", "complaint", "position"],
)  # fmt: skip
def test_what_was_found_counts_more_than_what_a_ticket_claims(ticket: str, sum_: str) -> None:
    assert amount(f"{ticket}\nadd-on?") == sum_
