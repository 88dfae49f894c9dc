"""Ordinary English words, so that none of them is taken for a typo."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

FEW_WORDS = 40


class Dictionary:
    """Ordinary English words (the list that symspellpy ships), so that none of them is "corrected".  The first
    few are looked for in the file as it is: most commands read one message."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("symspellpy")
        found = spec.submodule_search_locations if spec else None
        path = Path(found[0]) / "frequency_dictionary_en_82_765.txt" if found else None
        self._lines = "\n" + path.read_text(encoding="utf-8-sig") if path else ""  # "word frequency"
        self._words: frozenset[str] | None = None
        self._asked = 0

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._asked += 1
            if self._asked <= FEW_WORDS:
                return f"\n{word} " in self._lines
            self._words = frozenset(self._lines.split()[::2])
        return word in self._words


dictionary = lru_cache(maxsize=1)(Dictionary)
