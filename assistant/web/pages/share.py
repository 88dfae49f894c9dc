"""Links that reproduce a conversation: the questions (and an edited reading) in the address.

    /?q=first+question&q=a+follow-up&calls=[…]

Answers are deterministic, so whoever opens the link reads the same; nothing is looked up by the link.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.contract import calls_from_json
from assistant.types import AssistantError, Call
from assistant.web.pages.talk import Turn

LONGEST = 6000
MOST_TURNS = 12


def link(turns: Sequence[Turn]) -> str | None:
    """The link to the last of these turns; None where it would be too long to travel."""
    if len(turns) > MOST_TURNS:
        return None
    query: list[tuple[str, str]] = [("q", turn.question) for turn in turns]
    edited = turns[-1].answer if turns and turns[-1].changes else None
    if edited and edited["charge"]:
        query.append(("calls", json.dumps(structured(edited["charge"]), separators=(",", ":"))))
    address = "/?" + urlencode(query)
    return address if len(address) <= LONGEST else None


def structured(charge: dict[str, Any]) -> list[dict[str, Any]]:
    """A charge's lines as the contract's structured calls, without what is left at its default."""
    fields = ("interactions", "unknown", "calls", "on", "base_rate")
    kept = ([(name, line[name]) for name in fields] for line in charge["lines"])
    return [
        {name: value for name, value in line if name == "interactions" or value not in (None, [], 1)}
        for line in kept
    ]


def questions(values: Sequence[str], longest: int) -> list[str]:
    """The questions of a link, as far as they can be asked."""
    return [value for value in values[:MOST_TURNS] if value.strip() and len(value) <= longest]


def calls(value: str | None) -> tuple[Call, ...]:
    """The edited reading of a link; () where there is none or it isn't one."""
    if not value:
        return ()
    try:
        return calls_from_json({"calls": json.loads(value)})
    except (ValueError, AssistantError):
        return ()
