"""Mentions of one call → its interactions, by rules that can be read off.

A rule says: who took part (Smith.ai's live agent, the client's own people, somebody unnamed), and why.  The
why gives the interaction; where who or why isn't told, the interaction is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.reading.observe import NO, UNSURE, YES, Mention
from assistant.types import (
    CALLER_ESCALATION,
    EXTERNAL_TRANSFER,
    HUMAN_VERIFICATION,
    INTERACTIONS,
    LIVE_AGENT_SCHEDULING,
    OUTAGE_FALLBACK,
    PLAYBOOK_HANDOFF,
    SYSTEM_ESCALATION,
    Deduction,
)

BY_LIVE_AGENT = frozenset(INTERACTIONS) - {EXTERNAL_TRANSFER}


@dataclass(slots=True)
class Facts:
    """What is said of one call: each concept's last word (yes, no, unknown), or nothing."""

    values: dict[str, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def yes(self, *concepts: str) -> bool:
        return any(self.values.get(concept) == YES for concept in concepts)

    def no(self, *concepts: str) -> bool:
        return any(self.values.get(concept) == NO for concept in concepts)

    def unsure(self, *concepts: str) -> bool:
        return any(self.values.get(concept) == UNSURE for concept in concepts)

    def said(self, *concepts: str) -> bool:
        return any(concept in self.values for concept in concepts)


@dataclass(frozen=True, slots=True)
class Deduced:
    """A call's interactions, the ones that are unknown, what is missing, and the steps."""

    interactions: frozenset[str]
    unknown: frozenset[str]
    missing: str | None
    steps: tuple[Deduction, ...]
    either: bool = False  # one of the unknown ones took place, only which is not told


_NEAR_BY = 25  # tokens within which "no idea why" takes away a reason that was only hinted at
_ELSEWHO = frozenset({"own", "no_human", "alone", "ai_booked"})


def facts_of(mentions: Iterable[Mention], billable: Mapping[str, bool] | None = None) -> Facts:
    """The last word on each concept; what is only asked counts when nothing is told of it.  Of two reasons
    that can't be told apart neither is certain, unless both are charged or both are not."""
    facts = Facts()
    last: dict[str, Mention] = {}
    told = sorted(mentions, key=lambda m: (not m.asked, m.first))
    strong = any(m.concept in _STRONG and m.polarity == YES and not m.weak for m in told)
    settled = any(m.concept in _ELSEWHO and m.polarity == YES and not m.asked for m in told)
    for mention in told:
        if mention.weak and not mention.either and (strong or mention.concept in last):
            continue
        if settled and mention.asked and mention.concept in ("smith", "someone"):
            continue  # "My Ines took it. Is she a live agent?"
        last[mention.concept] = mention
        facts.values[mention.concept] = mention.polarity
        facts.mentions.append(mention)
    weak = [concept for concept in _REASON_OF if concept in last and last[concept].weak]
    doubts = [m.first for m in told if m.concept == "unsure"]
    for concept in weak:
        near = any(abs(place - last[concept].first) < _NEAR_BY for place in doubts)
        if (near and not last[concept].either) or not facts.yes("smith", "someone"):
            del facts.values[concept]
    either = [concept for concept, mention in last.items() if mention.either and concept in facts.values]
    either += weak if len(weak) > 1 and not either else []
    if len({(billable or {}).get(_REASON_OF[concept], concept) for concept in either}) > 1:
        facts.values.update(dict.fromkeys(either, UNSURE))
    return facts


_REASON_OF = {
    "verified": HUMAN_VERIFICATION,
    "asked": CALLER_ESCALATION,
    "playbook": PLAYBOOK_HANDOFF,
    "agent_booked": LIVE_AGENT_SCHEDULING,
    "failure": SYSTEM_ESCALATION,
    "outage": OUTAGE_FALLBACK,
}
# Beside these what only hints at a reason says nothing.
_STRONG = _REASON_OF.keys() | {"non_integrated"}


def deduce(facts: Facts, listed: bool = False) -> Deduced:
    """Who took part and why → interactions.  `listed`: one of several calls, told apart by who was in them;
    one of which no human is told had none."""
    steps: list[Deduction] = []
    reasons, open_reasons = _reasons(facts, steps)
    live = _live_agent(facts, reasons, steps)
    silent = not facts.said("smith", "someone", "log_says") and not reasons | open_reasons
    if listed and live == UNSURE and silent:
        steps.append(Deduction("who.none", "no human is told of this one"))
        live = NO
    if live == NO:
        return _without_live_agent(facts, steps)
    own = frozenset({EXTERNAL_TRANSFER}) if facts.yes("own") else frozenset()
    if live == YES:
        return _with_live_agent(facts, reasons, open_reasons, own, steps)
    return _somebody(facts, reasons, open_reasons, steps)


def _reasons(facts: Facts, steps: list[Deduction]) -> tuple[frozenset[str], frozenset[str]]:
    """The interactions whose reason is told, and those that are left open as alternatives."""
    found, maybe = set(), set()
    for key, says in _REASONS.items():
        value = says(facts)
        if value == YES:
            found.add(key)
            steps.append(Deduction(f"reason.{key}", f"the message tells the reason of {key}"))
        elif value == UNSURE:
            maybe.add(key)
    return frozenset(found), frozenset(maybe)


def _verification(facts: Facts) -> str | None:
    if facts.said("verified"):
        return facts.values["verified"]
    if facts.yes("new") and facts.yes("smith") and not _other_reason(facts):
        return YES
    return None


def _other_reason(facts: Facts) -> bool:
    others = ("asked", "playbook", "failure", "outage", "agent_booked", "non_integrated")
    return facts.yes(*others) or facts.unsure(*others)


def _scheduling(facts: Facts) -> str | None:
    if facts.yes("calendly") and facts.yes("failure", "outage") and not facts.yes("non_integrated"):
        return None  # the AI would have booked it
    if facts.said("agent_booked"):
        return facts.values["agent_booked"]
    if facts.yes("non_integrated") and not facts.yes("ai_booked", "calendly"):
        told = facts.yes("booked") or (facts.yes("smith") and not facts.said("asked", "failure", "outage"))
        return YES if told else None
    return None


def _playbook(facts: Facts) -> str | None:
    return facts.values.get("playbook")


_REASONS: dict[str, Callable[[Facts], str | None]] = {
    HUMAN_VERIFICATION: _verification,
    CALLER_ESCALATION: lambda facts: facts.values.get("asked"),
    PLAYBOOK_HANDOFF: _playbook,
    LIVE_AGENT_SCHEDULING: _scheduling,
    SYSTEM_ESCALATION: lambda facts: facts.values.get("failure"),
    OUTAGE_FALLBACK: lambda facts: facts.values.get("outage"),
}


def _live_agent(facts: Facts, reasons: frozenset[str], steps: list[Deduction]) -> str:
    """Whether Smith.ai's live agent took part: yes, no or unknown."""
    if facts.said("smith"):
        steps.append(Deduction("who.smith", f"live agent took part: {facts.values['smith']}"))
        return facts.values["smith"]
    if facts.yes("no_human"):
        steps.append(Deduction("who.nobody", "no human took part"))
        return NO
    if facts.yes("own"):
        steps.append(Deduction("who.own", "the client's own people took the call"))
        return NO
    if facts.yes("someone"):
        steps.append(Deduction("who.somebody", "a human took part, whose is not told"))
        return UNSURE
    if facts.unsure("someone"):
        steps.append(Deduction("who.open", "whether anybody joined is not known"))
        return UNSURE
    if facts.no("someone"):
        steps.append(Deduction("who.nobody", "nobody is told to have come"))
        return NO
    if facts.yes("alone", "ai_booked") or (facts.yes("calendly") and not reasons):
        steps.append(Deduction("who.ai", "the AI handled it alone"))
        return NO
    if facts.yes("left") and (facts.said("awaited") or not facts.yes("verified", "agent_booked")):
        steps.append(Deduction("who.left", "the caller went, and nobody is told to have joined"))
        return NO
    if facts.yes("hanging") and reasons:
        steps.append(Deduction("who.open", "how it went on is told, and not that anybody joined"))
        return UNSURE
    if reasons or sum(facts.unsure(concept) for concept in _REASON_OF) > 1:
        steps.append(Deduction("who.rule", "nobody is named; by the article a live agent takes such a call"))
        return YES
    return UNSURE


def _without_live_agent(facts: Facts, steps: list[Deduction]) -> Deduced:
    if facts.yes("own"):
        steps.append(Deduction("own.transfer", "the call went to the client's own team"))
        return Deduced(frozenset({EXTERNAL_TRANSFER}), frozenset(), None, tuple(steps))
    steps.append(Deduction("ai.only", "no live agent took part"))
    return Deduced(frozenset(), frozenset(), None, tuple(steps))


def _with_live_agent(
    facts: Facts,
    reasons: frozenset[str],
    open_reasons: frozenset[str],
    own: frozenset[str],
    steps: list[Deduction],
) -> Deduced:
    if reasons:
        return Deduced(reasons | own, open_reasons, "why" if open_reasons else None, tuple(steps))
    candidates = _candidates(facts, open_reasons)
    steps.append(Deduction("why.unknown", "why the live agent came in is not told"))
    return Deduced(own, candidates, "why", tuple(steps), either=True)


def _somebody(
    facts: Facts, reasons: frozenset[str], open_reasons: frozenset[str], steps: list[Deduction]
) -> Deduced:
    """A human whose side isn't known: the told reason holds only if it was Smith.ai's."""
    if reasons:
        return Deduced(frozenset(), reasons | open_reasons | {EXTERNAL_TRANSFER}, "who", tuple(steps))
    candidates = _candidates(facts, open_reasons)
    steps.append(Deduction("who.why.unknown", "neither who nor why is told"))
    return Deduced(frozenset(), candidates | {EXTERNAL_TRANSFER}, "who_and_why", tuple(steps))


def _candidates(facts: Facts, open_reasons: frozenset[str]) -> frozenset[str]:
    """What may have brought a human in: the reasons left open, or any, where a single one is ("whether it was a
    malfunction or …": the other wasn't understood)."""
    return open_reasons if len(open_reasons) > 1 else BY_LIVE_AGENT - _denied(facts)


def _denied(facts: Facts) -> frozenset[str]:
    return frozenset(key for key, says in _REASONS.items() if says(facts) == NO)


def evidence(mentions: Sequence[Mention], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
