"""Things that each were a call: "…, … and …, each on a call of its own", "… in one call, … in another".

own_calls(observed, quantities, span)    # where each of them begins; nothing where they aren't said to be apart
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.concepts import WHY
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed, sentence_of
from assistant.reading.text import BREAK, SENTENCE_END

_THINGS = (WHY | {"own"}) - {"new", "non_integrated"}
_PARTING = SENTENCE_END | {",", "and", "plus", ":", "&", "+", "then", "(", "–", "—", "-"}


def own_calls(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> tuple[list[int], list[Quantity]]:
    """Where calls begin that are told by what happened in them alone, and the quantities without their numbers."""
    apart = [
        m
        for m in observed.mentions
        if m.concept == "separate" and m.polarity == YES and span[0] <= m.first < span[1]
    ]
    if not apart or any(q.kind in ("count", "rest", "share") and (q.value or 2) > 1 for q in quantities):
        return [], list(quantities)
    return _behind(apart[0], observed, quantities) or _each(apart[-1], observed, quantities, span)


def _behind(
    said: Mention, observed: Observed, quantities: Sequence[Quantity]
) -> tuple[list[int], list[Quantity]] | None:
    """ "A and B in one call, C in another": the calls named behind what happened in them."""
    tokens = observed.text.tokens
    first, last = observed.sentences[sentence_of(said.first, observed.sentences)]
    begin = next((p + 1 for p in range(said.first - 1, first, -1) if tokens[p].text in (":", ";")), first)
    words = [token.text for token in tokens[said.first : said.last]]
    mark = next((p for p in range(said.first, said.last) if tokens[p].text in (",", "and", ";")), 0)
    if words[:1] != ["in"] or not mark or words[-1] not in ("another", "other", "second"):
        return None
    things = [m for m in observed.mentions if m.concept in _THINGS and m.polarity == YES]
    if not any(begin <= m.first < said.first for m in things):
        return None  # "in one call A, in another B"
    others = [m for m in observed.mentions if m.concept in _THINGS | {"booked"} and m.polarity == YES]
    if not any(mark < m.first < said.last for m in others) or any(
        said.last <= m.first < last for m in things
    ):
        return None
    return [begin, mark + 1], [q for q in quantities if not begin <= q.first < last]


def _each(
    said: Mention, observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> tuple[list[int], list[Quantity]]:
    """ "A, B and C. Each on a call of its own": a call for each."""
    tokens = observed.text.tokens
    clause = {token.text for token in tokens[max(span[0], said.first - 2) : said.last]}
    things = _things(observed, span)
    places = [_begin(before, thing, observed, span) for before, thing in things]
    if not clause & listed("each_one") or len(places) < 2 or any(place is None for place in places):
        return [], list(quantities)
    begun = [place for place in places if place is not None]
    return begun, [q for q in quantities if q.kind != "count" or q.first < begun[0]]


def _things(observed: Observed, span: tuple[int, int]) -> list[tuple[int, Mention]]:
    """What happened, one thing after the other, each with where the one before ends."""
    found: list[tuple[int, Mention]] = []
    end, concept = span[0], ""
    for m in sorted(observed.mentions, key=lambda m: m.first):
        if m.concept not in _THINGS or m.polarity != YES or m.asked or not span[0] <= m.first < span[1]:
            continue
        if m.concept != concept and m.first >= end:
            found.append((end, m))
        concept, end = m.concept, max(end, m.last)
    return found


def _begin(before: int, thing: Mention, observed: Observed, span: tuple[int, int]) -> int | None:
    """Where a thing's own words begin; None where nothing parts it from the one before."""
    tokens = observed.text.tokens
    for place in range(thing.first - 1, before - 1, -1):
        if tokens[place].kind == BREAK or tokens[place].text in _PARTING:
            return place + 1
    return span[0] if before == span[0] else None
