"""Two parts of a sum by their difference, and a part told by what another has more: "23 between us, I had 7 more
than she did", "Sales got nine, three more than support"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.stretches import Unit
from assistant.reading.text import BREAK, SENTENCE_END, Token

_REACH = 6  # tokens behind a number where its "than" stands


def compared(unit: Unit, others: Sequence[Unit], observed: Observed) -> list[Unit] | None:
    """What a unit that tells a difference is: both parts of a sum, the part compared with, or nothing; None where
    it is told otherwise.  `others` are the units besides it, in order."""
    q, tokens = unit.quantity, observed.text.tokens
    than = _than(unit, tokens)
    if q is None or than is None or not q.value:
        return None
    fewer = (
        tokens[than - 1].text in english().counting["fewer"]
        or tokens[q.last].text in english().counting["fewer"]
    )
    if tokens[than + 1].text in listed("usual"):
        return []
    step = -q.value if fewer else q.value
    whole = _joint(others, observed)
    if whole is not None and whole.count is not None:
        return _parts(unit, than, whole.count, step)
    before = [u for u in others if u.first < unit.first and u.kind == "count" and u.count]
    if before and _apposed(q, tokens) and tokens[than + 1].text not in _THAT:
        return _other(unit, than, before[-1], step, observed)
    after = [u for u in others if u.first > unit.first and u.kind == "count" and u.count]
    if not before and len(after) == 1 and not unit.tells and tokens[q.last].text == "more":
        count = (after[0].count or Fraction(0)) + step  # "he had three more than me: I had five"
        said = [m for m in after[0].mentions if m.concept in EVENTS]
        number = replace(q, value=count, role="bare", noun=None)
        return [replace(unit, last=than, quantity=number, count=count, mentions=said, more=False)]
    return None


_THAT = frozenset({"that", "it", "those", "these", "this", "them"})


def _than(unit: Unit, tokens: Sequence[Token]) -> int | None:
    """The place of the "than" of "7 more than she did"."""
    q = unit.quantity
    if q is None or q.kind != "count":
        return None
    words, last = english().counting, min(unit.last, q.last + _REACH, len(tokens) - 1)
    more = any(tokens[at].text in words["fewer"] or tokens[at].text == "more" for at in range(q.last, last))
    return next((at for at in range(q.last, last) if more and tokens[at].text == "than"), None)


def _joint(others: Sequence[Unit], observed: Observed) -> Unit | None:
    """The one number told, where it is of two together: "23 between us"."""
    counted = [u for u in others if u.kind == "count" and u.count]
    if len(counted) != 1 or (counted[0].count or 0) < 2 or counted[0].quantity is None:
        return None
    first, last = observed.sentences[sentence_of(counted[0].quantity.first, observed.sentences)]
    words = [token.text for token in observed.text.tokens[first:last]]
    joined = not listed("jointly").isdisjoint(words) or " in all" in f" {' '.join(words)}"
    return counted[0] if joined else None


def _parts(unit: Unit, than: int, whole: Fraction, step: Fraction) -> list[Unit]:
    one = (whole + step) / 2
    if one.denominator != 1 or not 0 <= one <= whole or unit.quantity is None:
        return [replace(unit, odd=True)]
    said = [m for m in unit.mentions if m.first < than]
    behind = [m for m in unit.mentions if m.first >= than]
    number = Quantity("count", whole - one, None, than, than + 1)
    first = replace(
        unit, last=than, mentions=said, quantity=replace(unit.quantity, value=one, role="bare", noun=None)
    )
    second = replace(unit, first=than, mentions=behind, quantity=number, count=whole - one)
    return [replace(part, part=True, more=False) for part in (replace(first, count=one), second)]


def _apposed(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether the difference is said of the number just before: "nine, three more than support"."""
    before = [token.text for token in tokens[max(0, q.first - 2) : q.first]]
    return before[-1:] in ([","], ["("], ["-"], ["–"], ["—"]) or before in (
        ["that", "'s"],
        ["which", "is"],
        ["which", "was"],
    )


def _other(unit: Unit, than: int, told: Unit, step: Fraction, observed: Observed) -> list[Unit]:
    """The calls of whoever the number is compared with, where they are asked about."""
    tokens = observed.text.tokens
    count = (told.count or Fraction(0)) - step
    first, last = observed.sentences[-1]
    asking = {token.lemma for token in tokens[first:last]}
    end = next((at for at in range(than + 1, unit.last) if _ends(tokens[at])), unit.last)
    named = {token.lemma for token in tokens[than + 1 : end]} - listed("no_party")
    if count < 0 or not (asking & named or not listed("jointly").isdisjoint(asking)):
        return []
    number = Quantity("count", count, None, than, than + 1)
    said = [m for m in told.mentions if m.concept in EVENTS]
    return [
        replace(
            unit,
            first=than,
            quantity=number,
            count=count,
            mentions=[*said, *unit.mentions],
            part=False,
            more=False,
        )
    ]


def _ends(token: Token) -> bool:
    return token.kind == BREAK or token.text in SENTENCE_END or token.text in (",", ";", ")")
