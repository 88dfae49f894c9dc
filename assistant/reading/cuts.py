"""Where the words about one number of calls end and those about the next begin."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.concepts import EVENTS
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Mention
from assistant.reading.text import BREAK, SENTENCE_END, Token

TAKES = frozenset({"minus", "less", "excluding", "except", "excepting", "barring", "bar"})


def turned(tokens: Sequence[Token], a: Quantity, b: Quantity, mentions: Sequence[Mention]) -> int:
    """Where the words about one opener end and those about the next begin."""
    if b.kind == "except":
        place = _cut(tokens, a.last, b)  # "… and a live agent verified all but two" begins before its number
        told = any(m.concept in EVENTS and place <= m.first < b.first for m in mentions)
        return place if told else b.first
    if b.first == b.last:
        return b.first
    if b.lead is not None and a.row == b.row:
        return b.lead
    if b.first - 1 > a.last and tokens[b.first - 1].text in TAKES:
        return b.first - 1
    start = a.last
    if a.first == a.last:  # the words about a story begin with what it tells
        start = next(
            (m.first for m in mentions if m.concept in EVENTS and a.first <= m.first < b.first), start
        )
    return _cut(tokens, start, b)


_MARKS = {"+": 1.2, ";": 2.0, ":": 1.5, "—": 2.0, "–": 2.0, "/": 2.0, "|": 2.0, ",": 1.0, "(": 1.0, "->": 0.1}
_JOINERS = {
    "and": 0.6,
    "plus": 0.6,
    "then": 0.5,
    "but": 0.6,
    "while": 0.6,
    "until": 0.7,
    "till": 0.7,
    "on": 0.3,
    "in": 0.3,
    "for": 0.3,
    "of": 0.2,
}


_NEAR = 3  # words between "and" and the ordinal it leads to


def _cut(tokens: Sequence[Token], start: int, q: Quantity) -> int:
    """Where the words between two openers divide: at the last of the strongest marks; an ordinal that no mark
    stands before begins its part itself."""
    end = q.first
    aside = end - 1 > start and tokens[end - 1].text == "("
    if aside and q.last < len(tokens) and tokens[q.last].text != ")":
        return end - 1
    best, strength = end, 0.0
    for place in range(start, end):
        token = tokens[place]
        if token.text == "(" and any(t.text == ")" for t in tokens[place:end]):
            continue  # what stands in brackets parts nothing
        if token.kind == BREAK or token.text in SENTENCE_END:
            value = 3.0
        else:
            value = _MARKS.get(token.text, _JOINERS.get(token.text, 0.0))
        if value and value >= strength:
            best, strength = place + (value >= 1), value
    behind = tokens[q.last] if q.last < len(tokens) else None
    if q.kind == "ordinal" and (behind is None or behind.text in _CLOSED or behind.kind == BREAK):
        return best  # "… in the first and … in the second."
    return end if q.kind == "ordinal" and strength < 1 and end - best > _NEAR else best


_CLOSED = frozenset({",", ")"}) | SENTENCE_END
