"""The piece of JavaScript that every page carries (browser.js), as a Streamlit component without looks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "billing_assistant_browser", js=(_HERE / "browser.js").read_text("utf-8")
)


def listen() -> None:
    """For pages that only show sources and things to copy."""
    _component(key="browser", data={}, height="content")


def listen_and_remember(memory: str | None, newest: str = "") -> str:
    """For the chat.  `memory` is what to remember ("" forgets it); None asks for what is remembered, which a
    later run of the page gets as the result ("" while there is nothing).  `newest` is the id of the question
    just asked: it is scrolled to the top, for the amount stands right below it."""
    shown = _component(
        key="browser",
        data={"remember": True, "memory": memory, "newest": newest},
        default={"resume": ""},
        on_resume_change=lambda: None,
    )
    return str(shown.resume or "")


def listen_and_scroll(target: str = "") -> None:
    """For the article: to the element with this id, or else to the address's #anchor."""
    _component(key="browser", data={"scroll": True, "target": target})
