"""Keeping the index: each sync that has something to do writes a new collection and then switches to it.

A collection is never changed once it answers.  The pointer, a small file that is replaced by renaming, says
which one does; a sync that is killed before that leaves the earlier index answering.  One sync at a time
holds the lock of the data folder.  A collection is deleted two generations after it was built, so that no
search loses the one it is reading.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from assistant.retrieval import chroma
from assistant.retrieval import pointer as pointers
from assistant.retrieval.deadline import TooSlow, Worker
from assistant.retrieval.embed import Model
from assistant.retrieval.results import Progress, SyncFailed, SyncReport, silent
from assistant.settings import Settings
from assistant.types import AssistantError, Passage

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

OPENING = 10.0
"""Seconds that opening the store may take."""


def sync(
    settings: Settings,
    passages: Sequence[Passage],
    model: Model,
    progress: Progress = silent,
    rebuild: bool = False,
) -> SyncReport:
    """Brings the index up to the passages.  `rebuild` leaves the store's folder and begins a new one.

    Raises SyncRunning and SyncFailed; the earlier index then still answers.
    """
    if not passages:
        raise SyncFailed("there is no article to index; run `assistant check`")
    with pointers.locked(settings):
        return _Sync(settings, passages, model, progress).run(rebuild)


class _Sync:
    """One sync, under the lock."""

    def __init__(
        self, settings: Settings, passages: Sequence[Passage], model: Model, progress: Progress
    ) -> None:
        self._settings = settings
        self._passages = passages
        self._model = model
        self._progress = progress
        self._path = pointers.path_for(settings, model.name)
        self._began = time.monotonic()

    def run(self, rebuild: bool) -> SyncReport:
        pointer = None if rebuild else pointers.read(self._path)
        store = self._store(pointer, rebuild)
        client = self._connect(store)
        if pointer and self._up_to_date(client, pointer):
            return self._report(pointer, built=False, reused=pointer.passages)
        old = self._old_vectors(client, pointer) if pointer else {}
        ids = {passage.id for passage in self._passages}
        known = {key: vector for key, vector in old.items() if key in ids}
        vectors = {**known, **self._embed([item for item in self._passages if item.id not in known])}
        new = pointers.Pointer(
            store=store,
            collection=self._build(client, vectors),
            model=self._model.name,
            fingerprint=pointers.fingerprint(self._passages),
            passages=len(self._passages),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            previous=pointer.collection if pointer else None,
        )
        pointers.write(self._path, new)
        dropped = self._drop(client, keep={new.collection, new.previous})
        if rebuild and not pointers.is_url(store):
            self._remove_other_folders(store)
        embedded, removed = len(vectors) - len(known), len(old) - len(known)
        return self._report(new, True, len(known), embedded=embedded, removed=removed, dropped=dropped)

    def _up_to_date(self, client: ClientAPI, pointer: pointers.Pointer) -> bool:
        """Whether the collection that answers is there and holds exactly these passages."""
        if pointer.fingerprint != pointers.fingerprint(self._passages):
            return False
        try:
            return client.get_collection(pointer.collection).count() == len(self._passages)
        except Exception:  # gone or unreadable, in whichever way Chroma's Rust part or HTTP client says so
            return False

    def _store(self, pointer: pointers.Pointer | None, rebuild: bool) -> str:
        if self._settings.chroma_url:
            return self._settings.chroma_url
        if rebuild:
            return f"chroma-{secrets.token_hex(4)}"
        return pointer.store if pointer else self._shared_folder()

    def _shared_folder(self) -> str:
        """The folder that another model's index is in already, else a first one."""
        others = (pointers.read(path) for path in sorted(pointers.folder(self._settings).glob("*.json")))
        return next((other.store for other in others if other and not pointers.is_url(other.store)), "chroma")

    def _connect(self, store: str) -> ClientAPI:
        import chromadb  # noqa: F401  # outside the deadline: importing it takes seconds

        where = pointers.address(self._settings, store)
        try:
            return Worker().call(OPENING, lambda: chroma.connect(where, OPENING / 2))
        except (TooSlow, chroma.StoreLocked) as error:
            raise SyncFailed(str(error)) from None
        except chroma.StoreUnavailable as error:
            hint = "is the server running?" if pointers.is_url(store) else "run `assistant sync --rebuild`"
            raise SyncFailed(f"{error}; {hint}") from None

    def _old_vectors(self, client: ClientAPI, pointer: pointers.Pointer) -> Mapping[str, list[float]]:
        """The vectors of the collection that answers now; none where they can't be read any more."""
        try:
            return chroma.vectors_of(chroma.open_collection(client, pointer.collection))
        except Exception:  # Chroma raises what its Rust part and its HTTP client raise; all are embedded anew
            return {}

    def _embed(self, passages: Sequence[Passage]) -> dict[str, list[float]]:
        """The vectors of new passages.  Raises SyncFailed when the model fails."""
        vectors: dict[str, list[float]] = {}
        for start in range(0, len(passages), chroma.PAGE):
            self._progress("embedding passages", start, len(passages))
            page = passages[start : start + chroma.PAGE]
            try:
                rows = self._model.embeddings.embed_documents([passage.text for passage in page])
            except Exception as error:  # every provider raises its own
                why = " ".join(str(error).split())[:200]
                raise SyncFailed(f"the embedding model {self._model.name} failed: {why}") from None
            vectors.update(zip((passage.id for passage in page), rows, strict=True))
        self._progress("embedding passages", len(passages), len(passages))
        return vectors

    def _build(self, client: ClientAPI, vectors: Mapping[str, list[float]]) -> str:
        """Writes and verifies a new collection; its name."""
        known = _Known({passage.text: vectors[passage.id] for passage in self._passages})
        name = None
        try:
            owner = pointers.owner(self._settings)
            collection = chroma.new_collection(client, owner, self._model.name, known)
            name = collection._collection_name
            for start in range(0, len(self._passages), chroma.PAGE):
                self._progress("writing passages", start, len(self._passages))
                chroma.add(collection, self._passages[start : start + chroma.PAGE])
            self._progress("verifying passages", 0, len(self._passages))
            chroma.verify(client, name, self._passages, vectors)
        except BaseException as error:  # a panic of the Rust part is not an Exception
            if name:
                _delete(client, name)
            if isinstance(error, AssistantError) or not isinstance(error, Exception):
                raise
            why = " ".join(str(error).split())[:200]
            raise SyncFailed(f"writing the index failed: {why}; see that the disk is not full") from None
        self._progress("verifying passages", len(self._passages), len(self._passages))
        return name

    def _drop(self, client: ClientAPI, keep: set[str | None]) -> tuple[str, ...]:
        """Deletes this model's older collections, and what killed syncs left."""
        names = chroma.names_of(client, pointers.owner(self._settings), self._model.name)
        return tuple(name for name in names if name not in keep and _delete(client, name))

    def _remove_other_folders(self, store: str) -> None:
        """Deletes the stores that a rebuild left, and the pointers of other models into them."""
        for path in pointers.folder(self._settings).glob("*.json"):
            other = pointers.read(path)
            if other is None or not (other.store == store or pointers.is_url(other.store)):
                path.unlink(missing_ok=True)
        for path in pointers.folder(self._settings).glob("chroma*"):
            if path.name != store:
                shutil.rmtree(path, ignore_errors=True)

    def _report(
        self,
        pointer: pointers.Pointer,
        built: bool,
        reused: int,
        embedded: int = 0,
        removed: int = 0,
        dropped: tuple[str, ...] = (),
    ) -> SyncReport:
        seconds = time.monotonic() - self._began
        return SyncReport(
            built,
            pointer.collection,
            pointer.model,
            pointer.passages,
            embedded,
            reused,
            removed,
            dropped,
            seconds,
        )


class _Known(Embeddings):
    """Gives langchain-chroma the vectors that are there already."""

    def __init__(self, vectors: Mapping[str, list[float]]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vectors[text]


def _delete(client: ClientAPI, name: str) -> bool:
    """Deletes a collection; one that can't be deleted now is tried again by the next sync."""
    try:
        client.delete_collection(name)
    except Exception:
        return False
    return True
