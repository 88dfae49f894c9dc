"""How many days, weeks, shops … a message speaks of, for what it tells of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.dates import DateMention
from assistant.reading.quantity import Quantity


def groups(name: str, found: Sequence[Quantity]) -> Fraction | None:
    """How many clinics, shops, … the message counts."""
    counts = {one.value for one in found if one.noun == name and one.kind == "count" and one.value}
    return counts.pop() if len(counts) == 1 else None


GROUPED = {"pair": 2, "couple": 2, "trio": 3, "threesome": 3, "foursome": 4}


def grouped(view: View, name: str, found: Sequence[Quantity]) -> Fraction | None:
    """How many pairs were counted: "a pair at seven, a pair at eight", "two calls at nine and two at ten"."""
    counts = [one for one in found if one.kind == "count" and one.value and one.role in _CALLS]
    named = [one for one in counts if name in view.lemmas[one.first : one.last]]
    pairs = sum((one.value or Fraction(0) for one in named or counts), Fraction(0)) / GROUPED[name]
    alike = named or all(one.value == GROUPED[name] for one in counts) or len(counts) == 1
    return pairs if alike and pairs and pairs.denominator == 1 else None


_CALLS = frozenset({"calls", "people", "bare"})


def _weeks(found: Sequence[Quantity]) -> Fraction:
    told = [
        one.value for one in found if one.role == "duration" and one.noun == "week" and one.kind == "count"
    ]
    return told[0] or Fraction(0) if len(told) == 1 else Fraction(0)


def days(view: View, unit: str, found: Sequence[Quantity], dates: Sequence[DateMention]) -> Fraction | None:
    """How many of a unit of time the message speaks of: "for ten days", "Mon–Fri", "Nov 12 to Nov 28"."""
    length = view.words.days_of.get(unit, 0)
    if not length:
        return None
    weeks = _weeks(found) if unit == "day" else Fraction(0)
    weekly = [one for one in found if _per_week(view, one)] if length == 1 else []
    if len(weekly) == 1 and weekly[0].value:
        longer = any(one.role == "duration" and one.noun in ("month", "year", "quarter") for one in found)
        return None if longer else weekly[0].value * (weeks or 1)  # "five days a week, two weeks"
    told: set[Fraction] = set()
    for one in found:
        if one.role == "duration" and one.kind == "count" and one.value and one.noun in view.words.days_of:
            spoken = view.words.days_of[one.noun] * one.value / length
            behind = view.at(one.last) if view.lemma(one.last) != one.noun else view.at(one.last + 1)
            if spoken >= 1 and behind not in ("ago", "before", "after", "later", "earlier", "old"):
                told.add(spoken)
    if unit in ("day", "weekday", "workday", "night", "morning") and not told and _for_a_week(view):
        told.add(Fraction(5 if unit in ("weekday", "workday") else 7))
    spans = {_left(view, one, dates) for one in dates if one.role == "call" and (one.days or one.only)}
    spans = {count for count in spans if count > 1}
    if len(spans) == 1 and weeks and max(spans) < 7:
        return weeks * spans.pop()  # "Monday to Friday, two weeks running"
    if len(told) == 1:
        return told.pop()
    if unit == "week" and not told and any(len(one.only) == 1 for one in dates):
        length = 1  # "every Saturday in May, one a week"
    if not told and len(spans) == 1 and length == 1:
        return Fraction(spans.pop())
    return None


def _per_week(view: View, one: Quantity) -> bool:
    """ "Five days a week"."""
    days = one.role == "duration" and one.kind in ("count", "rate") and one.noun in ("day", "weekday")
    places = range(one.last, one.last + 3)
    return days and any(
        view.at(p) in ("a", "per", "each", "every") and view.at(p + 1) == "week" for p in places
    )


def _for_a_week(view: View) -> bool:
    """ "Every day for a week": seven of them."""
    for place in range(view.size - 2):
        if view.at(place) == "for" and view.at(place + 1) in ("a", "one"):
            step = place + 2 + (view.at(place + 2) in ("whole", "full", "entire", "solid", "straight"))
            if view.at(step) == "week" and not view.numeral(step + 1):
                return True
    return False


def _left(view: View, one: DateMention, dates: Sequence[DateMention]) -> int:
    """How many days are meant, without those left out: "Monday to Friday, bar Wednesday"."""
    named = one.days or one.only
    weekdays = [day if isinstance(day, int) else day.weekday() for day in named]
    left = len(named)
    for other in dates:
        if other.role != "negated":
            continue
        if other.start is not None and other.start == other.end:
            left -= other.start in one.days
        else:
            left -= weekdays.count(view.words.weekdays.get(view.at(other.first), -1))
    return left
