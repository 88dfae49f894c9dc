"""Numbers that say how often, or how many more: "twice", "another 30", "x7", "||||"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.counts import counted
from assistant.reading.headnouns import BARE, acting, head
from assistant.reading.labelled import once_at
from assistant.reading.lists import listed
from assistant.reading.quantity import KNOWN, Quantity
from assistant.reading.text import BREAK, NUMBER


def times(view: View, place: int) -> Quantity | None:
    """ "twice", "only once", "x7", "another (30)"."""
    word = view.at(place)
    if word == "x":
        return _multiplied(view, place)
    if word == "another":
        return _another(view, place)
    if word == "single":
        return _single(view, place)
    if word not in view.words.times:
        return None
    alone = view.at(place - 1) in ("only", "just") or view.ends_at(place + 1) or _of_each(view, place)
    if word == "once" and view.at(place - 1) == "and" and view.at(place + 1) == "," and _how_often(view):
        return Quantity("count", Fraction(1), None, place, place + 1, "calls", "time")
    if word == "once" and _one_of_them(view, place):
        return Quantity("count", Fraction(1), None, place, place + 1, "calls", "time")
    if word == "once" and (_counting(view, place) or once_at(view, place)):
        return Quantity("count", Fraction(1), None, place, place + 1, "times", "time")
    if word == "once" and (not alone or view.at(place - 1) in ("at", "all")):
        return None
    return Quantity("count", Fraction(view.words.times[word]), None, place, place + 1, "times", "time")


def _one_of_them(view: View, place: int) -> bool:
    """ "He rang three times: once the AI helped him, once he asked …, and once …": one of the times."""
    begins = view.ends_at(place - 1) or view.at(place - 1) in ("and", "but", "then")
    return begins and view.texts.count("once") > 1 and _how_often(view)


def _of_each(view: View, place: int) -> bool:
    """ "They rang once each", "each called us once"."""
    return view.at(place + 1) in ("each", "apiece") or "each" in view.texts[max(0, place - 3) : place]


def _counting(view: View, place: int) -> bool:
    """ "Once a caller asked, twice the AI crashed": how often, one beside the other."""
    behind = view.said(place + 1, "after_times") or view.texts[place + 1 : place + 3] == ("it", "was")
    return behind and view.ends_at(place - 1) and not _OFTEN.isdisjoint(view.texts[place + 1 :])


_BEHIND_CALL = frozenset({"on", "where", "in", "from", "at", "that", "which", "with"})
_OFTEN = frozenset({"twice", "thrice", "times"})


def _how_often(view: View) -> bool:
    return not _OFTEN.isdisjoint(view.texts)


def _single(view: View, place: int) -> Quantity | None:
    """ "and a single verification": one more, where others were counted before."""
    found = head(view, place + 1, one=True)
    if view.at(place - 1) != "a" or found.role not in KNOWN or found.noun == "call":
        return None
    return Quantity("count", Fraction(1), None, place, place + 1, found.role, found.noun)


def _multiplied(view: View, place: int) -> Quantity | None:
    """ "verifications x7"."""
    numeral = view.numeral(place + 1) if view.kind(place + 1) == NUMBER and not view.glued(place) else None
    if numeral is None or numeral.decimals or view.at(place - 1) == "$" or view.numeral(place - 1):
        return None
    found = head(view, numeral.last)
    role, noun = (found.role, found.noun) if found.role in KNOWN else (BARE, None)
    return Quantity("count", numeral.value, None, place, numeral.last, role, noun)


def _another(view: View, place: int) -> Quantity | None:
    """ "another 30", "another call": so many more."""
    numeral = view.numeral(place + 1)
    if numeral is not None and view.phrase("counting.percent", numeral.last):
        return None  # "another 5%" is a share
    if numeral is not None and not numeral.ordinal and view.at(place + 1) != "one":
        return replace(counted(view, numeral), first=place)
    found = head(view, place + 1, one=True)
    if view.at(place + 1) == "one" or (found.noun == "call" and view.at(found.last - 1) == "call"):
        return Quantity("count", Fraction(1), None, place, place + 1, "calls", "call")
    begun = view.at(place - 1) in ("had", "was", "got", "came", "then", "saw") or view.ends_at(place - 1)
    if begun and view.at(place + 1) in _BEHIND_CALL and "call" in view.lemmas[:place]:
        return Quantity("count", Fraction(1), None, place, place + 1, "calls", "call")
    led = view.at(place - 1) in ("to", "for", "of", "by", "at", "from", "about", "with", "than", "like")
    single = found.role == "people" and view.at(found.last - 1) == found.noun and not led
    acts = view.said(place + 1, "predicates") or view.at(place + 1) in listed("reporting")
    acts = acts or (found.role == BARE and acting(view, place + 1))  # "…, another fit our playbook"
    if single or (view.ends_at(place - 1) and acts):
        return Quantity("count", Fraction(1), None, place, place + 1, "people", "caller")
    return None


def tally(view: View, place: int) -> Quantity | None:
    """Strokes: "||||| ||" is seven."""
    if view.at(place) != "|" or view.at(place - 1) == "|" or view.at(place + 1) != "|":
        return None
    last = place + 1
    while view.at(last) in ("|", "/") and view.starts[last] - view.ends[last - 1] <= 2:
        last += 1
    ends = last >= view.size or view.kind(last) == BREAK or view.at(last) in (",", ")", ";")
    if not ends or not view.glued(place + 1):
        return None
    return Quantity("count", Fraction(last - place), None, place, last)
