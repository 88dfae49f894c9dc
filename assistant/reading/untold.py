"""Calls that are counted and of which nothing is told: whether the message may be taken to have told it all."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.reading.labelled import dates_calls
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import NO
from assistant.reading.sharing import Leaves
from assistant.reading.strays import one_each
from assistant.reading.stretches import Unit
from assistant.reading.text import Token

_CALLED = frozenset({"calls", "people", "interactions"})


def untold(
    quantities: Sequence[Quantity], opening: Sequence[Quantity], found: Leaves, tokens: Sequence[Token]
) -> bool:
    """Whether calls were left aside that something may have been told of."""
    total = sum(leaf.count or 0 for leaf in found.units)
    if any(unit.count != total and _left_aside(unit, tokens, total) for unit in found.dropped):
        return True
    if any((leaf.count or 0) != round(leaf.count or 0) for leaf in found.units):
        return True  # "a third of 20 calls"
    silent = [leaf for leaf in found.units if leaf.whole and not leaf.tells and (leaf.count or 0) > 0]
    if not silent:
        return False
    if _only_one(found.units, opening, tokens):
        return False
    return any(_guessed(leaf, found.units, quantities) for leaf in silent) or _told_otherwise(
        quantities, opening, found.units
    )


def _only_one(leaves: Sequence[Unit], opening: Sequence[Quantity], tokens: Sequence[Token]) -> bool:
    """ "Only the third of the five calls had …": none of the others had."""
    if len(opening) != 1 or opening[0].kind not in ("ordinal", "count"):
        return False
    first, last = opening[0].first, opening[0].last
    led = {token.text for token in tokens[max(0, first - 3) : first]}
    alone = _ONLY & led or [token.text for token in tokens[last : last + 1]] == ["alone"]
    return bool(alone) and any(leaf.of is not None for leaf in leaves)


_ONLY = frozenset({"only", "just", "merely", "solely"})


def several_told(quantities: Sequence[Quantity], tokens: Sequence[Token], calls: int) -> bool:
    """ "Ana, Bo and Cy rang, one call each", of which one call was understood."""
    return calls == 1 and any(one_each(q, tokens) for q in _each(quantities, tokens))


def named_apart(quantities: Sequence[Quantity], tokens: Sequence[Token]) -> bool:
    """ "Ana, Bo and Cy rang, one call each: Ana asked …, Bo likewise": of Cy's nothing is told, unless only some
    are said to have had something."""
    named = any(q.unit == "name" and q.role in _CALLED for q in _each(quantities, tokens))
    return named and _ONLY.isdisjoint(token.text for token in tokens)


def _each(quantities: Sequence[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    return [q for q in quantities if {"each", "apiece"} & {t.text for t in tokens[q.last : q.last + 2]}]


def _left_aside(unit: Unit, tokens: Sequence[Token], total: Fraction | int) -> bool:
    """ "On Saturday only one": a number of calls that was not understood, no number of other things."""
    q = unit.quantity
    if q is None or q.kind not in ("count", "range", "share", "rate") or not (unit.count or unit.high):
        return False
    if q.role == "interactions" and total == 1:
        return False  # "one call with three interventions"
    if q.role in _CALLED:
        return (unit.count or 2) > 1 or q.row is not None or q.noun in listed("kinds_untold")
    near = tokens[max(0, q.first - 2) : q.first]
    if q.row is not None:
        return True
    return unit.elided or any(dates_calls(token) for token in near)


def _guessed(leaf: Unit, leaves: Sequence[Unit], quantities: Sequence[Quantity]) -> bool:
    """Whether how many calls are left follows from a number that wasn't told as one of calls, or from so many a
    day of which a part is told that may be of all days together."""
    q = leaf.quantity
    if q is None:  # "4 of 10 calls …"
        calls = {one.value for one in quantities if one.role in _CALLED and one.kind == "count"}
        calls |= {one.total for one in quantities if one.kind == "except"}
        return sum((one.count or Fraction(0) for one in leaves), Fraction(0)) not in calls
    if q.role not in _CALLED:
        return True
    if not (q.each and q.total is not None):
        return False
    return not all(one.quantity and one.quantity.each for one in leaves if one.tells)


def _told_otherwise(
    quantities: Sequence[Quantity], opening: Sequence[Quantity], leaves: Sequence[Unit]
) -> bool:
    """Whether something is told of calls by another word than their number: "the third", "all but a few"."""
    opened = {q.first for q in opening}
    other = any(q.kind == "ordinal" and q.first not in opened and q.value != 1 for q in quantities)
    denied = any(leaf.sole and any(m.polarity == NO for m in leaf.mentions) for leaf in leaves)
    return other or denied
