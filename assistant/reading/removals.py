"""Follow-ups that take out calls by pointing at them: "forget those 3 again", "leave out the five", "2 of North's
weren't ours", "the ones I just added are another company's".

Calls are found by their number, by what they were told in, or as those told last.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.numbers import Quantity
from assistant.reading.scenario import missing_of
from assistant.reading.targets import NUMBERED, among, by_day, numbered
from assistant.reading.turns import Followed, Turn, all_of

REMOVALS = frozenset({"remove", "remove.some", "undo.kept"})  # rules after which calls may be put back
_NEAR = 5  # words behind "two of" that tell of what
_BEFORE = 4  # tokens before "out" in which it is told of what


def removed(turn: Turn) -> Followed | None:
    """The calls without those that are pointed at; None where none are, in doubt where it isn't clear which."""
    if not turn.before or turn.complete or "what_if" in turn.moves or "kept" in turn.moves:
        return None
    places = _orders(turn)
    if not places:
        return None
    size, whole = len(turn.observed.text.tokens), sum(d.count for d in turn.before)
    nth = [q for q in turn.quantities if q.kind == "ordinal" and q.role in NUMBERED]
    if any((q.value or 0) > whole and q.first > places[0] for q in nth):
        return all_of([d.doubted() for d in turn.before], "remove.unclear")
    for span in ((places[0], _clause_end(turn, places[0])), (0, places[0]), (0, size)):
        gone = _gone(turn, span)
        if gone is not None:
            return _without(turn, gone)
    return None


def _orders(turn: Turn) -> list[int]:
    """Where the message takes something out."""
    said = [m.first for m in turn.matches if m.concept == "remove"]
    struck = [
        place
        for place in range(len(turn.observed.text.tokens))
        if turn.is_a(place, "striking") and (place == 0 or turn.is_a(place - 1, "ordering"))
    ]
    without = [
        place
        for place in range(len(turn.observed.text.tokens))
        if turn.is_a(place, "without") and turn.is_a(place + 1, "definite", "pointing_at", "them")
    ]
    refused = [0] if turn.at(0) == "not" and len(among(turn, (1, 1 + _BEFORE))) == 1 else []
    return sorted([*said, *struck, *without, *refused, *outs(turn), *_others(turn)])


def _others(turn: Turn) -> list[int]:
    """ "The 3 I added aren't ours": calls, where it isn't open whose people took them."""
    said = [m.first for m in turn.matches if m.pattern in ("not ours", "not mine")]
    pointed = any(
        q.kind in ("count", "ordinal") and turn.is_a(q.first - 1, "definite", "pointing_at")
        for q in turn.quantities
    )
    return said if pointed and len(turn.before) > 1 and missing_of(turn.before) is None else []


def _clause_end(turn: Turn, first: int) -> int:
    size = len(turn.observed.text.tokens)
    return next((place for place in range(first + 1, size) if turn.at(place) in _ENDS), size)


def _without(turn: Turn, gone: dict[int, int]) -> Followed | None:
    left = [replace(d, count=d.count - gone.get(place, 0)) for place, d in enumerate(turn.before)]
    if any(d.count < 0 for d in left) or not gone or not any(d.count for d in left):
        return all_of([d.doubted() for d in turn.before], "remove.unclear")
    rule = "remove" if all(left[place].count == 0 for place in gone) else "remove.some"
    return all_of([d for d in left if d.count], rule)


def _gone(turn: Turn, span: tuple[int, int]) -> dict[int, int] | None:
    """How many calls of which place are taken out; None where the words of a span point at none."""
    inside = [q for q in turn.quantities if span[0] <= q.first < span[1] and q.value]
    said = [q for q in inside if q.kind in ("count", "span") and (q.role in NUMBERED or q.partitive)]
    if len(said) > 1:  # "back to the five. One was a test, drop it"
        said = [
            q for q in said if not (turn.is_a(q.first - 1, "definite") and q.value == _whole(turn))
        ] or said
    if len(said) > 1 and not said[0].partitive:
        return None
    if said:
        return _counted(turn, said[0], span)
    added = added_last(turn)
    pointing = range(span[0], min(span[1], span[0] + _BEFORE))
    named = among(turn, span) or numbered(turn, span) or by_day(turn)
    if added and not named and any(turn.is_a(place, "them", "pronoun") for place in pointing):
        return {place: turn.before[place].count for place in added}
    size = len(turn.observed.text.tokens)
    asks = next((turn.at(p) for p in range(span[0], size) if turn.at(p) in _STOPS), "") == "?"
    if (asks and not turn.says("removing")) or len(named) == len(turn.before):
        return None
    return {place: turn.before[place].count for place in named} or None


def _counted(turn: Turn, q: Quantity, span: tuple[int, int]) -> dict[int, int] | None:
    """ "Those 3", "the last two", "2 of North's"."""
    number, before = abs(int(q.value or 0)), turn.before
    added = added_last(turn)
    pointed = turn.is_a(q.first - 1, "definite", "pointing_at") and not q.partitive
    last = q.kind == "span" and (q.value or 0) < 0
    if q.kind == "span" and not last:
        return {0: int(q.high or 0)} if q.value == 1 and (q.high or 0) <= before[0].count else {}
    if (pointed or last) and sum(before[place].count for place in added) == number:
        return {place: before[place].count for place in added}
    if last:
        return {len(before) - 1: number} if number <= before[-1].count else {}
    named = among(turn, (q.last, min(q.last + _NEAR, span[1]))) if len(before) > 1 else []
    if pointed:
        alike = [place for place in (named or range(len(before))) if before[place].count == number]
        return {alike[0]: number} if len(alike) == 1 else {} if not named else None
    if len(named) == 1 or len(before) == 1:
        place = named[0] if named else 0
        return {place: number} if number <= before[place].count else None
    return None


def _whole(turn: Turn) -> int:
    return sum(d.count for d in turn.before)


def added_last(turn: Turn) -> list[int]:
    """The places of the calls that the turn before added."""
    back = turn.history[-1] if turn.history else ()
    more = len(turn.before) > len(back) > 0 and turn.before[: len(back)] == back
    return list(range(len(back), len(turn.before))) if more else []


def outs(turn: Turn) -> list[int]:
    """ "Oslo out, Bergen in": where the calls are named that are out."""
    size = len(turn.observed.text.tokens)
    return [
        place - 1
        for place in range(1, size)
        if turn.at(place) == "out"
        and turn.at(place + 1) in _ENDS
        and size <= _SHORT
        and len(among(turn, (place - 1, place))) == 1
    ]


_ENDS = frozenset({"", ",", ".", ";", "!", "?", "and", "but", "please", "then"})
_STOPS = frozenset({".", "!", "?", ";", "\n"})
_SHORT = 10
