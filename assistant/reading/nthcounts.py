"""Numbers taken back by their place or by themselves: "five handoffs and ten bookings. Sorry, eight of the latter, not
ten", "the first figure should be six", "make the five a six"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE
from assistant.reading.lists import listed
from assistant.reading.quantity import KNOWN, Quantity
from assistant.reading.relabelled import taken_back
from assistant.reading.text import BREAK, SENTENCE_END

PLACES = {
    "former": 0,
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "latter": -1,
    "last": -1,
}
_THE = frozenset({"the", "that", "those", "these", "my", "your"})
_ENDS = frozenset({",", ";", "not", "-", "–", "—", ")", "instead", "rather"}) | SENTENCE_END


def by_place(view: View, result: Sequence[Quantity], one: Quantity) -> tuple[int, int] | None:
    """Which earlier number is corrected, and where the words end that say so; None where none is pointed at."""
    if one.kind != "count" or one.value is None:
        return None
    nth, last = _behind(view, one.last)
    if nth is None and one.role == BARE:
        nth, last = _before(view, one), one.last
        if nth is not None and not _closed(view, last):
            return None
    told = _told(view, result, one.first) if nth is not None else []
    if nth is None or not taken_back(view, one.first, last) or not -len(told) <= nth < len(told) > 1:
        return None
    return told[nth], last


def _behind(view: View, place: int) -> tuple[int | None, int]:
    """ "… of the latter", "… of the second kind": which one, and where that ends."""
    if view.at(place) != "of":
        return None, place
    step = place + 1
    while view.at(step) in _THE:
        step += 1
    nth = PLACES.get(view.at(step))
    step += 1 + (view.at(step + 1) in listed("number_nouns"))
    return (nth, step) if nth is not None and _closed(view, step) else (None, place)


def _before(view: View, one: Quantity) -> int | None:
    """ "The former were nine", "the second figure should be four"."""
    step = one.first - 1
    while view.at(step) in listed("number_verbs"):
        step -= 1
    if step == one.first - 1:
        return None
    noun = view.at(step) in listed("number_nouns")
    nth = PLACES.get(view.at(step - noun))
    led = view.at(step - noun - 1) in _THE
    return nth if led and (noun or view.at(step) in ("former", "latter")) else None


def _closed(view: View, place: int) -> bool:
    return place >= view.size or view.kind(place) == BREAK or view.at(place) in _ENDS


def _told(view: View, result: Sequence[Quantity], place: int) -> list[int]:
    """The numbers of calls told before a sentence or clause, without the one that is their sum."""
    told = [
        index
        for index, q in enumerate(result)
        if q.kind == "count"
        and q.value
        and q.last <= place
        and (q.role in KNOWN or (q.role == BARE and q.value > 1))
    ]
    values = [result[index].value or Fraction(0) for index in told]
    if len(told) > 2 and values[0] == sum(values[1:]):
        return told[1:]
    return told


def by_itself(view: View, result: Sequence[Quantity], one: Quantity) -> int | None:
    """ "Make the five a six", "that 10 should have been 11": which earlier number is meant; the one said again is
    the last of those found."""
    if len(result) < 2 or one.kind != "count" or one.role != BARE:
        return None
    again = result[-1]
    between = list(view.texts[again.last : one.first])
    if again.kind != "count" or again.role != BARE or not between or view.at(again.first - 1) not in _THE:
        return None
    making = view.at(again.first - 2) in listed("making_another") and set(between) <= {
        "a",
        "an",
        "to",
        "into",
    }
    verbs = set(between) <= listed("number_verbs") and not {"should", "actually", "really"}.isdisjoint(
        between
    )
    if not (making or verbs) or not _closed(view, one.last):
        return None
    same = [index for index, q in enumerate(result[:-1]) if q.kind == "count" and q.value == again.value]
    return same[-1] if same else None
