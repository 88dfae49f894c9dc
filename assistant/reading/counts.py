"""Numbers that count: "12 calls", "two or three", "at least 4"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.amountwords import View
from assistant.reading.datemonths import year_at
from assistant.reading.headnouns import BARE, OTHER, head
from assistant.reading.numerals import Numeral
from assistant.reading.quantity import KNOWN, Quantity
from assistant.reading.text import WORD

_DASHES = frozenset({"-", "–", "—"})
_TIMES = frozenset({"x", "×"})


def count(view: View, place: int) -> Quantity | None:
    """The count, or the range of counts, that begins at `place`."""
    bounded = _between(view, place) or _bounded(view, place)
    if bounded is not None:
        return bounded
    numeral = view.numeral(place)
    if numeral is not None and not numeral.ordinal and (rough := _rough(view, numeral)):
        return rough
    if numeral is None or numeral.ordinal or _preposition(view, numeral) or _soundalike(view, numeral):
        return None
    if view.at(place) in ("one", "1") and not _is_number(view, numeral):
        return None
    return _range(view, numeral) or _summed(view, numeral) or counted(view, numeral)


_SOMEBODY = frozenset("a an the he she they it your our my somebody someone his her we".split())
_IN = frozenset("in on at with for during from".split())


def _known_by(view: View, place: int) -> bool:
    """ "At the harbour one a live agent …": one that is known by its place or name."""
    if view.at(place + 1) not in _SOMEBODY:
        return False
    return any(view.at(place - back) == "the" and view.at(place - back - 1) in _IN for back in (2, 3))


def _summed(view: View, numeral: Numeral) -> Quantity | None:
    """ "2 + 5 of them": one number."""
    other = view.numeral(numeral.last + 1) if view.at(numeral.last) in ("+", "plus") else None
    if other is None or other.ordinal or other.decimals or numeral.decimals or view.at(other.last) == "=":
        return None
    found = head(view, other.last)
    if found.role not in {*KNOWN, BARE}:
        return None
    both = replace(other, first=numeral.first, value=numeral.value + other.value)
    return counted(view, both)


def _rough(view: View, numeral: Numeral) -> Quantity | None:
    """ "about 10 calls", "3 at most", "12 callers or so": a number that isn't sure."""
    found = head(view, numeral.last)
    if found.role not in {*KNOWN, BARE} or numeral.value <= 1:
        return None
    ends = [numeral.last, found.last]
    ends += [end + 1 for end in ends if view.at(end) == ","]
    behind = any(view.phrase("counting.give_or_take", end) for end in ends)
    before = view.said(numeral.first - 1, "about")
    before = before and (found.role in KNOWN or view.at(numeral.first - 2) in (":", "(", "call", "calls"))
    if not (before or behind):
        return None
    return Quantity("range", None, numeral.value, numeral.first, numeral.last, found.role, found.noun)


def counted(view: View, numeral: Numeral) -> Quantity:
    """The count with what it counts."""
    place, last, value = numeral.first, numeral.last, numeral.value
    often = _often(view, numeral)
    if often is not None:
        return often
    found = head(view, last, one=value == 1)
    role, noun = found.role, found.noun
    if view.at(last) == "+" and view.glued(last) and head(view, last + 1).role in KNOWN:  # "6+ calls"
        found = head(view, last + 1)
        return Quantity("range", value, None, place, last + 1, found.role, found.noun)
    behind = year_at(view, place)[1] if year_at(view, place)[0] else place
    if not numeral.decimals and 1900 <= value < 2000 and numeral.digits:
        behind = last
    if behind > place and (role == BARE or noun == "s"):
        return Quantity("count", None, None, place, behind, "date")
    if role == "people_not_calls" and _requested(view, last, found.last):
        role = "interactions"
    if numeral.decimals and role != "duration":
        role = OTHER
    elif noun == "time":
        role = "times"
    return Quantity("count", value, None, place, last, role, noun, partitive=found.partitive)


def _requested(view: View, first: int, last: int) -> bool:
    """ "5 caller-requested live agents": so many requests."""
    return any(view.said(step, "requested") for step in range(first, last - 1))


def _often(view: View, numeral: Numeral) -> Quantity | None:
    """ "asked for a person (3x)"; "7x HV" counts what follows."""
    last = numeral.last
    if view.at(last) not in _TIMES or not (view.glued(last) or view.ends_at(last + 1)):
        return None
    found = head(view, last + 1)
    if found.role in KNOWN:
        return Quantity("count", numeral.value, None, numeral.first, last + 1, found.role, found.noun)
    if view.numeral(last + 1) or view.at(last + 1) == "$":
        return None
    if view.ends_at(numeral.first - 1) and view.at(numeral.first - 1) != "(" and not view.ends_at(last + 1):
        return Quantity("count", numeral.value, None, numeral.first, last + 1)  # "5x AI only"
    return Quantity("count", numeral.value, None, numeral.first, last + 1, "times", "time")


def _preposition(view: View, numeral: Numeral) -> bool:
    """ "2 your agent", "asked 4 a human": a word written as a figure."""
    if view.at(numeral.first) not in ("2", "4") or numeral.last != numeral.first + 1:
        return False
    if view.at(numeral.first - 1) == "on" and view.ends_at(numeral.first - 2):
        return False  # "…. On 4 your agent came in"
    if head(view, numeral.last).role in KNOWN:
        return False  # "got 2 human verifications"
    before = view.among(numeral.first - 1, view.words.counting["before_preposition"])
    return before and view.said(numeral.last, "after_preposition")


def _soundalike(view: View, numeral: Numeral) -> bool:
    """ "won", "too", "ate", "tree" are numbers only before what can be counted."""
    if view.at(numeral.first) not in view.words.soundalikes:
        return False
    if view.role(numeral.last) not in ("calls", "people", "duration"):
        return True
    plural = view.at(numeral.last) != view.lemma(numeral.last)
    return plural == (numeral.value == 1) or view.at(numeral.first - 1) in ("me", "us", "it", "him", "and")


def _is_number(view: View, numeral: Numeral) -> bool:
    """Whether "one" counts here, rather than standing for a noun ("this one", "the one who")."""
    place, last = numeral.first, numeral.last
    found = head(view, last, one=True)
    if view.at(place - 1) == "the" and found.role in KNOWN and not found.partitive:
        return True
    if view.at(place) == "one" and _known_by(view, place):
        return False
    if view.said(place - 1, "not_one") and view.at(place) == "one":
        return False
    if found.role != BARE or found.partitive or view.at(place) == "1" or view.said(last, "after_one"):
        return True
    handled = view.lemma(place - 1) in view.words.counting["handling"] and view.ends_at(last)
    begins = view.ends_at(place - 1) or view.said(place - 1, "before_one") or handled
    begins = begins or view.at(place - 1) in view.words.weekdays or view.at(place - 1) in ("am", "pm")
    return begins and (view.ends_at(last) or view.kind(last) == WORD)


# ---------------------------------------------------------------- ranges


def _range(view: View, numeral: Numeral) -> Quantity | None:
    """ "2 to 5", "three or four", "two, maybe three", "3-4"; ordinals ("1–4") become a span."""
    step = _joined(view, numeral.last)
    other = view.numeral(step) if step else None
    if other is None or other.ordinal or not numeral.value < other.value <= numeral.value * 20 + 20:
        return None
    if view.at(numeral.last) in _DASHES and not (view.glued(numeral.last) and view.glued(step)):
        return None
    if view.at(other.last) in ("%", ":", "/", "or") or view.at(numeral.first - 1) in ("$", "x"):
        return None
    found = head(view, other.last)
    if found.role == BARE and not view.said(numeral.last, "maybe") and view.at(numeral.last) != ",":
        return _labels(view, numeral, other)
    return Quantity(
        "range", numeral.value, other.value, numeral.first, other.last, found.role, found.noun,
        partitive=found.partitive,
    )  # fmt: skip


def _joined(view: View, place: int) -> int:
    """The place behind "or", "to", ", maybe" … at `place`; 0 when no such words stand there."""
    if view.said(place, "range_marks") or view.said(place, "maybe"):
        step = place + 1
    elif view.at(place) == "," and view.said(place + 1, "maybe"):
        step = place + 2
    else:
        return 0
    while view.at(step) == "even" or view.said(step, "maybe"):
        step += 1
    return step


def _labels(view: View, numeral: Numeral, other: Numeral) -> Quantity | None:
    """Two numbers without a noun: places in a list ("for 1 to 4"), rather than a count."""
    before = view.lemma(numeral.first - 1)
    listed = numeral.value == 1 or before in ("call", "row", "for", "number", "from")
    if not listed and view.at(numeral.last) == "to":
        return None
    return Quantity("span", numeral.value, other.value, numeral.first, other.last, "calls")


def _between(view: View, place: int) -> Quantity | None:
    """ "between 2 and 5 calls"."""
    low = view.numeral(place + 1) if view.at(place) == "between" else None
    high = view.numeral(low.last + 1) if low and view.at(low.last) in ("and", "to") else None
    if low is None or high is None or low.ordinal or high.ordinal or high.value <= low.value:
        return None
    found = head(view, high.last)
    return Quantity("range", low.value, high.value, place, high.last, found.role, found.noun)


def _bounded(view: View, place: int) -> Quantity | None:
    """ "at least 3", "up to 4"."""
    for group, upper in (("counting.at_least", False), ("counting.at_most", True)):
        size = view.phrase(group, place)
        numeral = view.numeral(place + size) if size else None
        if numeral is None or numeral.ordinal or view.at(numeral.last) in ("%", "percent"):
            continue
        found = head(view, numeral.last)
        if found.role in ("duration", OTHER):
            return None
        low, high = (None, numeral.value) if upper else (numeral.value, None)
        return Quantity("range", low, high, place, numeral.last, found.role, found.noun)
    return None
