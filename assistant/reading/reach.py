"""Which of the days and sums that a message names are a group's own: those of its words, entry or row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from assistant.reading.datemention import DateMention
from assistant.reading.money import Money
from assistant.reading.prose import Group
from assistant.reading.text import Text


def dates_of(group: Group, when: Sequence[DateMention]) -> list[DateMention]:
    """The dates said within the group's words, else the nearest one before it, else the only ones there are."""
    first, last = group.dated or group.spans[0]
    inside = [d for d in when if first <= d.first < last]
    if any(not d.relative for d in inside):  # "November 19, 2025, a Wednesday": the date says which
        inside = [d for d in inside if not d.relative]
    if inside:  # a month that frames the days named beside it says less than they do
        return [d for d in inside if d.role != "frame"] or inside
    before = [d for d in when if d.first < first]
    return before[-1:] if before else list(when[:1])


_Placed = TypeVar("_Placed", DateMention, Money)
_AGAIN = frozenset({"same", "ditto", "idem"})


def within_reach(
    group: Group, found: Sequence[_Placed], groups: Sequence[Group], text: Text
) -> list[_Placed]:
    """The dates or sums that may be a group's: those of other rows or entries of its list are not, unless it
    says "same day"."""
    told = {other.dated for other in groups if other.dated and other.dated != group.dated}
    if told:
        found = [one for one in found if not any(first <= one.first < last for first, last in told)]
    if (
        group.dated
        or group.entry is None
        or _AGAIN & {token.text for token in text.tokens[slice(*group.entry)]}
    ):
        return list(found)
    first, last = group.entry
    mine = [one for one in found if first <= one.first < last]
    if mine or not found:
        return mine
    rows = rows_of(tuple(groups))
    return [one for one in found if not in_an_entry(one, rows)]


def rows_of(groups: tuple[Group, ...]) -> list[tuple[int, int]]:
    return sorted({group.entry for group in groups if group.entry})


def in_an_entry(one: DateMention | Money, entries: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(entries, (one.first, 1 << 30)) - 1
    return place >= 0 and one.first < entries[place][1]
