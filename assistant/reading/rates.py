"""Numbers told per day, per shop, for each: multiplied out where the message says how many there are.

"five a day, Mon–Fri"                        → 5 per day, total 25
"each of our seven clinics had four calls"   → 4 per clinic, total 28
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.apiece import NAMED, each_of
from assistant.reading.carried import COUNTED, carried
from assistant.reading.dates import DateMention
from assistant.reading.everyday import nth_of, stride
from assistant.reading.headnouns import head
from assistant.reading.labelled import names_time
from assistant.reading.quantity import Quantity, to_every
from assistant.reading.ratedays import GROUPED, days, grouped, groups
from assistant.reading.rateplaces import multiplied, own_day, places_before
from assistant.reading.text import BREAK, SENTENCE_END

_NO_RATE = frozenset(
    "half lasted lasts took takes ran spent nearly almost waited for in within of about over after "
    "only quarter".split()
)
_LATER = frozenset({"later", "before", "after", "ago", "earlier", "old"})
_HAD = frozenset(
    {"had", "with", "has", "have", "also", "got", "of", "having", "called", "made", "rang", "phoned", "rung"}
)
_TIME = frozenset("day week month year hour weekday night morning workday shift weekend quarter".split())


def with_rates(view: View, found: Sequence[Quantity], dates: Sequence[DateMention]) -> list[Quantity]:
    """The quantities, those told per unit with `each`, `unit` and, where it can be told, `total`."""
    result: list[Quantity] = []
    for quantity in found:
        if to_every(view.texts, quantity) or _for_each_such(view, quantity):
            quantity = replace(quantity, each=True)
        if quantity.kind == "count" and quantity.role == "times" and quantity.value:
            unit = _each_behind(view, quantity, result) or each_of(view, quantity, result)
            unit = unit or _unit_behind(view, quantity)
            if unit is None and "each" in view.texts[max(0, quantity.first - 3) : quantity.first]:
                unit = _counted_before(view, quantity, result)  # "Five callers. Each rang twice"
            if unit is not None:
                quantity = _rated(view, quantity, unit, found, dates)
        elif quantity.kind == "count" and quantity.role in COUNTED and quantity.value:
            unit = (
                _unit_behind(view, quantity)
                or _each_behind(view, quantity, result)
                or each_of(view, quantity, result)
                or multiplied(view, quantity, result)
                or _unit_before(view, quantity, result)
            )
            if unit is not None:
                quantity = _rated(view, quantity, unit, found, dates)
        result.append(carried(view, quantity, result))
    return result


def _for_each_such(view: View, quantity: Quantity) -> bool:
    """ "For each AI failure there were three calls …": so many for one of another kind."""
    if quantity.kind != "count" or not view.says(("for",)):
        return False
    for step in range(quantity.first - 1, max(0, quantity.first - 22), -1):
        if view.kind(step) == BREAK or view.at(step) in SENTENCE_END:
            return False
        if view.at(step) in ("each", "every") and view.at(step - 1) == "for":
            found = head(view, step + 1, one=True)
            return found.role == "interactions" or view.at(found.last - 1) in ("failure", "crash", "outage")
    return False


def _rated(
    view: View,
    quantity: Quantity,
    unit: tuple[str, Fraction | None],
    found: Sequence[Quantity],
    dates: Sequence[DateMention],
) -> Quantity:
    name, times = unit
    if name == NAMED and times and quantity.value:
        return replace(quantity, value=quantity.value * times, role="calls", noun="call", unit=NAMED)
    if times is None and name in GROUPED:
        times = grouped(view, name, [one for one in found if one.first < quantity.first])
    elif times is None:
        times = days(view, name, found, dates) if name in _TIME else groups(name, found)
    again = _unit_again(view, quantity, name)
    if again and times:
        more = days(view, again, found, dates) if again in _TIME else groups(again, found)
        times = times * more if more else None
    elif times and name in _TIME:
        times = _led_by_group(view, quantity, times, found)
    every = stride(view, quantity.first) if name in _TIME else 1
    if times and every > 1:
        times = times / every if times % every == 0 else None
    total = quantity.value * times if times and quantity.value else None
    kind = "rate" if name in _TIME else quantity.kind
    role = quantity.role
    if role == "other" and total is not None and total.denominator == 1 and quantity.noun:
        role = view.words.roles.get(quantity.noun, role)  # "2.5 handoffs a day, 22 days"
    return replace(quantity, kind=kind, role=role, each=True, unit=name, total=total)


def _led_by_group(
    view: View, quantity: Quantity, times: Fraction, found: Sequence[Quantity]
) -> Fraction | None:
    """The days times the shops of "each of our five shops got two a day, Monday to Thursday"."""
    led = _unit_before(view, quantity, [one for one in found if one.first < quantity.first])
    if led is None or led[0] in _TIME:
        return times
    told = led[1] or groups(led[0], found)
    return times * told if told else None


def _unit_again(view: View, quantity: Quantity, name: str) -> str | None:
    """The second unit of "per location per day"."""
    counting = view.words.counting
    for step in range(quantity.last, min(view.size, quantity.last + 10)):
        if view.lemma(step) == name and view.said(step + 1, "per"):
            second = view.lemma(step + 2)
            return second if second in counting["per_units"] else None
    return None


def _clause(view: View, place: int, most: int) -> Iterator[int]:
    for step in range(place, min(view.size, place + most)):
        if view.kind(step) == BREAK or view.at(step) in SENTENCE_END or view.at(step) in (",", ";", ":"):
            return
        yield step


def _unit_behind(view: View, quantity: Quantity) -> tuple[str, Fraction | None] | None:
    """ "five a day", "2 calls per location", "one handoff on each of the five days"."""
    counting = view.words.counting
    for step in _clause(view, quantity.last, 18):
        word = view.at(step)
        if (
            step > quantity.last
            and view.numeral(step)
            and view.at(step + 1) != "time"
            and word not in ("a", "an")
            and not _after_each(view, step)
        ):
            return None
        if word in ("each", "every") and nth_of(view, step):
            return nth_of(view, step), None  # "one caller every other day"
        if word in ("each", "every") and view.at(step + 1) in view.words.weekdays:
            return "day", None  # "one caller every Friday"
        if word in counting["daily"] or (word == "each" and view.lemma(step + 1) in _TIME):
            return ("day" if word in counting["daily"] else view.lemma(step + 1)), None
        if (
            word == "every"
            and view.at(step + 1) == "single"
            and view.lemma(step + 2) in counting["per_units"]
        ):
            return view.lemma(step + 2), None
        if word in counting["per"] and view.lemma(step + 1) in counting["per_units"]:
            if word == "/" and not (view.glued(step) and view.glued(step + 1)):
                continue
            if word in ("a", "an") and (view.lemma(step + 1) not in _TIME or view.at(step - 1) in _NO_RATE):
                continue
            if word in ("a", "an") and view.at(step + 2) in _LATER:
                continue
            return view.lemma(step + 1), None
        if word in ("each", "every") and view.at(step + 1) == "of":
            return _each_of(view, step)
    return None


def _after_each(view: View, place: int) -> bool:
    return any(view.at(step) in ("each", "every") for step in range(max(0, place - 4), place))


def _each_of(view: View, place: int) -> tuple[str, Fraction | None] | None:
    """ "each of our seven clinics", "each of the five days"."""
    step = place + 2
    while view.at(step) in view.words.counting["determiners"] or view.at(step) in ("last", "first", "past"):
        step += 1
    numeral = view.numeral(step)
    if numeral is not None and numeral.ordinal:
        numeral = view.numeral(numeral.last)
    start = numeral.last if numeral is not None and not numeral.ordinal else step
    found = head(view, start)
    noun = (
        found.noun
        or (view.words.weekdays.get(view.at(start).removesuffix("s")) is not None and "day")
        or None
    )
    if not noun or found.role in ("calls", "interactions", "times"):
        return None
    return noun, numeral.value if numeral is not None and not numeral.ordinal else None


def _each_behind(
    view: View, quantity: Quantity, found: Sequence[Quantity]
) -> tuple[str, Fraction | None] | None:
    """ "three stores had 4 calls each": per whatever is counted before."""
    for step in _clause(view, quantity.last, 11):
        if step >= quantity.last + 6 and view.at(step - 1) not in ("in", "on", "at"):
            continue  # "one playbook handoff to a live agent in each"
        if view.at(step) == "each":
            ends = view.ends_at(step + 1) or view.at(step + 1) in _BEHIND_EACH
            return _counted_before(view, quantity, found) if ends else None
        if view.numeral(step) and view.at(step) not in ("a", "an"):
            return None
    return None


_BEHIND_EACH = frozenset({"and", "who", "that", "which", "whose", "where", "with", "on", "in", "at", "last"})


def _each_begins(view: View, place: int) -> int:
    """ "Five callers. Each rang twice": where the sentence before ends; 0 where "each" begins none."""
    for step in range(place - 1, max(0, place - 6), -1):
        if view.at(step) in SENTENCE_END:
            return step if view.at(step + 1) == "each" or view.at(step + 2) == "each" else 0
    return 0


def _counted_before(
    view: View, quantity: Quantity, found: Sequence[Quantity]
) -> tuple[str, Fraction | None] | None:
    """The group counted last before, in the same sentence, of another kind than what is counted here."""
    begin = _each_begins(view, quantity.first) or quantity.first
    for one in reversed(found):
        if any(
            view.kind(place) == BREAK or view.at(place) in SENTENCE_END for place in range(one.last, begin)
        ):
            return None
        if one.kind == "rest" and one.value:
            return "one", one.value
        grouped = one.kind == "count" and one.noun and one.noun != quantity.noun and one.value
        if grouped and one.role in ("people_not_calls", "people", "calls") and not one.each:
            return str(one.noun), one.value
        if grouped and one.role == "duration" and one.noun in _TIME:
            return str(one.noun), one.value  # "six days, each with two handoffs"
    return None


_PER_EACH = frozenset({"each", "every", "per"})


def _unit_before(
    view: View, quantity: Quantity, found: Sequence[Quantity]
) -> tuple[str, Fraction | None] | None:
    """ "every day we had 3", "each of our seven clinics had exactly four calls"."""
    counting = view.words.counting
    if not (view.says(_PER_EACH) or view.says(counting["daily"]) or view.says(("once",))):
        return None
    if view.at(quantity.last) == "more":
        return None  # "…, and one more at head office"
    if any(names_time(view, quantity.first - back) for back in (1, 2)) and view.at(quantity.first - 1) == ":":
        return None  # "Mon-Wed: 1 each day, Thu: 2"
    for step in range(quantity.first - 1, max(-1, quantity.first - 22), -1):
        word = view.at(step)
        if view.kind(step) == BREAK or word in SENTENCE_END or word == ";":
            return None
        if word in counting["daily"] and step == quantity.first - 1:
            return "day", None
        if word in ("each", "every") and nth_of(view, step):
            return nth_of(view, step), None
        if word == "once" and view.at(step + 1) in ("a", "per") and view.lemma(step + 2) in _TIME:
            return view.lemma(step + 2), None  # "once a day somebody …"
        if word in ("each", "every") and view.at(step + 1) in view.words.weekdays:
            return None if quantity.partitive or own_day(view, quantity) else ("day", None)
        if word in ("each", "every", "per") and view.lemma(step + 1) in counting["per_units"]:
            far = any(view.at(place) == "," for place in range(step, quantity.first))
            fronted = view.at(step + 2) == "," and view.lemma(step + 1) in GROUPED  # "in each pair, one …"
            if far and view.lemma(step + 1) not in _TIME and view.at(step - 1) != "for" and not fronted:
                return None
            return view.lemma(step + 1), None
        step += word in ("each", "every") and view.at(step + 1) == "one"  # "every one of our clinics"
        if word in ("each", "every") and view.at(step + 1) == "of":
            if view.at(step + 2) == "them" and step + 3 <= quantity.first:
                return places_before(found)
            return _each_of(view, step) if step + 3 < quantity.first else None
        if word == "each" and view.at(step - 1) in ("on", "at", "in") and view.role(step + 1) is None:
            return places_before(found)  # "four sites; at each we had three"
        near = step > quantity.first - 5 or view.at(step + 2) in ("a", "an")  # "each had a handoff and 3 …"
        if word == "each" and near and view.at(step + 1) in _HAD:
            again = next(
                (one for one in reversed(found) if one.each and one.unit and one.total and one.value), None
            )
            if again is not None and again.total and again.value and _same_sentence(view, again, quantity):
                return str(again.unit), again.total / again.value
            return _counted_before(view, quantity, found)
    return None


def _same_sentence(view: View, one: Quantity, other: Quantity) -> bool:
    return not any(view.at(place) in SENTENCE_END for place in range(one.last, other.first))
