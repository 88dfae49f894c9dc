"""Follow-ups that change no call: the price asked again, dates told later; in doubt where more was said that
wasn't understood."""

from __future__ import annotations

from assistant.reading.numbers import Quantity
from assistant.reading.redated import redated
from assistant.reading.targets import NUMBERED
from assistant.reading.turns import Followed, Turn, all_of


def settled(turn: Turn) -> Followed | None:
    """Dates told later hold for all calls; otherwise the calls are asked about again."""
    before = after = turn.before
    if turn.scenario.when and before and turn.scenario.base_rate is None:
        after = redated(turn)
    if after != before:
        return all_of(after, "set")
    if not before:
        return None
    if turn.scenario.base_rate is not None:
        return all_of(before, "set")
    again = turn.moves & {"ask_again", "total", "pushback", "unknown_still", "what_if", "correct"}
    one = "merge" in turn.moves and len(before) == 1 and before[0].count == 1  # as it was read
    if not (again or one or turn.asks_price or turn.scenario.claims or _lasted(turn)):
        return None
    return all_of([d.doubted() for d in before] if _unclear(turn) else before, "again")


def _unclear(turn: Turn) -> bool:
    """Whether a message names numbers of calls that were not told, without it being clear what of."""
    known = {d.count for d in turn.before} | {sum(d.count for d in turn.before), len(turn.before), 1}
    named = {int(q.value) for q in turn.quantities if q.kind == "count" and q.role in NUMBERED and q.value}
    if _supposes(turn):
        return True
    said_so = turn.moves & {"pushback", "merge"} or turn.scenario.claims
    return bool(named - known) and not (said_so or _lasted(turn))


def _supposes(turn: Turn) -> bool:
    """Whether it supposes or corrects something that wasn't understood ("and if Rosa had too?")."""
    understood = _UNDERSTOOD - {"total"} if "what_if" in turn.moves and not turn.asks_price else _UNDERSTOOD
    known = not turn.moves.isdisjoint(understood) or (_lasted(turn) and "repeated" not in turn.moves)
    if known or turn.scenario.claims or turn.scenario.base_rate is not None:
        return False
    return "what_if" in turn.moves or ("correct" in turn.moves and turn.states)


_UNDERSTOOD = frozenset({"merge", "same_again", "unknown_still", "pushback", "total"})


def _lasted(turn: Turn) -> bool:
    """Whether it tells how long a call was, which changes nothing: "say it had lasted two hours"."""
    long = any(q.role == "duration" or of_an_hour(turn, q) for q in turn.quantities)
    return long or turn.says("lasting")


def of_an_hour(turn: Turn, q: Quantity) -> bool:
    """ "Three quarters of an hour", "half an hour": a part of a span of time, not of the calls."""
    behind = {turn.at(place) for place in range(q.last, q.last + 3)}
    return q.kind == "share" and bool(behind & turn.words["timespans"])
