"""What the heads, cells and surroundings of pasted tables mean: kb/language/*/pasted.toml as values.

words = english()
words.columns["count"]      # the words of a head whose numbers are calls
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant import toml
from assistant.reading.regex import regex

_WORD = regex(r"[^\W_]+(?:[.'’][^\W_]+)*|[#%$/?]")


@dataclass(frozen=True, eq=False)
class PastedWords:
    """The word lists of pasted.toml by table and name; `reasons` and `codes` give a word's
    concept."""

    columns: dict[str, frozenset[str]]
    values: dict[str, frozenset[str]]
    around: dict[str, tuple[str, ...]]
    reasons: dict[str, str]
    speakers: dict[str, frozenset[str]]
    entries: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]
    codes: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> PastedWords:
        """From `pasted.toml` of a language folder."""
        table = toml.load(folder / "pasted.toml")
        return cls(
            {name: frozenset(words) for name, words in table["columns"].items()},
            {name: frozenset(words) for name, words in table["values"].items()},
            {name: tuple(words) for name, words in table["around"].items()},
            {word: concept for concept, words in table["reasons"].items() for word in words},
            {name: frozenset(words) for name, words in table["speakers"].items()},
            {name: tuple(words) for name, words in table["entries"].items()},
            {name: tuple(words) for name, words in table["letters"].items()},
            {word: concept for concept, words in table["codes"].items() for word in words},
        )


@lru_cache(maxsize=1)
def english() -> PastedWords:
    """The English words of the package's own kb/ (beside the package, or inside it when installed)."""
    package = Path(__file__).parents[1]
    inside = package / "_kb"
    return PastedWords.load((inside if inside.is_dir() else package.parent / "kb") / "language" / "en")


@lru_cache(maxsize=32)
def one_of(name: str) -> str:
    """A pattern for one of the phrases of a list under [entries], the longest first."""
    phrases = sorted(english().entries[name], key=len, reverse=True)
    written = (re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in phrases)
    return f"(?:{'|'.join(written)})"


def words_in(written: str) -> list[str]:
    """The words of a head or cell as written, lower case; "_" parts words."""
    return _WORD.findall(written.lower())


@lru_cache(maxsize=64)
def _padded(phrases: Collection[str]) -> tuple[str, ...]:
    return tuple(f" {' '.join(words_in(phrase))} " for phrase in phrases)


def says(written: str, phrases: tuple[str, ...] | frozenset[str]) -> bool:
    """Whether one of the phrases stands in a text, as whole words."""
    joined = f" {' '.join(words_in(written))} "
    return any(phrase in joined for phrase in _padded(phrases))


_HUMPS = regex(r"(?<=[a-z])(?=[A-Z])")


def meant_by(code: str) -> str | None:
    """The concept of a short code: "ce", "aiFailure", "public_cal_booking"; None for other words."""
    words = " ".join(words_in(_HUMPS.sub(" ", code)))
    known = english()
    return known.codes.get(words) or (known.reasons.get(words) if _CODE.fullmatch(code.strip()) else None)


_CODE = regex(r"[a-z]+(?:[A-Z][a-z]+)+|[A-Za-z]+(?:[_-][A-Za-z]+)+")  # no plain words


def hinted(written: str) -> bool:
    """Whether a word of a text hints at a human; "in person" doesn't."""
    values = english().values
    for phrase in values["no_hints"]:
        written = written.replace(phrase, "")
    return says(written, values["hints"])
