"""`Index`: the articles, searchable."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.retrieval.results import (
    IndexStatus,
    Progress,
    SearchResult,
    SearchUnavailable,
    SyncReport,
    silent,
)
from assistant.settings import Settings
from assistant.types import Article, Passage

if TYPE_CHECKING:
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    from assistant.retrieval.embed import Model
    from assistant.retrieval.lexical import Lexical
    from assistant.retrieval.search import Dense


RETRY = 60.0
"""Seconds until a model that could not be had is tried again: making it in vain takes long."""


class Index:
    """Searches articles by meaning and words.  Everything loads on first need; threads may share it.

    The articles are those it was opened with: hits and their offsets always refer to them, whatever another
    process has synced meanwhile.
    """

    def __init__(
        self,
        settings: Settings,
        articles: Mapping[str, Article],
        embeddings: tuple[str, Embeddings] | None = None,
        progress: Progress = silent,
    ) -> None:
        self._settings = settings
        self._articles = articles
        self._given = embeddings
        self._progress = progress
        self._loading = threading.RLock()
        self._loaded: Model | None = None
        self._no_model: tuple[float, str] | None = None  # until when, and why
        self._searcher: Dense | None = None

    @classmethod
    def open(
        cls,
        settings: Settings,
        articles: Mapping[str, Article],
        embeddings: tuple[str, Embeddings] | None = None,
        progress: Progress = silent,
    ) -> Index:
        """An index over articles by id.  `embeddings`: a name and a model, instead of the setting's.

        `progress` is told of what takes long: making the default model, embedding many passages.
        """
        return cls(settings, articles, embeddings, progress)

    def search(self, query: str, k: int = 5) -> SearchResult:
        """The k passages that fit best.  Builds a missing or outdated index once, at the first search.

        Answers by words alone, with the reason, where vectors can't be had.  Raises SearchUnavailable.
        """
        from assistant.retrieval.search import hybrid

        if not self.passages:
            raise SearchUnavailable("there is no article to search; run `assistant check`")
        words = self._lexical.scores(query).tolist()
        return hybrid(self.passages, words, self._dense, query, k)

    def sync(self, progress: Progress | None = None, rebuild: bool = False) -> SyncReport:
        """Brings the stored index up to the articles; `rebuild` leaves a damaged store and begins a new one.

        Raises EmbeddingsUnavailable, SyncRunning, SyncFailed; the earlier index, if any, then still answers.
        """
        from assistant.retrieval.sync import sync

        watched = progress or self._progress
        return sync(self._settings, self.passages, self._model(watched), watched, rebuild)

    def status(self) -> IndexStatus:
        """What is there and whether it answers; never raises and builds nothing but the default model."""
        return self._dense.status()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32] | None:
        """A vector of length 1 a text, as rows; None where there is no embedding model that answers."""
        import numpy as np

        if not texts:
            return np.zeros((0, 0), np.float32)
        try:
            rows = np.asarray(self._model().embeddings.embed_documents(list(texts)), np.float32)
        except Exception:  # no model, or a remote one that failed in its provider's own way
            return None
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        scaled: NDArray[np.float32] = rows / np.maximum(lengths, 1e-12)
        return scaled

    def warm(self) -> None:
        """Loads all that a first search would load; for servers, before the first visitor."""
        if self.passages:
            self.search(self.passages[0].text, 1)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in order of article and place."""
        from assistant.retrieval.passages import split_all

        return split_all(self._articles.values())

    @cached_property
    def _lexical(self) -> Lexical:
        from assistant.retrieval.lexical import Lexical

        return Lexical(self.passages)

    @property
    def _dense(self) -> Dense:
        from assistant.retrieval.search import Dense

        with self._loading:  # two would both build a missing index
            if self._searcher is None:
                self._searcher = Dense(self._settings, self.passages, self._model, self.sync)
            return self._searcher

    def _model(self, progress: Progress | None = None) -> Model:
        """The embedding model, loaded once.  Raises EmbeddingsUnavailable."""
        from assistant.retrieval.embed import EmbeddingsUnavailable, Model, load

        with self._loading:
            if self._loaded is None and self._given:
                self._loaded = Model(*self._given)
            if self._loaded is None:
                if self._no_model is not None and time.monotonic() < self._no_model[0]:
                    raise EmbeddingsUnavailable(self._no_model[1])
                try:
                    self._loaded = load(self._settings, progress or self._progress)
                except EmbeddingsUnavailable as error:
                    self._no_model = (time.monotonic() + RETRY, str(error))
                    raise
            return self._loaded
