"""Several calls told as one kind of which too much is told: two people by name on both sides, or reasons of all sorts."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.amountwords import english
from assistant.reading.group import Group
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.text import Token

_REASONS = frozenset({"asked", "verified", "playbook", "agent_booked", "failure", "outage"})
_MISHAPS = frozenset({"failure", "outage"})
_MANY = 3  # reasons that no call has all of


def crowded(group: Group, observed: Observed) -> bool:
    """Whether what is told of `group`'s calls can't well be said of each of them."""
    told = [m for m in group.mentions if m.polarity == YES and not m.asked]
    reasons = {m.concept for m in told if not m.weak} & _REASONS
    many = len(reasons) >= _MANY and bool(reasons & _MISHAPS)
    return group.count > 1 and (many or _on_both_sides(told, observed))


def _on_both_sides(told: list[Mention], observed: Observed) -> bool:
    """ "Mia, a live agent of Smith.ai, and Otto, our own dispatcher": one each, not both on every call."""
    return any(m.concept == "smith" for m in told) and any(
        m.concept == "own" and _presented(m, observed) for m in told
    )


def _presented(m: Mention, observed: Observed) -> bool:
    """ "Otto, our own dispatcher": a name and whose he is."""
    tokens, message = observed.text.tokens, observed.text.message
    named = message[tokens[m.first].start].isupper() and m.last - m.first > 1
    starts = any(first == m.first for first, _ in observed.sentences)
    return named and not starts and tokens[m.first + 1].text == ","


def paid_for(tokens: Sequence[Token]) -> bool:
    """ "I've already paid for last week": not all of the calls are asked about."""
    return any(
        token.text == "already"
        and tokens[place + 1].text in ("paid", "settled")
        and (tokens[place + 3].text in _PERIODS or tokens[place + 3].text in english().weekdays)
        for place, token in enumerate(tokens[:-3])
    )


_PERIODS = frozenset({"last", "the", "that", "those", "these", "them", "monday", "january"})
