"""Mentions and quantities → groups of alike calls, with their counts.

A message is a transcript (one call), a table of numbers, a list (each entry is prose of its own), or prose
cut into units.  Units that only count ("ten calls:") head the ones that follow; shares and "the rest" are of
the head's number; "3 had both" takes an overlap out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from assistant.reading.amended import amended, amends
from assistant.reading.articled import with_articled
from assistant.reading.askedpart import asked_part
from assistant.reading.askedparty import asked_party
from assistant.reading.codedcounts import coded_counts
from assistant.reading.concepts import EVENTS
from assistant.reading.daily import daily
from assistant.reading.dayrows import coded_days
from assistant.reading.dittos import alike
from assistant.reading.entries import Entry
from assistant.reading.entrycounts import calls_of, heading_of
from assistant.reading.fitting import as_many_as_asked
from assistant.reading.kindcounts import bracketed_rows, counted_kinds, counted_rows
from assistant.reading.likeness import mark_meant, place_of
from assistant.reading.lines import Line, is_transcript, lines_of
from assistant.reading.listing import Listing, listing_of
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.ownsides import own_sides
from assistant.reading.pasted import english, hinted, says
from assistant.reading.prose import Group, inside, prose_groups
from assistant.reading.sections import sections, whole
from assistant.reading.shared import further_call
from assistant.reading.stories import told_apart
from assistant.reading.strikes import without_struck
from assistant.reading.talk import settled
from assistant.reading.text import WORD
from assistant.reading.threads import calls_of_log, timeline

if TYPE_CHECKING:
    from assistant.reading.rowcalls import Counted

__all__ = ["EVENTS", "Group", "groups_of"]


def groups_of(
    observed: Observed, quantities: Sequence[Quantity], days: Sequence[int] = (), known: int = 0
) -> list[Group]:
    """The groups of calls a message describes, in order; counts are at least 1.  `days` are the places (tokens)
    where days are named: a message without numbers that tells of something at each is cut there.  `known`
    calls were told of before: "two of them" are parts of these, and those left are a group without a span."""
    text = observed.text
    lines = lines_of(text)
    found = calls_of_log(observed, quantities, lines)
    if found:
        return found
    coded = coded_days(observed) or coded_counts(observed)
    if coded:
        return coded
    table = _table(observed, lines)
    if is_transcript(text, lines) and not table:
        return [replace(group, pasted="transcript") for group in sections(observed, quantities, lines)]
    if table:
        rows = [
            Group(
                row.count,
                row.mentions,
                (row.span,),
                doubt=row.doubt,
                lost=row.lost,
                pasted="table",
                rate=row.rate,
                entry=row.span,
                row=row.row,
            )
            for row in table
        ]
        return settled(observed, rows, lines)
    if timeline(text, lines):
        return [whole(observed, (0, len(text.tokens)), 1)]
    return settled(observed, _told(observed, quantities, days, known), lines)


def _table(observed: Observed, lines: Sequence[Line]) -> list[Counted]:
    """The calls of a pasted table.  Its readers load with the first message that may hold one."""
    if not {"\n", "\r", "{"}.intersection(observed.text.message):
        return []
    from assistant.reading.tables import read_table

    return read_table(observed, lines, EVENTS)


def _told(observed: Observed, quantities: Sequence[Quantity], days: Sequence[int], known: int) -> list[Group]:
    """The calls of a list, of days, or of prose."""
    lines = lines_of(observed.text)
    whole = (0, len(observed.text.tokens))
    marked = bracketed_rows(observed)
    if marked:
        return marked
    listed = [replace(group, pasted="list") for group in _likewise(_listed(observed, quantities, lines))]
    found = listed or counted_kinds(observed) or counted_rows(observed) or daily(observed, quantities, days)
    if found:
        return found
    quantities = with_articled(observed, quantities)

    def read(numbers: Sequence[Quantity]) -> list[Group]:
        return prose_groups(observed, told_apart(observed, numbers, whole), whole, known=known)

    found = without_struck(observed, quantities, read)
    if known:
        return found
    asked = asked_part(as_many_as_asked(found, observed, quantities), observed)
    return asked if any(group.aside for group in asked) else asked_party(asked, observed)


def _likewise(groups: list[Group]) -> list[Group]:
    """ "B: same thing": an entry that is said to be like the one before it has what that one had."""
    found: list[Group] = []
    for group in groups:
        again = any(m.concept == "same_again" and m.polarity == YES for m in group.mentions)
        if again and found:
            group = replace(group, mentions=(*found[-1].mentions, *group.mentions))
        found.append(group)
    return found


# ---------------------------------------------------------------- transcripts and lists


def _listed(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> list[Group]:
    """The entries of the list that tells most, each read as prose of its own; nothing when there is no list."""
    listing = listing_of(observed, quantities, lines)
    if listing is not None and listing.steps and (listing.one or _asked_of_one(observed)):
        return [whole(observed, (0, len(observed.text.tokens)), 1)]
    groups: list[Group] = []
    for entry in listing.entries if listing else ():
        span = (entry.body, entry.last)
        mark = mark_meant(observed.text, entry)
        if mark and listing:
            groups.extend(_as_marked(observed, listing.entries, entry, groups, mark))
            continue
        if entry.ticks:
            groups.append(replace(whole(observed, span, entry.ticks), entry=(entry.first, entry.last)))
            continue
        coded = _coded(observed, span)
        if coded:
            groups.extend(replace(group, entry=(entry.first, entry.last)) for group in coded)
            continue
        several, body = calls_of(observed.text, entry)
        span = (body, entry.last)
        shared = _shared(observed, lines, listing, entry) if listing else ()
        read = prose_groups(observed, _of_calls(quantities, span), span, shared)
        if not any(g.mentions for g in read) and hinted(observed.text.words(*span)):
            own = own_sides(observed).get(span[0]) == span[1]
            unread = Mention("own" if own else "someone", YES, span[0], span[0] + 1, "all that an entry says")
            read = [replace(g, mentions=(unread,)) for g in read]
        ranged = several or _ranged(quantities, entry)
        several = ranged if several or (ranged and len(read) == 1 and read[0].count == 1) else 0
        read = _so_many(read, several)
        if groups and groups[-1].entry and amends(observed, entry):
            groups = amended(observed, entry, groups, read)
            continue
        groups.extend(replace(group, entry=(entry.first, entry.last)) for group in read)
    groups = _without_sums(observed, groups)
    if listing and groups:
        further = further_call(observed, listing.entries[0].first, listing.entries[-1].last, EVENTS)
        groups += prose_groups(observed, quantities, further[2]) if further else []
        groups += [replace(whole(observed, (left.body, left.last), 1), aside=True) for left in listing.left]
    return [replace(group, doubt=True) for group in groups] if listing and listing.doubt else groups


def _so_many(read: list[Group], several: int) -> list[Group]:
    """The groups of an entry that says how many calls it is of; 0: it doesn't."""
    if several and len(read) > 1:
        return [replace(group, doubt=True) for group in read]
    return [replace(read[0], count=several)] if several and read else read


def _shared(observed: Observed, lines: Sequence[Line], listing: Listing, entry: Entry) -> Sequence[Mention]:
    """What is said of an entry above it: by its own heading, where there are several."""
    head = heading_of(observed.text, lines, listing.entries, entry)
    if head is None:
        return listing.shared
    return [m for m in inside(observed.mentions, (head.first, head.last)) if m.concept in EVENTS]


def _as_marked(
    observed: Observed, entries: Sequence[Entry], entry: Entry, groups: Sequence[Group], mark: str
) -> list[Group]:
    """ "3) same as 1": what the entry of that mark told, once more; in doubt where there is none before it."""
    place, here = place_of(observed.text, entries, mark), (entry.first, entry.last)
    meant = entries[place] if place is not None else None
    like = [group for group in groups if meant and group.entry == (meant.first, meant.last)]
    if not like:
        unread = Mention("someone", YES, entry.body, entry.body + 1, "like an entry that isn't there")
        like = [replace(whole(observed, (entry.body, entry.last), 1), mentions=(unread,), doubt=True)]
    mine = whole(observed, (entry.body, entry.last), 1)
    told = [alike(observed, mine, group) if len(like) == 1 and group.count == 1 else group for group in like]
    return [replace(group, entry=here, spans=mine.spans) for group in told]


def _coded(observed: Observed, span: tuple[int, int]) -> list[Group]:
    """ "Mon: A A N": an entry of nothing but codes is a call for each."""
    told = {m.first for m in observed.mentions if m.rule.startswith("legend:") and m.concept in EVENTS}
    words = [p for p in range(*span) if observed.text.tokens[p].kind == WORD or p in told]
    if len(words) < 2 or not told.issuperset(words):
        return []
    return [whole(observed, (place, place + 1), 1) for place in words]


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


def _without_sums(observed: Observed, groups: list[Group]) -> list[Group]:
    """The first entry may tell how many calls there were in all: what the others leave of them had no human."""
    if len(groups) > _ITEMS and groups[-1].count == sum(g.count for g in groups[:-1]):
        words = {word.strip(" .:=-") for word in observed.text.words(*groups[-1].spans[0]).lower().split()}
        if words - {"", str(groups[-1].count)} <= listed("summing") and not words <= {str(groups[-1].count)}:
            return groups[:-1]  # "26 Total"
    silent = [g for g in groups if g.count > 1 and not any(m.concept in EVENTS for m in g.mentions)]
    told = sum(g.count for g in groups if g not in silent)
    idle = english().values["no_human"]
    if silent and says(observed.text.words(*silent[0].spans[0]), idle):
        return groups  # "calls 1 to 7: AI exclusively"
    if len(silent) != 1 or silent[0] is not groups[0] or not told or silent[0].count < told:
        return groups
    return [
        *groups[1:],
        *([replace(silent[0], count=silent[0].count - told)] if silent[0].count > told else []),
    ]


_ITEMS = 2  # entries that have a sum


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
