"""Follow-ups that change facts of the calls told before, or answer what was asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.reading.numbers import Quantity
from assistant.reading.observe import NO, YES
from assistant.reading.scenario import Described
from assistant.reading.targets import kinds_said, pointed, targets
from assistant.reading.turns import Followed, Turn, all_of, happened, open_places, rated
from assistant.reading.units import WHO, WHY


def changed(turn: Turn) -> Followed | None:
    """Facts that change, or answer what was asked."""
    before, new = turn.before, turn.new
    about = pointed(turn)
    if not before or not turn.told:
        return None
    same = any(m.concept == "same_call" for m in turn.observed.mentions) and "merge" in turn.moves
    same = same or (turn.same_person and len(before) == 1)
    if turn.complete and not (turn.changing or turn.reply or about or same or _answers(turn)):
        return None
    if _both_in_each(turn):
        facts = {key: value for d in (*before, *new) for key, value in d.facts.items()}
        return all_of((replace(before[0], facts=facts, count=new[0].count),), "overlap")
    if len(new) > 1 and len(new) == len(before):
        return _each(turn)
    if len(new) > 1 and turn.complete:
        return None
    if _another_kind(turn):
        together = (*before, *rated(new, before))
        return all_of(together if _added(turn) else [d.doubted() for d in together], "change.more")
    if len(before) == 1 and before[0].count == 1 and new[0].count > 1 and not turn.complete:
        return all_of((replace(patched(before[0], new[0], also=True), count=new[0].count),), "change.count")
    if _of_yours(turn) or _some_on_a_day(turn):
        return all_of([replace(d.doubted(), facts={"someone": YES}) for d in before], "change.who")
    if same and turn.same_call_goes_on and len(before) == 1:
        return all_of((_with_more(before[0], new[0]),), "change")
    further = turn.also or same
    places = about or targets(turn) or open_places(before)
    if any(_some(turn.quantities, before[place].count) for place in places):
        return all_of(
            [d.doubted() if place in places else d for place, d in enumerate(before)], "change.some"
        )
    told = happened(new[0])
    whole = turn.complete and turn.changing and not further and bool(told & WHY or "own" not in told)
    return all_of(
        [
            patched(d, new[0], further or not turn.changing, whole=whole) if place in places else d
            for place, d in enumerate(before)
        ],
        "change",
    )


def every_one(turn: Turn) -> Followed | None:
    """ "And if all eight had been AI only?": whatever was told of them, now it is the same of all."""
    whole = sum(d.count for d in turn.before)
    said = [
        q
        for q in turn.quantities
        if q.kind in ("all", "both") and q.role in _CALLED and q.value in (None, whole)
    ]
    nobody = len(turn.new) == 1 and bool(happened(turn.new[0]) & _ALONE)
    said = said or [q for q in turn.quantities if nobody and q.kind == "none" and q.role == "bare"]
    if "what_if" not in turn.moves or len(turn.new) != 1 or not said or len(turn.before) < 2:
        return None
    first = min(m.first for m in turn.observed.mentions) if turn.observed.mentions else 0
    if said and said[0].first > first:
        return None  # "…, what would both cost?"
    counted = [
        q
        for q in turn.quantities
        if q not in said and q.kind in ("count", "share", "rest", "none") and q.value not in (None, whole)
    ]
    why = happened(turn.new[0]) & (WHY - {"new", "non_integrated"})
    if counted or not (turn.complete or why):
        return None
    alone = [bool(happened(d) & _ALONE) for d in turn.before]  # of these nobody was told to have come on
    return all_of(
        [
            patched(d, turn.new[0], also=False, whole=turn.complete or none)
            for d, none in zip(turn.before, alone, strict=True)
        ],
        "change.all",
    )


_CALLED = frozenset({"bare", "calls", "people"})
_ALONE = frozenset({"alone", "no_human", "ai_booked"})


def _both_in_each(turn: Turn) -> bool:
    """ "It's 2 calls, each with a verification and then a request": of two numbers of interactions."""
    told = {key for d in turn.new for key, value in d.facts.items() if value == YES and key in WHY}
    said = kinds_said(turn, (0, len(turn.observed.text.tokens)))
    told |= {fact for kind in said for fact in turn.kind_facts(kind)}
    kinds = [happened(d) & WHY for d in turn.before]
    one = len(turn.new) == 1 and 1 < turn.new[0].count <= max(d.count for d in turn.before)
    fits = len(kinds) > 1 and not set.intersection(*kinds) and all(kind and kind & told for kind in kinds)
    return one and fits and turn.says("every_one")


def _another_kind(turn: Turn) -> bool:
    """Whether several calls of another kind are told: "and on top 3 escalations at their request"."""
    told = {key for d in turn.new for key, value in d.facts.items() if value == YES and key in WHY}
    many = len(turn.before) == len(turn.new) == 1 and turn.new[0].count > turn.before[0].count == 1
    known = happened(turn.before[0])
    return many and not turn.changing and bool(told) and bool(known & WHY) and not told & known


def _added(turn: Turn) -> bool:
    return turn.is_a(0, "adding_first") or bool(turn.moves & {"add", "as_well"})


def _answers(turn: Turn) -> bool:
    """Whether a whole story, asking nothing, tells of the calls that something is missing of."""
    told = sum(d.count for d in turn.new)
    awaited = [d.count for d in turn.before if d.deduced().missing is not None]
    if len(turn.before) == 1 and turn.is_a(0, "pronouns") and not turn.asks_price:
        return True
    return turn.states and len(turn.new) == 1 and (told == 1 or told in awaited) and bool(awaited)


def _some(quantities: Sequence[Quantity], count: int) -> bool:
    """Whether only some of so many calls are spoken of, and which part is told otherwise than `parts` knows."""
    return count > 1 and any(
        q.partitive and (q.kind == "share" or (q.kind == "count" and 0 < (q.value or 0) < count))
        for q in quantities
    )


def _with_more(old: Described, new: Described) -> Described:
    """The call with what happened later in it: "after that, in the same call, she got our partner"."""
    both = patched(old, new, also=True)
    kept = {key: value for key, value in old.facts.items() if key in _SIDES and key not in new.facts}
    return replace(both, facts={**kept, **both.facts})


_SIDES = frozenset({"smith", "own"})


def _some_on_a_day(turn: Turn) -> bool:
    """ "Of the verifications, one was on the 19th"."""
    fewer = [q for q in turn.quantities if q.kind == "count" and q.role == "bare" and q.value]
    most = max(d.count for d in turn.before)
    return bool(turn.scenario.when) and not turn.complete and any(int(q.value or 0) < most for q in fewer)


def _of_yours(turn: Turn) -> bool:
    """ "And if it's your agent the caller asked for and got?" of calls that others took, where only the request was
    read."""
    who = {key for d in turn.new for key in happened(d) & WHO}
    others = any("own" in happened(d) and "smith" not in happened(d) for d in turn.before)
    if turn.changing and "of_ours" in turn.moves and "own" not in who:
        return any("smith" in happened(d) for d in turn.before)
    return turn.changing and "smith_short" in turn.moves and others and not who


def _each(turn: Turn) -> Followed:
    """As many told now as before: each changes its own."""
    before, new = turn.before, turn.new
    recount = turn.says("make") or sum(d.count for d in new) == sum(d.count for d in before)
    return all_of(
        [
            replace(patched(old, fresh, also=not turn.changing), count=fresh.count if recount else old.count)
            for old, fresh in zip(before, new, strict=True)
        ],
        "change.each",
    )


def patched(old: Described, new: Described, also: bool, whole: bool = False) -> Described:
    """The old facts with the new ones: added, or (a change) put in their place group by group."""
    facts = dict(new.facts) if whole else _patched_facts(old.facts, dict(new.facts), also)
    rate: Decimal | None = new.base_rate if new.base_rate is not None else old.base_rate
    evidence = tuple(dict.fromkeys((*old.evidence, *new.evidence)))[-8:]
    return replace(old, facts=facts, on=new.on or old.on, base_rate=rate, evidence=evidence)


def _patched_facts(old: dict[str, str], told: dict[str, str], also: bool) -> dict[str, str]:
    facts = dict(old)
    if facts.keys() & {"smith", "own"}:
        told.pop("someone", None)
    for group in (WHO, WHY):
        said = {key for key in told if key in group}
        if said and (not also or (group is WHO and said - {"someone"})):
            facts = {key: value for key, value in facts.items() if key not in group or value == NO}
    return facts | told
