"""What is wrong with topics.toml and outside.toml: lines that can't be read, entries nothing uses, contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.patterns import PatternError
from assistant.reading.signs import Signs
from assistant.reading.topic import CALLS, OPEN, sets_of
from assistant.reading.topics import FILES
from assistant.types import Problem

TABLES = {
    "topics.toml": (
        "known",
        "words",
        "clauses",
        "ordinals",
        "mentions",
        "shapes",
        "topics",
        "yes",
        "no",
        "families",
    ),
    "outside.toml": ("subjects", "signs"),
}
_USED_IN_CODE = frozenset({"charged", "free", "disclaim", "client_self", "prospect_self"})


def problems(kb: Path, language: str = "en") -> list[Problem]:
    """Every problem of the two files, and of examples for topics that have no entry."""
    folder = kb / "language" / language
    data: dict[str, Any] = {}
    found: list[Problem] = []
    for name in FILES:
        table, unreadable = read_toml(folder / name, kb)
        found.extend(unreadable)
        file = f"language/{language}/{name}"
        found.extend(Problem(file, key, "is missing") for key in TABLES[name] if key not in table)
        data |= table
    if found:
        return found
    file = f"language/{language}/topics.toml"
    found.extend(_lines(data, file))
    found.extend(_unused(data, file))
    found.extend(_contradictions(data, file))
    found.extend(_examples(folder, kb, data))
    return found


def topics_of(data: Mapping[str, Any]) -> set[str]:
    """The keys that messages can be read to ask about."""
    return {*data["topics"], *data["signs"], *(OPEN + key for key in data["subjects"])}


def _lines(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Lines that can't be read: all at once, and one by one only where that fails."""
    words = {**data["words"], **data["subjects"]}
    shapes = {f":{key}": lines for part in ("mentions", "shapes") for key, lines in data[part].items()}
    lines = {**data["topics"], **data["signs"]}
    if _readable(lines, shapes, words) is None:
        return
    for name, patterns in shapes.items():
        for pattern in patterns:
            if (why := _readable({}, {name: [pattern]}, words)) is not None:
                yield Problem(file, name, why)
    empty: dict[str, list[str]] = {name: [] for name in shapes}
    for topic, sources in lines.items():
        for line in sources:
            if (why := _readable({topic: [line]}, empty, words)) is not None:
                yield Problem(file, topic, why)


def _readable(
    lines: Mapping[str, list[str]], shapes: Mapping[str, list[str]], words: Mapping[str, list[str]]
) -> str | None:
    """Why sign lines can't be read; None when they can."""
    try:
        Signs(lines, shapes, words, sets_of())
    except PatternError as error:
        return str(error)
    return None


def _unused(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Classes and shapes that no line refers to."""
    text = "\n".join(
        line
        for part in ("mentions", "shapes", "topics", "signs")
        for lines in data[part].values()
        for line in lines
    )
    classes = set(re.findall(r"<([\w.]+)>", text))
    for key in data["words"]:
        smalltalk = key in ("greeting", "thanks", "bye", "okay")
        if key not in classes and key not in _USED_IN_CODE and not smalltalk:
            yield Problem(file, f"words.{key}", f"no line refers to <{key}>")
    for key in data["shapes"]:
        if f":{key}" not in text:
            yield Problem(file, f"shapes.{key}", f"no line refers to :{key}")


def _contradictions(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    topics = topics_of(data)
    for way in ("yes", "no"):
        for key in data[way]:
            if key not in topics:
                yield Problem(file, f"{way}.{key}", "is the answer to no topic")
    for key in data["yes"].keys() & data["no"].keys():
        for phrase in sorted(set(data["yes"][key]) & set(data["no"][key])):
            yield Problem(file, f"yes.{key}", f'"{phrase}" stands under [no] too')
    for name, members in data["families"].items():
        for key in members:
            if key not in topics:
                yield Problem(file, f"families.{name}", f"{key} is no topic")


def _examples(folder: Path, kb: Path, data: Mapping[str, Any]) -> Iterator[Problem]:
    path = folder / "examples" / "questions.toml"
    table, unreadable = read_toml(path, kb)
    yield from unreadable
    file = path.relative_to(kb).as_posix()
    known = {*topics_of(data), CALLS, OPEN + "unlisted"}
    for key, lines in table.get("examples", {}).items():
        if key not in known:
            yield Problem(file, key, "is no topic of topics.toml or outside.toml")
        if not str(lines).strip():
            yield Problem(file, key, "has no example")
