"""Numbers for the article's sentences, by which a model cites them without seeing where they stand."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.types import Answer, Article, Citation, Quote

MARKER = re.compile(r"\[(\d{1,3})\]")


class Sources:
    """Numbers for the article's sentences, the same number for the same words.  Safe between threads."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: dict[int, Citation] = {}
        self._lock = threading.Lock()

    def cite(self, article: str, section: str, start: int, end: int) -> int:
        """The number of `text[start:end]` of an article."""
        with self._lock:
            number = self._numbers.setdefault((article, start, end), len(self._numbers) + 1)
            if number not in self._citations:
                source = self._articles[article]
                quote = source.text[start:end]
                self._citations[number] = Citation(
                    number, article, source.title, section, quote, start, end, source.url
                )
            return number

    def quoted(self, quotes: Iterable[Quote]) -> list[int]:
        """The numbers of quotes; those that no longer stand in the article are left out."""
        numbers = [self.cite(q.article, q.section, q.start, q.end) for q in quotes if q.confirmed]
        return list(dict.fromkeys(numbers))

    def answer(self, answer: Answer) -> dict[int, int]:
        """Takes an answer's citations in; their numbers by the answer's markers."""
        return {c.marker: self.cite(c.article, c.section, c.start, c.end) for c in answer.citations}

    def citation(self, number: int) -> Citation:
        """Raises KeyError for a number never given."""
        return self._citations[number]

    @property
    def words(self) -> dict[int, str]:
        """The quoted words by number."""
        with self._lock:
            return {number: citation.quote for number, citation in self._citations.items()}

    def listed(self, numbers: Iterable[int]) -> list[dict[str, Any]]:
        """Sources as a model sees them."""
        found = [self._citations[number] for number in dict.fromkeys(numbers)]
        return [{"id": c.marker, "section": c.section, "quote": c.quote} for c in found]


def renumbered(text: str, ids: Mapping[int, int]) -> str:
    """A text with its markers replaced by the numbers they stand for."""
    return MARKER.sub(lambda found: f"[{ids.get(int(found[1]), int(found[1]))}]", text)
