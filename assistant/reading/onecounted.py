""" "One call" as a number among others: "six handoffs and one call where …", not "all in one call"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.patterns import Match
from assistant.reading.quantity import Quantity
from assistant.reading.text import NUMBER, SENTENCE_END, WORD, Token

_JOINING = frozenset({",", "and", "plus", "&", "+", ";", "then", "while", "but"})
_KNOWN = frozenset({"calls", "people", "interactions"})
_NEAR = 4  # tokens from a number to the noun that it counts


def counted_one(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether the words for one call count it beside others, and say what happened in it."""
    if match.last - match.first != 2 or tokens[match.first].text != "one" or match.last >= len(tokens):
        return False
    behind = tokens[match.last : match.last + 2]
    relative = behind[-1].text in ("which", "whom")
    if behind[0].kind != WORD or (behind[0].text in listed("no_clause") and not relative):
        return False
    return _led(match.first, tokens) and any(
        _counts(place, tokens) for place in range(len(tokens)) if place != match.first
    )


def in_a_row(opening: Sequence[Quantity], tokens: Sequence[Token]) -> bool:
    """ "Monday two handoffs, Tuesday an outage call": a call beside things that are counted like it."""
    calls = [place for place, token in enumerate(tokens) if token.text == "call" and place]
    things = [q for q in opening if q.role == "interactions" and (q.value or 0) > 1]
    return (
        bool(calls and things)
        and all(_led(q.first, tokens) and tokens[q.first - 1].text != "got" for q in things)
        and all(_call_counted(place, tokens) for place in calls)
    )


def _call_counted(place: int, tokens: Sequence[Token]) -> bool:
    """Whether "call" at a place is counted by "one" or an article and told of: "an outage call", "one call that …"."""
    for first in range(max(0, place - _NEAR), place):
        if tokens[first].text in ("one", "a", "an") and _led(first, tokens):
            behind = tokens[place + 1] if place + 1 < len(tokens) else None
            told = behind is not None and behind.kind == WORD and behind.text not in listed("no_clause")
            return first < place - 1 or told
    return False


def _led(place: int, tokens: Sequence[Token]) -> bool:
    """Whether a number stands where what there was is counted: "we had one call", "on May 2 one call"."""
    before = tokens[place - 1] if place else None
    if before is None or before.text in SENTENCE_END | _JOINING or before.kind not in (WORD, "punct"):
        return True
    if before.text in ("was", "is", "were", "are"):
        return place > 1 and tokens[place - 2].text in listed("counting_nouns")
    if before.text == "as":
        return place > 1 and tokens[place - 2].text == "well"
    known = before.text in listed("before_counted") or before.text in english().weekdays
    return known or before.text in (")", "]")


def _counts(place: int, tokens: Sequence[Token]) -> bool:
    """Whether calls are counted at a place, by number, by an article or as another one."""
    word, near = tokens[place], tokens[place + 1 : place + 1 + _NEAR]
    if word.text in ("a", "an"):
        return any(token.text == "call" for token in near) and _led(place, tokens)
    words = english()
    if word.kind != NUMBER and word.text not in words.numbers and word.text != "another":
        return False
    roles = {words.roles.get(token.lemma) or words.roles.get(token.text) for token in near}
    return not _KNOWN.isdisjoint(roles) and _led(place, tokens)
