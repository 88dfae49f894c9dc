"""How many of what: every quantity of a message, with what it counts.

    find(text)    # "half a dozen leads, the other two AI" → 6 (people), the rest: 2

Readers are tried at each place in turn; the first that knows the words there wins.  What numbers are part of
dates and sums of money is known before (`dates`, `money`); what is told per day or per shop is multiplied
out afterwards where the message says how many of those there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from assistant.reading import labels, quantifiers
from assistant.reading.amountwords import AmountWords, View, english, view_of
from assistant.reading.datemonths import year_at
from assistant.reading.dates import any_day
from assistant.reading.dates import find as find_dates
from assistant.reading.headnouns import BARE, OTHER, head
from assistant.reading.money import find as find_money
from assistant.reading.numerals import Numeral
from assistant.reading.quantity import Places, Quantity
from assistant.reading.rates import with_rates
from assistant.reading.series import in_series
from assistant.reading.text import BREAK, NUMBER, PUNCT, WORD, Text

__all__ = ["Quantity", "find"]

_DASHES = frozenset({"-", "–", "—"})


def find(text: Text, words: AmountWords | None = None) -> tuple[Quantity, ...]:
    """Every quantity of a message, in order, none overlapping another."""
    return _find(text, words or english())


@lru_cache(maxsize=32)
def _find(text: Text, words: AmountWords) -> tuple[Quantity, ...]:
    view = view_of(text, words)
    taken = _taken(view)
    found: list[Quantity] = []
    place = 0
    while place < view.size:
        if place in taken.roles:
            last, role = taken.roles[place]
            if any(view.numeral(step) for step in range(place, last)):
                found.append(_named(view, place, last, role))
            place = last
            continue
        quantity = _read(view, place)
        if quantity is None or taken.overlaps(quantity.first, quantity.last):
            place += 1
        else:
            found.append(quantity)
            place = max(quantity.last, place + 1)
    found = in_series(view, found)
    return tuple(with_rates(view, found, find_dates(text, any_day(), words)))


def _taken(view: View) -> Places:
    """Places whose numbers belong to dates, to sums and to names of things."""
    taken = Places(view)
    dates = find_dates(view.text, any_day(), view.words)
    taken.take(
        (one.first, one.last, "date") for one in dates if not (one.relative and one.grain == "weekday")
    )
    taken.take((one.first, one.last, "money") for one in find_money(view.text, view.words))
    taken.take_names()
    return taken


def _named(view: View, first: int, last: int, role: str) -> Quantity:
    numerals = [numeral for step in range(first, last) if (numeral := view.numeral(step))]
    value = numerals[0].value if numerals and role == "money" else None
    return Quantity("count", value, None, first, last, role)


def _read(view: View, place: int) -> Quantity | None:
    if view.kind(place) == BREAK:
        return None
    if view.kind(place) == PUNCT:
        return _tally(view, place) or labels.ordinal(view, place)
    if not _may_begin(view, place):
        return None
    for reader in _READERS:
        quantity = reader(view, place)
        if quantity is not None:
            return quantity
    return None


def _may_begin(view: View, place: int) -> bool:
    """Whether a quantity can begin here at all; most words can't, and need no closer look."""
    text, words = view.texts[place], view.words.count_starts
    if text in words or view.lemmas[place] in words or len(text) == 1:
        return True
    return view.kinds[place] == NUMBER or view.numeral(place) is not None


# ---------------------------------------------------------------- counts


def _count(view: View, place: int) -> Quantity | None:
    """A number that counts: "12 calls", "two or three", "at least 4", "one more"."""
    bounded = _bounded(view, place)
    if bounded is not None:
        return bounded
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or _preposition(view, numeral) or _soundalike(view, numeral):
        return None
    if view.at(place) in ("one", "1") and not _is_number(view, numeral):
        return None
    ranged = _range(view, numeral)
    return ranged or _quantity(view, numeral)


def _quantity(view: View, numeral: Numeral) -> Quantity:
    place, last, value = numeral.first, numeral.last, numeral.value
    if view.at(last) in ("x", "×") and (view.glued(last) or view.at(last + 1) in (")", ",", ".", "?", "")):
        found = head(view, last + 1)
        if found.role in ("calls", "people", "interactions"):
            return Quantity("count", value, None, place, last + 1, found.role, found.noun)
        if not view.numeral(last + 1) and view.at(last + 1) != "$":
            return Quantity("count", value, None, place, last + 1, "times", "time")
    found = head(view, last, one=value == 1)
    role, noun = found.role, found.noun
    year, behind = year_at(view, place)
    if not year and numeral.digits and 1900 <= value < 1990:
        year, behind = int(value), last
    if year and (role == BARE or noun == "s"):
        return Quantity("count", None, None, place, behind, "date")
    if numeral.decimals and role != "duration":
        role = OTHER
    elif noun == "time":
        role = "times"
    return Quantity("count", value, None, place, last, role, noun, partitive=found.partitive)


def _preposition(view: View, numeral: Numeral) -> bool:
    """ "2 your agent", "asked 4 a human": a word written as a figure."""
    if view.at(numeral.first) not in ("2", "4") or numeral.last != numeral.first + 1:
        return False
    counting = view.words.counting
    after = view.at(numeral.last) in counting["after_preposition"]
    before = view.among(numeral.first - 1, counting["before_preposition"])
    return after and before


def _soundalike(view: View, numeral: Numeral) -> bool:
    """ "won", "too", "ate", "tree" are numbers only before what can be counted."""
    if view.at(numeral.first) not in view.words.soundalikes:
        return False
    noun, value = view.lemma(numeral.last), numeral.value
    if view.words.roles.get(noun) not in ("calls", "people", "duration"):
        return True
    plural = view.at(numeral.last) != noun
    return plural == (value == 1) or view.at(numeral.first - 1) in ("me", "us", "it", "him", "and")


def _is_number(view: View, numeral: Numeral) -> bool:
    """Whether "one" counts here, rather than standing for a noun ("this one", "the one who")."""
    counting, last = view.words.counting, numeral.last
    before, after = view.at(numeral.first - 1), view.at(last)
    found = head(view, last, one=True)
    if before == "the" and found.role in ("calls", "people", "interactions") and not found.partitive:
        return True
    if before in counting["not_one"] and view.at(numeral.first) == "one":
        return False
    if found.role != BARE or found.partitive:
        return True
    if view.at(numeral.first) == "1":
        return True
    clause_start = view.kind(numeral.first - 1) in (PUNCT, BREAK, "") or before in (
        "and",
        "plus",
        "only",
        "just",
        "but",
        "with",
    )
    return after in counting["after_one"] or (clause_start and view.kind(last) in (PUNCT, WORD, BREAK, ""))


# ---------------------------------------------------------------- ranges


def _range(view: View, numeral: Numeral) -> Quantity | None:
    """ "2 to 5", "three or four", "two, maybe three", "3-4"; ordinals "1–4" become a span."""
    step = numeral.last
    if view.at(step) in view.words.counting["range_marks"]:
        step += 1
    elif view.at(step) == "," and view.at(step + 1) in view.words.counting["maybe"]:
        step += 2
    elif view.at(step) in ("maybe", "perhaps"):
        step += 1
    else:
        return None
    while view.at(step) in ("even", "maybe", "perhaps"):
        step += 1
    other = view.numeral(step)
    if (
        other is None
        or other.ordinal
        or other.value <= numeral.value
        or other.value > numeral.value * 20 + 20
    ):
        return None
    if view.at(numeral.last) in _DASHES and not (view.glued(numeral.last) and view.glued(step)):
        return None
    if view.at(other.last) in ("%", ":", "/", "or") or view.at(numeral.first - 1) in ("$", "x"):
        return None
    found = head(view, other.last)
    joined = view.at(numeral.last)
    if found.role == BARE and joined not in ("or", ",", "maybe", "perhaps"):
        if not (numeral.value == 1 or view.lemma(numeral.first - 1) in ("call", "row", "for", "number")):
            if joined == "to" and view.at(numeral.first - 1) not in ("from", "between"):
                return None
        kind = "span" if numeral.value >= 1 and view.at(numeral.first - 1) != "between" else "range"
        return Quantity(
            kind, numeral.value, other.value, numeral.first, other.last, "calls" if kind == "span" else BARE
        )
    return Quantity(
        "range",
        numeral.value,
        other.value,
        numeral.first,
        other.last,
        found.role,
        found.noun,
        partitive=found.partitive,
    )


def _bounded(view: View, place: int) -> Quantity | None:
    """ "between 2 and 5", "at least 3", "up to 4"."""
    if view.at(place) == "between":
        low = view.numeral(place + 1)
        high = view.numeral(low.last + 1) if low and view.at(low.last) in ("and", "to") else None
        if low is None or high is None or low.ordinal or high.ordinal or high.value <= low.value:
            return None
        found = head(view, high.last)
        return Quantity("range", low.value, high.value, place, high.last, found.role, found.noun)
    for group, upper in (("counting.at_least", False), ("counting.at_most", True)):
        size = view.phrase(group, place)
        numeral = view.numeral(place + size) if size else None
        if numeral is None or numeral.ordinal or view.at(numeral.last) in ("%", "percent"):
            continue
        found = head(view, numeral.last)
        if found.role in ("duration", OTHER):
            return None
        low_high = (None, numeral.value) if upper else (numeral.value, None)
        return Quantity("range", *low_high, place, numeral.last, found.role, found.noun)
    return None


# ---------------------------------------------------------------- how often, tallies


def _times(view: View, place: int) -> Quantity | None:
    """ "twice", "x7", "another (call)"."""
    word = view.at(place)
    if word == "x" and view.kind(place + 1) == NUMBER and not view.glued(place):
        numeral = view.numeral(place + 1)
        if (
            numeral is not None
            and not numeral.decimals
            and view.at(place - 1) not in ("$",)
            and not view.numeral(place - 1)
        ):
            found = head(view, numeral.last)
            known = found.role in ("calls", "people", "interactions")
            role, noun = (found.role, found.noun) if known else (BARE, None)
            return Quantity("count", numeral.value, None, place, numeral.last, role, noun)
    if word in ("twice", "thrice"):
        return Quantity("count", Fraction(view.words.times[word]), None, place, place + 1, "times", "time")
    if word == "once" and (
        view.at(place - 1) in ("only", "just") or view.kind(place + 1) in (PUNCT, BREAK, "")
    ) and view.at(place - 1) not in ("at", "all"):
        return Quantity("count", Fraction(1), None, place, place + 1, "times", "time")
    if word == "another":
        return _another(view, place)
    return None


def _another(view: View, place: int) -> Quantity | None:
    """ "another 30", "another call": so many more."""
    numeral = view.numeral(place + 1)
    if numeral is not None and not numeral.ordinal and view.at(place + 1) != "one":
        return replace(_quantity(view, numeral), first=place)
    found = head(view, place + 1, one=True)
    if view.at(place + 1) == "one" or (found.noun == "call" and view.at(found.last - 1) == "call"):
        return Quantity("count", Fraction(1), None, place, place + 1, "calls", "call")
    return None


def _tally(view: View, place: int) -> Quantity | None:
    """Strokes: "||||| ||" is seven."""
    if (
        view.at(place) != "|"
        or view.at(place - 1) == "|"
        or view.at(place + 1) != "|"
        or not view.glued(place + 1)
    ):
        return None
    last = place
    while view.at(last) in ("|", "/") and (last == place or view.starts[last] - view.ends[last - 1] <= 2):
        last += 1
    if last < view.size and view.kind(last) != BREAK and view.at(last) not in (",", ")", ";"):
        return None
    return Quantity("count", Fraction(last - place), None, place, last, BARE)


_READERS: tuple[Callable[[View, int], Quantity | None], ...] = (
    labels.clock,
    quantifiers.share,
    quantifiers.every,
    quantifiers.multiple,
    quantifiers.none,
    quantifiers.rest,
    labels.identifier,
    labels.ordinal,
    quantifiers.vague,
    _times,
    _count,
)
