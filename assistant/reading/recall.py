"""What a message means by "those", "one of each" and "the day before that" after an answer about the article.

topic of the last answer: define.playbook_handoff …  "we had two of those yesterday"  →  two playbook handoffs
topic of the last answer: effective_date          …  "it was on the day before that"  →  that day
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assistant.reading.dates import DateMention
from assistant.reading.nthkinds import spelled_out
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.patterns import Match
from assistant.reading.scenario import Described, Scenario
from assistant.reading.state import CONCEPTS, from_call
from assistant.reading.turns import Turn
from assistant.reading.units import WHY
from assistant.types import Call

TOPIC = "topic"  # of the last answer, in a conversation's state
_OF_ONE = ("define.", "price.")
_TOPICS = {"calendly": "ai_booked", "ai_only": "alone", "public_link": "agent_booked"}
_DATES = frozenset({"effective_date", "effective_day"})
_LISTS = {"billable": True, "interactions": True, "non_billable": False}


def recalled(
    observed: Observed, found: Sequence[Match], state: Mapping[str, Any], got: frozenset[str]
) -> Observed:
    """The message with all that it means of the last answer told in it."""
    return with_agent(with_kind(observed, found, state), got)


def with_kind(observed: Observed, found: Iterable[Match], state: Mapping[str, Any]) -> Observed:
    """The message with the kind of call that "those", "such a call" mean told in it."""
    topic = str(state.get(TOPIC, ""))
    concept = CONCEPTS.get(topic.partition(".")[2]) if topic.startswith(_OF_ONE) else _TOPICS.get(topic)
    if concept is None or any(
        m.concept in WHY and not m.asked and m.concept == concept for m in observed.mentions
    ):
        return observed
    wanted = {"such_kind"} if state.get("scenario") else {"such_kind", "of_those", "like_those"}
    meant = [Mention(concept, YES, m.first, m.last, "recalled") for m in found if m.concept in wanted]
    mentions = sorted([*observed.mentions, *meant[:1]], key=lambda m: m.first)
    return replace(observed, mentions=tuple(mentions))


def with_names(
    observed: Observed,
    found: Sequence[Match],
    billable: Mapping[str, bool],
    state: Mapping[str, Any],
    names: Mapping[str, str],
) -> str:
    """The message with the kinds named that "the second kind", "the last of those" mean after a list of them; ""
    where it means none."""
    topic = str(state.get(TOPIC, ""))
    charged = _charged({m.concept for m in found}, topic)
    if charged is None:
        return ""
    keys = [key for key, is_charged in billable.items() if is_charged == charged]
    return spelled_out(observed, found, keys, names)


def lists_kinds(state: Mapping[str, Any]) -> bool:
    """Whether the last answer was a list of kinds."""
    return state.get(TOPIC) in _LISTS and not state.get("scenario")


def topic_of(key: str, found: Iterable[Match]) -> str:
    """The topic to remember: of "remind me of the four billable kinds" the list."""
    said = {m.concept for m in found}
    if not key.startswith("kind_of") or not said & {"kinds_free", "kinds_charged"}:
        return key
    return "non_billable" if "kinds_free" in said else "billable"


def with_agent(observed: Observed, got: frozenset[str]) -> Observed:
    """ "Asked for one and got your live agent" tells two things; where it was read as the request alone, the
    second is added."""
    tokens, agents = observed.text.tokens, observed.tagged.ends.get("live_agent", {})
    more = [
        Mention("smith", YES, place, max(agents[place]), "got")
        for m in observed.mentions
        if m.concept == "asked" and m.polarity == YES and not m.asked
        for place in range(m.first + 1, m.last)
        if place in agents and tokens[place - 1].text in got
    ]
    if not more or any(m.concept == "smith" for m in observed.mentions):
        return observed
    return replace(observed, mentions=tuple(sorted([*observed.mentions, *more[:1]], key=lambda m: m.first)))


def announced(turn: Turn) -> int:
    """The number of "we had 10 calls", before anything is told of them; 0 for none."""
    named = [q for q in turn.quantities if q.kind == "count" and q.role in ("calls", "people") and q.value]
    silent = not turn.told and not any(token.text == "?" for token in turn.observed.text.tokens)
    return int(named[0].value or 0) if silent and len(named) == 1 else 0


def of_all(scenario: Scenario, quantities: Sequence[Quantity], whole: int) -> Scenario:
    """The calls with the number that was announced of them ("2 calls yesterday"), where "both", "all of them" or
    "each" is said."""
    every = [q for q in quantities if q.kind in ("both", "all") and q.role in ("bare", "calls", "people")]
    one = len(scenario.described) == 1 and scenario.described[0].count == 1
    if whole < 2 or not one or not every or any(q.value not in (None, whole) for q in every):
        return scenario
    return replace(scenario, described=(replace(scenario.described[0], count=whole),))


# ---------------------------------------------------------------- one of each


def of_each(
    scenario: Scenario,
    found: Sequence[Match],
    quantities: Sequence[Quantity],
    billable: Mapping[str, bool],
    state: Mapping[str, Any],
) -> tuple[Described, ...]:
    """The calls of "one of each billable kind"; () where none are meant, or nobody can tell of which list."""
    said = {m.concept for m in found}
    each = next((m for m in found if m.concept in ("one_each", "all_in_one")), None)
    charged = _charged(said, str(state.get(TOPIC, "")))
    if each is None or charged is None or state.get("scenario"):
        return ()
    keys = [key for key, is_charged in billable.items() if is_charged == charged]
    if not _fits(len(keys), each, quantities):
        return ()
    if "all_in_one" in said:
        return (from_call(Call(frozenset(keys), base_rate=scenario.base_rate)),)
    number = next((int(q.value) for q in quantities if q.first == each.first and q.value), 1)
    return tuple(
        from_call(Call(frozenset({key}), calls=number, base_rate=scenario.base_rate)) for key in keys
    )


def _charged(said: set[str], topic: str) -> bool | None:
    """Whether the list meant is the one of what is charged; None where nothing tells."""
    if "kinds_free" in said:
        return False
    if "kinds_charged" in said:
        return True
    return _LISTS.get(topic)


def _fits(size: int, each: Match, quantities: Sequence[Quantity]) -> bool:
    """Whether the numbers told are those of the list ("4 separate calls"), or none."""
    told = {q.value for q in quantities if q.kind == "count" and q.role == "calls" and q.first != each.first}
    return not {value for value in told if value is not None and value > 1} - {size}


# ---------------------------------------------------------------- the day meant


def on_that_day(
    scenario: Scenario,
    found: Iterable[Match],
    quantities: Sequence[Quantity],
    effective: date,
    state: Mapping[str, Any],
) -> Scenario:
    """The calls on the day that is meant by "the day before that" after the effective date was told."""
    if _with_others(scenario, found, quantities, state):
        return replace(scenario, described=tuple(d.doubted() for d in scenario.described))
    if state.get(TOPIC) not in _DATES or any(not d.relative for d in scenario.when):
        return scenario
    shift = next((shift for m in found if (shift := shift_of(m, quantities)) is not None), None)
    if shift is None:
        return scenario
    day = effective + timedelta(days=shift)
    told = tuple(replace(d, on=day) for d in scenario.described)
    return replace(scenario, described=told, when=(DateMention(0, 1, day, day),))


def _with_others(
    scenario: Scenario, found: Iterable[Match], quantities: Sequence[Quantity], state: Mapping[str, Any]
) -> bool:
    """Whether "12 of those and one booking" is read as calls of one kind."""
    if not state.get(TOPIC) or state.get("scenario") or len(scenario.described) != 1:
        return False
    counts = [
        q for q in quantities if q.kind == "count" and q.role in ("calls", "interactions", "bare") and q.value
    ]
    return len(counts) > 1 and any(m.concept == "of_those" for m in found)


_SHIFTS = {"that_day": 0, "day_before": -1, "day_after": 1, "week_before": -7, "week_after": 7}


def shift_of(match: Match, quantities: Sequence[Quantity]) -> int | None:
    """The days from the day meant: -1 for "the day before", 14 for "two weeks later"; None for other words."""
    step = _SHIFTS.get(match.concept)
    if step is None:
        return None
    number = next((q.value for q in quantities if match.first - 1 <= q.first < match.last and q.value), 1)
    return step * int(number)
