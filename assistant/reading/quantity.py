"""The value that numbers.py returns, and the text with what is already known of its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import Head
from assistant.reading.regex import regex


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at token places [first, last).

    `kind`: "count" (`value`), "share" (`value` in (0, 1]), "all", "both", "none", "rest" (`value` or None),
    "range" (`value` to `high`, either None when open), "vague", "ordinal" (`value`; -1 is the last), "span"
    (ordinals `value` to `high`), "multiple" (`value` is the factor), "rate" (`value` per `unit`), "except"
    (all but `value`).
    `role`: what is counted: "calls", "people", "interactions", "times", "duration", "clock", "identifier",
    "money", "date", "people_not_calls", "bare" (its noun isn't beside it), "other" (things).
    `noun`: lemma of the counted noun; `partitive`: a part of a group ("two of them").
    `row`: where the row of labelled numbers begins that it stands in ("Mon 2, Tue 3"),
    `lead` where its own words begin.
    `each`: distributive; `unit` is per what, and `total` value times the units told, where they are.
    """

    kind: str
    value: Fraction | None
    high: Fraction | None
    first: int
    last: int
    role: str = "bare"
    noun: str | None = None
    each: bool = False
    unit: str | None = None
    total: Fraction | None = None
    partitive: bool = False
    row: int | None = None
    lead: int | None = None


KNOWN = frozenset({"calls", "people", "interactions"})


def made(kind: str, value: Fraction | None, first: int, last: int, found: Head | None = None) -> Quantity:
    """A quantity of a kind, with the role and noun of the head noun found for it."""
    if found is None:
        return Quantity(kind, value, None, first, last)
    return Quantity(kind, value, None, first, last, found.role, found.noun, partitive=found.partitive)


def to_every(words: Sequence[str], quantity: Quantity) -> bool:
    """ "For every five calls the AI did alone there was one …": a proportion, no number of calls."""
    if quantity.kind != "count" or (quantity.value or 0) < 2 or quantity.first < 2:
        return False
    return words[quantity.first - 2] in _TO and words[quantity.first - 1] in _EVERY


_TO = frozenset({"for", "to", "per", "against", "with"})
_EVERY = frozenset({"every", "each"})


# Runs of figures that name something: telephone numbers, order and case numbers.
_NAMES = regex(
    r"\+?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?!\d)"
    r"|\b[A-Za-z]{0,3}\d[A-Za-z\d]*-\d{4,}(?:-\w+)?|\b\d{4,}-[A-Za-z\d]+|\b[A-Za-z]{1,4}-\d{1,6}[A-Za-z-]*\b"
    r"|\b\d-\d-\d(?:-\d)*\b|\b24/7\b"
)


class Places:
    """Which token places are taken, by what role, before the numbers are read."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.roles: dict[int, tuple[int, str]] = {}  # first place → (place behind, role)

    def take(self, spans: Iterable[tuple[int, int, str]]) -> None:
        for first, last, role in spans:
            self.roles.setdefault(first, (last, role))

    def take_names(self) -> None:
        """Telephone and case numbers."""
        from bisect import bisect_left

        for match in _NAMES.finditer(self.view.text.message) if self.view.text.figures else ():
            first = bisect_left(self.view.starts, match.start())
            last = bisect_left(self.view.starts, match.end())
            if first < last:
                self.roles.setdefault(first, (last, "identifier"))
        self.take(_digits_spoken(self.view))

    def overlaps(self, first: int, last: int) -> bool:
        """Whether a taken place begins inside [first, last)."""
        return any(place in self.roles for place in range(first, last))


def _digits_spoken(view: View) -> Iterable[tuple[int, int, str]]:
    """ "five five five oh one": four digits or more read out one by one."""
    first: int | None = None
    for place in range(view.size + 1):
        digit = view.at(place) == "oh" or view.words.numbers.get(view.at(place), 99) < 10
        if digit and first is None:
            first = place
        elif not digit and first is not None:
            if place - first >= 4:
                yield first, place, "identifier"
            first = None
