"""Parts of what is told per day or per shop: "ten calls a day, two of them verified, the other eight AI"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, SENTENCE_END

_PARTS = frozenset({"calls", "people", "interactions", "bare"})
_WHOLES = frozenset({"calls", "people", "bare"})
_MOST = 6  # parts told of one whole


def with_parts(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, the parts of a rate as rates themselves."""
    result = [one for at, one in enumerate(found) if not (at and _said_again(view, found[at - 1], one))]
    for at, whole in enumerate(result):
        times = _times(whole)
        if times > 1:
            for step in _parts(view, result, at):
                part = result[step]
                total = (part.value or Fraction(0)) * times
                result[step] = replace(part, each=True, unit=whole.unit, total=total)
    return result


def with_complement(found: Sequence[Quantity]) -> list[Quantity]:
    """ "Three out of every four …; the fourth is …": what the share leaves."""
    shares = [
        q for q in found if q.kind == "share" and q.value and q.value.denominator - q.value.numerator == 1
    ]
    if len(shares) != 1 or not shares[0].value:
        return list(found)
    share, whole = shares[0], shares[0].value.denominator
    return [
        replace(q, kind="rest", value=None)
        if q.kind == "ordinal" and q.value == whole > 2 and q.first > share.last and q.role == "bare"
        else q
        for q in found
    ]


def with_rest_counted(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """ "All the rest, and there are 19 of them, …": the other nineteen."""
    result: list[Quantity] = []
    for q in found:
        rest = next((one for one in reversed(result[-2:]) if one.kind == "rest"), None)
        between = view.texts[rest.last : q.first] if rest is not None else ()
        near = len(between) <= _NEAR and _COUNTING.issuperset(between)
        if rest is not None and rest.value is None and q.kind == "count" and q.partitive and near:
            result[result.index(rest)] = replace(rest, value=q.value)
            continue
        result.append(q)
    return result


_NEAR = 6
_COUNTING = frozenset(
    {",", "and", "there", "are", "were", "(", "that", "'s", "is", "-", "–", "—", "all", "which"}
)


def with_rounds(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """ "Five callers rang twice each: the first time …, the second time …": five calls each."""
    result = list(found)
    for at, whole in enumerate(result):
        rounds = whole.value or Fraction(0)
        if not (whole.each and whole.total and whole.noun in ("time", "call") and 1 < rounds <= _ROUNDS):
            continue
        behind = [
            step
            for step in range(at + 1, len(result))
            if result[step].kind == "ordinal" and result[step].role in ("bare", "calls", "times")
        ]
        values = [result[step].value if result[step].value != -1 else rounds for step in behind]
        if values != [Fraction(number + 1) for number in range(int(rounds))]:
            continue
        for step in behind:
            result[step] = replace(result[step], total=whole.total / rounds)
        again = [
            q
            for q in result[at + 1 :]
            if q.kind == "count" and q.value == rounds and view.at(q.first - 1) in ("the", "those")
        ]
        result = [q for q in result if q not in again]
        break
    return result


_ROUNDS = 5  # times that each of several people called


def _times(whole: Quantity) -> Fraction:
    if not (whole.each and whole.unit and whole.total and whole.value) or whole.role not in _WHOLES:
        return Fraction(0)
    return whole.total / whole.value


_NAMING = 5  # tokens between a part and its whole: "of each day's (usual)"


def _said_again(view: View, before: Quantity, one: Quantity) -> bool:
    """ "Two of each day's ten": the ten a day told before."""
    between = view.texts[before.last : one.first]
    named = between[:1] == ("of",) and len(between) <= _NAMING and bool({"each", "every"} & set(between))
    return before.each and one.each and named and one.kind != "rest"


def _parts(view: View, found: Sequence[Quantity], at: int) -> list[int]:
    """Where the parts of a rate stand: those said to be "of them" in its sentence, and numbers that come to it."""
    whole = found[at]
    parts: list[int] = []
    told = Fraction(0)
    for step in range(at + 1, min(len(found), at + 1 + _MOST + 3)):
        one = found[step]
        if one.each and one.unit == whole.unit and (one.value or 0) < (whole.value or 0):
            told += one.value or Fraction(0)
            continue
        if one.kind not in ("count", "rest") or not one.value or one.role not in _PARTS or one.each:
            continue
        if told + one.value > (whole.value or 0):
            break
        parts.append(step)
        told += one.value
        if told == whole.value:
            return parts if len(parts) > 1 or told > one.value else []
    marked = [step for step in parts if _marked(view, whole, found, step)]
    return (
        [step for step in parts if step <= marked[-1] or _goes_on(view, found[marked[-1]], found[step])]
        if marked
        else []
    )


def _marked(view: View, whole: Quantity, found: Sequence[Quantity], step: int) -> bool:
    """ "…, two of them": said in the same breath, before anything is told of how many days there were."""
    one = found[step]
    of_them = one.partitive or view.texts[one.last : one.last + 2] in (("of", "which"), ("of", "whom"))
    between = [q for q in found if whole.first < q.first < one.first and q.role == "duration"]
    return of_them and not between and _goes_on(view, whole, one)


def _goes_on(view: View, before: Quantity, one: Quantity) -> bool:
    return not any(
        view.kind(place) == BREAK or view.at(place) in SENTENCE_END for place in range(before.last, one.first)
    )
