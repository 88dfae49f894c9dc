"""How many of the calls were on which day, where all were alike: "three on Nov 18, one on Nov 21", "two before the
20th and two after", "seven calls; three were before the effective date"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assistant.reading.amountwords import View, english, view_of
from assistant.reading.concepts import COUNTED
from assistant.reading.datelimits import ONE_DAY
from assistant.reading.datemention import DateMention
from assistant.reading.lists import listed
from assistant.reading.quantity import Quantity
from assistant.reading.text import Text

_FAR = 9  # tokens between a number and its day


@dataclass(frozen=True, slots=True)
class Dated:
    """So many calls at a time; None: those that are left."""

    count: Fraction | None
    when: DateMention


def counts_by_day(
    text: Text, quantities: Sequence[Quantity], when: Sequence[DateMention], counted: int, effective: date
) -> list[tuple[int, DateMention]]:
    """The numbers of calls with their days, if together they are all calls told of and lie on both sides of the day
    the pricing took effect; `counted` is how many were read without this.  Nothing where it isn't clear."""
    view = view_of(text, english())
    days = [d for d in when if d.role == "call" and not d.relative]
    numbers = [q for q in quantities if _countable(q)]
    if not days or not numbers or any(d.relative for d in when):
        return []
    pairs, used = _pairs(view, numbers, days)
    if not pairs:
        return []
    others = {q.value for q in numbers if q.first not in used and q.kind == "count" and q.value}
    found = _complete(pairs, others - {Fraction(1)}, Fraction(counted), effective)
    sides = {_side(d, effective) for _, d in found}
    return [(int(c or 0), d) for c, d in found] if sides == {True, False} else []


def _countable(q: Quantity) -> bool:
    return q.role in COUNTED and q.kind in ("count", "rest", "ordinal") and not q.each


def _side(d: DateMention, effective: date) -> bool | None:
    """Whether a time is before the pricing took effect; None where it lies across."""
    if d.end is not None and d.end < effective:
        return True
    return False if d.start is not None and d.start >= effective else None


def _pairs(
    view: View, numbers: Sequence[Quantity], days: Sequence[DateMention]
) -> tuple[list[Dated], set[int]]:
    """Each day with the number before it, or else behind it, wherever that holds for all days alike."""
    for near in (_behind, _before):
        found: list[Dated] = []
        used: set[int] = set()
        for day in days:
            q = near(view, numbers, day)
            if q is None or q.first in used:
                break
            used.add(q.first)
            found.append(Dated(_value(q), day))
        else:
            return _and_later(view, numbers, found, used)
    return [], set()


def _value(q: Quantity) -> Fraction | None:
    return Fraction(1) if q.kind == "ordinal" else q.value


def _reached(view: View, first: int, last: int, allowed: frozenset[str]) -> bool:
    return 0 <= last - first <= _FAR and all(view.at(place) in allowed for place in range(first, last))


def _behind(view: View, numbers: Sequence[Quantity], day: DateMention) -> Quantity | None:
    """The number that the day stands behind: "three on Nov 18"."""
    before = [q for q in numbers if q.last <= day.first]
    return (
        before[-1] if before and _reached(view, before[-1].last, day.first, listed("count_to_day")) else None
    )


def _before(view: View, numbers: Sequence[Quantity], day: DateMention) -> Quantity | None:
    """The number that the day stands before: "Nov 18: three"."""
    after = next((q for q in numbers if q.first >= day.last), None)
    return after if after and _reached(view, day.last, after.first, listed("day_to_count")) else None


_SIDES = {"after": "after", "afterwards": "after", "since": "after", "later": "after", "thereafter": "after"}
_SIDES |= {
    "before": "before",
    "earlier": "before",
    "beforehand": "before",
    "subsequently": "after",
    "prior": "before",
}


def _and_later(
    view: View, numbers: Sequence[Quantity], found: list[Dated], used: set[int]
) -> tuple[list[Dated], set[int]]:
    """ "Two before the 20th and two after"."""
    base = found[-1].when
    for q in numbers:
        place = q.last
        while q.first not in used and view.at(place) in listed("count_to_day") and place < q.last + 4:
            place += 1
        kind = _SIDES.get(view.at(place)) if q.first not in used else None
        other = _other_side(base, kind) if kind else None
        if other is not None:
            used.add(q.first)
            found = [*found, Dated(_value(q), replace(other, first=place, last=place + 1))]
    return found, used


def _other_side(base: DateMention, kind: str | None) -> DateMention | None:
    """The time after one told as before a day, and the other way round."""
    if kind == "after" and base.start is None and base.end is not None:
        return replace(base, start=base.end + ONE_DAY, end=None, grain="after")
    if kind == "before" and base.end is None and base.start is not None:
        return replace(base, start=None, end=base.start - ONE_DAY, grain="before")
    return None


def _complete(
    pairs: Sequence[Dated], others: set[Fraction], counted: Fraction, effective: date
) -> list[tuple[Fraction, DateMention]]:
    """The pairs with the number of those left; [] where the numbers don't come out."""
    told = sum((pair.count for pair in pairs if pair.count), Fraction(0))
    left = [pair for pair in pairs if pair.count is None]
    if not left and others <= {told}:
        return [(pair.count or told, pair.when) for pair in pairs]
    whole = next(iter(others)) if len(others) == 1 else counted if not others else None
    if whole is None or whole <= told or len(left) > 1 or whole.denominator != 1:
        return []
    if left:
        return [(pair.count or whole - told, pair.when) for pair in pairs]
    rest = _left_over([pair.when for pair in pairs], effective)
    return [*((pair.count or told, pair.when) for pair in pairs), (whole - told, rest)] if rest else []


def _left_over(days: Sequence[DateMention], effective: date) -> DateMention | None:
    """When the others were, of whom nothing is said: not when these were, if that was all the time on one side."""
    side = {_side(d, effective) for d in days}
    if not any(d.start is None or d.end is None for d in days) or len(side) != 1:
        return None
    day = days[-1]
    if side == {True}:
        return replace(day, start=effective, end=None, grain="after")
    return replace(day, start=None, end=effective - ONE_DAY, grain="before") if side == {False} else None
