"""Lists, logs and transcripts: each entry a call of its own, a conversation one call."""

from __future__ import annotations

from collections import Counter

import pytest
from spoken import amount, groups, reading

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


def test_an_inline_list() -> None:
    message = "k1 ai k2 agent(asked) k3 our staff k4 agent(AI error) -- agent = smith.ai live agent. add-on for k1 to k4?"
    assert groups(message) == {"ai": 1, "asked": 1, "own": 1, "failed": 1}


def test_lines_of_names() -> None:
    message = (
        "ms. u - AI\nmr. v - live agent (he wanted a human)\nms. w - our front desk\nadd-on for the 3 calls?"
    )
    assert groups(message) == {"ai": 1, "asked": 1, "own": 1}


def test_plain_lines_when_as_many_calls_are_counted() -> None:
    message = "Two calls, noted below.\nasked for an operator; live agent took over\nAI crashed; live agent took over\nadd-on?"
    assert groups(message) == {"asked": 1, "failed": 1}


def test_dates_of_announced_calls() -> None:
    message = (
        "In these three calls a live agent verified a new caller:\n"
        "14 November 2025 - florist\n3 December 2025 - vet\n9 January 2026 - vet\nWhat do we owe?"
    )
    assert amount(message) == "6.00"


def test_dates_and_rates_stay_with_their_entries() -> None:
    message = (
        "- 1 call on November 3, 2025, base rate $2.10: caller-initiated escalation\n"
        "- 1 call, date unknown, no known base rate: caller-initiated escalation\nadd-on?"
    )
    assert amount(message) == "3.00"
    assert [call.base_rate for call in reading(message).calls][1] is None


def test_a_day_above_entries_is_theirs() -> None:
    message = (
        "November 18, 2025\n- caller asked, live agent took over\n- AI only\n"
        "November 24, 2025\n- caller asked, live agent took over\nadd-on?"
    )
    assert [call.on.day for call in reading(message).calls if call.on] == [18, 18, 24]


def test_a_day_of_the_month_is_no_count() -> None:
    message = (
        "12/1 caller asked for a human, live agent took over\n12/2 AI froze, live agent took over\nadd-on?"
    )
    assert groups(message) == {"asked": 1, "failed": 1}


def test_boxes_without_a_tick_did_not_take_place() -> None:
    message = (
        "Calls that took place are ticked:\n[x] Ada: caller asked for a human, live agent took over\n"
        "[ ] Ben: new caller, live agent verified\n[x] Cy: AI only\nadd-on?"
    )
    assert groups(message) == {"asked": 1, "ai": 1}


def test_one_calls_checklist_is_no_list() -> None:
    message = (
        "checklist for a call:\n[x] caller asked for a human\n[ ] new caller\n[x] live agent booked\nadd-on?"
    )
    assert sum(groups(message).values()) == 1


def test_fields_of_one_call_are_no_list() -> None:
    message = (
        "- Caller: new\n- AI: took the name\n- Live agent (Smith.ai): verified the contact info\n"
        "- Outcome: message\nWhat does this call cost extra?"
    )
    assert groups(message) == {"verified": 1}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Please skip the ones in December.", "3.00"),
        ("I only need the November ones.", "3.00"),
        ("Only the second of these please.", "3.00"),
        ("We only pay for people our callers ask for, don't we?", "6.00"),
    ],
)
def test_entries_picked_out(words: str, wanted: str) -> None:
    message = (
        "11/25/2025 caller asked for a human, live agent took over\n"
        "12/04/2025 live agent verified a new caller\n12/05/2025 AI only"
    )
    assert amount(f"{message}\n{words} Total add-on?") == wanted


def test_the_first_entry_may_tell_how_many_there_were() -> None:
    message = "- 10 calls\n- 2 caller asked, live agent\n- 1 AI error, live agent\nWhat is the add-on?"
    assert groups(message) == {"ai": 7, "asked": 2, "failed": 1}


def test_an_entry_that_is_not_understood_is_asked_about() -> None:
    message = "1. caller asked for a human, live agent took over\n2. human ZX-9 flow\n3. AI only\nadd-on?"
    assert amount(message) == "3.00-6.00"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("AI: Hi.\nCaller: Operator!\nAI: One moment.\nLive agent: Hello, this is Pia.", {"asked": 1}),
        (
            "AI: Shall I get a live agent?\nCaller: No thanks, your hours?\nAI: Nine to five.\nCaller: Bye.",
            {"ai": 1},
        ),
        ("AI: Hi.\nCaller: Your hours?\nAI: Nine to five.\nCaller: Bye.", {"ai": 1}),
        ("AI: Hi.\nCaller: Is Jo in?\nAI: One moment.\nFront desk: Jo here.", {"own": 1}),
        (
            "Speaker 1: Hi, I'm the virtual assistant.\nSpeaker 2: A person please.\nSpeaker 1: Sure.\nSpeaker 3: Hello.",
            {"asked|own": 1},
        ),
    ],
    ids=["shout", "declined", "two voices", "own desk", "third voice"],
)
def test_who_speaks_tells_who_took_part(said: str, wanted: dict[str, int]) -> None:
    assert groups(f"{said}\n\nWhat is the add-on for this call?") == wanted


def test_a_transcript_beside_several_calls_is_asked_about() -> None:
    message = f"{TRANSCRIPT}\nThe second one was alike. Add-on for the two calls?"
    assert "-" in amount(message)


def test_days_of_a_month_behind_their_weekdays_are_no_counts() -> None:
    message = (
        "November 2025\nWed 19 - caller wanted a person, your agent took the call, no charge shown\n"
        "Sat 22 - caller wanted a person, your agent took the call\nTue 25 - caller in person at the desk\nAdd-on?"
    )
    assert amount(message) == "3.00"
    assert [str(call.on) for call in reading(message).calls][:2] == ["2025-11-19", "2025-11-22"]


@pytest.mark.parametrize("second", ["Wed 5", "Tue 4 calls"])
def test_numbers_behind_weekdays_that_are_no_days_of_a_month_are_counts(second: str) -> None:
    message = f"Mon 2 asked for a human, live agents took over\n{second} asked for a human, live agents took over\nadd-on?"
    assert sum(groups(message).values()) > 5


def test_the_other_four_are_none_of_five_of_them() -> None:
    message = "In five of them the caller asked for a human and a live agent took over. In the other four the AI crashed. Add-on?"
    assert groups(message) == {"asked": 5, "failed": 4}


def test_marks_beside_what_they_count_are_calls() -> None:
    message = (
        "From the fridge door, one stroke is one call\nwanted a human, live agent came: IIII\n"
        "AI broke, live agent came: II\nto our workshop: I\nadd-on?"
    )
    assert groups(message) == {"asked": 4, "failed": 2, "own": 1}


def test_letters_in_a_row_are_calls_of_what_they_mean() -> None:
    message = (
        "One letter a call:\n- H H H = asked for a human, Smith.ai agent came\n"
        "- F F = AI froze, live agent took over\n- K = passed to our kitchen staff\nAdd-on?"
    )
    assert groups(message) == {"asked": 3, "failed": 2, "own": 1}


def test_ticked_lines_with_hours_are_calls() -> None:
    message = (
        "Left on my desk:\n[x] 9 am - Mr. Roth asked for a live person, Smith.ai's agent took him\n"
        "[x] 11 am - spam, AI\n[x] noon - new caller, live agent verified her number\n[ ] ask what this costs"
    )
    assert amount(message) == "6.00"


def test_lines_of_one_name_and_a_number_are_calls() -> None:
    message = (
        "Guests by room:\nRoom 4  asked for a human, live agent took over\nRoom 7  AI told him the code\n"
        "Room 12  new guest, live agent verified the number\nadd-on?"
    )
    assert groups(message) == {"asked": 1, "ai": 1, "verified": 1}


def test_a_reference_of_two_numbers_counts_nothing() -> None:
    message = "id ........ 812-31\nfrom ...... Ines\nlive agent verified a new caller\nadd-on for the call?"
    assert groups(message) == {"verified": 1}


def test_people_who_ask_each_other_are_no_records() -> None:
    message = (
        "Rosa: the 9:10 wanted a person, was that you?\nKim: no that was a smith.ai agent, I had the 9:40\n"
        "Rosa: and did the 9:40 ask for a person too?\nKim: yes, the AI put it through to my desk\nAdd-on for these?"
    )
    assert "-" in amount(message)


def test_speakers_may_be_introduced_afterwards() -> None:
    message = (
        "P1: Thanks for calling, how can I help?\nP2: I'd like to talk to a person please.\nP1: Connecting you to a live agent.\n"
        "P3: Hi, this is Bo with Smith.ai, what do you need?\nP2: A quote.\n\nP1 = AI. What is the add-on for the call?"
    )
    assert amount(message) == "3.00"


def test_entries_of_codes_are_a_call_for_each() -> None:
    message = (
        "A = asked for human, live agent came. N = new, live agent verified. X = AI crash, live agent saved it.\n"
        "Mon: A N N\nTue: X\nWed: A X\nadd-on?"
    )
    assert groups(message) == {"asked": 2, "verified": 2, "failed": 2}


def test_times_at_the_head_of_invoice_lines_count_calls() -> None:
    message = (
        "DRAFT\n3 x caller asked for a human, your live agent took over ...... ?\n"
        "2 x AI crashed, live agent finished ...... ?\n1 x forwarded to our own plumber ...... 0\nOne sum please."
    )
    assert groups(message) == {"asked": 3, "failed": 2, "own": 1}


def test_hours_without_a_colon_number_no_calls() -> None:
    message = (
        "0815 asked for a human, live agent\n0930 AI only\n1300 new caller, live agent verified her\nadd-on?"
    )
    assert groups(message) == {"asked": 1, "ai": 1, "verified": 1}


def test_an_entry_may_name_one_of_our_own() -> None:
    message = "- Hall: wanted a human; live agent\n- Ives: wanted a human; our front desk\n- Jay: wanted a human; our own Kim\nadd-on?"
    assert amount(message) == "3.00"


@pytest.mark.parametrize("heads", [("2 calls ", "6 calls "), ("2 callers ", "6 callers "), ("2 ", "6 ")])
def test_counts_that_rise_from_line_to_line_are_counts(heads: tuple[str, str]) -> None:
    message = f"{heads[0]}asked for a human, live agent took over\n{heads[1]}got an AI crash, live agent took over\nadd-on?"
    assert groups(message) == {"asked": 2, "failed": 6}


def test_a_call_with_minutes_is_one() -> None:
    message = "1 call Mon Mr. X\n  live agent verified his address\n  20 min of live agent\nIt was one call. add-on?"
    assert amount(message) == "3.00"


def test_an_entry_like_the_one_before_had_what_that_one_had() -> None:
    message = (
        "Call A: live agent verified a new caller. Call B: same thing. Call C: same thing, and later she asked for a "
        "human and your agent took it. Call D: AI only. Sum?"
    )
    assert amount(message) == "9.00"


@pytest.mark.parametrize(
    ("log", "add_on"),
    [
        ("1) your agent verified a new caller\n2) AI did it all\n3) same as 1\nTotal?", "6.00"),
        ("1) your agent verified a new caller\n2) AI did it all\n3) like no. 2\nTotal?", "3.00"),
        ("1) your agent verified a new caller\n2) AI did it all\n3) same as the first\nTotal?", "6.00"),
        ("a) your agent verified a new caller\nb) AI did it all\nc) as b\nTotal?", "3.00"),
        ("Three calls. a: your agent verified a new caller. b: AI did it all. c: as a. Total?", "6.00"),
        ("1) your agent verified a new caller\n2) AI did it all\n3) same as 7\nTotal?", "3.00-6.00"),
    ],
)
def test_an_entry_like_another(log: str, add_on: str) -> None:
    assert amount(log) == add_on


def test_a_machine_that_says_the_same_over_and_over_is_stuck() -> None:
    said = "BOT: Dale Dental, new or existing patient?\nCALLER: existing\n"
    agent = "LA: Live agent from Smith.ai here, sorry about that.\nCALLER: Thanks!\nAdd-on?"
    assert amount(said * 3 + agent) == "0.00"
    asked = said + "CALLER: A PERSON please\nBOT: Dale Dental, new or existing patient?\n"
    assert amount(asked + agent) == "3.00"


def test_what_a_system_logs_when_it_gives_up() -> None:
    for log in ("SYS: max retries, escalating", "SYS low confidence, handing over (system)"):
        told = f"AI: Finch Florist.\nCaller: roses\n{log}\nLA: Smith.ai live agent here.\nAdd-on?"
        assert amount(told) == "0.00"


def test_a_voice_that_comes_on_is_no_further_call() -> None:
    told = '"Machine says hello. Man says let me talk to somebody. Then a woman says hi, how can I help." Add-on?'
    assert amount(told) == "0.00-3.00"


def test_a_greeting_below_a_heading_begins_another_call() -> None:
    message = (
        "08:15 -----\n  Bot: Dell Farm, hello.\n  Mrs. O: Are you open?\n  Bot: Until six.\n"
        "09:50 -----\n  Bot: Dell Farm, hello.\n  Man: A person, please.\n  Bot: Here's a live agent.\n  Live agent: Hi!\n"
        "Our per-call price is $1.95. Both together?"
    )
    assert amount(message) == "3.00"


def test_labels_as_in_a_play() -> None:
    message = (
        "THE AI. Low Tide Boats.\nMRS. PELL. I'd like to talk to a human.\nTHE AI. I'll bring in a live agent.\n"
        "THE AGENT. This is Orla at Smith.ai.\n\nWhat does Orla add?"
    )
    assert amount(message) == "3.00"


def test_what_callers_say_of_their_own_things_is_no_failure() -> None:
    message = "robot: Suds.\nguy: my antenna, it broke off\nother guy: tell me, was it folded?\nguy: it doesn't fold\nfee?"
    assert amount(message) == "0.00-3.00"


def test_a_sentence_that_is_a_word_for_a_human_asks_for_one() -> None:
    message = "ai: Cape Tours!\nB: Morning. I don't talk to toasters. Human.\nai: A live agent is coming.\nagent: Hi.\nextra?"
    assert amount(message) == "3.00"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("Mon 11/24: 1 escalation (caller asked, live agent), 4 AI\nTue 11/25: 2 verifications by live agent, 3 AI\nWed 11/26: 1 AI outage call (live agent), 2 AI", "9.00"),
        ("2 verifications by live agent and 3 AI.", "6.00"),
        ("1. 11/24 - caller asked for a human, live agent\n2. 11/25 - live agent verified new caller\nBoth 2025, one call each.", "6.00"),
        ("*human asked for, live agent:* 3\n*AI failure, live agent:* 2\n*transferred to us:* 5", "9.00"),
    ],
    ids=["so many the machine alone", "in prose", "dates behind numbers", "emphasis"],
)  # fmt: skip
def test_numbers_beside_the_machine_and_dates_in_lists(message: str, sum_: str) -> None:
    assert amount(f"{message}\nAdd-on?") == sum_


def test_that_a_column_is_right_tells_of_no_further_call() -> None:
    table = (
        "| Day | asked for human (LA) | AI crash (LA) |\n|---|---|---|\n| Mon | 2 | 1 |\n| Tue | 0 | 2 |\n"
    )
    assert amount(f"{table}Add-on? The AI crash column is right.") == "6.00"


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        ("Our sheet has verification 6, escalation by caller 4, scheduling on a public link 2, system escalation 9, outage 1.", "36.00"),
        ("dispositions, one per call: HV 6; PBH 2; SYS ESC 4; AI 20.", "24.00"),
        ("The caller asked for a human at 4, a live agent came at 4:02, the AI failed at 5. One call.", "3.00"),
    ],
    ids=["kinds", "codes", "hours"],
)  # fmt: skip
def test_kinds_with_their_numbers_behind(message: str, sum_: str) -> None:
    assert amount(f"{message} Add-on?") == sum_
