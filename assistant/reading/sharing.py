"""Which number divides which: heads with their parts, read so that the sums come out.

    shared_out(units)    # ten calls / four of them … / the other six …  →  4 and 6, each with what is said of it

Every unit is tried as calls of its own and as a part of each number before it that it may divide.  The
cheapest reading whose arithmetic holds is kept; what it cost tells how well the numbers fit together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.reading.belonging import Parts, placed
from assistant.reading.claims import claimed
from assistant.reading.commons import Claim
from assistant.reading.concepts import EVENTS, WHY
from assistant.reading.leaves import dropped_of, leaves_of
from assistant.reading.nodes import NONE, Node, Sharing, telling
from assistant.reading.observe import YES
from assistant.reading.stretches import Unit

_CLOSE = 0.02  # readings that cost the same can't be told apart
_UNSURE = 3.0


_MOST = 40  # units that anybody tells of one by one; more are no message
_WIDTH = 24  # readings kept at each step


@dataclass(frozen=True, slots=True)
class Leaves:
    """The parts that are left, with their counts and facts; `cost` is what it took to read the numbers so."""

    units: tuple[Unit, ...]
    cost: float
    numbers: frozenset[Fraction]  # every number that was used
    common: bool = False  # some calls are in two of them
    dropped: tuple[Unit, ...] = ()  # numbers of which nothing is told


def shared_out(units: Sequence[Unit], claims: Sequence[Claim] = ()) -> Leaves:
    """Heads with their parts → the parts alone, counts resolved; `claims` say which calls are in two of them."""
    if len(units) > _MOST:
        return Leaves(tuple(units), _UNSURE, frozenset(u.count for u in units if u.count))
    beam = [Sharing()]
    for unit in units:
        parts = Parts(unit)
        tried = [found for state in beam for found in placed(state, unit, parts)]
        for claim in claims:
            if unit.quantity is not None and max(claim.one, claim.two) == unit.quantity.first:
                tried = [claimed(state, claim) for state in tried]
        beam = sorted(tried, key=lambda state: state.cost)[:_WIDTH]
    cued = any(claim.number is None for claim in claims)
    closed = sorted((_closed(state, cued) for state in beam), key=lambda state: state.cost)
    best, leaves = closed[0], tuple(leaves_of(closed[0]))
    told = _signature(leaves)
    rivals = [s for s in closed[1:4] if s.cost - best.cost < _CLOSE and _signature(leaves_of(s)) != told]
    cost = best.cost + (_UNSURE if rivals or not _adds_up(best, leaves) else 0.0)
    common = bool(best.overlaps) or any(node.like or node.unit.void for node in best.nodes)
    return Leaves(leaves, cost, _numbers(best), common, tuple(dropped_of(best)))


def _adds_up(state: Sharing, leaves: Sequence[Unit]) -> bool:
    """Whether the parts come to as many calls as the numbers they are parts of."""
    if any(leaf.count is None for leaf in leaves) or any(node.unit.void for node in state.nodes):
        return True
    dropped = {id(unit) for unit in dropped_of(state)}
    roots = [n for n in state.nodes if n.parent is None and id(n.unit) not in dropped]
    common = [c for one, two, c in state.overlaps if state.nodes[one].parent is None]
    whole = sum((node.count for node in roots), NONE) - sum(common, NONE)
    return sum((leaf.count or NONE for leaf in leaves), NONE) == whole or state.summed


def _signature(leaves: Iterable[Unit]) -> list[tuple[str, list[str]]]:
    """How many calls of which kinds a reading comes to."""
    return sorted(
        (str(leaf.count), sorted({m.concept for m in leaf.mentions if m.concept in EVENTS}))
        for leaf in leaves
    )


def _numbers(state: Sharing) -> frozenset[Fraction]:
    roots = sum((state.nodes[root].count for root in state.children(None)), NONE)
    common = [count for *_, count in state.overlaps]
    said = [number for node in state.nodes for number in (node.count, node.left, node.unit.of or node.count)]
    each = [number for node in state.nodes if (number := _factor(node.unit))]
    return frozenset([*each, roots, roots - sum(common, NONE), *common, *said])


def _factor(unit: Unit) -> Fraction | None:
    """ "Two callers … three times each": the two."""
    q = unit.quantity
    return q.total / q.value if q is not None and q.total and q.value else None


# ---------------------------------------------------------------- the reading as a whole


def _closed(state: Sharing, cued: bool = False) -> Sharing:
    """A reading with what its loose ends cost; `cued`: some calls are said to be in two parts."""
    cost = state.cost + 3.0 * any(node.unit.odd for node in state.nodes) + _beside_each(state)
    for place, node in enumerate(state.nodes):
        children = state.children(place)
        cost += 1.2 * (node.left > 0 and _promised(state, place))
        if not children:
            quiet = node.parent is None and not node.unit.tells and not node.later and len(state.nodes) > 1
            if quiet and node.unit.kind != "ordinal" and not state.summed:
                cost += 1.2 if node.unit.role == "calls" else 0.3
        elif node.left < 0:
            state, solved = _of_each(state, place, children)
            if not solved:
                state, solved = _overlapping(state, children, -node.left, cued)
            cost += -0.3 if solved else 9.0
        elif node.left > 0:
            cost += 0.5 * node.unit.colon
            cost += 0.3 if node.unit.tells else 0.5 if len(children) == 1 else 0.8
        else:
            parts = [state.nodes[child].unit for child in children]
            told = sum(part.kind == "count" and not part.more for part in parts)
            cost -= 0.9 if told > 1 else 0.3
    return replace(state, cost=cost)


def _promised(state: Sharing, place: int) -> bool:
    """ "Two had a live agent: one because …, one because …": whether parts follow that come to these calls."""
    node = state.nodes[place]
    if not (node.unit.colon and node.several and node.unit.kind == "count") or node.unit.has(WHY):
        return False
    behind = [one.count for one in state.nodes[place + 1 :] if one.parent is None or one.parent <= place]
    return any(sum(behind[:size], NONE) == node.count for size in range(2, len(behind) + 1))


def _beside_each(state: Sharing) -> float:
    """What it costs to take things told behind "each had at least one:" for calls besides these."""
    wholes = {node.parent for node in state.nodes if _thing(node)}
    some = next(
        (
            at
            for at, node in enumerate(state.nodes)
            if node.several and (node.unit.some or (at in wholes and _calls_only(node)))
        ),
        None,
    )
    if some is None:
        return 0.0
    behind = state.nodes[some + 1 :]
    return (1.5 if state.nodes[some].unit.some else 2.2) * sum(
        node.parent is None and not node.unit.more and (_thing(node) or bool(telling(node.unit)))
        for node in behind
    )


def _calls_only(node: Node) -> bool:
    """ "6 calls in all", "15 distinct calls": calls of which only things are told that happened in them."""
    return node.unit.role == "calls" and (node.unit.total or not node.unit.tells)


def _thing(node: Node) -> bool:
    return node.unit.role == "interactions"


_BOOKED = frozenset({"booked", "non_integrated"})
_CHARGED = frozenset({"asked", "verified", "playbook", "agent_booked"})


def _of_each(state: Sharing, place: int, children: Sequence[int]) -> tuple[Sharing, bool]:
    """ "16 calls, each with at least one: 10 verifications, 8 bookings, 4 requests": things that happened in the
    calls, no parts of them; as each had one, and all of them are charged alike, it doesn't matter which."""
    node, parts = state.nodes[place], [state.nodes[child] for child in children]
    apart = len(parts) < 3 and not telling(node.unit) and all(telling(part.unit) for part in parts)
    if (
        not _each_had(node, parts)
        or len(parts) < 2
        or apart
        or any(part.count > node.count for part in parts)
    ):
        return state, False
    if any(telling(part.unit) - _CHARGED - {"booked"} for part in (node, *parts)):
        return state, False
    if any(not telling(part.unit) and part.unit.role != "interactions" for part in parts):
        return state, False
    said = tuple(m for part in parts for m in part.unit.mentions)
    for child, part in zip(children, parts, strict=True):
        state = state.changed(child, replace(part, unit=replace(part.unit, void=True)))
    return state.changed(place, replace(node, used=NONE, later=(*node.later, *said))), True


def _each_had(node: Node, parts: Sequence[Node]) -> bool:
    """Whether each of the calls had one of the things: "each at least one", "an agent was on all of them"."""
    if node.unit.some:
        return bool(telling(node.unit)) or all(telling(part.unit) for part in parts)
    smith = any(m.concept == "smith" and m.polarity == YES and not m.asked for m in node.unit.mentions)
    told = sum(bool(telling(part.unit)) or part.unit.has(_BOOKED) for part in parts) > 1
    return smith and told and not telling(node.unit) and all(_thing(part) for part in parts)


def _overlapping(
    state: Sharing, children: Sequence[int], excess: Fraction, cued: bool
) -> tuple[Sharing, bool]:
    """Parts that add up to more than there are: some calls are in two of them."""
    told = [place for place in children if telling(state.nodes[place].unit)]
    told = [place for place in told if not state.nodes[place].unit.neither]
    cued = cued or any(node.unit.neither or node.unit.some or node.unit.both for node in state.nodes)
    known = {place for one, two, _ in state.overlaps for place in (one, two)}
    known.update(place for node in state.nodes for place in node.like)
    said = any(n.unit.both and not n.unit.tells and n.unit.kind == "count" for n in state.nodes)
    if said or not known.isdisjoint(told):
        return state, False  # how many they have in common is told
    if not cued or len(told) != 2 or excess > min(state.nodes[place].count for place in told):
        return state, False
    return replace(state, overlaps=(*state.overlaps, (told[0], told[1], excess))), True
