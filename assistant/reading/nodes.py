"""A way to read the numbers of a message: calls, and the parts told of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assistant.reading.concepts import TELLING, WHO, WHY
from assistant.reading.observe import NO, YES, Mention
from assistant.reading.stretches import Unit

ONE, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Node:
    """`count` calls that a unit speaks of; `used` of them are told of as parts."""

    unit: Unit
    count: Fraction
    parent: int | None = None
    used: Fraction = NONE
    later: tuple[Mention, ...] = ()  # said of them afterwards
    like: tuple[int, ...] = ()  # it had what these had

    @property
    def left(self) -> Fraction:
        return self.count if self.used is NONE else self.count - self.used

    @property
    def several(self) -> bool:
        return self.count.numerator > self.count.denominator  # ten times as fast as count > 1


@dataclass(frozen=True, slots=True)
class Sharing:
    """One way to read the numbers; `overlaps` are calls that two nodes have in common."""

    nodes: tuple[Node, ...] = ()
    cost: float = 0.0
    overlaps: tuple[tuple[int, int, Fraction], ...] = ()
    summed: bool = False  # the number of all calls was told as well

    @property
    def open(self) -> bool:
        """Whether a number of calls is still to be shared out."""
        return any(
            node.several and node.left > 0 and (node.used > 0 or not node.unit.tells) for node in self.nodes
        )

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
            used = whole.used + node.count
            nodes[node.parent] = Node(whole.unit, whole.count, whole.parent, used, whole.later, whole.like)
        return Sharing((*nodes, node), self.cost + cost, self.overlaps, self.summed)

    def changed(self, place: int, node: Node, cost: float = 0.0) -> Sharing:
        nodes = (*self.nodes[:place], node, *self.nodes[place + 1 :])
        return Sharing(nodes, self.cost + cost, self.overlaps, self.summed)


def free(unit: Unit) -> bool:
    """ "Nobody else got a person": calls of which it doesn't matter how many there were."""
    alone = unit.has(frozenset({"alone", "no_human", "own", "ai_booked"}))
    return alone and not any(m.concept == "smith" and m.polarity != NO for m in unit.mentions)


def opposed(one: Unit, other: Unit) -> bool:
    """ "Your agents took five, our shop three": none of the five."""
    sides = [{m.concept for m in unit.mentions if m.polarity == YES} & _SIDES for unit in (one, other)]
    return bool(sides[0] and sides[1]) and not sides[0] & sides[1]


_SIDES = frozenset({"smith", "own", "alone"})


_REASONS = WHY - {"verified", "agent_booked"}
_REACHED = frozenset({"smith", "own", "left"})


def completes(unit: Unit, whole: Node) -> bool:
    """ "Five people asked for a human. Two got your agent": the one says why alone, the other who alone."""
    why = whole.several and whole.unit.has(_REASONS) and not whole.unit.has(WHO) and not whole.unit.granted
    who = unit.has(_REACHED) and not unit.has(WHY) and not (unit.more or unit.also or unit.denied)
    apart = "interactions" in (unit.role, whole.unit.role) or days_apart(unit, whole.unit)
    return why and who and not apart


def besides(unit: Unit, whole: Node) -> bool:
    """ "Calls 1-3: …. Call 4: …", "Ana and Ben both asked …. Carla …": a story besides those told together."""
    if unit.numbered and whole.unit.numbered:
        return True
    one, other = unit.quantity, whole.unit.quantity
    if one is None or other is None or one.first < one.last or other.first < other.last:
        return False
    return not one.partitive and unit.kind == whole.unit.kind == "count"


def days_apart(unit: Unit, whole: Unit) -> bool:
    """ "Monday: three handoffs. Tuesday: two …": of another day."""
    return _led_by_day(unit) and _led_by_day(whole)


def _led_by_day(unit: Unit) -> bool:
    q = unit.quantity
    return (
        q is not None
        and unit.kind == "count"
        and any(
            m.rule.startswith("<day_name>") and unit.first <= m.first < q.first <= m.first + _NEAR_DAY
            for m in unit.mentions
        )
    )


_NEAR_DAY = 5  # tokens from a day to the number of its calls


def told_whole(node: Node, rest: Unit) -> bool:
    """ "Nine asked for a human and got one. The other four …": of the nine all is told, so four besides."""
    if rest.count is None or not node.unit.tells or node.used or node.count - rest.count in node.unit.figures:
        return False
    return node.unit.has(WHO) or node.unit.granted or (node.unit.kind == "count" and rest.denied)


def beyond(unit: Unit, whole: Node) -> bool:
    """ "Two calls …; in a third one …": none of the two."""
    return unit.quantity is not None and (unit.quantity.value or 0) > whole.count


def telling(unit: Unit) -> set[str]:
    return {m.concept for m in unit.mentions if m.concept in TELLING}


def explains(unit: Unit, whole: Node) -> bool:
    """ "8 had a live agent. 5 of them asked for one": the one says who alone, the other why alone."""
    who = whole.several and whole.unit.has(frozenset({"smith"})) and not whole.unit.has(WHY)
    return who and unit.has(WHY) and not unit.has(frozenset({"own", "alone"}))


def explains_another(state: Sharing, place: int, unit: Unit) -> bool:
    """ "Of 20 calls 8 had a live agent. 5 of them were …, the rest …": of the eight, of whom only who is told."""
    if not (unit.part or unit.kind == "rest"):
        return False
    count = unit.count or ONE
    return any(
        step != place and node.left >= count and (unit.part or node.used > 0) and explains(unit, node)
        for step, node in enumerate(state.nodes)
    )
