"""Entries and rows that say no more than that they are like another: "ditto", "as 3", "same as the one above"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.reading.concepts import EVENTS, WHO
from assistant.reading.entrynames import Names
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.pasted import one_of
from assistant.reading.prose import Group
from assistant.reading.regex import regex

_CELLS = regex(r"\s*(?:[|\t;]|\s/\s|\s[–—-]+\s| {3,})\s*")
_ADDED = regex(r"\s*(?:[,;(–—-]|\bbut\b|\band\b|\bplus\b|\bonly\b|\bexcept\b)", re.IGNORECASE)
_LABEL = regex(r"\d[\d:]*|[A-Za-z]?\d+|[B-HJ-Zb-hj-z]|[ivx]{2,}")


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    noun = one_of("nouns")
    name = rf"(?:the\s+)?(?:{noun}\s*)?#?\(?(?P<name>[\w:-]+)\)?\.?"
    return (
        re.compile(rf"\W*?{one_of('as')}\s+{name}", re.IGNORECASE),
        re.compile(rf"\W*?{one_of('again')}(?!\w)\.?", re.IGNORECASE),
    )


def repeated(
    observed: Observed, groups: list[Group], names: Names, spans: Sequence[tuple[int, int]]
) -> list[Group]:
    """The groups with what is told of the entries they refer to; a reference that leads nowhere is a doubt."""
    found: list[Group] = []
    for group in groups:
        row = row_of(group)
        place = spans.index(row) if row in spans else -1
        source = _source(observed, group, names, place) if place >= 0 and group.count else None
        if source is None:
            found.append(group)
            continue
        like = next(
            (g for g in (*found, *groups) if 0 <= source < len(spans) and row_of(g) == spans[source]), None
        )
        found.append(alike(observed, group, like) if like and like is not group else in_doubt(group))
    return found


def alike(observed: Observed, group: Group, like: Group) -> Group:
    """A group with what another one tells: why, where it says itself who it was; all, beside what it adds."""
    said = {m.concept for m in group.mentions if m.concept in EVENTS}
    doubt = group.doubt or like.doubt
    if said and not like.mentions:
        return in_doubt(group)
    if said <= WHO or not said:
        told = [m for m in like.mentions if not said or m.concept not in WHO]
        return replace(group, mentions=(*told, *group.mentions), doubt=doubt)
    adds = _ALSO.search(observed.text.words(*group.spans[0])) is not None
    whole = replace(group, mentions=(*like.mentions, *group.mentions), doubt=doubt)
    return whole if adds or "same_again" in {m.concept for m in group.mentions} else group


_ALSO = regex(r"\b(?:also|too|plus|on top|as well|besides|additionally|then|afterwards)\b", re.IGNORECASE)


def row_of(group: Group) -> tuple[int, int] | None:
    """The words of a group's own row or entry."""
    return group.row or group.entry


def in_doubt(group: Group) -> Group:
    """A group of which nothing is certain: where nothing that costs is told of it, somebody may have been on."""
    told = {m.concept for m in group.mentions if m.polarity == YES}
    if told & _COSTLY and "smith" in told:
        return replace(group, doubt=True)
    first = group.spans[0][0]
    return replace(group, mentions=(Mention("someone", YES, first, first + 1, "in doubt"),), doubt=True)


_COSTLY = frozenset({"asked", "verified", "playbook", "agent_booked"})


def refers(written: str) -> bool:
    """Whether an entry's words refer to another entry."""
    referring, again = _forms()
    matches = (form.match(cell) for cell in _CELLS.split(written) for form in (referring, again))
    found = [match for match in matches if match is not None and _ends(match.string, match)]
    return any("name" not in match.groupdict() or _LABEL.fullmatch(match["name"]) for match in found)


def _source(observed: Observed, group: Group, names: Names, place: int) -> int | None:
    """The place of the entry that an entry refers to; -1 where it can't be told, None where it refers to none."""
    text = observed.text.words(*group.spans[0])
    referring, again = _forms()
    for cell in _CELLS.split(text):
        match = referring.match(cell)
        if match and _ends(cell, match) and (names.knows(match["name"]) or _LABEL.fullmatch(match["name"])):
            return names.place(match["name"], -1)
        match = again.match(cell)
        if match and _ends(cell, match):
            return place - 1
    return None


def _ends(cell: str, match: re.Match[str]) -> bool:
    """Whether nothing but an addition follows."""
    behind = cell[match.end() :]
    return not behind.strip(" .!") or _ADDED.match(behind) is not None
