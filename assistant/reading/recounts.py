"""Follow-ups that say how many calls there were, how many are counted twice, or what a call costs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from assistant.reading.again import of_an_hour
from assistant.reading.newnumbers import new_number, recounted, restating, step
from assistant.reading.observe import YES
from assistant.reading.recall import shift_of
from assistant.reading.targets import among, counting, counts, numbered, refers
from assistant.reading.turns import Followed, Turn, all_of, happened
from assistant.reading.units import EVENTS, WHO, WHY

_PAIR = 2
_ANY = frozenset({"smith", "someone", "new"})  # concepts that don't tell one kind of call from another


def restated(turn: Turn) -> Followed | None:
    """ "Make it 2 escalated and 8 AI": every number with the calls it is of."""
    before = turn.before
    if not before or turn.moves & {"remove", "add", "undo", "fresh"}:
        return None
    named = recounted(turn)
    if not named or len(named) != len(restating(turn)) - _wrong(turn) or _contradicts(turn, named):
        return None
    after = [replace(d, count=named.get(place, d.count)) for place, d in enumerate(before)]
    if "swap" in turn.moves and after == list(before):
        return None  # "the other way round, 5 and 3"
    if turn.only and "what_if" in turn.moves and len(named) == 1 < len(before):
        return _only_so_many(turn, *next(iter(named.items())))
    same_sum = len(named) == len(before) > 1 and sum(d.count for d in after) == sum(d.count for d in before)
    said_so = all(turn.is_a(q.first - 1, "said_of") for q in restating(turn)) and turn.states
    said_so = said_so or any(_not_the_old(turn, turn.before[place].count) for place in named)
    anew = len(before) == 1 and not turn.states and turn.is_a(0, "lead_ins")  # "and four verifications?"
    if not (turn.says("make") or turn.changing or same_sum or said_so or anew or "swap" in turn.moves):
        return None
    return all_of([d for d in after if d.count], "count.restated")


def _not_the_old(turn: Turn, old: int) -> bool:
    """ "CIE 3, not 2"."""
    texts = [token.text for token in turn.observed.text.tokens]
    return any(
        word == "not" and texts[place + 1 : place + 2] == [str(old)] for place, word in enumerate(texts)
    )


def _wrong(turn: Turn) -> int:
    """How many numbers only repeat the wrong one: "I typed 4 failures, it was 6"."""
    numbers = restating(turn)
    pair = len(numbers) == 2 and "correct" in turn.moves and turn.is_a(numbers[1].first - 1, "said_of")
    return int(pair and len(recounted(turn)) == 1)


def _only_so_many(turn: Turn, place: int, number: int) -> Followed | None:
    """ "And if only one had been a request?" of three: what the other two were then, nobody says."""
    old = turn.before[place]
    if not 0 < number < old.count:
        return None
    rest = replace(old, count=old.count - number, facts={"someone": YES})
    after = [*turn.before[:place], replace(old, count=number), rest, *turn.before[place + 1 :]]
    return all_of(after, "count.only")


def stepped(turn: Turn) -> Followed | None:
    """ "Tucson had two more than I said": numbers told by how far they are from those told before."""
    before, numbers = turn.before, restating(turn)
    if len(before) < _PAIR or not any(step(turn, q) for q in numbers) or turn.complete:
        return None
    named = recounted(turn)
    left = [place for place in range(len(before)) if place not in named]
    missed = [q for q in numbers if step(turn, q)]
    if len(numbers) - len(named) == 1 == len(left) == len(missed):  # "Ipoh is nine, and KL one fewer"
        named[left[0]] = new_number(turn, missed[0], before[left[0]].count)
    if len(named) != len(numbers):
        return all_of([d.doubted() for d in before], "count.unclear")
    after = [replace(d, count=named.get(place, d.count)) for place, d in enumerate(before)]
    return all_of([d for d in after if d.count], "count.stepped")


def _contradicts(turn: Turn, named: dict[int, int]) -> bool:
    """Whether more is told of the calls than which kind they are of."""
    known = set().union(*(happened(turn.before[place]) for place in named)) | _ANY
    told = {m.concept for m in turn.observed.mentions if m.concept in EVENTS and m.polarity == YES}
    return bool(told - known)


def swapped(turn: Turn) -> Followed | None:
    """ "Swap the two numbers": of two kinds each gets the other's number."""
    before = turn.before
    other = counts(turn, told_again=False)
    if "swap" not in turn.moves or turn.told or turn.scenario.when:
        return None
    if other and sorted(other) != sorted(d.count for d in before):
        return None
    if len(before) != _PAIR:
        return all_of([d.doubted() for d in before], "swap.unclear") if before else None
    first, second = before
    return all_of((replace(first, count=second.count), replace(second, count=first.count)), "swap")


def reshared(turn: Turn) -> Followed | None:
    """ "Make it 15 %", "suppose all of them had": another share of all calls went as told, the others stayed
    with the AI."""
    before, total = turn.before, sum(d.count for d in turn.before)
    share = _share(turn)
    if _halved(turn) or turn.told or share is None:
        return None
    number = share * total
    touched = [place for place, d in enumerate(before) if d.deduced().interactions]
    if len(before) != _PAIR or len(touched) != 1 or number != int(number):
        return all_of([d.doubted() for d in before], "share.unclear") if before else None
    after = [
        replace(d, count=int(number) if place in touched else total - int(number))
        for place, d in enumerate(before)
    ]
    return all_of([d for d in after if d.count], "share")


def _share(turn: Turn) -> Fraction | None:
    """The share of all calls that is told now: of "a quarter, not half" the quarter; all or none of them where
    that is supposed."""
    shares = [q for q in turn.quantities if q.kind == "share" and q.value and not of_an_hour(turn, q)]
    right = [q for q in shares if turn.at(q.first - 1) not in _DENYING]
    meant = turn.says("make") or turn.changing or "ask_again" in turn.moves or len(right) < len(shares)
    if len(right) == 1 and meant:
        return right[0].value
    supposed = [q for q in turn.quantities if q.kind in ("all", "none") and q.role == "bare"]
    if "what_if" in turn.moves and not shares and len(supposed) == 1 and len(turn.before) == _PAIR:
        return Fraction(1 if supposed[0].kind == "all" else 0)
    return None


def counted(turn: Turn) -> Followed | None:
    """Another number of the same calls."""
    before = turn.before
    if not before or turn.told or any(not d.relative for d in turn.scenario.when):
        return None
    each = _of_each(turn)
    if each is not None:
        return each
    factor = next((q.value for q in turn.quantities if q.kind == "multiple" and q.value), None)
    if turn.says("half") and (turn.says("number") or _halved(turn)):
        odd = any(d.count % 2 for d in before) or (len(before) > 1 and not turn.says("number"))
        return all_of([d.doubted() if odd else replace(d, count=d.count // 2) for d in before], "count.half")
    if turn.says("double") and turn.says("counting"):
        return all_of([d.doubted() for d in before], "count.unclear")
    factor = factor or _times_that(turn)
    if factor is not None or turn.says("double"):
        times = int(factor or 2)
        return all_of([replace(d, count=d.count * times) for d in before], "count.times")
    total = sum(d.count for d in before)
    partitive = [q.value for q in turn.quantities if q.partitive and q.kind == "count" and q.value]
    some = any(value < total for value in partitive) and not turn.says("make")
    number = [] if some else _said(turn) or _repeated(turn)
    if not number or "merge" in turn.moves:
        return None
    if len(before) == 1 and len(set(number)) > 1:
        return all_of([d.doubted() for d in before], "count.unclear")
    return _numbered(turn, number[-1])


def _times_that(turn: Turn) -> Fraction | None:
    """The three of "three times that"."""
    times = [
        q
        for q in turn.quantities
        if q.role == "times" and turn.at(q.last) in ("times", "x") and turn.is_a(q.last + 1, "as_much")
    ]
    return times[0].value if len(times) == 1 else None


def _of_each(turn: Turn) -> Followed | None:
    """ "One more of each": of every kind told before."""
    said = [q for q in turn.quantities if q.kind == "count" and q.role == "bare" and q.value]
    each = [q for q in turn.quantities if q.kind == "all" and turn.at(q.first) == "each"]
    if len(said) != 1 or len(each) != 1 or turn.at(each[0].first - 1) != "of" or len(turn.before) < _PAIR:
        return None
    more = turn.is_a(said[0].last, "more_calls") or turn.says("adding_to")
    number = int(said[0].value or 0)
    return all_of([replace(d, count=number + more * d.count) for d in turn.before], "count.each")


def _said(turn: Turn) -> list[int]:
    """The numbers that may be the right one: of "it was 4, I counted two twice" the 4, of "seven, not five"
    the seven."""
    said = [q for q in counting(turn, told_again=False) if q.value and turn.at(q.first - 1) not in _DENYING]
    said = [q for q in said if not any(turn.is_a(q.first - back, "charged") for back in (1, 2, 3))]
    sure = [q for q in said if turn.is_a(q.first - 1, "said_of", "make")]
    total = sum(d.count for d in turn.before)
    values = [int(q.value or 0) for q in (sure if len(said) > 1 and sure else said)]
    return [value for value in values if value != total] or values


_DENYING = frozenset({"not", "than", "of", "from"})


def _halved(turn: Turn) -> bool:
    """ "Make that half": of all, not of some ("half of them were yours")."""
    halves = [q for q in turn.quantities if q.kind == "share"]
    return turn.says("make") and turn.says("half") and len(halves) == 1 and not halves[0].partitive


def _repeated(turn: Turn) -> list[int]:
    """The number of "say it happens 8 times", "five such calls a month"."""
    if not turn.moves & {"repeated", "what_if", "same_again"}:
        return []
    found = [
        q
        for q in turn.quantities
        if (q.role in ("times", "calls") and q.kind in ("count", "rate"))
        or (q.role == "bare" and q.kind == "rate" and q.partitive)
    ]
    values = [q.total if q.total is not None else q.value for q in found if not refers(turn, q)]
    return [int(value) for value in values if value is not None and value > 0]


def _numbered(turn: Turn, number: int) -> Followed | None:
    before = turn.before
    told_more = not turn.changing and any(turn.is_a(q.last, "more_calls") for q in counting(turn))
    dated = any(m.concept == "next_time" for m in turn.observed.mentions) and "total" in turn.moves
    if len(before) == 1 and dated and not turn.changing:
        return all_of(
            (*before, replace(before[0], count=number)), "count.day"
        )  # "yesterday had 5. Both days?"
    if len(before) == 1 and ("add" in turn.moves or told_more) and turn.says("more_calls"):
        copy = replace(before[0], count=number)
        return Followed((*before, copy), (copy,) if turn.only else (*before, copy), "count.more")
    named = recounted(turn)
    if number == sum(d.count for d in before) or (
        not named and "total" in turn.moves and number == len(before)
    ):
        return None
    if len(before) > 1:
        if not named:
            return None
        if len(named) < len(restating(turn)):
            return all_of([d.doubted() for d in before], "count.unclear")
        return all_of([replace(d, count=named.get(i, d.count)) for i, d in enumerate(before)], "count.named")
    return all_of([replace(before[0], count=number)], "count")


def rebased(turn: Turn) -> Followed | None:
    """ "Now it's 1.90": another base rate, where one was told."""
    before = turn.before
    rates = {d.base_rate for d in before} - {None}
    if not rates or turn.told or turn.scenario.base_rate is not None:
        return None
    texts = [token.text for token in turn.observed.text.tokens]
    said = [Decimal(text) for text in texts if re.fullmatch(r"\d{0,3}\.\d{1,2}", text)]
    new = [amount for amount in said if amount not in rates]
    at = any(
        turn.at(place - 1 - (turn.at(place - 1) == "$")) in _AT
        for place, text in enumerate(texts)
        if text in map(str, new)
    )
    meant = len(new) < len(said) or turn.says("rate") or at or (turn.changing and not turn.scenario.claims)
    return all_of([replace(d, base_rate=new[-1]) for d in before], "base") if new and meant else None


_AT = frozenset({"at", "with"})


def shifted(turn: Turn) -> Followed | None:
    """ "What if it had been a week later?"."""
    shifts = [(m, days) for m in turn.matches if (days := shift_of(m, turn.quantities))]
    if not shifts or not turn.before or any(d.on is None for d in turn.before) or _tells_more(turn):
        return None
    match, days = shifts[0]
    some = set(numbered(turn) or among(turn, (0, match.first)) or range(len(turn.before)))
    unclear = len(some) < len(turn.before) and any(d.count > 1 for d in turn.before) and bool(numbered(turn))
    moved = [
        replace(d, on=d.on + timedelta(days=days if place in some else 0))
        for place, d in enumerate(turn.before)
        if d.on is not None
    ]
    return all_of([d.doubted() for d in moved] if unclear else moved, "shift")


def _tells_more(turn: Turn) -> bool:
    """Whether more is told than what the calls are known for: "a week later, same caller, same agent" isn't."""
    known = set().union(*(happened(d) for d in turn.before)) | _ANY
    told = {key for d in turn.new for key in d.facts if key in WHO | WHY}
    return turn.told and not ("what_if" in turn.moves and told <= known)
