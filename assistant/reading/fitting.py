"""How many calls a message says it tells of, and its sentences as so many stories ("…. …. …. Three calls, extra?")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.reading.cast import newcomers
from assistant.reading.concepts import EVENTS
from assistant.reading.heads import PRICE, STORY, subjects, tells
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed, sentence_of
from assistant.reading.text import BREAK

if TYPE_CHECKING:
    from assistant.reading.group import Group

_POINTING = frozenset({"the", "these", "those", "all", "for", "both"})
_ON = frozenset(
    "he she they it him her his their the ai bot system your our nobody no neither both all each so but that this and"
    " because which i we you my no agent live smith.ai".split()
)  # with these a sentence goes on about the call told before
_TOGETHER = frozenset({"both", "neither"})
_MACHINE = frozenset({"ai", "bot", "robot", "machine"})
_MOST = 8  # calls that are told of one after the other


def pointed(q: Quantity, observed: Observed) -> int:
    """How many calls the question names with a number; 0 where it names none."""
    before = observed.text.tokens[q.first - 1].text if q.first else ""
    if q.kind == "both" and q.role in ("calls", "bare"):
        return 2
    points = q.role == "calls" or (q.role in ("bare", "people") and before in _POINTING)
    return int(q.value) if q.kind == "count" and q.value and q.value > 1 and points else 0


def announcing(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> list[Quantity]:
    """The numbers that say how many calls are told of, in sentences that tell nothing themselves."""
    sentences = observed.sentences
    telling = {
        sentence_of(m.first, sentences) for m in observed.mentions if m.concept in EVENTS and not m.asked
    }
    asking = {sentence_of(m.first, sentences) for m in observed.mentions if m.concept in PRICE}
    found = []
    for q in quantities:
        place = sentence_of(q.first, sentences)
        if place in telling or not span[0] <= q.first < span[1] or q.partitive or q.each:
            continue
        counted = q.kind == "count" and q.role in ("calls", "people") and (q.value or 0) > 1
        if counted or (place in asking and pointed(q, observed)):
            found.append(q)
    return found


def announced(observed: Observed, totals: Sequence[Quantity]) -> int:
    """The one number that all of them say; 0 where they differ."""
    numbers = {int(q.value or 2) if q.kind == "count" else 2 for q in totals}
    return numbers.pop() if len(numbers) == 1 and max(numbers) <= _MOST else 0


def as_many(observed: Observed, span: tuple[int, int], number: int) -> list[int]:
    """Where the stories begin, if the clauses that somebody new begins, or the sentences, are so many."""
    if any(token.text in _TOGETHER for token in observed.text.tokens[slice(*span)]):
        return []
    telling = [
        first
        for first, last in observed.sentences
        if span[0] <= first < span[1] and tells(observed, first, last, STORY)
    ]
    own = [first for first in telling if _begins(observed, first)]
    news = sorted(subjects(observed, span))
    met = sorted(newcomers(observed, span).values())
    served = all(_served(observed, a, b) for a, b in pairwise([*met, span[1]]))
    for places in (news, met if served else [], own, telling):
        if len(places) == number:
            return places
    return []


def _served(observed: Observed, first: int, last: int) -> bool:
    """Whether it is told what became of somebody, if only that the AI had him."""
    machine = any(token.text in _MACHINE for token in observed.text.tokens[first:last])
    return machine or tells(observed, first, last, STORY)


def _begins(observed: Observed, first: int) -> bool:
    """Whether a sentence may begin with somebody, rather than go on about the one told of."""
    tokens = observed.text.tokens
    while first < len(tokens) and tokens[first].kind == BREAK:
        first += 1
    return first < len(tokens) and tokens[first].text not in _ON


def as_many_as_asked(groups: list[Group], observed: Observed, quantities: Sequence[Quantity]) -> list[Group]:
    """ "…. Two calls, how much?": where one call was found and several are asked about, what is told is said of
    each ("in both …"), or the calls weren't told apart."""
    asked = {sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept in PRICE}
    several = [pointed(q, observed) for q in quantities if sentence_of(q.first, observed.sentences) in asked]
    several = several if any(several) else [2 * _both_apart(observed)]
    if len(groups) != 1 or groups[0].count != 1 or groups[0].pasted or not any(several):
        return groups
    if any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in observed.mentions):
        return groups
    told = {
        token.text
        for place, (first, last) in enumerate(observed.sentences)
        for token in observed.text.tokens[first:last]
        if place not in asked
    }
    if told & _OF_EACH:
        return [replace(groups[0], count=max(several))]
    return [replace(groups[0], doubt=True)]


def _both_apart(observed: Observed) -> bool:
    """ "Ana and Bo called separately; both …"."""
    said = {token.text for token in observed.text.tokens}
    return "both" in said and bool(said & _SEPARATELY)


_SEPARATELY = frozenset({"separately", "individually", "independently"})
_OF_EACH = frozenset({"both", "each", "every", "neither"})
