"""A message whose second part takes back some of the first: the two readings as one."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading import numbers
from assistant.reading.text import Text
from assistant.types import INTERACTIONS, Reading


def unfit(told: Reading, first: Reading, correction: Text, removing: bool) -> int:
    """How many calls a correction names, where it leaves others ("…; three calls"); 0 where none.
    "Seven …. Scratch that, three did" leaves three, not four, unless it is `removing` some."""
    found = sum(call.calls for call in told.calls)
    named = [
        int(q.value or 0)
        for q in numbers.find(correction)
        if q.kind == "count" and q.role in ("calls", "people", "bare") and (q.value or 0) > 1
    ]
    if not removing and found + sum(named) == sum(call.calls for call in first.calls) and len(named) == 1:
        return named[0]
    fits = not told.calls or not named or found in named
    return 0 if fits or max(named) <= found or max(named) > _FEW else max(named)


def opened(told: Reading) -> Reading:
    """The reading with nothing of its calls taken for certain."""
    calls = (
        replace(call, interactions=frozenset(), unknown=call.unknown | call.interactions or _ANY)
        for call in told.calls
    )
    return replace(told, calls=tuple(calls), missing="doubt")


_FEW = 30  # calls that a correction counts
_ANY = frozenset(INTERACTIONS)


def joined_by(message: str, cut: int, first: Reading, second: Reading, out: bool = False) -> Reading:
    """The reading of a message whose second part takes back some of the first; `out`: it says that calls go."""
    moved = tuple(replace(seen, start=seen.start + cut, end=seen.end + cut) for seen in second.observations)
    told = second if second.calls else first
    if out and told.calls == first.calls:
        told = opened(told)  # it isn't understood which
    return replace(
        told,
        message=message,
        claims=second.claims or first.claims,
        observations=(*first.observations, *moved),
        deductions=(*first.deductions, *second.deductions),
    )
