"""Which of the calls so far a follow-up speaks of: by number, by name, by what happened in them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.scenario import Described
from assistant.reading.text import NUMBER
from assistant.reading.turns import Turn, happened
from assistant.reading.units import WHY, openers

_DAYS = {
    "monday": "mon",
    "tuesday": "tue",
    "tues": "tue",
    "wednesday": "wed",
    "thursday": "thu",
    "thur": "thu",
    "thurs": "thu",
    "friday": "fri",
    "saturday": "sat",
    "sunday": "sun",
}
_LAST = {"latter": -1, "former": 0, "last": -1}
_PLAIN = frozenset(
    "the and call that this was were one all for with our your you not just how much what now then"
    " agent live human add cost price total extra who why did get got take took had has have from his"
    " her they them she him are also more than only does will would is it's its out leave drop forget live join before any hang"
    " caller number right figure amount please say says said know".split()
)


def counts(quantities: Sequence[Quantity], observed: Observed) -> list[int]:
    """The numbers of calls a message names."""
    opening = openers(quantities, observed, (0, len(observed.text.tokens)))
    short = len(observed.text.tokens) <= 18
    found = [
        q for q in (quantities if short else opening) if q.kind in ("count", "rest") and q.role in _NUMBERED
    ]
    return [int(q.value) for q in found if q.value is not None]


_NUMBERED = frozenset({"bare", "calls", "interactions", "people"})


def recounted(turn: Turn) -> dict[int, int]:
    """New numbers by place: each number goes to the calls that its sentence names."""
    before, observed = turn.before, turn.observed
    found: dict[int, int] = {}
    for q in turn.quantities:
        if q.kind == "count" and q.value is not None and q.role in _NUMBERED:
            first, last = observed.sentences[sentence_of(q.first, observed.sentences)]
            places = _named(before, observed, first, last)
            if len(places) == 1:
                found[places[0]] = int(q.value)
    return found


def targets(turn: Turn) -> list[int]:
    """The places of the calls spoken of; empty when none is singled out."""
    numbered = _numbered(turn.before, turn.observed, turn.quantities)
    if numbered:
        return numbered
    told = {key for d in turn.new for key in d.facts if key in WHY}
    if told and len(turn.before) > 1:
        same = [place for place, d in enumerate(turn.before) if told & happened(d)]
        if same:
            return same
    return _named(turn.before, turn.observed)


def _numbered(before: Sequence[Described], observed: Observed, quantities: Sequence[Quantity]) -> list[int]:
    places: list[int] = []
    for q in quantities:
        if q.kind == "ordinal" and q.value is not None and q.role in ("calls", "bare", "people", "times"):
            places.append(len(before) - 1 if q.value == -1 else int(q.value) - 1)
    tokens = observed.text.tokens
    for token in tokens:
        if token.text in _LAST:
            places.append(_LAST[token.text] % len(before))
    ids = [
        index
        for index, token in enumerate(tokens)
        if token.text in ("id", "ids", "row", "rows", "call", "calls", "number")
    ]
    for index in ids:
        places.extend(
            int(token.text) - 1
            for token in tokens[index + 1 : index + 4]
            if token.kind == "number" and token.text.isdigit()
        )
    letters = [token.text for token in tokens if len(token.text) == 1 and token.text in "abcdefg"]
    if letters and len(tokens) <= 8:
        places.extend("abcdefg".index(letter) for letter in letters)
    return sorted({place for place in places if 0 <= place < len(before)})


def _named(
    before: Sequence[Described], observed: Observed, first: int = 0, end: int | None = None
) -> list[int]:
    """By words that only some of the calls were told in ("the roofing one", "Tucson")."""
    if len(before) < 2:
        return []
    tokens = observed.text.tokens[first:end]
    said = {t.lemma for t in tokens if (t.kind == "word" and len(t.lemma) > 2) or t.kind == NUMBER} - _PLAIN
    said |= {short for day, short in _DAYS.items() if day in said} | {
        day for day, short in _DAYS.items() if short in said
    }
    common = frozenset.intersection(*(d.words for d in before))
    scores = [len((said & d.words) - common) for d in before]
    best = max(scores)
    return [place for place, score in enumerate(scores) if score == best] if best else []
