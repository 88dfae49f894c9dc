"""Which of the calls told before a phrase names: by the interactions it tells ("the ones that went to our office",
"the appointments the agent booked"), else by a single word for a kind ("the bookings")."""

from __future__ import annotations

from assistant.reading.lists import listed
from assistant.reading.observe import NO, YES
from assistant.reading.scenario import Described
from assistant.reading.turns import Turn, happened

Span = tuple[int, int]

_KIND_OF_FACT = {
    "asked": "asked",
    "verified": "verified",
    "new": "verified",
    "playbook": "playbook",
    "booked": "agent_booked",
    "agent_booked": "agent_booked",
    "non_integrated": "agent_booked",
    "failure": "failure",
    "outage": "outage",
    "own": "own",
    "alone": "alone",
    "no_human": "alone",
    "ai_booked": "alone",
    "calendly": "alone",
}
_KIND_OF = {
    "caller_escalation": "asked",
    "human_verification": "verified",
    "playbook_handoff": "playbook",
    "live_agent_scheduling": "agent_booked",
    "system_escalation": "failure",
    "outage_fallback": "outage",
    "external_transfer": "own",
}


def kinds_named(turn: Turn, span: Span) -> set[str]:
    """The kinds of calls that the words of a span tell."""
    kinds = _kinds_of_facts(_told_in(turn, span))
    kinds = kinds or {kind for place in range(*span) if (kind := turn.kind_at(place))}
    if not kinds and span[1] - span[0] > _SHORT:
        kinds = _kinds_of_facts(_read_alone(turn, span))
    return kinds - {"alone"} if len(kinds) > 1 else kinds


_SHORT = 3  # words that tell nothing of calls unless as a name for them


def _kinds_of_facts(told: set[str]) -> set[str]:
    if told & {"ai_booked", "calendly"}:
        told -= {"booked"}
    if told - {"new", "verified"}:
        told -= {"new"}
    return {_KIND_OF_FACT[concept] for concept in told}


def _told_in(turn: Turn, span: Span) -> set[str]:
    """The concepts observed in a span; what is denied by a word before it ("without …") is told all the same."""
    denied = any(turn.is_a(place, "none_of") for place in range(*span))
    return {
        m.concept
        for m in turn.observed.mentions
        if span[0] <= m.first and m.last <= span[1] and m.concept in _KIND_OF_FACT
        if m.polarity == YES or (m.polarity == NO and not denied)
    }


def _read_alone(turn: Turn, span: Span) -> set[str]:
    """What a phrase tells where nothing stands behind it: "the ones that went to our office [insisted on …]"."""
    tokens = turn.observed.text.tokens
    told = turn.observed.text.message[tokens[span[0]].start : tokens[span[1] - 1].end]
    found = turn.read(told).described if turn.read is not None else ()
    return {fact for d in found for fact in happened(d) if fact in _KIND_OF_FACT}


def kinds_of(described: Described) -> frozenset[str]:
    """What calls are by the interactions in them; "alone" where nobody took part."""
    found = described.deduced()
    kinds = frozenset(_KIND_OF[one] for one in found.interactions if one in _KIND_OF)
    return kinds or (frozenset() if found.unknown else frozenset({"alone"}))


def places_of(turn: Turn, kinds: set[str]) -> list[int]:
    """The calls told before that are of all these kinds: first those of nothing else."""
    if not kinds:
        return []
    before = [kinds_of(d) for d in turn.before]
    exact = [place for place, known in enumerate(before) if known == kinds]
    wider = [place for place, known in enumerate(before) if kinds <= known]
    facts = [{_KIND_OF_FACT.get(fact, "") for fact in happened(d)} for d in turn.before]
    return exact or wider or [place for place, known in enumerate(facts) if kinds <= known]


def places_named(turn: Turn, span: Span) -> list[int]:
    """The calls that a phrase names, each part of it joined by "and" for itself; [] where some part names none."""
    whole = places_of(turn, kinds_named(turn, span))
    if whole:
        return whole
    found: list[int] = []
    for part in _parts(turn, span):
        places = places_of(turn, kinds_named(turn, part))
        if not places:
            return []
        found += places
    return sorted(set(found))


def _parts(turn: Turn, span: Span) -> list[Span]:
    """The phrase cut at "and", "or" and commas."""
    cuts = [place for place in range(*span) if turn.at(place) in listed("joining_kinds")]
    begins, ends = [span[0], *(place + 1 for place in cuts)], [*cuts, span[1]]
    return [(begin, end) for begin, end in zip(begins, ends, strict=True) if begin < end]
