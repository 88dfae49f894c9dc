"""The stored index: how long syncs and searches take, and how much memory.

    python tests/benchmarks/index.py [PASSAGES]      default: the articles of kb/; else so many made-up ones

Everything happens in a folder of its own; the embedding model is made there first (a cold start).
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant import content
from assistant.content.article import split_sections
from assistant.retrieval import Index, SyncReport
from assistant.settings import Settings
from assistant.types import Article

QUERIES = (
    "is it charged by the minute",
    "can the AI book over Calendly by itself",
    "whom do I call about my invoice",
    "what happens when a caller asks for a person and your agent takes the rest of the call",
)
ROUNDS = 100


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), search_deadline=10)
        articles = made_up(count) if count else content.inspect(settings.kb).articles
        began = time.perf_counter()
        import langchain_chroma  # noqa: F401

        print(f"import langchain_chroma        {time.perf_counter() - began:8.2f} s")
        index = Index.open(settings, articles)
        took("make and load the model", lambda: index.embed(["x"]))
        report(took("sync, cold", index.sync))
        report(took("sync, unchanged", index.sync))
        report(took("sync, one word changed", Index.open(settings, changed(articles)).sync))
        report(took("sync, changed back", Index.open(settings, articles).sync))
        fresh = Index.open(settings, articles)
        took("first search (store and model)", lambda: fresh.search(QUERIES[0]))
        times = sorted(timed(fresh, QUERIES[number % len(QUERIES)]) for number in range(ROUNDS))
        print(f"search, p50                    {statistics.median(times) * 1e3:8.1f} ms")
        print(f"search, p95                    {times[int(ROUNDS * 0.95)] * 1e3:8.1f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process    {peak:8.0f} MB, {len(index.passages)} passages")


def took(what: str, work: Callable[[], SyncReport | object]) -> object:
    began = time.perf_counter()
    result = work()
    print(f"{what:<30} {time.perf_counter() - began:8.2f} s")
    return result


def report(result: object) -> None:
    assert isinstance(result, SyncReport)
    print(f"    built {result.built}, {result.embedded} embedded, {result.reused} reused")


def timed(index: Index, query: str) -> float:
    began = time.perf_counter()
    result = index.search(query)
    if result.mode != "hybrid":
        raise SystemExit(f"not hybrid: {result.reason}")
    return time.perf_counter() - began


def made_up(count: int) -> dict[str, Article]:
    """One article with so many paragraphs, each of about 50 words."""
    words = ("caller", "agent", "invoice", "booking", "calendar", "escalation", "outage", "fee", "transfer")
    paragraphs = [
        " ".join(words[(number * step + step) % len(words)] + str(number % step) for step in range(1, 50))
        + "."
        for number in range(count)
    ]
    text = "## Made up\n\n" + "\n\n".join(paragraphs)
    return {"made-up": Article("made-up", "Made up", text, split_sections(text, "Made up"))}


def changed(articles: dict[str, Article]) -> dict[str, Article]:
    """The same with another last word."""
    key, article = next(iter(articles.items()))
    text = article.text.rstrip().removesuffix(".") + " indeed."
    return {**articles, key: replace(article, text=text, sections=split_sections(text, article.title))}


if __name__ == "__main__":
    main()
