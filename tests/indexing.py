"""For tests of the index: a cheap embedding model that counts its work, and articles to index."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.content.article import split_sections
from assistant.retrieval import Index
from assistant.settings import Settings
from assistant.types import Article

WORDS = ("apple", "river", "engine", "violin", "harbour", "lantern", "meadow", "copper", "winter", "saddle")


class HashedWords(Embeddings):
    """Each word adds a direction of its own: the same words, the same vector."""

    def __init__(self, dimensions: int = 96) -> None:
        self.dimensions = dimensions
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded.extend(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        total = np.full(self.dimensions, 1e-3)
        for word in re.findall(r"\w+", text.lower()):
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).normal(size=self.dimensions)
        row: list[float] = (total / np.linalg.norm(total)).tolist()
        return row


def article_of(*paragraphs: str, key: str = "test") -> Article:
    text = "## Things\n\n" + "\n\n".join(paragraphs) + "\n"
    return Article(key, "Title", text, split_sections(text, "Title"))


def paragraphs(count: int, edition: str = "first") -> list[str]:
    """Paragraphs with a word of their own each ("topic7")."""
    return [
        f"The topic{number} is about the {WORDS[number % len(WORDS)]} in its {edition} edition."
        for number in range(count)
    ]


def index_of(
    data: Path, *texts: str, model: HashedWords | None = None, name: str = "hashed", **settings: object
) -> Index:
    """An index over one article of these paragraphs."""
    configured = Settings(data=data, **settings)  # type: ignore[arg-type]
    return Index.open(configured, {"test": article_of(*texts)}, (name, model or HashedWords()))
