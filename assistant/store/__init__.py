"""Conversations in SQL: what was asked, answered and thought of it, redacted before it is written.

    from assistant.store import Store
    store = Store.open(settings)                 # SQLite in the data folder, or settings.database_url
    opened = store.create("chat")                # .id (unguessable), .token (shown once)
    kept = store.add_turn(opened.id, text, answer, state)       # .message is the answer's id
    store.conversation(opened.id).state          # to go on from
    store.messages(opened.id)                    # list[Message], redacted
    store.give_feedback(opened.id, kept.message, helpful=False, reasons=["…"], comment="…")

Every method may raise `StoreUnavailable` (within about two seconds): show the answer all the same and say
that it was not kept.  Figures for the support leads are in `assistant.store.insights`.
SQLAlchemy is imported with the first use of `Store`, not with this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.store.records import (
    Case,
    Conversation,
    Feedback,
    IdempotencyKeyReused,
    Kept,
    Measured,
    Message,
    Opened,
    OutdatedTurn,
    StoreError,
    StoreUnavailable,
    UnknownConversation,
)

if TYPE_CHECKING:
    from assistant.store.conversations import Store

__all__ = [
    "Case",
    "Conversation",
    "Feedback",
    "IdempotencyKeyReused",
    "Kept",
    "Measured",
    "Message",
    "Opened",
    "OutdatedTurn",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "UnknownConversation",
]


def __getattr__(name: str) -> Any:
    """`Store` on first use, so that importing the errors or the redaction does not load SQLAlchemy."""
    if name == "Store":
        from assistant.store.conversations import Store

        return Store
    raise AttributeError(name)
