"""Shops, routes, weeks known by number or letter, each with how many of the same: "route 1 had 6 callers who …, route 2
had 2", "in week one 3 …, in week two 4"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.quantity import Quantity
from assistant.reading.text import NUMBER, WORD, Token

_HAD = frozenset(
    "had has have got gets took takes saw sees brought gave logged only just : - – — = ( , with".split()
)
_LETTERS = "abcdefgh"
_SKIPPED = 3  # tokens that may stand between a name and its number of calls: "took only", ": just"


def in_their_places(inside: list[Quantity], tokens: Sequence[Token], message: str) -> list[Quantity]:
    """The quantities, the names of places no longer among them; a bare number right behind one counts calls."""
    runs = _runs(tokens, message)
    if not runs:
        return inside
    names: set[int] = set()
    behind: set[int] = set()
    for run in runs:
        counted = [(place, q) for place in run if (q := _counted(place + 2, inside, tokens)) is not None]
        bare = [q for _, q in counted if q.role == "bare" and q.kind == "count"]
        if (len(counted) == len(run) and bare and any(_calls(q) for _, q in counted)) or (
            len(counted) == len(run) and len(bare) == len(run)
        ):
            names.update(place + 1 for place in run)
            behind.update(id(q) for q in bare)
    return [
        replace(q, role="calls", noun="such") if id(q) in behind else q
        for q in inside
        if q.first not in names
    ]


def _calls(q: Quantity) -> bool:
    return q.role in ("calls", "people", "interactions")


def _counted(place: int, inside: Sequence[Quantity], tokens: Sequence[Token]) -> Quantity | None:
    """How many calls are told of right behind a name."""
    steps = 0
    while place < len(tokens) and tokens[place].text in _HAD and steps < _SKIPPED:
        place, steps = place + 1, steps + 1
    return next((q for q in inside if q.first == place and q.kind in ("count", "none")), None)


def _runs(tokens: Sequence[Token], message: str) -> list[list[int]]:
    """Where words stand that numbers or letters tell apart, in order ("route 1 …, route 2 …"), two or more."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place in range(len(tokens) - 2):
        number = _number(tokens[place + 1], message)
        if number and _names(tokens[place]):
            found.setdefault(tokens[place].text, []).append((place, number))
    return [
        [place for place, _ in run]
        for run in found.values()
        if len(run) > 1 and all(a < b for (_, a), (_, b) in pairwise(run))
    ]


def _number(token: Token, message: str) -> int:
    """The number or letter of a name; 0 for none."""
    if token.kind == NUMBER:
        return int(token.text) if token.text.isdecimal() else 0
    letter = message[token.start : token.end]
    if len(letter) == 1 and letter.isupper() and token.text in _LETTERS:
        return _LETTERS.index(token.text) + 1
    return english().numbers.get(token.text, 0) if token.text not in english().soundalikes else 0


def _names(token: Token) -> bool:
    """Whether a word may be of a thing that is numbered, one thing and no verb."""
    words = english()
    role = words.roles.get(token.lemma)
    thing = role in (None, "people_not_calls", "duration") and token.lemma not in words.counting["stop"]
    return (
        token.kind == WORD
        and token.text == token.lemma
        and thing
        and token.text not in listed("call_labels")
        and token.text not in words.numbers
        and token.text not in words.months
        and token.text not in words.weekdays
        and len(token.text) > 2
    )
