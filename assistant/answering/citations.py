"""Numbering the sources of one answer: each quote gets one marker, in the order of first use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.types import Article, Citation, Quote


class Sources:
    """Collects quotes and hands out their markers: `sources.marks(quotes)` → " [1][2]"."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._order: dict[Quote, int] = {}

    def marks(self, quotes: Iterable[Quote]) -> str:
        """The markers of these quotes, with a leading space; quotes that drifted are left out."""
        numbers = [self._order.setdefault(quote, len(self._order) + 1) for quote in quotes if quote.confirmed]
        return " " + "".join(f"[{number}]" for number in dict.fromkeys(numbers)) if numbers else ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citation(quote, marker) for quote, marker in self._order.items())

    def _citation(self, quote: Quote, marker: int) -> Citation:
        article = self._articles[quote.article]
        return Citation(
            marker=marker,
            article=quote.article,
            title=article.title,
            section=quote.section,
            quote=quote.text,
            start=quote.start,
            end=quote.end,
            url=article.url,
        )
