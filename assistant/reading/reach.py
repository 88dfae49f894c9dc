"""Which of the days and sums that a message names are a group's own: those of its words, entry or row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from assistant.reading.concepts import EVENTS
from assistant.reading.datemention import DateMention
from assistant.reading.lines import is_transcript, lines_of, speaker
from assistant.reading.lists import listed
from assistant.reading.money import Money
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.prose import Group
from assistant.reading.text import Text


def told_days(when: Sequence[DateMention], text: Text) -> list[DateMention]:
    """Without dates that somebody says in a transcript, and years that nobody can have been called in."""
    lines = lines_of(text)
    if is_transcript(text, lines):
        said = [line for line in lines if speaker(text, line)]
        when = [d for d in when if not any(line.first <= d.first < line.last for line in said)]
    return [d for d in when if d.role in ("call", "frame") and not _lone_year(d, text)]


def _lone_year(mention: DateMention, text: Text) -> bool:
    words = [token.text for token in text.tokens[mention.first : mention.last]]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]
    return len(words) <= 2 and bool(years) and not 2024 <= years[-1] <= 2026


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


def day_told(mine: Sequence[DateMention], group: Group, observed: Observed) -> DateMention:
    """Of several times that may be a group's, the one told with what happened, or as the day it was ("it happened on
    …"); a time of something else ("October was quiet", "I found out on …") only where there is no such."""
    telling = {
        sentence_of(m.first, observed.sentences)
        for m in group.mentions
        if m.concept in EVENTS and not m.asked
    }
    ranks = [_rank(d, telling, observed) for d in mine]
    return [d for d, rank in zip(mine, ranks, strict=True) if rank == max(ranks)][-1]


def across(mine: Sequence[DateMention], day: DateMention, observed: Observed, effective: date) -> bool:
    """Whether the days told in one sentence lie before and after the day the pricing took effect."""
    place = sentence_of(day.first, observed.sentences)
    beside = [d for d in mine if sentence_of(d.first, observed.sentences) == place and d.role == "call"]
    before = any(d.end is not None and d.end < effective for d in beside)
    return before and any(d.start is not None and d.start >= effective for d in beside)


def _rank(mention: DateMention, telling: set[int], observed: Observed) -> int:
    place = sentence_of(mention.first, observed.sentences)
    first, last = observed.sentences[place]
    tokens = observed.text.tokens
    opens = tokens[first].text in listed("points_at_call")
    opens = opens or any(token.text in listed("meaning") for token in tokens[first + 1 : first + 3])
    if place in telling or opens or last - first <= mention.last - mention.first + 2:
        return 2
    return int(any(token.lemma == "call" for token in tokens[first:last]))


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
