"""The calculator's table, bill and files, without a browser."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from shown import html, page

from assistant.types import AssistantError, Call
from assistant.web.desk import Desk
from assistant.web.pages import bill, calculator, share, spreadsheet
from assistant.web.pages.answer import plain_text

MIXED = (
    Call(frozenset({"human_verification"}), calls=4, base_rate=Decimal("2.40")),
    Call(frozenset(), calls=6, base_rate=Decimal("2.40")),
    Call(
        frozenset({"system_escalation"}),
        frozenset({"caller_escalation"}),
        1,
        date(2025, 12, 1),
        Decimal("2.40"),
    ),
)


def link(calls: tuple[Call, ...]) -> str:
    entries = [
        {
            "interactions": sorted(call.interactions),
            "unknown": sorted(call.unknown),
            "calls": call.calls,
            "on": call.on.isoformat() if call.on else None,
            "base_rate": str(call.base_rate) if call.base_rate else None,
        }
        for call in calls
    ]
    return json.dumps(entries)


def test_it_begins_with_a_line_and_its_bill(desk: Desk) -> None:
    test = page("calculator")
    assert not test.exception
    assert '<span class="figure-value">+$3.00</span>' in html(test)


def test_a_link_fills_the_table(desk: Desk) -> None:
    test = page("calculator", calls=link(MIXED))
    assert not test.exception
    assert "+$12.00 to +$15.00" in html(test)
    assert "$38.40 to $41.40" in html(test)
    assert html(test).count("<tr><td") == 3


def test_each_line_of_the_bill_cites_what_it_rests_on(desk: Desk) -> None:
    shown = html(page("calculator", calls=link(MIXED)))
    for row in shown.split("<tr><td")[1:]:
        assert 'href="#source-bill-' in row.split("</tr>")[0]
    assert '<details class="source" id="source-bill-1">' in shown


def test_a_line_is_added_by_the_form(desk: Desk) -> None:
    test = page("calculator")
    test.multiselect[0].set_value(["Playbook handoff"])
    test.number_input[0].set_value(2)
    next(button for button in test.button if button.label == "Add line").click()
    test.run()
    assert not test.exception
    assert "+$9.00" in html(test)


def test_an_empty_table_asks_for_a_line(desk: Desk) -> None:
    test = page("calculator", calls="[]")
    assert not test.exception


def test_calls_before_the_effective_date_have_no_amount(desk: Desk) -> None:
    old = (Call(frozenset({"playbook_handoff"}), on=date(2025, 11, 1)),)
    shown = html(page("calculator", calls=link(old)))
    assert "Not covered" in shown
    assert "+$" not in shown.split("</section>")[0]


def test_table_and_calls_are_the_same_both_ways(desk: Desk) -> None:
    policy = desk.assistant.policy
    rows = [calculator.from_call(call, policy) for call in MIXED]
    assert calculator.to_calls(rows, policy) == MIXED


def test_what_a_table_says_for_nothing_is_read_as_nothing(desk: Desk) -> None:
    row = {"happened": None, "unsure": float("nan"), "calls": None, "on": pd.NaT, "rate": float("nan")}
    assert calculator.to_calls([row], desk.assistant.policy) == (Call(),)


def test_a_count_that_can_not_be_is_refused(desk: Desk) -> None:
    calls = calculator.to_calls([{"happened": [], "calls": -3}], desk.assistant.policy)
    with pytest.raises(AssistantError):
        desk.assistant.charge(calls)


def test_csv_adds_up_and_runs_nothing(desk: Desk) -> None:
    answer = desk.assistant.charge(MIXED)
    assert answer.bill is not None
    table = spreadsheet.csv_text(bill.table_rows(answer.bill, desk.assistant.policy), bill.COLUMNS)
    rows = list(csv.DictReader(io.StringIO(table)))
    assert sum(Decimal(row["add-on, at least"]) for row in rows) == answer.bill.add_on_low
    assert sum(Decimal(row["total, at most"]) for row in rows) == answer.bill.total_high
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_the_chart_adds_up_to_the_bill(desk: Desk) -> None:
    answer = desk.assistant.charge(MIXED)
    assert answer.bill is not None
    rows = bill.chart_rows(answer.bill, desk.assistant.policy)
    sure = sum(row["dollars"] for row in rows if row["kind"] == bill.CERTAIN)
    possible = sum(row["dollars"] for row in rows if row["kind"] == bill.POSSIBLE)
    assert (sure, sure + possible) == (12.0, 15.0)


def test_structured_calls_of_a_link_are_the_calls_again(desk: Desk) -> None:
    from assistant.contract import answer_json

    charge = answer_json(desk.assistant.charge(MIXED))["charge"]
    again = share.calls(json.dumps(share.structured(charge)))
    assert [(c.interactions, c.unknown, c.calls, c.on, c.base_rate) for c in again] == [
        (c.interactions, c.unknown, c.calls, c.on, c.base_rate) for c in MIXED
    ]


def test_the_answer_as_plain_text_names_its_sources(desk: Desk) -> None:
    from assistant.contract import answer_json

    words = plain_text(answer_json(desk.assistant.charge(MIXED)))
    assert "**" not in words
    assert "Sources:\n[1] " in words
