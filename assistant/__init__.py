"""Answers billing questions about live agent handoff, from the article, with every amount computed.

from assistant import Assistant
assistant = Assistant.open()
answer = assistant.ask("The AI froze and a live agent took over. Do I pay extra?")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.types import (
    Answer,
    Article,
    AssistantError,
    Call,
    Citation,
    Finished,
    Policy,
    Reading,
    TextDelta,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.answering.conversation import Engine
    from assistant.answering.model import ChatAnswers
    from assistant.settings import Settings
    from assistant.types import Hit

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Call",
    "Citation",
    "Conversation",
    "Finished",
    "Reading",
    "TextDelta",
]


class Conversation:
    """Follow-ups: each `ask` goes on from the scenario so far; `state` can be stored and resumed."""

    def __init__(self, assistant: Assistant, state: Mapping[str, Any] | None = None) -> None:
        self._assistant = assistant
        self.state: dict[str, Any] = dict(state or {})

    def ask(self, message: str) -> Answer:
        answer, self.state = self._assistant.turn(message, self.state)
        return answer


class Assistant:
    """The public face.  Opening is light: the index, Chroma and a chat model load when first needed."""

    def __init__(self, settings: Settings) -> None:
        from assistant.answering.engine import build

        self.settings = settings
        self._engine: Engine = build(settings)
        self._chat: ChatAnswers | None = None
        if settings.model:
            from assistant.answering.model import ChatAnswers

            self._chat = ChatAnswers(settings, self._engine.knowledge, self)

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """With settings from the environment unless given.  Raises content.ContentError."""
        if settings is None:
            from assistant.settings import Settings as Environment

            settings = Environment()
        return cls(settings)

    @property
    def policy(self) -> Policy:
        return self._engine.knowledge.policy

    @property
    def articles(self) -> dict[str, Article]:
        return self._engine.knowledge.articles

    @property
    def texts(self) -> dict[str, Any]:
        """kb/text of the interface language, as tables."""
        return self._engine.say.tables

    def texts_in(self, language: str) -> dict[str, Any]:
        """kb/text of a language that is answered in ("es"); of the interface language for any other."""
        other = self._engine.others.get(language)
        return other.tables if other else self.texts

    @property
    def examples(self) -> tuple[str, ...]:
        """Example questions for a welcome screen."""
        return tuple(self._engine.say.entry("examples.questions"))

    def ask(self, message: str) -> Answer:
        """One message, answered by itself.  Raises MessageError for one that can't be read."""
        return self.turn(message, {})[0]

    def turn(self, message: str, state: Mapping[str, Any]) -> tuple[Answer, dict[str, Any]]:
        """One message in a conversation: the answer, and the state to pass with the next message."""
        from assistant.answering import conversation

        began = perf_counter()
        answer, after = conversation.turn(self._engine, message, state)
        took = perf_counter() - began
        # An answer that warns that the article has changed is not put into other words.
        asks = self._chat if not answer.drifted else None
        return asks.turn(message, state, answer, after, took) if asks else (answer, after)

    def stream(self, message: str, state: Mapping[str, Any]) -> Iterator[TextDelta | Finished]:
        """Like `turn`, the text in pieces first; the last item is Finished, whose answer's text counts."""
        from assistant.answering import conversation

        began = perf_counter()
        answer, after = conversation.turn(self._engine, message, state)
        if self._chat and not answer.drifted:
            yield from self._chat.stream(message, state, answer, after, perf_counter() - began)
            return
        for piece in _pieces(answer.text):
            yield TextDelta(piece)
        yield Finished(answer, after)

    def conversation(self, state: Mapping[str, Any] | None = None) -> Conversation:
        return Conversation(self, state)

    def charge(self, calls: tuple[Call, ...]) -> Answer:
        """The price of structured calls, worded and cited.  Raises pricing.PricingError."""
        return self.charge_turn(calls, {})[0]

    def charge_turn(self, calls: tuple[Call, ...], state: Mapping[str, Any]) -> tuple[Answer, dict[str, Any]]:
        """Like `charge`; the conversation goes on from these calls."""
        from assistant.answering import conversation
        from assistant.reading.state import with_calls

        return conversation.price_turn(self._engine, calls), with_calls(state, calls)

    def explain(self, message: str, state: Mapping[str, Any] | None = None) -> Reading:
        """How a message is read: observations, deductions, calls, what is missing."""
        return self._engine.reader.read(message, state or {})[0]

    def say(self, calls: tuple[Call, ...]) -> str | None:
        """A message that reads back to exactly these calls; None where none is known."""
        from assistant.answering.say import load_ways, say

        return say(calls, load_ways(self.settings.kb), self.explain)

    def search(self, query: str, k: int = 5) -> list[Hit]:
        """The passages nearest to a query, best first."""
        return list(self._engine.index().search(query, k).hits)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32] | None:
        """A vector of length 1 a text, as rows; None without an embedding model."""
        vectors: NDArray[np.float32] | None = self._engine.index().embed(texts)
        return vectors

    def close(self) -> None:
        """Let go of files and connections."""
        self._engine.close()


def _pieces(text: str, size: int = 12) -> Iterator[str]:
    """A text in runs of a few words, for streaming."""
    words = text.split(" ")
    for start in range(0, len(words), size):
        yield (" " if start else "") + " ".join(words[start : start + size])
