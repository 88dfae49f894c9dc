"""Follow-ups that tell a larger number of calls, and what the ones not counted before were: "13 calls, the extra one
was AI too", "it's 17 in all, the ones I missed asked for a human as well"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.concepts import EVENTS
from assistant.reading.deduce import Facts, deduce
from assistant.reading.lists import listed
from assistant.reading.observe import YES, Mention
from assistant.reading.scenario import Described
from assistant.reading.turns import Followed, Turn, all_of

_NEAR = 4  # words between "extra" and what says that calls are meant
_THESE = frozenset({"the", "those", "these", "with", "and", "plus"})
_OF_CALLS = frozenset({"one", "ones", "call", "calls", "caller", "callers", ",", "was", "were", "being"})


def enlarged(turn: Turn) -> Followed | None:
    """The calls told before and those that a larger number of all calls leaves, with what is told of them."""
    total = sum(d.count for d in turn.before)
    place = extra_told(turn) if turn.before else 0
    more = [
        int(q.value) - total for q in turn.quantities if q.kind == "count" and q.value and q.first < place
    ]
    if not place or not more or more[-1] <= 0:
        return None
    said = [m for m in turn.observed.mentions if m.first >= place and m.concept in EVENTS and not m.asked]
    added = _like(turn, said, place) or _anew(said)
    if added is None:
        return all_of([d.doubted() for d in turn.before], "count.enlarged")
    kept = list(turn.before)
    if added in kept:
        at = kept.index(added)
        kept[at] = replace(added, count=added.count + more[-1])
        return all_of(kept, "count.enlarged")
    return all_of((*kept, replace(added, count=more[-1], listed=True)), "count.enlarged")


def extra_told(turn: Turn) -> int:
    """Where "the extra one(s)", "the two I missed" begins; 0 for nowhere."""
    words = [token.text for token in turn.observed.text.tokens]
    for place in range(1, len(words)):
        behind = words[place + 1 : place + _NEAR]
        further = words[place] in listed("not_counted_before") and words[place - 1] in _THESE
        of_calls = not _OF_CALLS.isdisjoint(behind[:2]) or any(q.first == place + 1 for q in turn.quantities)
        if further and of_calls:
            return place
        counted = any(q.first == place for q in turn.quantities)
        missed = (counted or words[place] in ("one", "ones", "call", "calls")) and words[place - 1] == "the"
        if missed and not listed("missed_out").isdisjoint(behind):
            return place
    return 0


def _like(turn: Turn, said: list[Mention], place: int) -> Described | None:
    """The calls before that the further ones were like: the only ones of which so much is told."""
    named = {m.concept for m in said if m.polarity == YES}
    for step in range(place, len(turn.observed.text.tokens)):
        kind = turn.kind_at(step)
        named |= turn.kind_facts(kind) if kind and not (kind == "alone" and named) else frozenset()
    if named & _FREE:
        found = [d for d in turn.before if not d.deduced().interactions and not d.deduced().unknown]
    else:
        known = [named & {key for key, value in d.facts.items() if value == YES} for d in turn.before]
        found = [d for d, has in zip(turn.before, known, strict=True) if has and named <= has | {"smith"}]
    return found[0] if len(found) == 1 else None


_FREE = frozenset({"alone", "no_human", "ai_booked"})


def _anew(said: list[Mention]) -> Described | None:
    facts = {m.concept: m.polarity for m in said}
    if not facts or deduce(Facts(dict(facts)), listed=True).unknown:
        return None
    return Described(facts, listed=True)
