"""Follow-ups that change no call: the price asked again, dates told later; in doubt where more was said that
wasn't understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.redated import redated
from assistant.reading.scenario import Described
from assistant.reading.targets import NUMBERED, by_day, labels
from assistant.reading.turns import Followed, Turn, all_of, happened, seated
from assistant.reading.units import EVENTS


def settled(turn: Turn) -> Followed | None:
    """Dates told later hold for all calls; otherwise the calls are asked about again."""
    before = after = turn.before
    if turn.scenario.when and before and turn.scenario.base_rate is None and not by_day(turn):
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
    if _supposes(turn):
        before = tuple(replace(d, facts={"someone": YES}) for d in before)
    return all_of([d.doubted() for d in before] if _unclear(turn) else before, "again")


def _unclear(turn: Turn) -> bool:
    """Whether a message names numbers of calls that were not told, without it being clear what of."""
    known = {d.count for d in turn.before} | {sum(d.count for d in turn.before), len(turn.before), 1}
    roles = NUMBERED | {"other"} if turn.says("make") or "what_if" in turn.moves else NUMBERED
    counts = [q for q in turn.quantities if q.kind in ("count", "rate") and q.role in roles]
    named = {int(q.value) for q in counts if q.value and not seated(turn, q)}
    alike = any(m.concept == "same_again" for m in turn.observed.mentions) or _as_well(turn)
    of_one = "merge" in turn.moves or turn.asks_that_alone or turn.says("by_itself")
    if _supposes(turn) or (alike and not of_one):
        return True
    said_so = turn.moves & {"pushback", "merge"} or turn.scenario.claims
    return bool(named - known) and not (said_so or _lasted(turn))


def _as_well(turn: Turn) -> bool:
    """ "A hatter as well", not "how much on top"."""
    return any(m.concept == "as_well" and turn.at(m.first) == "as" for m in turn.matches)


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


def missed(turn: Turn, after: Followed) -> bool:
    """Whether calls that were told came out changed, without a number that the message tells being among them:
    "it was no outage on the last two" as if it were said of all seven."""
    some = [q for q in turn.quantities if q.role in NUMBERED and (q.kind == "span" or _numbered(turn, q))]
    several = any(d.count > 1 for d in turn.before)
    if some and several and after.rule in ("change", "again", "change.parts") and len(turn.new) < _PARTS:
        return after.rule != "change.parts" or any(_numbered(turn, q) for q in some)
    if some and several and after.rule == "fresh.complete" and sum(d.count for d in after.described) == 1:
        return True
    if after.rule == "change" and turn.says("besides") and _untouched(turn, after):
        return True  # "his wife rang too, also your agent"
    if after.rule == "change" and turn.changing and len(turn.before) > 1:
        calls = {int(q.value) for q in turn.quantities if q.kind == "count" and q.role == "calls" and q.value}
        if calls - {1, sum(d.count for d in after.described)}:
            return True  # "my bad, it's 2 calls, each with …"
    if after.rule in _BY_NUMBER or not turn.before or after.rule.startswith(("fresh", "undo", "add")):
        return False
    whole = "what_if" in turn.moves and any(q.kind == "all" for q in turn.quantities)
    if whole and after.rule == "change" and any(d in turn.before for d in after.described):
        return True  # "and if all ten had been": not every call was changed
    if after.rule not in ("change", "change.count"):
        return False
    said = [q for q in turn.quantities if turn.at(q.last) not in ("?", "") and not labels(turn, q)]
    named = {int(q.value) for q in said if q.kind == "count" and q.role in NUMBERED and q.value}
    return bool(named - {1} - _numbers(turn.before) - _numbers(after.described))


def _untouched(turn: Turn, after: Followed) -> bool:
    """Whether nothing new was learnt of any call."""
    pairs = zip(turn.before, after.described, strict=False)
    return len(turn.before) == len(after.described) and all(
        happened(old) & EVENTS == happened(new) & EVENTS for old, new in pairs
    )


def _numbered(turn: Turn, q: Quantity) -> bool:
    """ "Farmer no. 3", "caller #2": one of them."""
    behind = turn.at(q.first - 1)
    return behind in _NUMBERING or (behind == "." and turn.at(q.first - 2) in _NUMBERING)


_NUMBERING = frozenset({"no", "nr", "number", "#"})
_PARTS = 2  # kinds of calls told, with the numbers of each
_BY_NUMBER = frozenset({"doubt", "overlap", "merge", "remove.some"})


def _numbers(described: Sequence[Described]) -> set[int]:
    counts = [d.count for d in described]
    return {*counts, sum(counts), len(counts)}
