"""Follow-ups that say how many calls there were, when they were, or what a call costs."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.scenario import Described, dated
from assistant.reading.targets import counts, recounted
from assistant.reading.turns import Followed, Turn, all_of


def counted(turn: Turn) -> Followed | None:
    """Another number of the same calls."""
    before = turn.before
    if not before or turn.told or turn.scenario.when:
        return None
    factor = next((q.value for q in turn.quantities if q.kind == "multiple" and q.value), None)
    if turn.says("half") and turn.says("number") and all(d.count % 2 == 0 for d in before):
        return all_of([replace(d, count=d.count // 2) for d in before], "count.half")
    if factor is not None or turn.says("double"):
        times = int(factor or 2)
        return all_of([replace(d, count=d.count * times) for d in before], "count.times")
    number = [n for n in counts(turn.quantities, turn.observed) if n > 0]
    if not number or "merge" in turn.moves or "select" in turn.moves:
        return None
    return _numbered(turn, number[-1])


def _numbered(turn: Turn, number: int) -> Followed | None:
    before = turn.before
    named = recounted(turn)
    if not named and "total" in turn.moves and number == len(before):
        return None
    if len(before) > 1:
        if not named:
            return None
        return all_of([replace(d, count=named.get(i, d.count)) for i, d in enumerate(before)], "count.named")
    if "add" in turn.moves and turn.says("further"):
        copy = replace(before[0], count=number)
        return Followed((*before, copy), (copy,) if turn.says("only") else (*before, copy), "count.more")
    if number == before[0].count:
        return None
    return all_of([replace(before[0], count=number)], "count")


def settled(turn: Turn) -> Followed | None:
    """Dates and base rates told later hold for all calls; otherwise the calls are asked about again."""
    before = after = turn.before
    if turn.scenario.base_rate is not None:
        after = tuple(replace(d, base_rate=turn.scenario.base_rate) for d in after)
    if turn.scenario.when and before and turn.scenario.base_rate is None:
        after = _some_on(turn) or tuple(dated(_by_day(turn) or after, turn.scenario.when, turn.effective))
    again = turn.moves & {"ask_again", "total", "pushback", "unknown_still", "what_if", "correct"}
    if after != before or ((again or turn.asks_price or turn.scenario.claims) and before):
        return all_of(after, "set" if after != before else "again")
    return None


def _by_day(turn: Turn) -> tuple[Described, ...] | None:
    """ "Two of the five were on the 18th, the other three on the 24th"."""
    before = turn.before
    number = [n for n in counts(turn.quantities, turn.observed) if n > 0]
    if len(before) != 1 or len(number) != len(turn.scenario.when) or sum(number) != before[0].count:
        return None
    return tuple(replace(before[0], count=n) for n in number)


def _some_on(turn: Turn) -> tuple[Described, ...] | None:
    """ "Four of those were before the 24th": the others stay as they were."""
    before = turn.before
    number = [n for n in counts(turn.quantities, turn.observed) if n > 0]
    if len(before) != 1 or len(turn.scenario.when) != 1 or len(number) != 1 or number[0] >= before[0].count:
        return None
    some = replace(before[0], count=number[0])
    others = replace(before[0], count=before[0].count - number[0])
    return (*dated([some], turn.scenario.when, turn.effective), others)
