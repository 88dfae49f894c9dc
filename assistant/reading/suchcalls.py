"""Follow-ups that tell how many calls like the one spoken of there were, and of others beside them: "we had four of
those and one caller who wanted a human", "make that 4 more"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.numbers import Quantity
from assistant.reading.removals import added_last
from assistant.reading.targets import NUMBERED, counting
from assistant.reading.turns import Followed, Turn, all_of

_NEAR = 1  # words between a number and "of those"


def such_and_others(turn: Turn) -> Followed | None:
    """So many of those, and what the message tells of other calls."""
    if len(turn.before) != 1 or not turn.told or turn.read is None or turn.changing or turn.dripping:
        return None
    said = next(((q, last) for q in turn.quantities if (last := _such(turn, q))), None)
    if said is None:
        return None
    q, last = said
    if not any(one.kind == "count" and one.role in NUMBERED and one.first >= last for one in turn.quantities):
        return None
    text = turn.observed.text
    last += turn.is_a(last, "adding") or turn.at(last) == ","
    if last >= len(text.tokens):
        return None
    rest = text.message[: text.tokens[q.first].start] + text.message[text.tokens[last].start :]
    others = turn.read(rest)
    if not others.told:
        return None
    return all_of((replace(turn.before[0], count=int(q.value or 1)), *others.described), "count.such")


def _such(turn: Turn, q: Quantity) -> int:
    """Where "of those" ends behind a number of more calls than were told of; 0 where it doesn't stand there."""
    if q.kind != "count" or (q.value or 0) <= turn.before[0].count:
        return 0
    said = [
        m for m in turn.matches if m.concept in ("of_those", "repeated") and 0 <= m.first - q.last <= _NEAR
    ]
    return max((m.last for m in said), default=0)


def more_than_said(turn: Turn) -> Followed | None:
    """ "Make that 4 more": another number of the calls that were added last."""
    added, said = added_last(turn), counting(turn)
    if turn.told or not turn.says("make") or len(added) != 1 or len(said) != 1:
        return None
    if not any(turn.is_a(place, "more") for place in (said[0].last - 1, said[0].last)):
        return None
    last = replace(turn.before[added[0]], count=int(said[0].value or 0))
    return all_of((*turn.before[: added[0]], last), "count.added")
