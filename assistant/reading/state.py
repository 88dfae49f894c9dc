"""The conversation's state as a plain JSON-able dict, and the scenario inside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.reading.scenario import Described
from assistant.types import (
    CALLER_ESCALATION,
    EXTERNAL_TRANSFER,
    HUMAN_VERIFICATION,
    INTERACTIONS,
    LIVE_AGENT_SCHEDULING,
    OUTAGE_FALLBACK,
    PLAYBOOK_HANDOFF,
    SYSTEM_ESCALATION,
    Call,
)

State = Mapping[str, Any]
VERSION = 1
KEPT_SCENARIOS = 8
ANNOUNCED = "announced"
MOST = 1_000_000  # calls

# The concept that tells each interaction's reason, to turn structured calls into facts.
REASONS = {
    HUMAN_VERIFICATION: "verified",
    CALLER_ESCALATION: "asked",
    PLAYBOOK_HANDOFF: "playbook",
    LIVE_AGENT_SCHEDULING: "agent_booked",
    SYSTEM_ESCALATION: "failure",
    OUTAGE_FALLBACK: "outage",
}
CONCEPTS = {**REASONS, EXTERNAL_TRANSFER: "own"}


def described_json(described: Described) -> dict[str, Any]:
    return {
        "facts": dict(described.facts),
        "count": described.count,
        "on": described.on.isoformat() if described.on else None,
        "base_rate": None if described.base_rate is None else str(described.base_rate),
        "evidence": list(described.evidence),
        "listed": described.listed,
        "doubt": described.doubt,
        "words": sorted(described.words),
    }


def described_of(entry: Mapping[str, Any]) -> Described:
    """Raises KeyError, TypeError, ValueError or ArithmeticError for what isn't one."""
    rate = entry.get("base_rate")
    return Described(
        facts={str(key): str(value) for key, value in entry["facts"].items()},
        count=int(entry.get("count", 1)),
        on=date.fromisoformat(entry["on"]) if entry.get("on") else None,
        base_rate=None if rate is None else Decimal(str(rate)),
        evidence=tuple(str(words) for words in entry.get("evidence", ())),
        listed=bool(entry.get("listed", False)),
        doubt=bool(entry.get("doubt", False)),
        words=frozenset(str(word) for word in entry.get("words", ())),
    )


def scenario_of(state: State) -> tuple[Described, ...]:
    """The scenario so far; a state that can't be read is an empty one."""
    try:
        return tuple(described_of(entry) for entry in state.get("scenario", ()))
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError):
        return ()


def history_of(state: State) -> list[tuple[Described, ...]]:
    """The scenarios before, oldest first."""
    return [scenario_of({"scenario": entries}) for entries in _before(state)]


def base_rate_of(state: State) -> Decimal | None:
    """The base rate told before, in dollars; one that can't be read is none."""
    rate = state.get("base_rate")
    try:
        return Decimal(rate) if isinstance(rate, str) and Decimal(rate).is_finite() else None
    except ArithmeticError:
        return None


def asked_of(state: State) -> tuple[int, ...]:
    """The places of the calls that alone were asked about last."""
    places = state.get("asked")
    return tuple(place for place in places if isinstance(place, int)) if isinstance(places, list) else ()


def announced_of(state: State) -> int:
    """How many calls were announced ("we had 10 calls") before anything was told of them; 0 for none."""
    number = state.get(ANNOUNCED)
    known = isinstance(number, int) and not isinstance(number, bool) and not state.get("scenario")
    return max(0, min(int(number or 0), MOST)) if known else 0


def _before(state: State) -> list[Any]:
    before = state.get("before")
    return list(before) if isinstance(before, list | tuple) else []


def with_scenario(state: State, described: Iterable[Described]) -> dict[str, Any]:
    """The state with another scenario; the ones before can be returned to."""
    before = _before(state)
    entries = [described_json(entry) for entry in described]
    if state.get("scenario") and state["scenario"] != entries:
        before = [*before, state["scenario"]][-KEPT_SCENARIOS:]
    return {**state, "version": VERSION, "scenario": entries, "before": before}


def from_call(call: Call) -> Described:
    """A structured call as facts, so that a conversation can go on from it."""
    facts = {REASONS[key]: "yes" for key in call.interactions if key in REASONS}
    facts |= {REASONS[key]: "unknown" for key in call.unknown if key in REASONS}
    if EXTERNAL_TRANSFER in call.interactions:
        facts["own"] = "yes"
    if call.interactions - {EXTERNAL_TRANSFER} or (call.unknown and EXTERNAL_TRANSFER not in call.unknown):
        facts["smith"] = "yes"
    elif call.unknown:
        facts["someone"] = "yes"
    else:
        facts["smith"] = "no"
    return Described(facts, call.calls, call.on, call.base_rate, call.evidence)


def with_rate(described: tuple[Described, ...], state: State) -> tuple[Described, ...]:
    """With the base rate told before, where none is told with the calls."""
    rate = base_rate_of(state)
    if rate is None:
        return described
    return tuple(d if d.base_rate is not None else replace(d, base_rate=rate) for d in described)


def to_call(described: Described, billable: Mapping[str, bool]) -> Call:
    """The call; of alternatives that cost the same it doesn't matter which took place."""
    call, found = described.call(), described.deduced()
    prices = {billable[key] for key in found.unknown}
    if not found.either or described.doubt or len(prices) != 1:
        return call
    certain = min(call.unknown, key=INTERACTIONS.index)
    return replace(call, interactions=call.interactions | {certain}, unknown=call.unknown - {certain})


def with_calls(state: State, calls: Iterable[Call]) -> dict[str, Any]:
    """The state that goes on from structured calls."""
    return with_scenario(state, [from_call(call) for call in calls])
