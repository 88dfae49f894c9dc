"""Prices and the article's sentences stand in kb/ only, never in code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.content import load

ROOT = Path(__file__).parent.parent
SOURCES = [
    ROOT / "app.py",
    *sorted((ROOT / "assistant").rglob("*.py")),
    *sorted((ROOT / "assistant").rglob("*.js")),
]
POLICY = load(ROOT / "kb").policy
PHRASE = 5  # words in a row


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9$.'’-]*[a-z0-9]", text.lower())


def phrases(text: str) -> set[tuple[str, ...]]:
    all_words = words(text)
    return {tuple(all_words[n : n + PHRASE]) for n in range(len(all_words) - PHRASE + 1)}


def kept_in_kb() -> set[tuple[str, ...]]:
    articles = load(ROOT / "kb").articles.values()
    lines = [line for article in articles for line in article.text.splitlines()]
    lines += [fact.statement for fact in POLICY.facts.values()]
    lines += [rule.reason for rule in POLICY.interactions.values()]
    return set().union(*(phrases(line) for line in lines))


KEPT = kept_in_kb()


def prices(text: str) -> list[str]:
    """The add-on's amount, as "$3", "3.00" or "3 dollars"."""
    amounts = {f"{rate.amount:f}" for rate in POLICY.rates}
    whole = {amount.partition(".")[0] for amount in amounts}
    found = [rf"(?<![\d.]){re.escape(amount)}(?![\d])" for amount in amounts]
    found += [rf"\$\s?{number}(?!\.?\d)|(?<![\d.]){number}\s?dollars" for number in whole]
    return re.findall("|".join(found), text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_price_and_no_sentence_of_the_article_in_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert prices(text) == []
    assert sorted(" ".join(phrase) for phrase in phrases(text) & KEPT) == []


def test_the_search_finds_what_it_looks_for() -> None:
    assert prices("ADD_ON = '3.00'; x = '+$3 a call'; y = 'three or 3 dollars'") == [
        "3.00",
        "$3",
        "3 dollars",
    ]
    assert prices("v1.3.00 $30 $3.25 13.00 3.001 30 dollars") == []
    assert phrases('text = "it is billed at +$3.00 in addition to your rate"') & KEPT
    assert phrases("# This is a flat +$3, regardless of what") & KEPT
    assert not phrases("a live agent handoff") & KEPT
