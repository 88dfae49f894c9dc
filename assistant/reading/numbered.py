"""Numbers that name shops, vans, lists: "chair one had 2 callers who …, chair two none, chair three 5"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS
from assistant.reading.lists import listed
from assistant.reading.observe import Observed
from assistant.reading.quantity import Quantity
from assistant.reading.text import WORD, Token

_HAD = frozenset({"had", "has", "got", "gets", "took", "saw", ":", "-", "–", "="})
_FEW = 3  # so many of a thing that isn't known must be numbered


def unlabelled(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "List one shows 8 calls, list two shows 5": one and two are the lists' numbers; what stands right behind
    such a number counts calls."""
    runs: dict[str, list[Quantity]] = {}
    for q in inside:
        before = tokens[q.first - 1] if q.first else None
        if before is not None and q.kind == "count" and _names(before):
            runs.setdefault(before.lemma, []).append(q)
    counts = {q.first for q in inside if q.kind == "count"}
    labels = [q for noun, run in runs.items() if _counts_up(noun, run, tokens, counts) for q in run]
    if not labels:
        return inside
    named, behind = {id(q) for q in labels}, {_behind(q, tokens) for q in labels}
    return [
        replace(q, role="calls", noun="such")
        if q.role == "bare" and q.kind == "count" and q.first in behind
        else q
        for q in inside
        if id(q) not in named
    ]


def _names(before: Token) -> bool:
    """Whether a word may be of a thing that is numbered."""
    words = english()
    role = words.roles.get(before.lemma)
    noun = role == "people_not_calls" or (role is None and before.lemma not in words.counting["stop"])
    return before.kind == WORD and before.text == before.lemma and noun


def _behind(q: Quantity, tokens: Sequence[Token]) -> int:
    """Where what is told of the numbered thing begins."""
    return q.last + (q.last < len(tokens) and tokens[q.last].text in _HAD)


def _counts_up(noun: str, run: Sequence[Quantity], tokens: Sequence[Token], counts: set[int]) -> bool:
    """Whether numbers of one noun are names: they count up; of a thing that isn't known ("van", "story") only
    where calls are counted right behind such a name."""
    if [q.value for q in run] != [*range(1, len(run) + 1)]:
        return False
    if english().roles.get(noun) == "people_not_calls":
        return len(run) > 1
    return len(run) >= _FEW and any(_behind(q, tokens) in counts for q in run)


def call_numbers(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "Call 1 bot froze. Call 2 lady wanted …. Call 3 man …": two and three say which call, not how many people."""
    behind = [q for q in inside if q.kind in _NUMBERED and "call" in _beside(q, tokens)]
    if len(behind) < 2 or [q.value for q in behind] != list(range(1, len(behind) + 1)):
        return inside
    named = {id(q) for q in behind}
    return [replace(q, kind="ordinal", role="calls", noun="call") if id(q) in named else q for q in inside]


def _beside(q: Quantity, tokens: Sequence[Token]) -> tuple[str, str]:
    """The first word of a number ("call 2") and the one before it."""
    return tokens[q.first].text, tokens[q.first - 1].text if q.first else ""


_NUMBERED = frozenset({"count", "ordinal"})


def by_their_place(inside: list[Quantity]) -> list[Quantity]:
    """ "Two calls. #31: …. #33: …": the two, numbered otherwise than by their place among them."""
    numbers = [q for q in inside if q.kind == "ordinal" and q.value is not None and q.value > 0]
    values = sorted({q.value for q in numbers if q.value is not None})
    heads = [q for q in inside if q.kind == "count" and q.role == "calls" and q.value == len(values)]
    if len(values) < 2 or not heads or heads[0].first > numbers[0].first or values[-1] <= len(values):
        return inside
    places = {value: Fraction(place + 1) for place, value in enumerate(values)}
    return [replace(q, value=places[q.value]) if q in numbers and q.value else q for q in inside]


def not_named_ahead(inside: list[Quantity], observed: Observed) -> list[Quantity]:
    """ "Please price #4 and #7. #4 …. #7 …": without the numbers of calls that are told of only further on."""
    numbers = [q for q in inside if q.kind == "ordinal" and q.value != -1]
    run: list[Quantity] = []
    for q, behind in pairwise(numbers):
        run.append(q)
        between = {token.text for token in observed.text.tokens[q.last : behind.first]}
        if not _BETWEEN.issuperset(between):
            break
    again = {q.value for q in numbers[len(run) :]}
    if len(run) < 2 or not again.issuperset(q.value for q in run):
        return inside
    until = numbers[len(run)].first
    if any(m.concept in EVENTS and run[0].first <= m.first < until for m in observed.mentions):
        return inside
    return [q for q in inside if q not in run]


_BETWEEN = frozenset({",", "and", "&", "#", "+", "/", "the", "call", "calls", "number", "plus", "no", "id"})


def without_struck(
    kept: list[Quantity], inside: Sequence[Quantity], tokens: Sequence[Token]
) -> list[Quantity]:
    """ "Calls 1, 2 and 4: …. Strike 2, wrong client.": without the two."""
    for q in inside:
        if (
            q.kind not in ("count", "ordinal")
            or q.first == 0
            or tokens[q.first - 1].text not in listed("striking")
        ):
            continue
        for place, one in enumerate(kept):
            beside = [other for other in kept[max(0, place - 1) : place + 2] if other is not one]
            run = [other for other in beside if other.kind == "ordinal" and abs(other.first - one.last) <= 3]
            if (
                one is not q
                and one.kind == "ordinal"
                and one.value == q.value
                and one.first < q.first
                and run
            ):
                gone = replace(one, total=Fraction(0))
                return [gone if other is one else other for other in kept if other is not q]
    return kept
