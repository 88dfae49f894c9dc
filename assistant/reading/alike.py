"""Units that say the same calls again, or whose facts are told with a neighbour: "first, third and fifth: …"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import english
from assistant.reading.byall import by_all
from assistant.reading.concepts import EVENTS, TELLING, WHO, WHY
from assistant.reading.ellipsis import completed
from assistant.reading.headnumbers import value_of
from assistant.reading.observe import UNSURE, YES, Mention, Observed
from assistant.reading.pasted import hinted
from assistant.reading.rowsalike import in_rows_alike
from assistant.reading.rowsums import one_row
from assistant.reading.stretches import Unit
from assistant.reading.text import SENTENCE_END


def settled(units: list[Unit], observed: Observed) -> list[Unit]:
    """The units, with those joined that speak of the same calls and facts carried to those told to be alike."""
    told = completed(_merged(_joined(in_rows_alike(by_all(units, observed), observed), observed)), observed)
    return [_served(unit, observed) for unit in _of_all(_continued(told, observed), observed)]


def _served(unit: Unit, observed: Observed) -> Unit:
    """A call known by its number of which nothing is told ("2: AI."): the AI had it, unless a human is hinted at."""
    if not unit.numbered or unit.has(EVENTS):
        return unit
    if any(m.concept in ("same_again", "unsure", "maybe", "either") for m in unit.mentions):
        return unit
    hint = hinted(observed.text.words(unit.first, unit.last))
    alone = Mention("someone" if hint else "alone", YES, unit.first, unit.first + 1, "all that its words say")
    return replace(unit, mentions=[*unit.mentions, alone])


_BETWEEN = frozenset({",", "and", "&", "or", "the", "#", "call"})


def _joined(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "First, third and fifth: …": ordinals that say nothing of their own join the next."""
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        close = (
            last is not None
            and last.quantity is not None
            and unit.quantity is not None
            and _BETWEEN.issuperset(
                token.text for token in observed.text.tokens[last.quantity.last : unit.quantity.first]
            )
        )
        if last is not None and close and {last.kind, unit.kind} <= {"ordinal", "span"} and not last.tells:
            count = Fraction((last.count or 0) + (unit.count or 0))
            joined[-1] = replace(unit, first=last.first, count=count)
        else:
            joined.append(unit)
    return joined


def _merged(units: list[Unit]) -> list[Unit]:
    """ "five people, five separate calls": the same calls counted again in other words."""
    merged: list[Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        again = (
            last is not None
            and last.kind == unit.kind == "count"
            and last.count == unit.count
            and (unit.count or 0) > 1
            and not (last.has(TELLING) and unit.has(TELLING))
            and unit.role == "calls"
            and (unit.quantity is None or unit.quantity.noun != "time")
            and not one_row([last, unit])
        )
        if again and last is not None:
            merged[-1] = replace(last, last=unit.last, mentions=[*last.mentions, *unit.mentions])
        else:
            merged.append(unit)
    return merged


_REASONED = TELLING | {"non_integrated"}
_SIDES = frozenset({"smith", "own"})


def _continued(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "…: Mon 2, Tue 3" and "the same again": units that are said to be like the one before."""
    result: list[Unit] = []
    for unit in _backwards(units):
        again = any(m.concept == "same_again" for m in unit.mentions)
        again = again or unit.more or (unit.elided and not unit.has(TELLING)) or _likewise(unit, observed)
        like = _meant(unit, result, observed)
        if like and like.tells and (like.count or 0) > 1 and _doubtful(unit):
            unit = replace(unit, mentions=[*unit.mentions, *_unsure(like.mentions)])
        elif like and not unit.has(_REASONED) and (unit.distributed or again) and like.tells:
            own = unit.has(_SIDES)  # "the second asked too and got my wife"
            told = [m for m in like.mentions if not own or m.concept not in WHO]
            unit = replace(unit, mentions=[*unit.mentions, *told])
        elif like and unit.more and not unit.has(WHO):  # "on one more they completed a booking"
            unit = replace(
                unit, mentions=[*unit.mentions, *(m for m in like.mentions if m.concept == "smith")]
            )
        result.append(unit)
    return result


def _meant(unit: Unit, before: list[Unit], observed: Observed) -> Unit | None:
    """The unit that another is like: that of "the same as the first", else the last that tells something."""
    telling = [u for u in before if u.tells and not u.exception]
    if unit.quantity is not None and observed.text.tokens[unit.quantity.last : unit.quantity.last + 1]:
        did = (
            observed.text.tokens[unit.quantity.last].text == "did"
        )  # "four asked, two were the AI's; three did"
        telling = [u for u in telling if u.has(WHY)] or telling if did else telling
    said = [m for m in unit.mentions if m.concept == "same_again"]
    words = english().ordinals
    tokens = observed.text.tokens
    for place in (step for m in said for step in range(m.first, min(m.last + _NEAR, unit.last))):
        named = _numbered(value_of(tokens[place]) or 0, unit, before)
        if named is not None:
            return named
        number = words.get(tokens[place].text, 0)
        if 0 < number <= len(telling):
            return telling[number - 1]
    return telling[-1] if telling else None


def _numbered(number: int, unit: Unit, units: list[Unit]) -> Unit | None:
    """The unit about the call of that number ("7: same story as 4"), of those that numbers name."""
    if not unit.numbered or not number:
        return None
    for one in units:
        q = one.quantity
        if (
            one.numbered
            and q is not None
            and q.value is not None
            and q.value <= number <= (q.high or q.value)
        ):
            return one
    return None


_NEAR = 3  # tokens behind "same" in which it is told as what
_SHORT = 9  # tokens of a unit that only says who did likewise
_LIKE = frozenset({"too", "also", "likewise", "ditto", "similarly"})


def _likewise(unit: Unit, observed: Observed) -> bool:
    """Whether a story, or the words about a number ("The third too."), only say that it was the same."""
    q = unit.quantity
    told = q is not None and (q.first == q.last or (q.kind in _PICKED and not unit.part and not unit.tells))
    return told and likened(observed, unit.first, unit.last)


_PICKED = frozenset({"ordinal", "span", "rest", "count"})


def likened(observed: Observed, first: int, last: int) -> bool:
    """ "The plumber as well.", "And Mr. Sato too": the first sentence only says who it was the same with."""
    tokens = observed.text.tokens
    end = next((at for at in range(first + 1, last) if tokens[at].text in SENTENCE_END), last)
    like = any(
        token.text in _LIKE or [token.text, tokens[at - 1].text] == ["well", "as"]
        for at, token in enumerate(tokens[first:end], first)
    )
    told = any(m.concept in EVENTS | {"price_ask"} and first <= m.first < end for m in observed.mentions)
    return end - first < _SHORT and like and not told


def _of_all(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "…. Both with live agents.", "…. All were new": what such a sentence says is said of all the calls before it."""
    tokens = observed.text.tokens
    result = list(units)
    for first, last in observed.sentences:
        place = next((at for at, unit in enumerate(result) if unit.first < first < unit.last), 0)
        following = tokens[first + 1].text if first + 1 < last else ""
        if not place or tokens[first].text not in _ALL or following in _OTHERS:
            continue
        said = [
            m for m in result[place].mentions if first <= m.first < last and m.concept in WHO and not m.asked
        ]
        alone = all(unit.count == 1 and unit.kind in ("count", "ordinal") for unit in result[: place + 1])
        if not said or not alone or (tokens[first].text == "both" and place != 1):
            continue
        for at in range(place):
            own = {m.concept for m in result[at].mentions}
            added = [m for m in said if m.concept not in own]
            result[at] = replace(result[at], mentions=[*result[at].mentions, *added])
    return result


_ALL = frozenset({"both", "all", "each"})
_OTHERS = frozenset({"the", "other", "others", "else"})


def _doubtful(unit: Unit) -> bool:
    """ "…, and a fourth that may or may not have been"."""
    unsure = any(m.concept in ("maybe", "unsure", "either") for m in unit.mentions)
    return unsure and not unit.tells and unit.kind in ("count", "ordinal") and unit.count == 1


def _unsure(mentions: list[Mention]) -> list[Mention]:
    return [replace(m, polarity=UNSURE) if m.concept in TELLING | {"smith"} else m for m in mentions]


def _backwards(units: list[Unit]) -> list[Unit]:
    """ "14 here and 11 there, all of them …", "4 on the 13th and 5 on the 23rd; every one of the nine …"."""
    result: list[Unit] = []
    for unit in units:
        silent = 0
        while silent < len(result) and result[-1 - silent].kind == "count" and not result[-1 - silent].tells:
            silent += 1
        before = result[len(result) - silent :]
        summed = sum((u.count or Fraction(0) for u in before), Fraction(0))
        if unit.tells and silent and (unit.spread or (silent > 1 and unit.count == summed)):
            result[len(result) - silent :] = [
                replace(u, mentions=[*u.mentions, *unit.mentions]) for u in before
            ]
            if silent > 1 and unit.count == summed:
                continue
        result.append(unit)
    return result
