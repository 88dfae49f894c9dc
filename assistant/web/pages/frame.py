"""What surrounds every page: title, style, header and navigation."""

from __future__ import annotations

import functools
import threading
from pathlib import Path
from typing import Literal

import streamlit as st

from assistant.web.desk import open_desk
from assistant.web.pages import article, calculator, chat, edge_cases, insights, staff

_HERE = Path(__file__).parent
ICON = _HERE / "icon.svg"


# Runs of pages at a time.  Python executes one thread at a time anyway; dozens that compete for it slow each
# other down until the database gives up on them.  A chat model's answer is waited for, not computed, so with
# one configured many more may be under way.
_PLACES, _PLACES_WITH_MODEL = 4, 64


@functools.cache
def _places(number: int) -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(number)


def run() -> None:
    """One run of the script, as soon as there is a place for it."""
    with _places(_PLACES_WITH_MODEL if open_desk().settings.model else _PLACES):
        _run()


def _run() -> None:
    """Draws the frame and the page that the address names."""
    for_clients = [
        st.Page(chat.page, title="Ask", default=True),
        st.Page(article.page, title="Article", url_path="article"),
        st.Page(calculator.page, title="Calculator", url_path="calculator"),
    ]
    for_staff = [
        st.Page(edge_cases.page, title="Edge cases", url_path="edge-cases"),
        st.Page(insights.page, title="Insights", url_path="insights"),
    ]
    page = st.navigation([*for_clients, *for_staff], position="hidden")
    st.set_page_config(page_title=f"{page.title} · Billing assistant", page_icon=ICON, layout=_layout(page))
    st.html(_HERE / "style.css")
    listed = staff.listed(open_desk().settings)
    _header([*for_clients, *(for_staff if listed else [])])
    page.run()


def _layout(page: st.Page) -> Literal["centered", "wide"]:
    return "wide" if page.url_path in ("calculator", "edge-cases", "insights") else "centered"


def _header(pages: list[st.Page]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="header"):
        st.html('<p class="brand">Billing assistant</p>', width="content")
        for page in pages:
            st.page_link(page, label=page.title)
