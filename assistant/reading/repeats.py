"""Calls told before and told of again: "those two …", "12 in all", "3 had both"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.concepts import EVENTS, TELLING
from assistant.reading.nodes import NONE, Node, Sharing
from assistant.reading.stretches import Unit


def again(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "Those two …", "all nine …": calls counted before, and more said of them."""
    story = unit.quantity is not None and unit.quantity.first == unit.quantity.last
    if unit.count is None or unit.kind not in ("count", "rest") or story:
        return []
    places = [
        place
        for place, node in enumerate(state.nodes)
        if node.count == unit.count or (node.used > 0 and node.left == unit.count and not unit.has(TELLING))
    ]
    if not places or (unit.has(TELLING) and not (unit.anaphor or _silent(state, places[-1]))):
        return []
    node = state.nodes[places[-1]]
    cost = 0.0 if unit.anaphor or unit.definite or not unit.has(TELLING) else 0.3
    said = tuple(m for m in unit.mentions if m.concept in EVENTS and not m.asked)
    return [state.changed(places[-1], replace(node, later=(*node.later, *said)), cost)]


def _silent(state: Sharing, place: int) -> bool:
    return not state.nodes[place].unit.tells and not state.children(place)


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


def in_common(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "3 had both": calls of the last two parts, counted once, or beside them."""
    if not unit.both or unit.count is None or unit.kind != "count" or unit.count == 0:
        return []
    pair = _pair(state)
    if pair is None:
        return []
    one, two = pair
    said = telling(state.nodes[one].unit) | telling(state.nodes[two].unit)
    if unit.has(TELLING) and telling(unit) != said:
        return []
    ways = []
    if unit.count <= min(state.nodes[one].count, state.nodes[two].count):
        parent = state.nodes[one].parent
        shared = replace(state, overlaps=(*state.overlaps, (one, two, unit.count)))
        if parent is not None:
            whole = state.nodes[parent]
            shared = shared.changed(parent, replace(whole, used=whole.used - unit.count))
        ways.append(replace(shared, cost=shared.cost + 0.4 * unit.sole))
    beside = Node(unit, unit.count, state.nodes[one].parent, like=pair)
    sole = any(state.nodes[place].unit.sole for place in pair)
    if beside.parent is None or state.nodes[beside.parent].left >= unit.count:
        ways.append(state.with_node(beside, 0.0 if sole else 0.7))
    return ways


def _pair(state: Sharing) -> tuple[int, int] | None:
    """The last two nodes of the same whole that tell something."""
    told = [place for place, node in enumerate(state.nodes) if telling(node.unit)]
    for two in reversed(told):
        for one in reversed(told[: told.index(two)]):
            if state.nodes[one].parent == state.nodes[two].parent:
                return one, two
    return None


def telling(unit: Unit) -> set[str]:
    return {m.concept for m in unit.mentions if m.concept in TELLING}
