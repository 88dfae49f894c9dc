"""Rows of numbers of which nothing is told, but of what follows: "a pair at seven, a pair at eight. In each pair …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.lists import listed
from assistant.reading.quantity import Quantity
from assistant.reading.stretches import Unit
from assistant.reading.text import BREAK, PUNCT, Token


def one_row(units: list[Unit]) -> bool:
    """Whether all their numbers stand in one row of labels."""
    rows = {u.quantity.row if u.quantity is not None else None for u in units}
    return len(rows) == 1 and None not in rows


def summed(units: list[Unit]) -> list[Unit]:
    """ "A pair at seven, a pair at eight. In each pair one …": a row of which nothing is told counts together."""
    first = units[0].quantity.row if units and units[0].quantity is not None else None
    row = [u for u in units if u.quantity is not None and u.quantity.row == first and first is not None]
    if len(row) < 2 or len(row) == len(units) or any(u.tells for u in row) or units[: len(row)] != row:
        return units
    told = [u for u in units[len(row) :] if u.quantity is not None and u.quantity.each]
    whole = sum((u.count or Fraction(0) for u in row), Fraction(0))
    if not told:
        return units
    said = [m for u in row for m in u.mentions]
    return [replace(row[0], last=row[-1].last, count=whole, mentions=said, elided=False), *units[len(row) :]]


def row_sum(q: Quantity, quantities: Sequence[Quantity]) -> Fraction:
    """What the numbers of a number's row come to; where it stands in none, its own value."""
    row = [other for other in quantities if other.row == q.row and other.kind == "count"]
    return (
        sum((other.value or Fraction(0) for other in row if q.row is not None), Fraction(0))
        or q.value
        or Fraction(0)
    )


def without_total(kept: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "AI only: 5; verified: 3; Total: 8": the numbers of calls without the one that is called their sum."""
    if len(kept) < 3 or any(q.kind != "count" for q in kept) or not _summing(kept[-1], tokens):
        return kept
    whole = sum((q.value or Fraction(0) for q in kept[:-1]), Fraction(0))
    return kept[:-1] if kept[-1].value == whole else kept


def _summing(q: Quantity, tokens: Sequence[Token]) -> bool:
    place = q.first - 1
    if place > 0 and tokens[place].text in (":", "=", "–", "—", "-", "is", "of"):
        place -= 1
    led = tokens[place - 1] if place > 0 else None
    starts = led is not None and (led.kind in (BREAK, PUNCT) or led.text in ("and", "grand", "in", "the"))
    return starts and tokens[place].text in listed("summing")
