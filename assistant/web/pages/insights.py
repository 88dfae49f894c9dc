"""For support leads: how much is asked, how it goes, and what the article leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import streamlit as st

from assistant.store import Measured, Message, StoreError, insights
from assistant.store.insights import Asked, Opinions, Period
from assistant.web.desk import Desk, open_desk
from assistant.web.pages import answer as shown
from assistant.web.pages import charts, escaped, staff
from assistant.web.pages.grouping import grouped
from assistant.web.pages.spreadsheet import csv_text
from assistant.web.pages.talk import EDITED

PERIODS = {"7 days": 7, "30 days": 30, "90 days": 90, "All": None}
LOOKED_AT = {
    "Not covered or asked back": (("not_covered", "clarify"), None),
    "Not helpful": ((), False),
    "Corrected readings": ((), None),
    "Everything": ((), None),
}
KINDS = {
    "price": "priced",
    "article": "from the article",
    "clarify": "asked back",
    "not_covered": "not covered",
    "smalltalk": "small talk",
    "unavailable": "could not look",
}
EMPTY = "No questions in this period yet. They appear here as soon as somebody asks one."

_MOST_GROUPED = 300
_MOST_GROUPS = 40
_COLUMNS = (
    "created",
    "surface",
    "kind",
    "question",
    "answer",
    "helpful",
    "reasons",
    "comment",
    "conversation",
)


def page() -> None:
    st.title("Insights")
    staff.gate()
    desk = open_desk()
    with st.container(horizontal=True):
        days = PERIODS[st.selectbox("Period", list(PERIODS), index=1, width=160)]
        where = st.selectbox("Surface", ("all", "chat", "widget", "api"), width=160)
    since = None if days is None else datetime.now(UTC) - timedelta(days=days)
    period = Period(since=since, surface=None if where == "all" else where)
    try:
        _draw(desk, period)
    except StoreError as problem:
        st.error(f"The conversations can't be read now: {problem}", icon=":material/error:")


def _draw(desk: Desk, period: Period) -> None:
    days = insights.volume(desk.store, period)
    if not days:
        st.info(EMPTY, icon=":material/inbox:")
        return
    opinions = insights.opinions(desk.store, period)
    _figures(days, opinions)
    left, right = st.columns(2)
    with left:
        st.subheader("Answers a day")
        charts.by_day([(day.day, day.questions) for day in days])
    with right:
        st.subheader("Kinds of answers")
        kinds = insights.kinds(desk.store, period)
        charts.bars({KINDS.get(kind, kind): number for kind, number in kinds.items()}, "answers")
    _latency(desk, period)
    _model(desk, period)
    if opinions.reasons:
        st.subheader("Why answers did not help")
        charts.bars(opinions.reasons, "times")
    _questions(desk, period)


def _figures(days: Sequence[insights.Day], opinions: Opinions) -> None:
    said = opinions.helpful + opinions.not_helpful
    share = f"{100 * opinions.helpful / said:.0f} %" if said else "–"
    with st.container(horizontal=True):
        st.metric("Answers", f"{sum(day.questions for day in days):,}", border=True)
        st.metric("Days with answers", f"{len(days):,}", border=True)
        st.metric("Found helpful", share, border=True, help=f"of {said} who said")


def _latency(desk: Desk, period: Period) -> None:
    st.subheader("Time to answer")
    rows = [
        {
            "Answered by": figure.mode,
            "Answers": figure.answers,
            "Median, ms": round(figure.p50),
            "95 %, ms": round(figure.p95),
            "Longest, ms": round(figure.longest),
        }
        for figure in insights.latency(desk.store, period)
    ]
    st.table(rows, border="horizontal", hide_index=True, alt="Time to answer by mode")


def _model(desk: Desk, period: Period) -> None:
    """What a chat model did; nothing where there was none."""
    rows = [
        {
            "Answered by": figure.mode,
            "Answers": figure.answers,
            "Tokens in": figure.tokens_in,
            "Tokens out": figure.tokens_out,
            "Tool calls": figure.tool_calls,
            "Median ms by stage": staged(figure.stages),
        }
        for figure in insights.model_work(desk.store, period)
    ]
    if not rows:
        return
    st.subheader("Chat model")
    st.table(rows, border="horizontal", hide_index=True, alt="What the chat model did, by mode")
    if reasons := insights.fallbacks(desk.store, period):
        st.caption("Set aside: " + escaped.plain_in_markdown(_listed(reasons)))


def staged(stages: Mapping[str, float]) -> str:
    """ "embedded 4, model 1,250": milliseconds by stage."""
    return ", ".join(f"{name.replace('_', ' ')} {round(took):,}" for name, took in stages.items())


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} ({number})" for name, number in counts.items())


# ---------------------------------------------------------------- what was asked


def _questions(desk: Desk, period: Period) -> None:
    st.subheader("What was asked")
    chosen = st.segmented_control("Show", list(LOOKED_AT), default=next(iter(LOOKED_AT)), required=True)
    kinds, helpful = LOOKED_AT[chosen or next(iter(LOOKED_AT))]
    corrected = chosen == "Corrected readings"
    found = [
        asked
        for asked in insights.asked(desk.store, period, kinds=kinds, helpful=helpful)
        if asked.question.startswith(EDITED) is corrected
    ]
    if not found:
        st.caption("Nothing of this kind in this period.")
        return
    for number, group in enumerate(_groups(desk, found)[:_MOST_GROUPS]):
        _group(desk, number, group)
    rows = [_row(asked) for asked in found]
    st.download_button(
        "Export as CSV",
        csv_text(rows, _COLUMNS).encode("utf-8-sig"),
        "questions.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _groups(desk: Desk, found: Sequence[Asked]) -> list[list[Asked]]:
    latest = list(found[:_MOST_GROUPED])
    if len(found) > len(latest):
        st.caption(f"Grouped: the latest {len(latest)} of {len(found):,}. The export holds all.")
    texts = tuple(asked.question for asked in latest)
    return [[latest[number] for number in group] for group in _alike(texts)]


@st.cache_data(max_entries=20, show_spinner="Grouping questions …")
def _alike(texts: tuple[str, ...]) -> list[list[int]]:
    return grouped(texts, open_desk().assistant.embed(texts))


def _group(desk: Desk, number: int, group: Sequence[Asked]) -> None:
    headline = escaped.plain_in_markdown(group[0].question[:140])
    with st.expander(f"**{len(group)}×** {headline}", key=f"group-{number}"):
        for asked in group[:20]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    "Read",
                    key=f"read-{number}-{asked.message}",
                    on_click=_open,
                    args=(desk, asked.conversation),
                )
                st.markdown(
                    f"{escaped.plain_in_markdown(asked.question[:300])} · *{KINDS.get(asked.kind, asked.kind)}*",
                    width="stretch",
                )
        if len(group) > 20:
            st.caption(f"and {len(group) - 20} more")


def _open(desk: Desk, conversation: str) -> None:
    _conversation(desk, conversation)


@st.dialog("Conversation", width="large")
def _conversation(desk: Desk, id: str) -> None:
    """One conversation as it was, redacted as it is stored."""
    try:
        messages = desk.store.messages(id)
    except StoreError as problem:
        st.error(str(problem))
        return
    st.caption(f"{id} · `assistant forget {id}` deletes it")
    for message in messages:
        with st.chat_message(message.role, avatar=shown.AVATARS[message.role]):
            st.markdown(
                escaped.markdown(message.text)
                if message.role == "assistant"
                else escaped.plain_in_markdown(message.text)
            )
            if message.measured:
                st.caption(escaped.plain_in_markdown(_made(message)))
            if message.feedback:
                thumb = "helpful" if message.feedback.helpful else "not helpful"
                told = ", ".join([thumb, *message.feedback.reasons, message.feedback.comment])
                st.caption(escaped.plain_in_markdown(told.rstrip(", ")))


def _made(message: Message) -> str:
    """How one answer came about, in one line."""
    measured = message.measured or Measured()
    parts = [message.mode or "embedded", f"{round(measured.latency_ms):,} ms"]
    parts += [f"by stage: {staged(measured.stages)}"] if measured.stages else []
    tokens = measured.tokens
    parts += [f"tokens: {tokens.get('input', 0):,} in, {tokens.get('output', 0):,} out"] if tokens else []
    parts += [f"tool calls: {measured.tool_calls}"] if measured.tool_calls else []
    parts += [f"set aside: {message.fallback}"] if message.fallback else []
    return " · ".join(parts)


def _row(asked: Asked) -> dict[str, str | bool | None]:
    return {
        "created": asked.created.isoformat(timespec="seconds"),
        "surface": asked.surface,
        "kind": asked.kind,
        "question": asked.question,
        "answer": asked.answer,
        "helpful": asked.helpful,
        "reasons": "; ".join(asked.reasons),
        "comment": asked.comment,
        "conversation": asked.conversation,
    }
