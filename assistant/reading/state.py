"""The conversation's state as a plain JSON-able dict, and the scenario (calls) inside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.types import INTERACTIONS, Call

State = Mapping[str, Any]
VERSION = 1


def call_json(call: Call) -> dict[str, Any]:
    return {
        "interactions": [key for key in INTERACTIONS if key in call.interactions],
        "unknown": [key for key in INTERACTIONS if key in call.unknown],
        "calls": call.calls,
        "on": call.on.isoformat() if call.on else None,
        "base_rate": None if call.base_rate is None else str(call.base_rate),
        "evidence": list(call.evidence),
    }


def call_of(entry: Mapping[str, Any]) -> Call:
    """A call from its JSON; raises KeyError, TypeError or ValueError for what isn't one."""
    rate = entry.get("base_rate")
    return Call(
        interactions=frozenset(entry["interactions"]) & frozenset(INTERACTIONS),
        unknown=frozenset(entry.get("unknown", ())) & frozenset(INTERACTIONS),
        calls=int(entry.get("calls", 1)),
        on=date.fromisoformat(entry["on"]) if entry.get("on") else None,
        base_rate=None if rate is None else Decimal(str(rate)),
        evidence=tuple(str(words) for words in entry.get("evidence", ())),
    )


def calls_of(state: State) -> tuple[Call, ...]:
    """The scenario so far; a state that can't be read is an empty one."""
    try:
        return tuple(call_of(entry) for entry in state.get("calls", ()))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return ()


def with_calls(state: State, calls: Iterable[Call]) -> dict[str, Any]:
    """The state with another scenario; the one before can be returned to."""
    history = [*state.get("before", ()), state["calls"]][-5:] if state.get("calls") else list(state.get("before", ()))
    return {**state, "version": VERSION, "calls": [call_json(call) for call in calls], "before": history}
