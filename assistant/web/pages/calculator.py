"""The calculator: calls composed in a table, without words; the bill below is always that of the table."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from assistant.contract import answer_json, calls_from_json
from assistant.types import INTERACTIONS, Answer, AssistantError, Call, Policy
from assistant.web.desk import Desk, open_desk
from assistant.web.pages import answer as shown
from assistant.web.pages import bill, browser, charts, escaped, share, spreadsheet

Row = dict[str, Any]

NO_WORDS = (
    "There is no message that is sure to be read as exactly these calls. Share the link or the JSON instead."
)

_MOST_CALLS = 1_000_000


def page() -> None:
    desk = open_desk()
    st.title("Calculator")
    st.caption(
        "Compose calls without words. A line on which nothing happened is a call the AI handled alone."
    )
    rows = _rows(desk.assistant.policy)
    _add_form(desk.assistant.policy)
    edited = _editor(rows, desk.assistant.policy)
    browser.listen()
    if not edited:
        st.info("The table is empty: add a line above, or in the table itself.")
        return
    try:
        calls = to_calls(edited, desk.assistant.policy)
        answer = desk.assistant.charge(calls)
    except AssistantError as problem:
        st.error(escaped.plain_in_markdown(str(problem)), icon=":material/error:")
        return
    if answer.bill is None:
        st.error("The price could not be checked just now, so none is shown. Try again in a moment.")
        return
    _bill(desk, answer, calls)


# ---------------------------------------------------------------- the table


def _rows(policy: Policy) -> list[Row]:
    """What the table begins with: the calls of the address, or one line to start from."""
    if "calculator" not in st.session_state:
        linked = share.calls(st.query_params.get("calls"))
        start = linked or (Call(interactions=frozenset({INTERACTIONS[1]})),)
        st.session_state["calculator"] = [from_call(call, policy) for call in start]
        st.session_state["calculator-edition"] = 0
    rows: list[Row] = st.session_state["calculator"]
    return rows


def from_call(call: Call, policy: Policy) -> Row:
    return {
        "happened": [policy.interactions[key].name for key in INTERACTIONS if key in call.interactions],
        "unsure": [policy.interactions[key].name for key in INTERACTIONS if key in call.unknown],
        "calls": call.calls,
        "on": call.on,
        "rate": None if call.base_rate is None else float(call.base_rate),
    }


def to_calls(rows: Sequence[Row], policy: Policy) -> tuple[Call, ...]:
    """The table's lines as calls.  Raises AssistantError on a line that can't be priced."""
    keys = {rule.name: key for key, rule in policy.interactions.items()}
    return calls_from_json({"calls": [_structured(row, keys) for row in rows]})


def _structured(row: Row, keys: dict[str, str]) -> dict[str, Any]:
    rate, on = _given(row.get("rate")), _given(row.get("on"))
    return {
        "interactions": [keys[name] for name in _list(row.get("happened")) if name in keys],
        "unknown": [keys[name] for name in _list(row.get("unsure")) if name in keys],
        "calls": int(_given(row.get("calls")) or 1),
        "on": on.isoformat()[:10] if on is not None else None,
        "base_rate": None if rate is None else str(Decimal(str(round(float(rate), 4)))),
    }


def _given(value: Any) -> Any:
    """A cell's value; None for the ways in which a table says that there is none."""
    return (
        None if value is None or value != value or (isinstance(value, float) and math.isnan(value)) else value
    )


def _list(value: Any) -> list[str]:
    return list(value) if isinstance(value, (list, tuple)) or hasattr(value, "tolist") else []


def _add_form(policy: Policy) -> None:
    names = [rule.name for rule in policy.interactions.values()]
    with st.form("add", clear_on_submit=True), st.container(horizontal=True, vertical_alignment="bottom"):
        happened = st.multiselect("What happened in the call (nothing: AI alone)", names, width=360)
        unsure = st.multiselect("Not sure whether", names, width=220)
        calls = st.number_input("Calls", 1, _MOST_CALLS, width=110)
        on = st.date_input("Date, if known", value=None, min_value=date(2000, 1, 1), width=150)
        rate = st.number_input("Base rate, $", 0.0, 10_000.0, value=None, step=0.05, width=120)
        if st.form_submit_button("Add line", icon=":material/add:"):
            row = {"happened": happened, "unsure": unsure, "calls": calls, "on": on, "rate": rate}
            st.session_state["calculator"] = [*st.session_state.get("calculator-edited", []), row]
            st.session_state["calculator-edition"] += 1
            st.rerun()


def _editor(rows: list[Row], policy: Policy) -> list[Row]:
    """The editable table; returns its rows as they are now."""
    import pandas as pd

    names = [rule.name for rule in policy.interactions.values()]
    column = st.column_config
    table = pd.DataFrame(rows, columns=["happened", "unsure", "calls", "on", "rate"])
    table["on"] = pd.to_datetime(table["on"])
    table["rate"] = table["rate"].astype(float)
    edited = st.data_editor(
        table,
        key=f"calculator-table-{st.session_state['calculator-edition']}",
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        alt="Calls to be priced, one line for calls that are alike",
        column_config={
            "happened": column.MultiselectColumn("What happened", options=names, width="large"),
            "unsure": column.MultiselectColumn("Not sure whether", options=names, width="medium"),
            "calls": column.NumberColumn("Calls", min_value=1, max_value=_MOST_CALLS, step=1, default=1),
            "on": column.DateColumn("Date"),
            "rate": column.NumberColumn("Base rate", min_value=0.0, max_value=10_000.0, format="$%.2f"),
        },
    )
    now: list[Row] = [{str(name): cell for name, cell in row.items()} for row in edited.to_dict("records")]
    st.session_state["calculator-edited"] = now
    return now


# ---------------------------------------------------------------- the bill


def _bill(desk: Desk, answer: Answer, calls: tuple[Call, ...]) -> None:
    policy, written = desk.assistant.policy, answer_json(answer)
    st.html(shown.card_html({**written["charge"], "lines": []}, policy))
    if answer.bill and answer.bill.add_on_high:
        _chart(answer, policy)
    st.html(bill.lines_html(answer, written["charge"], policy, "bill"))
    st.html(shown.sources_html({**written, "charge": None}, "bill", desk.assistant.articles))
    _downloads(answer, written, policy, calls)
    _in_words(desk, calls)


def _chart(answer: Answer, policy: Policy) -> None:
    rows = bill.chart_rows(answer.bill, policy) if answer.bill else []
    told = "Add-on in dollars by what happened in the calls; the table below tells the same"
    charts.stacked(rows, (bill.CERTAIN, bill.POSSIBLE), told)


def _downloads(answer: Answer, written: dict[str, Any], policy: Policy, calls: tuple[Call, ...]) -> None:
    if answer.bill is None:
        return
    table = spreadsheet.csv_text(bill.table_rows(answer.bill, policy), bill.COLUMNS)
    whole = json.dumps(
        {"charge": written["charge"], "citations": written["citations"]}, indent=2, ensure_ascii=False
    )
    lines = json.dumps(share.structured(written["charge"]), separators=(",", ":"))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        icon = ":material/download:"
        st.download_button(
            "CSV", table.encode("utf-8-sig"), "bill.csv", "text/csv", icon=icon, on_click="ignore"
        )
        st.download_button("JSON", whole, "bill.json", "application/json", icon=icon, on_click="ignore")
        st.html(shown.copy_button("Copy link", "/calculator?" + urlencode({"calls": lines})), width="content")


def _in_words(desk: Desk, calls: tuple[Call, ...]) -> None:
    """The table as a message that reads back to the same calls; said so where there is none."""
    with st.expander("Say it in words", icon=":material/format_quote:"):
        words = desk.assistant.say(calls)
        if words is None:
            st.caption(NO_WORDS)
            return
        st.code(words, language=None, wrap_lines=True)
        st.link_button("Ask this in the chat", "/?" + urlencode({"q": words}), icon=":material/forum:")
