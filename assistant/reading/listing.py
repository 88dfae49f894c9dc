"""Which entries of a pasted list are calls: the list that tells most, without what the message leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.dittos import refers
from assistant.reading.entries import Entry, lists
from assistant.reading.entrycounts import headings
from assistant.reading.likeness import mark_meant
from assistant.reading.lines import Line
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Mention, Observed
from assistant.reading.pasted import english, says, words_in
from assistant.reading.regex import regex
from assistant.reading.remarks import of_some
from assistant.reading.shared import said_of_all
from assistant.reading.units import EVENTS, TELLING

_SEVERAL = frozenset({"calls", "each"})


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries that are asked about; `shared` is said of those that say nothing themselves.  `doubt`: some
    are picked out in words that aren't understood; `left` are those that aren't asked about."""

    entries: tuple[Entry, ...] = ()
    shared: tuple[Mention, ...] = ()
    doubt: bool = False
    steps: bool = False  # of one call
    one: bool = False  # for certain
    left: tuple[Entry, ...] = ()


def listing_of(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> Listing | None:
    """The list of a message; None when there is none."""
    found = lists(observed.text, lines)
    if not found:
        return _plain(observed, quantities, lines)
    if _single(observed, found):
        return Listing(steps=True)
    if any(_record(observed, entries) for entries in found):
        return Listing(steps=True, one=True)
    told = [[entry for entry in listed if _tells(observed, quantities, entry)] for listed in found]
    telling = max(told, key=lambda listed: (len(listed), any(entry.ticks for entry in listed)))
    headed = next((listed for listed in found if _under_headings(observed, lines, listed)), None)
    if len(telling) < 2 and headed:
        return Listing(tuple(headed))
    if len(telling) < 2:
        return _announced(observed, quantities, found) or _plain(observed, quantities, lines)
    whole = next(listed for listed, some in zip(found, told, strict=True) if some is telling)
    told_of_all = said_of_all(observed, whole[0].first, whole[-1].last)
    before = [m for m in told_of_all if m.last <= whole[0].first and m.concept in EVENTS]
    if not before:
        telling = [entry for entry in telling if _says_more_than_a_number(observed, quantities, entry)]
    if any(_box(observed, entry, _TICKED) for entry in whole):
        telling, whole = ([e for e in some if not _box(observed, e, _BLANK)] for some in (telling, whole))
    entries = _calls(observed, quantities, telling, whole)
    if len(entries) < 2:
        return None
    from assistant.reading import chosen  # loads what reads tables too

    kept, doubt = chosen.entries_of(observed.text, entries)
    left = tuple(entry for entry in entries if entry not in kept)
    return Listing(tuple(kept), tuple(before), doubt or _talk(observed, whole), left=left)


def _under_headings(observed: Observed, lines: Sequence[Line], listed: Sequence[Entry]) -> bool:
    """Whether entries stand under headings that tell what happened: "Caller asked for a human:"."""
    heads = headings(observed.text, lines, listed)
    told = [
        head
        for head in heads
        if any(m.concept in TELLING and head.first <= m.first < head.last for m in observed.mentions)
    ]
    return len(heads) > 1 and len(told) * 2 > len(heads)


def _talk(observed: Observed, entries: Sequence[Entry]) -> bool:
    """Whether people answer each other's questions: what is told of which call can't be followed."""
    tokens, message = observed.text.tokens, observed.text.message
    said = [message[tokens[e.first].start : tokens[e.last - 1].end].strip() for e in entries]
    names = [line.split(":")[0].lower() for line in said]
    asked = sum(line.endswith("?") for line in said)
    return entries[0].kind == "colon" and asked > 0 and 1 < len(set(names)) < len(names)


def _box(observed: Observed, entry: Entry, pattern: re.Pattern[str]) -> bool:
    return pattern.match(observed.text.message, observed.text.tokens[entry.first].start) is not None


_TICKED = regex(r"\s*(?:[-*•]\s*)?(?:[\[(][xX✓✔][\])]|[☑✅✓✔])")
_BLANK = regex(r"\s*(?:[-*•]\s*)?(?:[\[(] ?[\])]|☐)")


def _says_more_than_a_number(observed: Observed, quantities: Sequence[Quantity], entry: Entry) -> bool:
    told = any(m.concept in EVENTS and entry.body <= m.first < entry.last for m in observed.mentions)
    told = told or bool(mark_meant(observed.text, entry))
    return told or any(
        q.role in ("calls", "interactions") and entry.body <= q.first < entry.last for q in quantities
    )


def _announced(
    observed: Observed, quantities: Sequence[Quantity], found: Sequence[Sequence[Entry]]
) -> Listing | None:
    """A list of days, names … of as many calls as were announced right before it, with what they had."""
    for entries in found:
        first = entries[0].first
        before = tuple(
            m for m in observed.mentions if m.last <= first and m.concept in EVENTS and not m.asked
        )
        for q in quantities:
            near = q.last <= first <= q.last + _NEAR and q.kind == "count" and q.value == len(entries)
            if near and q.role in ("calls", "interactions", "bare", "other") and before:
                return Listing(tuple(entries), before)
    return None


def _plain(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> Listing | None:
    """Lines without marks, each of which tells of a call, when as many calls are spoken of elsewhere."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        told = any(
            m.concept in TELLING and not m.asked and line.first <= m.first < line.last
            for m in observed.mentions
        )
        leads = observed.text.tokens[line.last - 1].text in (":", "?") or line.last - line.first > _LINE
        if told and not leads:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    for run in runs:
        if len(run) > 1 and _counted(quantities, run):
            entries = [Entry(line.first, line.last, line.first, "line") for line in run]
            return Listing(tuple(entries))
    return None


_LINE = 25  # tokens


def _counted(quantities: Sequence[Quantity], run: Sequence[Line]) -> bool:
    """Whether so many calls as there are lines are spoken of outside them, and none are counted in them."""
    first, last = run[0].first, run[-1].last
    calls = [q for q in quantities if q.kind == "count" and q.role == "calls" and q.value and q.value > 1]
    inside = [q for q in calls if first <= q.first < last]
    return not inside and any(q.value == len(run) for q in calls if not first <= q.first < last)


_NEAR = 12  # tokens


def _calls(
    observed: Observed, quantities: Sequence[Quantity], telling: Sequence[Entry], whole: Sequence[Entry]
) -> Sequence[Entry]:
    """The entries that are calls: all of them when as many are announced ("four calls: a. … b. …"), else those
    that tell something or are known to have had no human."""
    for q in quantities:
        announced = q.kind == "count" and q.role == "calls" and q.value == len(whole)
        if announced and (q.last <= whole[0].first or q.first >= whole[-1].last):
            return whole
    idle = (*english().values["no_human"], *english().values["hints"])
    some = set(telling)
    said = {e: observed.text.words(e.body, e.last) for e in whole}
    return [e for e in whole if e in some or says(said[e], idle) or refers(said[e])]


_FIELD = regex(r"[\s>*•·–+-]*([A-Za-z][\w .]{0,24}?)\s*(?:\([^)\n]*\))?:\s")


def _record(observed: Observed, entries: Sequence[Entry]) -> bool:
    """Whether the entries are fields of one call: "- Caller: …", "- Live agent: …"."""
    if (
        entries[0].kind != "bullet"
        or len(entries) < _FIELDS
        or _SEVERAL & {t.text for t in observed.text.tokens}
    ):
        return False
    message = observed.text.message
    found = [_FIELD.match(message, observed.text.tokens[entry.first].start) for entry in entries]
    keys = [match[1].lower() for match in found if match]
    known = frozenset().union(*english().columns.values(), *english().speakers.values())
    named = sum(known.issuperset(words_in(key)) for key in keys)
    return len(set(keys)) == len(entries) and named * 3 >= len(keys) * 2


_FIELDS = 3


def _single(observed: Observed, found: Sequence[Sequence[Entry]]) -> bool:
    """Whether only one call is spoken of: the entries are steps of it."""
    words = {token.text for token in observed.text.tokens}
    if words & _SEVERAL:
        return False
    entries = [entry for listed in found for entry in listed if listed[0].kind != "roman"]
    return any(
        m.concept == "same_call"
        and not any(entry.first <= m.first < entry.last for entry in entries)
        and not any(of_some(observed, m, [(e.first, e.last) for e in listed]) for listed in found[:_TRIED])
        for m in observed.mentions
    )


_TRIED = 3  # lists


def _tells(observed: Observed, quantities: Sequence[Quantity], entry: Entry) -> bool:
    if mark_meant(observed.text, entry):
        return True
    if any(m.concept in EVENTS and entry.body <= m.first < entry.last for m in observed.mentions):
        return True
    return any(
        q.role in ("calls", "interactions", "bare") and entry.body <= q.first < entry.last for q in quantities
    )
