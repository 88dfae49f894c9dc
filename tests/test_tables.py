"""Tables: reasons down the side or across the top with numbers, and one call a row."""

from __future__ import annotations

from collections import Counter

import pytest
from spoken import amount, groups

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
    ],
    ids=["bars", "markdown", "commas", "semicolons", "tabs", "across"],
)
def test_numbers_beside_reasons_are_calls(table: str) -> None:
    message = f"Live agent calls last week:\n{table}\n\nWhat is the add-on in total?"
    assert groups(message) == WANTED
    assert amount(message) == "12.00"


def test_a_total_row_is_not_counted_again() -> None:
    message = "type | calls\ncaller escalation | 4\nAI failure | 3\ntotal | 7\nadd-on?"
    assert amount(message) == "12.00"


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
