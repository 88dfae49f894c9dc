"""Calls counted by an article among others that are counted: "two playbook handoffs and a verification".

Named alone or beside others like it, "a verification" is what happened in a call; beside "two playbook handoffs" it is
one call more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assistant.reading.amountwords import english
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed
from assistant.reading.text import BREAK, Token

_ARTICLES = frozenset({"a", "an"})
_JOINING = frozenset({",", ";", "and", "plus", "&", "+", ":", "then"})
_ENDING = _JOINING | {
    ".",
    "?",
    "!",
    "by",
    "on",
    "with",
    "in",
    "this",
    "yesterday",
    "today",
    "from",
    "to",
    "(",
    "who",
}
_LONGEST = 4  # words of a name: "an AI system escalation"
_EACH = frozenset({"each", "every", "all", "both"})  # "every one had two things: a verification and …"
_INSIDE = frozenset({"same_call", "one_call"})


def with_articled(observed: Observed, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with "one call" where an article stands for it."""
    if any(m.concept in _INSIDE and m.polarity == YES for m in observed.mentions):
        return list(quantities)
    found = list(quantities)
    for first, last in observed.sentences:
        counted = [q for q in found if first <= q.first < last and _counts(q)]
        each = observed.text.tokens[first].text in _EACH
        if not each and any((q.value or 0) > 1 for q in counted):
            found += _ones(observed.text.tokens, first, last)
    return sorted(found, key=lambda q: (q.first, q.last))


def _counts(q: Quantity) -> bool:
    return q.kind == "count" and q.role == "interactions" and not q.each and q.noun != "interaction"


def _ones(tokens: Sequence[Token], first: int, last: int) -> Iterator[Quantity]:
    for place in range(first, last):
        if tokens[place].text not in _ARTICLES:
            continue
        led = place == first or tokens[place - 1].text in _JOINING or tokens[place - 1].kind == BREAK
        noun = _named(tokens, place + 1, last) if led else None
        if noun is not None:
            role = "interactions" if english().roles.get(noun) == "interactions" else "calls"
            yield Quantity("count", Fraction(1), None, place, place + 1, role, noun=noun)


def _named(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """What an article names: the last of its words, where it counts calls."""
    roles = english().roles
    for place in range(first, min(first + _LONGEST, last)):
        behind = tokens[place + 1].text if place + 1 < last else "."
        if behind in _ENDING:
            noun = tokens[place].text
            named = "call" if noun in ("call", "one") else noun
            known = roles.get(named) == "interactions" or (named == "call" and place > first)
            return noun if known or (behind == "who" and roles.get(named) == "people") else None
        if tokens[place].kind != "word":
            return None
    return None
