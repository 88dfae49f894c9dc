"""The trace of a ticket: price, words, steps, calls, what is unknown, and a reply that is ready to send."""

from __future__ import annotations

import streamlit as st

from assistant.contract import answer_json
from assistant.types import Answer, Reading
from assistant.web.desk import Desk
from assistant.web.pages import answer as shown
from assistant.web.pages import bill, escaped, trace
from assistant.web.pages.combinations import rule_name

NOTHING_MISSING = "Nothing that matters is missing."
NOTHING_SEEN = "Nothing in this text was understood as something that happened in a call."


def draw_trace(desk: Desk, reading: Reading, answer: Answer) -> None:
    policy, written = desk.assistant.policy, answer_json(answer)
    if written["charge"]:
        st.html(shown.card_html({**written["charge"], "lines": []}, policy))
    st.subheader("What was read")
    st.html(trace.marked_text(reading))
    if not reading.observations:
        st.caption(NOTHING_SEEN)
    left, right = st.columns(2)
    with left:
        st.subheader("Steps")
        st.html(trace.steps_html(reading, policy))
    with right:
        st.subheader("Not known")
        missing = trace.unknowns(reading, policy)
        st.markdown(
            "\n".join(f"- {escaped.plain_in_markdown(words)}" for words in missing) or NOTHING_MISSING
        )
    if answer.bill:
        st.subheader("Calls and rules")
        st.html(bill.lines_html(answer, written["charge"], policy, "ticket"))
        rules = dict.fromkeys(rule_name(line.decided_by, policy) for line in answer.bill.lines)
        st.caption("Decided by: " + escaped.plain_in_markdown(", ".join(rules)))
    st.subheader("Answer")
    st.markdown(shown.text_markdown(written, "ticket"))
    if sources := shown.sources_html(written, "ticket", desk.assistant.articles):
        st.html(sources)
    with st.expander("Ready reply", icon=":material/reply:"):
        st.code(ready_reply(desk, written), language=None, wrap_lines=True)


def ready_reply(desk: Desk, written: dict[str, object]) -> str:
    """The answer as a mail to the client, sources included; its first and last words stand in kb/text."""
    frame = desk.assistant.texts.get("reply", {})
    return "\n\n".join(
        part for part in (frame.get("opening"), shown.plain_text(written), frame.get("closing")) if part
    )
