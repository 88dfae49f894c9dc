"""A follow-up edits the scenario: adds, takes away, changes facts, counts and dates, merges, splits, undoes.

What a message does is read off its moves (constructions of kb/language/*/follow.toml) and off what it tells
by itself; a message that tells whole calls and makes no move starts afresh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.reading.numbers import Quantity
from assistant.reading.observe import NO, YES, Observed
from assistant.reading.scenario import Described, Scenario, dated
from assistant.reading.targets import counts, recounted, targets
from assistant.reading.units import WHO, WHY

_REMOVING = frozenset(
    {"minus", "drop", "take", "remove", "forget", "leave", "scratch", "without", "delete", "exclude"}
)
_ALSO = frozenset({"also", "too", "earlier", "later", "additionally", "besides", "then", "afterwards"})


_BY_ITSELF = frozenset({"alone", "no_human", "ai_booked", "own"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as read by itself, and what it does."""

    observed: Observed
    scenario: Scenario
    moves: frozenset[str]
    quantities: tuple[Quantity, ...]
    effective: date

    @property
    def complete(self) -> bool:
        """Whether it tells both who took part and why (or that nobody did)."""
        told = [{k for k, v in d.facts.items() if v != NO} for d in self.scenario.described]
        return any(facts & WHO and facts & WHY for facts in told) or any(facts & _BY_ITSELF for facts in told)

    @property
    def asks_price(self) -> bool:
        return any(m.concept == "price_ask" for m in self.observed.mentions)

    def begins(self, *words: str) -> bool:
        return any(token.text in words for token in self.observed.text.tokens[:3])

    def says(self, *words: str) -> bool:
        return any(token.text in words for token in self.observed.text.tokens)


@dataclass(frozen=True, slots=True)
class Followed:
    """The scenario after the turn, the calls the question is about, and the rule that decided."""

    described: tuple[Described, ...]
    asked: tuple[Described, ...]
    rule: str


def follow(
    before: tuple[Described, ...], history: Sequence[tuple[Described, ...]], turn: Turn, dripping: bool
) -> Followed | None:
    """What a follow-up makes of the calls so far; None when it is not about calls."""
    told = turn.scenario.told
    if turn.begins("no", "nope", "wait", "oops", "sorry", "correction", "actually"):
        turn = replace(turn, moves=turn.moves | {"correct"})
    if ("pushback" in turn.moves and not turn.complete) or (turn.scenario.claims and not told):
        return _set(before, turn)
    for rule in (
        _taken_out,
        _fresh,
        _undone,
        _merged,
        _divided,
        _taken_away,
        _parts,
        _listed_on,
        _changed,
        _counted,
        _selected,
    ):
        after = rule(before, history, turn, dripping)
        if after is not None:
            return after
    if told:
        return _all(_with_rate(turn.scenario.described, before), "fresh.complete")
    return _set(before, turn)


def _all(described: Sequence[Described], rule: str) -> Followed:
    return Followed(tuple(described), tuple(described), rule)


def _with_rate(described: Sequence[Described], before: Sequence[Described]) -> tuple[Described, ...]:
    """A client's base rate goes on to hold for what is told next."""
    rate = next((d.base_rate for d in before if d.base_rate is not None), None)
    return tuple(d if d.base_rate is not None else replace(d, base_rate=rate) for d in described)


# ---------------------------------------------------------------- rules, in order


def _fresh(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    if "fresh" in turn.moves and turn.scenario.told:
        return _all(turn.scenario.described, "fresh")
    return None


def _undone(
    before: tuple[Described, ...], history: Sequence[tuple[Described, ...]], turn: Turn, dripping: bool
) -> Followed | None:
    if "undo" not in turn.moves or not history or turn.complete:
        return None
    number = counts(turn.quantities, turn.observed)
    for back in reversed(history):
        if not number or number[-1] == sum(d.count for d in back):
            return _all(back, "undo")
    return _all(history[-1], "undo")


def _merged(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    several = len(before) > 1 or any(d.count > 1 for d in before)
    if "merge" not in turn.moves or not several or turn.complete:
        return None
    if any(number > 1 for number in counts(turn.quantities, turn.observed)) and not turn.says(
        "one", "1", "single", "same"
    ):
        return None
    facts: dict[str, str] = {}
    for described in before:
        facts |= {key: value for key, value in described.facts.items() if facts.get(key) != YES}
    return _all((replace(before[0], facts=facts, count=1, listed=False),), "merge")


def _divided(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    """One call that was really several: each reason in a call of its own."""
    if "split" not in turn.moves or len(before) != 1 or before[0].count != 1:
        return None
    facts = before[0].facts
    reasons = [key for key in facts if key in WHY - {"new", "non_integrated"} and facts[key] == YES]
    if len(reasons) < 2 or (turn.complete and len(turn.scenario.described) > 1):
        return None
    shared = {key: value for key, value in facts.items() if key not in reasons}
    return _all([replace(before[0], facts={**shared, reason: YES}) for reason in reasons], "split")


def _taken_out(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    """ "Actually, scratch the verifications": said first, it takes away, whatever else is told of them."""
    first = [token.text for token in turn.observed.text.tokens[:4]]
    if not set(first) & _REMOVING:
        return None
    if turn.complete and first[1:2] in (["that"], ["it"], ["this"]):
        return _all(_with_rate(turn.scenario.described, before), "instead")
    return _taken_away(before, history, turn, dripping)


def _taken_away(
    before: tuple[Described, ...], history: object, turn: Turn, dripping: bool
) -> Followed | None:
    leads = any(token.text in _REMOVING for token in turn.observed.text.tokens[:5])
    if "remove" not in turn.moves or not before or (turn.complete and not leads):
        return None
    gone = targets(before, turn.observed, turn.quantities, turn.scenario)
    number = counts(turn.quantities, turn.observed)
    if len(before) == 1 and number and 0 < number[0] < before[0].count:
        return _all([replace(before[0], count=before[0].count - number[0])], "remove.some")
    if not gone or len(gone) == len(before):
        return None
    if len(gone) == 1 and number and 0 < number[0] < before[gone[0]].count:
        less = replace(before[gone[0]], count=before[gone[0]].count - number[0])
        return _all([less if place == gone[0] else d for place, d in enumerate(before)], "remove.some")
    return _all([d for place, d in enumerate(before) if place not in gone], "remove")


def _listed_on(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    """The next call of a list, or a fragment of the call being told."""
    told = turn.scenario.told
    again = "same_again" in turn.moves and not turn.complete
    labelled = _labelled(turn)
    if (
        again
        and before
        and (labelled or "add" in turn.moves or turn.says("next", "second", "another", "more"))
    ):
        copy = replace(before[-1], count=_more(turn) or before[-1].count, on=None)
        only = turn.says("just", "only") or (turn.says("that", "those") and turn.says("next"))
        return Followed((*before, copy), (copy,) if only else (*before, copy), "add.same")
    if not told:
        return None
    same = not labelled and any(m.concept == "same_call" for m in turn.observed.mentions)
    if {"what_if", "correct"} & turn.moves or same:
        return None
    extra = _with_rate(turn.scenario.described, before)
    untold = _untold(before, turn)
    if untold is not None and len(extra) == 1:
        filled = replace(_patched(before[untold], extra[0], also=True), listed=True)
        return _all((*before[:untold], filled, *before[untold + 1 :]), "fill")
    if before and (labelled or ("add" in turn.moves and turn.complete)):
        only = (
            turn.asks_price
            and not ("total" in turn.moves or dripping)
            and not turn.says("and", "add", "plus")
        )
        return Followed((*before, *extra), extra if only else (*before, *extra), "add")
    if dripping and before:
        if turn.complete and _is_complete(before[-1]):
            return _all((*before, *extra), "add.next")
        if len(extra) == 1:
            return _all((*before[:-1], _added(before[-1], extra[0])), "fragment")
    return None


def _untold(before: tuple[Described, ...], turn: Turn) -> int | None:
    """The call that the message numbers, when it was counted before and nothing was told of it."""
    for q in turn.quantities:
        if q.first <= 2 and q.kind == "ordinal" and q.value is not None and 0 < q.value <= len(before):
            place = int(q.value) - 1
            return None if before[place].facts.keys() & (WHO | WHY) else place
    return None


def _parts(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    """What is told of some, or of each, of calls that were told of together ("2 of them …", "the first …")."""
    if (
        not before
        or not turn.scenario.told
        or turn.moves & {"what_if", "remove"}
        or turn.begins("also", "plus", "another")
    ):
        return None
    new = turn.scenario.described
    partitive = any(q.partitive or q.kind in ("ordinal", "rest", "share") for q in turn.quantities)
    named = {
        int(q.value) for q in turn.quantities if q.kind == "count" and q.value is not None and q.value > 1
    }
    for place, old in enumerate(before):
        summed = sum(d.count for d in new if not (d.rest or d.share))
        fits = old.count > 1 and summed <= old.count and (partitive or len(new) > 1)
        meant = (
            len(before) == 1
            or old.count in named
            or (old.deduced().missing is not None and len(_open(before)) == 1)
        )
        if fits and meant:
            return _all((*before[:place], *_parted(old, new), *before[place + 1 :]), "change.parts")
    return None


def _changed(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    """Facts that change, or answer what was asked."""
    if not before or not turn.scenario.told:
        return None
    new = turn.scenario.described
    changing = bool({"what_if", "correct"} & turn.moves)
    if turn.complete and not changing:
        return None
    if len(new) > 1 and len(new) == len(before):
        pairs = zip(before, new, strict=True)
        recount = turn.says("make") or sum(d.count for d in new) == sum(d.count for d in before)
        return _all(
            [
                replace(_patched(old, fresh, also=not changing), count=fresh.count if recount else old.count)
                for old, fresh in pairs
            ],
            "change.each",
        )
    if len(new) > 1 and turn.complete:
        return None
    if len(before) == 1 and before[0].count == 1 and new[0].count > 1 and not turn.complete:
        return _all((replace(_patched(before[0], new[0], also=True), count=new[0].count),), "change.count")
    also = turn.says(*_ALSO) or not changing
    places = targets(before, turn.observed, turn.quantities, turn.scenario) or _open(before)
    changed = [
        _patched(d, new[0], also, whole=turn.complete and changing and not turn.says(*_ALSO))
        if place in places
        else d
        for place, d in enumerate(before)
    ]
    return _all(changed, "change")


def _counted(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    """Another number of the same calls."""
    if not before or turn.scenario.told or turn.scenario.when:
        return None
    factor = next((q.value for q in turn.quantities if q.kind == "multiple" and q.value), None)
    if turn.says("half") and turn.says("many", "number") and all(d.count % 2 == 0 for d in before):
        return _all([replace(d, count=d.count // 2) for d in before], "count.half")
    if factor is not None or turn.says("double"):
        times = int(factor or 2)
        return _all([replace(d, count=d.count * times) for d in before], "count.times")
    number = [n for n in counts(turn.quantities, turn.observed) if n > 0]
    if not number or "merge" in turn.moves or "select" in turn.moves:
        return None
    named = recounted(before, turn.observed, turn.quantities)
    if not named and "total" in turn.moves and number[-1] == len(before):
        return None
    if len(before) > 1 and not named:
        return None
    place = next(iter(named)) if len(before) > 1 else 0
    if len(before) > 1:
        return _all([replace(d, count=named.get(i, d.count)) for i, d in enumerate(before)], "count.named")
    if "add" in turn.moves and turn.says("more", "extra", "additional"):
        copy = replace(before[place], count=number[-1])
        return Followed(
            (*before, copy), (copy,) if turn.says("just", "only") else (*before, copy), "count.more"
        )
    if number[-1] == before[place].count:
        return None
    return _all([replace(d, count=number[-1]) if i == place else d for i, d in enumerate(before)], "count")


def _selected(before: tuple[Described, ...], history: object, turn: Turn, dripping: bool) -> Followed | None:
    """The question is about some of the calls."""
    if len(before) < 2 or turn.scenario.told or turn.moves & {"total", "unknown_still", "pushback"}:
        return None
    places = targets(before, turn.observed, turn.quantities, turn.scenario)
    if not places or len(places) == len(before):
        return None
    return Followed(before, tuple(before[place] for place in places), "select")


def _set(before: tuple[Described, ...], turn: Turn) -> Followed | None:
    """Dates and base rates told later hold for all calls; otherwise the calls are asked about again."""
    after = before
    if turn.scenario.base_rate is not None:
        after = tuple(replace(d, base_rate=turn.scenario.base_rate) for d in after)
    if turn.scenario.when and before and turn.scenario.base_rate is None:
        after = _some_on(after, turn) or tuple(
            dated(_by_day(after, turn) or after, turn.scenario.when, turn.effective)
        )
    again = turn.moves & {"ask_again", "total", "pushback", "unknown_still", "what_if", "correct"}
    if after != before or ((again or turn.asks_price or turn.scenario.claims) and before):
        return _all(after, "set" if after != before else "again")
    return None


def _by_day(before: tuple[Described, ...], turn: Turn) -> tuple[Described, ...] | None:
    """ "Two of the five were on the 18th, the other three on the 24th"."""
    number = [n for n in counts(turn.quantities, turn.observed) if n > 0]
    if len(before) != 1 or len(number) != len(turn.scenario.when) or sum(number) != before[0].count:
        return None
    return tuple(replace(before[0], count=n) for n in number)


def _some_on(before: tuple[Described, ...], turn: Turn) -> tuple[Described, ...] | None:
    """ "Four of those were before the 24th": the others stay as they were."""
    number = [n for n in counts(turn.quantities, turn.observed) if n > 0]
    if len(before) != 1 or len(turn.scenario.when) != 1 or len(number) != 1 or number[0] >= before[0].count:
        return None
    some = replace(before[0], count=number[0])
    others = replace(before[0], count=before[0].count - number[0])
    return (*dated([some], turn.scenario.when, turn.effective), others)


# ---------------------------------------------------------------- pieces


def _is_complete(described: Described) -> bool:
    return described.deduced().missing is None


def _more(turn: Turn) -> int | None:
    """The number of "one more", "3 others", "ten calls like it"."""
    tokens = turn.observed.text.tokens
    for q in turn.quantities:
        near = {token.text for token in tokens[q.first : q.last + 1]}
        if q.value is not None and q.kind == "count" and (near & _MORE or q.role == "calls"):
            return int(q.value)
    return None


_MORE = frozenset({"more", "others", "other", "additional", "such", "further", "extra", "another"})


def _labelled(turn: Turn) -> bool:
    """Whether the message begins with a call's number or name ("2:", "Call B:", "Tue:", "second one …")."""
    first = [q for q in turn.quantities if q.first <= 2]
    tokens = turn.observed.text.tokens
    if tokens and tokens[0].text == "+":
        return True
    if any(q.kind == "ordinal" for q in first):
        return True
    if first and first[0].last < len(tokens) and tokens[first[0].last].text in (":", ".", ")"):
        return True
    days = {
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
    }
    return bool(tokens) and (
        tokens[0].text in days or (len(tokens) > 1 and tokens[0].text == "then" and tokens[1].text in days)
    )


def _open(before: Sequence[Described]) -> list[int]:
    """The calls something is missing of, else the latest."""
    return [place for place, d in enumerate(before) if d.deduced().missing] or [len(before) - 1]


def _patched(old: Described, new: Described, also: bool, whole: bool = False) -> Described:
    """The old facts with the new ones: added, or (a change) put in their place group by group."""
    if whole:
        facts = dict(new.facts)
    else:
        facts = dict(old.facts)
        told = dict(new.facts)
        if facts.keys() & {"smith", "own"}:
            told.pop("someone", None)
        for group in (WHO, WHY):
            said = {key for key in told if key in group}
            if said and (not also or (group is WHO and said - {"someone"})):
                facts = {key: value for key, value in facts.items() if key not in group or value == NO}
        facts |= told
    rate: Decimal | None = new.base_rate if new.base_rate is not None else old.base_rate
    evidence = tuple(dict.fromkeys((*old.evidence, *new.evidence)))[-8:]
    return replace(old, facts=facts, on=new.on or old.on, base_rate=rate, evidence=evidence)


def _added(old: Described, new: Described) -> Described:
    """The next fragment of the call being told: both hold."""
    merged = _patched(old, new, also=True)
    kept = {key: value for key, value in old.facts.items() if key in WHO and key not in new.facts}
    if "someone" in kept and new.facts.keys() & {"smith", "own"}:
        kept.pop("someone")
    return replace(merged, facts={**kept, **merged.facts})


def _parted(old: Described, new: Sequence[Described]) -> list[Described]:
    """Some of the calls turn out to have been otherwise; the rest stay as they were."""
    left = old.count
    parts: list[Described] = []
    for d in new:
        count = round(d.share * old.count) if d.share else d.count
        if d.rest:
            count = left
        left -= count
        part = replace(_patched(old, d, also=not set(d.facts) & WHY), count=count, listed=True, words=d.words)
        parts.append(part)
    return [*([replace(old, count=left)] if left > 0 else []), *parts]
