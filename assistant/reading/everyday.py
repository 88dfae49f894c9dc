"""Callers counted by an article on each of several days: "every Tuesday in January a caller asked for a human".

One of them a day; how many days there were is worked out with the other rates (assistant/reading/rates.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import head
from assistant.reading.lists import listed
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, SENTENCE_END

_EVERY = frozenset({"every", "each"})
_RATED = _EVERY | {"daily", "once", "per", "day", "week", "month"}
_NO_RATE = frozenset(
    "for in within of about over after once twice times quite such what have had has nearly only half".split()
)
_NTH = {"other": 2, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SOMEBODY = frozenset({"somebody", "someone"})
_SUPPOSED = frozenset({"if", "whenever", "suppose", "supposing", "imagine", "should", "would", "when"})
_NO_SUBJECT = frozenset(
    "for to with of by as like per from about not n't he she a the want wants wanted need needs".split()
)
_OBJECT = frozenset({"person", "human", "people", "somebody", "someone"})


def one_a_day(view: View, place: int) -> Quantity | None:
    """The one caller of each day that an article stands for."""
    word, joined = view.at(place), view.at(place - 1) in ("and", "plus")
    if not (word in ("a", "an") or word in _SOMEBODY) or not view.says(_RATED):
        return None
    if word in _SOMEBODY:
        last, role, noun = place + 1, "people", "caller"
        if not listed("reporting").union(view.words.counting["predicates"]) & {view.at(last)}:
            return None
    else:
        found = head(view, place + 1, one=True)
        had = joined or view.at(place - 1) in listed("before_counted")
        known = found.role in ("calls", "people") or (had and found.role == "interactions")
        doing = view.at(found.last) in listed("having_done") or view.at(found.last).endswith("ing")
        if not known or found.noun is None or (found.noun in _OBJECT and not (had and doing)):
            return None
        last, role, noun = found.last, found.role, found.noun
        if view.ends_at(last) or view.at(last) in ("and", "or", "but"):
            return None  # "every one said: I want a man"
    sentence = list(_sentence(view, place))
    told = [step for step in sentence if _each_time(view, step)]
    if view.at(last) in ("who", "that", "whose", "we", "i"):
        told = [step for step in told if step < place]  # "a regular who rings every Monday"
    supposed = any(view.at(step) in _SUPPOSED for step in sentence)
    row = joined and all(step > last for step in told)  # "two handoffs and a booking a day"
    if not told or supposed or (_counted(view, sentence, place) and not row) or _object(view, place):
        return None
    return Quantity("count", Fraction(1), None, place, last, role, noun)


def _object(view: View, place: int) -> bool:
    """ "… for a caller", "he is a new caller": nobody else who rang."""
    before = view.at(place - 1)
    if before in ("is", "was", "'s", "are", "were", "be"):
        return view.at(place - 2) != "there"
    return before in _NO_SUBJECT


def _sentence(view: View, place: int) -> Iterator[int]:
    first = place
    while first and not (view.kind(first - 1) == BREAK or view.at(first - 1) in SENTENCE_END | {";"}):
        first -= 1
    for step in range(first, view.size):
        if view.kind(step) == BREAK or view.at(step) in SENTENCE_END | {";"}:
            return
        yield step


def _counted(view: View, sentence: list[int], place: int) -> bool:
    """Whether other calls were counted before in the sentence, by number or by article."""
    for step in sentence:
        if step >= place:
            return False
        numeral = view.numeral(step)
        known = view.role(numeral.last) in ("calls", "people") if numeral and not numeral.ordinal else False
        if known or (
            view.at(step) in ("a", "an")
            and (found := head(view, step + 1, one=True)).noun not in _OBJECT
            and (found.role == "people" or found.noun == "call")
        ):
            return True
    return False


def _each_time(view: View, place: int) -> bool:
    """ "every Tuesday", "each weekday", "every other day", "daily"."""
    if view.at(place) == "once":  # "once a day"
        led = view.at(place + 1) in ("a", "per", "every", "each")
        return led and view.lemma(place + 2) in view.words.days_of
    if view.at(place) in ("a", "per") and view.at(place - 1) not in _NO_RATE:
        step = place + 1
        later = view.at(step + 1) in ("later", "ago", "before", "after", "earlier")
        return view.lemma(step) in view.words.days_of and not later
    if view.at(place) not in _EVERY:
        return view.said(place, "daily")
    step = place + 1 + (view.at(place + 1) in _NTH) + (view.at(place + 1) == "single")
    day = view.at(step) in view.words.weekdays
    return day or (
        view.lemma(step) in view.words.days_of and view.lemma(step) in view.words.counting["per_units"]
    )


def stride(view: View, place: int) -> int:
    """Of how many days one is meant, in the sentence of a place: 2 for "every other day"."""
    for step in _sentence(view, place):
        if view.at(step) in _EVERY and view.at(step + 1) in _NTH and _each_time(view, step):
            return _NTH[view.at(step + 1)]
    return 1


def nth_of(view: View, place: int) -> str:
    """The unit of "every other day", "each second Monday" at a place; empty for none."""
    if view.at(place + 1) not in _NTH or not _each_time(view, place):
        return ""
    return "day" if view.at(place + 2) in view.words.weekdays else view.lemma(place + 2)


def on_several_days(view: View, place: int) -> Quantity | None:
    """ "He rang on Monday, Tuesday and Thursday, and each time …": a call on each of the days."""
    if view.at(place) not in view.words.weekdays or view.at(place - 1) not in ("on", "us", "called", "rang"):
        return None
    days, last = 1, place + 1
    while True:
        step = last + (view.at(last) == ",")
        step += view.at(step) in ("and", "&")
        step += view.at(step) in ("on", "again")
        if step == last or view.at(step) not in view.words.weekdays:
            break
        days, last = days + 1, step + 1
    sentence = list(_sentence(view, place))
    rang = any(view.at(step) in listed("called") for step in sentence if step < place)
    each = any(
        view.at(step) in ("each", "every", "both", "all") and "time" in view.lemmas[step + 1 : step + 3]
        for step in range(last, min(view.size, last + _SOON))
    )
    if days < 2 or not (rang and each):
        return None
    return Quantity("count", Fraction(days), None, place, last, "calls", "call")


_SOON = 12  # tokens behind the days in which "each time" follows
