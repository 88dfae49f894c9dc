"""Stories told one after the other: where a message turns to the next call without counting it.

"He called back at ten and …", "Then another woman rang …", "On Thursday …": such a turn opens a unit of its own,
like a number does, if something happens on both sides of it and nothing says that it is all one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.acalleach import a_call_each
from assistant.reading.alike import likened
from assistant.reading.ascalls import as_calls, with_had
from assistant.reading.callheads import by_number, without_steps
from assistant.reading.codeheads import by_code
from assistant.reading.dayheads import at_days
from assistant.reading.fitting import announced, announcing, as_many
from assistant.reading.heads import (
    LEADS,
    STORY,
    headed,
    listed_after,
    one_each,
    parted,
    placed,
    subjects,
    tells,
    timed,
)
from assistant.reading.joint import joint
from assistant.reading.namedheads import by_name
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.onlyone import since_one
from assistant.reading.owncalls import own_calls
from assistant.reading.storycounts import counted_at_heads, with_ones
from assistant.reading.text import BREAK, WORD, Token
from assistant.reading.turning import turns_of
from assistant.reading.units import openers
from assistant.reading.versions import disputed

_MET = STORY - {"outage", "failure"}  # somebody took part: a breakdown alone is no call
_MARKS = frozenset({",", ":", ".", ")", "-", "–", "—"})


def told_apart(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> list[Quantity]:
    """The quantities with a "one call" at each turn of the span's story."""
    known = by_number(observed, quantities, span)
    if known is not None:
        return known
    if disputed(observed):
        return list(quantities)
    parts, others = parted(observed, quantities, span)
    if parts:
        return with_ones(others, parts)
    begun, left = own_calls(observed, quantities, span)
    if begun:
        return with_ones(left, begun)
    named = joint(observed, quantities, span) or by_name(observed, quantities, span)
    named = named or by_code(observed, quantities, span) or a_call_each(observed, quantities, span)
    return named or _by_turns(observed, without_steps(observed, quantities, span), span)


def _by_turns(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> list[Quantity]:
    """The quantities with a "one call" where each caller, hour or day is turned to."""
    quantities = at_days(observed, _in_one(observed, _numbered(observed, quantities, span)))
    quantities = with_had(quantities, observed.text.tokens)
    inside = [m for m in observed.mentions if span[0] <= m.first < span[1]]
    turns = turns_of(inside, observed, quantities)
    each = one_each(observed, quantities, span) or listed_after(observed, quantities, span)
    if each:
        return with_ones(quantities, sorted(each))
    since = since_one(inside, turns, observed, span)
    if since is None:
        return list(quantities)
    apart = placed(observed, quantities, span) | timed(observed, span)
    found = bool(turns or apart or headed(observed, span) or subjects(observed, span))
    places = (
        [place for place in _places(turns, observed, quantities, span) if place >= since] if found else []
    )
    stories = _stories(places, inside, observed, quantities, span) if places else []
    totals = announcing(observed, quantities, span)
    if totals and not _counted(observed, quantities, totals, span):
        number = announced(observed, totals)
        fit = stories if len(stories) == number else as_many(observed, span, number)
        if number and fit and not since:
            return with_ones([q for q in quantities if q not in totals], fit)
    if not places:
        return list(quantities)
    first = next((m.first for m in inside if m.concept in STORY and not m.asked), places[0])
    counted = [q.first for q in openers(quantities, observed, span) if q.kind not in ("none", "ordinal")]
    if first < places[0] and not any(span[0] <= place < places[0] for place in counted):
        places.insert(0, span[0])
    head = _head(observed, quantities, span, first)
    if head is not None and head.first < places[0]:  # "Three calls. A man …. A lady …": are these the three?
        if len(stories) != head.value:
            beside = _one_by_one(observed, quantities, head, span)
            fitting = (found for found in (places, stories) if beside + len(found) == head.value)
            return with_ones(quantities, next(fitting, []))
        opened = any(stories[0] <= place < places[0] for place in counted)  # "In one a man …"
        return with_ones(quantities, stories[opened:])
    ones, quantities = counted_at_heads(places, quantities, _MET, observed, span)
    return with_ones(quantities, ones, observed.text.tokens)


def _one_by_one(
    observed: Observed, quantities: Sequence[Quantity], head: Quantity, span: tuple[int, int]
) -> int:
    """How many calls behind a head are counted one by one ("One asked …. The next … . In the last one …")."""
    behind = [q for q in openers(quantities, observed, span) if q.first > head.first]
    single = all(q.kind == "ordinal" or (q.kind == "count" and q.value == 1) for q in behind)
    return len(behind) if single else -1 - int(head.value or 0)


def _stories(
    places: Sequence[int],
    inside: Sequence[Mention],
    observed: Observed,
    quantities: Sequence[Quantity],
    span: tuple[int, int],
) -> list[int]:
    """Where the stories begin: at the turns, and before them where something is told already."""
    first = next((m.first for m in inside if m.concept in STORY and not m.asked), places[0])
    if first >= places[0]:
        return list(places)
    return [_opening_of(first, observed), *places]


def _opening_of(first: int, observed: Observed) -> int:
    """Where the story begins that tells something first: with its sentence, or behind "I had two calls:"."""
    begin, tokens = observed.sentences[sentence_of(first, observed.sentences)][0], observed.text.tokens
    return next((place + 1 for place in range(begin, first) if tokens[place].text == ":"), begin)


def _counted(
    observed: Observed, quantities: Sequence[Quantity], totals: Sequence[Quantity], span: tuple[int, int]
) -> bool:
    """Whether numbers, besides those of all the calls, tell calls apart."""
    known = {q.first for q in totals}
    return any(q.first not in known for q in openers(quantities, observed, span))


def _head(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int], first: int
) -> Quantity | None:
    """A number of several calls told before anything is told of them."""
    place = _opening_of(first, observed)
    counted = [as_calls(q, observed.text.tokens) for q in quantities if span[0] <= q.first < place]
    heads = [q for q in counted if q.role in ("calls", "people") and q.kind in ("count", "both")]
    return heads[-1] if heads and (heads[-1].value or 0) > 1 else None


def _numbered(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> list[Quantity]:
    """ "One, a lady …. Two, a man …": numbers that count sentences up are numbers of calls, not counts."""
    tokens = observed.text.tokens
    starts = {
        first for first, last in observed.sentences if first + 1 < last and tokens[first + 1].text in _MARKS
    }
    leading = [
        q for q in quantities if q.first in starts and span[0] <= q.first < span[1] and q.kind == "count"
    ]
    if len(leading) < 2 or [q.value for q in leading] != list(range(1, len(leading) + 1)):
        return list(quantities)
    return [replace(q, kind="ordinal", role="calls", noun="call") if q in leading else q for q in quantities]


def _in_one(observed: Observed, quantities: Sequence[Quantity]) -> list[Quantity]:
    """ "Two calls: in one, somebody …; in the other, …": the one counts where the other does."""
    words = [token.text for token in observed.text.tokens]
    other = next(
        (place for place in range(1, len(words)) if words[place - 1 : place + 1] == ["the", "other"]), 0
    )
    return [
        replace(q, role="calls", noun="call")
        if q.kind == "count"
        and q.value == 1
        and q.role == "bare"
        and words[q.first - 1] in _IN
        and q.first < other
        else q
        for q in quantities
    ]


_IN = frozenset({"in", "on", "with", "during"})


def _places(
    turns: Sequence[Mention], observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> list[int]:
    """Where the turns' clauses begin, those that part one story from another."""
    tokens = observed.text.tokens
    strong = {_clause(m, tokens, span) for m in turns if m.concept == "next_call"}
    at_times = timed(observed, span)
    strong |= (
        headed(observed, span) | subjects(observed, span) | placed(observed, quantities, span) | at_times
    )
    hours = [q for q in quantities if q.role == "clock" and span[0] <= q.first < span[1]]
    until = {q.last + 1 for q in hours}  # "8:30-8:42": where it ended
    clocks = [q.first for q in hours if q.first not in until or tokens[q.first - 1].text not in _UNTIL]
    times = [m.first for m in turns if m.concept == "next_time"]
    weak = {lead for place in (*times, *clocks) if (lead := _lead(place, observed)) is not None} - strong
    texts = [token.text for token in tokens]
    named = {
        m.first + 2 for m in turns if m.concept == "next_call" and texts[m.first + 1 : m.first + 2] == ["a"]
    }
    opened = [
        q.first
        for q in openers(quantities, observed, span)
        if _opening(q) and (q.kind != "ordinal" or q.first not in named)  # "in a second call"
    ]
    edges = sorted(strong | weak)
    kept: list[int] = []
    for place, edge in enumerate(edges):
        end = edges[place + 1] if place + 1 < len(edges) else span[1]
        begin = kept[-1] if kept else span[0]
        tell = tells(observed, edge, end, STORY) or likened(observed, edge, end)
        told = tell and tells(observed, begin, edge, _MET)
        if told and not _opens(opened, edge, end, observed):
            kept.append(edge)
    days = {_day(m, tokens) for m in turns if m.concept == "next_time"}
    if strong & set(kept) or len(days) > 1:
        return [
            edge
            for edge in kept
            if edge not in clocks or edge in at_times or _after_several(edge, kept, quantities, observed)
        ]
    return [edge for edge in kept if _after_several(edge, kept, quantities, observed)]


_UNTIL = frozenset({"-", "–", "—", "to", "till", "until"})


def _opening(q: Quantity) -> bool:
    return q.kind in ("count", "multiple") or (q.kind == "ordinal" and q.value != 1)


_OF_THEM = frozenset({"all", "each", "both", "every", "them", "they", "those", "these", "their"})


def _after_several(
    edge: int, kept: Sequence[int], quantities: Sequence[Quantity], observed: Observed
) -> bool:
    """Whether several calls were counted before, and what follows isn't said of them."""
    several = any(
        q.first < edge and q.kind == "count" and q.role in ("calls", "people") and (q.value or 0) > 1
        for q in quantities
    )
    end = next((other for other in kept if other > edge), len(observed.text.tokens))
    first = next((m.first for m in observed.mentions if m.concept in STORY and edge <= m.first < end), end)
    return several and not _OF_THEM & {token.text for token in observed.text.tokens[edge:first]}


def _day(mention: Mention, tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.lemma for token in tokens[mention.first : mention.last] if token.text != "'s")


def _opens(opened: Sequence[int], edge: int, end: int, observed: Observed) -> bool:
    """Whether a number opens the turn's story itself ("On Friday two callers …")."""
    event = next(
        (m.first for m in observed.mentions if m.concept in STORY and edge <= m.first < end and not m.asked),
        end,
    )
    return any(edge <= place <= event for place in opened)


def _lead(time: int, observed: Observed) -> int | None:
    """Where a sentence or clause begins that a time leads ("On Friday …", "…; in the evening …"), or None."""
    first = observed.sentences[sentence_of(time, observed.sentences)][0]
    tokens = observed.text.tokens
    place = time
    while place > first and (tokens[place - 1].text in LEADS or tokens[place - 1].kind == BREAK):
        place -= 1
    return place if place == first or tokens[place - 1].text in (";", ":", "–", "—", "-", "(") else None


def _clause(mention: Mention, tokens: Sequence[Token], span: tuple[int, int]) -> int:
    """The beginning of the clause a mention stands in."""
    place = mention.first
    if tokens[place].kind != WORD:
        return place + 1
    while place > span[0] and tokens[place - 1].kind == WORD and tokens[place - 1].text not in ("and", "but"):
        if mention.first - place > 4:
            return mention.first
        place -= 1
    return place
