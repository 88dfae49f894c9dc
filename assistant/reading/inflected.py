"""Messages in a language whose inflections stand in its own tables, as tokens.

    text = InflectedLexicon.load(kb / "language" / "es").read("Lo atendió un agente de ustedes")
    [token.lemma for token in text.tokens]     # ['lo', 'atender', 'un', 'agente', 'de', 'ustedes']

Small letters without accents; nothing is corrected, since no list of the language's words is at hand to keep
a word from being taken for another one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.text import Lexicon, Text

_QUOTES = str.maketrans("«»‹›", "\"\"''")


class InflectedLexicon(Lexicon):
    """Abbreviations and inflected forms of one language, both listed; build with `load`."""

    @classmethod
    def load(cls, folder: Path, vocabulary: Iterable[str] = ()) -> InflectedLexicon:
        """From `spelling.toml`: [abbreviations], [irregular] lemma = "forms", [regular.*] stems and endings."""
        spelling, _ = read_toml(folder / "spelling.toml")
        return cls(dict(spelling["abbreviations"]), _forms(spelling))

    def read(self, message: str) -> Text:
        return super().read(plain(message))

    @property
    def forms(self) -> frozenset[str]:
        """Every form that is listed."""
        return frozenset(self._irregular) | frozenset(self._abbreviations)

    def _find_lemma(self, word: str) -> str:
        return self._irregular.get(word, word)


def _forms(spelling: Mapping[str, Any]) -> dict[str, str]:
    """Form → lemma; what is listed by itself goes before what the endings give."""
    forms: dict[str, str] = {}
    for infinitive, table in spelling["regular"].items():
        for stem in table["stems"].split():
            forms |= {stem + ending: stem + infinitive for ending in (infinitive, *table["endings"].split())}
    for lemma, listed in spelling["irregular"].items():
        forms |= dict.fromkeys(listed.split(), lemma)
    return forms


def plain(message: str) -> str:
    """Small letters without accents, sign for sign: every place stays the same."""
    return "".join(map(_plain, message.translate(_QUOTES)))


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    base = unicodedata.normalize("NFD", sign)[0].lower()
    return base if len(base) == 1 else sign
