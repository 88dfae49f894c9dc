"""Whether every number of calls that a message tells was used: one left over means that it wasn't understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from assistant.reading.amountwords import english
from assistant.reading.concepts import COUNTED, TELLING, WHY
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.ratios import differs
from assistant.reading.stretches import Unit
from assistant.reading.text import Token

_ALONE = frozenset({"alone", "no_human", "ai_booked"})
_SURE = frozenset({"only", "alone", "solo", "no", "nobody", "zero", "by"})


def unaccounted(
    quantities: Iterable[Quantity],
    opening: Sequence[Quantity],
    numbers: frozenset[Fraction],
    leaves: Sequence[Unit],
    tokens: Sequence[Token],
) -> bool:
    """Whether a number of calls went unused, a part that went missing is still in the text, or calls that
    nothing sets apart are told to have been with and without a human."""
    used = {q.first for q in opening}
    doubted = english().counting["doubted"]
    left = {leaf.count for leaf in leaves if leaf.whole}
    total = sum((leaf.count or Fraction(0) for leaf in leaves), Fraction(0))
    if _dropped(opening, numbers, leaves, tokens):
        return True
    for q in quantities:
        if q.value == total:
            continue  # the sum of all of them
        if q.kind == "count" and q.first not in used and q.role in COUNTED and differs(q, tokens):
            return True  # "this week two fewer", of nothing that was understood
        if q.first in used or q.value is None or q.value <= 1 or q.value in numbers:
            continue
        if q.kind == "count" and (q.role == "calls" or q.noun == "caller"):
            return True
        if q.kind == "multiple" or (q.kind == "count" and q.role == "bare" and q.value in left):
            return True
        before = {token.text for token in tokens[max(0, q.first - 16) : q.first]}
        if (
            q.kind == "count"
            and q.role == "bare"
            and doubted & before
            and tokens[q.first - 1].text in _SET_RIGHT
        ):
            return True  # "15 … Hmm no, that's February. January was 11."
    return any((leaf.count or 0) > 1 and _torn(leaf, tokens) for leaf in leaves)


def _dropped(
    opening: Sequence[Quantity],
    numbers: frozenset[Fraction],
    leaves: Sequence[Unit],
    tokens: Sequence[Token],
) -> bool:
    """Whether calls that a number opened a story of were left aside."""
    total = sum((leaf.count or Fraction(0) for leaf in leaves), Fraction(0))
    if any(q.kind == "rest" and (q.value or 0) > 1 and not _told(q, numbers, leaves) for q in opening):
        return True  # "the other three, no idea why"
    again = Counter(q.value for q in opening)
    return any(q.value != total and again[q.value] == 1 and _left_out(q, leaves, tokens) for q in opening)


def _left_out(q: Quantity, leaves: Sequence[Unit], tokens: Sequence[Token]) -> bool:
    """ "1 escalated, 2 AI only": a number of calls of which something was told that wasn't understood."""
    behind = tokens[q.last].text if q.last < len(tokens) else ""
    if q.kind != "count" or q.role != "bare" or not q.value or not behind.endswith("ed"):
        return False
    counts = {leaf.quantity.first for leaf in leaves if leaf.quantity is not None}
    return q.first not in counts and not any(leaf.count == q.value for leaf in leaves)


def _told(q: Quantity, numbers: frozenset[Fraction], leaves: Sequence[Unit]) -> bool:
    """Whether so many calls were found, in one place or in some that follow each other."""
    number = q.total or q.value or Fraction(0)
    if number in numbers:
        return True
    return any(
        sum((leaf.count or Fraction(0) for leaf in leaves[first:last]), Fraction(0)) == number
        for first in range(len(leaves))
        for last in range(first + 1, min(len(leaves), first + 6) + 1)
    )


_SET_RIGHT = frozenset({"was", "were", "is", "only", "really", "actually", "just", "be"})


def _torn(leaf: Unit, tokens: Sequence[Token]) -> bool:
    """Calls told as the AI's alone and as an agent's in the same words."""
    told = [m for m in leaf.mentions if m.polarity == YES and not m.asked]
    concepts = {m.concept for m in told}
    alone = any(
        m.concept in _ALONE and not _SURE.isdisjoint(token.text for token in tokens[m.first : m.last])
        for m in told
    )
    return alone and "smith" in concepts and bool(concepts & TELLING & WHY)
