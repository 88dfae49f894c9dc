"""Lists, logs, tables and transcripts: a message's lines as units of calls.

A list is two or more lines that begin alike ("1)", "#4", "-", "call B", "Mon", "2025-11-24", "| …").  Each of
its entries is one call unless the entry counts more.  A transcript's lines are one call.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.pasted import english, words_in
from assistant.reading.text import BREAK, CELL, NUMBER, Text

_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("fraction", r"\s*[\[(]?\d{1,2}\s*/\s*\d{1,2}[\])]"),
        ("call", r"\W*(?:call|caller|ticket|row|case|item|line|pos(?:ition)?\.?|entry|event|no\.?|nr\.?)\s*#?\s*(?:[a-z]|\d{1,4}|one|two|three|four|five|six)\b(?!\s+calls)"),
        ("hash", r"\s*#\s?\d{1,4}\b"),
        ("number", r"\s*[\[(]?\d{1,3}\s?[.):\]](?!\d)\s*\S"),
        ("case", r"\s*#?\d{3,6}:\s"),
        ("letter", r"\s*\(?[a-z][.)]\s"),
        ("code", r"\s*[a-z]{1,2}\d{1,3}\b[.:)\s]"),
        ("roman", r"\s*\(?[ivx]{1,4}[.)]\s"),
        ("ordinal", r"\s*(?:first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th)\b\s*(?:one|call|caller)?\s*[,:–—-]"),
        ("date", r"\W*(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b|\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2})"),
        ("day", r"\W*(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b"),
        ("time", r"\W*\d{1,2}:\d{2}\b"),
        ("nametime", r"\s*[a-z]{2,12}\s+\d{1,2}:\d{2}\s*(?:[ap]m)?\s*[:|–-]"),
        ("clock", r"\W*[01]\d[0-5]\d\b\s*[|,;:\-–]"),
        ("box", r"\s*(?:[-*•]\s*)?(?:\[[ xX✓✔]?\]|\([ xX✓✔]?\)|[☐☑✅✗✘❌✓✔])\s*\S"),
        ("bullet", r"[\s>]*[-*•·–+]\s+\S"),
        ("dash", r"(?!\s*[-*•])[^\n:–—]{1,30}?\s[-–—]+>?\s+\S"),
        ("colon", r"\s*[A-Za-z][\w.' ]{0,24}:\s+\S"),
        ("ticks", r"[^|✔✓●■\n]*\S\s+[|✔✓●■](?:\s?[|✔✓●■])*\s*$"),
        ("quote", r"\s*[\"“][^\"”\n]+[\"”],?\s*$"),
        ("bar", r"\s*\|"),
        ("row", r"\s*\d{1,3}\s+(?=\S)"),
    )
)  # fmt: skip
_SPEAKER = re.compile(
    r"(?P<tag>[A-Z]{2,}[_ ]?\d+)\s+\S|\s*\d{1,2}:\d{2}(?::\d{2})?\s+(?P<who>[A-Za-z.]{1,20})\s{2,}\S|"
    r"\s*(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?\)?\]?\s*[|–-]?\s*)?"
    r"[\[<]?(?P<name>[A-Za-z][\w.'’ ]{0,28}?)[\]>]?\s*(?:\([^)\n]{1,70}\))?\s*(?::|>|\||—|–| - |\s{2,}(?=[\"“]))\s*\S"
)
_FIGURES = re.compile(r"[\d\s.,$%x-]+")
_TICK = re.compile(r"(?<=\s)[|✔✓●■]+[ |✔✓●■]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens [first, last) of one line; `start`/`end` in the message."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: its tokens, where its text begins after the marker, and its marker's kind."""

    first: int
    last: int
    body: int
    kind: str
    ticks: int = 0


def lines_of(text: Text) -> tuple[Line, ...]:
    """The lines that hold something."""
    lines: list[Line] = []
    first = 0
    tokens = text.tokens
    for place in range(len(tokens) + 1):
        if place == len(tokens) or tokens[place].kind == BREAK:
            if place > first:
                lines.append(Line(first, place, tokens[first].start, tokens[place - 1].end))
            first = place + 1
    return tuple(lines)


def is_transcript(text: Text, lines: Sequence[Line]) -> bool:
    """Whether lines are a machine and people speaking: labels that come again, one of them a part in a call."""
    names = [name for line in lines if (name := speaker(text, line))]
    parts = {part for name in names for part in parts_of(name) if part in _PARTS}
    if not parts & _MACHINES and not any(name.startswith(("spk", "speaker")) for name in names):
        return False
    often = Counter(names)
    again = sum(count for count in often.values() if count > 1)
    return (again >= 2 and len(names) >= 3) or len(parts) >= 2


_MACHINES = frozenset("ai bot robot assistant receptionist reception machine system ivr virtual".split())
_PARTS = _MACHINES | frozenset(
    "caller agent la customer client guest patient human tech lead visitor user clr h".split()
)


def parts_of(name: str) -> list[str]:
    """The words of a speaker's label; "A.I." is one."""
    return [name.replace(".", ""), *(part for part in re.split(r"[\s.]+", name) if part)]


def label_end(text: Text, line: Line) -> int:
    """Where in the message what a speaker says begins."""
    match = _SPEAKER.match(text.message, line.start, line.end)
    return match.end() - 1 if match else line.start


def speaker(text: Text, line: Line) -> str | None:
    """The speaker's label of a transcript line, lower case."""
    match = _SPEAKER.match(text.message, line.start, line.end)
    if match and _FIGURES.fullmatch(text.message, match.end() - 1, line.end):
        return None  # "HV by LA: 4" is a tally
    label = match and (match["name"] or match["tag"] or match["who"])
    if not label or not english().speakers["never"].isdisjoint(label.lower().split()):
        return None  # "AI failures: …"
    return label.strip().lower()


def lists(text: Text, lines: Sequence[Line]) -> list[list[Entry]]:
    """The entries of every list the message may hold, one list for each kind of marker, longest first."""
    found: list[list[Entry]] = []
    for kind, pattern in _MARKERS:
        marked = [line for line in lines if pattern.match(text.message, line.start, line.end + 1)]
        if len(marked) >= 2 and _alike(kind, marked, text):
            found.append(_entries(text, lines, kind, marked))
    found += [entries for line in lines if (entries := _inline(text, line))]
    return sorted(found, key=len, reverse=True)


_INLINE = (
    re.compile(r"(?<![\w-])(?P<name>[a-z]{1,4})(?P<number>\d{1,2})(?=[\s:)(=,-])", re.IGNORECASE),
    re.compile(r"(?<!\w)(?P<name>)(?P<letter>[A-Z])[):](?=\s)"),
)
_INLINE_END = re.compile(r"\s--|\.(?:\s|$)|[!?;](?:\s|$)|\n|$")


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
            break
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


def _consecutive(text: Text, marked: Sequence[Line]) -> bool:
    """Whether lines follow each other."""
    gaps = (text.message[a.end : b.start] for a, b in pairwise(marked))
    return all(not gap.strip() for gap in gaps)


_ENTRY = 40  # tokens


def _fields(text: Text, marked: Sequence[Line]) -> bool:
    """Whether lines are the fields of one record ("Caller: …", "Reason: …")."""
    known = frozenset().union(*english().columns.values(), *english().speakers.values())
    written = [text.message[line.start : line.end].lower() for line in marked]
    labels = [words_in(re.split(r":| - ", line)[0]) for line in written]
    named = sum(not known.isdisjoint(label) for label in labels)
    if max(line.last - line.first for line in marked) > _ENTRY:
        return True
    return named * 2 >= len(labels)


_SEVERAL = frozenset({"calls", "each", "every", "row", "rows", "entries", "callers", "ones"})


def _alike(kind: str, marked: Sequence[Line], text: Text) -> bool:
    """Bare leading numbers make a list only when they count up."""
    if kind == "quote":
        return len(marked) >= _FEW and _consecutive(text, marked)
    if kind in ("dash", "colon"):
        return len(marked) >= _FEW and _consecutive(text, marked) and not _fields(text, marked)
    if kind == "box":  # ticks of one call's checklist, unless calls are spoken of
        return any(token.text in _SEVERAL for token in text.tokens)
    if kind not in ("row", "number"):
        return True
    numbers = []
    for line in marked:
        first = next((t for t in text.tokens[line.first : line.last] if t.kind == NUMBER), None)
        if first is not None:
            numbers.append(float(first.text))
    return len(numbers) > 1 and all(b > a for a, b in pairwise(numbers)) and numbers[0] < 1000


_DAY = re.compile(
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


_FEW_WORDS = 6


_PATTERNS = dict(_MARKERS)
_WITH_A_LETTER = frozenset(
    {"number", "bullet", "box", "dash", "colon"}
)  # markers that end with the first letter behind them


_POINTERS = frozenset({":", "-", "–", "—", "|", ",", CELL})
_TIMED = frozenset({"date", "day", "time", "clock", "nametime"})
# what may stand between a time and what happened: a clock time, who writes, a number of the call
_FURTHER = re.compile(
    r"(?:[\s,|–—-]*\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)?[\])]?\s*"
    r"(?:[–—-]\s+)?(?:[A-Za-z]\w{1,14}(?: [A-Z]\w{0,14})?\s*:\s+)?(?:\(?\d{1,2}[.)]\s+|#\d{1,4}\b[:.)]?\s*)?",
    re.IGNORECASE,
)


def _entry(text: Text, line: Line, last: int, kind: str) -> Entry:
    pattern = _PATTERNS[kind]
    match = pattern.match(text.message, line.start, line.end + 1)
    offset = match.end() if match and kind not in ("ticks", "quote") else line.start
    begins = offset - (kind in _WITH_A_LETTER)
    again = _FURTHER.match(text.message, begins, line.end) if kind in _TIMED else None
    begins = again.end() if again else begins
    behind = (p for p in range(line.first, last) if text.tokens[p].start >= begins)
    body = next((p for p in behind if text.tokens[p].text not in _POINTERS), line.first)
    ticks = _TICK.search(text.message[line.start : line.end]) if kind == "ticks" else None
    return Entry(line.first, last, body, kind, len(ticks.group().replace(" ", "")) if ticks else 0)
