"""How many calls, which sums and which day a message in simple words names, by the tables of its language.

    Figures.load(kb / "language" / "es").find(text)     # None where it names more than this can tell

One number of calls, sums in dollars, at most one whole date: anything beyond is for a person to say in other
words, not to be guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.text import NUMBER, SENTENCE_END, Text, Token
from assistant.types import Claim

NEAR = 5  # words between "base rate" and its amount


@dataclass(frozen=True, slots=True)
class Found:
    """What a message names: calls (None: no number is named), sums in dollars, the day."""

    calls: int | None = None
    base_rate: Decimal | None = None
    claims: tuple[Claim, ...] = ()
    on: date | None = None


@dataclass(slots=True)
class _Draft:
    calls: set[int]
    loose: set[int]  # "en las dos": said again of the calls named
    rates: set[Decimal]
    claims: list[Claim]


class Figures:
    """The numbers, sums and days of one language.  Build with `load`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._numbers: dict[str, int] = dict(table["numbers"])
        names = ("calls", "people", "dollars", "other_money", "base", "not_counted", "times", "said")
        self._words = {name: frozenset(table[name]) for name in names}
        self._months = table["months"].split()

    @classmethod
    def load(cls, folder: Path) -> Figures:
        """From amounts.toml.  Raises KeyError for a table that is missing."""
        return cls(read_toml(folder / "amounts.toml")[0])

    def find(self, text: Text) -> Found | None:
        """None where a number, a currency or a day is named that can't be told for certain."""
        days, on = self._days(text.tokens)
        if days is None:
            return None
        draft = _Draft(set(), set(), set(), [])
        for place, token in enumerate(text.tokens):
            value = self._value(token)
            if value is not None and place not in days and not self._takes(place, value, text, draft):
                return None
        words = {token.text for token in text.tokens}
        if words & self._words["other_money"] or len(draft.calls) > 1 or len(draft.rates) > 1:
            return None
        if not draft.loose <= draft.calls:
            return None
        calls = next(iter(draft.calls), None)
        return Found(calls, next(iter(draft.rates), None), tuple(draft.claims), on)

    def _value(self, token: Token) -> Decimal | None:
        if token.kind == NUMBER:
            return Decimal(token.text)
        known = self._numbers.get(token.text)
        return None if known is None else Decimal(known)

    def _takes(self, place: int, value: Decimal, text: Text, draft: _Draft) -> bool:
        """Whether the number at `place` was understood; what it tells is noted in the draft."""
        tokens = text.tokens
        after = [token.text for token in tokens[place + 1 : place + 3]]
        following = after[0] if after else ""
        dollars = place > 0 and tokens[place - 1].text == "$"
        if dollars or following in self._words["dollars"] or following == "$":
            first = place - 1 if dollars else place
            self._sum(place, value, text.words(first, place + (1 if dollars else 2)), tokens, draft)
            return True
        if following in self._words["not_counted"]:
            return True
        if following in self._words["times"]:
            return any(token.lemma in self._words["said"] for token in _before(tokens, place, 4))
        if value == value.to_integral_value() and value >= 1:
            if set(after) & (self._words["calls"] | self._words["people"]):
                draft.calls.add(int(value))
                return True
            if place > 0 and tokens[place - 1].text in ("las", "los"):
                draft.loose.add(int(value))
                return True
        return False

    def _sum(self, place: int, value: Decimal, words: str, tokens: Sequence[Token], draft: _Draft) -> None:
        near = [*_before(tokens, place, NEAR), *_after(tokens, place, NEAR)]
        if any(token.text in self._words["base"] for token in near):
            draft.rates.add(value)
        else:
            draft.claims.append(Claim(value, words))

    def _days(self, tokens: Sequence[Token]) -> tuple[set[int] | None, date | None]:
        """The places of the one whole date ("5 de noviembre de 2025") and the date; None for an unclear one."""
        named = [place for place, token in enumerate(tokens) if token.text in self._months]
        if not named:
            return set(), None
        [place, *more] = named
        first = place - 2
        last = next((p for p in range(place + 1, min(place + 4, len(tokens))) if _year(tokens[p])), None)
        if more or last is None or first < 0 or tokens[first].kind != NUMBER:
            return None, None
        month = self._months.index(tokens[place].text) + 1
        month = 9 if month > 12 else month
        try:
            return {first, last}, date(int(tokens[last].text), month, int(tokens[first].text))
        except ValueError:
            return None, None


def _year(token: Token) -> bool:
    return token.kind == NUMBER and token.text.isdigit() and len(token.text) == 4


def _before(tokens: Sequence[Token], place: int, number: int) -> list[Token]:
    """The tokens before a place, back to the mark that ends a clause."""
    found: list[Token] = []
    for token in reversed(tokens[max(0, place - number) : place]):
        if token.text in SENTENCE_END or token.text == ",":
            break
        found.append(token)
    return found


def _after(tokens: Sequence[Token], place: int, number: int) -> list[Token]:
    found: list[Token] = []
    for token in tokens[place + 1 : place + 1 + number]:
        if token.text in SENTENCE_END or token.text == ",":
            break
        found.append(token)
    return found
