"""Numbers in prose that name the call which is told of: "1-3: AI. 4 & 5: CIE.", "Slip one: …. Slip two: …".

    by_number(observed, quantities, span)    # 1-3 | 4 & 5: three calls, two calls; None where none are named

Such numbers count nothing, and what a call's own words count ("his two vans") are no calls either.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from assistant.reading.headnumbers import Head, heads_of
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed
from assistant.reading.text import NUMBER, Token
from assistant.reading.units import one_spoken_of

_BESIDE = 2  # tokens from "list two" to the number of its calls
_TAKEN = frozenset({"clock", "money", "date", "duration"})


def by_number(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> list[Quantity] | None:
    """The quantities with those numbers as stories of so many calls; None where no calls are known by number."""
    tokens = observed.text.tokens
    taken = {q.first for q in quantities if q.role in _TAKEN}
    found = [head for head in heads_of(tokens, span) if taken.isdisjoint(range(head.first, head.last))]
    run = _run(found, quantities, tokens, span)
    if not run:
        return None
    if not run[0].noun and _of_one(observed):  # "one call: 1) the AI … 2) he asked …"
        return [q for q in quantities if not any(head.first <= q.first < head.last for head in run)]
    begins = run[0].first
    kept = [q for q in quantities if _still_counts(q, begins, run)]
    stories = [_story(head) for head in run]
    return sorted([*kept, *stories], key=lambda q: (q.first, q.last))


def _of_one(observed: Observed) -> bool:
    """Whether one call is spoken of, so that numbers without a noun are its steps."""
    if any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in observed.mentions):
        return True
    return observed.text.once("one call spoken of", lambda: one_spoken_of(observed.text.tokens))


def without_steps(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> Sequence[Quantity]:
    """The quantities without the numbers of one call's steps ("stage one: …. Stage two: …")."""
    steps = listed("steps_of_one_call")
    if steps.isdisjoint(token.lemma for token in observed.text.tokens):
        return quantities
    heads = [head for head in heads_of(observed.text.tokens, span) if head.noun in steps]
    if len(heads) < 2 or not all(head.starts for head in heads):
        return quantities
    return [q for q in quantities if not any(head.first <= q.first < head.last for head in heads)]


def _story(head: Head) -> Quantity:
    """The calls of a head as a quantity that stands where their story begins and has no words of its own."""
    low, high = min(head.numbers), max(head.numbers)
    several = len(head.numbers) > 1
    total = Fraction(len(head.numbers)) if high - low + 1 > len(head.numbers) else None
    kind = "span" if several else "ordinal"
    upper = Fraction(high) if several else None
    return Quantity(kind, Fraction(low), upper, head.first, head.first, "calls", noun="call", total=total)


def _still_counts(q: Quantity, begins: int, run: Sequence[Head]) -> bool:
    """Whether a quantity beside calls known by number counts calls all the same."""
    if any(q.first < head.last and head.first < max(q.last, q.first + 1) for head in run):
        return False
    if q.first < begins:
        return True
    calls = q.role in ("calls", "money", "date", "clock") and q.kind != "ordinal"
    return calls or q.kind in ("rest", "all")


def _run(
    heads: Sequence[Head], quantities: Sequence[Quantity], tokens: Sequence[Token], span: tuple[int, int]
) -> list[Head]:
    """The heads that together name calls, each call once; none where the numbers are others."""
    calls = {int(q.value or 0) for q in quantities if _total(q, span)}
    things = {q.noun: int(q.value or 0) for q in quantities if q.kind == "count" and q.role == "other"}
    for noun in dict.fromkeys(head.noun for head in heads):
        run = [head for head in heads if head.noun == noun]
        if noun == "call" and _whole(mixed := [head for head in heads if head.noun in ("call", "")]):
            run = mixed  # "calls 1-3 AI only, 4 asked …"
        numbers = [number for head in run for number in head.numbers]
        if len(set(numbers)) != len(numbers) or noun in listed("steps_of_one_call"):
            continue
        if len(run) == 1 and noun in listed("call_labels") and run[0].starts and _last_of(numbers[-1], calls):
            return run  # "eleven calls. … Number eleven …", "Ten calls …. Number eleven …"
        if len(run) < 2:
            continue
        if noun not in listed("call_labels") and _counted_behind(run, quantities, noun):
            continue  # "chair one had 2 callers who …, chair two …"
        whole = _whole(run)
        if noun in listed("call_labels"):
            return run
        told = len(numbers) in calls or things.get(noun) == len(numbers)
        unknown = noun not in listed("numbered") or _so_many(quantities, noun, len(run))
        if noun and whole and (told or all(head.marked for head in run)) and unknown:
            return run
        marked = all(head.marked and head.starts for head in run)
        within = any(max(numbers) <= total for total in calls)
        if not noun and marked and (whole or (within and sum(numbers) > max(calls))):
            return run
        plain = all(tokens[head.first].kind == NUMBER for head in run)
        if not noun and plain and whole and len(numbers) in calls and len(numbers) > len(run):
            return run  # "four calls: 1-3 were AI, 4 asked …"
    return []


def _so_many(quantities: Sequence[Quantity], noun: str, number: int) -> bool:
    """ "She rang on three days. Day one: …": as many days as were counted."""
    return any(q.kind == "count" and q.value == number and q.noun == noun for q in quantities)


def _whole(run: Sequence[Head]) -> bool:
    """Whether every number from one on is there, once."""
    numbers = [number for head in run for number in head.numbers]
    return sorted(numbers) == list(range(1, len(numbers) + 1))


def _last_of(number: int, calls: Collection[int]) -> bool:
    return number > 1 and (number in calls or number - 1 in calls)


def _counted_behind(run: Sequence[Head], quantities: Sequence[Quantity], noun: str) -> bool:
    """Whether calls are counted behind the first of the numbers."""
    roles = {"calls", "people", "interactions", "bare"} if noun else {"calls", "people"}
    return any(
        q.kind in ("count", "none", "range") and q.value != 1 and q.role in roles and not q.partitive
        for q in quantities
        if run[0].last <= q.first
        and (q.value != len(run) or any(0 <= q.first - head.last <= _BESIDE for head in run))
        and not any(head.first <= q.first < head.last for head in run)
    )


def _total(q: Quantity, span: tuple[int, int]) -> bool:
    counted = q.kind == "count" and q.role in ("calls", "people", "times") and q.value is not None
    return counted and span[0] <= q.first < span[1] and q.value is not None and q.value > 1
