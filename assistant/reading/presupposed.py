"""Calls counted in the question for their price: "How much extra for five bookings by your agent and two AI-only calls?".

Where a message tells of calls nowhere else, that they took place isn't asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.concepts import EVENTS
from assistant.reading.lists import listed
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.quantity import KNOWN, Quantity

_PRICE = frozenset({"price_ask", "how_much", "same_call"})


def presupposed(observed: Observed, quantities: Sequence[Quantity]) -> Observed:
    """The text with what is said of such calls as told."""
    events = [m for m in observed.mentions if m.concept in EVENTS]
    if not events or not all(m.asked for m in events):
        return observed
    first, last = observed.sentences[sentence_of(events[0].first, observed.sentences)]
    if not any(m.concept in _PRICE and first <= m.first < last for m in observed.mentions):
        return observed
    counted = [q for q in quantities if first <= q.first < last and _counts(q, first, observed)]
    if not any((q.value or 0) > 1 for q in counted):
        return observed
    told = [
        replace(m, asked=False) if first <= m.first < last and m.concept not in _PRICE else m
        for m in observed.mentions
    ]
    return replace(observed, mentions=tuple(told))


def _counts(q: Quantity, first: int, observed: Observed) -> bool:
    """Whether calls are counted that weren't told of before; of "Did two callers …?" the very thing is asked."""
    tokens = observed.text.tokens
    if q.kind != "count" or q.role not in KNOWN or tokens[q.first - 1].text in listed("known_calls"):
        return False
    words = {token.text for token in tokens[first : q.first]}
    return not words.isdisjoint(listed("asking_sums")) or not words.isdisjoint(listed("leading_to_calls"))
