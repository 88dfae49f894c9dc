"""Where a number belongs: calls of their own, a part of a number before it, the same calls said again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.reading.allleft import left_of_all
from assistant.reading.concepts import EVENTS, TELLING
from assistant.reading.nodes import (
    NONE,
    ONE,
    Node,
    Sharing,
    besides,
    beyond,
    completes,
    days_apart,
    explains,
    explains_another,
    free,
    opposed,
    told_whole,
)
from assistant.reading.stretches import Unit
from assistant.reading.summing import as_total, fills, in_common


def placed(state: Sharing, unit: Unit, parts: Parts) -> list[Sharing]:
    """The readings of one more unit; `parts` are the unit's, the same for every state."""
    if unit.kind == "all":
        return [_said_of_all(state, unit)]
    if _adds_nothing(state, unit):
        return [_said_too(state, unit, 0.0)]
    if fills(state, unit):
        return [replace(state.with_node(Node(unit, unit.count or NONE), 0.0), summed=True)]
    if unit.of is not None and not any(node.count == unit.of for node in state.nodes):
        state = state.with_node(Node(_head(unit), unit.of), 0.0)
    ways = [*_again(state, unit), *in_common(state, unit), *_as_parts(state, unit, parts)]
    ways += [*as_total(state, unit), *left_of_all(state, unit)]
    if state.nodes and not unit.tells and (unit.anaphor or unit.kind in ("rest", "share")):
        ways.append(replace(state, cost=state.cost + 0.5))  # "I can do the rest in my head"
    if _rest_of_call(state, unit):
        ways.append(_said_too(state, unit, 0.3))
    whole = _as_whole(state, unit, bool(ways))
    return [*ways, whole]


def _adds_nothing(state: Sharing, unit: Unit) -> bool:
    """ "All except: #12 …", and "the rest" of the one call there is."""
    if not state.nodes:
        return False
    if unit.kind == "except":
        return unit.quantity is not None and unit.quantity.value is None
    return len(state.nodes) == 1 and _rest_of_call(state, unit)


def _said_of_all(state: Sharing, unit: Unit) -> Sharing:
    """ "Three calls; one lasted an hour. All were requested …": said of every call."""
    said = tuple(m for m in unit.mentions if m.concept in EVENTS and not m.asked)
    last = len(state.nodes) - 1
    whole = state.chain(last)[0] if state.nodes else 0
    several = state.nodes and state.nodes[whole].count > 1
    places = [whole] if several else state.children(None)
    for place in places:
        node = state.nodes[place]
        state = state.changed(place, replace(node, later=(*node.later, *said)))
    return state


def _rest_of_call(state: Sharing, unit: Unit) -> bool:
    """ "a) she asked for a human, your agent took the rest": of that call."""
    bare = unit.kind == "rest" and unit.count is None and unit.role not in ("calls", "people")
    return bare and bool(state.nodes) and state.nodes[-1].count == 1


def _said_too(state: Sharing, unit: Unit, cost: float) -> Sharing:
    """What a unit says is said of the calls told last."""
    said = tuple(m for m in unit.mentions if m.concept in EVENTS and not m.asked)
    last = state.nodes[-1]
    return state.changed(len(state.nodes) - 1, replace(last, later=(*last.later, *said)), cost)


def _head(unit: Unit) -> Unit:
    """The whole that is told only in "half of our 16 calls"."""
    return Unit(unit.first, unit.first, [], None, unit.of)


def _as_whole(state: Sharing, unit: Unit, otherwise: bool) -> Sharing:
    """The unit's calls are none of those told before."""
    count = unit.count if unit.count is not None else unit.high
    cost = 0.0
    if count is None:
        cost += 4.0 if otherwise else 0.5
    if state.nodes:
        cost += _apart(unit)
        anaphor = unit.anaphor and not (unit.definite and _unheard(state, unit))
        part = unit.part and not (unit.ordered and not _roomy(state, unit))
        cost += 2.5 * (part or unit.these or anaphor or unit.barred)
        counted = unit.kind == "rest" and _beside_all(state, unit)
        besides = unit.kind == "rest" and unit.count is None and free(unit) and not state.open
        cost += (0.9 if counted else 0.3 if besides else 2.5) * (unit.kind in ("rest", "share", "except"))
        several = [
            node
            for node in state.nodes
            if node.several and not node.unit.has(TELLING) and (node.parent is None or node.used > 0)
        ]
        open_ = [node for node in several if node.left >= (count or ONE)]
        cost += 1.0 * (bool(open_) and not unit.more)
        cost += 0.8 * any(completes(unit, node) and node.left >= (count or ONE) for node in state.nodes)
        cost += 1.0 * (unit.neither and any(node.used > node.count for node in several))
        listed = unit.kind in ("ordinal", "span") and any(
            n.several and not beyond(unit, n) for n in state.nodes
        )
        cost += 0.5 * listed
    return state.with_node(Node(unit, count if count is not None else ONE), cost)


def _roomy(state: Sharing, unit: Unit) -> bool:
    """Whether any number before has room for these: else "the next ten" came after those told of."""
    return any(
        node.several and node.left >= (unit.count or ONE) and not node.unit.has(TELLING)
        for node in state.nodes
    )


def _unheard(state: Sharing, unit: Unit) -> bool:
    """ "All four on Tuesday …": four that no number before could be."""
    whole = sum((node.count for node in state.nodes if node.parent is None), NONE)
    return unit.count != whole and not any(unit.count in (node.count, node.left) for node in state.nodes)


def _beside_all(state: Sharing, unit: Unit) -> bool:
    """ "Nine asked for a human. None of the other four …": with no number left that they could be a part of."""
    if all(node.count <= (unit.count or 0) for node in state.nodes):
        return True
    return all(told_whole(node, unit) for node in state.nodes)


@dataclass(frozen=True, slots=True)
class _Part:
    """`count` calls of a node, and what it costs to take the unit for them, before and after what it costs
    where the node lies (`nested`)."""

    count: Fraction
    cost: float
    after: tuple[float, ...] = ()
    nested: bool = True


class Parts:
    """What a unit is as a part of nodes, worked out once a node: the readings of a message share most of them."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._known: dict[int, tuple[Node, _Part | None]] = {}  # by identity, the node kept for that

    def of(self, whole: Node) -> _Part | None:
        if id(whole) not in self._known:
            self._known[id(whole)] = whole, _part(self._unit, whole)
        return self._known[id(whole)][1]


def _as_parts(state: Sharing, unit: Unit, parts: Parts) -> list[Sharing]:
    """The unit as a part of each number before it."""
    ways = []
    again = 1.0 * (
        unit.anaphor and any(node.count == unit.count and not _bar_those(node, unit) for node in state.nodes)
    )
    for place, whole in enumerate(state.nodes):
        part = parts.of(whole)
        if part is not None:
            cost = part.cost + again + _nesting(state, place, unit) if part.nested else part.cost
            for more in part.after:
                cost += more
            ways.append(state.with_node(Node(unit, part.count, place), cost))
    return ways


def _part(unit: Unit, whole: Node) -> _Part | None:
    """The unit as a part of a node; None where it can't be one."""
    of_another = unit.of is not None and unit.of not in (whole.count, whole.left)
    if of_another or not whole.several or besides(unit, whole):
        return None
    count = _part_of(unit, whole)
    if count is None or count < 0 or count > whole.count or (unit.kind == "ordinal" and beyond(unit, whole)):
        return None
    first = whole.used == 0
    if count == whole.count and first and unit.kind != "share":
        return None  # the same calls said again
    if unit.kind == "rest" and (first or count != whole.left):
        of_some = whole.unit.part and unit.count is not None  # "five of them …, the other four …"
        fits = first and count < whole.left and whole.unit.tells and not of_some
        return _Part(count, 1.2 if told_whole(whole, unit) else 0.8, nested=False) if fits else None
    cost = 0.4 * (count > whole.left and not whole.unit.some) + 1.0 * (count.denominator != 1) + _apart(unit)
    return _Part(count, cost, _costs_in(unit, whole, first))


def _part_of(unit: Unit, whole: Node) -> Fraction | None:
    """How many calls of a whole the unit is about."""
    q = unit.quantity
    if unit.kind == "share" and q is not None and q.noun in ("odd", "even") and not unit.of_rest:
        return Fraction((int(whole.count) + (q.noun == "odd")) // 2)
    if unit.kind == "share" and q is not None and q.value is not None:
        return q.value * (whole.left if unit.of_rest else whole.count)
    if unit.kind == "except" and q is not None:
        return whole.count - (q.value or 0)
    if unit.kind == "rest" and unit.count is None:
        return whole.left if whole.left > 0 else None
    if unit.kind == "vague":
        return whole.left if whole.left > 0 else None
    return unit.count if unit.count is not None else unit.high


def _costs_in(unit: Unit, whole: Node, first: bool) -> tuple[float, ...]:
    """What it costs to take the unit as a part of a node that tells something itself."""
    marked = unit.part or unit.these or unit.anaphor or unit.kind in ("rest", "share", "except", "ordinal")
    marked = marked or unit.exception or whole.unit.colon or unit.of is not None or completes(unit, whole)
    marked = marked or (whole.unit.some and unit.role == "interactions")
    tells = whole.unit.has(TELLING if unit.has(_NOBODY) else _SAID_MORE)
    said = 1.0 if unit.has(TELLING) or unit.role == "calls" else 0.2
    return (
        2.0 * (unit.neither and tells and whole.parent is not None),
        said * (first and not marked and tells),
        1.0 * (whole.unit.role == "interactions" and tells and not marked),
        (1.2 if tells else 0.2) * unit.more,
        0.8 * (not marked and opposed(unit, whole.unit)),
        1.0 * (not marked and days_apart(unit, whole.unit)),
    )


_NOBODY = frozenset({"alone", "no_human", "ai_booked"})
_SAID_MORE = TELLING - {"someone"}  # "5 calls had a person on; two were …": told of one by one


def _apart(unit: Unit) -> float:
    """What it costs to take "3 had both" as calls of their own."""
    return 0.8 if unit.both and not unit.has(TELLING) else 0.0


def _nesting(state: Sharing, place: int, unit: Unit) -> float:
    """What it costs that the node lies within another, or isn't the latest one open."""
    whole, last = state.nodes[place], len(state.nodes) - 1
    if unit.these or (unit.also and unit.part):
        return 0.0 if place == last else 1.0 + 0.1 * (last - place > 3)
    near = place in state.chain(last) or whole.parent in state.chain(last)
    cost = 0.0 if near else 0.5
    cost += 2.5 * explains_another(state, place, unit)
    if whole.parent is not None and whole.used == 0:
        explained = unit.of is not None or whole.unit.colon or explains(unit, whole)
        cost += 0.0 if explained else 0.4 if unit.part else 0.9
    return cost


# ---------------------------------------------------------------- said again, in common, in all


def _again(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "Those two …", "all nine …": calls counted before, and more said of them."""
    story = unit.quantity is not None and unit.quantity.first == unit.quantity.last
    if unit.count is None or unit.kind not in ("count", "rest") or story:
        return []
    places = [
        place
        for place, node in enumerate(state.nodes)
        if (
            node.count == unit.count
            and (unit.kind == "count" or node.unit.kind == "rest")
            and not _bar_those(node, unit)
        )
        or (node.used > 0 and node.left == unit.count and not unit.has(TELLING))
    ]
    if not places or (unit.has(TELLING) and not (unit.anaphor or _silent(state, places[-1]))):
        return []
    node = state.nodes[places[-1]]
    cost = 0.0 if unit.anaphor or unit.definite or not unit.has(TELLING) else 0.3
    said = tuple(m for m in unit.mentions if m.concept in EVENTS and not m.asked)
    return [state.changed(places[-1], replace(node, later=(*node.later, *said)), cost)]


def _bar_those(node: Node, unit: Unit) -> bool:
    """ "Eight calls, all but four …. Those four …": not the four of whom all was told."""
    q = node.unit.quantity
    return node.unit.kind == "except" and q is not None and q.value == unit.count


def _silent(state: Sharing, place: int) -> bool:
    return not state.nodes[place].unit.tells and not state.children(place)
