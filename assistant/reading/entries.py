"""Lists and logs: the entries of every list a message may hold.

A list is two or more lines that begin alike.  Each of its entries is one call unless the entry counts more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.legendsigns import explains
from assistant.reading.lines import Line
from assistant.reading.listmarks import MARKERS, TIMED_BOX, alike, marker
from assistant.reading.pasted import english, says
from assistant.reading.regex import regex
from assistant.reading.strokes import each_stands_for
from assistant.reading.text import CELL, Text

_TICK = regex(r"(?<=\s)[|✔✓●■]+[ |✔✓●■]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: its tokens, where its text begins after the marker, and its marker's kind."""

    first: int
    last: int
    body: int
    kind: str
    ticks: int = 0


def lists(text: Text, lines: Sequence[Line]) -> list[list[Entry]]:
    """The entries of every list the message may hold, one list for each kind of marker, longest first."""
    found: list[list[Entry]] = []
    for kind in MARKERS if len(lines) > 1 else ():
        marked = [line for line in lines if marker(kind).match(text.message, line.start, line.end + 1)]
        marked = _without_talk(
            text, [line for line in marked if not explains(text.message[line.start : line.end])]
        )
        if kind == "day" and _days_within(text, marked):
            continue
        if len(marked) >= 2 and alike(kind, marked, text):
            found.append(_entries(text, lines, kind, marked))
    found += [entries for line in lines if (entries := _inline(text, line))]
    return sorted(found, key=len, reverse=True)


def _without_talk(text: Text, marked: list[Line]) -> list[Line]:
    """Marked lines without those, behind an empty line, that speak of the ones before: "Friday was really …?"."""
    message = text.message
    for place in range(2, len(marked)):
        line = marked[place]
        gap = message[marked[place - 1].end : line.start]
        written = message[line.start : line.end]
        before = (message[a.end : b.start] for a, b in pairwise(marked[:place]))
        apart = gap.count("\n") > 1 and not any(other.count("\n") > 1 for other in before)
        if apart and ("?" in written or _SAID.match(written)):
            return marked[:place]
    return marked


_WITHIN = regex(
    r"(?<=[.,;!] )(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?:? (?:\d|none\b|nothing\b|nobody\b|zero\b|one\b|two\b|three\b|four\b|five\b)",
    re.IGNORECASE,
)


def _days_within(text: Text, marked: Sequence[Line]) -> bool:
    """Whether days with their numbers stand inside of lines too: "Sat closed. Sun 1 …" is no line a day."""
    return bool(marked) and _WITHIN.search(text.message) is not None


_SAID = regex(
    r"\W*(?:\w+\s+)?[\w:#.-]+\s+(?:was|were|is|are|wasn|isn|should|belong|happen|got)\b", re.IGNORECASE
)

_INLINE = (
    regex(r"(?<![\w-])(?P<name>[a-z]{1,4})(?P<number>\d{1,2})(?=[\s:)(=,-])", re.IGNORECASE),
    regex(r"(?<!\w)(?P<name>)(?P<letter>[A-Z]|(?-i:[a-z]))[):](?=\s)"),
    regex(r"(?:(?<=[.,:;(] )|(?<=^)|(?<=\band )|(?<=\n))(?P<name>)(?P<letter>[A-Z])(?=(?: (?:was|is|were|had|got|went to|=|[–—-]|->|→))? [\w\"“])(?!\s(?:and|or|to|&)\s)"),
)  # fmt: skip
_INLINE_END = regex(r"\s--|\.(?:\s|$)|[!?;](?:\s|$)|\n|$")


def _inline(text: Text, line: Line) -> list[Entry]:
    """The entries of a list written in one line: "c1 … c2 … c3 …", "A) … B) … C) …"."""
    for pattern in _INLINE:
        marks = _run(list(pattern.finditer(text.message, line.start, line.end)))
        if len(marks) < _FEW:
            continue
        end = _INLINE_END.search(text.message, marks[-1].end(), line.end)
        stops = [mark.start() for mark in marks[1:]] + [end.start() if end else line.end]
        return [_between(text, line, mark, stop) for mark, stop in zip(marks, stops, strict=True)]
    return []


_FEW = 3


def _run(marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Marks of one name that count up by one, from the first."""
    run: list[re.Match[str]] = []
    for mark in marks:
        if run and (mark["name"].lower() != run[0]["name"].lower() or _order(mark) != _order(run[-1]) + 1):
            if len(run) >= _FEW:
                break
            run = []
        run.append(mark)
    return run


def _order(mark: re.Match[str]) -> int:
    letter = mark.groupdict().get("letter")
    return ord(letter) if letter else int(mark["number"])


def _between(text: Text, line: Line, mark: re.Match[str], stop: int) -> Entry:
    first, body, last = (
        bisect_left(text.tokens, offset, line.first, line.last, key=lambda token: token.start)
        for offset in (mark.start(), mark.end(), stop)
    )
    return Entry(first, last, min(body, last - 1), "inline")


def _entries(text: Text, lines: Sequence[Line], kind: str, marked: Sequence[Line]) -> list[Entry]:
    """An entry reaches to the next one's line, without headings between; the last as far as its paragraph, where
    other lines stand among the entries."""
    places = {line.first: place for place, line in enumerate(lines)}
    starts = [places[line.first] for line in marked]
    tight = starts[-1] - starts[0] == len(starts) - 1
    found: list[Entry] = []
    for line, here, following in zip(marked, starts, [*starts[1:], None], strict=True):
        if following is None:
            stop = here + 1 if tight else _paragraph(text, lines, here)
        else:
            stop = following
            while stop - 1 > here and _heads(text, lines[stop - 1]):
                stop -= 1
        found.append(_entry(text, line, lines[stop - 1].last, kind))
    return found


def _paragraph(text: Text, lines: Sequence[Line], here: int) -> int:
    """Where, behind the line at `here`, an empty line or the end comes."""
    stop = here + 1
    while stop < len(lines) and text.message[lines[stop - 1].end : lines[stop].start].count("\n") <= 1:
        stop += 1
    return stop


_DAY = regex(
    r"\W*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\W*)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{4})?)?\W*",
    re.IGNORECASE,
)


def _heads(text: Text, line: Line) -> bool:
    """Whether a line is the heading of the entries below it: a day, or few words and a colon."""
    written = text.message[line.start : line.end]
    return bool(_DAY.fullmatch(written)) or (
        written.rstrip().endswith(":") and len(written.split()) <= _FEW_WORDS
    )


_FEW_WORDS = 12


_WITH_A_LETTER = frozenset(
    {"number", "bullet", "box", "dash", "colon", "letters"}
)  # markers that end with the first letter behind them


_POINTERS = frozenset({":", "-", "–", "—", "|", ",", CELL})
_TIMED = frozenset({"date", "day", "time", "clock", "nametime"})
# what may stand between a time and what happened: a clock time, who writes, a number of the call
_FURTHER = regex(
    r"(?:[\s,|–—-]*\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)?[\])]?\s*"
    r"(?:[–—-]\s+)?(?:(?P<who>[A-Za-z]\w{1,14}(?: [A-Z]\w{0,14})?)\s*:\s+)?(?:\(?\d{1,2}[.)]\s+|#\d{1,4}\b[:.)]?\s*)?",
    re.IGNORECASE,
)


def _entry(text: Text, line: Line, last: int, kind: str) -> Entry:
    match = marker(kind).match(text.message, line.start, line.end + 1)
    offset = (
        match.end()
        if match and kind not in ("ticks", "quote", "strokes", "times", "people", "tag")
        else line.start
    )
    begins = offset - (kind in _WITH_A_LETTER)
    if kind == "box":
        timed = TIMED_BOX.match(text.message, line.start, line.end)
        begins = timed.end() if timed else begins
    again = _FURTHER.match(text.message, begins, line.end) if kind in _TIMED else None
    if again:  # "09:10 Ana: …" is told by Ana; "09:10 us: …" is of a call that was ours
        begins = again.start("who") if again["who"] and _names_a_side(again["who"]) else again.end()
    behind = (p for p in range(line.first, last) if text.tokens[p].start >= begins)
    body = next((p for p in behind if text.tokens[p].text not in _POINTERS), line.first)
    return Entry(line.first, last, body, kind, _ticks(text, line, kind))


def _names_a_side(name: str) -> bool:
    sides = english().values
    return name.lower() in sides["own"] | sides["alone"] | sides["live"] or says(name, _SIDES)


_SIDES = ("smith", "smith.ai", "agent", "agents", "la")


def _ticks(text: Text, line: Line, kind: str) -> int:
    """How many calls an entry's marks stand for; 0 where they aren't counted so."""
    written = text.message[line.start : line.end]
    if kind in ("strokes", "letters"):
        match = marker(kind).match(text.message, line.start, line.end)
        signs = match[kind] if match else ""
    else:
        ticks = _TICK.search(written) if kind == "ticks" else None
        signs = ticks.group() if ticks else ""
    return len(signs.replace(" ", "")) * each_stands_for(text.message) if signs else 0
