"""The values that go in and out of the store, and its errors.  Times are aware datetimes in UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.types import AssistantError


class StoreError(AssistantError):
    """Base of what the store raises."""


class StoreUnavailable(StoreError):
    """The database is locked, gone or full: nothing was kept, trying again later may help."""


class UnknownConversation(StoreError):
    """No such conversation, no such message in it, or not this token: deliberately not told apart."""


class IdempotencyKeyReused(StoreError):
    """The key came before with another body."""


class OutdatedTurn(StoreError):
    """The conversation went on meanwhile: read it again and answer from its present state."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation just begun.  `token` is told this once; only its hash is stored."""

    id: str
    token: str
    created: datetime
    kept_until: datetime | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """`turns` counts answered messages; `state` is what `Assistant.turn` wants next."""

    id: str
    surface: str
    origin: str | None
    created: datetime
    updated: datetime
    turns: int
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """What answering took: milliseconds in all and by stage, tokens by kind ("input", "output"), calls of
    tools."""

    latency_ms: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    tokens: dict[str, int] = field(default_factory=dict)
    tool_calls: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored turn: ids of the question and of the answer (`message`), the answer as stored (the
    contract's JSON, redacted), `turns` of the conversation after it; `replayed` when the key had been
    answered before."""

    conversation: str
    question: str
    message: str
    answer: dict[str, Any]
    turns: int
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader thought of one answer."""

    message: str
    helpful: bool
    reasons: tuple[str, ...]
    comment: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message as stored.  `role` is "user" or "assistant"; the fields from `answer` on are the
    assistant's alone."""

    id: str
    conversation: str
    turn: int
    role: str
    text: str
    created: datetime
    answer: dict[str, Any] | None = None
    kind: str | None = None
    mode: str | None = None
    fallback: str | None = None
    measured: Measured | None = None
    feedback: Feedback | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled case: `record` is one line of `assistant eval`'s files, `by` who labelled it."""

    id: str
    record: dict[str, Any]
    by: str
    conversation: str | None
    created: datetime
