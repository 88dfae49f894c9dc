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
                    "model_deadline": 120.0,  # for a machine with other work
                    **settings,
                    **more,
                }
                made[key] = Assistant.open(Settings(**given))
            return made[key]

        assistant.server = server  # type: ignore[attr-defined]
        yield assistant
        for one in made.values():
            one.close()


# ---------------------------------------------------------------- faults


def _tool_then(reply: Reply) -> Behaviour:
    """Prices as read, then this."""
    return lambda asked: faithful(asked) if asked.step == 0 and told(asked).get("read_as") else reply


def _recovers(asked: Asked) -> Reply:
    """Busy once, with Retry-After, then faithful."""
    if asked.number == 0:
        return Reply(status=429, headers={"Retry-After": "0.2"})
    return faithful(asked)


LONG = "The add-on is what the article says. "
# name → (behaviour, the code it is set aside with; None where the model's answer comes in the end)
FAULTS: dict[str, tuple[Behaviour, str | None]] = {
    "429 with Retry-After 0.2 s, once": (_recovers, None),
    "429 always": (lambda asked: Reply(status=429), "rate_limited"),
    "429 with Retry-After 60 s": (
        lambda asked: Reply(status=429, headers={"Retry-After": "60"}),
        "rate_limited",
    ),
    "500 always": (lambda asked: Reply(status=500), "server_error"),
    "503 with a page of HTML": (
        lambda asked: Reply(status=503, raw="<html>busy</html>", content_type="text/html"),
        "server_error",
    ),
    "401": (lambda asked: Reply(status=401), "not_authorised"),
    "404": (lambda asked: Reply(status=404), "model_not_found"),
    "hang before the first byte": (lambda asked: Reply(hang=True), "timeout"),
    "stall in the middle of a stream": (lambda asked: Reply(text=LONG * 5, stall_after=4), "timeout"),
    "stall after the tool": (_tool_then(Reply(text=LONG * 5, stall_after=4)), "timeout"),
    "cut in the middle of a stream": (lambda asked: Reply(text=LONG * 5, cut_after=4), "cut_off"),
    "drip, a piece every 0.3 s": (lambda asked: Reply(text=LONG * 20, pause=0.3), "timeout"),
    "malformed tool JSON": (
        lambda asked: Reply(tools=(("price_calls", '{"calls": [{"evid'),)),
        "limits",
    ),
    "unknown tool": (lambda asked: Reply(tools=(("issue_refund", {}),)), "limits"),
    "wrong types": (lambda asked: Reply(tools=(("price_calls", {"calls": "all"}),)), "limits"),
    "endless tool calls": (lambda asked: Reply(tools=(("article_facts", {}),)), "limits"),
    "ten tool calls at once": (
        lambda asked: Reply(tools=(("article_facts", {}),) * 10),
        "limits",
    ),
    "empty answer": (lambda asked: Reply(), "empty"),
    "HTML from a proxy, status 200": (
        lambda asked: Reply(raw="<html>sign in</html>", content_type="text/html"),
        "failed",
    ),
    "JSON of something else": (lambda asked: Reply(raw='{"ok": true}'), "failed"),
    "1 MB of text": (lambda asked: Reply(text="x " * 500_000), "too_long"),
    "refusal": (lambda asked: Reply(refusal="I can't assist with that."), "empty"),
}
