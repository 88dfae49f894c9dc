"""One turn: message + state → Answer + state.  State is a plain JSON-able dict that can be stored."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.answering.citations import Sources
from assistant.answering.compose import compose_price
from assistant.answering.verify import Unverified, verify
from assistant.answering.wording import Wording
from assistant.content import Knowledge
from assistant.settings import Settings
from assistant.types import Answer, AssistantError, Call, Reading

log = logging.getLogger("assistant")

State = Mapping[str, Any]


class MessageError(AssistantError):
    """A message that can't be answered: empty, too long, or no text."""


class Reader(Protocol):
    def read(self, message: str, state: State) -> tuple[Reading, dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What a turn needs, made once."""

    settings: Settings
    knowledge: Knowledge
    say: Wording
    reader: Reader
    article: Callable[[Reading], Answer]  # for everything that isn't a price

    def index(self) -> Any:
        """The search index, opened when first asked for."""
        from assistant.retrieval import Index

        return Index.open(self.settings, self.knowledge.articles)

    def close(self) -> None:
        """Let go of what was opened."""


def turn(engine: Engine, message: str, state: State) -> tuple[Answer, dict[str, Any]]:
    """The verified answer to one message and the state to go on from.  Raises MessageError."""
    check_message(message, engine.settings.max_message)
    reading, after = engine.reader.read(message, state)
    return _verified(engine, reading), after


def price_turn(engine: Engine, calls: tuple[Call, ...]) -> Answer:
    """The answer for structured calls.  Raises pricing.PricingError."""
    reading = Reading(message="", asked="price", calls=calls)
    return _verified(engine, reading)


def check_message(message: str, limit: int) -> None:
    if not message.strip():
        raise MessageError("the message is empty; type a question")
    if len(message) > limit:
        raise MessageError(f"the message has {len(message):,} characters; at most {limit:,} can be read")
    if "\x00" in message:
        raise MessageError("the message is not text (it holds NUL characters); send plain text")


def _verified(engine: Engine, reading: Reading) -> Answer:
    answer = _compose(engine, reading)
    try:
        return verify(answer, engine.knowledge.articles, engine.knowledge.policy)
    except Unverified as problem:
        log.error("answer withheld: %s", problem)
        return unavailable(engine, engine.say("unavailable.unverified"), reading)


def _compose(engine: Engine, reading: Reading) -> Answer:
    if reading.calls and reading.asked == "price":
        return compose_price(reading, engine.knowledge, engine.say)
    answer: Answer = engine.article(reading)
    return answer


def unavailable(engine: Engine, reason: str, reading: Reading | None = None) -> Answer:
    """ "I couldn't look": never to be mistaken for "the article doesn't say"."""
    sources = Sources(engine.knowledge.articles)
    values = {contact.key: contact.value for contact in engine.knowledge.policy.contacts}
    text = engine.say("unavailable.text", reason=reason, **values)
    return Answer(kind="unavailable", text=text, citations=sources.citations, reading=reading, fallback=reason)
