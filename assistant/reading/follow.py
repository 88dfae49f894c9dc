"""A follow-up edits the scenario: adds, takes away, changes facts, counts and dates, merges, splits, undoes.

What a message does is read off its moves (constructions of kb/language/*/follow.toml) and off what it tells
by itself; a message that tells whole calls and makes no move starts afresh.  The rules are tried in order, and
the first that knows what to do decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.reading.additions import (
    instanced,
    listed_on,
    on_days,
    same_again,
    summed_up,
    told_on,
)
from assistant.reading.again import missed, settled
from assistant.reading.anotherone import another_like
from assistant.reading.changes import changed, every_one
from assistant.reading.edits import (
    divided,
    kept,
    merged,
    only,
    remaining,
    selected,
    taken_away,
    taken_out,
    undone,
    unfound,
)
from assistant.reading.elsewhere import elsewhere
from assistant.reading.enlarged import enlarged
from assistant.reading.likened import likened, turned_into
from assistant.reading.misdated import misdated
from assistant.reading.nextcall import one_more
from assistant.reading.observe import YES
from assistant.reading.oneby import one_by_one
from assistant.reading.overlaps import overlapped
from assistant.reading.parts import parts, rest, whose
from assistant.reading.recounts import (
    counted,
    rebased,
    reshared,
    restated,
    shifted,
    stepped,
    swapped,
)
from assistant.reading.redated import in_their_month
from assistant.reading.removals import removed
from assistant.reading.spans import over_time, recurring
from assistant.reading.suchcalls import more_than_said, such_and_others
from assistant.reading.targets import NUMBERED, numbered, refers
from assistant.reading.totals import totalled
from assistant.reading.turns import Followed, Turn, all_of, rated

__all__ = ["Followed", "Turn", "follow"]


def follow(turn: Turn) -> Followed | None:
    """What a follow-up makes of the calls so far; None when it is not about calls."""
    if turn.begins("correcting"):
        turn = replace(turn, moves=turn.moves | {"correct"})
    if all(_of_the_add_on(turn, m.first, m.last) for m in turn.matches if m.concept == "add"):
        turn = replace(turn, moves=turn.moves - {"add"})
    if any(m.concept == "strike" and _ordered(turn, m.first) for m in turn.matches):
        turn = replace(turn, moves=turn.moves | {"remove"})
    if "omitted" in turn.moves:
        turn = replace(turn, moves=turn.moves - {"remove"} | {"add"})
    turn = one_by_one(turn)
    after = misdated(turn) or _followed(in_their_month(turn))
    if after is None:
        return None
    if _of_two_in_one(turn, after):
        return _doubted(after)
    after = _based(after, turn.scenario.base_rate)
    return _doubted(after) if _mistaken(turn, after) or missed(turn, after) else after


def _of_the_add_on(turn: Turn, first: int, last: int) -> bool:
    """Whether "add" is that of "add-on"."""
    return last == first + 1 and turn.at(first).startswith("add") and turn.at(last) in ("-", "on", "-on")


def _ordered(turn: Turn, place: int) -> bool:
    """Whether the verb at a place is an order: "strike Tuesday", "please ignore the first"."""
    return turn.is_a(place, "removing") and (place == 0 or turn.is_a(place - 1, "ordering"))


def _mistaken(turn: Turn, after: Followed) -> bool:
    """Whether the message speaks of "those three" where no three calls are known, so that something told
    before was misread."""
    known = {1, len(turn.before), len(after.described)}
    for described in (turn.before, after.described):
        known |= {d.count for d in described} | {sum(d.count for d in described)}
    sums = [sum(d.count for d in some) for some in (*turn.history, turn.before)]
    known |= set(sums) | {one - other for one in sums for other in sums}
    if turn.changing and 2 not in known and any(q.kind == "both" for q in turn.quantities):
        return True  # "and if both had …"
    said = [q for q in turn.quantities if q.kind == "count" and turn.is_a(q.first - 1, "pointing_at")]
    return any(q.role in NUMBERED and q.value is not None and int(q.value) not in known for q in said)


def _of_two_in_one(turn: Turn, after: Followed) -> bool:
    """Whether "only the first?" singles out a call where one alone is known, so that two were read as one."""
    if (
        turn.told
        or after.rule == "set.day"
        or len(turn.before) != 1
        or turn.before[0].count != 1
        or sum(d.count for d in after.described) != 1
    ):
        return False
    said = [
        q
        for q in turn.quantities
        if q.kind == "ordinal" and q.role == "bare" and turn.is_a(q.first - 1, "definite")
    ]
    return any(turn.at(q.last) in _ENDS for q in said)


_ENDS = frozenset({"", "?", ".", ",", "alone", "only"})


def _doubted(after: Followed) -> Followed:
    """The same calls, with nothing of them taken for sure: who took part and why may have been otherwise."""
    doubted = [
        tuple(replace(d.doubted(), facts={"someone": YES}) for d in some)
        for some in (after.described, after.asked)
    ]
    return Followed(doubted[0], doubted[1], "doubt")


def _followed(turn: Turn) -> Followed | None:
    if ("pushback" in turn.moves and not turn.complete) or (turn.scenario.claims and not turn.told):
        return rebased(turn) or _claimed(turn) or _multiplied(turn) or settled(turn)
    for rule in _RULES:
        after = rule(turn)
        if after is not None:
            return after
    spoken_of = turn.moves & {"unknown_still", "remove"} or (len(turn.before) > 1 and numbered(turn))
    if turn.told and turn.before and spoken_of:
        return _doubted(all_of(turn.before, "doubt"))  # it speaks of the calls before, but how isn't clear
    if turn.told:
        return summed_up(turn) or _of_them(turn) or all_of(rated(turn.new, turn.before), "fresh.complete")
    return settled(turn)


def _of_them(turn: Turn) -> Followed | None:
    """ "The 2 were yours too, on request": of two calls told before, whatever was told of them; in doubt where it
    isn't clear which."""
    said = [q for q in turn.quantities if q.kind == "count" and q.role == "bare" and refers(turn, q)]
    if len(said) != 1 or len(turn.new) != 1 or not turn.states or said[0].first > _START:
        return None
    number = int(said[0].value or 0)
    places = [place for place, d in enumerate(turn.before) if d.count == number > 1]
    if len(places) != 1:
        return None
    old, new = turn.before[places[0]], turn.new[0]
    after = replace(new, count=old.count, on=new.on or old.on, base_rate=old.base_rate, words=old.words)
    return all_of((*turn.before[: places[0]], after, *turn.before[places[0] + 1 :]), "change.them")


_START = 2  # tokens in which a message says which calls it is about


def _claimed(turn: Turn) -> Followed | None:
    """ "The crash one, did that have the add-on?"."""
    return selected(turn) if turn.scenario.claims and not turn.states else None


def _multiplied(turn: Turn) -> Followed | None:
    """ "So 100 of those is $300?"."""
    return counted(turn) if "repeated" in turn.moves and len(turn.before) == 1 else None


def _based(after: Followed, rate: Decimal | None) -> Followed:
    """With the base rate that the message tells, whatever else it does."""
    if rate is None:
        return after
    return Followed(
        tuple(replace(d, base_rate=rate) for d in after.described),
        tuple(replace(d, base_rate=rate) for d in after.asked),
        after.rule,
    )


def _fresh(turn: Turn) -> Followed | None:
    """ "New case: …"."""
    if "fresh" not in turn.moves or not turn.told or numbered(turn):
        return None
    return all_of(turn.new, "fresh")


_RULES: tuple[Callable[[Turn], Followed | None], ...] = (
    kept,
    enlarged,
    undone,
    totalled,
    more_than_said,
    such_and_others,
    elsewhere,
    stepped,
    removed,
    taken_out,
    _fresh,
    merged,
    divided,
    taken_away,
    overlapped,
    restated,
    swapped,
    likened,
    every_one,
    turned_into,
    only,
    rest,
    whose,
    parts,
    unfound,
    on_days,
    instanced,
    another_like,
    same_again,
    listed_on,
    told_on,
    shifted,
    changed,
    one_more,
    rebased,
    reshared,
    recurring,
    over_time,
    remaining,
    counted,
    selected,
)
