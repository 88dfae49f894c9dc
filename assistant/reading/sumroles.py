"""What a sum of money is: the client's base rate, a claim, the add-on's price, or something else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.reading.amountwords import View
from assistant.reading.baserate import (
    any_of,
    before,
    behind,
    cents_written,
    counts_something,
    is_base,
    leader,
)
from assistant.reading.text import BREAK, NUMBER, PUNCT

if TYPE_CHECKING:
    from assistant.reading.money import Money

BASE, CLAIM, ADD_ON, OTHER = "base_rate", "claim", "add_on", "other"


def roles(view: View, found: list[Money], add_on: Decimal | None) -> list[Money]:
    """The sums with their roles; a base rate that is corrected becomes "other"."""
    sums: list[Money] = []
    for index, one in enumerate(found):
        low = found[index - 1].last if index and not found[index - 1].bare else 0
        high = found[index + 1].first if index + 1 < len(found) and not found[index + 1].bare else view.size
        sums.append(replace(one, role=_role(view, one, low, high, add_on)))
    return _corrected(view, sums)


def _role(view: View, one: Money, low: int, high: int, add_on: Decimal | None) -> str:
    if one.currency != "USD" or (not one.bare and _for_period(view, one.last)):
        return OTHER
    if is_base(view, one, low, high, add_on):
        return BASE
    if one.bare:
        return _bare_role(view, one, add_on)
    left = list(before(view, one.first, low, 6))
    right = list(behind(view, one.last, high, 5))
    if add_on is not None and one.amount == add_on:
        billed = any(view.lemma(place) in ("charge", "bill", "owe", "be") for place in left[:3])
        return CLAIM if billed and view.at(one.first) != "+" else ADD_ON
    if any_of(view, "money.on_top_words", right[:2]) or view.at(one.first) == "+":
        return CLAIM
    if any_of(view, "money.goods", left[:4]) or any_of(view, "money.goods", right[:4]):
        return OTHER
    asked = view.at(one.last) == "?" or view.at(one.last + 1) in ("right", "correct", "?", "no")
    if asked or any_of(view, "money.claim", left) or any_of(view, "money.claim", right):
        return CLAIM
    return OTHER


def _for_period(view: View, place: int) -> bool:
    """ "/mo", "a minute", "per night": not a price per call."""
    word = view.lemma(place + 1)
    return view.at(place) in ("/", "a", "an", "per", "each", "for") and word in view.words.money["periods"]


# ---------------------------------------------------------------- bare numbers and corrections


def _bare_role(view: View, one: Money, add_on: Decimal | None) -> str:
    if view.at(one.first - 1) == "=" and view.at(one.last) not in ("x", "×"):
        return CLAIM if view.kind(one.first - 2) == NUMBER or cents_written(view, one) else OTHER
    if view.at(one.first - 1) == "+" and one.amount == add_on and not counts_something(view, one):
        return ADD_ON
    if not cents_written(view, one):
        return OTHER
    if view.at(one.first - 1) in ("...", "…") or leader(view, one.first - 1):
        return CLAIM
    left = list(before(view, one.first, 0, 4))
    return CLAIM if any_of(view, "money.claim", left) and not any_of(view, "money.goods", left) else OTHER


def _corrected(view: View, sums: list[Money]) -> list[Money]:
    """ "Base 2.25. No, it's 2.52": the later is the base rate, the earlier one is not."""
    found = list(sums)
    earlier: int | None = None
    for index, one in enumerate(found):
        if view.at(one.first - 1) == "not":
            found[index] = one = replace(one, role=OTHER)
        elif earlier is not None and _corrects(view, found[earlier], one, index == earlier + 1):
            found[earlier] = replace(found[earlier], role=OTHER)
            found[index] = one = replace(one, role=BASE)
        elif (
            earlier is not None and one.role == CLAIM and one.amount == found[earlier].amount and not one.bare
        ):
            found[index] = one = replace(one, role=BASE)  # "1,80 dollars a call, that is $1.80"
        if one.role == BASE:
            earlier = index
    return found


def _corrects(view: View, earlier: Money, one: Money, beside: bool) -> bool:
    """Whether a sum takes the place of the base rate told before."""
    if not _takes_back(view, earlier.last, one.first):
        return False
    if one.role == BASE:
        return True
    left = list(before(view, one.first, 0, 4))
    told = any(view.lemma(place) in ("be", "it", "make", "mean") for place in left)
    priced = cents_written(view, one) or not one.bare
    return priced and beside and (told or any_of(view, "money.corrections", left[:2]))


def _takes_back(view: View, first: int, last: int) -> bool:
    places = range(first, last)
    return len(places) < 25 and any(
        view.phrase("money.corrections", place)
        and (view.kind(place - 1) in (PUNCT, BREAK) or view.at(place) not in ("no", "not"))
        for place in places
    )
