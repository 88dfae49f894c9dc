"""Legends: "E = caller asked for a human, V = verified": codes read as what they are said to stand for.

What a legend says is told of no call; it is told wherever its code stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from assistant.reading.amountwords import english as english_amounts
from assistant.reading.legendsigns import Entry, entries_of, uses_of
from assistant.reading.lists import listed
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.ownsides import own_sides
from assistant.reading.pasted import english
from assistant.reading.persons import introduced
from assistant.reading.regex import regex
from assistant.reading.text import NUMBER
from assistant.reading.units import EVENTS, WHO, WHY


def explained(observed: Observed) -> Observed:
    """The observed text with its legend's meanings moved to where the codes stand, and with reasons
    said in a word."""
    return _counted(_sides(_beside(_in_brackets(introduced(_looked_up(observed))))))


_SO_MANY = regex(
    r"(?<![\w.$/:])(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s?[x×]?\s+((?:AI|bot|robot|machine)s?)"
    r"(?=\s*(?:[,;.)\]|/\n?!]|$|(?:and|plus|&|\+)\s))",
    re.IGNORECASE,
)


def _counted(observed: Observed) -> Observed:
    """So many calls that nobody but the machine was on: "2 escalations, 4 AI"."""
    found = []
    for match in _SO_MANY.finditer(observed.text.message):
        first, last = _place(observed, match.start(1)), _place(observed, match.end(1))
        if not any(m.concept in WHO | WHY and m.first < last and first < m.last for m in observed.mentions):
            found.append(Mention("alone", YES, first, last, "so many"))
    if not found:
        return observed
    mentions = tuple(sorted([*observed.mentions, *found], key=lambda m: (m.first, m.last, m.concept)))
    return replace(observed, mentions=mentions)


_BRACKETS = regex(r"[(\[]([^()\[\]\n]{2,30})[)\]]")


def _in_brackets(observed: Observed) -> Observed:
    """Smith.ai's agent as all that stands in brackets: "caller request (LA)"."""
    agents = set(observed.tagged.spans("live_agent"))
    found: list[Mention] = []
    for match in _BRACKETS.finditer(observed.text.message):
        span = (_place(observed, match.start(1)), _place(observed, match.end(1)))
        if span in agents and not any(
            m.concept in WHO and m.first < span[1] and span[0] < m.last for m in observed.mentions
        ):
            found.append(Mention("smith", YES, *span, "in brackets"))
    if not found:
        return observed
    mentions = tuple(sorted([*observed.mentions, *found], key=lambda m: (m.first, m.last, m.concept)))
    return replace(observed, mentions=mentions)


_SIDE = regex(
    r"(?:^(?:[^\S\n]|[>*•–-])*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W{1,3})?"
    r"(?:\d{1,2}[:.h]\d\d(?:\s?[ap]m)?\W{1,3}|\d{1,3}\s?[.):]\s+|#?[A-Za-z]{0,2}\d{1,4}[.):]?\s+)?|[:;–—-]\s+|>\s*|[→➜]\s*)(?:\d{1,3}\s?[x×]?\s+)?(?=[A-Za-z])",
    re.MULTILINE | re.IGNORECASE,
)
_OUR_OWN = regex(r"(?:our|my) own [A-Z][a-z]+")
_STOP = regex(r"(?: [A-Z]\w+)?\s*(?:$|[\n,;|(./:]|[–—-]\s|->|→)")


def _sides(observed: Observed) -> Observed:
    """Entries that only name the client's own people: "4x our receptionist"."""
    message = observed.text.message
    if "\n" not in message:
        return observed
    sides = own_sides(observed)
    tokens, found = observed.text.tokens, []
    for match in _SIDE.finditer(message):
        first = _place(observed, match.end())
        last = sides.get(first, first)
        named = _OUR_OWN.match(message, match.end()) if last == first else None
        last = _place(observed, named.end()) if named else last
        if last == first or not _STOP.match(message, tokens[last - 1].end):
            continue
        if not any(m.concept in WHO and first < m.last and m.first < last for m in observed.mentions):
            found.append(Mention("own", YES, first, last, "all that an entry says"))
    found += _machines(observed)
    if not found:
        return observed
    mentions = tuple(sorted([*observed.mentions, *found], key=lambda m: (m.first, m.last, m.concept)))
    return replace(observed, mentions=mentions)


_LAST = regex(
    r"[,;:/>→➜–—-][^\S\n]*((?:the )?(?:AI|bot|robot|machine))(?: only| alone)?[^\S\n]*\.?[^\S\n]*$",
    re.MULTILINE | re.IGNORECASE,
)


def _machines(observed: Observed) -> Iterable[Mention]:
    """Lines that end with nobody but the machine: "florist, AI"."""
    message, tokens = observed.text.message, observed.text.tokens
    for match in _LAST.finditer(message):
        begin = message.rfind("\n", 0, match.start()) + 1
        first, last = _place(observed, match.start(1)), _place(observed, match.end(1))
        here = (m for m in observed.mentions if m.concept in WHO | WHY - {"new"} and m.first < last)
        if not any(tokens[m.first].start >= begin for m in here):
            yield Mention("alone", YES, first, last, "last in a line")


_PARTS = regex(r"[^\n,;:|/()\[\]\t–—¦]+")


def _beside(observed: Observed) -> Observed:
    """Reasons said in a word beside who took part, where the line has no other reason: "agent (asked)"."""
    message = observed.text.message
    if not {"\n", "(", ":"}.intersection(message):
        return observed
    reasons = english().reasons
    found: list[Mention] = []
    who = [m for m in observed.mentions if m.concept == "smith" and m.polarity == YES]
    tokens = observed.text.tokens
    parts = [*_PARTS.finditer(message.replace(" - ", " – "))]
    if "\n" in message:
        parts += [tail for m in who if (tail := _PARTS.match(message, tokens[m.last - 1].end))]
    for part in parts:
        concept = reasons.get(part.group().strip(" .\"'").lower())
        if concept is None:
            continue
        first, last = _place(observed, part.start()), _place(observed, part.end())
        near = (m for m in who if m.last <= first <= m.last + _NEAR or last <= m.first <= last + _NEAR)
        told = any(m.concept in WHY and first < m.last and m.first < last for m in observed.mentions)
        line = (message.rfind("\n", 0, part.start()), (message + "\n").find("\n", part.end()))
        if not told and any(line[0] < observed.text.tokens[m.first].start < line[1] for m in near):
            found.append(Mention(concept, YES, first, last, "beside who took part"))
    if not found:
        return observed
    mentions = tuple(sorted([*observed.mentions, *found], key=lambda m: (m.first, m.last, m.concept)))
    return replace(observed, mentions=mentions)


_NEAR = 2  # marks between the two


def _looked_up(observed: Observed) -> Observed:
    message = observed.text.message
    entries = [entry for entry in entries_of(message)[:_READ] if _meaning(observed, entry)]
    if len(entries) > _MOST:
        return observed  # that is no legend
    hidden = list(_glossaries(observed))
    used = {entry: places for entry in entries if (places := list(uses_of(message, entry, entries)))}
    if not used and not hidden:
        return observed
    meanings = {entry: _meaning(observed, entry) for entry in used}
    hidden += [(_place(observed, e.begin), _place(observed, e.end)) for e in used]
    kept = [m for m in observed.mentions if not any(a <= m.first < b for a, b in hidden)]
    told = [clone for entry, places in used.items() for place in places for clone in _told(observed, meanings[entry], place)]  # fmt: skip
    mentions = tuple(sorted([*kept, *told], key=lambda m: (m.first, m.last, m.concept)))
    return replace(observed, mentions=mentions)


_GLOSSARY = regex(r"\(([^()\n]{20,400})\)")


def _glossaries(observed: Observed) -> Iterable[tuple[int, int]]:
    """Names of things in brackets, one after the other: "(human verification / playbook handoff / …)"."""
    for match in _GLOSSARY.finditer(observed.text.message):
        parts = [part for part in re.finditer(r"[^/;]+", match[1]) if part.group().strip()]
        spans = [(match.start(1) + part.start(), match.start(1) + part.end()) for part in parts]
        places = [(_place(observed, start), _place(observed, end)) for start, end in spans]
        told = [any(a <= m.first < b and m.concept in EVENTS for m in observed.mentions) for a, b in places]
        if (
            len(places) >= _FEW
            and all(told)
            and sum(_tells_calls(observed, *part) for part in places) < _SOME
        ):
            yield places[0][0], places[-1][1]


def _tells_calls(observed: Observed, first: int, last: int) -> bool:
    """Whether a part in brackets says what became of calls, or of how many: "three were AI only"."""
    tokens, numbers = observed.text.tokens[first:last], english_amounts().numbers
    words = {token.text for token in tokens}
    return any(t.kind == NUMBER or t.text in numbers for t in tokens) or bool(words & listed("became"))


_SOME, _FEW, _MOST, _READ = 2, 3, 40, 150


def _place(observed: Observed, offset: int) -> int:
    return bisect_left(observed.text.tokens, offset, key=lambda token: token.start)


def _meaning(observed: Observed, entry: Entry) -> tuple[Mention, ...]:
    first, last = _place(observed, entry.start), _place(observed, entry.end)
    told = tuple(m for m in observed.mentions if first <= m.first and m.last <= last and m.concept in EVENTS)
    return told or _side(observed, entry, first, last)


def _side(observed: Observed, entry: Entry, first: int, last: int) -> tuple[Mention, ...]:
    """ "RB = us": a side in a word."""
    written, sides = observed.text.message[entry.start : entry.end].strip(" .,;\"'").lower(), english().values
    for concept, name in (("own", "own"), ("alone", "alone"), ("smith", "live")):
        if written in sides[name] and last > first:
            return (Mention(concept, YES, first, last, "in a legend"),)
    return ()


def _told(observed: Observed, meaning: Iterable[Mention], place: tuple[int, int]) -> Iterable[Mention]:
    first = _place(observed, place[0])
    last = max(first + 1, _place(observed, place[1]))
    return (replace(m, first=first, last=last, asked=False, rule=f"legend: {m.rule}") for m in meaning)
