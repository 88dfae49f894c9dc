"""Every word of a language's files, for what typos are corrected to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from assistant import toml

# Files whose words nothing is corrected to: typos themselves, and words that stand in one place only.
NOT_WORDS = frozenset({"spelling.toml", "lists.toml"})


class Vocabulary:
    """Every word of the language's files: what typos are corrected to.  Read when it is looked through."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __iter__(self) -> Iterator[str]:
        files = [path for path in sorted(self._folder.glob("*.toml")) if path.name not in NOT_WORDS]
        lines = [line for path in files for line in _lines(toml.load(path))]
        words = set(" ".join(lines).replace("|", " ").replace("?", " ").split())  # the marks of elements
        return filter(str.isalpha, words)


def _lines(value: Any) -> Iterable[str]:
    """The texts of a file's tables."""
    if isinstance(value, dict):
        return (line for entry in value.values() for line in _lines(entry))
    if isinstance(value, list):
        return (
            value
            if all(isinstance(entry, str) for entry in value)
            else chain.from_iterable(map(_lines, value))
        )
    return (value,) if isinstance(value, str) else ()
