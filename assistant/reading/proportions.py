"""Numbers told as a proportion: "for every five calls the AI did alone there was one …; 36 calls in all"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.observe import Observed
from assistant.reading.quantity import Quantity, to_every
from assistant.reading.ratios import base_of, concepts_of
from assistant.reading.stretches import Unit


def proportioned(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "For every five calls the AI did alone there was one …; 36 calls in all": 30 and 6."""
    words = [token.text for token in observed.text.tokens]
    place = next(
        (at for at, unit in enumerate(units) if unit.quantity and to_every(words, unit.quantity)), None
    )
    if place is None:
        return units
    near = [at for at in (place + 1, place - 1) if 0 <= at < len(units) and concepts_of(units[at].mentions)]
    if not near or not concepts_of(units[place].mentions):
        return units
    one, two = units[place], units[near[0]]
    others = [unit for unit in units if unit is not one and unit is not two]
    times = _times(one, two, others)
    result = list(units)
    for at in (place, near[0]):
        unit = units[at]
        count = None if times is None else (unit.count or Fraction(0)) * times
        number = Quantity("count", count, None, unit.first, unit.first, "calls", "call")
        result[at] = replace(unit, quantity=number, count=count, odd=times is None, more=False, part=False)
    return result


def _times(one: Unit, two: Unit, others: Sequence[Unit]) -> Fraction | None:
    """How many times both numbers of a proportion took place, by how many there were of one kind, or in all."""
    for unit in (one, two):
        counted = base_of(unit.mentions, others)
        if counted is not None and unit.count:
            return counted / unit.count
    both = (one.count or Fraction(0)) + (two.count or Fraction(0))
    whole = [u.count for u in others if u.count and not concepts_of(u.mentions) and u.count > both]
    return whole[0] / both if len(whole) == 1 and whole[0] and both else None
