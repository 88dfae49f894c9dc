"""Numbers that are the sum of those before them, fill them up to it, or say which calls two of them have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.concepts import EVENTS, TELLING
from assistant.reading.nodes import NONE, Node, Sharing, telling
from assistant.reading.stretches import Unit


def fills(state: Sharing, unit: Unit) -> bool:
    """ "An agent verified 7. The other 13 of our 20 calls …": with those told before all of them."""
    if unit.kind != "rest" or unit.of is None or unit.count is None or state.overlaps:
        return False
    told = sum((state.nodes[root].count for root in state.children(None)), NONE)
    return told > 0 and told + unit.count == unit.of


def as_total(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "…, 12 in all": the sum of the calls told before, or the number they are part of."""
    roots = state.children(None)
    summed = sum((state.nodes[root].count for root in roots), NONE)
    if not roots or unit.count is None or unit.kind != "count" or unit.has(TELLING):
        return []
    if unit.count == summed and len(roots) > 1:
        said = tuple(m for m in unit.mentions if m.concept in EVENTS and not m.asked)
        nodes = tuple(
            replace(n, later=(*n.later, *said)) if n.parent is None and unit.spread else n
            for n in state.nodes
        )
        return [replace(state, nodes=nodes, summed=True)]
    fewer = _fewer(state, unit, roots, summed)
    if fewer is not None:
        return [fewer]
    if not (unit.total and len(roots) > 1) and not unit.equals:
        return []
    place = len(state.nodes)
    moved = tuple(replace(n, parent=place) if n.parent is None else n for n in state.nodes)
    common = sum((count for *_, count in state.overlaps), NONE)
    head = Node(unit, unit.count, None, summed - common)
    return [
        replace(
            state,
            nodes=(*moved, head),
            cost=state.cost + (0.0 if head.left == 0 else 3.0 if unit.equals else 0.6),
        )
    ]


def _fewer(state: Sharing, unit: Unit, roots: Sequence[int], summed: Fraction) -> Sharing | None:
    """ "Four verifications and five bookings, on only six calls": some calls had both."""
    things = [place for place in roots if state.nodes[place].unit.role == "interactions"]
    cued = unit.sole or unit.total or unit.equals or unit.over
    if len(things) != 2 or len(roots) != 2 or not cued or unit.role not in ("calls", "bare"):
        return None
    least, most = sorted(state.nodes[place].count for place in things)
    count = unit.count or NONE
    if not most <= count < summed or state.overlaps or least < 1:
        return None
    return replace(state, overlaps=((things[0], things[1], summed - count),), summed=True)


def in_common(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "3 had both": calls of the last two parts, counted once, or beside them."""
    if not unit.both or unit.count is None or unit.kind not in ("count", "rest") or unit.count == 0:
        return []
    pair = _pair(state, telling(unit))
    if pair is None:
        return []
    one, two = pair
    said = telling(state.nodes[one].unit) | telling(state.nodes[two].unit)
    if unit.has(TELLING) and telling(unit) != said:
        return []
    ways = []
    sole = all(state.nodes[place].unit.sole for place in pair)
    if unit.kind == "count" and unit.count <= min(state.nodes[one].count, state.nodes[two].count):
        parent = state.nodes[one].parent
        shared = replace(state, overlaps=(*state.overlaps, (one, two, unit.count)))
        if parent is not None:
            whole = state.nodes[parent]
            shared = shared.changed(parent, replace(whole, used=whole.used - unit.count))
        ways.append(replace(shared, cost=shared.cost + 0.4 * unit.sole + 1.0 * sole))
    beside = Node(unit, unit.count, state.nodes[one].parent, like=pair)
    if beside.parent is None or state.nodes[beside.parent].left >= unit.count:
        ways.append(
            state.with_node(beside, 0.0 if any(state.nodes[place].unit.sole for place in pair) else 0.7)
        )
    return ways


def _pair(state: Sharing, said: set[str]) -> tuple[int, int] | None:
    """The last two nodes of the same whole that tell something, of what is said of both."""
    told = [place for place, node in enumerate(state.nodes) if telling(node.unit)]
    for two in reversed(told):
        for one in reversed(told[: told.index(two)]):
            both = telling(state.nodes[one].unit) | telling(state.nodes[two].unit)
            if state.nodes[one].parent == state.nodes[two].parent and (not said or both == said):
                return one, two
    return None
