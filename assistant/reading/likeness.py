"""Entries of a list that say which other one they are like: "3) same as 1", "c: as b", "like the first"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.reading.amountwords import english as amounts
from assistant.reading.entries import Entry
from assistant.reading.pasted import one_of
from assistant.reading.text import Text


@lru_cache(maxsize=1)
def _reference() -> re.Pattern[str]:
    ordinals = "|".join(amounts().ordinals)
    return re.compile(
        rf"\W*{one_of('like')}\W+(?:the\W+|{one_of('nouns')}\W+)*(?P<mark>\d{{1,2}}|[a-h]|{ordinals})\b"
        rf"(?:\W+{one_of('nouns')})?\W*(?:[,;.(\n]|$)",
        re.IGNORECASE,
    )


def mark_meant(text: Text, entry: Entry) -> str:
    """The number, letter or ordinal of the entry that an entry says it is like; "" where it says no such thing."""
    if entry.body >= entry.last:
        return ""
    written = text.message[text.tokens[entry.body].start : text.tokens[entry.last - 1].end]
    said = _reference().match(written)
    return said["mark"].lower() if said else ""


def place_of(text: Text, entries: Sequence[Entry], mark: str) -> int | None:
    """Which entry has this mark: by what stands before its text, or the so-manieth."""
    number = amounts().ordinals.get(mark)
    if number is not None:
        return number - 1 if 0 < number <= len(entries) else None
    for place, entry in enumerate(entries):
        if mark in {token.text for token in text.tokens[entry.first : entry.body]}:
            return place
    return None
