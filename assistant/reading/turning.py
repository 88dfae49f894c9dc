"""The words with which a message turns to another call, or to another time."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed, sentence_of

# `next_call` says that another call begins; `next_time` only names a time, so that it takes two different
# ones, or a number of calls beside it, to mean two calls.
_TURNS = frozenset({"next_call", "next_time"})


def turns_of(inside: Sequence[Mention], observed: Observed, quantities: Sequence[Quantity]) -> list[Mention]:
    """The turns among the mentions; neither ", the others got" nor what befell each of several calls is one."""
    rests = [q for q in quantities if q.kind == "rest" or (q.kind == "count" and q.partitive)]
    return [
        m
        for m in inside
        if m.concept in _TURNS and not m.asked and m.polarity == YES
        if not any(q.first < m.last and m.first < q.last for q in rests)
        and not _of_each(m, observed, quantities)
    ]


def _of_each(turn: Mention, observed: Observed, quantities: Sequence[Quantity]) -> bool:
    """ "On five calls a newcomer was verified and then the same caller asked …": on each of the five."""
    tokens, sentence = observed.text.tokens, sentence_of(turn.first, observed.sentences)
    if "same" not in {token.text for token in tokens[turn.first : turn.last]}:
        return False
    return any(
        q.kind == "count" and q.role == "calls" and (q.value or 0) > 1 and q.first < turn.first
        for q in quantities
        if q.first
        and tokens[q.first - 1].text in _ON
        and sentence_of(q.first, observed.sentences) == sentence
    )


_ON = frozenset({"on", "in", "during", "with", "of", "for"})
