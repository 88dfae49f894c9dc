"""The languages besides English in which scenarios are read, each loaded when it is first met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.content import read_toml
from assistant.reading.language import ENGLISH
from assistant.types import Problem, Reading

if TYPE_CHECKING:
    from assistant.reading.tongue import Tongue

OBSERVE = "observe.toml"
LANGUAGE = "language"  # of a conversation, in its state
_FEW = 3  # words of a message that tell no language
OWN = frozenset({"elsewhere", "own_short", "smith_short"})  # concepts that English has no need of


class Tongues:
    """Readers by language."""

    def __init__(self, kb: Path) -> None:
        self._folder = kb / "language"
        self._known = frozenset(languages(kb))
        self._loaded: dict[str, Tongue] = {}

    def language(self, message: str, detected: str, state: Mapping[str, Any]) -> str:
        """The language a message is to be read in: a short one stays in the conversation's."""
        spoken = str(state.get(LANGUAGE, ""))
        short = len(message.split()) <= _FEW and message.isascii()
        if short and not spoken and detected not in self._known and state.get("scenario"):
            return ENGLISH  # "drop Kim"
        kept = spoken != detected and spoken in self._known and self._tongue(spoken).knows(message)
        return spoken if kept else detected

    def read(self, message: str, language: str, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
        """The reading and the state after it; "other_language" for what isn't read.  Raises BadTongue."""
        known = language in self._known
        read = self._tongue(language).read(message, state) if known else None
        reading, after = read or (
            Reading(message=message, asked="other_language", language=language),
            dict(state),
        )
        return reading, {**after, LANGUAGE: language} if known else after

    def _tongue(self, language: str) -> Tongue:
        if language not in self._loaded:
            from assistant.reading.tongue import Tongue

            self._loaded[language] = Tongue.load(self._folder / language, language)
        return self._loaded[language]


def languages(kb: Path) -> tuple[str, ...]:
    """The codes of the languages other than English that have constructions."""
    found = (path.parent.name for path in (kb / "language").glob(f"*/{OBSERVE}"))
    return tuple(sorted(code for code in found if code != "en"))


def problems(kb: Path) -> Iterable[Problem]:
    """What is wrong with the constructions: tables that can't be read, concepts that English doesn't have."""
    from assistant.reading.tongue import BadTongue, Tongue

    english = read_toml(kb / "language" / "en" / OBSERVE)[0].get("concepts", {})
    for code in languages(kb):
        file = f"language/{code}/{OBSERVE}"
        try:
            Tongue.load(kb / "language" / code, code)
        except BadTongue as error:
            yield Problem(file, "", str(error))
            continue
        for name in sorted(read_toml(kb / file)[0]["concepts"].keys() - english.keys() - OWN):
            yield Problem(file, name, "is no concept of language/en/observe.toml")
