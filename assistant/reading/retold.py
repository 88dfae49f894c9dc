"""Numbers taken back: "5 callers … (make that 6, not 5)" counts six, and nothing else.

The number told first keeps its place and noun and gets the value told last; the words that correct it count
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE, head
from assistant.reading.nthcounts import by_itself, by_place
from assistant.reading.quantity import KNOWN, Quantity
from assistant.reading.relabelled import by_label
from assistant.reading.text import BREAK, SENTENCE_END, WORD

_FAR = 40  # tokens back to the number that is corrected
_FILL = frozenset(
    {",", "it", "is", "was", "were", "that", "only", "the", ":", "-", "–", "—", "--", "(", "'s", "there"}
)
_LATER = _FILL | {
    "!",
    ".",
    ";",
    "…",
    "...",
    "and",
    "really",
    "actually",
    "now",
    "in",
    "fact",
    "we",
    "had",
    "are",
}
_MOST_FILL = 4
_RECKONERS = frozenset({"i", "we", "you", "he", "she", "they"})  # "I make that 4": a sum, no correction


def retold(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities after all corrections."""
    result: list[Quantity] = []
    denied: Fraction | None = None
    told: Quantity | None = None
    behind = 0
    for index, one in enumerate(found):
        if one.first < behind:
            continue  # "… of the latter"
        pointed = by_place(view, result, one)
        if pointed is not None:
            place, behind = pointed
            result[place] = replace(result[place], value=one.value)
            del result[place + 1 + _kept(view, result[place + 1 :], one) :]
        elif (meant := by_itself(view, result, one)) is not None:
            result[meant:] = [replace(result[meant], value=one.value), *result[meant + 1 : -1]]
        elif not _may_correct(one):
            result.append(one)
        elif _denied(view, one):
            denied = one.value
            if _behind(view, result, one):
                if result[-1].role == BARE and one.role in KNOWN:  # "5 instead of 4 callers"
                    result[-1] = replace(result[-1], role=one.role, noun=one.noun)
            elif _in_place_of(view, found, index):
                continue  # "instead of five only four callers"
            elif not _again(view, found, index):
                result.append(one)
            else:
                told = one  # "it wasn't five callers who … but four"
        elif told is not None and _against(view, one) and one.role == BARE:
            result.append(replace(told, value=one.value))
            told = None
        elif (labelled := by_label(view, result, one)) is not None:
            between = view.texts[result[-1].last : one.first] if labelled == len(result) - 1 else ()
            beside = 0 < len(between) <= _MOST_FILL and SENTENCE_END.isdisjoint(between)
            if beside:  # "Mon 3, I mean Mon 1, Tue 2"
                result[-1] = replace(one, role=result[-1].role, noun=result[-1].noun)
            else:
                result[labelled] = replace(result[labelled], value=one.value)
        else:
            wrong = _denied_next(view, found, index) or (denied if _against(view, one) else None)
            cued = wrong or _cued(view, one) or _affirmed(view, one)
            target = _target(view, result, one, wrong) if cued else None
            result[len(result) if target is None else target :] = (
                [one] if target is None else _replaced(view, result, target, one)
            )
    return result


def _kept(view: View, later: Sequence[Quantity], one: Quantity) -> int:
    """How many of the numbers behind a corrected one stay: not the "former" of "the former were nine"."""
    near = later[-1].last if later and later[-1].kind == "ordinal" else one.first
    sole = all(
        view.kind(place) != BREAK and view.at(place) not in SENTENCE_END for place in range(near, one.first)
    )
    return len(later) - (bool(later) and later[-1].kind == "ordinal" and sole)


def _may_correct(one: Quantity) -> bool:
    return one.kind == "count" and one.value is not None and (one.role == BARE or one.role in KNOWN)


def _before(view: View, one: Quantity, fill: frozenset[str] = _FILL) -> int:
    """The nearest place before a number that isn't filling."""
    place = one.first - 1
    while view.at(place) in fill and place >= one.first - _MOST_FILL:
        place -= 1
    return place


def _cued(view: View, one: Quantity) -> bool:
    """Whether words of correction stand before the number ("make that 6", "sorry, 14", "no, eight")."""
    later = _before(view, one, _LATER)
    for start in (later - 2, later - 1, later):
        size = view.phrase("counting.corrections", start) if start >= 0 else 0
        if size and later < start + size <= one.first and not _heading(view, start, one):
            return view.at(start) != "make" or view.at(start - 1) not in _RECKONERS
    place = _before(view, one)
    weak = view.said(place, "weak_corrections") and place < one.first
    apart = place == 0 or view.ends_at(place - 1) or view.said(place - 1, "weak_corrections")
    closed = view.ends_at(one.last) or view.at(one.last) == "not"
    return weak and apart and (closed or one.role != BARE)


def _heading(view: View, cue: int, one: Quantity) -> bool:
    """ "Edit 2: …": the second of them."""
    return cue == one.first - 1 and view.at(one.last) in (":", ")")


def _affirmed(view: View, one: Quantity) -> bool:
    """ "seven was right after all"."""
    step = one.last
    return one.role == BARE and view.at(step) in ("was", "is") and view.at(step + 1) in ("right", "correct")


def _denied(view: View, one: Quantity) -> bool:
    """ "not 5"."""
    led = view.texts[one.first - 2 : one.first]
    ruled_out = view.at(one.first - 1) == "not" or led in (("instead", "of"), ("rather", "than"))
    return ruled_out and not one.partitive


def _denied_next(view: View, found: Sequence[Quantity], index: int) -> Fraction | None:
    """The number ruled out right behind this one: "6, not 5"."""
    if index + 1 >= len(found) or not _may_correct(found[index + 1]):
        return None
    one, other = found[index], found[index + 1]
    between = [view.at(place) for place in range(one.last, other.first)]
    if between[-2:] in (["instead", "of"], ["rather", "than"]):
        return other.value
    return other.value if between and between[-1] == "not" and set(between[:-1]) <= _FILL else None


def _against(view: View, one: Quantity) -> bool:
    """ "not 5 but 6"."""
    return view.at(one.first - 1) == "but"


def _behind(view: View, result: Sequence[Quantity], one: Quantity) -> bool:
    """Whether "not 5" repeats a number already corrected or told."""
    marks = (",", "(", "not", "instead", "rather")
    return bool(result) and any(view.at(place) in marks for place in (one.first - 2, one.first - 1))


def _in_place_of(view: View, found: Sequence[Quantity], index: int) -> bool:
    """Whether "instead of five" stands before the number that is right."""
    one = found[index]
    led = view.texts[one.first - 2 : one.first] == ("instead", "of")
    following = found[index + 1] if index + 1 < len(found) else None
    return (
        led and following is not None and _may_correct(following) and following.first - one.last <= _MOST_FILL
    )


def _again(view: View, found: Sequence[Quantity], index: int) -> bool:
    """Whether the right number follows: "not 5 but 6"."""
    return index + 1 < len(found) and _against(view, found[index + 1])


def _target(view: View, result: Sequence[Quantity], one: Quantity, wrong: Fraction | None) -> int | None:
    """Which earlier number is meant: the one with the wrong value, else the last of the same kind."""
    near = [
        index
        for index in range(len(result) - 1, -1, -1)
        if one.first - result[index].last <= _FAR
        and _may_correct(result[index])
        and result[index].partitive == one.partitive
        and (result[index].value or wrong is not None)  # "dropped a zero: 50"
    ]
    if wrong is not None:
        return next((index for index in near if result[index].value == wrong), None)
    alike = [index for index in near if one.role != BARE and result[index].noun == one.noun]
    some = [index for index in near if one.role == BARE or result[index].role == BARE]
    return next(iter([*alike, *some]), None)


def _only_correcting(view: View, first: int, last: int) -> bool:
    """Whether nothing stands between two numbers but marks and words of correction."""
    words = view.words.counting["corrections"] | view.words.counting["weak_corrections"]
    single = {word for phrase in words for word in phrase.split()} | _FILL | {"[", "or", "oh", "well", "my"}
    return 0 < last - first < _LONG and all(view.at(place) in single for place in range(first, last))


_LONG = 8  # tokens that correct a number


def _replaced(view: View, result: Sequence[Quantity], target: int, one: Quantity) -> list[Quantity]:
    """The quantities from `target` on, with the number told last in the place of the one told first."""
    first = result[target]
    if first.role == BARE and one.role != BARE:
        return [*result[target + 1 :], one]
    if target == len(result) - 1 and _only_correcting(view, first.last, one.first):
        last = one.last + (view.at(one.last) in (",", ")", "]") and view.kind(one.last + 1) == WORD)
        first = replace(first, last=last)  # "10, sorry, I mean 9, handoffs"
    if first.role == BARE and view.at(one.last) in (")", ","):  # "8 (actually 9) callers"
        found = head(view, one.last + 1)
        if found.role in KNOWN:
            first = replace(first, role=found.role, noun=found.noun)
    return [replace(first, value=one.value), *result[target + 1 :]]
