"""All, every, each, both, none, and all but two."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import Head, head
from assistant.reading.quantity import KNOWN, Quantity, made
from assistant.reading.text import NUMBER

_ONE = Fraction(1)
_FAR = 7  # tokens between "all" and its "but"
_LATE = 30  # … where so many are excepted of what was told of all
_THINGS = frozenset({"duration", "people_not_calls", "other"})


def every(view: View, place: int) -> Quantity | None:
    """ "all", "every", "each (of them)", "both", and "all but two"."""
    word = view.at(place)
    if word == "both":
        found = made("both", Fraction(2), place, place + 1, head(view, place + 1))
        return (
            replace(found, kind="count", role="calls", noun="call") if _somebodys(view, place + 1) else found
        )
    universal = view.said(place, "all_words")
    if not universal and not view.said(place, "all_but_words"):
        return None
    excepted = _except(view, place)
    if excepted is not None or not universal:
        return excepted
    return _all(view, place) if word == "all" else _each(view, place)


def _somebodys(view: View, place: int) -> bool:
    """ "Both of Friday's had a live agent": of the day's calls."""
    whose = view.at(place) == "of" and view.at(place + 2) == "'s"
    return whose and view.at(place + 1) in view.words.weekdays and view.said(place + 3, "predicates")


def _except(view: View, place: int) -> Quantity | None:
    """ "all but one", "every call except two", "all of them except: #12, …" (`value` None)."""
    step = place + 2 if view.at(place + 1) == "of" else place + 1
    while step < place + _FAR and _between(view, step):
        step += 1
    if view.phrase("counting.except_words", step) == 0:
        step = _later_except(view, step)
    size = view.phrase("counting.except_words", step)
    if not size:
        return None
    found = head(view, place + 1)
    step += size
    while view.said(step, "behind_except"):
        step += 1
    numeral = view.numeral(step)
    if numeral is not None and not numeral.ordinal and numeral.whole is not None:
        return replace(
            made("except", numeral.value, place, numeral.last, found), total=_told(view, place, step)
        )
    if (
        numeral is not None
        and numeral.ordinal
        and numeral.value in (1, -1)
        and not view.numeral(numeral.last)
    ):
        return replace(made("except", _ONE, place, numeral.last, found), total=_told(view, place, step))
    listed = view.at(step) == "#" or view.lemma(step) in ("call", "row") or numeral is not None
    return made("except", None, place, step, found) if listed else None


def number_but(view: View, place: int) -> Quantity | None:
    """ "Seven callers bar two asked …": all but two of seven."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or (numeral.whole or 0) < 2:
        return None
    found = head(view, numeral.last)
    other = view.numeral(found.last + 1) if view.said(found.last, "number_but") else None
    if found.role not in KNOWN or other is None or other.ordinal or other.value >= numeral.value:
        return None
    if view.ends_at(other.last) or view.said(other.last, "relative"):
        return None
    return replace(made("except", other.value, place, other.last, found), total=numeral.value)


def _told(view: View, first: int, last: int) -> Fraction | None:
    """The whole's number in "all of our 14 calls except 3"."""
    numerals = [view.numeral(step) for step in range(first, last)]
    return next((one.value for one in numerals if one and not one.ordinal and (one.whole or 0) > 1), None)


def _later_except(view: View, place: int) -> int:
    """The place of an "except" after a predicate: "all of them AI only except 11", "all nine …, but one, which …"."""
    for step in range(place, min(view.size, place + _LATE)):
        if _excepted(view, step):
            return step
        if view.ends_at(step) and view.at(step) != ",":
            break
        if view.said(step, "late_except") and step < place + _FAR:
            return step
    return place


def _excepted(view: View, place: int) -> bool:
    """ "Except for one that …", "but one, which …": what was told of all before isn't true of so many."""
    size = view.phrase("counting.except_words", place)
    step = place + size
    while size and view.said(step, "behind_except"):
        step += 1
    numeral = view.numeral(step) if size else None
    if numeral is None or numeral.ordinal or not numeral.whole:
        return False
    return view.ends_at(numeral.last) or view.said(numeral.last, "relative")


def _between(view: View, place: int) -> bool:
    """Whether a word can stand between "all" and "but"."""
    numeral = view.numeral(place)
    if view.said(place, "determiners") or view.said(place, "pronouns") or view.kind(place) == NUMBER:
        return True
    if numeral is not None and not numeral.ordinal and numeral.last == place + 1:
        return view.at(place) not in ("a", "an")  # "all twelve calls but one"
    return view.role(place) in KNOWN or view.said(place, "within_all")


def _all(view: View, place: int) -> Quantity | None:
    """ "all calls", "all of them", "all 12", "they all asked"; not "in all", "all day", "all by itself"."""
    after = place + 1
    if view.said(place - 1, "all_pronouns") and not view.said(after, "not_after_all"):
        return made("all", None, place, after, head(view, after))
    if view.said(after, "after_all"):
        found = head(view, after) if view.at(after) == "of" else _behind_determiner(view, after)
        single = found.noun is not None and view.at(found.last - 1) == found.noun
        if single and found.noun in view.words.counting["one_thing"]:
            return None  # "all of the call", "all the time"
        return made("all", None, place, after, found)
    numeral = view.numeral(after)
    if numeral is not None and not numeral.ordinal and numeral.value > 1:
        return made("all", None, place, after, head(view, numeral.last))
    found = head(view, after)
    plural = found.role in KNOWN and view.at(found.last - 1) != found.noun
    return made("all", None, place, after, found) if plural or found.noun == "people" else None


def _behind_determiner(view: View, place: int) -> Head:
    while view.said(place, "determiners"):
        place += 1
    numeral = view.numeral(place)
    return head(view, numeral.last if numeral and not numeral.ordinal else place)


def _each(view: View, place: int) -> Quantity | None:
    """ "each of them", "every single call", "each call", "everyone", "each was"."""
    word, step = view.at(place), place + 1
    if word in ("everyone", "everybody"):
        if view.at(step) == "else":
            return None
        return Quantity("all", None, None, place, step, "people", word)
    while view.at(step) in ("single", "last", "such"):
        step += 1
    one = view.at(step) == "one"
    step += one
    found = head(view, step, one=True)
    if found.role in _THINGS or found.noun == "time":
        return None
    if not (found.partitive or found.role in KNOWN or one or (word == "each" and step == place + 1)):
        return None
    return Quantity(
        "all", None, None, place, step, found.role, found.noun, each=True, partitive=found.partitive
    )


def but_one(view: View, place: int) -> Quantity | None:
    """ "…, except for Mr. Quint's", "except the 2 pm one": one call that what is told of all isn't true of."""
    taken = view.at(place) in ("minus", "less") and view.at(place + 1) in ("the", "that")
    if not (taken or view.said(place, "late_except") or view.phrase("counting.apart_from", place)):
        return None
    step = place + (view.phrase("counting.apart_from", place) or 1)
    step += view.at(step) == "for"
    if view.at(step) in ("hers", "his", "theirs") and view.ends_at(step + 1):
        return Quantity("count", _ONE, None, place, step + 1, "calls", "one", partitive=True)
    for last in range(step, min(view.size, step + _FAR)):
        if view.ends_at(last) or view.at(last) in ("and", "or", "ones"):
            return None
        named = view.at(last) == "'s" and (view.ends_at(last + 1) or view.lemma(last + 1) == "call")
        picked = view.at(last) in ("one", "call") and last > step and view.at(step) in ("the", "that", "this")
        if named or picked:
            return Quantity("count", _ONE, None, place, last + 1, "calls", "one", partitive=True)
    return None


def none(view: View, place: int) -> Quantity | None:
    """ "none", "no calls", "not one of them", "zilch", "neither", "0 humans"."""
    if view.said(place, "none_words") and view.at(place + 1) not in ("code", "codes"):
        named = view.at(place) == "zip" and view.kind(place + 1) == NUMBER
        return None if named else made("none", None, place, place + 1, head(view, place + 1))
    size = view.phrase("counting.no_words", place)
    if size and view.at(place + size) == "without":
        return made("all", None, place, place + size + 1)  # "not one without your live agent"
    zero = view.at(place) in ("0", "zero")
    if not (size or zero) or _fixed(view, place):
        return None
    last = place + (size or 1)
    found = head(view, last, one=True)
    if found.noun in view.words.counting["nobody"]:
        found = Head(found.noun, "people_not_calls", found.last, found.partitive)
    if (
        found.role in KNOWN
        or found.role == "people_not_calls"
        or (view.at(place) == "not" and (found.partitive or (bool(size) and view.said(last, "after_none"))))
    ):
        return made("none", None, place, last, found)
    bare = zero and found.role == "bare" and view.at(last) not in ("%", ":", "-")
    return made("none", None, place, last, found) if bare else None


def _fixed(view: View, place: int) -> bool:
    """ "no idea", "no more", "that's not one of yours": nothing is counted."""
    if view.at(place) == "not":
        return view.at(place - 1) in ("is", "was", "are", "were", "'s")
    return view.at(place) == "no" and view.said(place + 1, "no_fixed")
