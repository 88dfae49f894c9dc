"""Days, each with how many calls had a human: "Monday: none. Tuesday: one, the caller asked …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.labelled import dates_calls
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.text import BREAK, SENTENCE_END, Token

_MARKS = frozenset({":", "-", "–", "—", "="})
_LEADS = frozenset({"on", "in", "the", "this", "last", "and", "then", "but", "next", "early", "late"})
_STARTS = SENTENCE_END | {",", "and", "but", "(", ":"}
_ROLES = frozenset({"bare", "interactions"})
_MOST = 4  # tokens that a day's name may take


def at_days(observed: Observed, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those right behind two days or more as numbers of calls; none is nought of them."""
    tokens = observed.text.tokens
    behind = [q for q in quantities if q.kind in ("count", "none") and _named(tokens, q)]
    if len(behind) < 2 or not any(q.kind == "count" and q.role in _ROLES for q in behind):
        return list(quantities)
    return [_calls(q) if q in behind else q for q in quantities]


def _calls(q: Quantity) -> Quantity:
    if q.kind == "none" and q.row is None:
        return replace(q, kind="count", value=Fraction(0), role="calls", noun="call")
    return replace(q, role="calls", noun="call") if q.role in _ROLES and q.kind == "count" else q


def _named(tokens: Sequence[Token], q: Quantity) -> bool:
    """Whether nothing but a day and a mark stands between the beginning of a clause and a number."""
    place = q.first - 1
    if place < 1 or q.row is not None or tokens[place].text not in _MARKS:
        return False
    first = place - 1
    while first >= 0 and place - first <= _MOST and (_day(tokens[first]) or tokens[first].text in _LEADS):
        first -= 1
    begins = first < 0 or tokens[first].kind == BREAK or tokens[first].text in _STARTS
    return begins and any(_day(token) for token in tokens[first + 1 : place])


def _day(token: Token) -> bool:
    return dates_calls(token)
