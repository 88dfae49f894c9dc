"""Another number of all calls: "edit: 13 calls, the extra one was AI too", "sorry, twelve: six asked, six AI"."""

from __future__ import annotations

from fractions import Fraction

from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.scenario import Described
from assistant.reading.targets import counting
from assistant.reading.turns import Followed, Turn, all_of, rated
from assistant.reading.units import EVENTS

_EARLY = 5  # tokens in which a message says how many calls there were in all
_NEAR = 3  # tokens between "the extra" and its "one"


def totalled(turn: Turn) -> Followed | None:
    """The calls after their number was told anew: told again in full, or with the further ones."""
    before, total = turn.before, sum(d.count for d in turn.before)
    q = _whole(turn)
    if q is None or total < 2 or int(q.value or 0) == total:
        return None
    number = int(q.value or 0)
    if _anew(turn, q):
        return all_of(rated(turn.new, before), "total.anew")
    place = _further(turn, q)
    if not place:
        return None
    facts = _told_from(turn, place)
    if number < total or not facts:
        return all_of([d.doubted() for d in before], "total.unclear")
    more = Described(facts, number - total, on=before[-1].on, listed=True)
    return all_of((*before, *rated((more,), before)), "total.further")


def _anew(turn: Turn, q: Quantity) -> bool:
    """Whether all of them are told again: "12 calls: 6 …, 6 …"."""
    parts = [one for one in counting(turn) if one.first > q.last and one.value]
    told = sum((one.value or 0 for one in parts), Fraction(0))
    known = sum(d.count for d in turn.new)
    return len(parts) > 1 and told == q.value == known and not any(d.doubt for d in turn.new)


def _whole(turn: Turn) -> Quantity | None:
    """The number of all calls with which the message begins."""
    early = [q for q in turn.quantities if q.first <= _EARLY and q.kind == "count" and q.value]
    early = [q for q in early if q.role in ("calls", "people") and not q.partitive and not q.each]
    led = turn.changing or turn.says("correcting", "openers")
    apart = early and not turn.is_a(early[0].first - 1, "definite", "more_first")
    return early[0] if apart and led and not turn.is_a(early[0].last, "more") else None


def _further(turn: Turn, q: Quantity) -> int:
    """Where "the extra one", "the thirteenth" stands behind the number of all; 0 for nowhere."""
    for other in turn.quantities:
        if other.kind == "ordinal" and other.first > q.last and other.value == q.value:
            return other.first
    for place in range(q.last, len(turn.observed.text.tokens)):
        if turn.is_a(place, "surplus"):
            near = range(place + 1, place + 1 + _NEAR)
            if any(turn.is_a(step, "calls") or turn.at(step) in ("caller", "callers") for step in near):
                return place
    return 0


def _told_from(turn: Turn, place: int) -> dict[str, str]:
    """What is told of the further calls, from a place on."""
    said = [m for m in turn.observed.mentions if m.first >= place and not m.asked and m.concept in EVENTS]
    if said:
        return {m.concept: m.polarity for m in said}
    kinds = {turn.kind_at(step) for step in range(place, len(turn.observed.text.tokens))}
    return {"alone": YES} if kinds & {"alone"} else {}
