"""Things of a trade that a live agent booked stand for the calls: "three tours your agent scheduled on a public link"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.observe import YES, Observed
from assistant.reading.quantity import Quantity

_BETWEEN = frozenset({"which", "that", ",", "all", "were", "was", "got"})
_FAR = 4  # tokens from a number to what is told of its things


def things_booked(quantities: Sequence[Quantity], observed: Observed) -> list[Quantity]:
    """The quantities, such things as interactions."""
    booked = {m.first for m in observed.mentions if m.concept == "agent_booked" and m.polarity == YES}
    return [
        replace(q, role="interactions")
        if q.role == "other" and q.kind in ("count", "rate") and _booked(q, booked, observed)
        else q
        for q in quantities
    ]


def _booked(q: Quantity, booked: set[int], observed: Observed) -> bool:
    """Whether right behind the noun an agent is said to have booked them."""
    tokens = observed.text.tokens
    for place in range(q.last, min(q.last + 1 + _FAR, len(tokens))):
        if place in booked:
            return True
        if place > q.last and tokens[place].text not in _BETWEEN and tokens[place - 1].lemma != q.noun:
            return False
    return False
