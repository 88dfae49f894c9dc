"""Messages put together from structures (composed.toml) and kinds of calls (composed_kinds.py), with their price.

A structure is a text, or several turns, with slots.  The letters A to D are kinds of calls, a to d their numbers:

    <A>        so many of a kind, as a noun: "5 AI-only calls", "a transfer from the AI to our own office"
    <A!>       so many that did something: "five were AI only", "one was AI only"
    <A.did>    one of the fields of `Kind`; <A.named> is the noun for several
    <a>        a number, in words or figures; <a.w> in words, <a.d> in figures; <a+b>, <2*a>: a sum
    <?>        a question for the price
    <base>     a base rate
    {x|y}      one or the other
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from composed_kinds import KINDS, QUESTIONS, Kind

ADD_ON = Decimal("3.00")
BASES = ("2.10", "2.40", "3.25", "4.00")
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_SLOT = re.compile(r"<([^<>\n]+)>")
_EITHER = re.compile(r"\{([^{}]*\|[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Composed:
    """Turns, and what the last answer has to say: the add-on and, where it was asked for, the total (dollars)."""

    structure: str
    turns: tuple[str, ...]
    add_on: Decimal
    total: Decimal | None


@cache
def structures() -> Mapping[str, Mapping[str, Any]]:
    """By name."""
    return tomllib.loads(Path(__file__).with_name("composed.toml").read_text(encoding="utf-8"))


def composed(name: str, seed: int) -> Composed:
    """A message of a structure; the same for the same seed."""
    return _Composer(name, structures()[name], random.Random(f"{name} {seed}")).composed()


class _Composer:
    def __init__(self, name: str, structure: Mapping[str, Any], chance: random.Random) -> None:
        self._name, self._structure, self._chance = name, structure, chance
        turns = structure["text"]
        self._turns = [turns] if isinstance(turns, str) else turns
        letters = sorted(
            {slot[0] for turn in self._turns for slot in _SLOT.findall(turn) if "A" <= slot[0] <= "D"}
        )
        self._kinds = dict(zip(letters, self._drawn(letters), strict=True))
        self._numbers = {
            letter: chance.randint(*structure.get(letter, (2, 9))) for letter in map(str.lower, "ABCD")
        }
        self._base = chance.choice(BASES)

    def _drawn(self, letters: list[str]) -> list[str]:
        """Kinds for the letters, of which one is charged at least."""
        of = self._structure.get("kinds", {})
        while True:
            kinds = [self._chance.choice(of.get(letter, list(KINDS))) for letter in letters]
            if len(set(kinds)) == len(kinds) and any(KINDS[kind].charged for kind in kinds):
                return kinds

    def composed(self) -> Composed:
        counts: Mapping[str, str] = self._structure.get("calls", {x: x.lower() for x in self._kinds})
        calls = {letter: self._sum(said) for letter, said in counts.items()}
        add_on = ADD_ON * sum(
            n for letter, n in calls.items() if letter == "+" or KINDS[self._kinds[letter]].charged
        )
        asked = any("<base>" in turn for turn in self._turns)
        total = add_on + Decimal(self._base) * sum(calls.values()) if asked else None
        return Composed(self._name, tuple(map(self._filled, self._turns)), add_on, total)

    def _filled(self, turn: str) -> str:
        while _EITHER.search(turn):
            turn = _EITHER.sub(lambda found: self._chance.choice(found[1].split("|")), turn)
        text = _SLOT.sub(lambda found: self._slot(found[1]), turn)
        return re.sub(r"(^|[.?!]\s+)([a-z])", lambda found: found[1] + found[2].upper(), text)

    def _slot(self, slot: str) -> str:
        if slot in ("?", "base"):
            return self._chance.choice(QUESTIONS) if slot == "?" else self._base
        name, _, form = slot.partition(".")
        letter, mark = name[0], name[1:]
        if letter not in self._kinds:
            return self._number(self._sum(name), form)
        kind, count = KINDS[self._kinds[letter]], self._numbers[letter.lower()]
        if form:
            return self._form(kind, form)
        if mark:
            return f"{self._number(count)} {self._form(kind, 'did' if count > 1 else 'was')}"
        several, one = self._chance.choice(kind.named)
        article = "an" if one[0] in "aeioAEIO" else "a"
        return (
            f"{self._number(count)} {several}"
            if count > 1
            else f"{self._chance.choice(('one', article))} {one}"
        )

    def _form(self, kind: Kind, form: str) -> str:
        said = getattr(kind, form)
        if isinstance(said, str):
            return said
        one = self._chance.choice(said)
        return one if isinstance(one, str) else one[0]

    def _sum(self, said: str) -> int:
        return int(eval(said, {"__builtins__": {}}, self._numbers))

    def _number(self, value: int, form: str = "") -> str:
        """Numbers over twenty are written in figures."""
        in_words = value < len(WORDS) and (form == "w" or (not form and self._chance.random() < 0.6))
        return WORDS[value] if in_words else str(value)
