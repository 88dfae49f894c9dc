"""Mentions and quantities → groups of alike calls, with their counts.

A message is a transcript (one call), a table of numbers, a list (each entry is prose of its own), or prose
cut into units.  Units that only count ("ten calls:") head the ones that follow; shares and "the rest" are of
the head's number; "3 had both" takes an overlap out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from assistant.reading.accounts import unaccounted
from assistant.reading.alike import settled
from assistant.reading.legend import own_sides
from assistant.reading.lines import Entry, Line, is_transcript, lines_of, lists, speaker
from assistant.reading.listing import listing_of
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed, sentence_of
from assistant.reading.pasted import english, says
from assistant.reading.ratios import measured
from assistant.reading.relations import not_without, related
from assistant.reading.sharing import shared_out
from assistant.reading.stories import as_many_as_asked, told_apart
from assistant.reading.tables import read_table
from assistant.reading.text import Text
from assistant.reading.units import EVENTS, TELLING, Unit, cut, one_call, openers

__all__ = ["EVENTS", "Group", "groups_of"]

DOUBTFUL = 2.0  # numbers that cost more than this to fit together aren't understood
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Group:
    """`count` alike calls: what is said of them, and where in the message (tokens)."""

    count: int
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]
    rest: bool = False
    share: Fraction | None = None
    doubt: bool = False  # the numbers don't fit together
    joint: bool = False  # what the calls had is told in more places than one
    pasted: str = ""  # "table", "list" or "transcript" it was pasted in
    rate: Decimal | None = None  # the base rate told for it
    entry: tuple[int, int] | None = (
        None  # the tokens of its row or entry: others' dates and rates aren't its own
    )


def groups_of(
    observed: Observed, quantities: Sequence[Quantity], days: Sequence[int] = (), known: int = 0
) -> list[Group]:
    """The groups of calls a message describes, in order; counts are at least 1.  `days` are the places (tokens)
    where days are named: a message without numbers that tells of something at each is cut there.  `known`
    calls were told of before: "two of them" are parts of these, and those left are a group without a span."""
    text = observed.text
    lines = lines_of(text)
    table = read_table(observed, lines, EVENTS)
    if is_transcript(text, lines) and not table:
        return [replace(group, pasted="transcript") for group in _sections(observed, quantities, lines)]
    if table:
        return [
            Group(
                row.count,
                row.mentions,
                (row.span,),
                doubt=row.doubt,
                pasted="table",
                rate=row.rate,
                entry=row.span,
            )
            for row in table
            if row.count
        ]
    if _timeline(text, lines):
        return [_whole(observed, (0, len(text.tokens)), 1)]
    whole = (0, len(text.tokens))
    listed = [replace(group, pasted="list") for group in _listed(observed, quantities, lines)]
    found = listed or _daily(observed, quantities, days)
    if found:
        return found
    found = _prose(observed, told_apart(observed, quantities, whole), whole, known=known)
    return found if known else as_many_as_asked(found, observed, quantities)


_CLOCK = re.compile(r"\W*0{1,2}:0\d\b")


def _timeline(text: Text, lines: Sequence[Line]) -> bool:
    """Whether lines are timed from the beginning of one call ("[00:00] AI greets", "[00:14] …")."""
    timed = [listed for listed in lists(text, lines) if listed[0].kind == "time"]
    return bool(timed) and _CLOCK.match(text.message, text.tokens[timed[0][0].first].start) is not None


def _daily(observed: Observed, quantities: Sequence[Quantity], days: Sequence[int]) -> list[Group]:
    """ "2025-11-24 …; 2025-12-19 …": each day with what happened on it."""
    size = len(observed.text.tokens)
    spans = list(zip(days, [*days[1:], size], strict=True)) if days else []
    telling = [
        span
        for span in spans
        if any(
            (m.concept in TELLING or m.concept == "same_again") and not m.asked
            for m in _inside(observed.mentions, span)
        )
    ]
    opening = [q for q in openers(quantities, observed, (0, size)) if q.kind != "ordinal"]
    if len(telling) < 2 or len(telling) < len(spans) - 1 or opening:
        return []
    groups: list[Group] = []
    for span in telling:
        told = _prose(observed, (), span)
        if groups and not any(m.concept in TELLING for m in told[0].mentions):
            told = [replace(groups[-1], spans=(span,))]  # "same thing the day after"
        groups.extend(told)
    return groups


# ---------------------------------------------------------------- transcripts and lists

_HEADINGS = frozenset({"call", "hash", "ordinal", "fraction", "code"})


def _sections(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> list[Group]:
    """A transcript is one call; headings of several calls divide it."""
    heads = next((found for found in lists(observed.text, lines) if found[0].kind in _HEADINGS), [])
    spoken = [line.last for line in lines if speaker(observed.text, line)]
    if len(heads) < 2:
        several = _spoken_of(observed, quantities, lines)
        whole = _whole(observed, (0, len(observed.text.tokens)), max(1, several))
        return [replace(whole, doubt=several > 1)]
    lasts = [*(head.first for head in heads[1:]), max(spoken[-1], heads[-1].last)]
    return [_whole(observed, (head.first, last), 1) for head, last in zip(heads, lasts, strict=True)]


def _spoken_of(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> int:
    """How many calls are counted beside a transcript ("for the two calls")."""
    said = [line for line in lines if speaker(observed.text, line)]
    return max(
        (
            int(q.value)
            for q in quantities
            if q.kind == "count" and q.role == "calls" and q.value and q.value.denominator == 1
            if not any(line.first <= q.first < line.last for line in said)
        ),
        default=0,
    )


def _listed(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> list[Group]:
    """The entries of the list that tells most, each read as prose of its own; nothing when there is no list."""
    listing = listing_of(observed, quantities, lines)
    if listing is not None and listing.steps and (listing.one or _asked_of_one(observed)):
        return [_whole(observed, (0, len(observed.text.tokens)), 1)]
    groups: list[Group] = []
    for entry in listing.entries if listing else ():
        span = (entry.body, entry.last)
        if entry.ticks:
            groups.append(replace(_whole(observed, span, entry.ticks), entry=(entry.first, entry.last)))
            continue
        read = _prose(observed, _of_calls(quantities, span), span, listing.shared if listing else ())
        if not any(g.mentions for g in read) and says(
            observed.text.words(*span), tuple(english().values["hints"])
        ):
            own = own_sides(observed).get(span[0]) == span[1]
            unread = Mention("own" if own else "someone", YES, span[0], span[0] + 1, "all that an entry says")
            read = [replace(g, mentions=(unread,)) for g in read]
        several = _ranged(quantities, entry)
        if several and len(read) == 1 and read[0].count == 1:
            read = [replace(read[0], count=several)]
        groups.extend(replace(group, entry=(entry.first, entry.last)) for group in read)
    groups = _without_sums(groups)
    return [replace(group, doubt=True) for group in groups] if listing and listing.doubt else groups


def _of_calls(quantities: Sequence[Quantity], span: tuple[int, int]) -> list[Quantity]:
    """ "3 calls, 1 live agent (…)": in an entry that counts calls, agents count calls too."""
    calls: Fraction | None = None
    found: list[Quantity] = []
    for q in quantities:
        if span[0] <= q.first < span[1]:
            if q.role == "calls" and q.kind == "count":
                calls = q.value
            elif (
                q.role == "people_not_calls"
                and calls is not None
                and q.value is not None
                and q.value <= calls
            ):
                q = replace(q, role="bare")
        found.append(q)
    return found


def _without_sums(groups: list[Group]) -> list[Group]:
    """The first entry may tell how many calls there were in all: what the others leave of them had no human."""
    silent = [g for g in groups if g.count > 1 and not any(m.concept in EVENTS for m in g.mentions)]
    told = sum(g.count for g in groups if g not in silent)
    if len(silent) != 1 or silent[0] is not groups[0] or not told or silent[0].count < told:
        return groups
    return [
        *groups[1:],
        *([replace(silent[0], count=silent[0].count - told)] if silent[0].count > told else []),
    ]


def _asked_of_one(observed: Observed) -> bool:
    """Whether the question speaks of one call."""
    return any(m.concept == "same_call" and m.asked for m in observed.mentions)


def _ranged(quantities: Sequence[Quantity], entry: Entry) -> int:
    """How many calls an entry's marker speaks of ("calls 13-20: …"); 0 when it numbers one."""
    for q in quantities:
        if q.kind == "span" and entry.first <= q.first <= entry.body and q.value and q.high:
            return int(q.high - q.value) + 1
        if q.first == entry.body and q.kind == "count" and q.role == "people_not_calls" and q.value:
            return int(q.value)  # "Jan 7: 3 live agent (verification)"
    return 0


def _inside(mentions: Iterable[Mention], span: tuple[int, int]) -> list[Mention]:
    return [m for m in mentions if span[0] <= m.first < span[1]]


def _whole(observed: Observed, span: tuple[int, int], count: int) -> Group:
    return Group(count, tuple(_inside(observed.mentions, span)), (span,))


# ---------------------------------------------------------------- prose


def _prose(
    observed: Observed,
    quantities: Sequence[Quantity],
    span: tuple[int, int],
    shared: Sequence[Mention] = (),
    known: int = 0,
) -> list[Group]:
    """The groups of a stretch of prose; `shared` is said of them unless they say something themselves."""
    mentions = not_without(_inside(observed.mentions, span), quantities, observed)
    opening = openers(quantities, observed, span)
    if shared and not any(m.concept in EVENTS for m in mentions):
        mentions = [replace(m, first=span[0], last=span[0] + 1) for m in shared]
    opening = _without_steps(opening, observed)
    if one_call(_without_both(mentions, opening, observed), opening):
        return [Group(1, tuple(mentions), (span,))]
    units = cut(observed, opening, span, mentions)
    if not any(unit.tells for unit in units):
        total = next((u.count for u in units if u.count is not None), Fraction(1))
        return [Group(int(total), tuple(mentions), (span,))] if total >= 1 else []
    before = [Unit(0, 0, [], None, Fraction(known))] if known else []
    found = shared_out([*before, *settled(_understood(units, quantities, observed), observed)])
    groups = [g for leaf in _told(list(found.units), observed) for g in _groups(leaf) if g.count > 0]
    doubt = found.cost >= DOUBTFUL
    within = [q for q in quantities if span[0] <= q.first < span[1]]
    doubt = doubt or unaccounted(within, opening, found.numbers, found.units, observed.text.tokens)
    return [replace(g, doubt=True) for g in groups] if doubt else groups


def _without_steps(opening: list[Quantity], observed: Observed) -> list[Quantity]:
    """ "Three transfers within your team … what does the call cost": steps of one call, no calls."""
    words = [token.text for token in observed.text.tokens]
    single = any(word == "call" and before not in _PER for before, word in pairwise(["", *words]))
    if not single or _MANY.intersection(words):
        return opening
    return [q for q in opening if q.role != "interactions"]


_MANY = frozenset({"calls", "callers", "each", "separate", "every", "both", "customers", "clients"})
_PER = frozenset({"per", "a", "/", "for", "and"})


def _without_both(mentions: list[Mention], opening: Sequence[Quantity], observed: Observed) -> list[Mention]:
    """ "3 verifications and 2 handoffs, one call having both": not all of it was one call."""
    if sum(q.kind == "count" and (q.value or 0) > 1 for q in opening) < 2:
        return mentions
    tokens = observed.text.tokens
    return [
        m
        for m in mentions
        if m.concept != "same_call"
        or "both" not in {t.text for t in tokens[max(0, m.first - 4) : m.last + 3]}
    ]


def _understood(units: Sequence[Unit], quantities: Sequence[Quantity], observed: Observed) -> list[Unit]:
    return related(measured(_headed(units), observed), quantities, observed)


def _headed(units: Sequence[Unit]) -> list[Unit]:
    """ "3 of every 5 calls were AI only. There were 15 calls": the whole told behind its share."""
    if not units or units[0].kind != "share" or units[0].quantity is None or units[0].quantity.total:
        return list(units)
    first = units[0].quantity
    wholes = [u for u in units if u.kind == "count" and (u.count or 0) > 1]
    if first.kind == "share" and first.high and not wholes:
        return [Unit(units[0].first, units[0].first, [], None, first.high), *units]
    heads = [
        u for u in units if u.kind == "count" and u.role == "calls" and not u.tells and (u.count or 0) > 1
    ]
    return [heads[0], *(u for u in units if u is not heads[0])] if len(heads) == 1 else list(units)


def _told(leaves: list[Unit], observed: Observed) -> list[Unit]:
    """Without units that only stand in the question ("What do the live agents of all five cost?")."""
    asking = {sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept == "price_ask"}
    telling = [leaf for leaf in leaves if leaf.has(TELLING)]
    if not telling or len(leaves) == len(telling):
        return leaves
    return [
        leaf
        for leaf in leaves
        if leaf.has(TELLING)
        or any(m.concept in ("unsure", "someone") for m in leaf.mentions)
        or not any(
            sentence_of(m.first, observed.sentences) in asking for m in leaf.mentions if m.concept in EVENTS
        )
    ]


def _groups(unit: Unit) -> list[Group]:
    """The group of a leaf; of "2 or 3 calls" the third is in doubt."""
    count = unit.count if unit.count is not None else Fraction(1)
    unknown = unit.count is None and unit.quantity is not None
    told, spans = tuple(unit.mentions), ((unit.first, unit.last),)
    if unit.kind in ("range", "vague") and not unit.whole:
        low = unit.quantity.value if unit.quantity and unit.quantity.value and unit.quantity.high else _NONE
        sure = [Group(int(low), told, spans)] if low else []
        return [*sure, Group(max(0, round(count - low)), told, spans, doubt=True)]
    rest = unknown and unit.kind == "rest"
    share = unit.quantity.value if unknown and unit.quantity and unit.kind == "share" else None
    return [Group(max(0, round(count)), told, spans, rest=rest, share=share, joint=unit.joint)]
