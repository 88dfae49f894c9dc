"""Calls that were counted by their places ("the first two were …, the third …"), each by itself, so that "the third"
of a later message is the third call, not the third kind."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.targets import NUMBERED
from assistant.reading.turns import Turn

_MOST = 12  # calls that are told one by one


def one_by_one(turn: Turn) -> Turn:
    """The turn with every call told before by itself, where it points at calls by their places."""
    total, kinds = sum(d.count for d in turn.before), len(turn.before)
    if not kinds < total <= _MOST or kinds < 2 or not _pointed(turn, total):
        return turn
    told_so = any(d.words & set(turn.language.nth) for d in turn.before)
    if not told_so and not _pointed(turn, total, kinds):
        return turn
    ones = tuple(replace(d, count=1) for d in turn.before for _ in range(d.count))
    return replace(turn, before=ones)


def _pointed(turn: Turn, most: int, least: int = 0) -> bool:
    """Whether some call is meant by its place, beyond so many."""
    return any(
        q.kind == "ordinal" and q.role in NUMBERED and q.value and least < q.value <= most
        for q in turn.quantities
    )
