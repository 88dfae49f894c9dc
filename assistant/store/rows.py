"""Between rows and the values of `records`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from assistant.store.records import (
    Case,
    Conversation,
    Feedback,
    IdempotencyKeyReused,
    Kept,
    Measured,
    Message,
    OutdatedTurn,
    UnknownConversation,
)
from assistant.store.schema import cases, conversations, feedback, messages
from assistant.types import Answer

UNKNOWN = "no such conversation, or the wrong access token"
_BATCH = 200


def storable(id: str) -> str:
    """An id as it may be looked up; PostgreSQL fails at characters that no id of ours has."""
    return id if id.isalnum() and id.isascii() else ""


def require(connection: Connection, id: str) -> Row[Any]:
    """The row of a conversation.  Raises UnknownConversation."""
    row = connection.execute(select(conversations).where(conversations.c.id == storable(id))).first()
    if row is None:
        raise UnknownConversation(UNKNOWN)
    return row


def conversation(row: Row[Any]) -> Conversation:
    return Conversation(row.id, row.surface, row.origin, row.created, row.updated, row.turns, row.state)


def case(row: Row[Any]) -> Case:
    return Case(row.id, row.record, row.by, row.conversation, row.created)


def fields(value: Case) -> dict[str, Any]:
    """A case as the columns of its row."""
    return {name: getattr(value, name) for name in (column.key for column in cases.c)}


def next_turn(
    connection: Connection, id: str, state: dict[str, Any], after: int | None, now: datetime
) -> int:
    """Moves a conversation on by one turn and tells its number.  Raises OutdatedTurn when `after` is given
    and isn't its present turn, UnknownConversation."""
    turns = conversations.c.turns
    change = update(conversations).where(conversations.c.id == storable(id))
    if after is not None:
        change = change.where(turns == after)
    change = change.values(turns=turns + 1, state=state, updated=now)
    number: int | None = connection.execute(change.returning(turns)).scalar()
    if number is not None:
        return number
    require(connection, id)
    raise OutdatedTurn("the conversation has gone on meanwhile; send the message again")


def turn(
    kept: Kept, question: dict[str, Any], answer: Answer, latency_ms: float, now: datetime
) -> list[dict[str, Any]]:
    """The two rows of a turn: `question` holds the user's own columns."""
    shared = {"conversation": kept.conversation, "turn": kept.turns, "created": now}
    own = dict.fromkeys(("idempotency_key", "body_hash"))
    metrics = answer.metrics
    answered = {
        "text": kept.answer["text"],
        "answer": kept.answer,
        "kind": answer.kind,
        "mode": answer.mode[:120],
        "fallback": kept.answer["fallback"],
        "latency_ms": latency_ms,
        "stages": metrics.get("stages"),
        "tokens": metrics.get("tokens"),
        "tool_calls": metrics.get("tool_calls"),
    }
    unanswered = dict.fromkeys(answered)
    return [
        shared | unanswered | question | {"id": kept.question, "role": "user"},
        shared | own | answered | {"id": kept.message, "role": "assistant"},
    ]


def opine(connection: Connection, id: str, message: str, opinion: dict[str, Any]) -> None:
    """Replaces the feedback on an answer.  Raises UnknownConversation."""
    own = messages.c.conversation == storable(id), messages.c.id == storable(message)
    if connection.execute(select(messages.c.id).where(*own, messages.c.role == "assistant")).first() is None:
        raise UnknownConversation("no such answer in this conversation")
    connection.execute(delete(feedback).where(feedback.c.message == message))
    connection.execute(insert(feedback).values(message=message, **opinion))


def forget(connection: Connection, id: str) -> int:
    """Deletes a conversation and tells how many messages it had.  Raises UnknownConversation."""
    require(connection, id)
    count = select(func.count()).select_from(messages).where(messages.c.conversation == id)
    number = connection.execute(count).scalar_one()
    connection.execute(delete(conversations).where(conversations.c.id == id))
    return number


def replay(connection: Connection, id: str, key: str, body_hash: str | None) -> Kept | None:
    """The turn stored under a key.  Raises IdempotencyKeyReused when it came with another body."""
    asked, answered = messages.alias("asked"), messages.alias("answered")
    same = (answered.c.conversation == asked.c.conversation) & (answered.c.turn == asked.c.turn)
    found = connection.execute(
        select(
            asked.c.id.label("question"), asked.c.body_hash, asked.c.turn, answered.c.id, answered.c.answer
        )
        .join(answered, same & (answered.c.role == "assistant"))
        .where(asked.c.conversation == storable(id), asked.c.idempotency_key == key)
    ).first()
    if found is None:
        return None
    if found.body_hash != body_hash:
        raise IdempotencyKeyReused("this Idempotency-Key was used with another body; take a new key")
    return Kept(id, found.question, found.id, found.answer, found.turn, replayed=True)


def messages_of(connection: Connection, ids: Sequence[str]) -> list[Message]:
    """The messages of these conversations with their feedback, in order within each."""
    opinion = [column.label(f"feedback_{column.key}") for column in feedback.c]
    found = connection.execute(
        select(messages, *opinion)
        .outerjoin(feedback, feedback.c.message == messages.c.id)
        .where(messages.c.conversation.in_(ids))
        .order_by(messages.c.conversation, messages.c.turn, messages.c.role.desc())
    )
    return [_message(row) for row in found]


def _message(row: Row[Any]) -> Message:
    message = (row.id, row.conversation, row.turn, row.role, row.text, row.created)
    if row.role == "user":
        return Message(*message)
    measured = Measured(row.latency_ms, row.stages or {}, row.tokens or {}, row.tool_calls or 0)
    return Message(*message, row.answer, row.kind, row.mode, row.fallback, measured, _feedback(row))


def _feedback(row: Row[Any]) -> Feedback | None:
    if row.feedback_message is None:
        return None
    return Feedback(
        row.feedback_message,
        row.feedback_helpful,
        tuple(row.feedback_reasons),
        row.feedback_comment,
        row.feedback_created,
    )


def export(connection: Connection, since: datetime | None) -> Iterator[dict[str, Any]]:
    """Conversations with their messages as JSON-able dicts, read in batches."""
    wanted = select(conversations).order_by(conversations.c.created, conversations.c.id)
    if since is not None:
        wanted = wanted.where(conversations.c.created >= since)
    for batch in connection.execute(wanted).partitions(_BATCH):
        told: dict[str, list[dict[str, Any]]] = {row.id: [] for row in batch}
        for message in messages_of(connection, list(told)):
            told[message.conversation].append(_exported(message))
        for row in batch:
            yield {
                "id": row.id,
                "surface": row.surface,
                "origin": row.origin,
                "created": row.created.isoformat(),
                "messages": told[row.id],
            }


def _exported(message: Message) -> dict[str, Any]:
    plain = asdict(message) | {"created": message.created.isoformat()}
    if message.feedback is not None:
        plain["feedback"] = asdict(message.feedback) | {"created": message.feedback.created.isoformat()}
    del plain["conversation"]
    return {name: value for name, value in plain.items() if value is not None}
