"""For support agents: every combination with its price, and how a pasted ticket is read, step by step."""

from __future__ import annotations

import streamlit as st

from assistant.types import AssistantError
from assistant.web.desk import open_desk
from assistant.web.pages import browser, staff
from assistant.web.pages import combinations as combined
from assistant.web.pages.escaped import plain_in_markdown
from assistant.web.pages.labelling import cases_download, label_form
from assistant.web.pages.spreadsheet import csv_text
from assistant.web.pages.ticket import draw_trace

_COLUMNS = ("What happened", "Price", "Deciding rule", "Why")


def page() -> None:
    st.title("Edge cases")
    who = staff.gate()
    browser.listen()
    ticket, table = st.tabs(["Trace a ticket", "All combinations"])
    with ticket:
        _ticket(who)
    with table:
        _combinations()


def _ticket(who: str) -> None:
    desk = open_desk()
    with st.form("ticket", border=False):
        text = st.text_area(
            "Ticket, transcript or question",
            height=180,
            placeholder="Paste what the client wrote, or the call's transcript",
            key="ticket-text",
        )
        if st.form_submit_button("Trace it", type="primary", icon=":material/troubleshoot:"):
            st.session_state["traced"] = text
    traced = st.session_state.get("traced")
    if not traced:
        st.caption(
            "You will see the words each observation rests on, the steps to the price, and a ready reply."
        )
        return
    try:
        reading = desk.assistant.explain(traced)
        answer = desk.assistant.ask(traced)
    except AssistantError as problem:
        st.error(plain_in_markdown(str(problem)), icon=":material/error:")
        return
    draw_trace(desk, reading, answer)
    label_form(desk, traced, answer, who)
    cases_download(desk)


def _combinations() -> None:
    desk = open_desk()
    policy, rows = desk.assistant.policy, _rows()
    names = [rule.name for rule in policy.interactions.values()]
    included = st.pills("With", names, selection_mode="multi", key="included")
    excluded = st.pills("Without", names, selection_mode="multi", key="excluded")
    prices = list(dict.fromkeys(row.price for row in rows))
    with st.container(horizontal=True):
        price = st.segmented_control("Price", prices, key="price")
        words = st.text_input(
            "Search", placeholder="a word of the rule or the reason", key="combination-words"
        )
    found = combined.matching(rows, policy, included, excluded, price, words)
    st.caption(f"{len(found)} of {len(rows)} combinations")
    table = [
        dict(zip(_COLUMNS, (row.happened, row.price, row.rule, row.because), strict=True)) for row in found
    ]
    if not table:
        st.info("No combination is like that.")
        return
    st.dataframe(
        table, hide_index=True, height=480, alt="Combinations of interactions with price and deciding rule"
    )
    st.download_button(
        "CSV",
        csv_text(table, _COLUMNS).encode("utf-8-sig"),
        "combinations.csv",
        "text/csv",
        icon=":material/download:",
    )


@st.cache_resource(show_spinner="Pricing every combination …")
def _rows() -> list[combined.Combination]:
    return combined.all_combinations(open_desk().assistant)
