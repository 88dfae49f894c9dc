"""Follow-ups that say over how long, or how often, calls like those told happen."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.numbers import Quantity
from assistant.reading.scenario import Described
from assistant.reading.targets import counting
from assistant.reading.turns import Followed, Turn, all_of

_NEAR = 2  # words behind a number that name what it counts


def over_time(turn: Turn) -> Followed | None:
    """ "And over six weeks?", "four such weeks" of calls told by the week."""
    spans = [q for q in turn.quantities if q.kind == "count" and q.value and _period(turn, q)]
    if turn.told or len(spans) != 1 or not turn.before:
        return None
    period = _period(turn, spans[0])
    alike = "same_again" in turn.moves  # "four such weeks"
    if not (alike or period in _told_by(turn, turn.before[0])) or [
        q for q in counting(turn) if q != spans[0]
    ]:
        return None
    times = int(spans[0].value or 1)
    apart = any(period not in _told_by(turn, d) and not d.listed for d in turn.before[1:]) and not alike
    after = [replace(d, count=d.count * times) for d in turn.before]
    return all_of([d.doubted() for d in after] if apart else after, "count.period")


def recurring(turn: Turn) -> Followed | None:
    """ "And if that happens every weekday for four weeks?": twenty times, where it was one call."""
    if turn.told or "repeated" not in turn.moves or not turn.before or counting(turn):
        return None
    tokens = turn.observed.text.tokens
    every = [place + 1 for place in range(len(tokens)) if turn.is_a(place, "every")]
    named = [turn.at(place) for place in every if turn.at(place) in turn.language.periods]
    if len(named) > 1 and turn.says("each_one"):  # "per month, if every week is like that"
        named = [turn.at(place) for place in every if turn.at(place) in named and turn.at(place - 1) != "per"]
    spans = [q for q in turn.quantities if q.kind == "count" and q.value and _period(turn, q)]
    if not named:
        return None
    each, span = turn.language.periods[named[0]], _period(turn, spans[0]) if len(spans) == 1 else ""
    times = 1 if each == span else turn.language.in_period.get(span, {}).get(each, 0)
    number = int(spans[0].value or 0) * times if spans else 0
    if not number or len(named) > 1:
        return all_of([d.doubted() for d in turn.before], "count.unclear")
    return all_of([replace(d, count=d.count * number) for d in turn.before], "count.recurring")


def _period(turn: Turn, q: Quantity) -> str:
    """The period that a number is of: "six weeks", "4 identical wks"; "" for none."""
    near = [q.noun or "", *(turn.at(place) for place in range(q.last, q.last + _NEAR))]
    return next((turn.language.periods[word] for word in near if word in turn.language.periods), "")


def _told_by(turn: Turn, described: Described) -> set[str]:
    return {turn.language.periods[word] for word in described.words if word in turn.language.periods}
