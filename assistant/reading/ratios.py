"""Numbers told by another number: "for each verified caller two who asked", "twice as many", "split evenly"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import english
from assistant.reading.concepts import TELLING
from assistant.reading.differences import compared
from assistant.reading.labelled import canonical
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.stretches import Unit
from assistant.reading.text import SENTENCE_END, WORD, Text, Token

_REACH = 3  # tokens behind a number where "evenly" or "for each" may begin


def measured(units: Sequence[Unit], observed: Observed) -> list[Unit]:
    """The units, with numbers that stand for a multiple or an even share of others worked out."""
    found: list[Unit] = []
    for index, unit in enumerate(units):
        place, following = len(found), units[index + 1 :]
        known = [*found, unit, *following]  # those before with their numbers worked out
        parts = compared(unit, [*found, *following], observed)
        if parts is not None:
            found.extend(parts)
            continue
        found.extend(
            _per(unit, [*found, *following], observed)
            or _multiple(unit, known, place, observed)
            or _by_more(unit, known, place, observed)
            or _even(unit, observed)
        )
    return found


def _parted(unit: Unit, place: int) -> tuple[list[Mention], list[Mention]]:
    """What a unit says before a place, and behind it."""
    return [m for m in unit.mentions if m.first < place], [m for m in unit.mentions if m.first >= place]


def concepts_of(mentions: Iterable[Mention]) -> set[str]:
    return {m.concept for m in mentions if m.concept in TELLING}


def base_of(mentions: Sequence[Mention], units: Sequence[Unit]) -> Fraction | None:
    """How many calls another unit counts of the kind that is measured by."""
    wanted = concepts_of(mentions)
    like = [u for u in units if u.count and wanted and wanted <= concepts_of(u.mentions)]
    return like[0].count if len(like) == 1 else None


# ---------------------------------------------------------------- for each … two …


def _per(unit: Unit, others: Sequence[Unit], observed: Observed) -> list[Unit]:
    q, tokens = unit.quantity, observed.text.tokens
    if q is None or q.kind != "count" or not q.value:
        return []
    place = _each_before(tokens, unit.first, q.first)
    if place is not None:
        base, own = _parted(unit, q.first)
        base = [m for m in base if m.first >= place]
    else:
        place = _each_behind(tokens, q.last, observed)
        if place is None:
            return []
        own, base = _parted(unit, place)
    if not concepts_of(base) or not concepts_of(own):
        return [replace(unit, odd=True)] if place < q.first else []
    return _bybase_of(unit, q.value, base, own, others)


def _bybase_of(
    unit: Unit, factor: Fraction, base: Sequence[Mention], own: Sequence[Mention], others: Sequence[Unit]
) -> list[Unit]:
    counted = base_of(base, others)
    mine = replace(unit, mentions=list(own), more=False, part=False)
    if counted is not None:
        return [replace(mine, count=factor * counted)]
    whole = [u.count for u in others if u.count and not u.tells and u.count % (factor + 1) == 0]
    if len(whole) != 1 or not whole[0]:
        return [replace(mine, odd=True)]
    first = whole[0] / (factor + 1)
    return [replace(mine, count=first, mentions=list(base)), replace(mine, count=first * factor)]


def _each_before(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The place of "for each …" in the words before a number."""
    words = english().counting["for_each"]
    for place in range(last - 2, first - 1, -1):
        if tokens[place].text in SENTENCE_END:
            return None
        if tokens[place].text == "for" and tokens[place + 1].text in words:
            return place
    return None


def _each_behind(tokens: Sequence[Token], start: int, observed: Observed) -> int | None:
    words = english().counting["for_each"]
    end = observed.sentences[sentence_of(start - 1, observed.sentences)][1]
    for place in range(start, min(end - 1, len(tokens) - 1)):
        if tokens[place].text == "for" and tokens[place + 1].text in words:
            return place
    return None


# ---------------------------------------------------------------- twice as many … as …


def _multiple(unit: Unit, units: Sequence[Unit], place: int, observed: Observed) -> list[Unit]:
    q = unit.quantity
    if q is None or unit.kind != "multiple" or not q.value:
        return []
    tokens = observed.text.tokens
    whole = tokens[q.last - 1].text in _THAT  # "twice that, verified as new"
    if q.last == q.first + 1 and tokens[q.last + 1].text == "'s":  # "double Monday's"
        of = _base_by_label(q.last, units[:place], observed.text)
        number = Quantity("count", None, None, q.first, q.last, q.role, q.noun)
        return [replace(unit, quantity=number, count=of and of * q.value, more=True, odd=of is None)]
    cut = None if whole else _compared(tokens, q.last - 1, unit.last)
    own, base = _parted(unit, cut) if cut is not None else (unit.mentions, [])
    others = [*units[:place], *units[place + 1 :]]
    counted = base_of(base, others) if base else None
    if base and counted is None:
        counted = _base_by_noun(cut, unit.last, base, others, observed)
    if concepts_of(base) and concepts_of(own) and counted is None:
        return _halved(unit, q.value, own, base, others)
    if counted is None and cut is not None:
        counted = _base_by_label(cut + 1, others, observed.text)  # also "…, and Monday had three"
    if counted is None and cut is None:
        near = [u for u in [*reversed(units[:place]), *units[place + 1 :]] if u.kind == "count" and u.count]
        counted = near[0].count if near and not base else None
    count = Quantity("count", None, None, q.first, q.last, q.role, q.noun)
    if counted is None:
        return [replace(unit, odd=True, mentions=list(own))]
    more = unit.more or not concepts_of(own)  # "and twice as many on Tuesday"
    return [replace(unit, quantity=count, count=counted * q.value, mentions=list(own), more=more)]


def _halved(
    unit: Unit, factor: Fraction, own: Sequence[Mention], base: Sequence[Mention], others: Sequence[Unit]
) -> list[Unit]:
    """ "15 calls: nine the AI's, then twice as many who asked as were put through": what is left is so divided."""
    wholes = [u.count for u in others if u.count and not u.tells and u.role in ("calls", "people", "bare")]
    if len(wholes) != 1 or not wholes[0]:
        return [replace(unit, odd=True)]
    left = wholes[0] - sum((u.count or Fraction(0) for u in others if u.tells), Fraction(0))
    one = left / (factor + 1)
    if one <= 0 or one.denominator != 1:
        return [replace(unit, odd=True)]
    number = Quantity("count", None, None, unit.first, unit.first, "bare")
    first = replace(unit, quantity=number, count=one * factor, mentions=list(own), more=False)
    return [first, replace(first, count=one, mentions=list(base))]


def _base_by_label(place: int, told: Sequence[Unit], text: Text) -> Fraction | None:
    """ "as many as Monday", "twice as often as Omar's", "as many as both together": so many as were told there."""
    behind = text.tokens[place : place + _LABEL]
    if _TOGETHER & {token.text for token in behind}:
        return sum((u.count or Fraction(0) for u in told), Fraction(0)) if len(told) == 2 else None
    labels = {canonical(token.text) for token in behind if _names(token, text)}
    near = [u for u in told if u.quantity is not None and labels & _words_by(u, u.quantity, text)]
    return near[0].count if len(near) == 1 else None


def _names(token: Token, text: Text) -> bool:
    """Whether a word is a day, a month, or written as a name is."""
    words = english()
    dated = token.text in words.weekdays or token.text in words.months or token.text in _DAYS
    return dated or (token.kind == WORD and text.message[token.start].isupper() and len(token.text) > 1)


def _words_by(unit: Unit, q: Quantity, text: Text) -> set[str]:
    """The words of a unit's own clause about its number."""
    last = min(q.last + _LABEL, unit.last)
    return {canonical(token.text) for token in text.tokens[unit.first : last]}


_DAYS = frozenset({"yesterday", "today", "morning", "afternoon", "evening", "weekend"})
_LABEL = 4  # tokens behind "as many as" that name what is compared with
_TOGETHER = frozenset({"both", "together", "combined"})


_THAT = frozenset({"that", "those", "it", "this"})


def _base_by_noun(
    first: int | None, last: int, base: Sequence[Mention], others: Sequence[Unit], observed: Observed
) -> Fraction | None:
    """ "twice as many verifications as requests …; there were six requests": counted by the same noun."""
    lemmas = {token.lemma for token in observed.text.tokens[first or last : last]}
    named = [u for u in others if u.count and u.quantity and u.quantity.noun in lemmas and not u.tells]
    if len(named) != 1:
        return None
    named[0].mentions.extend(base)
    return named[0].count


def _compared(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The place of "as …" or "than …" behind "three times as many …"."""
    for place in range(first, last):
        if tokens[place].text in ("as", "than"):
            return place
    return None


# ---------------------------------------------------------------- three more than that, two fewer


def differs(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a number is a difference: "two fewer", "three more than that"."""
    behind = [token.text for token in tokens[q.last : q.last + _REACH * 2]]
    words = english().counting
    return bool(behind) and (behind[0] in words["fewer"] or (behind[0] in words["more"] and "than" in behind))


def _by_more(unit: Unit, units: Sequence[Unit], place: int, observed: Observed) -> list[Unit]:
    """ "Verifications: three more than that", "this week it was two fewer": a number by its difference."""
    q, tokens = unit.quantity, observed.text.tokens
    if q is None or q.kind != "count" or not q.value or not differs(q, tokens):
        return []
    fewer = tokens[q.last].text in english().counting["fewer"]
    end = observed.sentences[sentence_of(q.first, observed.sentences)][1]
    than = next((p for p in range(q.last, min(end, q.last + _REACH * 2)) if tokens[p].text == "than"), None)
    base = [m for m in unit.mentions if than is not None and m.first > than]
    own = [m for m in unit.mentions if m not in base]
    named = than is not None and any(_names(token, observed.text) for token in tokens[than + 1 : than + 3])
    if named and than is not None and not base:
        counted = _base_by_label(than + 1, units[:place], observed.text)
    else:
        counted = _differing_from(units, place, _named_after(tokens, than, end), base)
    count = None if counted is None else counted + (-q.value if fewer else q.value)
    if count is None or count < 0:
        return [replace(unit, odd=True)]
    number = replace(q, value=count)
    return [replace(unit, quantity=number, count=count, mentions=own, more=not concepts_of(own), part=False)]


def _named_after(tokens: Sequence[Token], than: int | None, end: int) -> set[str]:
    return {token.lemma for token in tokens[than + 1 : min(end, than + 5)]} if than is not None else set()


def _differing_from(
    units: Sequence[Unit], place: int, named: set[str], base: Sequence[Mention]
) -> Fraction | None:
    """The number that a difference is told from: that of its kind, of its day, or else the one before."""
    others = [*units[:place], *units[place + 1 :]]
    if concepts_of(base):
        return base_of(base, others)
    if named & {*english().weekdays, *english().months}:
        return None
    told = [u for u in units[:place] if u.kind == "count" and u.count]
    return told[-1].count if told and (len(told) == 1 or told[-1].tells) else None


# ---------------------------------------------------------------- split evenly: …, …


def _even(unit: Unit, observed: Observed) -> list[Unit]:
    q, tokens = unit.quantity, observed.text.tokens
    if q is None or unit.kind not in ("count", "rest") or not unit.count:
        return [unit]
    words = english().counting["evenly"]
    mark = next((p for p in range(q.last, min(unit.last, q.last + 9)) if tokens[p].text in words), None)
    if mark is None:
        return [unit]
    before, behind = _parted(unit, mark)
    segments = [part for part in _segments(behind, tokens) if concepts_of(part)]
    if len(segments) < 2:
        return [replace(unit, odd=True)]
    share = Quantity("share", Fraction(1, len(segments)), None, mark, mark + 1)
    parts = [replace(unit, quantity=share, count=None, mentions=part, part=True) for part in segments]
    return [replace(unit, mentions=before, colon=True), *parts]


def _segments(mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[list[Mention]]:
    """Mentions divided at the marks between two that each tell a reason."""
    parts: list[list[Mention]] = []
    last = 0
    for mention in mentions:
        marks = {",", ";", "/", "and", "."} & {token.text for token in tokens[last : mention.first]}
        if not parts or marks:
            parts.append([])
        parts[-1].append(mention)
        last = max(last, mention.last)
    return parts
