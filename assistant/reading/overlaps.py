"""Follow-ups that say that calls told of twice are the same: "the two lists share 3", "one call had both"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.targets import NUMBERED
from assistant.reading.turns import Followed, Turn, all_of

_PAIR = 2


def overlapped(turn: Turn) -> Followed | None:
    """ "The two lists share 3 calls": these are counted once.  A correction of it starts from both lists again."""
    if not ("overlap" in turn.moves or had_both(turn)) or turn.complete:
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


def had_both(turn: Turn) -> bool:
    """ "One call had both", "two of them were both"."""
    pairs = [q for q in turn.quantities if q.kind == "both" and turn.is_a(q.first - 1, "had_both")]
    counted = [
        q for q in turn.quantities if q.kind == "count" and q.value and pairs and q.first < pairs[0].first
    ]
    return len(turn.before) == _PAIR and len(pairs) == 1 and len(counted) == 1 and not turn.told
