"""Follow-ups that say how many calls there were, how many are counted twice, or what a call costs."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.redated import redated
from assistant.reading.targets import NUMBERED, counts, recounted, refers
from assistant.reading.turns import Followed, Turn, all_of, happened
from assistant.reading.units import EVENTS

_ANY = frozenset({"smith", "someone", "new"})  # concepts that don't tell one kind of call from another


def restated(turn: Turn) -> Followed | None:
    """ "Make it 2 escalated and 8 AI": every number with the calls it is of."""
    before = turn.before
    if not before or turn.moves & {"remove", "add", "undo", "fresh"}:
        return None
    named = recounted(turn)
    if not named or len(named) != len(counts(turn, told_again=False)) or _contradicts(turn, named):
        return None
    after = [replace(d, count=named.get(place, d.count)) for place, d in enumerate(before)]
    same_sum = len(named) == len(before) > 1 and sum(d.count for d in after) == sum(d.count for d in before)
    if not (turn.says("make") or turn.changing or same_sum):
        return None
    return all_of([d for d in after if d.count], "count.restated")


def _contradicts(turn: Turn, named: dict[int, int]) -> bool:
    """Whether more is told of the calls than which kind they are of."""
    known = set().union(*(happened(turn.before[place]) for place in named)) | _ANY
    told = {m.concept for m in turn.observed.mentions if m.concept in EVENTS}
    return bool(told - known)


def counted(turn: Turn) -> Followed | None:
    """Another number of the same calls."""
    before = turn.before
    if not before or turn.told or any(not d.relative for d in turn.scenario.when):
        return None
    factor = next((q.value for q in turn.quantities if q.kind == "multiple" and q.value), None)
    if turn.says("half") and turn.says("number"):
        odd = any(d.count % 2 for d in before)
        return all_of([d.doubted() if odd else replace(d, count=d.count // 2) for d in before], "count.half")
    if factor is not None or turn.says("double"):
        times = int(factor or 2)
        return all_of([replace(d, count=d.count * times) for d in before], "count.times")
    number = [n for n in counts(turn, told_again=False) if n > 0] or _repeated(turn)
    if not number or "merge" in turn.moves:
        return None
    return _numbered(turn, number[-1])


def _repeated(turn: Turn) -> list[int]:
    """The number of "say it happens 8 times", "five such calls a month"."""
    if not turn.moves & {"repeated", "what_if"}:
        return []
    found = [q for q in turn.quantities if q.role in ("times", "calls") and q.kind in ("count", "rate")]
    values = [q.total if q.total is not None else q.value for q in found if not refers(turn, q)]
    return [int(value) for value in values if value is not None and value > 0]


def _numbered(turn: Turn, number: int) -> Followed | None:
    before = turn.before
    named = recounted(turn)
    if number == sum(d.count for d in before) or (
        not named and "total" in turn.moves and number == len(before)
    ):
        return None
    if len(before) > 1:
        if not named:
            return None
        return all_of([replace(d, count=named.get(i, d.count)) for i, d in enumerate(before)], "count.named")
    if "add" in turn.moves and turn.says("further"):
        copy = replace(before[0], count=number)
        return Followed((*before, copy), (copy,) if turn.says("only") else (*before, copy), "count.more")
    return all_of([replace(before[0], count=number)], "count")


def overlapped(turn: Turn) -> Followed | None:
    """ "The two lists share 3 calls": these are counted once.  A correction of it starts from both lists again."""
    if "overlap" not in turn.moves or turn.complete:
        return None
    again = turn.last_rule == "overlap" and turn.changing and turn.history
    before = turn.history[-1] if again else turn.before
    said = [int(q.value) for q in turn.quantities if q.kind == "count" and q.role in NUMBERED and q.value]
    number = [n for n in said if n != len(before)] or said
    if len(before) < 2 or not number or not 0 < number[-1] <= min(before[0].count, before[-1].count):
        return None
    shared, first, last = number[-1], before[0], before[-1]
    both = replace(first, facts=first.facts | last.facts, count=shared)
    after = (
        replace(first, count=first.count - shared),
        both,
        *before[1:-1],
        replace(last, count=last.count - shared),
    )
    return all_of([d for d in after if d.count], "overlap")


def settled(turn: Turn) -> Followed | None:
    """Dates and base rates told later hold for all calls; otherwise the calls are asked about again."""
    before = after = turn.before
    if turn.scenario.base_rate is not None:
        after = tuple(replace(d, base_rate=turn.scenario.base_rate) for d in after)
    if turn.scenario.when and before and turn.scenario.base_rate is None:
        after = redated(turn)
    again = turn.moves & {"ask_again", "total", "pushback", "unknown_still", "what_if", "correct"}
    if after != before or ((again or turn.asks_price or turn.scenario.claims) and before):
        return all_of(after, "set" if after != before else "again")
    return None
