"""The files that say which collection answers, and the lock under which they change.

index/sync.lock                  held by the one sync that runs
index/owner                      names this data folder on a Chroma server that several share
index/<model>-<digest>.json      the pointer: one for each model and server
index/chroma…/                   the embedded store
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.retrieval.results import SyncFailed, SyncRunning
from assistant.settings import Settings
from assistant.types import Passage


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which collection answers for a model.  `previous` is the one before, which is still kept; `store` is
    a server's URL or the name of a folder beside the pointer; `built` is an ISO time."""

    store: str
    collection: str
    model: str
    fingerprint: str
    passages: int
    built: str
    previous: str | None


def folder(settings: Settings) -> Path:
    """Where the index of a data folder lives."""
    return settings.data / "index"


def path_for(settings: Settings, model: str) -> Path:
    """The pointer's file: one for each model and server, so that going back to either costs nothing."""
    where = settings.chroma_url or "embedded"
    plain = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in model)
    digest = hashlib.sha256(f"{where}\n{model}".encode()).hexdigest()[:8]
    return folder(settings) / f"{plain}-{digest}.json"


def read(path: Path) -> Pointer | None:
    """The pointer, or None where there is none that can be read."""
    try:
        return Pointer(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def fingerprint(passages: Sequence[Passage]) -> str:
    """The same for the same passages at the same places only."""
    places = [[passage.id, passage.start, passage.end] for passage in passages]
    return hashlib.sha256(json.dumps(places).encode()).hexdigest()


def is_url(store: str) -> bool:
    return store.startswith(("http://", "https://"))


def address(settings: Settings, store: str) -> str:
    """A pointer's store as a client is given it."""
    return store if is_url(store) else str(folder(settings) / store)


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Holds the data folder's lock, which goes with the process.  Raises SyncRunning, SyncFailed."""
    from filelock import FileLock, Timeout

    try:
        folder(settings).mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder(settings) / "sync.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise SyncRunning(f"another sync is running in {settings.data}; try again when it is done") from None
    except OSError as error:
        raise SyncFailed(f"can't write in {folder(settings)}: {error.strerror}; check the folder") from None
    try:
        yield
    finally:
        lock.release()


def owner(settings: Settings) -> str:
    """A name for this data folder, by which its collections on a shared server are known."""
    path = folder(settings) / "owner"
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = secrets.token_hex(8)
        path.write_text(name, encoding="utf-8")
        return name


def write(path: Path, pointer: Pointer) -> None:
    """Replaces the pointer in one step."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as opened:
        json.dump(asdict(pointer), opened, indent=1)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(path)
