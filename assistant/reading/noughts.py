"""Kinds that a list says there were none of: "six handoffs, zero verifications, no escalations, two fallbacks"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.quantity import Quantity

_REACH = 3  # tokens of the kind's name behind its "zero"


def without_noughts(
    mentions: list[Mention], quantities: Sequence[Quantity], observed: Observed
) -> list[Mention]:
    """The mentions without those of kinds that are listed with nought beside others that are counted: they say nothing
    of these."""
    listed = [q for q in quantities if q.role == "interactions" and q.kind in ("count", "none")]
    noughts = [q for q in listed if q.kind == "none" and _beside(q, listed, observed)]
    if not noughts:
        return mentions
    return [m for m in mentions if not any(_of(m, q) for q in noughts)]


def _beside(q: Quantity, listed: Sequence[Quantity], observed: Observed) -> bool:
    """Whether others are counted in the same sentence."""
    here = sentence_of(q.first, observed.sentences)
    return any(one.kind == "count" and sentence_of(one.first, observed.sentences) == here for one in listed)


def _of(mention: Mention, q: Quantity) -> bool:
    return q.first <= mention.first < q.last + _REACH and mention.last <= q.last + _REACH
