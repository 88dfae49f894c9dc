"""What a message in another language asks about, told by the concepts its language names.

    Foreign.load(kb, "de").find("Kostet es extra, wenn …")     # topics, best first

Concepts are regular expressions over the message (`kb/language/<code>/concepts.toml`); which concepts together
speak for which topic is the same for all languages (`kb/language/foreign.toml`).  Where several topics are
spoken of, all are returned: an answer then gives the rule for each instead of deciding between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.topic import PRICE, TopicMatch
from assistant.types import AssistantError, Problem

TOPICS_FILE = "language/foreign.toml"
ORDINARY = 2.0


class BadConcepts(AssistantError):
    """The concepts of a language can't be read."""


@dataclass(frozen=True, slots=True)
class _Line:
    topic: str
    weight: float
    needed: tuple[str, ...]
    absent: tuple[str, ...]


class Foreign:
    """The topics of one language other than English.  Build with `Foreign.load`."""

    def __init__(self, lines: Mapping[str, Sequence[str]], concepts: Mapping[str, Sequence[str]]) -> None:
        self._lines = [_line(topic, source) for topic, sources in lines.items() for source in sources]
        self._concepts = {name: _compiled(sources) for name, sources in concepts.items()}

    @classmethod
    def load(cls, kb: Path, code: str) -> Foreign:
        """Raises BadConcepts."""
        lines, unreadable = read_toml(kb / TOPICS_FILE, kb)
        concepts, more = read_toml(_file(kb, code), kb)
        for problem in (*unreadable, *more):
            raise BadConcepts(f"{problem.file} {problem.message}; run `assistant check`")
        try:
            return cls(lines["topics"], concepts["concepts"])
        except (KeyError, re.error) as error:
            raise BadConcepts(f"concepts of {code}: {error}; run `assistant check`") from error

    def find(self, message: str) -> tuple[TopicMatch, ...]:
        """The topics asked about, best first; () when none is recognised."""
        text = fold(message)
        here = {name for name, pattern in self._concepts.items() if pattern.search(text)}
        scores: dict[str, float] = {}
        for line in self._lines:
            if here.issuperset(line.needed) and here.isdisjoint(line.absent):
                scores[line.topic] = max(line.weight, scores.get(line.topic, 0.0))
        status = "client" if "client" in here else None
        return _chosen([_match(topic, score, message, status) for topic, score in scores.items()])


def _compiled(sources: Sequence[str]) -> re.Pattern[str]:
    return re.compile(unicodedata.normalize("NFKD", "|".join(sources)), re.IGNORECASE)


def fold(text: str) -> str:
    """Small letters without accents; marks that are letters of their script stay."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f").replace("’", "'")


def _match(topic: str, score: float, message: str, status: str | None) -> TopicMatch:
    return TopicMatch(topic, score, message, 0, 0, status=status)


def _chosen(matches: list[TopicMatch]) -> tuple[TopicMatch, ...]:
    """The best; of prices, all that are spoken of; smalltalk only where nothing else is asked."""
    ranked = sorted(matches, key=lambda match: (-match.score, match.key))
    attack = [match for match in ranked if match.kind == "hostile"]
    serious = [match for match in ranked if match.kind not in ("hostile", "smalltalk")]
    if not serious:
        return tuple(attack or ranked[:1])
    if serious[0].key.startswith(PRICE):
        serious = [match for match in serious if match.key.startswith(PRICE)]
    else:
        del serious[1:]
    return (*attack, *serious)


def _line(topic: str, source: str) -> _Line:
    head, _, tail = source.partition(" ")
    weighted = head.replace(".", "", 1).isdigit()
    parts = [part.strip() for part in (tail if weighted else source).split("&")]
    absent = tuple(part.removeprefix("!").strip() for part in parts if part.startswith("!"))
    needed = tuple(part for part in parts if not part.startswith("!"))
    return _Line(topic, float(head) if weighted else ORDINARY, needed, absent)


def _file(kb: Path, code: str) -> Path:
    return kb / "language" / code / "concepts.toml"


def languages(kb: Path) -> tuple[str, ...]:
    """The codes of the languages that have concepts."""
    return tuple(sorted(path.parent.name for path in (kb / "language").glob("*/concepts.toml")))


def problems(kb: Path) -> list[Problem]:
    """What is wrong with the concepts: missing, unused, or no regular expression."""
    lines, found = read_toml(kb / TOPICS_FILE, kb)
    used = {
        name
        for topic, sources in lines.get("topics", {}).items()
        for source in sources
        for name in (*_line(topic, source).needed, *_line(topic, source).absent)
    }
    for code in languages(kb):
        table, unreadable = read_toml(_file(kb, code), kb)
        found.extend(unreadable)
        file = f"language/{code}/concepts.toml"
        concepts: Mapping[str, Any] = table.get("concepts", {})
        found.extend(
            Problem(file, name, "is named in foreign.toml and missing here")
            for name in sorted(used - concepts.keys())
        )
        found.extend(
            Problem(file, name, "no line of foreign.toml names it") for name in sorted(concepts.keys() - used)
        )
        for name, sources in concepts.items():
            found.extend(_broken(file, name, sources))
    return found


def _broken(file: str, name: str, sources: Sequence[str]) -> list[Problem]:
    broken = []
    for source in sources:
        try:
            if _compiled([source]).search(""):
                broken.append(Problem(file, name, f'"{source}" is found in every message'))
        except re.error as error:
            broken.append(Problem(file, name, f'"{source}" is no regular expression: {error}'))
        if re.search(r"[\u00c0-\u024f]", source):
            broken.append(Problem(file, name, f'"{source}" has accents, which messages lose'))
    return broken
