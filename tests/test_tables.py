"""Tables: reasons down the side or across the top with numbers, and one call a row."""

from __future__ import annotations

from collections import Counter

import pytest
from spoken import amount, groups, last, reading

WANTED = Counter({"asked": 4, "failed": 3, "outage": 1})


@pytest.mark.parametrize(
    "table",
    [
        "reason | calls\ncaller-initiated escalation | 4\nsystem escalation (AI failure) | 3\noutage | 1",
        "| Type | Count |\n|---|---|\n| Caller escalation | 4 |\n| AI failure | 3 |\n| Outage | 1 |",
        "type,count\ncaller escalation,4\nAI failure,3\noutage,1",
        "type;calls\ncaller escalation;4\nAI failure;3\noutage;1",
        "Type\tCalls\nCaller escalation\t4\nAI failure\t3\nOutage\t1",
        "| Caller escalation | AI failure | Outage |\n|---|---|---|\n| 4 | 3 | 1 |",
        "Type               Calls\nCaller escalation  4\nAI failure         3\nOutage             1",
        "Caller escalation: 4\nAI failure: 3\nOutage: 1",
        "Caller escalation ......... 4\nAI failure ......... 3\nOutage ......... 1",
        "caller_escalation=4\nai_failure=3\noutage=1",
    ],
    ids=["bars", "markdown", "commas", "semicolons", "tabs", "across", "aligned", "colons", "dots", "keys"],
)
def test_numbers_beside_reasons_are_calls(table: str) -> None:
    message = f"Live agent calls last week:\n{table}\n\nWhat is the add-on in total?"
    assert groups(message) == WANTED
    assert amount(message) == "12.00"


def test_a_total_row_is_not_counted_again() -> None:
    message = "type | calls\ncaller escalation | 4\nAI failure | 3\ntotal | 7\nadd-on?"
    assert amount(message) == "12.00"


def test_a_total_column_is_not_counted_again() -> None:
    message = "type,north,south,total\nverified by live agent,2,1,3\nAI failure,1,1,2\nadd-on?"
    assert amount(message) == "9.00"


def test_minutes_are_no_calls() -> None:
    message = "type | calls | minutes\ncaller escalation | 4 | 37\nAI failure | 3 | 12\nadd-on?"
    assert amount(message) == "12.00"


def test_days_across_several_rows_add_up() -> None:
    message = "day | caller escalation | AI failure\nMon | 2 | 1\nTue | 0 | 4\nWed | 3 | 0\nall taken by live agents, add-on?"
    assert groups(message) == {"asked": 5, "failed": 5}


def test_one_call_a_row() -> None:
    message = (
        "id | what happened | who\n"
        "101 | caller asked for a human | Smith.ai live agent\n"
        "102 | AI froze | Smith.ai live agent\n"
        "103 | caller asked for a human | our own office\n"
        "add-on?"
    )
    assert groups(message) == {"asked": 1, "failed": 1, "own": 1}


def test_columns_of_yes_and_no() -> None:
    message = (
        "caller,asked for human,ai crashed,live agent on\n"
        "Abbot,yes,no,yes\nBlum,no,yes,yes\nCraig,no,no,no\nDrew,yes,no,no\n"
        "one call a row, add-on?"
    )
    assert groups(message) == {"asked": 1, "failed": 1, "ai": 2}


def test_ticks_under_reasons_that_name_the_agent() -> None:
    message = "no. | asked (LA) | AI fail (LA)\n1 | x | \n2 |  | x\n3 |  | \nadd-on for the three calls?"
    assert groups(message) == {"asked": 1, "failed": 1, "ai": 1}


def test_a_column_of_who_took_part() -> None:
    message = (
        "call | who answered | why\n1 | AI | -\n2 | LA | asked\n3 | us | asked\n4 | ? | asked\n"
        "5 | LA | verification\nadd-on?"
    )
    assert amount(message) == "6.00-9.00"


def test_a_column_of_callers_names_no_humans() -> None:
    message = "call | who | what\n1 | Jonas | AI only\n2 | Petra | asked for a human, live agent\nadd-on?"
    assert amount(message) == "3.00"


def test_shares_of_calls() -> None:
    message = "desk | calls | % asked for a live agent | % to our shop\nA | 40 | 10% | 20%\nB | 20 | 5% | 0%\nadd-on?"
    assert amount(message) == "15.00"
    assert sum(groups(message).values()) == 60


def test_a_share_that_is_no_whole_number_is_asked_about() -> None:
    message = "desk | calls | % asked for a live agent\nA | 7 | 10%\nB | 9 | 50%\nadd-on?"
    assert last(message).kind == "clarify"


def test_calls_a_day_over_days() -> None:
    message = "branch | days open | verified by live agent per day\nOak | 5 | 2\nElm | 3 | 1\nadd-on?"
    assert amount(message) == "39.00"


def test_a_table_on_its_side() -> None:
    message = "call 1 2 3\nwho AI LA LA\nwhy - asked verification\nLA = Smith.ai live agent. Add-on?"
    assert groups(message) == {"ai": 1, "asked": 1, "verified": 1}


def test_running_totals_count_once() -> None:
    message = "Callers who asked for and got a live agent, running total:\nMon 1\nTue 4\nWed 6\nadd-on?"
    assert amount(message) == "18.00"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("I only need Vienna.", "9.00"),
        ("Vienna only please.", "9.00"),
        ("Please leave out Vienna.", "6.00"),
        ("Everything except Vienna.", "6.00"),
        ("Just the extra please, for both.", "15.00"),
    ],
)
def test_rows_picked_out(words: str, wanted: str) -> None:
    table = "site,verified by live agent,AI failure\nVienna,3,1\nGraz,2,4"
    assert amount(f"{table}\n{words} What is the add-on?") == wanted


def test_a_month_picked_out() -> None:
    table = "reason | Nov | Dec\ncaller asked for a live agent | 2 | 5\nAI failure | 1 | 1"
    assert amount(f"{table}\nDecember 2025 only, what is the add-on?") == "15.00"


def test_a_choice_that_is_not_understood_is_asked_about() -> None:
    table = "site,verified by live agent\nVienna,3\nGraz,2"
    assert last(f"{table}\nI only need the rows of the night shift. Add-on?").kind == "clarify"


def test_codes_with_a_legend() -> None:
    message = "Key: R = caller requested a live agent, K = AI crashed, live agent took over, N = AI only\nMon R\nTue N\nWed K\nThu R\nadd-on?"
    assert groups(message) == {"asked": 2, "ai": 1, "failed": 1}


def test_a_glossary_tells_of_no_calls() -> None:
    message = "4 HV, 2 SE, 1 ET (human verification / system escalation / external transfer). Add-on?"
    assert amount(message) == "12.00"


def test_records_of_keys_and_values() -> None:
    message = (
        "call: 1\nagent: Smith.ai\nreason: caller asked\n\ncall: 2\nagent: none\nreason: -\n\n"
        "call: 3\nagent: Smith.ai\nreason: ai failure\n\nadd-on?"
    )
    assert groups(message) == {"asked": 1, "ai": 1, "failed": 1}


def test_json() -> None:
    message = (
        '[{"id": 1, "handled_by": "smith_live_agent", "why": "caller_request"}, '
        '{"id": 2, "handled_by": "ai", "why": null}] add-on?'
    )
    assert groups(message) == {"asked": 1, "ai": 1}


def test_one_record_is_one_call() -> None:
    message = "Call ID: 7143\nCaller: Ines Roth\nHandled by: Smith.ai live agent\nReason: caller requested\n\nadd-on?"
    assert groups(message) == {"asked": 1}


def test_base_rates_of_rows() -> None:
    message = (
        "call | base | what\n1 | 2.10 | asked for a human, live agent\n2 | 2.10 | AI only\ntotal with base?"
    )
    answer = last(message)
    assert answer.bill is not None
    assert str(answer.bill.total_low) == "7.20"


def test_a_blank_date_is_the_one_above() -> None:
    message = "date | what\n11/18/2025 | caller asked, live agent\n | new caller verified by live agent\n11/24/2025 | AI error, live agent\nadd-on?"
    assert [call.on.day for call in reading(message).calls if call.on] == [18, 18, 24]


@pytest.mark.parametrize(
    "aside",
    [
        "We are open:\nMon 9-5\nTue 9-5\nWed 9-1",
        "Prices of ours:\nroses 4\ntulips 3\nlilies 6",
        "Rosa Lind\n12 Mill Road\nDover 19901",
    ],
)
def test_what_is_no_table_of_calls(aside: str) -> None:
    message = f"One caller asked for a person and your live agent took over. What is the add-on?\n\n{aside}"
    assert amount(message) == "3.00"


def test_a_head_of_number_signs_counts_calls() -> None:
    message = (
        "Kind | # of calls\nAI alone | 30\nCaller asked, live agent came on | 5\nOutage fallback | 4\nTotal | 39\n"
        "What is the add-on?"
    )
    assert groups(message) == {"ai": 30, "asked": 5, "outage": 4}


def test_rows_of_one_name_are_one_call() -> None:
    message = (
        "call | event\nB1 | live agent verified new caller\nB1 | caller asked for human, live agent\n"
        "B2 | caller asked for human, live agent\nB3 | AI froze, live agent\n"
        "Rows with one id are the same call. Add-on?"
    )
    assert amount(message) == "6.00"


def test_a_first_row_that_others_repeat_is_no_head() -> None:
    message = (
        "Fri\tBarlow\tnew caller\tlive agent verified details\nFri\tOkafor\tnew caller\tlive agent verified details\n"
        "Sat\tBarlow\tasked for human\tlive agent\nAdd-on, one line per call?"
    )
    assert groups(message) == {"verified": 2, "asked": 1}


def test_a_yes_may_be_explained() -> None:
    message = (
        "Name     Asked for human?   Who came on?          AI error?\n"
        "Ames     yes                Smith.ai live agent   no\n"
        "Boyd     no                 Smith.ai live agent   yes, so agent stepped in\n"
        "Cole     no                 nobody                no\nAdd-on?"
    )
    assert groups(message) == {"asked": 1, "failed": 1, "ai": 1}


def test_numbers_of_calls_that_come_again_are_no_counts() -> None:
    message = (
        "call | what\n301 | live agent verified new caller\n301 | asked for a human, live agent\n"
        "302 | asked for a human, live agent\n303 | AI crashed, live agent\nadd-on?"
    )
    assert amount(message) == "6.00"


def test_a_form_of_one_call_counts_no_minutes() -> None:
    message = (
        "ticket: 31-207\nopened: 2025-12-05\ncalls: 1\nminutes: 22\n"
        "what: caller asked for a human, live agent; later live agent booked on public calendar link\namount?"
    )
    assert amount(message) == "3.00"


def test_ours_in_brackets_is_our_side() -> None:
    message = (
        "Agent | Calls | Reason\nIda (Smith.ai) | 2 | caller asked for human\n"
        "Jon (ours) | 5 | caller asked for human\nadd-on?"
    )
    assert groups(message) == {"asked": 2, "own": 5}


def test_heads_and_numbers_parted_by_a_slash_behind_a_name() -> None:
    told = (
        "Shop: callers who asked for & got your live agent / calls the AI sent to the shop floor\n"
        "Elm St: 4 / 1\nOak St: 0 / 6\nPine St: 6 / 0\nAdd-on for all the shops?"
    )
    assert amount(told) == "30.00"


def test_a_head_that_names_the_month_is_no_row() -> None:
    told = (
        "| Date Jan 2026 | caller asked, live agent | AI failure, live agent |\n|---|---|---|\n"
        "| Mon 5 | 2 | 1 |\n| Tue 6 | 0 | 4 |\nTotal add-on?"
    )
    assert amount(told) == "6.00"


def test_a_row_of_the_ai_without_a_reason_had_no_human() -> None:
    told = "source,reason,n\nAI,,44\nlive agent,caller request,5\nour desk,transfer,9\nAdd-on total?"
    assert amount(told) == "15.00"
