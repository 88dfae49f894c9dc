"""Entries and rows that say of themselves that they are no call of their own: "(duplicate row)", "- same call as 2",
"wrong client, ignore"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.reading.concepts import EVENTS
from assistant.reading.dittos import in_doubt, row_of
from assistant.reading.entrynames import Names
from assistant.reading.lists import listed
from assistant.reading.observe import YES, Observed
from assistant.reading.pasted import one_of
from assistant.reading.prose import Group

Span = tuple[int, int]


@cache
def _phrase(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(name)}(?!\w)", re.IGNORECASE)


def struck(observed: Observed, groups: list[Group], names: Names, spans: Sequence[Span]) -> list[Group]:
    """The groups without entries that don't count by their own words; one that is told twice counts once."""
    found: list[Group] = []
    for group in groups:
        row = row_of(group)
        written = observed.text.words(*row) if row and group.count else ""
        if written and (sign := _phrase("void").search(written)) and not _denied(written, sign):
            group = replace(group, count=0)
        elif written and (sign := _phrase("double").search(written)) and not _denied(written, sign):
            group = _doubled(group, found, names, spans, written[sign.end() :])
        elif written and (sign := _phrase("elsewhere").search(written)) and not _somebodys(written, sign):
            group = in_doubt(group)
        found.append(group)
    return found


def _doubled(group: Group, before: list[Group], names: Names, spans: Sequence[Span], behind: str) -> Group:
    """A group that is said to be one told before: that one has what both say."""
    named = re.match(r"\W*(?:as|of|with|is)?\W*(?:\w+\W+)?#?([A-Za-z]?-?\d+|[a-zA-Z])\b", behind)
    place = names.place(named[1], -1) if named and names.knows(named[1]) else -1
    meant = [g for g in before if g.count == 1 and (place < 0 or row_of(g) == spans[place])]
    alike = [g for g in meant if _said(g) == _said(group)] if place < 0 else []
    source = (alike or meant)[-1:]
    if not source or group.count != 1:
        return in_doubt(group)
    index = next(i for i, g in enumerate(before) if g is source[0])
    before[index] = replace(source[0], mentions=(*source[0].mentions, *group.mentions))
    return replace(group, count=0)


def _said(group: Group) -> set[str]:
    return {m.concept for m in group.mentions if m.polarity == YES and m.concept in EVENTS}


def _somebodys(written: str, sign: re.Match[str]) -> bool:
    """ "A live agent (not ours)": whose person it was, not whose call."""
    near = re.findall(r"\w+", written[: sign.start()])[-1:]
    return any(word.lower() in listed("struck_people") for word in near)


def _denied(written: str, sign: re.Match[str]) -> bool:
    """ "Not a duplicate", "a different call, not the same call as 2"."""
    return re.search(r"(?:\bnot|\bno|n['’]t|\bnever)(?:\s+(?:a|the|really|just))?\W*$", written[: sign.start()], re.IGNORECASE) is not None  # fmt: skip
