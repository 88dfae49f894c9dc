"""Which number divides which: heads with their parts, read so that the sums come out.

    shared_out(units)    # ten calls / four of them … / the other six …  →  4 and 6, each with what is said of it

Every unit is tried as calls of its own and as a part of each number before it that it may divide.  The
cheapest reading whose arithmetic holds is kept; what it cost tells how well the numbers fit together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.reading.observe import YES, Mention
from assistant.reading.units import EVENTS, TELLING, WHO, WHY, Unit

_CLOSE = 0.02  # readings that cost the same can't be told apart
_UNSURE = 3.0
_WIDTH = 24  # readings kept at each step
_ONE, _NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Node:
    """`count` calls that a unit speaks of; `used` of them are told of as parts."""

    unit: Unit
    count: Fraction
    parent: int | None = None
    used: Fraction = _NONE
    later: tuple[Mention, ...] = ()  # said of them afterwards
    like: tuple[int, ...] = ()  # it had what these had

    @property
    def left(self) -> Fraction:
        return self.count - self.used


@dataclass(frozen=True, slots=True)
class Sharing:
    """One way to read the numbers; `overlaps` are calls that two nodes have in common."""

    nodes: tuple[Node, ...] = ()
    cost: float = 0.0
    overlaps: tuple[tuple[int, int, Fraction], ...] = ()
    summed: bool = False  # the number of all calls was told as well

    def children(self, place: int | None) -> list[int]:
        return [index for index, node in enumerate(self.nodes) if node.parent == place]

    def chain(self, place: int) -> list[int]:
        """A node and its wholes, outermost first."""
        chain = [place]
        while (parent := self.nodes[chain[0]].parent) is not None:
            chain.insert(0, parent)
        return chain

    def with_node(self, node: Node, cost: float) -> Sharing:
        nodes = list(self.nodes)
        if node.parent is not None:
            whole = nodes[node.parent]
            nodes[node.parent] = replace(whole, used=whole.used + node.count)
        return replace(self, nodes=(*nodes, node), cost=self.cost + cost)

    def changed(self, place: int, node: Node, cost: float = 0.0) -> Sharing:
        nodes = [*self.nodes[:place], node, *self.nodes[place + 1 :]]
        return replace(self, nodes=tuple(nodes), cost=self.cost + cost)


@dataclass(frozen=True, slots=True)
class Leaves:
    """The parts that are left, with their counts and facts; `cost` is what it took to read the numbers so."""

    units: tuple[Unit, ...]
    cost: float
    numbers: frozenset[Fraction]  # every number that was used


def shared_out(units: Sequence[Unit]) -> Leaves:
    """Heads with their parts → the parts alone, counts resolved."""
    beam = [Sharing()]
    for unit in units:
        tried = [found for state in beam for found in _placed(state, unit)]
        beam = sorted(tried, key=lambda state: state.cost)[:_WIDTH]
    closed = sorted((_closed(state) for state in beam), key=lambda state: state.cost)
    best, leaves = closed[0], tuple(_leaves(closed[0]))
    told = _signature(leaves)
    rivals = [s for s in closed[1:4] if s.cost - best.cost < _CLOSE and _signature(_leaves(s)) != told]
    return Leaves(leaves, best.cost + (_UNSURE if rivals else 0.0), _numbers(best))


def _signature(leaves: Iterable[Unit]) -> list[tuple[str, list[str]]]:
    """How many calls of which kinds a reading comes to."""
    return sorted(
        (str(leaf.count), sorted({m.concept for m in leaf.mentions if m.concept in EVENTS}))
        for leaf in leaves
    )


def _numbers(state: Sharing) -> frozenset[Fraction]:
    roots = sum((state.nodes[root].count for root in state.children(None)), _NONE)
    common = [count for *_, count in state.overlaps]
    said = [number for node in state.nodes for number in (node.count, node.left, node.unit.of or node.count)]
    each = [n.unit.quantity.total / n.unit.quantity.value for n in state.nodes if _multiplied(n.unit)]
    return frozenset([*each, roots, roots - sum(common, _NONE), *common, *said])


def _multiplied(unit: Unit) -> bool:
    """ "Two callers … three times each": told with the two."""
    return unit.quantity is not None and bool(unit.quantity.total and unit.quantity.value)


# ---------------------------------------------------------------- where a unit belongs


def _placed(state: Sharing, unit: Unit) -> list[Sharing]:
    """The readings of one more unit."""
    if unit.kind == "all":
        return [_said_of_all(state, unit)]
    if _adds_nothing(state, unit):
        return [_said_too(state, unit, 0.0)]
    if unit.of is not None and not any(node.count == unit.of for node in state.nodes):
        state = state.with_node(Node(_head(unit), unit.of), 0.0)
    ways = [*_again(state, unit), *_in_common(state, unit), *_as_parts(state, unit)]
    ways += _as_total(state, unit)
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
        cost += 2.5 * (unit.part or unit.these or unit.anaphor)
        counted = unit.kind == "rest" and all(n.count < (unit.count or 0) for n in state.nodes)
        cost += (1.0 if counted else 2.5) * (unit.kind in ("rest", "share", "except"))
        several = [
            node
            for node in state.nodes
            if node.count > 1 and not node.unit.has(TELLING) and (node.parent is None or node.used > 0)
        ]
        open_ = [node for node in several if node.left >= (count or _ONE)]
        cost += 1.0 * (bool(open_) and not unit.more)
        listed = unit.kind in ("ordinal", "span") and any(
            n.count > 1 and not _beyond(unit, n) for n in state.nodes
        )
        cost += 0.5 * listed
    return state.with_node(Node(unit, count if count is not None else _ONE), cost)


def _as_parts(state: Sharing, unit: Unit) -> list[Sharing]:
    """The unit as a part of each number before it."""
    ways = []
    for place, whole in enumerate(state.nodes):
        if whole.count <= 1 or (unit.of is not None and whole.count != unit.of and whole.left != unit.of):
            continue
        count = _part_of(unit, whole)
        if unit.kind == "ordinal" and _beyond(unit, whole):
            continue
        if count is None or count < 0 or count > whole.count:
            continue
        cost = _cost_in(state, place, unit, count)
        if cost is not None:
            ways.append(state.with_node(Node(unit, count, place), cost))
    return ways


def _beyond(unit: Unit, whole: Node) -> bool:
    """ "Two calls …; in a third one …": none of the two."""
    return unit.quantity is not None and (unit.quantity.value or 0) > whole.count


def _part_of(unit: Unit, whole: Node) -> Fraction | None:
    """How many calls of a whole the unit is about."""
    q = unit.quantity
    if unit.kind == "share" and q is not None and q.value is not None:
        return q.value * (whole.left if unit.of_rest else whole.count)
    if unit.kind == "except" and q is not None:
        return whole.count - (q.value or 0)
    if unit.kind == "rest" and unit.count is None:
        return whole.left if whole.left > 0 else None
    if unit.kind == "vague":
        return whole.left if whole.left > 0 else None
    return unit.count if unit.count is not None else unit.high


def _cost_in(state: Sharing, place: int, unit: Unit, count: Fraction) -> float | None:
    """What it costs to take the unit as a part of a node; None where it can't be one."""
    whole = state.nodes[place]
    first = whole.used == 0
    over = count > whole.left
    if count == whole.count and first and unit.kind != "share":
        return None  # the same calls said again
    if unit.kind == "rest" and (first or count != whole.left):
        return 0.8 if first and count < whole.left and whole.unit.tells else None
    cost = 0.4 * over + 1.0 * (count.denominator != 1) + _apart(unit)
    if unit.anaphor and any(node.count == unit.count for node in state.nodes):
        cost += 1.0
    cost += _nesting(state, place, unit)
    marked = unit.part or unit.these or unit.anaphor or unit.kind in ("rest", "share", "except", "ordinal")
    marked = marked or unit.exception or whole.unit.colon or unit.of is not None
    if first and not marked and whole.unit.has(TELLING):
        cost += 1.0 if unit.has(TELLING) or unit.role == "calls" else 0.2
    if whole.unit.role == "interactions" and whole.unit.has(TELLING) and not marked:
        cost += 1.0
    return cost + (1.2 if whole.unit.has(TELLING) else 0.2) * unit.more


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
    if whole.parent is not None and whole.used == 0:
        cost += 0.0 if unit.of is not None or whole.unit.colon else 0.4 if unit.part else 0.9
    return cost


# ---------------------------------------------------------------- said again, in common, in all


def _again(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "Those two …", "all nine …": calls counted before, and more said of them."""
    if unit.count is None or unit.kind not in ("count", "rest"):
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


def _as_total(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "…, 12 in all": the sum of the calls told before, or the number they are part of."""
    roots = state.children(None)
    summed = sum((state.nodes[root].count for root in roots), _NONE)
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
    common = sum((count for *_, count in state.overlaps), _NONE)
    head = Node(unit, unit.count, None, summed - common)
    return [
        replace(
            state,
            nodes=(*moved, head),
            cost=state.cost + (0.0 if head.left == 0 else 3.0 if unit.equals else 0.6),
        )
    ]


def _in_common(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "3 had both": calls of the last two parts, counted once, or beside them."""
    if not unit.both or unit.count is None or unit.kind != "count" or unit.count == 0:
        return []
    pair = _pair(state)
    if pair is None:
        return []
    one, two = pair
    said = _telling(state.nodes[one].unit) | _telling(state.nodes[two].unit)
    if unit.has(TELLING) and _telling(unit) != said:
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
    told = [place for place, node in enumerate(state.nodes) if _telling(node.unit)]
    for two in reversed(told):
        for one in reversed(told[: told.index(two)]):
            if state.nodes[one].parent == state.nodes[two].parent:
                return one, two
    return None


def _telling(unit: Unit) -> set[str]:
    return {m.concept for m in unit.mentions if m.concept in TELLING}


# ---------------------------------------------------------------- the reading as a whole


def _closed(state: Sharing) -> Sharing:
    """A reading with what its loose ends cost."""
    cost = state.cost + 3.0 * any(node.unit.odd for node in state.nodes)
    for place, node in enumerate(state.nodes):
        children = state.children(place)
        if not children:
            quiet = node.parent is None and not node.unit.tells and not node.later and len(state.nodes) > 1
            if quiet and node.unit.kind != "ordinal" and not state.summed:
                cost += 1.2 if node.unit.role == "calls" else 0.3
        elif node.left < 0:
            state, solved = _overlapping(state, children, -node.left)
            cost += -0.3 if solved else 9.0
        elif node.left > 0:
            cost += 0.5 * node.unit.colon
            cost += 0.3 if node.unit.tells else 0.5 if len(children) == 1 else 0.8
        else:
            parts = [state.nodes[child].unit for child in children]
            told = sum(part.kind == "count" and not part.more for part in parts)
            cost -= 0.9 if told > 1 else 0.3
    return replace(state, cost=cost)


def _overlapping(state: Sharing, children: Sequence[int], excess: Fraction) -> tuple[Sharing, bool]:
    """Parts that add up to more than there are: some calls are in two of them."""
    told = [place for place in children if _telling(state.nodes[place].unit)]
    told = [place for place in told if not state.nodes[place].unit.neither]
    cued = any(node.unit.neither or node.unit.some or node.unit.both for node in state.nodes)
    if not cued or len(told) != 2 or excess > min(state.nodes[place].count for place in told):
        return state, False
    return replace(state, overlaps=(*state.overlaps, (told[0], told[1], excess))), True


def _leaves(state: Sharing) -> Iterable[Unit]:
    """The calls of every node that no part of it tells of, with all that is said of them."""
    common = dict.fromkeys(range(len(state.nodes)), _NONE)
    for one, two, count in state.overlaps:
        common[one] += count
        common[two] += count
    telling = any(node.unit.tells or node.later for node in state.nodes)
    for place, node in enumerate(state.nodes):
        children = state.children(place)
        count = node.left + (_shared_by(state, children)) if children else node.count
        count -= common[place]
        quiet = not node.unit.tells and not node.later and not children and node.parent is None
        silent = quiet and telling and not node.like and not (state.summed and node.unit.kind == "ordinal")
        silent = silent or node.unit.void
        if (count > 0 or (node.count == 0 and not children)) and not silent:
            yield _leaf(state, place, count)
    for one, two, count in state.overlaps:
        leaf = _leaf(state, two, count)
        yield replace(leaf, mentions=[*_told_of(state, one), *leaf.mentions], joint=True)


def _shared_by(state: Sharing, children: Sequence[int]) -> Fraction:
    """What calls that two parts have in common leave over, where the whole doesn't know of it yet."""
    if state.nodes[children[0]].parent is None:
        return _NONE
    whole = state.nodes[state.nodes[children[0]].parent or 0]
    return -whole.left if whole.left < 0 else _NONE


def _leaf(state: Sharing, place: int, count: Fraction) -> Unit:
    node = state.nodes[place]
    loose = node.unit.count is None and node.parent is None and node.unit.kind != "range"
    told = _told_of(state, place)
    joint = node.parent is not None or bool(node.like)
    whole = bool(state.children(place))
    return replace(node.unit, count=None if loose else count, mentions=told, whole=whole, joint=joint)


def _told_of(state: Sharing, place: int) -> list[Mention]:
    """What is said of a node: its own words, and those said of its wholes that hold for it too."""
    told: list[Mention] = []
    for step in state.chain(place):
        node = state.nodes[step]
        own = [*node.unit.mentions, *node.later]
        for other in node.like:
            own = [*own, *_told_of(state, other)]
        others = node.unit.kind == "rest" and _first_part(state, step)
        told = [
            *_inherited([m for m in told if m.concept not in WHY] if others else told, node.unit, own),
            *own,
        ]
    return _undecided(state, place, told)


def _first_part(state: Sharing, place: int) -> bool:
    """Whether a rest is the first part of its whole: "on 4 your agent came in … the other three, no idea"."""
    return place == min(state.children(state.nodes[place].parent), default=-1)


def _inherited(told: Sequence[Mention], part: Unit, own: Sequence[Mention]) -> Iterable[Mention]:
    """What the whole's words say of a part, unless the part says who or why itself."""
    said = {m.concept for m in own}
    if said & {"own", "alone", "no_human", "ai_booked"}:
        return []
    if said & TELLING - {"someone"} and not part.also:
        return [m for m in told if m.concept in ("smith", "new")]
    return [m for m in told if m.concept not in said]


def _undecided(state: Sharing, place: int, told: list[Mention]) -> list[Mention]:
    """ "One went to yours, one to mine, for the third I have no idea which": somebody took it."""
    node = state.nodes[place]
    if node.unit.tells or node.later or node.like or node.parent is None or state.children(place):
        return told
    unsure = any(m.concept == "unsure" for m in node.unit.mentions)
    siblings = [state.nodes[one].unit for one in state.children(node.parent)]
    sides = [any(u.has(frozenset({side})) for u in siblings) for side in ("smith", "own")]
    silent = any(sides) and node.unit.kind in ("count", "rest") and not any(m.concept in WHO for m in told)
    silent = silent and any(m.concept in TELLING for m in told)
    if not told or not (silent or (unsure and all(sides))):
        return told
    return [*(m for m in told if m.concept != "smith"), replace(told[0], concept="someone", polarity=YES)]
