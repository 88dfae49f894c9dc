"""Follow-ups that tell of some, or of each, of calls that were told of together ("2 of them …").

Such a message is read again as if the calls told before stood at its beginning, so that its shares, its rest
and its overlaps are of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.changes import patched
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.patterns import Match
from assistant.reading.scenario import Described, read_scenario
from assistant.reading.shortly import reasons
from assistant.reading.targets import among, refers
from assistant.reading.turns import Followed, Turn, all_of, happened, numbers_of, open_places
from assistant.reading.units import WHO, WHY

_PARTS = frozenset({"ordinal", "rest", "share", "except"})


def parts(turn: Turn) -> Followed | None:
    """Some of the calls turn out to have been otherwise."""
    before = turn.before
    if not before or not turn.told or "remove" in turn.moves or turn.begins("more_first"):
        return None
    partitive = any(is_part(q) or _in_cases(turn, q) for q in turn.quantities)
    observed = with_short(turn)
    for place, old in enumerate(before):
        if old.count < 2 or not _meant(turn, place) or _others(turn, old):
            continue
        again = read_scenario(observed, turn.effective, turn.billable, old.count, numbers_of(before))
        told = _in_shares(turn, old) or [d for d in again.described if not _is_left(d)]
        bare = len(before) == 1 and len(told) == 1 and told[0].count < old.count and _names_some(turn, old)
        told = [_with_side(turn, d) for d in told] if len(told) == 1 else told
        fits = sum(d.count for d in told) <= old.count and (partitive or bare or len(told) > 1)
        if fits:
            return all_of((*before[:place], *_parted(turn, old, told), *before[place + 1 :]), "change.parts")
    return None


def _in_shares(turn: Turn, old: Described) -> list[Described]:
    """ "A third were …, a third were …, a third went …": with the number that they are shares of before them; []
    where they don't make up that number."""
    shares = [q for q in turn.quantities if q.kind == "share" and q.role == "bare"]
    if len(shares) < len(_TWO) or turn.read is None:
        return []
    told = turn.read(f"{old.count} calls. {turn.observed.text.message}").described
    fit = sum(d.count for d in told) == old.count and not any(d.doubt for d in told)
    return list(told) if fit and all(d.facts.keys() & (WHO | WHY) for d in told) else []


def with_short(turn: Turn) -> Observed:
    """The message with "yours", "my wife", "nobody" as the facts that they tell of some of the calls."""
    known = [m for m in turn.observed.mentions if m.concept in WHO]
    more = [
        Mention(_WHOSE[m.concept], YES, m.first, m.last, "short")
        for m in turn.matches
        if m.concept in _WHOSE and turn.at(m.first - 1) not in _NOT
        if not any(one.first < m.last and m.first < one.last for one in known)
    ]
    more += reasons(turn)
    if (
        not more
        or len(open_places(turn.before)) != 1
        or turn.before[open_places(turn.before)[0]].deduced().missing is None
    ):
        return turn.observed
    mentions = sorted([*turn.observed.mentions, *more], key=lambda m: m.first)
    return replace(turn.observed, mentions=tuple(mentions))


def whose(turn: Turn) -> Followed | None:
    """ "One was you, one was us", "at least one was yours": who took some of the calls asked about."""
    places = open_places(turn.before)
    said = [m for m in turn.matches if m.concept in _WHOSE and turn.at(m.first - 1) not in _NOT]
    said = [m for i, m in enumerate(said) if not i or m.first >= said[i - 1].last]
    told = {key for d in turn.new for key in d.facts if key in WHY}
    if len(places) != 1 or not said or told or not turn.states or reasons(turn):
        return None
    old = turn.before[places[0]]
    numbers = _numbers_said(turn, said, old.count)
    if (
        old.deduced().missing is None
        or old.count < len(_TWO)
        or (len(said) < len(_TWO) and not _partly(turn))
    ):
        return None
    if len(said) > 1 and (0 in numbers or sum(numbers) != old.count or len({m.concept for m in said}) == 1):
        return None
    new = [(Described({_WHOSE[m.concept]: YES}), n) for m, n in zip(said, numbers, strict=True) if n]
    after = [replace(patched(old, d, also=True), count=number, listed=True) for d, number in new]
    left = old.count - sum(numbers)
    after += [replace(old, count=left)] if left > 0 else []
    return all_of((*turn.before[: places[0]], *after, *turn.before[places[0] + 1 :]), "change.whose")


def _partly(turn: Turn) -> bool:
    """ "Mostly", "at least one"."""
    return turn.says("partly") or any(q.kind == "range" for q in turn.quantities)


_WHOSE = {"own_short": "own", "smith_short": "smith", "nobody_short": "no_human"}
_NOT = frozenset({"not", "n't", "let"})
_TWO = ("own", "smith")


def _numbers_said(turn: Turn, said: Sequence[Match], count: int) -> list[int]:
    """How many calls each of these is said of; 0 where nothing tells."""
    numbers: list[int] = []
    begin = 0
    for m in said:
        inside = [q for q in turn.quantities if begin <= q.first < m.last and not _of_the(turn, q)]
        begin = m.last
        last = inside[-1] if inside else None
        if last is None:
            numbers.append(1 if count == len(said) > 1 else 0)
        elif last.kind == "range":
            sure = last.high is None and turn.at(last.first + 1) == "least" and (last.value or 0) <= count
            numbers.append(int(last.value or 0) if sure else 0)
        elif last.kind == "rest":
            numbers.append(int(last.value or 0) or count - sum(numbers))
        else:
            share = last.kind == "share" and last.value
            numbers.append(1 if last.kind == "ordinal" else int((last.value or 0) * (count if share else 1)))
    return numbers


def _with_side(turn: Turn, told: Described) -> Described:
    """ "1 of em got me, on my cell": whose it was, where that is said shortly; in doubt where a correction tells
    nothing of it."""
    if told.facts.keys() & (WHO | WHY) or not turn.changing:
        return told
    sides = {
        _WHOSE[m.concept] for m in turn.matches if m.concept in _WHOSE and turn.at(m.first - 1) not in _NOT
    }
    if len(sides) == 1:
        return replace(told, facts={**told.facts, sides.pop(): YES})
    return told.doubted()


def _of_the(turn: Turn, q: Quantity) -> bool:
    """The two of "one of the two"."""
    return turn.at(q.first - 2) == "of" and turn.is_a(q.first - 1, "definite", "pointing_at")


def is_part(q: Quantity) -> bool:
    return q.kind in _PARTS or (q.partitive and q.kind in ("count", "share", "range"))


def _in_cases(turn: Turn, q: Quantity) -> bool:
    """ "In three cases it was our own manager", "on two occasions": of the calls told before."""
    if q.kind != "count" or not q.value or turn.says("more_calls", "others"):
        return False
    return turn.is_a(q.first - 1, "of_cases") and any(turn.is_a(p, "instances") for p in (q.last - 1, q.last))


def _names_some(turn: Turn, old: Described) -> bool:
    """ "One turned out to be …", "two went …": fewer than there are, with nothing counted beside."""
    some = [q for q in turn.quantities if q.kind == "count" and q.role == "bare" and not refers(turn, q)]
    return (
        len(some) == 1 and 0 < (some[0].value or 0) < old.count and not ("add" in turn.moves or turn.adds_on)
    )


def rest(turn: Turn) -> Followed | None:
    """ "The rest no humans at all": the calls of which nothing was told, or something is missing."""
    before = turn.before
    spoken = [q for q in turn.quantities if is_part(q)]
    if len(before) < 2 or len(turn.new) != 1 or not turn.told or [q.kind for q in spoken] != ["rest"]:
        return None
    untold = [place for place, d in enumerate(before) if not d.facts.keys() & (WHO | WHY)]
    places = untold or [place for place, d in enumerate(before) if d.deduced().missing is not None]
    if len(places) != 1 or (spoken[0].value or before[places[0]].count) != before[places[0]].count:
        return None
    filled = replace(patched(before[places[0]], turn.new[0], also=True), listed=True)
    return all_of((*before[: places[0]], filled, *before[places[0] + 1 :]), "change.rest")


def _is_left(described: Described) -> bool:
    """Whether these are the calls of which nothing is told now."""
    return not described.facts and not described.words


def _others(turn: Turn, old: Described) -> bool:
    """ "The other 2" of two told of before are none of these."""
    spoken = [q for q in turn.quantities if is_part(q)]
    return bool(spoken) and all(q.kind == "rest" and q.value and q.value >= old.count for q in spoken)


_NEAR = 5  # words behind "one of" that tell of what


def _meant(turn: Turn, place: int) -> bool:
    """Whether these are the calls whose parts are told."""
    old = turn.before[place]
    referred = {int(q.value) for q in turn.quantities if q.kind == "count" and q.value and refers(turn, q)}
    alike = [d for d in turn.before if d.count in referred]
    if alike:
        still_open = [d for d in alike if d.deduced().missing is not None]
        return any(d is old for d in (still_open if len(still_open) == 1 else alike))
    for q in turn.quantities:
        if q.partitive and len(turn.before) > 1 and among(turn, (q.last, q.last + _NEAR)) == [place]:
            return True
    named = {
        int(q.value) for q in turn.quantities if q.kind == "count" and q.value is not None and q.value > 1
    }
    lone = old.deduced().missing is not None and len(open_places(turn.before)) == 1
    return len(turn.before) == 1 or old.count in named or lone


def _told_anew(turn: Turn, old: Described, part: Described) -> bool:
    """Whether nothing told before holds for a part: "just five like that, and on the sixth a person came on",
    "on one your agent came on for no reason that was noted"."""
    who = happened(part) & WHO - happened(old)
    if "unsure" in part.facts:
        who |= part.facts.keys() & WHO
    apart = turn.only and bool(turn.moves & {"same_again", "of_those"})
    return bool(who) and "same_again" not in part.facts and ("unsure" in part.facts or apart)


def _parted(turn: Turn, old: Described, told: Sequence[Described]) -> list[Described]:
    """The parts told now; the rest stay as they were."""
    left = old.count - sum(d.count for d in told)
    found = [
        replace(
            patched(old, d, also=turn.also or not set(d.facts) & WHY, whole=_told_anew(turn, old, d)),
            count=d.count,
            listed=True,
            words=d.words,
            doubt=old.doubt or d.doubt,
        )
        for d in told
    ]
    stay = [replace(old, count=left)] if left > 0 else []
    first = any(q.kind == "ordinal" and q.value == 1 for q in turn.quantities)
    return [*found, *stay] if first else [*stay, *found]
