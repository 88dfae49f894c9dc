"""People who did the same, each in a call: "Ana and Ben both asked for a human. Ana got …, Ben was put through …".

    joint(observed, quantities, span)    # two calls, then one of them, one of them; None where nobody is joined

What is told of both is told of each; somebody else who is told of after them is a call besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.reading.alike import likened
from assistant.reading.cast import clauses_of, person_at, somebody
from assistant.reading.heads import STORY, tells
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed
from assistant.reading.text import SENTENCE_END

_AND = frozenset({",", "and", "&", "plus", "then"})
_REACH = 9  # tokens behind the people in which "both" may stand
_TOLD = STORY | {"same_again"}


def joint(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> list[Quantity] | None:
    """The quantities with the calls of people told of together and those told apart; None where there are none."""
    if listed("each_apart").isdisjoint(token.text for token in observed.text.tokens):
        return None
    if any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in observed.mentions):
        return None
    heads: dict[int, frozenset[str]] = {}
    for first, last, _ in clauses_of(observed, span):
        names = _together(observed, first, last)
        if names and not any(head < first < _end(observed, head) for head in heads):
            heads[first] = names
    if not heads:
        return None
    stories = _stories(observed, heads, span)
    kept = [q for q in quantities if q.kind not in ("both", "all") and q.role != "times"]
    return sorted([*kept, *stories], key=lambda q: (q.first, q.last))


def _stories(observed: Observed, heads: dict[int, frozenset[str]], span: tuple[int, int]) -> list[Quantity]:
    """The joined ones, each of them that is told of apart, and whoever else is told of."""
    joined = frozenset(name for names in heads.values() for name in names)
    begins = [(first, last) for first, last, _ in clauses_of(observed, span) if first > min(heads)]
    singles: dict[int, str] = {}
    for first, last in begins:
        inside = any(head <= first < _end(observed, head) for head in heads)
        who = None if inside or first in heads else somebody(observed, first, last)
        if (
            who
            and who not in ("he", "she")
            and (tells(observed, first, last, _TOLD) or likened(observed, first, last))
        ):
            singles[first] = who
    stories = [_story(first, len(names)) for first, names in heads.items()]
    known: set[str] = set()
    for first, who in sorted(singles.items()):
        if who not in known:
            known.add(who)
            stories.append(_story(first, 1, who in joined))
    return stories


def _story(first: int, number: int, part: bool = False) -> Quantity:
    return Quantity("count", Fraction(number), None, first, first, "calls", noun="call", partitive=part)


def _end(observed: Observed, first: int) -> int:
    """Where the words end that join people: they may hold commas."""
    tokens = observed.text.tokens
    names = _people(observed, first, len(tokens))
    return names[1] if names else first


def _together(observed: Observed, first: int, last: int) -> frozenset[str]:
    """Who is joined at the beginning of a clause, where "both" or "each" says that each of them called."""
    tokens = observed.text.tokens
    people = _people(observed, first, last)
    if people is None or len(people[0]) < 2:
        return frozenset()
    end = next(
        (p for p in range(people[1], min(last, people[1] + _REACH)) if tokens[p].text in SENTENCE_END), last
    )
    near = {token.text for token in tokens[people[1] : min(end, people[1] + _REACH)]}
    if any(token.text in listed("bears_witness") for token in tokens[people[1] : people[1] + 3]):
        return frozenset()  # "Ana and Ben both say that the caller …"
    both = first < last and tokens[first].text == "both"
    return people[0] if both or not near.isdisjoint(listed("each_apart")) else frozenset()


def _people(observed: Observed, first: int, last: int) -> tuple[frozenset[str], int] | None:
    """The names joined from a place on, and where they end."""
    tokens = observed.text.tokens
    place = first + (tokens[first].text in ("both", "then", "next", "first"))
    names: list[str] = []
    while place < last:
        who = person_at(observed, place, last)
        if who is None:
            break
        names.append(who[0])
        place = step = who[1]
        while step < last and tokens[step].text in _AND:
            step += 1
        if step == place:
            break
        place = step
    return (frozenset(names), place) if names else None
