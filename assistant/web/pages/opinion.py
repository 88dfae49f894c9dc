"""Thumbs under an answer, with the help article's own way of asking for feedback."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.web.desk import Desk
from assistant.web.pages.talk import Talk, Turn, attempt

REASONS = (
    "Need more information",
    "Difficult to understand",
    "Inaccurate or irrelevant content",
    "The amount is wrong",
    "Missing or broken source",
)
THANKS = "That’s Great! Thank you for your feedback"
SORRY = "Sorry! We couldn't be helpful"
IMPROVE = "Let us know how can we improve this article!"
PICK_ONE = "Select at least one of the reasons"
SENT = "Feedback sent. We appreciate your effort and will try to fix the article"
LOST = "Your feedback could not be kept just now; please try again later."


def ask_opinion(desk: Desk, talk: Talk, turn: Turn) -> None:
    """The thumbs, and what follows from them.  Nothing is asked about an answer that isn't kept."""
    if turn.message is None:
        return
    key = f"thumbs-{turn.message}"
    if key not in st.session_state and turn.opinion is not None:
        st.session_state[key] = int(turn.opinion)
    st.feedback("thumbs", key=key, on_change=partial(_thumbed, desk, talk, turn, key))
    said = st.session_state.get(f"said-{turn.message}")
    if said:
        st.caption(said)
    elif st.session_state.get(key) == 0:
        _ask_why(desk, talk, turn)


def _thumbed(desk: Desk, talk: Talk, turn: Turn, key: str) -> None:
    thumb = st.session_state[key]
    turn.opinion = None if thumb is None else bool(thumb)
    kept = thumb is None or _keep(desk, talk, turn, [], "")
    st.session_state[f"said-{turn.message}"] = (THANKS if thumb == 1 else None) if kept else LOST


def _ask_why(desk: Desk, talk: Talk, turn: Turn) -> None:
    with st.popover(SORRY, icon=":material/edit_note:"), st.form(f"why-{turn.message}", border=False):
        st.markdown(IMPROVE)
        reasons = st.pills(PICK_ONE, REASONS, selection_mode="multi", key=f"reasons-{turn.message}")
        comment = st.text_area("Comment", max_chars=2000, key=f"comment-{turn.message}")
        if not st.form_submit_button("Send feedback", type="primary"):
            return
        if not reasons:
            st.error(PICK_ONE)
            return
        kept = _keep(desk, talk, turn, list(reasons), comment)
        st.session_state[f"said-{turn.message}"] = SENT if kept else LOST
        st.rerun()


def _keep(desk: Desk, talk: Talk, turn: Turn, reasons: list[str], comment: str) -> bool:
    message, helpful = turn.message, bool(turn.opinion)
    return message is not None and attempt(
        lambda: desk.store.give_feedback(talk.id, message, helpful, reasons, comment)
    )
