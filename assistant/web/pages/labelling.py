""" "This is wrong": a ticket stored as a labelled case, in the format `assistant eval` reads."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import streamlit as st

from assistant.contract import amount_text
from assistant.store import StoreError
from assistant.types import Answer
from assistant.web.desk import Desk

A_PRICE, AN_ARTICLE, NOT_COVERED = "A price", "The article answers it", "The article does not say"
COVERED: dict[str, bool | str] = {"All of them": True, "Some of them": "partly", "None of them": False}


def label_form(desk: Desk, text: str, answer: Answer, who: str) -> None:
    """Asks what would have been right and keeps it."""
    with st.expander("This is wrong", icon=":material/flag:"):
        kind = st.radio(
            "What is right?", (A_PRICE, AN_ARTICLE, NOT_COVERED), horizontal=True, key="label-kind"
        )
        with st.form("label", border=False):
            record = _price_fields(answer) if kind == A_PRICE else _question_fields(desk, kind)
            why = st.text_input("Why", placeholder="the fact or rule that decides", key="label-why")
            if st.form_submit_button("Keep as a case", type="primary"):
                _keep(desk, {"cat": "staff", "text": text, **record, "why": why}, who)
        kept_of, kept = st.session_state.get("kept-case", ("", ""))
        if kept_of == text:
            st.success(f"Kept as {kept}.")


def _price_fields(answer: Answer) -> dict[str, Any]:
    bill = answer.bill
    low = float(bill.add_on_low) if bill and bill.add_on_low is not None else 0.0
    high = float(bill.add_on_high) if bill and bill.add_on_high is not None else low
    with st.container(horizontal=True):
        at_least = st.number_input(
            "Add-on, at least ($)", 0.0, value=low, step=1.0, width=170, key="label-low"
        )
        at_most = st.number_input("at most ($)", 0.0, value=high, step=1.0, width=170, key="label-high")
        total = st.number_input(
            "Total, if asked ($)", 0.0, value=None, step=1.0, width=170, key="label-total"
        )
    covered = COVERED[st.selectbox("Calls the article's pricing covers", list(COVERED), key="label-covered")]
    return price_record(at_least, at_most, total, covered)


def price_record(low: float, high: float, total: float | None, covered: bool | str) -> dict[str, Any]:
    """The graded fields of a priced case; a case that isn't covered has no amounts."""
    if covered is False:
        return {"low": None, "high": None, "total": None, "covered": False}
    amounts = (
        None if amount is None else amount_text(Decimal(str(amount)))
        for amount in (low, max(low, high), total)
    )
    return dict(zip(("low", "high", "total"), amounts, strict=True)) | {"covered": covered}


def _question_fields(desk: Desk, kind: str) -> dict[str, Any]:
    record: dict[str, Any] = {"must": [], "must_not": [], "sections": []}
    if kind == NOT_COVERED:
        return {"kind": "not_covered", **record}
    headings = [
        section.heading for article in desk.assistant.articles.values() for section in article.sections
    ]
    record["sections"] = st.multiselect("Sections that answer it", headings, key="label-sections")
    return {"kind": "article", **record}


def _keep(desk: Desk, record: dict[str, Any], who: str) -> None:
    """Keeps the case; which one is said as long as its ticket is looked at, whatever draws the page again."""
    try:
        case = desk.store.add_case(record, by=who)
    except StoreError as problem:
        st.error(f"The case could not be kept: {problem}")
        return
    st.session_state["kept-case"] = (record["text"], case.id)


def cases_download(desk: Desk) -> None:
    """All kept cases as one file for `assistant eval`."""
    try:
        cases = desk.store.cases()
    except StoreError as problem:
        st.caption(f"Kept cases can't be read now: {problem}")
        return
    if not cases:
        return
    lines = "".join(json.dumps(case.record, ensure_ascii=False) + "\n" for case in cases)
    st.download_button(
        f"Download {len(cases)} kept case{'s' if len(cases) != 1 else ''}",
        lines,
        "cases.jsonl",
        "application/jsonl",
        icon=":material/download:",
        on_click="ignore",
    )
