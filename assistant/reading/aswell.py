"""Calls that had what those before had and something besides: "nine were verified, and four also asked for a human",
"…, two booked on the same call", "…, including four who …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.lists import listed
from assistant.reading.nodes import opposed, telling
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.strays import contained
from assistant.reading.stretches import Unit
from assistant.reading.text import SENTENCE_END, Token


def had_too(before: Unit, unit: Unit, tokens: Sequence[Token]) -> bool:
    """Whether a unit that counts nobody new says more of some of the calls before it."""
    q = unit.quantity
    if q is None or unit.kind != "count" or unit.part or unit.more or not unit.count or before.count is None:
        return False
    if not 0 < unit.count <= before.count or before.count == 1 or before.part or unit.of is not None:
        return False
    if not _comparable(before, unit):
        return False
    if contained(q.first, tokens):
        return True
    if q.role != "bare" or not _follows(q, unit, tokens):
        return False
    return _also(q, tokens) or _in_same_call(unit)


def _comparable(before: Unit, unit: Unit) -> bool:
    """Whether each tells something, and a call can have had both."""
    one, other = telling(before), telling(unit)
    return bool(one and other) and one != other and not opposed(unit, before)


def _follows(q: Quantity, unit: Unit, tokens: Sequence[Token]) -> bool:
    """Whether nothing sets the number apart: no day, no place, no noun before it."""
    led = {token.text for token in tokens[unit.first : q.first]}
    return led <= listed("conjunctions") | SENTENCE_END | {",", ";", "(", "–", "—", "-"}


def _also(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Four also asked", "four were also booked", "two had also been verified"."""
    words = [token.text for token in tokens[q.last : q.last + 3]]
    place = words.index("also") if "also" in words else len(words)
    return place < len(words) and all(word in listed("joining_verbs") for word in words[:place])


def _in_same_call(unit: Unit) -> bool:
    return any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in unit.mentions)
