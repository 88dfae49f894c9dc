"""Placeholder until the quantities are in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assistant.reading.text import Text


@dataclass(frozen=True, slots=True)
class Quantity:
    kind: str
    value: Fraction | None
    high: Fraction | None
    first: int
    last: int
    role: str
    noun: str | None = None
    each: bool = False


def find(text: Text) -> tuple[Quantity, ...]:
    return ()
