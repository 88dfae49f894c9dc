"""`Store`: conversations, feedback and labelled cases in SQL, behind one small face.

Everything that a person wrote, and everything derived from it, is redacted here, before it is written.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, exc, insert, select

from assistant.contract import answer_json
from assistant.redact import redact_all
from assistant.settings import Settings
from assistant.store import rows
from assistant.store.engine import PATIENCE, Database, open_database
from assistant.store.migrate import migrate
from assistant.store.records import (
    Case,
    Conversation,
    Kept,
    Message,
    Opened,
    StoreUnavailable,
    UnknownConversation,
)
from assistant.store.schema import cases, conversations, messages
from assistant.types import Answer

_T = TypeVar("_T")
_PURGE_EVERY = 3600.0
_SECONDS_IN_MEMORY = 86_400


class Store:
    """Conversations in one database.  Safe to share between threads; several processes may use one database.

    Any method may raise `StoreUnavailable` within about two seconds.  Nothing is read or written before the
    first call, so a server starts, and answers, while its database is away.
    """

    def __init__(self, database: Database, retention_days: int, keep: Iterable[str] = ()) -> None:
        self._database = database
        self._retention_days = retention_days
        self._redact = partial(redact_all, keep=tuple(keep))
        self._prepared = False
        self._preparing = threading.Lock()
        self._purged = 0.0

    @classmethod
    def open(cls, settings: Settings, keep: Iterable[str] | None = None) -> Store:
        """The store that the settings name, its tables created or upgraded.

        `keep`: phone numbers and addresses that are not redacted, by default the contact channels in kb/.
        With `retention_days` 0 conversations stay in this process' memory for a day at most.  Raises
        StoreError where the settings can't be used.  A database that can't be reached now does not raise:
        every later call tries again (`check` tells).
        """
        url = settings.database_url or None
        database = open_database(url, settings.data, in_memory=settings.retention_days == 0)
        store = cls(database, settings.retention_days, _contacts(settings) if keep is None else keep)
        try:
            store.purge()
        except StoreUnavailable:
            return store
        return store

    @property
    def persistent(self) -> bool:
        """Whether conversations outlive the process."""
        return self._retention_days > 0

    def check(self) -> None:
        """Raises StoreUnavailable unless the database can be read now."""
        with self.reading() as connection:
            connection.execute(select(1))

    def close(self) -> None:
        self._database.engine.dispose()

    # ------------------------------------------------------------ conversations

    def create(self, surface: str, origin: str | None = None) -> Opened:
        """Begin a conversation.  `surface` is "chat", "api" or "widget", `origin` the page it came from."""
        self._purge_now_and_then()
        opened = Opened(secrets.token_hex(16), secrets.token_urlsafe(24), _now(), self._kept_until())
        values: dict[str, Any] = {
            "id": opened.id,
            "token_hash": _hash(opened.token),
            "surface": surface,
            "origin": self._redact(origin[:300]) if origin else None,
            "created": opened.created,
            "updated": opened.created,
            "turns": 0,
            "state": {},
        }
        with self._writing() as connection:
            connection.execute(insert(conversations).values(values))
        return opened

    def conversation(self, id: str, token: str | None = None) -> Conversation:
        """One conversation; with `token` only for who holds it.  Raises UnknownConversation alike for an
        unknown id and a wrong token."""
        with self.reading() as connection:
            row = rows.require(connection, id)
        known = _hash(token) if token is not None else None
        if known is not None and not hmac.compare_digest(known, row.token_hash):
            raise UnknownConversation(rows.UNKNOWN)
        return rows.conversation(row)

    def messages(self, id: str) -> list[Message]:
        """The conversation's messages in order, as stored, each answer with its feedback."""
        with self.reading() as connection:
            return rows.messages_of(connection, [rows.storable(id)])

    def add_turn(
        self,
        id: str,
        text: str,
        answer: Answer,
        state: dict[str, Any],
        latency_ms: float = 0.0,
        *,
        after: int | None = None,
        key: str | None = None,
        body_hash: str | None = None,
    ) -> Kept:
        """Store a question with its answer and the conversation's new state, all or nothing.

        `latency_ms` is what the reader waited; stages, tokens and tool calls come from `answer.metrics`.
        `after`: the `Conversation.turns` that the answer was made from; raises OutdatedTurn when the
        conversation has gone on since.  `key`: an idempotency key; when it was stored before, nothing is
        written and the stored turn is returned, or IdempotencyKeyReused raised if `body_hash` differs.
        Raises UnknownConversation when the conversation was forgotten meanwhile.
        """
        write = partial(self._add_turn, id, text, answer, state, latency_ms, after, key, body_hash)
        return self._write(write)

    def answered(self, id: str, key: str, body_hash: str | None = None) -> Kept | None:
        """The turn stored under an idempotency key, or None.  Raises IdempotencyKeyReused."""
        with self.reading() as connection:
            return rows.replay(connection, id, key, body_hash)

    def give_feedback(
        self, id: str, message: str, helpful: bool, reasons: Sequence[str] = (), comment: str = ""
    ) -> None:
        """Keep what a reader thought of an answer; a second opinion on it replaces the first.  Raises
        UnknownConversation unless `message` is an answer in that conversation."""
        opinion = {
            "helpful": helpful,
            "reasons": self._redact(list(reasons)),
            "comment": self._redact(comment),
            "created": _now(),
        }
        self._write(partial(rows.opine, id=id, message=message, opinion=opinion))

    # ------------------------------------------------------------ labelled cases

    def add_case(self, record: dict[str, Any], by: str = "", conversation: str | None = None) -> Case:
        """Keep a labelled case, `record` being a line of `assistant eval`'s files (without "id", which is
        given here).  It is forgotten together with `conversation`, and kept on without one.  Raises
        UnknownConversation."""
        id = f"staff-{secrets.token_hex(5)}"
        case = Case(id, {"id": id} | self._redact(record), by[:200], conversation, _now())
        with self._writing() as connection:
            if conversation is not None:
                rows.require(connection, conversation)
            connection.execute(insert(cases).values(rows.fields(case)))
        return case

    def cases(self) -> list[Case]:
        """All labelled cases, oldest first."""
        with self.reading() as connection:
            found = connection.execute(select(cases).order_by(cases.c.created, cases.c.id))
            return [rows.case(row) for row in found]

    # ------------------------------------------------------------ forgetting and export

    def forget(self, id: str) -> int:
        """Delete a conversation with all that hangs on it; returns how many messages it had.  Raises
        UnknownConversation."""
        with self._writing() as connection:
            number = rows.forget(connection, id)
        self._database.clean()
        return number

    def purge(self) -> int:
        """Delete the conversations that are past their retention; returns how many."""
        oldest = _now() - self._kept()
        with self._writing() as connection:
            gone = connection.execute(delete(conversations).where(conversations.c.updated < oldest)).rowcount
        self._purged = time.monotonic()
        if gone:
            self._database.clean()
        return gone

    def export(self, since: datetime | None = None) -> Iterator[dict[str, Any]]:
        """Conversations begun since then, oldest first, as JSON-able dicts with messages and feedback."""
        with self.reading() as connection:
            yield from rows.export(connection, since)

    # ------------------------------------------------------------ inside

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction for queries of one's own (see `assistant.store.insights`)."""
        self._prepare()
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._prepare()
        with self._database.writing() as connection:
            yield connection

    def _write(self, write: Callable[[Connection], _T]) -> _T:
        try:
            with self._writing() as connection:
                return write(connection)
        except exc.IntegrityError:  # another process wrote the same between our look and our write
            with self._writing() as connection:
                return write(connection)

    def _prepare(self) -> None:
        if self._prepared:
            return
        if not self._preparing.acquire(timeout=PATIENCE):
            raise StoreUnavailable("the conversation database does not answer; nothing was kept")
        try:
            if not self._prepared:
                migrate(self._database)
                self._prepared = True
        finally:
            self._preparing.release()

    def _add_turn(
        self,
        id: str,
        text: str,
        answer: Answer,
        state: dict[str, Any],
        latency_ms: float,
        after: int | None,
        key: str | None,
        body_hash: str | None,
        connection: Connection,
    ) -> Kept:
        if key is not None and (kept := rows.replay(connection, id, key, body_hash)):
            return kept
        turn = rows.next_turn(connection, id, self._redact(state), after, _now())
        ids = (id, f"u{secrets.token_hex(12)}", f"m{secrets.token_hex(12)}")
        kept = Kept(*ids, self._redacted(answer), turn)
        question = {"text": self._redact(text), "idempotency_key": key, "body_hash": body_hash}
        connection.execute(insert(messages), rows.turn(kept, question, answer, latency_ms, _now()))
        return kept

    def _redacted(self, answer: Answer) -> dict[str, Any]:
        """Citations are the article's own words, and stay as they are."""
        whole = answer_json(answer)
        redacted: dict[str, Any] = self._redact(whole | {"citations": None})
        return redacted | {"citations": whole["citations"]}

    def _kept(self) -> timedelta:
        return (
            timedelta(days=self._retention_days) if self.persistent else timedelta(seconds=_SECONDS_IN_MEMORY)
        )

    def _kept_until(self) -> datetime | None:
        return _now() + self._kept() if self.persistent else None

    def _purge_now_and_then(self) -> None:
        if time.monotonic() - self._purged > _PURGE_EVERY:
            self.purge()


def _now() -> datetime:
    return datetime.now(UTC)


def _hash(token: str) -> str:
    """Tokens are 192 random bits: a plain digest is enough, and fast."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _contacts(settings: Settings) -> list[str]:
    """The channels that answers themselves name; none where kb/ can't be read."""
    from assistant.content import inspect

    return [contact.value for contact in inspect(settings.kb).policy.contacts]
