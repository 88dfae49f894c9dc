"""The rest, the other two, twice that many, some."""

from __future__ import annotations

from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE, head
from assistant.reading.quantity import KNOWN, Quantity, made
from assistant.reading.shares import of_calls

_ONE = Fraction(1)
_THINGS = frozenset({"duration", "people_not_calls", "other", "times"})


def rest(view: View, place: int) -> Quantity | None:
    """ "the rest", "the remaining 3", "the other two", "balance 2", "the 12 others", "everything else"."""
    size = view.phrase("counting.everything_else", place)
    if size and not _left_by(view, place, place + size):
        size += view.at(place + size - 1) == "left" and view.at(place + size) == "over"
        return made("rest", None, place, place + size, head(view, place + size))
    if view.at(place) == "remaining":
        return _remaining(view, place)
    if view.said(place, "rest"):
        return _remainder(view, place)
    if view.said(place, "others"):
        return _other(view, place)
    return _left_over(view, place)


def _left_by(view: View, place: int, last: int) -> bool:
    """ "Those left a message", "couldn't follow what was left": something else was left."""
    if view.at(place) in ("what", "whatever"):  # "what's left the AI did"
        return not (view.ends_at(place - 1) or view.said(place - 1, "before_what"))
    return view.at(last - 1) == "left" and view.said(last, "after_left")


def _counted(view: View, place: int, last: int) -> Quantity | None:
    """The rest with its number: "remaining ten", "balance 2"."""
    numeral = view.numeral(last)
    if numeral is None or numeral.ordinal or numeral.whole is None or view.at(last) == "one":
        return None
    size = view.phrase("counting.percent", numeral.last)
    if size:
        return made("rest", None, place, numeral.last + size, of_calls(view, head(view, numeral.last + size)))
    return made("rest", numeral.value, place, numeral.last, head(view, numeral.last))


def _remaining(view: View, place: int) -> Quantity | None:
    last = place + 1
    if view.at(last) == "one":
        return Quantity("rest", _ONE, None, place, last + 1, "calls", "one")
    if view.at(last) == "ones":
        return Quantity("rest", None, None, place, last + 1, "calls", "one")
    counted = _counted(view, place, last)
    if counted is not None:
        return counted
    found = head(view, last, one=True)
    return made("rest", None, place, last, found) if found.role in KNOWN or found.role == BARE else None


def _remainder(view: View, place: int) -> Quantity | None:
    """ "the rest (of the calls)"; not "the rest of the call", "previous balance"."""
    last = place + 1
    counted = _counted(view, place, last)
    if counted is not None:
        return counted
    if view.at(last) == "of":
        found = head(view, last)
        single = found.noun is not None and view.at(found.last - 1) == found.noun
        if view.at(last + 1) in ("it", "this", "that"):
            return None
        if single and found.noun in view.words.counting["one_thing"]:
            return None
        return made("rest", None, place, last, found)
    if view.at(place) in ("balance", "rest") and not (
        view.ends_at(place - 1) or view.said(place - 1, "before_rest")
    ):
        return None
    return made("rest", None, place, last, head(view, last))


def _other(view: View, place: int) -> Quantity | None:
    """ "the other two", "other 6", "the others", "the other (one)"."""
    last = place + 1
    numeral = view.numeral(last)
    the = view.at(place - 1) == "the"
    if numeral is not None and not numeral.ordinal and numeral.whole and view.at(last) != "one":
        size = view.phrase("counting.percent", numeral.last)
        if size:
            return made(
                "rest", None, place, numeral.last + size, of_calls(view, head(view, numeral.last + size))
            )
        found = head(view, numeral.last)
        if view.at(place - 1) in ("any", "no") or found.role in _THINGS:
            return None
        if found.role == BARE and the and _lasted(view, place):
            return Quantity("rest", _ONE, None, place, last, BARE)
        return made("rest", numeral.value, place, numeral.last, found)
    if view.at(place) == "others":
        listed = view.ends_at(place - 1) or view.at(place - 1) in ("the", "all", "and")
        return made("rest", None, place, last) if listed else None
    labelled = view.ends_at(place - 1) and view.at(last) in ("one", ":", "=", "-", "–")
    if view.at(place - 1) == "'s" and view.said(last, "other_ones"):
        return Quantity(
            "rest", None, None, place, last, "calls", view.lemma(last)
        )  # "the week's other calls"
    if not the and not labelled:
        return None
    if view.at(last) in ("one", "call", "caller"):
        return Quantity("rest", _ONE, None, place, last, "calls", view.at(last))
    if view.said(last, "other_ones"):
        return Quantity("rest", None, None, place, last, "calls", view.lemma(last))
    alone = view.ends_at(last) or view.said(last, "after_one") or view.said(last, "after_other")
    return Quantity("rest", _ONE, None, place, last, BARE) if alone else None


def _lasted(view: View, place: int) -> bool:
    """ "one lasted two minutes, the other fifty": what follows is a length, not a count."""
    return any(view.role(step) == "duration" for step in range(max(0, place - 4), place))


def _left_over(view: View, place: int) -> Quantity | None:
    """ "the 16 left over", "the 12 others", "3 calls remaining"."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or not numeral.whole:
        return None
    calls = view.role(numeral.last) == "calls"
    last = numeral.last + 1 if calls else numeral.last
    left = view.at(last) == "left" and view.said(last + 1, "left_after")
    others = view.at(last) == "others" and view.at(place - 1) == "the"
    if not (left or others) and view.at(last) not in ("remaining", "leftover"):
        return None
    end = last + 2 if view.at(last + 1) == "over" else last + 1
    return Quantity("rest", numeral.value, None, place, end, "calls" if calls else BARE)


def multiple(view: View, place: int) -> Quantity | None:
    """ "twice that many", "three times as many", "double it", "the same number of"."""
    same = view.phrase("counting.same_number", place)
    if same and (view.at(place) != "same" or view.at(place + same) == "of" or _begins(view, place - 1)):
        return made("multiple", _ONE, place, place + same)
    if view.at(place) == "as" and view.at(place + 1) in ("many", "often"):
        return _as_many(view, place)
    word, last = view.at(place), place + 1
    factor = Fraction(view.words.multiples.get(word, 0))
    numeral = view.numeral(place)
    if word == "half":
        factor = Fraction(1, 2)
    elif (
        not factor and numeral is not None and not numeral.ordinal and view.at(numeral.last) in ("times", "x")
    ):
        factor, last = numeral.value, numeral.last + 1
    if not factor:
        return None
    if view.at(last + 1) == "'s" and (view.capital(last) or view.at(last) in view.words.weekdays):
        return made("multiple", factor, place, place + 1)  # "double Feb's"
    if view.at(last) in ("the", "exactly"):
        last += 1
    size = view.phrase("counting.as_many", last)
    if size == 1 and view.role(last + 1) == "duration":
        return None  # "twice this week"
    if size == 1 and view.at(last) == "it" and view.at(last + 1) in ("was", "is", "were", "had"):
        return None  # "twice it was your agent"
    bare = size == 1 and view.at(last) in ("that", "those", "it", "this") and word not in view.words.multiples
    if bare and not (word == "half" and view.ends_at(last + 1)):
        return None
    return made("multiple", factor, place, last + size) if size else None


def _as_many(view: View, place: int) -> Quantity | None:
    """ "as many as Monday", "as many callers who … as …"; not "as many as 12", "as many times as needed"."""
    last = place + 2
    compared = view.at(last) == "as"
    if compared and (view.numeral(last + 1) or view.at(last + 1) in ("possible", "you", "i", "we", "needed")):
        return None
    if not compared and (view.at(last) in ("times", "time") or view.role(last) not in KNOWN):
        return None
    if not compared and "as" not in view.texts[last : last + _LONG]:
        return None
    return made("multiple", _ONE, place, last + 1 if compared else last)


_LONG = 20  # tokens between "as many callers" and its "as"


def _begins(view: View, place: int) -> bool:
    """ "…, the same number by the AI": a clause of its own; not "from the same number"."""
    before = view.at(place - 1)
    led = view.ends_at(place - 1) or before in ("and", "plus", "was") or before in view.words.weekdays
    return view.at(place) == "the" and led


def vague(view: View, place: int) -> Quantity | None:
    """ "some calls", "a few of them", "several", "most"."""
    if not view.said(place, "vague"):
        return None
    word, found = view.at(place), head(view, place + 1)
    if view.said(place, "needs_noun") and found.role not in KNOWN and view.at(place + 1) != "of":
        return None
    if word == "some" and view.at(found.last - 1) == found.noun and found.noun != "people":
        return None  # "some guy called"
    if word == "many" and view.said(place - 1, "before_many"):
        return None
    last = place + 1
    while view.at(last) in ("of",) or view.at(last) in view.words.magnitudes:  # "a few dozen"
        last += 1
    return made("vague", None, place, last if view.at(last - 1) != "of" else place + 1, found)
