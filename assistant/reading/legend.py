"""Legends: "E = caller asked for a human, V = verified": codes read as what they are said to stand for.

What a legend says is told of no call; it is told wherever its code stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.pasted import english
from assistant.reading.units import EVENTS, WHO, WHY

_SIGN = re.compile(r"(?<![\w.$])([A-Za-z]{1,12}\d?)[\"'’”]?\s*(?:=|\bmeans\b|\bstands for\b)\s*(?=[\w\"'<])")
_KEY = re.compile(
    r"(?:^|(?<=[\s(]))(?:key|legend|codes?|abbreviations|abbr|glossary|abbrevs?)\s*[:=-]\s*([^\n]+)", re.IGNORECASE
)  # fmt: skip
_LISTED = re.compile(r"(?:^|(?<=[,;/]))\s*([A-Z]{1,5}\d?|[a-z]{1,3})\s*(?:[:=–-]|\s)\s*(?=\w)")
_END = re.compile(r"\n|\.(?:\s|$)|\)|$")
_AFTER = re.compile(r"\s*(?:$|[\n|,;:)\]\t/.?>-]|[A-Za-z]{1,5}\d)")
_BETWEEN = re.compile(r"[\s,;/+]+")
_LOOSE = 3  # letters: a longer code is a word, and its case doesn't matter


@dataclass(frozen=True, slots=True)
class _Entry:
    """A code, and the letters [start, end) that say what it stands for."""

    code: str
    begin: int
    start: int
    end: int


def explained(observed: Observed) -> Observed:
    """The observed text with its legend's meanings moved to where the codes stand, and with reasons
    said in a word."""
    return _sides(_beside(_in_brackets(_looked_up(observed))))


_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,30})[)\]]")


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


_SIDE = re.compile(
    r"(?:^(?:[^\S\n]|[>*•–-])*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W{1,3})?"
    r"(?:\d{1,2}[:.h]\d\d(?:\s?[ap]m)?\W{1,3}|\d{1,3}\s?[.):]\s+|#?[A-Za-z]{0,2}\d{1,4}[.):]?\s+)?|[:;–—-]\s+|>\s*|[→➜]\s*)(?:\d{1,3}\s?[x×]?\s+)?(?=[A-Za-z])",
    re.MULTILINE | re.IGNORECASE,
)
_OUR_OWN = re.compile(r"(?:our|my) own [A-Z][a-z]+")
_STOP = re.compile(r"(?: [A-Z]\w+)?\s*(?:$|[\n,;|(./:]|[–—-]\s|->|→)")


def own_sides(observed: Observed) -> dict[int, int]:
    """Where the client's own people are named ("our staff", "front desk"): from which token to which."""
    tagged = observed.tagged
    nouns: dict[int, int] = {}
    for first, last in (*tagged.spans("own_noun"), *tagged.spans("own_person")):
        nouns[first] = max(last, nouns.get(first, 0))
    sides = dict(tagged.spans("own_bare"))
    return sides | {first: nouns[last] for first, last in tagged.spans("own_mark") if last in nouns}


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


_LAST = re.compile(
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


_PARTS = re.compile(r"[^\n,;:|/()\[\]\t–—¦]+")


def _beside(observed: Observed) -> Observed:
    """Reasons said in a word beside who took part, where the line has no other reason: "agent (asked)"."""
    message = observed.text.message
    if "\n" not in message and "(" not in message:
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
    entries = [entry for entry in _entries(message)[:_READ] if _meaning(observed, entry)]
    if len(entries) > _MOST:
        return observed  # that is no legend
    hidden = list(_glossaries(observed))
    used = {entry: places for entry in entries if (places := list(_uses(message, entry, entries)))}
    if not used and not hidden:
        return observed
    meanings = {entry: _meaning(observed, entry) for entry in used}
    hidden += [(_place(observed, e.begin), _place(observed, e.end)) for e in used]
    kept = [m for m in observed.mentions if not any(a <= m.first < b for a, b in hidden)]
    told = [clone for entry, places in used.items() for place in places for clone in _told(observed, meanings[entry], place)]  # fmt: skip
    mentions = tuple(sorted([*kept, *told], key=lambda m: (m.first, m.last, m.concept)))
    return replace(observed, mentions=mentions)


_GLOSSARY = re.compile(r"\(([^()\n]{20,400})\)")


def _glossaries(observed: Observed) -> Iterable[tuple[int, int]]:
    """Names of things in brackets, one after the other: "(human verification / playbook handoff / …)"."""
    for match in _GLOSSARY.finditer(observed.text.message):
        parts = [part for part in re.finditer(r"[^/;]+", match[1]) if part.group().strip()]
        spans = [(match.start(1) + part.start(), match.start(1) + part.end()) for part in parts]
        places = [(_place(observed, start), _place(observed, end)) for start, end in spans]
        told = [any(a <= m.first < b and m.concept in EVENTS for m in observed.mentions) for a, b in places]
        if len(places) >= _FEW and all(told):
            yield places[0][0], places[-1][1]


_FEW, _MOST, _READ = 3, 40, 150


def _entries(message: str) -> list[_Entry]:
    """What looks like a legend's entries."""
    signs = (
        list(_SIGN.finditer(message))
        if "=" in message or "means" in message or "stands for" in message
        else []
    )
    found = []
    signs = [sign for sign in signs if not _strokes(message, sign)]
    often = Counter(sign[1].lower() for sign in signs if message[sign.end(1) : sign.end(1) + 1] == "=")
    signs = [sign for sign in signs if often[sign[1].lower()] < 2]  # "who=agent", line after line
    for index, sign in enumerate(signs):
        end = _END.search(message, sign.end())
        following = signs[index + 1].start() if index + 1 < len(signs) else len(message)
        stop = min(following, end.start() if end else len(message))
        found.append(_Entry(sign[1], sign.start(1), sign.end(), stop))
    if found:
        return found
    for key in _KEY.finditer(message):
        marks = list(_LISTED.finditer(message, *key.span(1)))
        stops = [mark.start() for mark in marks[1:]] + [key.end(1)]
        found += [_Entry(m[1], m.start(1), m.end(), stop) for m, stop in zip(marks, stops, strict=True)]
    return found


def _strokes(message: str, sign: re.Match[str]) -> bool:
    """Whether a letter is one of a row of alike ones, a stroke a call: "V V V = …"."""
    written = message[message.rfind("\n", 0, sign.start()) + 1 : sign.start()]
    return len(sign[1]) == 1 and sign[1] in written.split()


def _place(observed: Observed, offset: int) -> int:
    return bisect_left(observed.text.tokens, offset, key=lambda token: token.start)


def _meaning(observed: Observed, entry: _Entry) -> tuple[Mention, ...]:
    first, last = _place(observed, entry.start), _place(observed, entry.end)
    return tuple(m for m in observed.mentions if first <= m.first and m.last <= last and m.concept in EVENTS)


def _uses(message: str, entry: _Entry, entries: Sequence[_Entry]) -> Iterable[tuple[int, int]]:
    """Where a code stands for what it means; `entries` are in order."""
    flags = re.IGNORECASE if len(entry.code) > _LOOSE else 0
    for match in re.finditer(rf"(?<![A-Za-z_'’.-]){re.escape(entry.code)}(?![\w'’])", message, flags):
        near = bisect_right(entries, match.start(), key=lambda other: other.begin) - 1
        if near >= 0 and match.start() < entries[near].end:
            continue
        if len(entry.code) > 1 or _AFTER.match(message, match.end()) or _in_a_row(message, match, entries):
            yield match.span()


def _in_a_row(message: str, match: re.Match[str], entries: Iterable[_Entry]) -> bool:
    """Whether nothing but codes stands behind a code in its line: "Mon: A A N"."""
    behind = message[match.end() : (message + "\n").find("\n", match.end())]
    return {entry.code for entry in entries}.issuperset(_BETWEEN.split(behind.strip(" ,;/+.")))


def _told(observed: Observed, meaning: Iterable[Mention], place: tuple[int, int]) -> Iterable[Mention]:
    first = _place(observed, place[0])
    last = max(first + 1, _place(observed, place[1]))
    return (replace(m, first=first, last=last, asked=False, rule=f"legend: {m.rule}") for m in meaning)
