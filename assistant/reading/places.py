"""Numbers of the same at another place or time: "two in Room 1, one in Room 2", "2 before lunch and 1 after"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, Token

_AT = frozenset({"in", "at", "on", "from", "for", "by", "via", "through"})
_THEN = frozenset(
    {"after", "afterwards", "before", "later", "earlier", "elsewhere", "upstairs", "downstairs"}
)
_ENDS = SENTENCE_END | {",", ";", "and", "plus", "&", "but", ")"}
_LONG = 6  # tokens of a place's name


def elsewhere(q: Quantity, observed: Observed) -> bool:
    """Whether a bare number says how many of the same there were at another place or time."""
    tokens = observed.text.tokens
    if q.last >= len(tokens) or q.role != "bare" or q.partitive:
        return False
    if tokens[q.last].text in _THEN:
        return _ended(tokens, q.last + 1)
    if tokens[q.last].text not in _AT:
        return False
    here = _object(tokens, q.last + 1)
    for place in range(q.first - 1, max(-1, q.first - _LONG - 4), -1):
        if tokens[place].kind == BREAK or tokens[place].text in SENTENCE_END:
            return False
        if tokens[place].text == tokens[q.last].text:
            there = _object(tokens, place + 1)
            return bool(here and there) and _alike(here, there, observed)
    return False


def _ended(tokens: Sequence[Token], place: int) -> bool:
    return place >= len(tokens) or tokens[place].kind == BREAK or tokens[place].text in _ENDS


def _object(tokens: Sequence[Token], place: int) -> list[Token]:
    """What a preposition before `place` is said of."""
    last = place
    while not _ended(tokens, last) and last - place < _LONG:
        last += 1
    return list(tokens[place:last])


def _alike(here: list[Token], there: list[Token], observed: Observed) -> bool:
    """Whether two places are of a sort and not the same: two rooms, two shops, two names."""
    if [token.text for token in here] == [token.text for token in there]:
        return False
    nouns = [_noun(one) for one in (here, there)]
    if nouns[0] and nouns[0] == nouns[1] and len(here) > 1 < len(there):
        return True
    message = observed.text.message
    return all(message[one[0].start : one[0].start + 1].isupper() for one in (here, there))


def _noun(place: list[Token]) -> str:
    """The last word of a place's name: "room" of "Room 2", "shop" of "the Elm Street shop"."""
    named = [token for token in place[:4] if token.kind != NUMBER and len(token.text) > 1]
    return named[-1].lemma if named else ""
