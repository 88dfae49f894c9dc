"""Passages by their words: BM25 over stems, in memory, built in milliseconds."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.types import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 1.2, 0.75
_WORD = re.compile(r"[^\W_]+")


class Lexical:
    """BM25 over passages; immutable after it is made, so that threads can share it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        import bm25s
        from bm25s.stopwords import STOPWORDS_EN_PLUS
        from Stemmer import Stemmer

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it asks for DEBUG, in everybody's log
        self._stop = frozenset(_joined(word) for word in STOPWORDS_EN_PLUS)
        self._stemmer = Stemmer
        self._count = len(passages)
        tokens = [self._tokens(passage.text) for passage in passages]
        self._bm25 = bm25s.BM25(k1=K1, b=B) if any(tokens) else None
        if self._bm25 is not None:
            self._bm25.index(tokens, show_progress=False)
        # the weight of a word that only one passage has: the yardstick of `scores`
        self._rarest = math.log(1 + (max(len(passages), 2) - 0.5) / 1.5)

    def scores(self, query: str) -> NDArray[np.float64]:
        """For each passage, in order, how well its words match: 0 (not at all) to just under 1.

        BM25 is squeezed into that range so that ½ takes about two words that no other passage has; unlike a
        division by the best passage's score it stays low when no passage matches well.
        """
        import numpy as np

        tokens = self._tokens(query)
        if self._bm25 is None or not tokens:
            return np.zeros(self._count)
        raw = np.asarray(self._bm25.get_scores(tokens), np.float64)
        squeezed: NDArray[np.float64] = raw / (raw + self._rarest)
        return squeezed

    def _tokens(self, text: str) -> list[str]:
        words = [word for word in _WORD.findall(_joined(text)) if word not in self._stop]
        # a stemmer keeps a cache that threads must not share; making one takes microseconds
        stems: list[str] = self._stemmer("english").stemWords(words)
        return stems


def _joined(text: str) -> str:
    """Lower case, and "don't" as one word."""
    return text.lower().replace("’", "").replace("'", "")
