"""Follow-ups that suppose, or say, that one of the calls told went as another did: "and if the AI-only one had gone
like the first?", "Bo's was the same as Ann's"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.observe import YES
from assistant.reading.scenario import Described
from assistant.reading.targets import among, numbered
from assistant.reading.turns import Followed, Turn, all_of, happened

_REACH = 6  # tokens behind "like" in which the call is named


def likened(turn: Turn) -> Followed | None:
    """The calls spoken of with what happened in the one that they are likened to; in doubt where one of the two
    isn't known."""
    said = [m for m in turn.matches if m.concept == "gone_like"]
    if not said or len(turn.before) < 2 or (turn.told and turn.complete and not turn.changing):
        return None
    like = said[-1]
    begin = max([place for place in range(like.last) if turn.at(place) in _BREAKS], default=-1) + 1
    pattern, subject = _named(turn, (like.last, like.last + _REACH)), _named(turn, (begin, like.first + 1))
    every = range(len(turn.before))
    if len(pattern) == 1 and not subject and turn.says("every_one"):
        subject = [place for place in every if place not in pattern]
    if (
        not pattern
        and subject
        and any(turn.is_a(place, "others") for place in range(like.last, like.last + _REACH))
    ):
        pattern = [place for place in every if place not in subject]
    facts = {tuple(sorted(turn.before[place].facts.items())) for place in pattern}
    if len(facts) != 1 or not subject or pattern == subject:
        return all_of([d.doubted() for d in turn.before], "change.like") if pattern and subject else None
    some = [q for q in turn.quantities if q.partitive and q.kind == "count" and begin <= q.first < like.first]
    number = int(some[0].value or 0) if len(some) == 1 and len(subject) == 1 else 0
    return all_of(
        [
            one
            for place, d in enumerate(turn.before)
            for one in (_moved(d, dict(next(iter(facts))), number) if place in subject else [d])
        ],
        "change.like",
    )


def turned_into(turn: Turn) -> Followed | None:
    """ "And had the two failures been requests?": calls of one kind supposed to have been of another."""
    every = any(q.kind in ("all", "both") for q in turn.quantities)
    some = [q for q in turn.quantities if q.partitive and q.kind == "count" and q.value]
    meant = turn.changing or turn.says("in_truth")
    if not meant or turn.complete or every or not turn.before:
        return None
    ends = [place for place in range(len(turn.observed.text.tokens)) if turn.is_a(place, "being")]
    for end in ends:
        kind = next((kind for place in (end + 1, end + 2) if (kind := turn.kind_at(place))), "")
        spoken = bool(some) or any(turn.is_a(place, "them", "pronouns") for place in range(end))
        subject = _named(turn, (0, end)) or ([0] if spoken and len(turn.before) == 1 else [])
        if kind and len(some) == 1 and len(subject) == 1 and some[0].first < end:
            old = turn.before[subject[0]]
            number = int(some[0].value or 0)
            if kind not in _FACTS or number > old.count or turn.kind_facts(kind) & happened(old):
                return None
            facts = dict.fromkeys(
                sorted(turn.kind_facts(kind) | ({"smith"} - _NOBODYS.get(kind, set()))), YES
            )
            moved = _moved(old, facts, number)
            return all_of((*turn.before[: subject[0]], *moved, *turn.before[subject[0] + 1 :]), "change.kind")
        some_of_all = 0 < len(subject) < len(turn.before) or (subject and len(turn.before) == 1)
        if kind and some_of_all and "what_if" in turn.moves:
            smith = set() if kind in _WITHOUT else {"smith"}
            facts = dict.fromkeys(sorted(turn.kind_facts(kind) | smith), YES)
            after = [
                replace(d, facts=facts) if place in subject else d for place, d in enumerate(turn.before)
            ]
            counted = [q for q in turn.quantities if q.partitive or turn.is_a(q.first - 1, "only")]
            return all_of([d.doubted() for d in after] if counted else after, "change.kind")
    return None


_WITHOUT = frozenset({"own", "alone"})  # kinds of calls that no agent took
_NOBODYS = {kind: {"smith"} for kind in _WITHOUT}
_FACTS = frozenset({"asked", "verified", "playbook", "failure", "outage", "own", "alone"})


def _moved(described: Described, facts: dict[str, str], number: int) -> list[Described]:
    """The calls, or so many of them, with these facts."""
    if not 0 < number < described.count:
        return [replace(described, facts=facts)]
    return [replace(described, count=described.count - number), replace(described, facts=facts, count=number)]


def _named(turn: Turn, span: tuple[int, int]) -> list[int]:
    """The calls that the words of a span name; "the other" of two is left to what is likened to it."""
    inside = (max(span[0], 0), min(span[1], len(turn.observed.text.tokens)))
    return numbered(turn, inside) or among(turn, inside)


_BREAKS = frozenset({".", "?", "!", ";"})
