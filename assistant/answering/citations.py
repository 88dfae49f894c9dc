"""Numbering the sources of one answer: each quote gets one marker, in the order of first use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.types import Article, Citation, Quote


class Sources:
    """Collects quotes and hands out their markers: `sources.marks(quotes)` → " [1][2]"."""

    def __init__(self, articles: Mapping[str, Article], given: Iterable[Citation] = ()) -> None:
        """`given` are citations of a text that is gone on with; they keep their markers."""
        self._articles = articles
        self._order = {Quote(c.article, c.section, c.quote, c.start, c.end): c.marker for c in given}
        self.drifted = False  # a quote was asked for that the article doesn't have any more

    def marks(self, quotes: Iterable[Quote]) -> str:
        """The markers of these quotes, with a leading space; quotes that drifted are left out."""
        quotes = tuple(quotes)
        self.drifted |= not all(quote.confirmed for quote in quotes)
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
