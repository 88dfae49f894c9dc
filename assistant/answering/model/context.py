"""What a chat model gets to see: the prompt, the conversation, and the checked answer as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answering.model.memory import Memory
from assistant.contract import bill_json
from assistant.redact import redact_all
from assistant.sources import Sources, renumbered
from assistant.types import INTERACTIONS, Answer, AssistantError, Reading

if TYPE_CHECKING:
    from langchain_core.messages import AnyMessage


class PromptError(AssistantError):
    """kb/prompts/agent.md is missing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The client's words of one turn: redacted, and as the model may see them ("" for not at all);
    `private`: nothing unredacted may leave."""

    redacted: str
    shown: str
    private: bool


def prompt_of(kb: Path) -> str:
    """The one prompt.  Raises PromptError."""
    path = kb / "prompts" / "agent.md"
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise PromptError(f"{path} is missing; restore it, or set no ASSISTANT_MODEL") from None


def messages(
    heard: Heard,
    memory: Memory,
    embedded: Answer,
    ids: Mapping[int, int],
    sources: Sources,
    keep: Sequence[str],
) -> list[AnyMessage]:
    """The conversation for the model: earlier turns, then the message with what is known of it.  All of it is
    redacted, save the channels to `keep`, unless the message may be seen as it is."""
    from langchain_core.messages import AIMessage, HumanMessage

    earlier: list[AnyMessage] = []
    if heard.shown:
        for asked, answered in memory.turns:
            earlier += [HumanMessage(asked), AIMessage(answered)]
    told = _told(heard, embedded, ids, sources)
    if heard.private:
        told = redact_all(told, keep)
    return [*earlier, HumanMessage(json.dumps(told, ensure_ascii=False))]


def _told(heard: Heard, embedded: Answer, ids: Mapping[int, int], sources: Sources) -> dict[str, Any]:
    told: dict[str, Any] = {"message": heard.shown} if heard.shown else {}
    told["checked_answer"] = {
        "kind": embedded.kind,
        "text": renumbered(embedded.text, ids),
        "charge": _charge(embedded),
        "question": embedded.clarification.question if embedded.clarification else None,
    }
    if heard.shown and embedded.reading:
        told["read_as"] = _read(embedded.reading)
    told["sources"] = sources.listed(ids.values())
    return told


def _charge(embedded: Answer) -> dict[str, Any] | None:
    """The computed amounts, without evidence: those are the client's words."""
    if embedded.bill is None:
        return None
    whole = bill_json(embedded.bill)
    kept = ("calls", "calls_not_covered", "add_on_low", "add_on_high", "total_low", "total_high")
    return {key: whole[key] for key in kept}


def _read(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "calls": call.calls,
            "interactions": [key for key in INTERACTIONS if key in call.interactions],
            "unknown": [key for key in INTERACTIONS if key in call.unknown],
            "on": call.on.isoformat() if call.on else None,
            "base_rate": None if call.base_rate is None else str(call.base_rate),
            "evidence": list(call.evidence),
        }
        for call in reading.calls
    ]
