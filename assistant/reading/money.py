"""Sums of money a message names, and what each of them is.

    find(text)     # "base is 2.40, they billed me nine dollars" → 2.40 (base_rate), 9 (claim)

Sums are found first (symbols, words, bare decimals), then told apart by the words around them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from assistant.reading.amountwords import AmountWords, View, english, view_of
from assistant.reading.numerals import Numeral
from assistant.reading.sumroles import roles
from assistant.reading.text import NUMBER, WORD, Text

_ONES = frozenset({"a", "one", "half"})  # "a dollar eighty"


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at token places [first, last), in dollars unless `currency` says otherwise.

    `role`: "base_rate" (the client's price per call), "claim" (billed, expected, guessed or feared as
    add-on or total), "add_on" (the add-on's own price being spoken of), "other" (orders, refunds, a rate
    that was corrected).
    """

    amount: Decimal
    first: int
    last: int
    role: str = "other"
    currency: str = "USD"
    bare: bool = False  # a number with no word or sign of money


def find(text: Text, words: AmountWords | None = None, add_on: Decimal | None = None) -> tuple[Money, ...]:
    """Every sum of a message, in order.  `add_on` is the add-on's price, so that "the $4" is known for it."""
    view = view_of(text, words or english())
    return view.once(("money", add_on), lambda: _find(view, add_on))


def _find(view: View, add_on: Decimal | None) -> tuple[Money, ...]:
    found = roles(view, view.once("sums", lambda: sums(view)), add_on)
    return tuple(one for one in found if not (one.bare and one.role == "other"))


def sums(view: View) -> list[Money]:
    """All numbers that are, or may be, sums of money."""
    found: list[Money] = []
    place = 0
    while place < view.size:
        one = None
        if _may_begin(view, place):
            one = _signed(view, place) or _worded(view, place) or _bare(view, place)
        if one is None:
            place += 1
        else:
            found.append(one)
            place = one.last
    return found


def _may_begin(view: View, place: int) -> bool:
    """Whether a sum can begin here at all; most words can't, and need no closer look."""
    number = view.kinds[place] == NUMBER or view.numeral(place) is not None
    return number or view.texts[place] in _ONES or _currency(view, place) is not None


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _currency(view: View, place: int) -> str | None:
    if not 0 <= place < view.size:
        return None
    known = view.words.currencies
    return known.get(view.at(place)) or known.get(view.lemma(place))


def _figure(view: View, place: int) -> tuple[Decimal, int] | None:
    """A sum in figures: 1.80, "1,80", "1 460", "150k"."""
    if view.kind(place) != NUMBER or len(view.at(place)) > 12:
        return None
    text, last = view.at(place), place + 1
    comma = (
        view.at(last) == "," and view.glued(last) and view.glued(last + 1) and view.kind(last + 1) == NUMBER
    )
    if comma and len(view.at(last + 1)) == 2 and (text + view.at(last + 1)).isdecimal():
        return Decimal(f"{text}.{view.at(last + 1)}"), last + 2
    grouped = view.kind(last) == NUMBER and len(view.at(last)) == 3 and "." not in text and len(text) <= 3
    if grouped and view.at(last).isdecimal() and not view.glued(last) and _currency(view, last + 1):
        return Decimal(text + view.at(last)), last + 1
    if view.at(last) == "k" and view.glued(last):
        return Decimal(text) * 1000, last + 1
    return Decimal(text), last


def _signed(view: View, place: int) -> Money | None:
    """ "$2.40", "US$ 4", "EUR 35", "$4/call": a currency before a figure."""
    currency = _currency(view, place)
    if currency is None or view.at(place) == "us":
        return None
    figure = _figure(view, place + 1)
    if figure is None:
        return None
    if view.kind(place) == WORD and view.lemma(place) in ("dollar", "buck", "pound", "euro"):
        return None
    amount, last = figure
    if view.at(last) in ("$", "usd", "dollars") and view.at(place) != "$":
        last += 1
    first = place - 1 if view.at(place - 1) in ("us", "+", "-") and view.glued(place) else place
    return Money(amount, first, last, currency=currency)


def _worded(view: View, place: int) -> Money | None:
    """ "two dollars and fifty cents", "a dollar eighty", "95 cents", "3 bucks", "1.80$"."""
    units = view.words.money
    if view.at(place) in _ONES and view.lemma(place + 1) in ("dollar", "buck", "quid"):
        return _with_cents(view, place, place + 2, Decimal(1))
    if view.lemma(place) in ("dollar", "buck") and _cents(view, place + 1) and view.at(place - 1) != "$":
        return _with_cents(view, place, place + 1, Decimal(1))
    figure, numeral = _figure(view, place), view.numeral(place)
    if figure is None and (numeral is None or numeral.ordinal):
        return None
    amount, last = (
        figure if figure else (_decimal(numeral.value), numeral.last) if numeral else (Decimal(0), 0)
    )
    if numeral is not None and numeral.last > last:
        amount, last = _decimal(numeral.value), numeral.last
    if view.among(last, units["cents"]):
        return Money(amount / 100, place, last + 1)
    currency = _currency(view, last)
    if currency is None or view.at(last) == "us":
        return None
    if (
        view.at(last) == "$"
        and view.kind(last + 1) == NUMBER
        and (view.glued(last + 1) or not view.glued(last))
    ):
        return None
    return replace(_with_cents(view, place, last + 1, amount), currency=currency)


def _with_cents(view: View, first: int, last: int, amount: Decimal) -> Money:
    cents = _cents(view, last)
    return Money(amount + cents[0], first, cents[1]) if cents else Money(amount, first, last)


def _cents(view: View, place: int) -> tuple[Decimal, int] | None:
    """ "and fifty cents", "eighty", "and a quarter" behind dollars: the part of a dollar and the place behind."""
    joined = view.at(place) == "and"
    start = place + 1 if joined else place
    if joined and view.at(start) in ("a", "one") and view.at(start + 1) in ("quarter", "half"):
        return Decimal("0.25" if view.at(start + 1) == "quarter" else "0.5"), start + 2
    numeral = view.numeral(start)
    if numeral is None or numeral.ordinal or numeral.whole is None or not 1 <= numeral.whole <= 99:
        return None
    named = view.among(numeral.last, view.words.money["cents"])
    if named:
        return Decimal(numeral.whole) / 100, numeral.last + 1
    if joined or view.words.roles.get(view.lemma(numeral.last)) in ("calls", "people", "interactions"):
        return None
    priced = view.phrase("money.per_call", numeral.last) or view.ends_at(numeral.last)
    if (
        (numeral.digits and not priced)
        or numeral.whole < 10
        or view.at(numeral.last) in ("minute", "minutes", "percent", "%")
    ):
        return None
    return Decimal(numeral.whole) / 100, numeral.last


def _bare(view: View, place: int) -> Money | None:
    """A number with nothing of money about it, which the words around may yet make one."""
    if view.at(place - 1) in ("#", "no", "number") or (
        view.glued(place) and view.at(place - 1) in ("/", "-", ":")
    ):
        return None
    figure = _figure(view, place)
    if figure is not None:
        amount, last = figure
        if view.at(last) in ("%", ":") or (view.at(last) == "/" and view.kind(last + 1) == NUMBER):
            return None
        return Money(amount, place, last, bare=True)
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or numeral.digits:
        return None
    pair = _pair(view, numeral)
    return pair or Money(_decimal(numeral.value), place, numeral.last, bare=True)


def _pair(view: View, numeral: Numeral) -> Money | None:
    """ "two fifty", "three oh five": dollars and cents as spoken."""
    start = numeral.last + 1 if view.at(numeral.last) in ("oh", "o", "point") else numeral.last
    cents = view.numeral(start)
    if cents is None or cents.digits or cents.ordinal or cents.whole is None or numeral.whole is None:
        return None
    point = view.at(numeral.last) == "point"
    low = 1 if start > numeral.last else 10
    if not (low <= cents.whole <= 99 and 0 < numeral.whole <= 19):
        return None
    part = Decimal(cents.whole) / (10 if point and cents.whole < 10 else 100)
    return Money(Decimal(numeral.whole) + part, numeral.first, cents.last, bare=True)
