"""Whether a sum of money is the client's base rate: "base 2.40", "10 calls @ 1.90", "our rate's 1.80"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.reading.amountwords import View
from assistant.reading.text import BREAK, NUMBER, PUNCT, SENTENCE_END

if TYPE_CHECKING:
    from assistant.reading.money import Money

_DOTS = frozenset({".", "...", "…", "_", "*", "-", "–", "|", '"', "'", "("})
_LINKS = frozenset(
    {"is", "of", "at", "=", ":", "was", "were", "be", "s", "'s", "the", "rate", "fee", "price", "per", "call",
     "a", "cost", "charge", "/", "about", ",", "it", "for", ")", "just", "only", "and", "with", "currently",
     "each", "amount", "now", "really", "us", "are", "being"}
)  # fmt: skip


def before(view: View, place: int, low: int, most: int) -> Iterator[int]:
    """Up to `most` places before `place` in its clause, nearest first; dot leaders and marks don't count."""
    for step in range(place - 1, low - 1, -1):
        text = view.at(step)
        if view.kind(step) == BREAK or (text in SENTENCE_END and not leader(view, step)):
            return
        if text in _DOTS:
            continue
        most -= 1
        if most < 0:
            return
        yield step


def leader(view: View, place: int) -> bool:
    """Whether a dot is one of the dots that lead to a sum in a column ("base ..... 1.75")."""
    near = (view.at(place - 1), view.at(place + 1))
    return view.at(place) in ("...", "…") or (view.at(place) == "." and ("." in near or "..." in near))


def behind(view: View, place: int, high: int, most: int) -> Iterator[int]:
    for after in range(place, min(high, place + most)):
        if view.kind(after) == BREAK or view.at(after) in SENTENCE_END:
            return
        yield after


def any_of(view: View, group: str, places: list[int]) -> bool:
    return any(view.phrase(group, place) for place in places)


def is_base(view: View, one: Money, low: int, high: int, add_on: Decimal | None) -> bool:
    if counts_something(view, one):
        return False
    named = _base_left(view, one, low)
    if named is not None:
        return named
    if _base_right(view, one, high):
        return True
    per_call = _per_call(view, one)
    if one.bare and not (cents_written(view, one) or per_call):
        return False
    left = list(before(view, one.first, low, 6))
    if _of_the_add_on(view, one, left, high):
        return False
    if any_of(view, "money.rate", left) and not any_of(view, "money.goods", left[:5]):
        return True
    if _answers(view, one, add_on) or (one.amount != add_on and _what_is_paid(view, one, high)):
        return True
    if any_of(view, "money.plan", [one.last]) or _paid_per_call(view, one, left, add_on):
        return True
    if _supposed(view, left) and not any_of(view, "money.billed", left) and not one.bare:
        return add_on is None or one.amount != add_on
    return _priced_calls(view, one, left, per_call, add_on)


def _supposed(view: View, left: list[int]) -> bool:
    """ "say $2.40", "with a $2.40 rate"; not "with day passes ($19)"."""
    for place in left[:3]:
        if view.at(place) in view.words.money["suppose"]:
            return True
        if view.at(place) not in _LINKS and view.at(place) not in view.words.counting["determiners"]:
            return False
    return False


def _what_is_paid(view: View, one: Money, high: int) -> bool:
    """ "1.45 is what we pay per call", "2.75 being what a call costs us"."""
    right = list(behind(view, one.last, high, 10))
    if len(right) < 3 or view.lemma(right[0]) != "be" or view.at(right[1]) not in ("what", "how"):
        return False
    words = {view.lemma(place) for place in right}
    return "call" in words and not words.isdisjoint({"pay", "cost", "charge", "run", "set", "bill"})


def _answers(view: View, one: Money, add_on: Decimal | None) -> bool:
    """Whether the message is little more than a price with cents: the answer to what the base rate is."""
    cents = one.amount != one.amount.to_integral_value()
    if not cents or view.size - (one.last - one.first) > 4 or one.amount == add_on:
        return False
    around = [view.at(place) for place in range(view.size) if not one.first <= place < one.last]
    return all(word in _LINKS or word in view.words.money["answering"] for word in around)


def _priced_calls(view: View, one: Money, left: list[int], per_call: str, add_on: Decimal | None) -> bool:
    """ "we pay 2.05 each call", "10 calls @ 1.90 ea", "1.75 x 6 calls"."""
    near = 9 if left and view.at(left[0]) == "@" else 3  # "2 calls caller asked, live agent @ 2.10"
    calls = any(view.lemma(place) == "call" for place in left[:near])
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
    paid = any(view.lemma(place) in ("pay", "cost", "run", "set") for place in left[:3])
    if paid and any(view.at(place) == "calls" for place in left[:4]):
        return not any_of(view, "money.goods", left)  # "calls cost us 1.70"
    said = [place for place in left if view.phrase("money.per_call", place) > 1]
    beside = any(place + view.phrase("money.per_call", place) >= one.first - 1 for place in said)
    return bool(said) and (paid or (beside and not any_of(view, "money.goods", left)))


def _sayable(view: View, one: Money, left: list[int]) -> bool:
    """Whether a price "per call" is the client's own: "we pay", "I'm on", "at", or the sentence's start."""
    if not left:
        return True
    pay = any(view.phrase("money.pay", place) for place in left[:4])
    return pay or len(left) < 4 or not one.bare


_PER = frozenset({"a", "an", "per", "each", "every", "the", "for"})


def counts_something(view: View, one: Money) -> bool:
    """A bare number with a noun behind it, a clock time, a share: no sum."""
    if not one.bare:
        return False
    after = view.at(one.last)
    if after in ("x", "×", "*"):
        return view.kind(one.last + 1) == NUMBER and "." in view.at(one.last + 1)
    if view.role(one.last) is not None or after in ("%", "percent", ":", "am", "pm", "times"):
        return True
    if view.at(one.first - 1) in ("all", "these", "those") and not cents_written(view, one):
        return True  # "with base for all three?"
    if after == "per" and not cents_written(view, one):
        spread = one.amount == 1 or view.role(one.last + 1) in ("people", "people_not_calls")
        if spread and not any_of(view, "money.pay", list(before(view, one.first, 0, 4))):
            return True  # "eleven calls, one per person"
    rate = after in _PER or view.kind(one.last) == PUNCT
    if not rate and not cents_written(view, one) and view.role(one.last + 1) in ("calls", "people"):
        return True  # "base: 4 new callers"
    return not cents_written(view, one) and after in ("of", "and", "or", "ai", "to", "@", "at")


def cents_written(view: View, one: Money) -> bool:
    """Whether a bare number is written as a price is: 2.40, "two fifty"."""
    text = view.at(one.last - 1)
    if view.kind(one.first) == NUMBER:
        return len(text.partition(".")[2]) in (2, 3) or one.last - one.first == 3
    return one.last - one.first >= 2 and one.amount != one.amount.to_integral_value()


def _base_left(view: View, one: Money, low: int) -> bool | None:
    """Whether "base" stands before the sum, close enough to be of it; None when it doesn't stand there."""
    passed = 0
    if not view.says(view.words.phrases["money.base"]):
        return None
    for place in before(view, one.first, low, 9):
        if view.phrase("money.base", place):
            if _on_top_of(view, place) and passed > 1:
                return None
            close = (
                passed == 0 or (not one.bare and passed <= 3) or (cents_written(view, one) and passed <= 2)
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
    if one.bare and not cents_written(view, one):
        return False
    for place in behind(view, one.last, high, 9):
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
    right = list(behind(view, one.last, high, 6))
    if any_of(view, "money.addon", left[:4]):
        return True
    calls = view.at(one.first - 1) in ("@", "at", "à") and any(
        view.lemma(step) == "call" for step in left[:3]
    )
    for place in right:
        if calls and view.at(place) in (":", ",", "(", "-", "–", "—"):
            return False  # "15 calls at $2: 4 had a live agent …"
        if view.at(place) in view.words.money["without"]:
            return False
        if view.phrase("money.addon", place):
            return True
    return False
