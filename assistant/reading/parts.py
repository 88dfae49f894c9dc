"""Follow-ups that tell of some, or of each, of calls that were told of together ("2 of them …")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.changes import patched
from assistant.reading.scenario import Described
from assistant.reading.turns import Followed, Turn, all_of, open_places
from assistant.reading.units import WHY


def parts(turn: Turn) -> Followed | None:
    """Some of the calls turn out to have been otherwise."""
    before, new = turn.before, turn.new
    if not before or not turn.told or turn.moves & {"what_if", "remove"} or turn.begins("more_first"):
        return None
    partitive = any(q.partitive or q.kind in ("ordinal", "rest", "share") for q in turn.quantities)
    summed = sum(d.count for d in new if not (d.rest or d.share))
    for place, old in enumerate(before):
        fits = old.count > 1 and summed <= old.count and (partitive or len(new) > 1)
        if fits and _meant(turn, old):
            return all_of((*before[:place], *_parted(old, new), *before[place + 1 :]), "change.parts")
    return None


def _meant(turn: Turn, old: Described) -> bool:
    """Whether these are the calls whose parts are told."""
    named = {
        int(q.value) for q in turn.quantities if q.kind == "count" and q.value is not None and q.value > 1
    }
    lone = old.deduced().missing is not None and len(open_places(turn.before)) == 1
    return len(turn.before) == 1 or old.count in named or lone


def _parted(old: Described, new: Sequence[Described]) -> list[Described]:
    """The parts told now; the rest stay as they were."""
    left = old.count
    found: list[Described] = []
    for d in new:
        count = round(d.share * old.count) if d.share else d.count
        if d.rest:
            count = left
        left -= count
        part = replace(patched(old, d, also=not set(d.facts) & WHY), count=count, listed=True, words=d.words)
        found.append(part)
    return [*([replace(old, count=left)] if left > 0 else []), *found]
