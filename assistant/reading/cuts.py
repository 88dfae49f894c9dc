"""Where the words about one number of calls end and those about the next begin."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS
from assistant.reading.numbers import Quantity
from assistant.reading.observe import NO, Mention
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


_DAY = 0.8
_LATER, _NEXT = 0.5, 0.75
_FOLLOWING = frozenset({"so", "which", "who", "because", "since", "where", "until", "whose", "whom"})


def day_turns(tokens: Sequence[Token], place: int) -> bool:
    """ "… on two calls saturday the system went down …": the next day, in words without marks."""
    if tokens[place].text not in english().weekdays or place + 1 >= len(tokens):
        return False
    led = place == 0 or tokens[place - 1].text not in _BEFORE_DAY
    return led and (tokens[place + 1].text in _SUBJECTS or tokens[place + 1].text in english().numbers)


def begun(
    tokens: Sequence[Token], span: tuple[int, int], first: Quantity, mentions: Sequence[Mention]
) -> int:
    """Where the words about the first number begin: behind days on which the AI was alone, or nobody came on."""
    denied = _behind_denial(tokens, span, first, mentions)
    if denied:
        return denied
    turns = [place for place in range(span[0], first.first) if day_turns(tokens, place)]
    if len(turns) < 2 or any(token.text in (",", ".", ";") for token in tokens[turns[0] : first.first]):
        return span[0]
    before = {m.concept for m in mentions if m.concept in EVENTS and m.first < turns[-1]}
    return turns[-1] if before <= _ALONE else span[0]


def _behind_denial(
    tokens: Sequence[Token], span: tuple[int, int], first: Quantity, mentions: Sequence[Mention]
) -> int:
    """ "No live agents on Monday or Tuesday, 2 on Wednesday": where what is told of other days ends; 0 for nowhere."""
    marks = [place for place in range(span[0], first.first) if tokens[place].text in _PARTING]
    mark = marks[-1] if marks else span[0]
    before = [m for m in mentions if span[0] <= m.first < mark]
    events = [m for m in before if m.concept in EVENTS]
    timed = any(m.concept == "next_time" for m in before)
    timed = timed and any(m.concept == "next_time" and m.first > mark for m in mentions)
    denied = events and all(m.concept in _ALONE or m.polarity == NO for m in events)
    return mark + 1 if timed and denied else 0


_PARTING = SENTENCE_END | {",", ";"}
_ALONE = frozenset({"alone", "no_human", "ai_booked"})
_BEFORE_DAY = frozenset(
    {"on", "last", "this", "next", "every", "each", "and", "to", "by", "until", "from", "since", "of"}
)
_SUBJECTS = frozenset(
    "the your my our a an we it he she they nobody just only another no nothing one some it's everything all somebody".split()
)
_NEAR = 3  # words between "and" and the ordinal it leads to


def _cut(tokens: Sequence[Token], start: int, q: Quantity) -> int:
    """Where the words between two openers divide: at the last of the strongest marks; an ordinal that no mark
    stands before begins its part itself."""
    end = q.first
    aside = end - 1 > start and tokens[end - 1].text == "("
    if aside and q.last < len(tokens) and tokens[q.last].text != ")":
        return end - 1
    best, strength = end, 0.0
    quoted = 0
    closed = _closed(tokens, start, end)
    for place in range(start, end):
        token = tokens[place]
        quoted += token.text in _QUOTES
        if place < closed and token.text in (",", "-"):
            continue  # "10 (sorry, 9) handoffs"
        if place == end - 1 and place > start and _labels(token, q, tokens):
            continue  # "AI only: 5, asked for a human: 2"
        if quoted % 2 and token.text in (",", ":", "(", "-"):
            continue  # 'new caller, details verified' 25%
        if token.text == "(" and (place == end - 1 or any(t.text == ")" for t in tokens[place:end])):
            continue  # what stands in brackets parts nothing, nor does the bracket of "verification (9)"
        if token.kind == BREAK or token.text in SENTENCE_END:
            value = 3.0
        else:
            value = _MARKS.get(token.text, _JOINERS.get(token.text, 0.0)) or _DAY * day_turns(tokens, place)
            if place == end - 1 and token.text in ("and", "plus", "but", "while"):
                value = max(value, _NEXT)  # "… until your agent came on and three …"
            if token.text == "," and tokens[place + 1].text in _FOLLOWING:
                value = _LATER  # "five hadn't called before, so an agent … and nine begged for one"
        if value and value >= strength:
            best, strength = place + (value >= 1), value
    behind = tokens[q.last] if q.last < len(tokens) else None
    if q.kind == "ordinal" and (behind is None or behind.text in _CLOSED or behind.kind == BREAK):
        return best  # "… in the first and … in the second."
    return end if q.kind == "ordinal" and strength < 1 and end - best > _NEAR else best


def _labels(token: Token, q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a mark leads from a label to its number, with which the item ends."""
    if token.text not in (":", "=", "–", "—", "-") or q.kind != "count" or q.first == q.last:
        return False
    behind = tokens[q.last] if q.last < len(tokens) else None
    return behind is None or behind.kind == BREAK or behind.text in (",", ";", ".", "and", "&", "?")


def _closed(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a bracket closes that stands right at the beginning: "10 (sorry, 9) …"."""
    if start >= end or tokens[start].text != "(":
        return start
    return next((place for place in range(start, end) if tokens[place].text == ")"), start)


_QUOTES = frozenset({'"', "'"})
_CLOSED = frozenset({",", ")"}) | SENTENCE_END
