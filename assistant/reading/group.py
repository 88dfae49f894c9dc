"""Mentions and quantities → groups of alike calls, with their counts.

A message is a transcript (one call), a table of numbers, a list (each entry is prose of its own), or prose
cut into units.  Units that only count ("ten calls:") head the ones that follow; shares and "the rest" are of
the head's number; "3 had both" takes an overlap out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.reading.lines import Entry, Line, is_transcript, lines_of, lists, speaker
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed, sentence_of
from assistant.reading.tables import read_table
from assistant.reading.text import Text
from assistant.reading.units import EVENTS, TELLING, Unit, cut, one_call, openers

__all__ = ["EVENTS", "Group", "groups_of"]


@dataclass(frozen=True, slots=True)
class Group:
    """`count` alike calls: what is said of them, and where in the message (tokens)."""

    count: int
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]
    rest: bool = False
    share: Fraction | None = None


def groups_of(observed: Observed, quantities: Sequence[Quantity], days: Sequence[int] = ()) -> list[Group]:
    """The groups of calls a message describes, in order; counts are at least 1.  `days` are the places (tokens)
    where days are named: a message without numbers that tells of something at each is cut there."""
    text = observed.text
    lines = lines_of(text)
    table = read_table(observed, lines, EVENTS)
    if is_transcript(text, lines) and not table:
        return _sections(observed, lines)
    if table:
        return [Group(row.count, row.mentions, (row.span,)) for row in table if row.count]
    if _timeline(text, lines):
        return [_whole(observed, (0, len(text.tokens)), 1)]
    whole = (0, len(text.tokens))
    return (
        _listed(observed, quantities, lines)
        or _daily(observed, quantities, days)
        or _prose(observed, quantities, whole)
    )


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


def _sections(observed: Observed, lines: Sequence[Line]) -> list[Group]:
    """A transcript is one call; headings of several calls divide it."""
    heads = next((found for found in lists(observed.text, lines) if found[0].kind in _HEADINGS), [])
    spoken = [line.last for line in lines if speaker(observed.text, line)]
    if len(heads) < 2:
        return [_whole(observed, (0, len(observed.text.tokens)), 1)]
    lasts = [*(head.first for head in heads[1:]), max(spoken[-1], heads[-1].last)]
    return [_whole(observed, (head.first, last), 1) for head, last in zip(heads, lasts, strict=True)]


def _listed(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> list[Group]:
    """The entries of the list that tells most, each read as prose of its own; nothing when there is no list."""
    found = lists(observed.text, lines)
    if not found or _single(observed, found):
        return []
    told = [[entry for entry in listed if _tells(observed, quantities, entry)] for listed in found]
    telling = max(told, key=len)
    if len(telling) < 2:
        return []
    whole = next(listed for listed, some in zip(found, told, strict=True) if some is telling)
    if any(
        q.kind == "count" and q.role == "calls" and q.value == len(whole)
        for q in quantities
        if q.last <= whole[0].first
    ):
        telling = whole  # "four calls: a. … b. …": one that tells nothing was the AI's
    before = [m for m in observed.mentions if m.last <= telling[0].first and m.concept in EVENTS]
    groups: list[Group] = []
    for entry in telling:
        span = (entry.body, entry.last)
        if entry.ticks:
            groups.append(_whole(observed, span, entry.ticks))
        else:
            read = _prose(observed, quantities, span, before)
            several = _ranged(quantities, entry)
            if several and len(read) == 1 and read[0].count == 1:
                read = [replace(read[0], count=several)]
            groups.extend(read)
    return groups


def _ranged(quantities: Sequence[Quantity], entry: Entry) -> int:
    """How many calls an entry's marker speaks of ("calls 13-20: …"); 0 when it numbers one."""
    for q in quantities:
        if q.kind == "span" and entry.first <= q.first <= entry.body and q.value and q.high:
            return int(q.high - q.value) + 1
    return 0


def _single(observed: Observed, found: Sequence[Sequence[Entry]]) -> bool:
    """Whether only one call is spoken of: the entries are steps of it."""
    words = {token.text for token in observed.text.tokens}
    if "calls" in words or "each" in words:
        return False
    entries = [entry for listed in found for entry in listed if listed[0].kind != "roman"]
    return any(
        m.concept == "same_call" and not any(entry.first <= m.first < entry.last for entry in entries)
        for m in observed.mentions
    )


def _tells(observed: Observed, quantities: Sequence[Quantity], entry: Entry) -> bool:
    span = (entry.body, entry.last)
    if any(m.concept in EVENTS for m in _inside(observed.mentions, span)):
        return True
    return any(
        q.role in ("calls", "interactions", "bare") and entry.body <= q.first < entry.last for q in quantities
    )


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
) -> list[Group]:
    """The groups of a stretch of prose; `shared` is said of them unless they say something themselves."""
    mentions = _inside(observed.mentions, span)
    opening = openers(quantities, observed, span)
    if shared and not any(m.concept in EVENTS for m in mentions):
        mentions = [replace(m, first=span[0], last=span[0] + 1) for m in shared]
    if one_call(mentions, opening):
        return [Group(1, tuple(mentions), (span,))]
    units = cut(observed, opening, span, mentions)
    if not any(unit.tells for unit in units):
        total = next((u.count for u in units if u.count is not None), Fraction(1))
        return [Group(int(total), tuple(mentions), (span,))] if total >= 1 else []
    leaves = _leaves(_continued(_merged(_joined(units, observed))))
    return [g for g in map(_group, _told(leaves, observed)) if g.count > 0]


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


_BETWEEN = frozenset({",", "and", "&", "or", "the", "#", "call"})


def _joined(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "First, third and fifth: …": ordinals that say nothing of their own join the next."""
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        close = (
            last is not None
            and last.quantity is not None
            and unit.quantity is not None
            and _BETWEEN.issuperset(
                token.text for token in observed.text.tokens[last.quantity.last : unit.quantity.first]
            )
        )
        if last is not None and close and {last.kind, unit.kind} <= {"ordinal", "span"} and not last.tells:
            count = Fraction((last.count or 0) + (unit.count or 0))
            joined[-1] = replace(unit, first=last.first, count=count)
        else:
            joined.append(unit)
    return joined


def _merged(units: list[Unit]) -> list[Unit]:
    """ "five people, five separate calls": the same calls counted again in other words."""
    merged: list[Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        again = (
            last is not None
            and last.kind == unit.kind == "count"
            and last.count == unit.count
            and (unit.count or 0) > 1
            and not (last.has(TELLING) and unit.has(TELLING))
            and _role(unit) == "calls"
        )
        if again and last is not None:
            merged[-1] = replace(last, last=unit.last, mentions=[*last.mentions, *unit.mentions])
        else:
            merged.append(unit)
    return merged


def _role(unit: Unit) -> str:
    return unit.quantity.role if unit.quantity else ""


_REASONED = TELLING | {"non_integrated"}


def _continued(units: list[Unit]) -> list[Unit]:
    """ "…: Mon 2, Tue 3" and "the same again": units that are said to be like the one before."""
    result: list[Unit] = []
    for unit in _backwards(units):
        again = any(m.concept == "same_again" for m in unit.mentions)
        again = again or unit.more
        if result and not unit.has(_REASONED) and (unit.distributed or again) and result[-1].tells:
            unit = replace(unit, mentions=[*unit.mentions, *result[-1].mentions])
        if unit.kind == "multiple" and result and unit.quantity is not None and result[-1].count is not None:
            unit = replace(unit, count=(unit.quantity.value or 1) * result[-1].count)
        result.append(unit)
    return result


def _backwards(units: list[Unit]) -> list[Unit]:
    """ "14 here and 11 there, all of them …", "4 on the 13th and 5 on the 23rd; every one of the nine …"."""
    result: list[Unit] = []
    for unit in units:
        silent = 0
        while silent < len(result) and result[-1 - silent].kind == "count" and not result[-1 - silent].tells:
            silent += 1
        before = result[len(result) - silent :]
        summed = sum((u.count or Fraction(0) for u in before), Fraction(0))
        if unit.tells and silent and (unit.spread or (silent > 1 and unit.count == summed)):
            result[len(result) - silent :] = [
                replace(u, mentions=[*u.mentions, *unit.mentions]) for u in before
            ]
            if silent > 1 and unit.count == summed:
                continue
        result.append(unit)
    return result


def _leaves(units: list[Unit]) -> list[Unit]:
    """Heads with their parts → the parts alone, counts resolved."""
    leaves: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        parts = _parts(unit, units[place + 1 :])
        if parts:
            leaves.extend(_shared_out(unit, parts))
            place += len(parts)
        elif _is_overlap(unit, leaves):
            _take_overlap(leaves, unit)
        elif unit.part and unit.also and leaves and unit.count is not None:
            _split(leaves, unit, unit.count)
        elif (
            unit.tells
            and not _restated(unit, leaves)
            and not (unit.part and leaves and not unit.has(TELLING))
        ):
            leaves.append(unit)
        place += 1
    return leaves


def _restated(unit: Unit, leaves: Sequence[Unit]) -> bool:
    """ "So the twelve calls …": the sum said again at the end."""
    total = sum((leaf.count or Fraction(0) for leaf in leaves), Fraction(0))
    return (len(leaves) > 1 or total > 1) and unit.count == total and not unit.has(TELLING)


def _parts(head: Unit, after: list[Unit]) -> list[Unit]:
    """The units after `head` that divide its calls."""
    total = head.count
    kinds = head.quantity is not None and head.quantity.role == "interactions" and head.has(TELLING)
    if head.part or kinds or (head.has(TELLING) and after and after[0].part and after[0].also):
        return []
    if after and after[0].exception and total is not None and (after[0].count or 0) < total:
        return after
    if not after or total is None or total <= 1 or head.kind not in ("count", "span", "rate"):
        return []
    summed, seen = Fraction(0), 0
    shared = sum((u.count or Fraction(0) for u in after if u.both and not u.has(TELLING)), Fraction(0))
    for number, unit in enumerate(after, 1):
        if unit.kind == "rest" and (unit.count is None or summed - shared + unit.count <= total):
            return _with_trailing(after, number)
        if unit.kind in ("share", "except"):
            return after
        if (unit.part and unit.also) or (unit.both and not unit.has(TELLING)):
            continue
        if not unit.tells and unit.count == total:
            continue
        summed += unit.count or 0
        seen += 1
        if summed == total and seen > 1 and _divides(head, after[0]):
            return _with_trailing(after, number)
        if summed - shared > total and not _overlapping(head, after[:number], summed - total):
            return []
    return after if after[0].part or not head.has(TELLING) else []


def _divides(head: Unit, first: Unit) -> bool:
    """Whether a first part that fits the head's number is one of its calls."""
    return first.part or head.colon or not head.has(TELLING) or not first.has(TELLING)


def _overlapping(head: Unit, parts: Sequence[Unit], excess: Fraction) -> bool:
    """Whether the parts add up to more than there are because some calls are in two of them: the number that
    is in neither is told."""
    if head.has(TELLING) or not any(part.neither for part in parts):
        return False
    told = [part for part in parts if part.has(TELLING) and part.count is not None]
    if len(told) < 2 or any(excess > (part.count or 0) for part in told):
        return False
    told[-1].count = (told[-1].count or Fraction(0)) - excess
    return True


def _with_trailing(after: list[Unit], number: int) -> list[Unit]:
    """The parts, and what is then said of some of them ("one of those also …", "3 had both")."""
    while number < len(after) and ((after[number].part and after[number].also) or after[number].both):
        number += 1
    return after[:number]


def _shared_out(head: Unit, parts: list[Unit]) -> list[Unit]:
    """Each part with its count and the head's facts; calls left over keep the head's facts alone."""
    total = head.count or Fraction(0)
    left = total
    leaves: list[Unit] = []
    for part in parts:
        if _is_overlap(part, leaves):
            _take_overlap(leaves, part)
            left += part.count or 0
            continue
        head, part = _excepted(head, part)
        count = _part_count(part, total, left, head)
        if part.part and part.also and leaves:
            _split(leaves, part, count)
            continue
        if not part.tells and part.count == total:
            continue  # the number said again
        told = [*_inherited(head, part), *part.mentions]
        leaves.append(replace(part, count=count, mentions=_undecided(part, parts, told)))
        left -= count
    if left > 0:
        leaves.append(replace(head, count=left, mentions=head.mentions if head.tells else []))
    return leaves


def _undecided(part: Unit, parts: Sequence[Unit], told: list[Mention]) -> list[Mention]:
    """ "one went to yours, one to mine, for the third I have no idea which": somebody took it."""
    unsure = [m for m in part.mentions if m.concept == "unsure"]
    sides = any(u.has(frozenset({"smith"})) for u in parts) and any(u.has(frozenset({"own"})) for u in parts)
    if not unsure or part.tells or not sides:
        return told
    return [*(m for m in told if m.concept != "smith"), replace(unsure[0], concept="someone", polarity=YES)]


def _inherited(head: Unit, part: Unit) -> Iterable[Mention]:
    """What the head says counts for a part too, unless the part says who or why itself."""
    said = {m.concept for m in part.mentions}
    if said & {"own", "alone", "no_human", "ai_booked"}:
        return []
    if part.has(TELLING):
        return [
            m for m in head.mentions if m.concept in ("smith", "new") or (part.also and m.concept not in said)
        ]
    return [m for m in head.mentions if m.concept not in said]


def _excepted(head: Unit, part: Unit) -> tuple[Unit, Unit]:
    """ "all of them AI only except 11, where …": what stands before the exception is said of the others."""
    if part.kind != "except" or part.quantity is None:
        return head, part
    others = [m for m in part.mentions if m.first < part.quantity.last]
    own = [m for m in part.mentions if m.first >= part.quantity.last]
    return replace(head, mentions=[*head.mentions, *others]), replace(part, mentions=own)


def _part_count(part: Unit, total: Fraction, left: Fraction, head: Unit) -> Fraction:
    q = part.quantity
    if part.kind == "share" and q is not None and q.value is not None:
        return q.value * (left if part.of_rest else total)
    if part.kind == "except" and q is not None:
        return (q.value or Fraction(0)) if head.has(TELLING) else total - (q.value or 0)
    return part.count if part.count is not None else left


def _is_overlap(unit: Unit, leaves: Sequence[Unit]) -> bool:
    """ "3 calls had both", "four are on both lists"."""
    return len(leaves) >= 2 and unit.kind == "count" and unit.both and not unit.has(TELLING)


def _take_overlap(leaves: list[Unit], unit: Unit) -> None:
    """Calls on two lists are counted once: the last list loses them, the first keeps them."""
    last = leaves[-1]
    if last.count is not None and unit.count is not None and unit.count <= last.count:
        leaves[-1] = replace(last, count=last.count - unit.count)


def _split(leaves: list[Unit], part: Unit, count: Fraction) -> None:
    """`count` of the latest calls had this too."""
    parent = leaves[-1]
    if parent.count is None or count > parent.count:
        return
    leaves[-1] = replace(parent, count=parent.count - count)
    leaves.append(replace(part, count=count, mentions=[*parent.mentions, *part.mentions]))


def _group(unit: Unit) -> Group:
    count = unit.count if unit.count is not None else Fraction(1)
    unknown = unit.count is None and unit.quantity is not None
    return Group(
        max(0, round(count)),
        tuple(unit.mentions),
        ((unit.first, unit.last),),
        rest=unknown and unit.kind == "rest",
        share=unit.quantity.value if unknown and unit.quantity and unit.kind == "share" else None,
    )
