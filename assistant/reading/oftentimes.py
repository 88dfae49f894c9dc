"""How often somebody called, told for each of several days or people: "twice on Friday; on Saturday three times", "the
Browns called twice, the Lees once"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.labelled import dates_calls
from assistant.reading.quantity import Quantity
from assistant.reading.text import SENTENCE_END, WORD, Token


def often(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "The AI crashed twice on Friday and …; on Saturday, three times, …": so many calls on each day."""
    times = [q for q in inside if q.kind == "count" and q.noun == "time" and _on_a_day(q, tokens)]
    if len(times) < 2:
        return inside
    return [replace(q, role="calls") if q in times else q for q in inside]


def each_often(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "The Browns called twice, the Lees once": the verb told once."""
    found: list[Quantity] = []
    for q in inside:
        before = found[-1] if found else None
        if q.role == "times" and q.kind == "count" and before is not None and before.noun == "time":
            between = [token.text for token in tokens[before.last : q.first]]
            last = q.last + (q.last < len(tokens) and tokens[q.last].lemma == "time")
            behind = tokens[last] if last < len(tokens) else None
            ends = behind is None or behind.kind != WORD or behind.text == "and"
            named = 1 < len(between) <= _NAMED and (between[0] in (",", ";", "and")) and ends
            if named and before.role == "calls" and SENTENCE_END.isdisjoint(between):
                q = replace(q, role="calls")
        found.append(q)
    return found


_NAMED = 6  # tokens of somebody's name, with the mark before it


def _on_a_day(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a day or a part of one stands beside "twice"."""
    last = q.last + (q.last < len(tokens) and tokens[q.last].lemma == "time")
    behind = [token for token in tokens[last : last + _NEAR] if token.text not in _AT][:1]
    before = [token for token in tokens[max(0, q.first - _NEAR) : q.first] if token.text not in _AT][-1:]
    return any(dates_calls(token) for token in (*behind, *before))


_NEAR = 3
_AT = frozenset({"on", "in", "at", "the", "last", "this", ",", ":", "-", "–"})
