"""Callers told by name, so many calls each: "her sister and the baker rang once each", "two plumbers, a call apiece"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import head
from assistant.reading.lists import listed
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, SENTENCE_END, WORD

NAMED = "name"  # the unit of what people told by name did each
_EACH = (("each",), ("apiece",), ("a", "piece"), ("per", "head"), ("a", "head"), ("every", "one"))
_DETERMINERS = frozenset("the my our his her their your its a an one that this another".split())
_AND = frozenset({"and", "&", "plus"})
_BEFORE = frozenset(
    ", then and while but also – — - today yesterday morning afternoon evening night week month later".split()
)
_LONG = 5  # words that somebody's name or description has
_NEAR = 6  # tokens between the callers and how often they rang
_FAR = 14  # … and between them and "one call apiece"


def each_of(view: View, quantity: Quantity, found: Sequence[Quantity]) -> tuple[str, Fraction | None] | None:
    """How many people called as often as a number says, where it says "each" of people told by name or trade."""
    led = view.at(quantity.first - 1) == "each" or view.at(quantity.first - 2) == "each"
    if not (led or behind_each(view, quantity)):
        return None
    first = quantity.first
    while first and not (view.kind(first - 1) == BREAK or _ends(view, first - 1)):
        first -= 1
    for one in reversed(found):
        counted = one.kind in ("count", "both") and one.value and one.first >= first
        if (
            counted
            and one.role in ("other", "people", "bare")
            and one.noun
            and _rang(view, one.last, quantity)
        ):
            return str(one.noun), one.value
    for place in _starts(view, first, quantity.first):
        number, last = people_at(view, place)
        if number > 1 and _rang(view, last, quantity):
            return NAMED, Fraction(number)
    return None


def behind_each(view: View, quantity: Quantity) -> bool:
    """Whether "each", "apiece" ends the words about a number."""
    for size in range(3):
        place = quantity.last + size
        if any(all(view.at(place + step) == word for step, word in enumerate(words)) for words in _EACH):
            return view.at(place + 1) not in ("time", "of", "call", "caller")
        if view.kind(place) != WORD:
            return False
    return False


def _ends(view: View, place: int) -> bool:
    if view.at(place) not in SENTENCE_END:
        return view.at(place) in (";", ":")
    return not (view.at(place) == "." and view.at(place - 1) in listed("titles"))


def _rang(view: View, last: int, quantity: Quantity) -> bool:
    """Whether the words between people and a number say that they rang."""
    between = [view.at(step) for step in range(last, quantity.first)]
    if quantity.role == "times":
        return len(between) <= _NEAR and not listed("called").isdisjoint(between)
    return quantity.role in ("calls", "people") and 0 < len(between) <= _FAR


def again_at(view: View, place: int) -> Quantity | None:
    """ "Kim rang at eight and again at nine": two calls of hers."""
    if (
        view.at(place) != "again"
        or view.at(place - 1) not in ("and", "then", ",")
        or view.at(place + 1) not in _WHEN
    ):
        return None
    for step in range(place - 2, max(-1, place - _FAR), -1):
        if view.kind(step) == BREAK or _ends(view, step):
            return None
        if view.at(step) in listed("called") and view.at(step) not in ("call", "ring", "phone"):
            first = any(view.at(between) in _WHEN for between in range(step + 1, place - 1))
            return Quantity("count", Fraction(2), None, place, place + 1, "calls", "call") if first else None
    return None


_WHEN = frozenset(
    "at on in around about this yesterday today tonight later after before by just shortly".split()
)


def one_of_each(view: View, place: int) -> Quantity | None:
    """ "Each of our three vets had a caller who …": three callers."""
    if view.at(place) not in ("a", "an") or view.at(place - 1) not in _HAD or not view.says(_EVERY):
        return None
    found = head(view, place + 1, one=True)
    if found.role not in ("calls", "people") or found.noun in ("person", "human"):
        return None
    for step in range(place - 1, max(-1, place - _FAR), -1):
        if view.kind(step) == BREAK or _ends(view, step) or view.at(step) == ",":
            return None
        if view.at(step) == "of" and (view.at(step - 1) in _EVERY or view.at(step - 2) in _EVERY):
            start = step + 1
            while view.at(start) in _DETERMINERS:
                start += 1
            several = view.numeral(start)
            if several is None or several.ordinal or several.value < 2 or several.last >= place:
                return None
            if view.role(several.last) in ("calls", "interactions"):
                return None
            return Quantity("count", Fraction(1), None, place, found.last, found.role, found.noun)
    return None


_EVERY = frozenset({"each", "every"})
_HAD = frozenset("had got took saw received logged handled fielded".split())


def _starts(view: View, first: int, last: int) -> Iterator[int]:
    """Where words for people may begin: with the sentence, or behind a mark or joining word in it."""
    yield first
    for place in range(first, last - 2):
        dated = view.at(place) in view.words.weekdays or view.at(place) in view.words.months
        if dated or view.at(place) in _BEFORE:
            yield place + 1


def people_at(view: View, place: int) -> tuple[int, int]:
    """How many people are named from `place` on, one joined to the other by "and", and where their names end."""
    number, joined, end = 0, False, place
    while True:
        last = _somebody(view, place)
        if last == place:
            return (number, end) if joined else (0, end)
        number, end = number + 1, last
        comma = view.at(last) == ","
        if view.at(last + comma) in _AND:
            place, joined = last + comma + 1, True
        elif comma and not joined:
            place = last + 1
        else:
            return (number, end) if joined else (0, end)


def _somebody(view: View, place: int) -> int:
    """Where the words for somebody that begin at `place` end; `place` for nobody."""
    led = view.at(place) in _DETERMINERS
    if not (led or view.capital(place) or view.at(place) in listed("titles")):
        return place
    last = place + led
    while last < view.size and last - place < _LONG:
        if view.at(last) == "." and view.at(last - 1) in listed("titles"):
            last += 1
            continue
        word = view.kind(last) == WORD and view.at(last)[0].isalpha()
        if not word or view.numeral(last) or view.at(last) in listed("behind_names") or view.at(last) in _AND:
            break
        last += 1
    return place if last == place + led else last
