"""In which language a message is written, told by its script and its frequent words.

    Languages.load(kb).detect("¿Cuánto cuesta?")     # "es"

Where the evidence is thin or mixed it is English: an English message that quotes a foreign phrase stays one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.regex import regex
from assistant.types import AssistantError, Problem

ENGLISH = "en"
FILE = "language/languages.toml"

_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SCRIPT_SHARE = 0.3  # of the letters: a few borrowed signs don't make a message Chinese
LETTER_WORTH = 1.5  # a letter that only one language has counts like so many of its words
LEAD = 1.2  # how far ahead of English another language must be


class BadLanguages(AssistantError):
    """kb/language/languages.toml can't be read."""


class Languages:
    """The languages that can be told apart.  Build with `Languages.load`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._codes = sorted(table)
        self._speaking: dict[str, list[str]] = {}  # of each frequent word, the languages it speaks for
        for code, entry in table.items():
            for word in set(entry.get("words", "").split()):
                self._speaking.setdefault(word, []).append(code)
        self._letters = {code: frozenset(entry.get("letters", "")) for code, entry in table.items()}
        self._scripts = {code: _ranges(entry["script"]) for code, entry in table.items() if "script" in entry}

    @classmethod
    def load(cls, kb: Path) -> Languages:
        """Raises BadLanguages."""
        table, unreadable = read_toml(kb / FILE, kb)
        if unreadable or ENGLISH not in table:
            why = unreadable[0].message if unreadable else "has no [en]"
            raise BadLanguages(f"{FILE} {why}; run `assistant check`")
        return cls(table)

    def detect(self, text: str) -> str:
        """A language's code; "en" where nothing speaks for another one."""
        return self._by_script(text) or self._by_words(text)

    def _by_script(self, text: str) -> str | None:
        if text.isascii():
            return None
        letters = {sign: count for sign, count in Counter(text).items() if sign.isalpha()}
        if not letters:
            return None
        whole = sum(letters.values())
        shares = {
            code: sum(count for sign, count in letters.items() if _lies_in(ord(sign), ranges)) / whole
            for code, ranges in self._scripts.items()
        }
        if shares.get("ja", 0.0) > 0.05:  # Japanese writes Chinese signs too, but Chinese no kana
            return "ja"
        best = max(sorted(shares), key=lambda code: shares[code])
        return best if shares[best] >= SCRIPT_SHARE else None

    def _by_words(self, text: str) -> str:
        loud = text.isupper()
        found = _WORD.findall(text)
        words = [word.lower().replace("’", "'") for word in found if loud or not _short_name(word, text)]
        signs = set(text.lower())
        scores = {code: LETTER_WORTH * len(signs & self._letters[code]) for code in self._codes}
        for word in words:
            for code in self._speaking.get(word, ()):
                scores[code] += 1
        best = max(self._codes, key=lambda code: scores[code])
        english, enough = scores[ENGLISH], 1.0 if len(words) <= 2 else 2.0
        return best if scores[best] >= enough and scores[best] > LEAD * english else ENGLISH


def _short_name(word: str, text: str) -> bool:
    """Abbreviations such as LA, and Y in a column: no words of a language, in a text not all in capitals."""
    return len(word) <= 3 and word.isupper() and not (len(word) == 1 and text.lstrip(" ¿¡").startswith(word))


def _lies_in(sign: int, ranges: list[tuple[int, int]]) -> bool:
    return any(low <= sign <= high for low, high in ranges)


def _ranges(spans: list[str]) -> list[tuple[int, int]]:
    return [(int(low, 16), int(high, 16)) for low, _, high in (span.partition("-") for span in spans)]


def problems(kb: Path) -> list[Problem]:
    """What is wrong with languages.toml: ranges that aren't, and words that tell nothing."""
    table, found = read_toml(kb / FILE, kb)
    for code, entry in table.items():
        for span in entry.get("script", ()):
            if not re.fullmatch(r"[0-9A-F]{4,5}-[0-9A-F]{4,5}", span):
                found.append(Problem(FILE, code, f'"{span}" is no range such as 0900-097F'))
        if not entry.get("words") and not entry.get("script"):
            found.append(Problem(FILE, code, "has neither words nor a script to be told by"))
    if not found and ENGLISH not in table:
        found.append(Problem(FILE, ENGLISH, "is missing: the others are told apart from it"))
    return found
