"""Follow-ups that tell a day anew of calls that were told with another: "the second wasn't on the 18th, it was on
the 28th", "the one of Nov 4 was really on the 14th", "for the 12th read the 21st".

Such a message is cut into statements: of which calls (by number, name, or the day they were told with), the day
they weren't on, and the day they were on.  What days it names: daysnamed.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.reading.daysnamed import Day, days_named, inside
from assistant.reading.scenario import Described
from assistant.reading.targets import among
from assistant.reading.turns import Followed, Turn, all_of
from assistant.reading.units import WHO, WHY

_CALLED = frozenset({"bare", "calls", "people", "times"})
_UNKNOWN = (-1,)  # the place of a call that nobody can tell


@dataclass(frozen=True, slots=True)
class _Subject:
    """The calls spoken of at a place of the message; `some` is how many of them."""

    first: int
    places: tuple[int, ...]
    some: int = 0


@dataclass(slots=True)
class _Statement:
    places: tuple[int, ...] = ()
    some: int = 0
    wrong: list[Day] = field(default_factory=list)
    right: Day | None = None


def misdated(turn: Turn) -> Followed | None:
    """The calls with their days put right; None where no day told before is denied or replaced."""
    if not turn.before or any(d.on is None for d in turn.before):
        return None
    days = days_named(turn)
    whole = sum(d.count for d in turn.before)
    if any(
        q.kind == "ordinal" and (q.value or 0) > whole and not inside(q.first, days) for q in turn.quantities
    ):
        return None  # a further call
    statements = [one for one in _statements(turn, days) if one.right or one.wrong]
    if not (any(day.denied for day in days) or _corrects(turn, statements)):
        return None
    after: list[list[Described]] = [[d] for d in turn.before]
    sure = not any(d.facts.keys() & (WHO | WHY) for d in turn.new)
    for one in statements:
        sure = _moved(turn.before, after, one) and sure
    split = [d for several in after for d in several]
    return all_of(split if sure else [d.doubted() for d in split], "set.day")


def _corrects(turn: Turn, statements: Sequence[_Statement]) -> bool:
    """Whether days take the place of others, or each is said of calls that are named."""
    if any(one.wrong and one.right for one in statements):
        return True
    named = all(one.right and one.places and not one.some for one in statements)
    new = any(
        one.right and turn.before[place].on != one.right.of(turn.before[place].on)
        for one in statements
        for place in one.places
        if 0 <= place < len(turn.before)
    )
    return bool(statements) and named and new and not turn.told and turn.states


def _moved(before: Sequence[Described], after: list[list[Described]], one: _Statement) -> bool:
    """Puts the calls of a statement on its day; whether it was clear which they are."""
    places = _meant(before, one)
    if one.right is None or not places:
        for place in places:
            after[place] = [replace(before[place], on=None)]  # "it wasn't the 18th": some other day
        return False
    for place in places:
        old = before[place]
        on = one.right.of(old.on)
        if on is None:
            return False
        moved = [replace(old, on=on)]
        if 0 < one.some < old.count:
            if len(places) > 1 or len(after[place]) > 1:
                return False
            moved = [replace(old, count=old.count - one.some), replace(old, count=one.some, on=on)]
        after[place] = moved
    return True


def _meant(before: Sequence[Described], one: _Statement) -> list[int]:
    """The places of the calls spoken of; [] where the day that they weren't on is none of theirs."""
    places = list(one.places) or list(range(len(before)))
    if not set(places) <= set(range(len(before))):
        return []
    wrong = [
        place for place in places if any(day.of(before[place].on) == before[place].on for day in one.wrong)
    ]
    if one.wrong and (not wrong or (one.places and len(wrong) < len(places))):
        return []
    alike = one.wrong or one.places or len({d.on for d in before}) == 1
    return wrong or places if alike else []


def _statements(turn: Turn, days: Sequence[Day]) -> Iterator[_Statement]:
    current, subjects = _Statement(), _subjects(turn, days)
    told = {d.on for d in turn.before}
    last = 0
    for day in days:
        said = [one for one in subjects if last <= one.first < day.first] or _named(turn, last, day)
        last = day.last
        old = day.denied or any(day.of(on) == on for on in told)
        if said and (current.right or (current.wrong and current.places)):
            yield current
            current = _Statement()
        for one in said:
            current.places, current.some = one.places or current.places, one.some
        if old and not day.denied and current.places and not current.wrong and current.right is None:
            current.right = day  # "the first, on the 16th, …": as it was told
        elif old:
            if current.right is not None and current.wrong:
                yield current
                current = _Statement()
            current.wrong.append(day)
        elif current.right is None:
            current.right = day
        elif any(current.right.of(on) == on for on in told) and not current.wrong:
            current.wrong, current.right = [current.right], day
        else:
            yield current
            current = _Statement(right=day)
    yield current


def _subjects(turn: Turn, days: Sequence[Day]) -> list[_Subject]:
    """The calls named by number: "the second", "both", "two of them"; a number that fits none is unknown."""
    several = any(d.count > 1 for d in turn.before)
    whole = sum(d.count for d in turn.before)
    every = tuple(range(len(turn.before)))
    one = len(every) == 1
    found = []
    for q in turn.quantities:
        if inside(q.first, days):
            continue
        number = int(q.value or 0)
        if q.kind == "ordinal" and (q.role in _CALLED or turn.is_a(q.last, "day_words", "verbs")) and number:
            place = number - 1 if number > 0 else whole - 1
            alone = (every, 1) if one else ((_UNKNOWN if several else (place,)), 0)
            found.append(_Subject(q.first, *alone))
        elif q.kind in ("both", "all") and q.role in _CALLED:
            found.append(_Subject(q.first, every))
        elif q.kind == "rest":
            found.append(_Subject(q.first, _UNKNOWN))
        elif q.kind == "count" and (q.partitive or (one and q.role == "bare" and 0 < number < whole)):
            found.append(_Subject(q.first, (), number))
    return found


def _named(turn: Turn, first: int, day: Day) -> list[_Subject]:
    """The calls named before a day by the words they were told in: "the roofing one", "Tucson"."""
    places = among(turn, (first, day.first)) if len(turn.before) > 1 else []
    return [_Subject(first, tuple(places))] if places else []
