"""Chroma through langchain-chroma: connecting, and collections that are written once and then only read."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings

from assistant.retrieval import pointer
from assistant.retrieval.results import SyncFailed
from assistant.types import AssistantError, Passage

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

PREFIX = "passages-"
PAGE = 256
"""Passages in one call."""
NEAREST = 8
"""Among so many neighbours of its own vector a passage must be found..."""
SAME = 1e-4
"""... at no more than this cosine distance; that of two roundings of one vector is a thousand times less."""


class StoreUnavailable(AssistantError):
    """The vector store can't be opened, or lacks what it should hold."""


class StoreLocked(StoreUnavailable):
    """Another program holds the lock of the store's database."""


def connect(store: str, patience: float = 5.0) -> ClientAPI:
    """A client of the store: a server's URL, or a folder.  Raises StoreUnavailable.

    Waits up to `patience` seconds for a folder that another program has locked; a server may keep it waiting
    without limit, so call it with a deadline.
    """
    import chromadb
    from chromadb.config import Settings

    wait_for_lock(store, patience)
    quiet = Settings(anonymized_telemetry=False)
    try:
        if not pointer.is_url(store):
            Path(store).mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=store, settings=quiet)
        url = urlsplit(store)
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 8000)
        return chromadb.HttpClient(host=url.hostname or "", port=port, ssl=secure, settings=quiet)
    except BaseException as error:
        _forget(store)
        if isinstance(error, KeyboardInterrupt):
            raise
        raise StoreUnavailable(f"Chroma can't open {store}: {_line(error)}") from None


def wait_for_lock(store: str, patience: float) -> None:
    """Raises StoreLocked when another program keeps an embedded store's database locked.

    Opening a store or a collection would wait for the lock without limit, and keep every other thread of the
    process waiting too, so that no deadline could help.
    """
    path = Path(store) / "chroma.sqlite3"
    if pointer.is_url(store) or not path.is_file():
        return
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):  # of what else may be wrong with it, Chroma says more
            raise StoreLocked(f"{path} is locked by another program; see which one uses it") from None
    finally:
        connection.close()


def _forget(store: str) -> None:
    """Chroma keeps a system that failed to start, and would hand it out again."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient._identifier_to_system.pop(store, None)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def open_collection(client: ClientAPI, name: str) -> Chroma:
    """An existing collection.  Raises StoreUnavailable when it isn't there."""
    from chromadb.errors import NotFoundError
    from langchain_chroma import Chroma

    try:
        return Chroma(client=client, collection_name=name, create_collection_if_not_exists=False)
    except (NotFoundError, ValueError):
        raise StoreUnavailable(f"the collection {name} is gone; run `assistant sync`") from None


def new_collection(client: ClientAPI, owner: str, model: str, vectors: Embeddings) -> Chroma:
    """An empty collection under a name of its own; `vectors` gives the vectors of what is added."""
    from langchain_chroma import Chroma

    return Chroma(
        client=client,
        collection_name=PREFIX + secrets.token_hex(8),
        embedding_function=vectors,
        collection_metadata={"owner": owner, "model": model},
        collection_configuration={"hnsw": {"space": "cosine"}},
    )


def names_of(client: ClientAPI, owner: str, model: str) -> list[str]:
    """The collections that this owner made for this model, whether finished or not."""
    return [
        collection.name
        for collection in client.list_collections()
        if collection.name.startswith(PREFIX)
        and (collection.metadata or {}).get("owner") == owner
        and (collection.metadata or {}).get("model") == model
    ]


def add(collection: Chroma, passages: Sequence[Passage]) -> None:
    """Adds passages; what a search needs to know of them goes along as metadata."""
    collection.add_texts(
        [passage.text for passage in passages],
        metadatas=[
            {
                "article": passage.article,
                "section": passage.section,
                "start": passage.start,
                "end": passage.end,
            }
            for passage in passages
        ],
        ids=[passage.id for passage in passages],
    )


def vectors_of(collection: Chroma) -> dict[str, list[float]]:
    """All vectors of a collection by passage id."""
    found: dict[str, list[float]] = {}
    while True:
        page: Any = collection.get(include=["embeddings"], limit=PAGE, offset=len(found))
        if not page["ids"]:
            return found
        found.update(zip(page["ids"], (list(map(float, row)) for row in page["embeddings"]), strict=True))


def nearest(collection: Chroma, vector: Sequence[float], k: int) -> dict[str, float]:
    """Cosine similarity by passage id of the k passages nearest to a vector."""
    found = collection.similarity_search_by_vector_with_relevance_scores(list(vector), k=k)
    return {document.id: 1.0 - distance for document, distance in found if document.id}


def verify(
    client: ClientAPI, name: str, passages: Sequence[Passage], vectors: Mapping[str, Sequence[float]]
) -> None:
    """Raises SyncFailed unless each passage is found by its own vector.

    Chroma can count a passage that no query reaches; the count alone would prove nothing.
    """
    raw = client.get_collection(name)
    if raw.count() != len(passages):
        raise SyncFailed(
            f"{name} holds {raw.count()} passages instead of {len(passages)}; run `assistant sync`"
        )
    for start in range(0, len(passages), PAGE):
        page = passages[start : start + PAGE]
        queries: Any = [list(vectors[passage.id]) for passage in page]
        found: Any = raw.query(
            query_embeddings=queries, n_results=min(NEAREST, len(passages)), include=["distances"]
        )
        for passage, ids, distances in zip(page, found["ids"], found["distances"], strict=True):
            own = [distance for key, distance in zip(ids, distances, strict=True) if key == passage.id]
            # more passages with the very same words than neighbours were asked for: any of them will do
            if min(own, default=distances[-1]) > SAME:
                raise SyncFailed(f"{passage.id} is not found by its own vector; run `assistant sync`")
