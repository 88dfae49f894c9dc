"""The tables.  A change here needs a new file under `migrations/versions` and its name in `REVISION`."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

REVISION = "0001"
"""The migration that these tables are; a database that bears it needs no Alembic to open."""


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC in both databases (SQLite itself forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_conversation(nullable: bool = False) -> Column[str]:
    """The conversation a row belongs to, and with which it is forgotten."""
    return Column(
        "conversation", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=nullable
    )


conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("surface", String(16), nullable=False),
    Column("origin", String(300)),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("state", JSON, nullable=False),
    Index(None, "updated"),
    Index(None, "created"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_conversation(),
    Column("turn", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("created", Moment, nullable=False),
    # the user's messages: which request they came with
    Column("idempotency_key", String(128)),
    Column("body_hash", String(64)),
    # the assistant's messages
    Column("answer", JSON(none_as_null=True)),
    Column("kind", String(16)),
    Column("mode", String(120)),
    Column("fallback", Text),
    Column("latency_ms", Float),
    Column("stages", JSON(none_as_null=True)),
    Column("tokens", JSON(none_as_null=True)),
    Column("tool_calls", Integer),
    UniqueConstraint("conversation", "turn", "role"),
    UniqueConstraint("conversation", "idempotency_key"),
    Index(None, "created"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("message", String(32), ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("created", Moment, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_conversation(nullable=True),
    Column("record", JSON, nullable=False),
    Column("by", String(200), nullable=False),
    Column("created", Moment, nullable=False),
    Index(None, "conversation"),
)
