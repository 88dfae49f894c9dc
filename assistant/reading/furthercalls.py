"""A call told before "another", "a second", "two more": the first is one as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.concepts import TELLING
from assistant.reading.observe import Observed
from assistant.reading.quantity import Quantity
from assistant.reading.takers import closes
from assistant.reading.text import Token


def with_first(kept: list[Quantity], observed: Observed, span: tuple[int, int]) -> list[Quantity]:
    """ "A caller was verified …; in the afternoon another one was": the first is one as well."""
    if not kept or not _further(kept[0], observed.text.tokens):
        return kept
    if not any(m.concept in TELLING and span[0] <= m.first < kept[0].first for m in observed.mentions):
        return kept
    first = replace(kept[0], kind="count") if kept[0].kind == "rest" else kept[0]
    return [Quantity("count", Fraction(1), None, span[0], span[0], "calls", "call"), first, *kept[1:]]


_FURTHER = frozenset({"more", "further", "additional"})


def _further(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Another", "two further calls", "one other call", "three more callers"."""
    if tokens[q.first].text == "another" or (q.kind == "rest" and q.value and q.role in ("calls", "people")):
        return True  # "…. The other six calls …"
    if q.kind == "ordinal" and q.value == 2 and tokens[q.first - 1].text == "a":
        return closes(q.last, tokens)  # "a new caller was verified, then a second"
    said = [token.text for token in tokens[q.first : q.last + 1]]
    counted = q.kind == "count" and q.role in ("calls", "people") and tokens[q.first - 1].text != "the"
    return counted and (not _FURTHER.isdisjoint(said) or "other" in said[1:])
