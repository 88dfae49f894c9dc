"""Numbers that are names: order 7719, agent #204, suite 108, row W1, 412 Maple Court; and ages."""

from __future__ import annotations

from assistant.reading.amountwords import View
from assistant.reading.headnouns import head
from assistant.reading.pasted import english
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, NUMBER, WORD

_COUNTED = frozenset({"calls", "people", "interactions", "times", "duration"})
_DASHES = 3  # joined numbers that one word may name ("ext. 30-36-38")
_LONG = 5  # digits: so many count nothing unless a noun follows
_REFERENCE = 3  # digits
_SHORT = 4  # letters of a label before a number


def identifier(view: View, place: int) -> Quantity | None:
    """The number at `place` as the name of something, role "identifier"; None when it counts."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal:
        return None
    last = numeral.last
    if _which_period(view, place):
        return None
    if view.at(last) == ":" and view.at(place - 1) in _HEADINGS:
        return name(place, last)
    if _field(view, place):
        glued = view.at(last) == "-" and view.glued(last) and view.kind(last + 1) == NUMBER
        return name(place, last + 2 * glued)
    role = head(view, last).role
    counted = role in _COUNTED
    before = view.at(place - 1) if view.kind(place - 1) == WORD else ""
    again = counted and bool(before) and view.texts.count(before) > 1  # "room 12 and room 14 guests"
    if named(view, place) and (again or not (counted and view.at(place - 1) != "#")):
        return name(place, last)
    if view.kind(place) != NUMBER:
        return name(place, last) if _age(view, place, last) else None
    if view.glued(place) and view.kind(place - 1) == WORD and _label(view, place - 1):
        return Quantity("ordinal", numeral.value, None, place - 1, last, "identifier", view.at(place - 1))
    if (
        view.glued(last)
        and view.kind(last) == WORD
        and len(view.at(last)) <= 2
        and not view.said(last, "glued")
    ):
        return name(place, last + 1)
    if _falls(view, last):
        return name(place, last + 2)
    if view.kind(last) == NUMBER and len(view.at(place)) == 3 and len(view.at(last)) == 4:
        return name(place, last + 1)  # "555 0138", a telephone number
    if not counted and _long(view, place, role):
        return name(place, last)
    return name(place, last) if _house(view, last) or _age(view, place, last) else None


def _which_period(view: View, place: int) -> bool:
    """ "First week 3 handoffs, second week 2": so many in it, not its number."""
    if view.role(place - 1) != "duration":
        return False
    ordinal = view.numeral(place - 2)
    return (ordinal is not None and ordinal.ordinal) or view.at(place - 2) in _WHICH


_HEADINGS = frozenset({"edit", "update", "correction", "amendment", "revision", "note", "ps"})  # "Edit 2: …"
_WHICH = frozenset({"this", "last", "next", "final", "opening", "previous"})


def name(first: int, last: int) -> Quantity:
    return Quantity("count", None, None, first, last, "identifier")


def _field(view: View, place: int) -> bool:
    """Whether a line is a form's field whose number counts no calls: "minutes: 22", "ticket: 31-207"."""
    if view.kind(place) != NUMBER or view.at(place - 1) != ":":
        return False
    if place > 2 and view.kind(place - 3) != BREAK:
        return False
    fields = english().columns
    return view.at(place - 2) in (fields["other"] | fields["form"]) - fields["reason"]


def _falls(view: View, last: int) -> bool:
    """ "900-22": two numbers in one that are no range, as the second is less."""
    joined = view.at(last) == "-" and view.glued(last) and view.glued(last + 1)
    if not joined or view.kind(last + 1) != NUMBER or len(view.at(last - 1)) < _REFERENCE:
        return False
    return float(view.at(last + 1)) < float(view.at(last - 1))


def _label(view: View, place: int) -> bool:
    """Whether the letters right before a number make it a label ("W1"), not "x3", "nov20"."""
    word = view.at(place)
    other = word in ("x", "no") or word in view.words.months or word in view.words.currencies
    return not other and len(word) <= _SHORT


def _long(view: View, place: int, role: str) -> bool:
    """ "4471", "00093844", "07": digits that would be grouped, or not begin with 0, if they counted."""
    text = view.at(place)
    if "," in view.raw(place) or "." in text:
        return False
    if len(text) >= _LONG or (len(text) > 1 and text[0] == "0"):
        return True
    return len(text) == 4 and not 1900 <= int(text) <= 2099 and role == "bare"


def named(view: View, place: int, dashes: int = _DASHES) -> bool:
    """Whether a word such as "order", "ticket", "suite" or "agent #" stands before the number."""
    before = place - 1
    while view.at(before) == "." and view.at(before - 1) in (".", "..", "...", "…"):
        before -= 2 if view.at(before - 2) not in (".", "..", "...", "…") else 1  # "id ....... 900"
    if view.at(before) == "." and view.raw(before - 1).lower() in view.words.counting["abbreviated"]:
        before -= 1  # "ext. 31", "acct. 12"
    if view.at(before) in ("-", "–", "to") and view.kind(before - 1) == NUMBER:
        return dashes > 0 and named(view, before - 1, dashes - 1)  # "ext. 30-36"
    marked = view.said(before, "number_marks")
    if marked and view.at(before) != "#" and view.kind(place) != NUMBER:
        return False
    if marked:
        before -= 1
        if view.at(before) in (":", "(", ")", "#", "-") and view.kind(before - 1) == WORD:
            before -= 1
    lemma = view.lemma(before)
    if lemma in ("week", "wk") and (view.kind(place) != NUMBER or view.ends_at(before - 1) is False):
        return view.kind(place) == NUMBER and not view.said(before - 1, "before_week")
    if marked and len(view.at(place)) >= 4:
        return True
    if not marked and view.at(before) != lemma and lemma != "end":
        return False  # a plural ("agents 5") names nothing
    return lemma in view.words.counting["identifier"] and not (lemma == "number" and marked)


def _house(view: View, place: int) -> bool:
    """ "412 Maple Court": a house number."""
    return view.capital(place) and any(
        view.lemma(step) in view.words.counting["street"] and view.raw(step)[:1].isupper()
        for step in (place + 1, place + 2)
    )


def _age(view: View, place: int, last: int) -> bool:
    """ "he's 86", "she was ninety-four"."""
    alone = view.ends_at(last) or view.said(last, "after_age")
    return alone and view.said(place - 1, "age_verbs") and view.said(place - 2, "aged")
