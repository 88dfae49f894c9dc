"""A follow-up edits the scenario: adds, takes away, changes facts, counts and dates, merges, splits, undoes.

What a message does is read off its moves (constructions of kb/language/*/follow.toml) and off what it tells
by itself; a message that tells whole calls and makes no move starts afresh.  The rules are tried in order, and
the first that knows what to do decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.reading.additions import listed_on, same_again
from assistant.reading.changes import changed
from assistant.reading.edits import divided, merged, selected, taken_away, taken_out, undone, unfound
from assistant.reading.parts import parts
from assistant.reading.recounts import counted, overlapped, restated, settled
from assistant.reading.turns import Followed, Turn, all_of, rated

__all__ = ["Followed", "Turn", "follow"]


def follow(turn: Turn) -> Followed | None:
    """What a follow-up makes of the calls so far; None when it is not about calls."""
    if turn.begins("correcting"):
        turn = replace(turn, moves=turn.moves | {"correct"})
    if ("pushback" in turn.moves and not turn.complete) or (turn.scenario.claims and not turn.told):
        return settled(turn)
    for rule in _RULES:
        after = rule(turn)
        if after is not None:
            return after
    if turn.told:
        return all_of(rated(turn.new, turn.before), "fresh.complete")
    return settled(turn)


def _fresh(turn: Turn) -> Followed | None:
    """ "New case: …"."""
    return all_of(turn.new, "fresh") if "fresh" in turn.moves and turn.told else None


_RULES: tuple[Callable[[Turn], Followed | None], ...] = (
    taken_out,
    _fresh,
    undone,
    merged,
    divided,
    taken_away,
    overlapped,
    restated,
    parts,
    same_again,
    listed_on,
    changed,
    counted,
    unfound,
    selected,
)
