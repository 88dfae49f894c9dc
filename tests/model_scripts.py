"""Behaviours for `scripted_model`: a faithful model, and the parts hostile ones are put together from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from scripted_model import Asked, Behaviour, Reply, ScriptedModel

from assistant import Assistant
from assistant.settings import Settings


def told(asked: Asked) -> dict[str, Any]:
    """The JSON the model was given with the user's last message."""
    value: dict[str, Any] = json.loads(asked.user)
    return value


def evidence(message: str) -> str:
    """The first words of a message: verbatim, and short enough for any message."""
    return " ".join(message.split()[:8])


def calls_as_read(asked: Asked) -> list[dict[str, Any]]:
    """The embedded reading's calls as arguments of price_calls."""
    given = told(asked)
    words = evidence(given.get("message", ""))
    return [
        {
            "evidence": words,
            "calls": call["calls"],
            "on": call["on"],
            "base_rate": call["base_rate"],
            "interactions": [
                {"interaction": key, "happened": happened, "evidence": words}
                for happened, keys in (("yes", call["interactions"]), ("unknown", call["unknown"]))
                for key in keys
            ],
        }
        for call in given.get("read_as", [])
    ]


def call(evidence: str, *happened: str, **more: Any) -> dict[str, Any]:
    """One call as an argument of price_calls."""
    interactions = [{"interaction": key, "happened": "yes", "evidence": evidence} for key in happened]
    return {"evidence": evidence, "interactions": interactions, **more}


def faithful(asked: Asked) -> Reply:
    """Prices what the embedded reading read, and says what the checked answer says."""
    calls = calls_as_read(asked)
    if asked.step == 0 and calls and "price_calls" in asked.tools:
        return Reply(tools=(("price_calls", {"calls": calls}),))
    return Reply(text=told(asked)["checked_answer"]["text"])


def says(text: str | Callable[[Asked], str], **more: Any) -> Behaviour:
    """Says this at once, without a tool."""
    return lambda asked: Reply(text=text if isinstance(text, str) else text(asked), **more)


def prices_then_says(
    calls: Callable[[Asked], list[dict[str, Any]]], text: str | Callable[[Asked], str]
) -> Behaviour:
    """Prices calls, then says this."""

    def act(asked: Asked) -> Reply:
        if asked.step == 0:
            return Reply(tools=(("price_calls", {"calls": calls(asked)}),))
        return Reply(text=text if isinstance(text, str) else text(asked))

    return act


def checked(asked: Asked) -> str:
    """The checked answer's text."""
    return str(told(asked)["checked_answer"]["text"])


@contextmanager
def assistants(behaviours: dict[str, Behaviour], **settings: Any) -> Iterator[Callable[..., Assistant]]:
    """A function from a behaviour's name to an assistant with that model."""
    with ScriptedModel(behaviours) as server:
        made: dict[str, Assistant] = {}

        def assistant(name: str, **more: Any) -> Assistant:
            key = f"{name} {sorted(more.items())}"
            if key not in made:
                given: dict[str, Any] = {
                    "model": f"openai:{name}",
                    "model_base_url": server.openai_url,
                    "embeddings": "none",
                    **settings,
                    **more,
                }
                made[key] = Assistant.open(Settings(**given))
            return made[key]

        assistant.server = server  # type: ignore[attr-defined]
        yield assistant
        for one in made.values():
            one.close()
