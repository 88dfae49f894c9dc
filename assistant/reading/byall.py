"""Agents told once for several numbers of calls: "live agents did four verifications and five bookings", "handed to an
agent: 2 …, 3 …", "three were new, one asked. Live agent on all four"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.concepts import TELLING, WHO
from assistant.reading.observe import YES, Mention, Observed, sentence_of
from assistant.reading.stretches import Unit
from assistant.reading.text import SENTENCE_END, Token


def _beside(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "Live agents did four verifications and five bookings", "…, all by live agents": the agents did all of it."""
    tokens = observed.text.tokens
    result = list(units)
    for at, unit in enumerate(units):
        q = unit.quantity
        agents = [m for m in unit.mentions if m.concept == "smith" and m.polarity == YES and not m.asked]
        if q is None or not agents or not _things(unit):
            continue
        led = [m for m in agents if m.last <= q.first]
        summed = [
            m
            for m in agents
            if m.first > q.last and any(t.text == "all" for t in tokens[m.first - 3 : m.first])
        ]
        for other in (at + 1, at - 1):
            if (led and other > at) or (summed and other < at):
                _spread_to(result, other, (led or summed)[0], observed)
    return result


def _spread_to(units: list[Unit], at: int, agent: Mention, observed: Observed) -> None:
    """Who took part in what is listed in the same sentence, and tells it not itself."""
    q = units[at].quantity if 0 <= at < len(units) else None
    if q is None or units[at].has(WHO) or not _things(units[at]):
        return
    if sentence_of(q.first, observed.sentences) == sentence_of(agent.first, observed.sentences):
        units[at] = replace(units[at], mentions=[*units[at].mentions, agent])


def _things(unit: Unit) -> bool:
    return unit.role == "interactions" and unit.kind == "count"


def by_all(units: list[Unit], observed: Observed) -> list[Unit]:
    """The units, those without a word of who took part with the agents told of all of them."""
    return _on_all(_headed(_beside(units, observed), observed), observed)


def _headed(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "Handed to a live agent: 2 because of the playbook, 2 because they asked": all of the sentence's."""
    tokens = observed.text.tokens
    result = list(units)
    for at, unit in enumerate(units):
        agents = [m for m in unit.mentions if m.concept == "smith" and m.polarity == YES and not m.asked]
        if unit.quantity is None or not agents or (unit.has(TELLING) and _tells_before(unit, agents[0])):
            continue
        marks = {token.text for token in tokens[agents[0].last : unit.quantity.first]}
        if agents[0].last > unit.quantity.first or ":" not in marks or marks & SENTENCE_END:
            continue
        for other in range(at + 1, len(units)):
            _give(result, other, agents[0], observed)
    return result


def _tells_before(unit: Unit, agent: Mention) -> bool:
    return any(m.concept in TELLING and m.first < agent.first for m in unit.mentions)


def _give(units: list[Unit], at: int, agent: Mention, observed: Observed) -> None:
    """An agent told in a heading to a number of calls in its sentence that doesn't say who took part."""
    q = units[at].quantity
    reasoned = units[at].has(TELLING | {"new"}) and units[at].kind == "count"
    if q is None or q.row is not None or not reasoned or units[at].has(WHO):
        return
    if sentence_of(q.first, observed.sentences) == sentence_of(agent.first, observed.sentences):
        units[at] = replace(units[at], mentions=[*units[at].mentions, agent])


_ALL = frozenset({"all", "each", "every", "both", "everyone"})
_SHORT = 9  # tokens of a sentence that only says who took part


def _on_all(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "…. Live agent on all four.", "…; your live agent handled each": so it was in all of them."""
    tokens = observed.text.tokens
    counted = [unit for unit in units if unit.kind in ("count", "ordinal") and unit.count]
    agent = next((m for u in units for m in u.mentions if _for_all(m, tokens, observed)), None)
    if agent is None or len(counted) < _FEWEST or any(unit.has(_SIDES) for unit in counted):
        return units
    return [
        replace(unit, mentions=[*unit.mentions, agent])
        if unit.has(TELLING) and not unit.has(WHO) and agent not in unit.mentions
        else unit
        for unit in units
    ]


_FEWEST = 2  # numbers of calls that an agent is told of together
_SIDES = frozenset({"own", "alone", "no_human", "ai_booked"})


def _for_all(m: Mention, tokens: Sequence[Token], observed: Observed) -> bool:
    """Whether a clause of its own says no more than that an agent was on all of the calls."""
    if m.concept != "smith" or m.polarity != YES or m.asked:
        return False
    first = last = m.first
    while first and tokens[first - 1].text not in SENTENCE_END | {";"}:
        first -= 1
    while last < len(tokens) and tokens[last].text not in SENTENCE_END | {";"}:
        last += 1
    words = {token.text for token in tokens[first:last]}
    told = any(one.concept in TELLING and first <= one.first < last for one in observed.mentions)
    return last - first <= _SHORT and bool(words & _ALL) and not told
