"""What a conversation with a chat model remembers besides the scenario: the last turns' words, redacted, and
two readings that wait for the client's choice.  Kept under "model" in the conversation's state, JSON-able."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.model.ledger import MARKER
from assistant.contract import BadCalls, calls_from_json
from assistant.types import INTERACTIONS, Answer, Call

KEY = "model"
MOST_TURNS = 6
MOST_CHARACTERS = 6000


@dataclass(frozen=True, slots=True)
class Memory:
    """`turns`: (client's words, answer's words), oldest first.  `options` and `choices`: the two readings
    offered last, in words and as calls."""

    turns: tuple[tuple[str, str], ...] = ()
    options: tuple[str, ...] = ()
    choices: tuple[tuple[Call, ...], ...] = field(default=())

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> Memory:
        """What a state remembers; one that can't be read remembers nothing."""
        kept = state.get(KEY)
        if not isinstance(kept, Mapping):
            return cls()
        try:
            turns = tuple((str(asked), str(answered)) for asked, answered in kept.get("turns", ()))
            options = tuple(str(option) for option in kept.get("options", ()))
            choices = tuple(calls_from_json({"calls": list(calls)}) for calls in kept.get("choices", ()))
        except (TypeError, ValueError, BadCalls):
            return cls()
        return cls(turns, options, choices) if len(options) == len(choices) else cls(turns)

    def after(self, asked: str, answer: Answer, choices: tuple[tuple[Call, ...], ...] = ()) -> dict[str, Any]:
        """The JSON to keep after one more turn; `asked` is already redacted."""
        turns = [*self.turns, (asked, MARKER.sub("", answer.text))][-MOST_TURNS:]
        while len(turns) > 1 and sum(len(a) + len(b) for a, b in turns) > MOST_CHARACTERS:
            turns.pop(0)
        kept: dict[str, Any] = {"turns": [list(turn) for turn in turns]}
        if choices and answer.clarification:
            kept["options"] = list(answer.clarification.options)
            kept["choices"] = [[_call_json(call) for call in calls] for calls in choices]
        return kept


def _call_json(call: Call) -> dict[str, Any]:
    return {
        "interactions": [key for key in INTERACTIONS if key in call.interactions],
        "unknown": [key for key in INTERACTIONS if key in call.unknown],
        "calls": call.calls,
        "on": call.on.isoformat() if call.on else None,
        "base_rate": None if call.base_rate is None else str(call.base_rate),
    }
