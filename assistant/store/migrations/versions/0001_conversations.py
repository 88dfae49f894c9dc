"""Conversations, messages, feedback and labelled cases."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _conversation(nullable: bool = False) -> sa.Column[str]:
    return sa.Column("conversation", sa.String(32), nullable=nullable)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("surface", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(300)),
        _moment("created"),
        _moment("updated"),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_updated", "conversations", ["updated"])
    op.create_index("ix_conversations_created", "conversations", ["created"])
    _messages()
    op.create_table(
        "feedback",
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        _moment("created"),
        sa.PrimaryKeyConstraint("message", name="pk_feedback"),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], "fk_feedback_message", ondelete="CASCADE"),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(32), nullable=False),
        _conversation(nullable=True),
        sa.Column("record", sa.JSON, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        _moment("created"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], "fk_cases_conversation", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_cases_conversation", "cases", ["conversation"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.String(32), nullable=False),
        _conversation(),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        _moment("created"),
        sa.Column("idempotency_key", sa.String(128)),
        sa.Column("body_hash", sa.String(64)),
        sa.Column("answer", sa.JSON),
        sa.Column("kind", sa.String(16)),
        sa.Column("mode", sa.String(120)),
        sa.Column("fallback", sa.Text),
        sa.Column("latency_ms", sa.Float),
        sa.Column("stages", sa.JSON),
        sa.Column("tokens", sa.JSON),
        sa.Column("tool_calls", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], "fk_messages_conversation", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("conversation", "turn", "role", name="uq_messages_conversation_turn_role"),
        sa.UniqueConstraint(
            "conversation", "idempotency_key", name="uq_messages_conversation_idempotency_key"
        ),
    )
    op.create_index("ix_messages_created", "messages", ["created"])
