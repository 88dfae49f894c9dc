"""One turn: message + state → Answer + state.  State is a plain JSON-able dict that can be stored."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answering.citations import Sources
from assistant.answering.compose import clarification, compose_price, contact_line
from assistant.answering.lookup import UNLISTED, looked_up
from assistant.answering.verify import Unverified, verify
from assistant.answering.wording import Wording
from assistant.content import Knowledge
from assistant.pricing import PricingError
from assistant.settings import Settings
from assistant.types import Answer, AssistantError, Call, Reading

if TYPE_CHECKING:
    from assistant.retrieval import Index

log = logging.getLogger("assistant")

State = Mapping[str, Any]


class MessageError(AssistantError):
    """A message that can't be answered: empty, too long, or no text."""


class Reader(Protocol):
    def read(self, message: str, state: State) -> tuple[Reading, dict[str, Any]]: ...


@dataclass(slots=True)
class Engine:
    """What a turn needs, made once; the search index only when it is first asked for."""

    settings: Settings
    knowledge: Knowledge
    say: Wording
    reader: Reader
    article: Callable[[Reading], Answer]  # for everything that isn't a price
    others: Mapping[str, Wording] = field(default_factory=dict)  # for prices, by language
    _index: Index | None = None
    _opening: Lock = field(default_factory=Lock)

    def index(self) -> Index:
        """The one search index of this engine; safe to call from several threads."""
        with self._opening:
            if self._index is None:
                from assistant.retrieval import Index

                self._index = Index.open(self.settings, self.knowledge.articles)
                gc.freeze()  # what it has loaded stays, as what `engine.build` loads
            return self._index

    def close(self) -> None:
        """Let go of the index; it is opened again when asked for."""
        with self._opening:
            self._index = None


def turn(engine: Engine, message: str, state: State) -> tuple[Answer, dict[str, Any]]:
    """The verified answer to one message and the state to go on from.  A message that breaks the reading (a
    mistake of ours, logged) leaves the state as it was.  Raises MessageError."""
    check_message(message, engine.settings.max_message)
    try:
        reading, after = engine.reader.read(message, state)
        return _verified(engine, reading, _compose(engine, reading)), after
    except AssistantError:
        raise
    except Exception:
        log.exception("a message couldn't be read")
        return unavailable(engine, engine.say("unavailable.unread")), dict(state)


def price_turn(engine: Engine, calls: tuple[Call, ...]) -> Answer:
    """The answer for structured calls.  Raises pricing.PricingError."""
    reading = Reading(message="", asked="price", calls=calls)
    return _verified(engine, reading, compose_price(reading, engine.knowledge, engine.say))


def check_message(message: str, limit: int) -> None:
    if not message.strip():
        raise MessageError("the message is empty; type a question")
    if len(message) > limit:
        raise MessageError(f"the message has {len(message):,} characters; at most {limit:,} can be read")
    if "\x00" in message:
        raise MessageError("the message is not text (it holds NUL characters); send plain text")


def _verified(engine: Engine, reading: Reading, answer: Answer) -> Answer:
    try:
        return verify(_warned(engine, answer), engine.knowledge.articles, engine.knowledge.policy)
    except Unverified as problem:
        log.error("answer withheld: %s", problem)
        return unavailable(engine, engine.say("unavailable.unverified"), reading)


def _warned(engine: Engine, answer: Answer) -> Answer:
    """An answer whose words are gone from the article says so, and whom to ask."""
    if not answer.drifted:
        return answer
    sources = Sources(engine.knowledge.articles, answer.citations)
    status = answer.reading.status if answer.reading else None
    whom = contact_line(engine.knowledge.policy.contacts, status, engine.say, sources)
    text = "\n\n".join((answer.text, engine.say("drifted.text", whom=whom)))
    return replace(answer, text=text, citations=sources.citations)


def _compose(engine: Engine, reading: Reading) -> Answer:
    if reading.calls and reading.asked == "price":
        try:
            return compose_price(reading, engine.knowledge, engine.others.get(reading.language, engine.say))
        except PricingError as error:
            return _unpriced(engine, reading, str(error))
    answer = engine.article(reading)
    return looked_up(engine, reading, answer) if set(reading.topics) <= {UNLISTED} else answer


def _unpriced(engine: Engine, reading: Reading, why: str) -> Answer:
    """Calls that make no bill (a base rate of half a cent, a million million calls): said, and asked again."""
    say = engine.others.get(reading.language, engine.say)
    question = clarification("count", say, engine.knowledge.policy.placeholders)
    text = say("unpriced.text", reason=why, question=question.question)
    return Answer(kind="clarify", text=text, clarification=question, reading=reading)


def unavailable(engine: Engine, reason: str, reading: Reading | None = None) -> Answer:
    """ "I couldn't look": never to be mistaken for "the article doesn't say"."""
    sources = Sources(engine.knowledge.articles)
    values = {contact.key: contact.value for contact in engine.knowledge.policy.contacts}
    text = engine.say("unavailable.text", reason=reason, **values)
    return Answer(
        kind="unavailable", text=text, citations=sources.citations, reading=reading, fallback=reason
    )
