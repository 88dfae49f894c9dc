"""Mentions and quantities → groups of alike calls, with their counts.

A message is cut into units: the lines of a list, or the stretches of prose that a quantity opens ("three …",
"the other two …", "#4").  Units that only count ("ten calls:") head the ones that follow; shares and "the
rest" are of the head's number; "3 had both" takes an overlap out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from assistant.reading.lines import Entry, Line, entries, is_transcript, lines_of, speaker
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.tables import read_table
from assistant.reading.text import BREAK, SENTENCE_END, Token

WHO = frozenset({"smith", "own", "someone", "alone", "no_human", "calendly", "ai_booked"})
WHY = frozenset(
    {"asked", "failure", "outage", "verified", "playbook", "agent_booked", "non_integrated", "new", "booked"}
)
EVENTS = WHO | WHY
REASONS = WHY - {"new", "booked", "non_integrated"} | {"own", "alone", "ai_booked", "calendly", "no_human"}

_COUNTED = frozenset({"calls", "people", "interactions", "bare"})
_OPENING = frozenset(
    {
        "count",
        "share",
        "all",
        "both",
        "none",
        "rest",
        "range",
        "vague",
        "ordinal",
        "multiple",
        "rate",
        "span",
        "except",
    }
)


@dataclass(slots=True)
class Unit:
    """A stretch of the message, tokens [first, last), about `count` calls (None: not told yet)."""

    first: int
    last: int
    mentions: list[Mention] = field(default_factory=list)
    quantity: Quantity | None = None
    count: Fraction | None = None
    subset: bool = False  # "of them", "of the nine"
    also: bool = False  # the subset had this too

    def has(self, concepts: frozenset[str]) -> bool:
        return any(m.concept in concepts for m in self.mentions)

    @property
    def kind(self) -> str:
        return self.quantity.kind if self.quantity else "line"


@dataclass(frozen=True, slots=True)
class Group:
    """`count` alike calls: what is said of them, and where in the message (tokens)."""

    count: int
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]
    complete: bool = True  # False: the number is a guess, because the message doesn't tell it


def groups_of(observed: Observed, quantities: Sequence[Quantity]) -> list[Group]:
    """The groups of calls a message describes, in order; counts are at least 1."""
    text = observed.text
    lines = lines_of(text)
    if is_transcript(text, lines):
        return _sections(observed, lines)
    table = read_table(observed, lines, EVENTS)
    if table:
        return [Group(row.count, row.mentions, (row.span,)) for row in table if row.count]
    return _listed(observed, quantities, lines) or _prose(observed, quantities, (0, len(text.tokens)))


def _sections(observed: Observed, lines: Sequence[Line]) -> list[Group]:
    """A transcript is one call; headings of several calls divide it."""
    heads = [e for e in entries(observed.text, lines) if e.kind in _HEADINGS]
    spoken = [line.last for line in lines if speaker(observed.text, line)]
    if len(heads) < 2:
        return [_whole(observed, (0, len(observed.text.tokens)), 1)]
    lasts = [*(head.first for head in heads[1:]), max(spoken[-1], heads[-1].last)]
    return [_whole(observed, (head.first, last), 1) for head, last in zip(heads, lasts, strict=True)]


_HEADINGS = frozenset({"call", "hash", "ordinal", "fraction", "code"})


def _listed(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> list[Group]:
    """The entries of a list, each read as prose of its own; nothing when there is no list."""
    listed = entries(observed.text, lines)
    telling = [e for e in listed if _tells(observed, quantities, e)]
    if len(telling) < 2:
        return []
    before = [m for m in observed.mentions if m.last <= listed[0].first and m.concept in EVENTS]
    groups: list[Group] = []
    for entry in telling:
        inside = [q for q in quantities if entry.body <= q.first and q.last <= entry.last]
        if entry.ticks:
            groups.append(_whole(observed, (entry.first, entry.last), entry.ticks))
        else:
            groups.extend(_prose(observed, inside, (entry.body, entry.last), before))
    return groups


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


def _prose(
    observed: Observed,
    quantities: Sequence[Quantity],
    span: tuple[int, int],
    shared: Sequence[Mention] = (),
) -> list[Group]:
    """The groups of a stretch of prose; `shared` is said of them unless they say something themselves."""
    mentions = _inside(observed.mentions, span)
    tokens = observed.text.tokens
    openers = [q for q in quantities if span[0] <= q.first < span[1] and _opens(q, tokens, quantities)]
    if not any(m.concept in EVENTS for m in mentions):
        mentions = [*shared]
    if _one_call(mentions, openers):
        return [Group(1, tuple(mentions), (span,))]
    units = _units(observed, openers, span)
    if not any(unit.has(EVENTS) for unit in units):
        total = next((u.count for u in units if u.count is not None), Fraction(1))
        return [Group(int(total), tuple(mentions), (span,))] if total >= 1 else []
    return _resolve(units)


# ---------------------------------------------------------------- cutting


def _opens(q: Quantity, tokens: Sequence[Token], quantities: Sequence[Quantity]) -> bool:
    if q.kind not in _OPENING or q.role not in _COUNTED:
        return False
    return not _refers(q, tokens, quantities)


def _refers(q: Quantity, tokens: Sequence[Token], quantities: Sequence[Quantity]) -> bool:
    """Whether this is the "nine" of "four of the nine": the number that the one before is a part of."""
    before = [p for p in quantities if p.last <= q.first and q.first - p.last <= 4]
    if not before:
        return False
    between = [token.text for token in tokens[before[-1].last : q.first]]
    return "of" in between and before[-1].role in _COUNTED


def _one_call(mentions: Sequence[Mention], openers: Sequence[Quantity]) -> bool:
    """Whether everything is about one call."""
    several = [
        q
        for q in openers
        if q.kind in ("rest", "both", "share", "except")
        or (
            q.value is not None
            and q.value > 1
            and q.role in ("calls", "people", "bare")
            and q.kind == "count"
        )
        or (q.kind in ("ordinal", "span") and q.role == "calls")
    ]
    same = any(m.concept == "same_call" and m.polarity == YES for m in mentions)
    if same:
        return not any(q.role in ("calls", "people") for q in several)
    return not several and len(openers) < 2


def _units(observed: Observed, openers: Sequence[Quantity], span: tuple[int, int]) -> list[Unit]:
    tokens = observed.text.tokens
    cuts = [span[0]]
    for previous, following in zip(openers, openers[1:], strict=False):
        cuts.append(_cut(tokens, previous.last, following.first))
    cuts.append(span[1])
    units = []
    for index, opener in enumerate(openers):
        first, last = cuts[index], cuts[index + 1]
        units.append(_unit(first, last, _inside(observed.mentions, (first, last)), opener, tokens))
    return units


def _unit(first: int, last: int, mentions: list[Mention], q: Quantity, tokens: Sequence[Token]) -> Unit:
    unit = Unit(first, last, mentions, q)
    if q.kind in ("count", "rate"):
        unit.count = q.value
    elif q.kind == "ordinal":
        unit.count = Fraction(1)
    elif q.kind == "span" and q.value is not None and q.high is not None:
        unit.count = q.high - q.value + 1
    elif q.kind == "none":
        unit.count = Fraction(0)
    elif q.kind == "rest":
        unit.count = q.value
    words = [token.text for token in tokens[q.last : q.last + 4]]
    unit.subset = "of" in words[:2] and bool(
        {"them", "those", "these", "the", "which", "whom", "our"} & set(words[:3])
    )
    said = {token.text for token in tokens[first:last]}
    unit.also = bool({"also", "too", "additionally", "separately", "both", "well"} & said)
    return unit


_STRENGTH = {";": 2, ":": 2, "—": 2, "–": 2, "/": 2, "|": 2, ",": 1, "(": 1}
_JOINERS = frozenset({"and", "plus", "then", "but", "while", "on", "in", "for"})


def _cut(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the words between two openers divide: at the last of the strongest marks."""
    best, strength = end, -1.0
    for place in range(start, end):
        token = tokens[place]
        if token.kind == BREAK or token.text in SENTENCE_END:
            value = 3.0
        elif token.text in _JOINERS:
            value = 0.5 if token.text in ("and", "plus", "then", "but", "while") else 0.2
        else:
            value = float(_STRENGTH.get(token.text, -1))
        if value >= 0 and value >= strength:
            best, strength = place + (0 if value < 1 else 1), value
    return best


# ---------------------------------------------------------------- counting


def _resolve(units: list[Unit]) -> list[Group]:
    groups = [_group(unit) for unit in _partition(_merge_ordinals(units))]
    return [g for g in groups if g.count > 0]


def _merge_ordinals(units: list[Unit]) -> list[Unit]:
    """ "First, third and fifth: …": ordinals that say nothing of their own join the next."""
    merged: list[Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        if last is not None and last.kind == "ordinal" and unit.kind == "ordinal" and not last.has(EVENTS):
            merged[-1] = replace(unit, first=last.first, count=(last.count or 0) + (unit.count or 0))
        else:
            merged.append(unit)
    return merged


def _partition(units: list[Unit]) -> list[Unit]:
    """Heads with their parts → the parts alone, counts resolved."""
    leaves: list[Unit] = []
    place = 0
    while place < len(units):
        head = units[place]
        parts, following = _parts(head, units, place)
        if parts:
            leaves.extend(_shared_out(head, parts))
            place = following
        else:
            if head.has(EVENTS) or head.kind == "ordinal":
                _take_overlap(leaves, head) if _is_overlap(head, leaves) else leaves.append(head)
            elif _is_overlap(head, leaves):
                _take_overlap(leaves, head)
            place += 1
    return leaves


def _parts(head: Unit, units: list[Unit], place: int) -> tuple[list[Unit], int]:
    """The units after `head` that divide its calls, and where the next unit begins."""
    after = units[place + 1 :]
    total = head.count
    if not after or total is None or total <= 1 or head.kind not in ("count", "span", "rate"):
        return [], place + 1
    explicit = Fraction(0)
    for number, unit in enumerate(after, 1):
        if unit.kind in ("rest",) and (unit.count is None or explicit + unit.count == total):
            return after[:number], place + 1 + number
        if unit.kind in ("share", "except", "all", "both"):
            return _through_shares(after), place + 1 + len(_through_shares(after))
        explicit += unit.count or 0
        if explicit == total and number > 1 and not (unit.subset and unit.also):
            return after[:number], place + 1 + number
        if explicit > total:
            break
    if not head.has(REASONS) and explicit < total:
        return after, len(units)
    if after[0].subset:
        return after, len(units)
    return [], place + 1


def _through_shares(after: list[Unit]) -> list[Unit]:
    return after


def _shared_out(head: Unit, parts: list[Unit]) -> list[Unit]:
    """Each part with its count and the head's facts; calls left over keep the head's facts alone."""
    total = head.count or Fraction(0)
    left = total
    leaves: list[Unit] = []
    for part in parts:
        count = _part_count(part, total, left)
        if part.also and part.subset and leaves:
            _split(leaves, part, count)
            continue
        if _is_overlap(part, leaves):
            _take_overlap(leaves, part)
            left += part.count or 0
            continue
        if not part.has(EVENTS) and part.kind == "count" and count == total:
            continue  # the number said again
        leaves.append(replace(part, count=count, mentions=[*_inherited(head, part), *part.mentions]))
        left -= count
    if left > 0 and head.has(EVENTS):
        leaves.append(replace(head, count=left, quantity=head.quantity))
    return leaves


def _inherited(head: Unit, part: Unit) -> Iterable[Mention]:
    """What the head says counts for a part, unless the part says otherwise of the same thing."""
    said = {m.concept for m in part.mentions}
    if said & {"own", "alone", "no_human", "ai_booked"}:
        return [m for m in head.mentions if m.concept not in EVENTS]
    return [m for m in head.mentions if m.concept not in said]


def _part_count(part: Unit, total: Fraction, left: Fraction) -> Fraction:
    q = part.quantity
    if part.kind == "share" and q is not None and q.value is not None:
        return q.value * (left if part.also else total)
    if part.kind == "except" and q is not None:
        return total - (q.value or 0)
    if part.kind in ("all", "both"):
        return left
    if part.kind == "rest":
        return part.count if part.count is not None else left
    return part.count if part.count is not None else left


def _is_overlap(unit: Unit, leaves: Sequence[Unit]) -> bool:
    """ "3 calls had both", "four are on both lists"."""
    return len(leaves) >= 2 and unit.kind == "count" and unit.also and not unit.has(REASONS)


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
    whole = count.denominator == 1
    return Group(
        max(0, int(count)) if whole else round(count),
        tuple(unit.mentions),
        ((unit.first, unit.last),),
        complete=whole and unit.count is not None,
    )
