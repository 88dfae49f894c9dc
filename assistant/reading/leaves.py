"""The calls that a reading of the numbers comes to, each with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.concepts import TELLING, WHO, WHY
from assistant.reading.nodes import NONE, Sharing, completes
from assistant.reading.observe import NO, YES, Mention
from assistant.reading.stretches import Unit


def leaves_of(state: Sharing) -> Iterable[Unit]:
    """The calls of every node that no part of it tells of, with all that is said of them."""
    common = dict.fromkeys(range(len(state.nodes)), NONE)
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


def dropped_of(state: Sharing) -> Iterable[Unit]:
    """The numbers of calls of which nothing is told, neither of them nor of a part of theirs."""
    for place, node in enumerate(state.nodes):
        quiet = not node.unit.tells and not node.later and not node.like and node.parent is None
        if quiet and not node.unit.void and not state.children(place):
            yield node.unit


def _shared_by(state: Sharing, children: Sequence[int]) -> Fraction:
    """What calls that two parts have in common leave over, where the whole doesn't know of it yet."""
    if state.nodes[children[0]].parent is None:
        return NONE
    whole = state.nodes[state.nodes[children[0]].parent or 0]
    return -whole.left if whole.left < 0 else NONE


def _leaf(state: Sharing, place: int, count: Fraction) -> Unit:
    node = state.nodes[place]
    loose = node.unit.count is None and node.parent is None and node.unit.kind != "range"
    told = _told_of(state, place)
    joint = node.parent is not None or bool(node.like)
    parts = [state.nodes[child].unit for child in state.children(place)]
    told += _not_reached(state, place, parts)
    return replace(node.unit, count=None if loose else count, mentions=told, whole=bool(parts), joint=joint)


def _not_reached(state: Sharing, place: int, parts: Sequence[Unit]) -> list[Mention]:
    """ "Five asked for a human, two got your agent": the other three didn't."""
    node = state.nodes[place]
    met = [m for part in parts if completes(part, node) for m in part.mentions if m.concept == "smith"]
    if any(m.polarity != YES for m in met) or any(m.concept in WHO for m in node.later):
        return []
    return [replace(m, polarity=NO, rule="not among those reached") for m in met[:1]]


def _told_of(state: Sharing, place: int) -> list[Mention]:
    """What is said of a node: its own words, and those said of its wholes that hold for it too."""
    told: list[Mention] = []
    for step in state.chain(place):
        node = state.nodes[step]
        own = [*node.unit.mentions, *node.later]
        for other in node.like:
            own = [*own, *_told_of(state, other)]
        if node.unit.barred:
            told = []
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


_LEFT = frozenset({"left"})


def _undecided(state: Sharing, place: int, told: list[Mention]) -> list[Mention]:
    """ "One went to yours, one to mine, for the third I have no idea which": somebody took it."""
    node = state.nodes[place]
    if node.unit.has(_LEFT) or node.unit.tells or node.later or node.like or node.parent is None:
        return told
    if state.children(place):
        return told
    unsure = any(m.concept == "unsure" for m in node.unit.mentions)
    siblings = [state.nodes[one].unit for one in state.children(node.parent)]
    sides = [any(u.has(frozenset({side})) for u in siblings) for side in ("smith", "own")]
    silent = any(sides) and node.unit.kind in ("count", "rest") and not any(m.concept in WHO for m in told)
    silent = silent and any(m.concept in TELLING for m in told)
    if not told or not (silent or (unsure and all(sides))):
        return told
    return [*(m for m in told if m.concept != "smith"), replace(told[0], concept="someone", polarity=YES)]
