"""Sentence vectors for questions whose words leave their topic open; the model loads at the first such one.

Without a model (switched off, not made, not the one the weights were learnt on) topics go by words alone.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.retrieval.embed import Model

log = logging.getLogger("assistant")


class SentenceVectors:
    """`vectors(words)` is the sentence vector of words, or None when there is no model for it."""

    def __init__(self, settings: Settings, model: str | None) -> None:
        self._settings, self._wanted = settings, model
        self._model: Model | None = None
        self._tried = model is None

    def __call__(self, words: str) -> Sequence[float] | None:
        if not self._tried:
            self._load()
        if self._model is None:
            return None
        return self._model.embeddings.embed_query(words)

    def _load(self) -> None:
        from assistant.retrieval import embed

        self._tried = True
        try:
            model = embed.load(self._settings)
        except embed.EmbeddingsUnavailable as why:
            log.info("topics are told by words alone: %s", why)
            return
        if model.name == self._wanted:
            self._model = model
        else:
            log.info("topics are told by words alone: learnt on %s, not on %s", self._wanted, model.name)
