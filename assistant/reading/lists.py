"""Words that may stand in one place of a construction: kb/language/en/lists.toml by name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant import toml


def word_lists(folder: Path) -> dict[str, frozenset[str]]:
    """The lists of a language folder's `lists.toml`.  Raises ValueError for one that holds no words."""
    lists = toml.load(folder / "lists.toml")["lists"]
    for name, words in lists.items():
        if not (words and isinstance(words, list)) or not all(
            isinstance(word, str) and word == word.strip() != "" for word in words
        ):
            raise ValueError(f"lists.toml: {name} has to be a list of words, each in quotes")
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=1)
def _english() -> dict[str, frozenset[str]]:
    package = Path(__file__).parents[1]
    inside = package / "_kb"
    return word_lists((inside if inside.is_dir() else package.parent / "kb") / "language" / "en")


def listed(name: str) -> frozenset[str]:
    """The English words of a list, as they are written.  Raises KeyError for a name that lists.toml hasn't."""
    return _english()[name]
