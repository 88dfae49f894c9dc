"""What a sum of money is: the client's base rate, a claim, the add-on's price, or something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.reading.amountwords import View
from assistant.reading.text import BREAK, NUMBER, PUNCT, SENTENCE_END

if TYPE_CHECKING:
    from assistant.reading.money import Money

BASE, CLAIM, ADD_ON, OTHER = "base_rate", "claim", "add_on", "other"
_DOTS = frozenset({".", "...", "…", "_", "*", "-", "–", "|", '"', "'", "("})
_LINKS = frozenset(
    {"is", "of", "at", "=", ":", "was", "were", "be", "s", "'s", "the", "rate", "fee", "price", "per", "call",
     "a", "cost", "charge", "/", "about", ",", "it", "for", ")", "just", "only", "and", "with", "currently",
     "each", "amount", "now", "really", "us", "are", "being"}
)  # fmt: skip


def roles(view: View, found: list[Money], add_on: Decimal | None) -> list[Money]:
    """The sums with their roles; a base rate that is corrected becomes "other"."""
    sums: list[Money] = []
    for index, one in enumerate(found):
        low = found[index - 1].last if index and not found[index - 1].bare else 0
        high = found[index + 1].first if index + 1 < len(found) and not found[index + 1].bare else view.size
        sums.append(replace(one, role=_role(view, one, low, high, add_on)))
    return _corrected(view, sums)


def _left(view: View, place: int, low: int, most: int) -> Iterator[int]:
    """Up to `most` places before `place` in its clause, nearest first; dot leaders and marks don't count."""
    for before in range(place - 1, low - 1, -1):
        text = view.at(before)
        if view.kind(before) == BREAK or (text in SENTENCE_END and not _leader(view, before)):
            return
        if text in _DOTS:
            continue
        most -= 1
        if most < 0:
            return
        yield before


def _leader(view: View, place: int) -> bool:
    """Whether a dot is one of the dots that lead to a sum in a column ("base ..... 1.75")."""
    near = (view.at(place - 1), view.at(place + 1))
    return view.at(place) in ("...", "…") or (view.at(place) == "." and ("." in near or "..." in near))


def _right(view: View, place: int, high: int, most: int) -> Iterator[int]:
    for after in range(place, min(high, place + most)):
        if view.kind(after) == BREAK or view.at(after) in SENTENCE_END:
            return
        yield after


def _role(view: View, one: Money, low: int, high: int, add_on: Decimal | None) -> str:
    if one.currency != "USD" or (not one.bare and _for_period(view, one.last)):
        return OTHER
    if _is_base(view, one, low, high, add_on):
        return BASE
    if one.bare:
        return _bare_role(view, one, add_on)
    left = list(_left(view, one.first, low, 6))
    right = list(_right(view, one.last, high, 5))
    if add_on is not None and one.amount == add_on:
        billed = any(view.lemma(place) in ("charge", "bill", "owe", "be") for place in left[:3])
        return CLAIM if billed and view.at(one.first) != "+" else ADD_ON
    if _any(view, "money.on_top_words", right[:2]) or view.at(one.first) == "+":
        return CLAIM
    if _any(view, "money.goods", left[:4]) or _any(view, "money.goods", right[:4]):
        return OTHER
    asked = view.at(one.last) == "?" or view.at(one.last + 1) in ("right", "correct", "?", "no")
    if asked or _any(view, "money.claim", left) or _any(view, "money.claim", right):
        return CLAIM
    return OTHER


def _any(view: View, group: str, places: list[int]) -> bool:
    return any(view.phrase(group, place) for place in places)


def _for_period(view: View, place: int) -> bool:
    """ "/mo", "a minute", "per night": not a price per call."""
    word = view.lemma(place + 1)
    return view.at(place) in ("/", "a", "an", "per", "each", "for") and word in view.words.money["periods"]


# ---------------------------------------------------------------- the base rate


def _is_base(view: View, one: Money, low: int, high: int, add_on: Decimal | None) -> bool:
    if _counts_something(view, one):
        return False
    named = _base_left(view, one, low)
    if named is not None:
        return named
    if _base_right(view, one, high):
        return True
    per_call = _per_call(view, one)
    left = list(_left(view, one.first, low, 6))
    if _of_the_add_on(view, one, left, high):
        return False
    if one.bare and not (_cents_written(view, one) or per_call):
        return False
    if _any(view, "money.rate", left) and not _any(view, "money.goods", left[:5]):
        return True
    if _answers(view, one, add_on):
        return True
    if _any(view, "money.plan", [one.last]) or _paid_per_call(view, one, left, add_on):
        return True
    supposed = any(view.at(place) in view.words.money["suppose"] for place in left[:3])
    if supposed and not _any(view, "money.billed", left) and not one.bare:
        return add_on is None or one.amount != add_on
    return _priced_calls(view, one, left, per_call, add_on)


def _answers(view: View, one: Money, add_on: Decimal | None) -> bool:
    """Whether the message is little more than a price with cents: the answer to what the base rate is."""
    cents = one.amount != one.amount.to_integral_value()
    if not cents or view.size - (one.last - one.first) > 4 or one.amount == add_on:
        return False
    around = [view.at(place) for place in range(view.size) if not one.first <= place < one.last]
    return all(word in _LINKS or word in view.words.money["answering"] for word in around)


def _priced_calls(view: View, one: Money, left: list[int], per_call: str, add_on: Decimal | None) -> bool:
    """ "we pay 2.05 each call", "10 calls @ 1.90 ea", "1.75 x 6 calls"."""
    calls = any(view.lemma(place) == "call" for place in left[:3])
    at = bool(left) and view.at(left[0]) in ("@", "at", "x", "×", "*", "à")
    times = view.at(one.last) in ("x", "×", "*") and view.lemma(one.last + 2) == "call"
    if add_on is not None and one.amount == add_on and not times:
        return False
    if (at and calls) or times:
        return True
    if per_call == "call":
        return not any(view.lemma(place) in ("fee", "extra") for place in left) and _sayable(view, one, left)
    return per_call == "each" and calls


def _paid_per_call(view: View, one: Money, left: list[int], add_on: Decimal | None) -> bool:
    """ "per call we pay 1.99", "each call costs us $2.15"."""
    if add_on is not None and one.amount == add_on:
        return False
    paid = any(view.lemma(place) in ("pay", "cost", "run") for place in left[:3])
    said = [place for place in left if view.phrase("money.per_call", place) > 1]
    beside = any(place + view.phrase("money.per_call", place) >= one.first - 1 for place in said)
    return bool(said) and (paid or (beside and not _any(view, "money.goods", left)))


def _sayable(view: View, one: Money, left: list[int]) -> bool:
    """Whether a price "per call" is the client's own: "we pay", "I'm on", "at", or the sentence's start."""
    if not left:
        return True
    pay = any(view.phrase("money.pay", place) for place in left[:4])
    return pay or len(left) < 4 or not one.bare


def _counts_something(view: View, one: Money) -> bool:
    """A bare number with a noun behind it, a clock time, a share: no sum."""
    if not one.bare:
        return False
    after = view.at(one.last)
    if after in ("x", "×", "*"):
        return view.kind(one.last + 1) == NUMBER and "." in view.at(one.last + 1)
    if view.role(one.last) is not None or after in ("%", "percent", ":", "am", "pm", "times"):
        return True
    return not _cents_written(view, one) and after in ("of", "and", "or", "ai", "to", "@", "at")


def _cents_written(view: View, one: Money) -> bool:
    """Whether a bare number is written as a price is: 2.40, "two fifty"."""
    text = view.at(one.last - 1)
    if view.kind(one.first) == NUMBER:
        return len(text.partition(".")[2]) in (2, 3) or one.last - one.first == 3
    return one.last - one.first >= 2 and one.amount != one.amount.to_integral_value()


def _base_left(view: View, one: Money, low: int) -> bool | None:
    """Whether "base" stands before the sum, close enough to be of it; None when it doesn't stand there."""
    passed = 0
    for place in _left(view, one.first, low, 9):
        if view.phrase("money.base", place):
            if _on_top_of(view, place) and passed > 1:
                return None
            close = (
                passed == 0 or (not one.bare and passed <= 3) or (_cents_written(view, one) and passed <= 2)
            )
            return True if close else None
        if view.at(place) in ("plus", "+", "and") or view.lemma(place) in (
            "add",
            "extra",
            "surcharge",
            "human",
        ):
            return None
        if view.at(place) not in _LINKS and view.at(place) not in view.words.counting["determiners"]:
            passed += 1
    return None


def _on_top_of(view: View, base: int) -> bool:
    """ "on top of base", "beyond the base rate"."""
    return any(view.at(place) in view.words.money["on_top"] for place in range(max(0, base - 3), base))


def _base_right(view: View, one: Money, high: int) -> bool:
    """ "$3.25 base", "2.20 a call is right, that's our base", "3.15 is the base"."""
    if one.bare and not _cents_written(view, one):
        return False
    for place in _right(view, one.last, high, 9):
        if view.phrase("money.base", place):
            return not _on_top_of(view, place) and not any(
                view.at(step) in ("plus", "+") for step in range(one.last, place)
            )
        known = view.at(place) in _LINKS or view.at(place) in (
            "that",
            "our",
            "my",
            "right",
            "apiece",
            "ea",
            "i",
        )
        if not known and view.kind(place) != PUNCT:
            return False
    return False


def _per_call(view: View, one: Money) -> str:
    """ "call" for "a call", "per call" … behind the sum; "each" for "each", "apiece"."""
    if view.phrase("money.per_call", one.last):
        return "call"
    return "each" if view.phrase("money.each", one.last) else ""


def _of_the_add_on(view: View, one: Money, left: list[int], high: int) -> bool:
    """Whether words of the add-on stand near ("$4 for the agent"), and not ruled out ("without the human")."""
    right = list(_right(view, one.last, high, 6))
    if _any(view, "money.addon", left[:4]):
        return True
    for place in right:
        if view.at(place) in view.words.money["without"]:
            return False
        if view.phrase("money.addon", place):
            return True
    return False


# ---------------------------------------------------------------- bare numbers and corrections


def _bare_role(view: View, one: Money, add_on: Decimal | None) -> str:
    if view.at(one.first - 1) == "=" and view.at(one.last) not in ("x", "×"):
        return CLAIM if view.kind(one.first - 2) == NUMBER or _cents_written(view, one) else OTHER
    if view.at(one.first - 1) == "+" and one.amount == add_on and not _counts_something(view, one):
        return ADD_ON
    if not _cents_written(view, one):
        return OTHER
    if view.at(one.first - 1) in ("...", "…") or _leader(view, one.first - 1):
        return CLAIM
    left = list(_left(view, one.first, 0, 4))
    return CLAIM if _any(view, "money.claim", left) and not _any(view, "money.goods", left) else OTHER


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
    left = list(_left(view, one.first, 0, 4))
    told = any(view.lemma(place) in ("be", "it", "make", "mean") for place in left)
    priced = _cents_written(view, one) or not one.bare
    return priced and beside and (told or _any(view, "money.corrections", left[:2]))


def _takes_back(view: View, first: int, last: int) -> bool:
    places = range(first, last)
    return len(places) < 25 and any(
        view.phrase("money.corrections", place)
        and (view.kind(place - 1) in (PUNCT, BREAK) or view.at(place) not in ("no", "not"))
        for place in places
    )
