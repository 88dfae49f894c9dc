"""What has been learnt from example questions: how much words, classes and meaning speak for each topic.

Two linear models over the topics of `kb/language/en/examples`: one on what stands in a clause (its words and
the classes and shapes they belong to), one on its sentence vector, where an embedding model is at hand.  They
settle what the constructions of topics.toml leave open.  `python -m assistant.answering.learn` makes the file.
"""

from __future__ import annotations

import base64
import json
import math
import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.reading.patterns import Tagged
from assistant.reading.signs import Found
from assistant.reading.text import NUMBER, WORD
from assistant.types import AssistantError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "examples/learned.json"
MEANING = 0.6  # the share of meaning, against words, where both are asked
WHOLE = 40  # tokens of a short message
LONE = 3  # tokens of a question that stands by itself ("Total?")
VECTORS, READ = 2, 70  # at most so many vectors a message, each of so many tokens
WORTH, PAIR = 2, 1  # two neighbouring words count half of what a word does
LANE = 4  # bytes of one sum in a row of them

Features = dict[str, float]
Standing = dict[str, int]
"""What stands in a clause, and what each of it counts: WORTH or PAIR."""
Meaning = Callable[[str], Sequence[float] | None]
"""The sentence vector of words; None when there is no model for it."""


class BadModel(AssistantError):
    """The learnt weights can't be read."""


def standing(tagged: Tagged, found: Found, first: int, last: int) -> Standing:
    """What stands in tokens [first, last): words, neighbours, classes and shapes."""
    tokens = tagged.tokens[first:last]
    words = [t.lemma for t in tokens if t.kind in (WORD, NUMBER) or t.text in "?$"]
    here = dict.fromkeys([f"w:{word}" for word in words], WORTH)
    here |= dict.fromkeys([f"b:{one} {two}" for one, two in pairwise(words)], PAIR)
    here |= dict.fromkeys([f"g:{group}" for group in tagged.groups_within(first, last)], WORTH)
    for name in found.spoken:
        if found.within(name, first, last):
            here[f"c:{name}"] = WORTH
    return here


def features(here: Standing) -> Features:
    """What stands in a clause as a vector of length 1."""
    length = _length(here)
    return {name: value / length for name, value in here.items()}


def _length(here: Standing) -> float:
    return math.sqrt(sum(value * value for value in here.values())) or 1.0


class Learned:
    """The two models.  `topics` are what their outputs are probabilities of; `model` names the embedding
    model whose vectors the second one was learnt on."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.topics: tuple[str, ...] = tuple(table["topics"])
        self.model: str = table["semantic"]["model"]
        self._words: Mapping[str, str] = table["words"]["rows"]
        self._scale: float = table["words"]["scale"]
        self._start: list[float] = table["words"]["start"]
        self._rows: dict[str, int] = {}
        self._vector: Sequence[str] = table["semantic"]["rows"]
        self._vector_scale: float = table["semantic"]["scale"]
        self._vector_start: list[float] = table["semantic"]["start"]

    @classmethod
    def load(cls, folder: Path) -> Learned:
        """From a language's folder.  Raises BadModel."""
        path = folder / FILE
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            why = f"{path} can't be read: {error}"
            raise BadModel(f"{why}; run `python -m assistant.answering.learn`") from error

    def by_words(self, here: Standing) -> list[float]:
        """Probabilities of the topics, given what stands in a clause.

        The rows are added up as one long whole number each, a lane a topic: exact, and in any order the same.
        """
        lanes = sum([self._row(name) * value for name, value in here.items() if name in self._words])
        least = 128 * sum([value for name, value in here.items() if name in self._words])
        each = self._scale / _length(here)
        sums = array("I", lanes.to_bytes(LANE * len(self.topics), sys.byteorder))
        return _probabilities(
            [start + each * (total - least) for start, total in zip(self._start, sums, strict=True)]
        )

    def by_meaning(self, vector: Sequence[float]) -> list[float]:
        """Probabilities of the topics, given the sentence vector of a clause."""
        import numpy as np

        values = np.asarray(vector, np.float64) * self._vector_scale
        # row by row, not by "@", whose order of adding up differs between machines
        sums = self._vector_start + np.add.reduce(values[:, None] * self._vector_rows, axis=0)
        shares: list[float] = _probabilities(sums.tolist())
        return shares

    @cached_property
    def _vector_rows(self) -> NDArray[np.float64]:
        import numpy as np

        rows = [np.frombuffer(base64.b64decode(row), np.int8) for row in self._vector]
        return np.array(rows, np.float64)

    def _row(self, name: str) -> int:
        """The weights of a feature, each 128 more, so that none is below nothing."""
        row = self._rows.get(name)
        if row is None:
            weights = array("b", base64.b64decode(self._words[name]))
            lanes = array("I", [weight + 128 for weight in weights])
            row = self._rows[name] = int.from_bytes(lanes.tobytes(), sys.byteorder)
        return row


class Likely:
    """How likely topics are in the stretches of one message, by words and, where asked, by meaning.

    A short message is taken whole, as what was learnt, was learnt from such; but not for a lone word of it, nor
    (`several`) where it asks more than one thing.
    """

    def __init__(
        self, learned: Learned, tagged: Tagged, found: Found, meaning: Meaning | None, several: bool = False
    ) -> None:
        self._learned, self._tagged, self._found, self._meaning = learned, tagged, found, meaning
        self._lone = len(tagged.tokens) - 1 if several else LONE
        self._words: dict[tuple[int, int], list[float]] = {}
        self._vectors: dict[tuple[int, int], Sequence[float] | None] = {}

    def with_meaning(self, meaning: Meaning | None) -> Likely:
        """The same message, what words tell of it kept."""
        other = Likely(self._learned, self._tagged, self._found, meaning)
        other._words = self._words
        return other

    def shares(self, first: int, last: int, sure: str | None) -> dict[str, float]:
        """Probabilities of the topics for tokens [first, last).  Meaning isn't asked where words agree with
        `sure`, the topic that constructions are as good as sure of."""
        size = len(self._tagged.tokens)
        stretch = (0, size) if size <= WHOLE and last - first > self._lone else (first, last)
        topics, by_words = self._learned.topics, self._by_words(stretch)
        if sure is not None and topics[by_words.index(max(by_words))] == sure:
            return dict(zip(topics, by_words, strict=True))
        vector = self._vector(stretch)
        if vector is None:
            return dict(zip(topics, by_words, strict=True))
        meant = zip(topics, by_words, self._learned.by_meaning(vector), strict=True)
        return {topic: (1 - MEANING) * said + MEANING * more for topic, said, more in meant}

    def _by_words(self, stretch: tuple[int, int]) -> list[float]:
        if stretch not in self._words:
            self._words[stretch] = self._learned.by_words(standing(self._tagged, self._found, *stretch))
        return self._words[stretch]

    def _vector(self, stretch: tuple[int, int]) -> Sequence[float] | None:
        if stretch not in self._vectors:
            if self._meaning is None or len(self._vectors) >= VECTORS:
                return None
            first, last = stretch
            words = self._tagged.text.words(first, min(last, first + READ))
            self._vectors[stretch] = self._meaning(words)
        return self._vectors[stretch]


def _probabilities(sums: Sequence[float]) -> list[float]:
    most = max(sums)
    shares = [math.exp(total - most) for total in sums]
    whole = sum(shares)
    return [share / whole for share in shares]
