"""Things that stand for calls: "three entries for every call … 15 entries" are five, "one tick = 5 calls … 2 ticks" ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE
from assistant.reading.lists import listed
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, SENTENCE_END

_FAR = 9  # tokens between "each call" and the number of its entries
_NAMED = 4  # tokens from "each" to its "call"
_EVERY = frozenset({"each", "every", "per", "one", "a", "any", "single", "1"})
_WORD_OF_CALLS = frozenset({"call", "calls", "caller", "callers"})
_NO_CALL = frozenset(
    {"center", "centre", "log", "list", "volume", "type", "handler", "report", "sheet", "credit"}
)


def with_factors(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, things that the message says to stand for calls as so many calls."""
    if not view.says(_EVERY) or not view.says(_WORD_OF_CALLS):
        return list(found)
    for index in range(len(found)):
        told = _entries(view, found, index) or _worth(view, found, index)
        if told is not None:
            noun, factor, used = told
            rest = [other for at, other in enumerate(found) if at not in used]
            return [_as_calls(other, noun, factor) for other in rest]
    own = _own(view)
    return [_as_calls(other, own, Fraction(1)) for other in found] if own else list(found)


def _own(view: View) -> str:
    """The noun of "each call has its own line": a line is a call."""
    places = (
        step for step in range(2, view.size) if view.at(step - 1) == "own" and view.at(step - 2) == "its"
    )
    nouns = (view.lemma(step) for step in places if _call_before(view, step - 2))
    return next((noun for noun in nouns if noun in listed("records")), "")


def _as_calls(q: Quantity, noun: str | None, factor: Fraction) -> Quantity:
    thing = q.noun == noun if noun else q.noun in listed("records")
    if q.kind != "count" or q.value is None or not thing:
        return q
    number = q.value * factor
    if number.denominator != 1:
        return replace(q, kind="vague", value=None, role="calls", noun="call")
    return replace(q, value=number, role="calls", noun="call")


# ---------------------------------------------------------------- three entries for every call


def _entries(
    view: View, found: Sequence[Quantity], index: int
) -> tuple[str | None, Fraction, set[int]] | None:
    """ "Each call leaves two lines", "two rows per call", "every call is logged twice": what is counted, and the
    part of a call that one of them is."""
    q = found[index]
    if q.kind not in ("count", "rate") or not q.value or q.value.denominator != 1:
        return None
    part = 1 / q.value
    if q.role == "times":
        logged = any(view.lemma(place) in listed("recording") for place in _clause(view, q.first))
        return (None, part, {index}) if logged and _call_before(view, q.first) else None
    noun = q.noun
    if q.role == BARE and index and found[index - 1].noun in listed("records"):
        noun = found[index - 1].noun  # "ten lines, two per call"
        return (noun, part, {index}) if _call_behind(view, q.last) else None
    if noun not in listed("records"):
        return None
    made = any(view.lemma(place) in listed("making_records") for place in range(max(0, q.first - 3), q.first))
    if _call_behind(view, q.last) or (made and _call_before(view, q.first)):
        return noun, part, {index}
    return None


def _clause(view: View, place: int) -> Sequence[int]:
    """The places of the sentence around a place."""
    first, last = place, place
    while first and not _ends(view, first - 1):
        first -= 1
    while last < view.size and not _ends(view, last):
        last += 1
    return range(first, last)


def _ends(view: View, place: int) -> bool:
    return view.kind(place) == BREAK or view.at(place) in SENTENCE_END or view.at(place) == ";"


def _call_behind(view: View, place: int) -> bool:
    """Whether "per call", "for each live agent call" follows."""
    for step in range(place, min(view.size, place + _FAR)):
        if _ends(view, step) or (view.numeral(step) is not None and view.at(step) not in _EVERY):
            return False
        led = view.at(step) == "per" or view.at(step - 1) in ("for", "to", "of", "from", "on", "about")
        if led and view.at(step) in _EVERY and _of_call(view, step):
            return True
    return False


def _call_before(view: View, place: int) -> bool:
    """Whether "each call", "one call" stands before it in the sentence."""
    for step in range(place - 1, max(-1, place - _FAR), -1):
        if _ends(view, step):
            return False
        if view.at(step) in _EVERY - {"per"} and _of_call(view, step):
            return True
    return False


def _of_call(view: View, place: int) -> bool:
    """Whether a single call is what "each" is said of."""
    for step in range(place + 1, place + 1 + _NAMED):
        if view.at(step) == "call":
            return view.at(step + 1) not in _NO_CALL
        if view.ends_at(step) or view.numeral(step) is not None:
            return False
    return False


# ---------------------------------------------------------------- of every ten, three


def of_every(view: View, found: Sequence[Quantity]) -> list[Quantity]:
    """ "Of every ten callers three …, the other seven …. We had twenty callers": six and fourteen."""
    head = next((q for q in found if q.kind == "count" and _led_by_every(view, q.first)), None)
    if head is None or not head.value or head.value < 2:
        return list(found)
    clause = _sentence(view, head.first)
    wholes = [
        q for q in found if q.kind == "count" and q.role in ("calls", "people") and q.first not in clause
    ]
    wholes = [q for q in wholes if q.value and q.value > (head.value or 0)]
    if len(wholes) != 1:
        return [replace(q, each=True, unit="proportion") if q is head else q for q in found]
    times = (wholes[0].value or Fraction(0)) / head.value
    whole = replace(wholes[0], first=head.first, last=head.last)
    return [
        whole if q is head else _times(q, times) if q.first in clause else q
        for q in found
        if q is not wholes[0]
    ]


def _sentence(view: View, place: int) -> range:
    first, last = place, place
    while first and view.kind(first - 1) != BREAK and view.at(first - 1) not in _FULL_STOPS:
        first -= 1
    while last < view.size and view.kind(last) != BREAK and view.at(last) not in _FULL_STOPS:
        last += 1
    return range(first, last)


_FULL_STOPS = SENTENCE_END - {";"}


def _led_by_every(view: View, place: int) -> bool:
    """ "Of every ten", "out of each 5"."""
    return view.at(place - 1) in ("every", "each") and view.at(place - 2) in ("of", "in", "from", "among")


def _times(q: Quantity, times: Fraction) -> Quantity:
    if q.kind not in ("count", "rest") or not q.value or q.role in ("duration", "clock", "date", "money"):
        return q
    return replace(q, value=q.value * times)


# ---------------------------------------------------------------- one tick is five calls


def _worth(view: View, found: Sequence[Quantity], index: int) -> tuple[str, Fraction, set[int]] | None:
    """ "One tick = 5 calls", "each bar stands for three calls": the thing, and how many calls it is."""
    q = found[index]
    if q.kind != "count" or q.noun != "call" or not q.value or q.value < 2:
        return None
    place = q.first - 1
    while place > 0 and (view.lemma(place) in _MEANS or view.at(place) in _MEANS):
        place -= 1
    within = place > 2 and view.at(place - 1) in ("the", "our", "my", "this")
    place -= 3 if within and view.at(place - 2) in ("in", "on", "of") else 0  # "each bar in the chart"
    if place == q.first - 1 or place <= 0 or view.kind(place) != "word":
        return None
    if not any(view.at(step) in _EVERY - {"per"} for step in range(max(0, place - 2), place)):
        return None
    noun = view.lemma(place)
    if noun in _WORD_OF_CALLS or view.words.roles.get(noun) in (
        "people",
        "interactions",
        "duration",
        "times",
    ):
        return None
    used = {
        at for at, one in enumerate(found) if one is q or (one.value == 1 and place - 3 < one.first <= place)
    }
    return noun, q.value, used


_MEANS = frozenset(
    {
        "=",
        "stand",
        "for",
        "mean",
        "be",
        "worth",
        "represent",
        "equal",
        "count",
        "as",
        "denote",
        "signify",
        "is",
        "to",
        "cover",
        "'s",
    }
)
