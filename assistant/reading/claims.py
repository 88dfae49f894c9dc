"""What two lists have in common, in one way to read the numbers: these calls are counted once."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.commons import Claim
from assistant.reading.nodes import Sharing

_AT_ODDS = 3.0  # what it costs where a number is no list beside the other


def claimed(state: Sharing, claim: Claim) -> Sharing:
    """A reading with the calls taken out once that two of its numbers have in common."""
    places = [_place(state, claim.one), _place(state, claim.two)]
    one, two = min(places), max(places)
    if one < 0 or not claim.number:
        return state
    parent = state.nodes[two].parent
    if parent == one:  # told as a part of the other: all of it is
        return state if claim.number == state.nodes[two].count else replace(state, cost=state.cost + _AT_ODDS)
    found = replace(state, overlaps=(*state.overlaps, (one, two, claim.number)))
    if parent != state.nodes[one].parent:
        return replace(found, cost=found.cost + _AT_ODDS)
    if parent is not None:
        whole = state.nodes[parent]
        found = found.changed(parent, replace(whole, used=whole.used - claim.number))
    return found


def _place(state: Sharing, number: int) -> int:
    """The node of the unit whose number stands at a token; -1 for none."""
    for place, node in enumerate(state.nodes):
        if node.unit.quantity is not None and node.unit.quantity.first == number:
            return place
    return -1
