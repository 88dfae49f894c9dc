""" "How I read your calls": the reading as rows to edit.  A change prices the calls anew at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from assistant.contract import answer_json, calls_from_json
from assistant.types import EXTERNAL_TRANSFER, INTERACTIONS, AssistantError, Call, Policy
from assistant.web.desk import Desk
from assistant.web.pages import answer as shown
from assistant.web.pages import escaped
from assistant.web.pages.talk import EDITED, Talk, Turn, keep

YES, NO, UNSURE = "Yes", "No", "Not sure"
MOST_LINES = 8

AI_ALONE, LIVE_AGENT, OWN_TEAM, BOTH = (
    "AI alone",
    "Smith.ai live agent",
    "Your own team",
    "Live agent and your team",
)
OWNERS = (AI_ALONE, LIVE_AGENT, OWN_TEAM, BOTH, UNSURE)
_LIVE_AGENT_KINDS = tuple(key for key in INTERACTIONS if key != EXTERNAL_TRANSFER)

Line = Mapping[str, Any]


def editor(desk: Desk, talk: Talk, turn: Turn) -> None:
    """The expander with a block of controls for each line of the turn's charge."""
    lines = (turn.answer or {})["charge"]["lines"]
    box = st.expander(
        "How I read your calls", icon=":material/tune:", key=f"reading-{turn.key}", on_change="rerun"
    )
    if not box.open:  # its many controls are what a run of the page takes longest for
        return
    with box:
        if len(lines) > MOST_LINES:
            st.caption(f"{len(lines)} different lines are too many to edit here; use the calculator.")
            return
        if error := st.session_state.pop(_key(turn, "error"), None):
            st.error(escaped.plain_in_markdown(error))
        for number, line in enumerate(lines):
            _line(desk, talk, turn, number, line)


def reprice(desk: Desk, talk: Talk, turn: Turn, calls: tuple[Call, ...]) -> None:
    """Price these calls in place of the turn's, and say what changed since they were read.

    Raises AssistantError.
    """
    started = time.perf_counter()
    answer, state = desk.assistant.charge_turn(calls, talk.state)
    turn.read = turn.read or (turn.answer or {})["charge"]
    turn.changes = differences(turn.read, answer_json(answer)["charge"], desk.assistant.policy)
    talk.finish(turn, answer, state)
    turn.opinion = None
    told = "; ".join(turn.changes) or "back to what was read"
    keep(desk, talk, turn, EDITED + told, answer, started)


def differences(before: dict[str, Any], after: dict[str, Any], policy: Policy) -> tuple[str, ...]:
    """What changed from one charge to the other, a phrase a fact and the amount last; () for nothing."""
    several = len(before["lines"]) > 1
    found = []
    for number, (old, new) in enumerate(zip(before["lines"], after["lines"], strict=False), 1):
        lead = f"line {number}: " if several else ""
        found += [lead + words for words in _line_differences(old, new, policy)]
    if not found:
        return ()
    was, now = (
        shown.amount(charge["add_on_low"], charge["add_on_high"]) or "not covered"
        for charge in (before, after)
    )
    return (*found, f"add-on {was} → {now}" if was != now else f"the add-on stays {now}")


def _line_differences(old: Line, new: Line, policy: Policy) -> list[str]:
    found = [
        f"{policy.interactions[key].name}: {was.lower()} → {now.lower()}"
        for key in INTERACTIONS
        if (was := _took_place(old, key)) != (now := _took_place(new, key))
    ]
    fields = (("calls", "number of calls"), ("on", "date"), ("base_rate", "base rate"))
    found += [
        f"{name}: {old[key] or 'none'} → {new[key] or 'none'}" for key, name in fields if old[key] != new[key]
    ]
    return found


# ---------------------------------------------------------------- controls


def _line(desk: Desk, talk: Talk, turn: Turn, number: int, line: Line) -> None:
    changed = partial(_changed, desk, talk, turn)
    key = partial(_key, turn, number)
    with st.container(border=True):
        evidence = " · ".join(f"“{words}”" for words in line["evidence"])
        several = len((turn.answer or {})["charge"]["lines"]) > 1
        title = f"Line {number + 1}" if several else shown.counted(line["calls"])
        title += f" — read from {evidence}" if evidence else ""
        st.html(f'<p class="byline">{escaped.text(title)}</p>')
        with st.container(horizontal=True, key=key("row")):
            _start(key("calls"), line["calls"])
            st.number_input("Calls", 1, 1_000_000, key=key("calls"), on_change=changed, width=130)
            _start(key("on"), date.fromisoformat(line["on"]) if line["on"] else None)
            st.date_input("Date", key=key("on"), on_change=changed, width=150, min_value=date(2000, 1, 1))
            _start(key("rate"), None if line["base_rate"] is None else float(line["base_rate"]))
            st.number_input(
                "Base rate, $ per call",
                0.0,
                10_000.0,
                key=key("rate"),
                step=0.05,
                on_change=changed,
                width=190,
            )
            _start(key("owner"), owner(line))
            st.selectbox(
                "Who took the call",
                OWNERS,
                key=key("owner"),
                on_change=partial(_owner_changed, desk, talk, turn, number),
                width=230,
            )
        with st.container(horizontal=True, gap="small", key=key("facts")):
            for interaction in INTERACTIONS:
                name = desk.assistant.policy.interactions[interaction].name
                _fact(key(interaction), name, _took_place(line, interaction), changed)


def _fact(key: str, name: str, took_place: str, changed: Callable[[], None]) -> None:
    """Whether an interaction took place: yes, no or unsure."""
    _start(key, took_place)
    st.segmented_control(name, (YES, NO, UNSURE), key=key, required=True, on_change=changed, width=250)


def owner(line: Line) -> str:
    """Who had the call, as far as the reading tells."""
    if line["unknown"]:
        return UNSURE
    agents = any(key in line["interactions"] for key in _LIVE_AGENT_KINDS)
    if EXTERNAL_TRANSFER in line["interactions"]:
        return BOTH if agents else OWN_TEAM
    return LIVE_AGENT if agents else AI_ALONE


def _owner_changed(desk: Desk, talk: Talk, turn: Turn, number: int) -> None:
    """Another owner changes which interactions can have taken place; which live agent interaction it was
    stays as it is, or is not known."""
    chosen = st.session_state[_key(turn, number, "owner")]
    agents = [st.session_state[_key(turn, number, key)] for key in _LIVE_AGENT_KINDS]
    for key in _LIVE_AGENT_KINDS:
        if chosen in (AI_ALONE, OWN_TEAM):
            st.session_state[_key(turn, number, key)] = NO
        elif chosen == UNSURE or YES not in agents:
            st.session_state[_key(turn, number, key)] = UNSURE
    team = {OWN_TEAM: YES, BOTH: YES, UNSURE: UNSURE}.get(chosen, NO)
    st.session_state[_key(turn, number, EXTERNAL_TRANSFER)] = team
    _changed(desk, talk, turn)


def _changed(desk: Desk, talk: Talk, turn: Turn) -> None:
    lines = (turn.answer or {})["charge"]["lines"]
    try:
        edited = [_edited(turn, number, line) for number, line in enumerate(lines)]
        calls = calls_from_json({"calls": edited})
        read_from = (tuple(line["evidence"]) for line in lines)
        calls = tuple(replace(call, evidence=words) for call, words in zip(calls, read_from, strict=True))
        reprice(desk, talk, turn, calls)
    except AssistantError as problem:
        st.session_state[_key(turn, "error")] = str(problem)
        return
    for number, line in enumerate((turn.answer or {})["charge"]["lines"]):
        st.session_state[_key(turn, number, "owner")] = owner(line)


def _edited(turn: Turn, number: int, line: Line) -> dict[str, Any]:
    """A line's controls as a structured call of the contract."""
    chosen = {key: st.session_state[_key(turn, number, key)] for key in INTERACTIONS}
    on, rate = (st.session_state[_key(turn, number, name)] for name in ("on", "rate"))
    return {
        "interactions": [key for key, value in chosen.items() if value == YES],
        "unknown": [key for key, value in chosen.items() if value == UNSURE],
        "calls": st.session_state[_key(turn, number, "calls")],
        "on": on.isoformat() if on else None,
        "base_rate": _dollars(rate, line["base_rate"]),
    }


def _dollars(rate: float | None, told: str | None) -> str | None:
    """A control's number as an exact amount: as it was told, where it is still that."""
    if rate is None:
        return None
    dollars = Decimal(str(round(rate, 4)))
    if told is not None and Decimal(told) == dollars:
        return told
    return f"{dollars:.2f}" if dollars == round(dollars, 2) else str(dollars)


def _took_place(line: Line, key: str) -> str:
    if key in line["interactions"]:
        return YES
    return UNSURE if key in line["unknown"] else NO


def _key(turn: Turn, *parts: object) -> str:
    return "-".join(["read", turn.key, *map(str, parts)])


def _start(key: str, value: object) -> None:
    """A control's first value; later ones are the visitor's."""
    if key not in st.session_state:
        st.session_state[key] = value
