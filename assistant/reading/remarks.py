"""What the words around a list or table say of single entries, said of these entries.

"Rows 2 and 3 are the same call", "strike c)", "the last two were before Nov 20", "call 3 was really the AI freezing":
calls become one, fall away, get their day, or are told anew.  What is said of them and can't be followed makes
them doubtful.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.reading.concepts import EVENTS, WHO, WHY
from assistant.reading.datemention import DateMention
from assistant.reading.dittos import in_doubt, repeated, row_of
from assistant.reading.entrynames import Named, Names
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.pasted import one_of
from assistant.reading.prose import Group
from assistant.reading.regex import regex
from assistant.reading.struck import struck

Span = tuple[int, int]
_SENTENCE = regex(r"[^\n.!?;]+(?:[.](?=[\w)\"'])[^\n.!?;]+|(?<=\b[a-zA-Z])\.[^\n.!?;]+)*[.!?;]*")


@dataclass(frozen=True, slots=True)
class Remark:
    """One naming of entries: the letters [start, end) of the message that are said of them, in a sentence."""

    entries: tuple[int, ...]
    before: str  # of the sentence
    behind: str  # up to the next naming
    start: int
    end: int
    asks: bool
    alone: bool  # the sentence names no others


def remarked(observed: Observed, groups: list[Group], when: Sequence[DateMention]) -> list[Group]:
    """The groups of a list or table with what is said of its entries elsewhere; `when` are the days told.
    Groups of no call stand for entries that were left out, so that the others can be found by place."""
    spans = sorted({row for group in groups if (row := row_of(group)) and row[1] > row[0]})
    if 2 <= len(spans) <= _MOST:
        names = Names.of(observed.text, spans)
        groups = struck(observed, repeated(observed, groups, names, spans), names, spans)
        for remark in remarks(observed, names, spans):
            entries = {spans[place] for place in remark.entries}
            mine = [group for group in groups if row_of(group) in entries and group.count]
            if mine:
                groups = _told(observed, remark, groups, mine, when)
    return [group for group in groups if group.count]


_MOST = 60  # entries


def remarks(observed: Observed, names: Names, spans: Sequence[Span]) -> list[Remark]:
    """Where some of the entries are named outside of them."""
    found: list[Remark] = []
    for start, sentence in _outside(observed, spans):
        named = names.found(sentence)
        stops = [*(one.start for one in named[1:]), len(sentence)][: len(named)]
        for one, stop in zip(named, stops, strict=True):
            if len(one.entries) < len(spans) and not _BRACKET.search(sentence[: one.start]):
                found.append(_remark(sentence, start, one, stop, alone=len(named) == 1))
    return found


def of_some(observed: Observed, m: Mention, spans: Sequence[Span]) -> bool:
    """Whether a mention is said of some entries only: "1 and 2 are one call"."""
    place = observed.text.tokens[m.first].start
    found = remarks(observed, Names.of(observed.text, spans), spans)
    return any(remark.start - len(remark.before) <= place < remark.end for remark in found)


_BRACKET = regex(r"^\W*\[$")  # "[12:03] …": a line of the list itself


def _remark(sentence: str, start: int, one: Named, stop: int, *, alone: bool) -> Remark:
    asks = sentence.rstrip().endswith("?")
    behind = sentence[one.end : stop]
    return Remark(one.entries, sentence[: one.start], behind, start + one.end, start + stop, asks, alone)


def _outside(observed: Observed, spans: Sequence[Span]) -> Iterable[tuple[int, str]]:
    """The sentences before the first and behind the last entry, with where they begin."""
    text = observed.text
    tokens, message = text.tokens, text.message
    first = message.rfind("\n", 0, tokens[min(span[0] for span in spans)].start) + 1
    last = tokens[max(span[1] for span in spans) - 1].end
    for begin, end in ((0, first), (last, len(message))):
        for match in _SENTENCE.finditer(message, begin, end):
            yield match.start(), match.group()


def _told(
    observed: Observed, remark: Remark, groups: list[Group], mine: list[Group], when: Sequence[DateMention]
) -> list[Group]:
    """The groups after one remark about some of them."""
    before, behind = remark.before, remark.behind
    joined, dropped = _finds("joined", behind), _finds("dropped", behind)
    told = _said(observed, remark)
    if remark.asks:
        return _each(groups, mine, in_doubt) if joined or dropped else groups
    if joined and not _denied(behind, joined):
        return _merged(groups, mine)
    if _right_before("kept", before) and _finds("ours", behind):
        return [group for group in groups if any(group is one for one in mine)]
    if dropped or (_right_before("strike", before) and not told):
        return [group for group in groups if not any(group is one for one in mine)]
    dated = _dated(observed, remark, when)
    if dated:
        return _each(groups, mine, lambda group: replace(group, dated=dated))
    if told:
        anew = _finds("mended", before + behind) is not None
        return _each(groups, mine, lambda group: _retold(group, told, anew=anew))
    return _each(groups, mine, in_doubt) if joined or _finds("stirring", behind) else groups


def _each(groups: list[Group], mine: list[Group], change: Callable[[Group], Group]) -> list[Group]:
    return [change(group) if any(group is one for one in mine) else group for group in groups]


@cache
def _phrase(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(name)}(?!\w)", re.IGNORECASE)


def _finds(name: str, written: str) -> re.Match[str] | None:
    return _phrase(name).search(written)


def _right_before(name: str, before: str) -> bool:
    return re.search(rf"(?<!\w){one_of(name)}\s+(?:\w+\s+){{0,2}}\W*$", before, re.IGNORECASE) is not None


def _denied(behind: str, joined: re.Match[str]) -> bool:
    """ "… are not the same call"."""
    return re.search(r"\b(?:not|never|no)\b|n['’]t\b", behind[: joined.start()], re.IGNORECASE) is not None


def _merged(groups: list[Group], mine: list[Group]) -> list[Group]:
    """The groups of one call each made one."""
    if any(group.count != 1 for group in mine):
        return _each(groups, mine, in_doubt)
    whole = replace(
        mine[0],
        mentions=tuple(m for group in mine for m in group.mentions),
        spans=tuple(span for group in mine for span in group.spans),
        doubt=any(group.doubt for group in mine),
    )
    kept = [whole if group is mine[0] else group for group in groups]
    return [group for group in kept if group is whole or not any(group is one for one in mine)]


def _tokens(observed: Observed, start: int, end: int) -> Span:
    """The tokens of the letters [start, end)."""
    tokens = observed.text.tokens
    first = bisect_left(tokens, start, key=lambda token: token.start)
    return first, bisect_left(tokens, end, key=lambda token: token.start)


def _dated(observed: Observed, remark: Remark, when: Sequence[DateMention]) -> Span | None:
    """Where the day of the entries stands: behind their names, else right before the sentence's only ones."""
    spans = [_tokens(observed, remark.start, remark.end)]
    if remark.alone:
        spans.append(_tokens(observed, remark.start - len(remark.before), remark.start))
    return next((span for span in spans if any(span[0] <= d.first < span[1] for d in when)), None)


def _said(observed: Observed, remark: Remark) -> tuple[Mention, ...]:
    """What a remark tells of the entries."""
    first, last = _tokens(observed, remark.start, remark.end)
    return tuple(
        m for m in observed.mentions if first <= m.first < last and m.concept in EVENTS and not m.asked
    )


def _retold(group: Group, told: tuple[Mention, ...], *, anew: bool) -> Group:
    """A group of which more is told: what it lacked, or (`anew`) what is right instead of what it said."""
    if anew:
        return replace(group, mentions=(*(m for m in group.mentions if m.concept not in EVENTS), *told))
    for sort in (WHO - {"someone"}, WHY):
        had, has = (_sayings(mentions, sort) for mentions in (group.mentions, told))
        about = {concept for concept, _ in has}
        had = {(concept, polarity) for concept, polarity in had if polarity == YES or concept in about}
        if had and has and not has <= had:
            return in_doubt(group)
    return replace(group, mentions=(*group.mentions, *told))


def _sayings(mentions: Iterable[Mention], sort: frozenset[str]) -> set[tuple[str, str]]:
    told = [m for m in mentions if m.concept in sort and m.concept != "new"]
    return {("nobody" if m.concept in _NOBODY else m.concept, m.polarity) for m in told}


_NOBODY = frozenset({"alone", "no_human", "ai_booked"})
