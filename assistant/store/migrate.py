"""Brings a database to the tables of `schema`, once, however many processes open it at the same time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.store.engine import PATIENCE, Database
from assistant.store.records import StoreError, StoreUnavailable
from assistant.store.schema import REVISION

_ADVISORY_LOCK = 5_107_202_511
"""Any number that no other program uses for pg_advisory_lock in the same database."""


def migrate(database: Database) -> None:
    """Create or upgrade the tables where needed.  Raises StoreUnavailable, StoreError."""
    path = database.path
    if path is not None:
        _create_file(path)
    with database.reading() as connection:
        if _revision(connection) == REVISION:
            return
    with _one_process(path), database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{5 * PATIENCE}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        found = _revision(connection)
        if found is None or found < REVISION:
            _upgrade(connection)
        elif found > REVISION:
            raise StoreError(
                f"the conversation database is of a newer version ({found}); update the assistant"
            )


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "assistant.store:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def _create_file(path: Path) -> None:
    """The file with rights for its owner alone; SQLite gives its log files the same."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnavailable(
            f"the conversation database {path} can't be opened: {error.strerror}"
        ) from error


@contextmanager
def _one_process(path: Path | None) -> Iterator[None]:
    """Processes that start together queue for the first creation longer than for a single write."""
    if path is None:
        yield
        return
    from filelock import FileLock, Timeout

    try:
        with FileLock(f"{path}.lock", timeout=5 * PATIENCE):
            yield
    except Timeout:
        raise StoreUnavailable("another process is upgrading the conversation database; try again") from None
