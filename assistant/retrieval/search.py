"""Hybrid search: passages by meaning (vectors in Chroma) and by words (BM25), as one score.

The score is 0.55 · cosine + 0.45 · lexical, both absolute, so that it says something on its own and not
only against other passages.  On the labelled questions it orders better than either part and than fusion by
rank, and separates answered from unanswered questions better too (`tests/benchmarks/retrieval_quality.py`);
still, a threshold on it alone is a poor "I don't know".
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.retrieval import pointer as pointers
from assistant.retrieval.deadline import TooSlow, Worker
from assistant.retrieval.results import IndexStatus, SearchResult, SyncFailed, SyncRunning
from assistant.settings import Settings
from assistant.types import AssistantError, Hit, Passage

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

    from assistant.retrieval.embed import Model

LEXICAL_WEIGHT = 0.45
CANDIDATES = 50
"""Passages that Chroma is asked for, at least; a passage beyond them counts as of no similarity."""
OPENING = 5
"""Times the search deadline: how long opening the store, or building a missing index, may take."""


class DenseUnavailable(AssistantError):
    """Passages can't be found by meaning now; the text says why and what to do."""


def fuse(
    passages: Sequence[Passage],
    lexical: Sequence[float],
    dense: Mapping[str, float] | None,
    k: int,
) -> tuple[Hit, ...]:
    """The k best passages.  `lexical` goes by position, `dense` by passage id; None: words alone count."""
    hits = []
    for passage, words in zip(passages, lexical, strict=True):
        if dense is None:
            hits.append(Hit(passage, words, None, words))
        else:
            meaning = dense.get(passage.id, 0.0)
            score = (1 - LEXICAL_WEIGHT) * max(meaning, 0.0) + LEXICAL_WEIGHT * words
            hits.append(Hit(passage, min(score, 1.0), meaning, words))
    # the position breaks ties, so that the same question always has the same answer
    found = [hit for hit in hits if hit.score > 0]
    return tuple(sorted(found, key=lambda hit: -hit.score)[:k])


@dataclass(frozen=True, slots=True)
class _Open:
    """A collection that is open for reading, and the pointer it was opened for."""

    pointer: pointers.Pointer
    client: ClientAPI
    collection: Chroma


class Dense:
    """Similarities of passages to a query, from the collection that the pointer names at that moment.

    Nothing is loaded before the first query.  `build` brings a missing or outdated index up to date; it is
    called once, at the first query.  Threads may share this.
    """

    def __init__(
        self,
        settings: Settings,
        passages: Sequence[Passage],
        model: Callable[[], Model],
        build: Callable[[], object],
    ) -> None:
        self._settings = settings
        self._passages = passages
        self._fingerprint = pointers.fingerprint(passages)
        self._model = model
        self._build = build
        self._worker = Worker()
        self._patience = OPENING * settings.search_deadline
        self._opened: _Open | None = None
        self._first = threading.Lock()
        self._reason_not_built: str | None = None
        self._tried_to_build = False

    def scores(self, query: str, k: int) -> tuple[dict[str, float], str | None]:
        """Cosine similarity by passage id for the nearest passages; and what was missing, else None.

        Raises DenseUnavailable.
        """
        try:
            model = self._model()
            self._import()
            pointer, found = self._from_current(model, query, k)
        except TooSlow as error:
            raise DenseUnavailable(f"{error}; see whether another program holds it") from None
        except AssistantError as error:
            raise DenseUnavailable(str(error)) from None
        except BaseException as error:  # Chroma's HTTP client, its Rust part (panics too), a remote model
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            why = " ".join(str(error).split())[:200] or type(error).__name__
            raise DenseUnavailable(f"the vector store failed: {why}; run `assistant doctor`") from None
        behind = "the index was built from other articles; run `assistant sync`"
        return found, (behind if pointer.fingerprint != self._fingerprint else None)

    def status(self) -> IndexStatus:
        """What there is, tried out: the collection is opened and asked."""
        where = self._settings.chroma_url or str(pointers.folder(self._settings))
        count = len(self._passages)
        try:
            model = self._model()
        except AssistantError as error:
            return IndexStatus("off", where, count, reason=str(error))
        pointer = pointers.read(pointers.path_for(self._settings, model.name))
        if pointer is None:
            return IndexStatus(
                "absent", where, count, model.name, reason="no index yet; run `assistant sync`"
            )
        named = (where, pointer.passages, model.name, pointer.collection, pointer.built)
        try:
            self._import()
            opened = self._open(pointer)
            probe = self._passages[0].text if self._passages else "probe"
            self._worker.call(self._patience, lambda: self._ask(opened, model, probe, 1))
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            return IndexStatus("broken", *named, reason=" ".join(str(error).split())[:200])
        if pointer.fingerprint != self._fingerprint:
            return IndexStatus("behind", *named, reason="the articles have changed; run `assistant sync`")
        return IndexStatus("ready", *named)

    def _from_current(self, model: Model, query: str, k: int) -> tuple[pointers.Pointer, dict[str, float]]:
        """The similarities, and the pointer to what gave them; once more if it moved during the attempt."""
        pointer = self._pointer(model)
        try:
            return pointer, self._from(pointer, model, query, k)
        except BaseException:
            self._opened = None  # what failed is not kept
            moved = self._pointer(model)
            if moved == pointer:
                raise
            return moved, self._from(moved, model, query, k)

    def _from(self, pointer: pointers.Pointer, model: Model, query: str, k: int) -> dict[str, float]:
        opened = self._open(pointer)
        return self._worker.call(self._settings.search_deadline, lambda: self._ask(opened, model, query, k))

    def _import(self) -> None:
        """Chroma, outside of any deadline: reading its code takes seconds."""
        try:
            import langchain_chroma  # noqa: F401
        except Exception as error:  # a broken installation fails in ways of its own
            raise DenseUnavailable(f"Chroma can't be loaded ({error}); reinstall it") from None

    def _pointer(self, model: Model) -> pointers.Pointer:
        """The collection to ask, after a first try to bring it up to date.  Raises DenseUnavailable."""
        path = pointers.path_for(self._settings, model.name)
        if not self._tried_to_build:
            with self._first:
                if not self._tried_to_build:
                    try:
                        self._build_if_outdated(pointers.read(path))
                    finally:
                        self._tried_to_build = True
        pointer = pointers.read(path)
        if pointer is None:
            raise DenseUnavailable(self._reason_not_built or "there is no index yet; run `assistant sync`")
        return pointer

    def _build_if_outdated(self, pointer: pointers.Pointer | None) -> None:
        """Once only: a reader that is already running follows the pointer, even to newer articles."""
        if pointer and pointer.fingerprint == self._fingerprint:
            return
        try:
            self._worker.call(self._patience, self._build)
        except TooSlow:
            self._reason_not_built = "the index is still being built; until then words alone are searched"
        except (SyncRunning, SyncFailed) as error:
            self._reason_not_built = str(error)

    def _open(self, pointer: pointers.Pointer) -> _Open:
        """The pointer's collection, opened anew when the pointer has moved."""
        from assistant.retrieval import chroma

        opened = self._opened
        if opened is not None and opened.pointer == pointer:
            return opened
        where = pointers.address(self._settings, pointer.store)

        def connect() -> _Open:
            patience = self._settings.search_deadline
            if opened is None or opened.pointer.store != pointer.store:
                client = chroma.connect(where, patience)
            else:
                chroma.wait_for_lock(where, patience)
                client = opened.client
            return _Open(pointer, client, chroma.open_collection(client, pointer.collection))

        self._opened = new = self._worker.call(self._patience, connect)
        return new

    def _ask(self, opened: _Open, model: Model, query: str, k: int) -> dict[str, float]:
        from assistant.retrieval import chroma

        vector = model.embeddings.embed_query(query)
        return chroma.nearest(opened.collection, vector, min(max(k, CANDIDATES), opened.pointer.passages))


def hybrid(
    passages: Sequence[Passage], lexical: Sequence[float], dense: Dense, query: str, k: int
) -> SearchResult:
    """The hits by meaning and words, or by words alone with the reason."""
    try:
        found, missing = dense.scores(query, k)
    except DenseUnavailable as error:
        return SearchResult(fuse(passages, lexical, None, k), "lexical", str(error))
    return SearchResult(fuse(passages, lexical, found, k), "hybrid", missing)
