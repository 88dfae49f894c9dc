"""Messages in, what was understood out: short forms for tests of the reading."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

from assistant import Answer, Assistant
from assistant.types import INTERACTIONS, Call, Reading

SHORT = {
    "asked": "caller_escalation",
    "verified": "human_verification",
    "playbook": "playbook_handoff",
    "booked": "live_agent_scheduling",
    "failed": "system_escalation",
    "outage": "outage_fallback",
    "own": "external_transfer",
}
NAMES = {key: short for short, key in SHORT.items()}
ALL = frozenset(SHORT)


@lru_cache(maxsize=1)
def assistant() -> Assistant:
    """One assistant for all tests of a process (made at the first call, when the data folder is set)."""
    return Assistant.open()


def told(*turns: str) -> tuple[list[Answer], dict[str, Any]]:
    """The answers to the turns of one conversation, and the state after them."""
    state: dict[str, Any] = {}
    answers = []
    for turn in turns:
        answer, state = assistant().turn(turn, state)
        answers.append(answer)
    return answers, state


def last(*turns: str) -> Answer:
    """The answer to the last of these turns."""
    return told(*turns)[0][-1]


def amount(*turns: str) -> str:
    """The add-on of the answer to the last turn: "3.00", a range as "0.00-3.00", "none" where nothing is priced."""
    bill = last(*turns).bill
    if bill is None or bill.add_on_low is None:
        return "none"
    return (
        str(bill.add_on_low)
        if bill.add_on_low == bill.add_on_high
        else f"{bill.add_on_low}-{bill.add_on_high}"
    )


def reading(message: str) -> Reading:
    return assistant().explain(message)


def groups(*turns: str) -> Counter[str]:
    """How many calls of which kind the last turn is about: {"asked": 2, "own": 1}; unknowns as "?"; no
    interaction as "ai"."""
    answer = last(*turns)
    found: Counter[str] = Counter()
    for call in answer.reading.calls if answer.reading else ():
        found[kind(call)] += call.calls
    return found


def kind(call: Call) -> str:
    """ "asked+failed", "ai" for none, "?" for unknowns that stand for anything, "asked|failed" for two."""
    sure = "+".join(sorted(NAMES[key] for key in call.interactions))
    open_ = sorted(NAMES[key] for key in call.unknown)
    if not open_:
        return sure or "ai"
    unsure = "?" if len(open_) >= len(INTERACTIONS) - 1 else "|".join(open_)
    return f"{sure}+{unsure}" if sure else unsure


def polarities(message: str) -> dict[str, str]:
    """Each observed concept's last polarity."""
    return {seen.concept: seen.polarity for seen in reading(message).observations}
