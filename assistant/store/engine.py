"""Connections to SQLite or PostgreSQL that answer or fail within about two seconds.

SQLite: write-ahead log, every commit flushed to disk before it is acknowledged, deleted text overwritten.
A file that was moved away is noticed at the next use instead of being written to unseen.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool, StaticPool

from assistant.store.records import StoreError, StoreUnavailable

PATIENCE = 2.0
"""Seconds to wait for a lock, a free connection or a database server."""

_FAILURES = (
    sqlite3.OperationalError,
    exc.OperationalError,
    exc.InterfaceError,
    exc.InternalError,
    exc.TimeoutError,
)


class Database:
    """An engine with the project's ways: `reading()` and `writing()` transactions, one error when it fails.

    `path` is SQLite's file, None otherwise.  Not bound to a thread.  With SQLite the writers of one process
    queue for one lock, because SQLite's own waiting is unfair under load; see `_begin` for several.
    """

    def __init__(self, engine: Engine, path: Path | None = None) -> None:
        self.engine = engine
        self.path = path
        self._turnstile = threading.RLock() if engine.dialect.name == "sqlite" else None
        self._shared = isinstance(engine.pool, StaticPool)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads.  Raises StoreUnavailable."""
        with self._translated(), self._alone(self._shared), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when the block has been left.  Raises StoreUnavailable."""
        deadline = time.monotonic() + PATIENCE
        with self._translated(), self._alone(True):
            left = max(0.1, deadline - time.monotonic())
            with self.engine.execution_options(patience=left).begin() as connection:
                yield connection

    def clean(self) -> None:
        """After a deletion: empty SQLite's log, which still holds the deleted text.  Where readers keep it
        open it is emptied by a later commit."""
        if self.path is None:
            return
        with self._translated(), self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            if isinstance(driver, sqlite3.Connection):
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _alone(self, wanted: bool) -> Iterator[None]:
        if self._turnstile is None or not wanted:
            yield
            return
        if not self._turnstile.acquire(timeout=PATIENCE):
            raise StoreUnavailable("the conversation database is busy; try again in a moment")
        try:
            yield
        finally:
            self._turnstile.release()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except _FAILURES as error:
            raise unavailable(error) from error
        except exc.DatabaseError as error:
            if type(error) is exc.DatabaseError or getattr(error.orig, "sqlstate", None) == "42P01":
                raise unavailable(error) from error
            raise


def unavailable(error: Exception) -> StoreUnavailable:
    """The driver's words in one line, without addresses or statements."""
    cause = getattr(error, "orig", None) or error
    words = str(cause).strip().splitlines()[0][:160] if str(cause).strip() else type(cause).__name__
    return StoreUnavailable(f"the conversation database can't be used now ({words}); nothing was kept")


def open_database(url: str | None, folder: Path, *, in_memory: bool = False) -> Database:
    """A Database for an SQLAlchemy URL, by default `folder`/conversations.db; connects only when used.

    `in_memory`: conversations live in the process and never reach a disk.  Raises StoreError for a URL that
    can't be used at all.
    """
    if in_memory:
        return Database(_memory_engine())
    try:
        parsed = make_url(url) if url else URL.create("sqlite", database=str(folder / "conversations.db"))
    except exc.ArgumentError:
        raise StoreError(
            "ASSISTANT_DATABASE_URL is no SQLAlchemy URL like postgresql://user@host/name"
        ) from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            return Database(_memory_engine())
        path = Path(parsed.database)
        return Database(_sqlite_engine(path), path)
    if backend in ("postgresql", "postgres"):
        return Database(_postgresql_engine(parsed))
    raise StoreError(
        f'ASSISTANT_DATABASE_URL: "{backend}" is not supported; use sqlite:///… or postgresql://…'
    )


def _postgresql_engine(url: URL) -> Engine:
    milliseconds = int(PATIENCE * 1000)
    options = f"-c timezone=UTC -c lock_timeout={milliseconds} -c statement_timeout=30000"
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={
            "connect_timeout": int(PATIENCE),
            "tcp_user_timeout": 2 * milliseconds,
            "options": options,
        },
        pool_size=8,
        max_overflow=24,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,
    )


def _sqlite_engine(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = _sqlite(f"{path.absolute().as_uri()}?mode=rw")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        pool_timeout=PATIENCE,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "connect", lambda connection, record: _remember(record, path))
    event.listen(engine, "checkout", lambda connection, record, fairy: _still_there(record, path))
    return engine


def _memory_engine() -> Engine:
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _sqlite(":memory:"), poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _sqlite(uri: str) -> sqlite3.Connection:
    """`isolation_level` None: transactions begin where `_begin` says, not where the driver guesses."""
    connection = sqlite3.connect(
        uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: waiting for it later, after having read, would fail without waiting.

    They ask for it every few milliseconds, for what the queue in this process has left of their patience:
    SQLite's own waiting, at ever longer intervals, starves one of several busy processes.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    patience = connection.get_execution_options().get("patience")
    if patience is None:
        driver.execute("BEGIN")
        return
    deadline = time.monotonic() + patience
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(random.uniform(0.001, 0.004))
    finally:
        driver.execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _remember(record: Any, path: Path) -> None:
    record.info["inode"] = _inode(path)


def _still_there(record: Any, path: Path) -> None:
    """Rows written to a deleted file would be acknowledged and lost: connect anew, or fail."""
    if record.info.get("inode") != _inode(path):
        raise exc.DisconnectionError("the database file was replaced")
