"""A message's lines, and transcripts: whose label stands before what is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.pasted import english
from assistant.reading.regex import regex
from assistant.reading.text import BREAK, Text

_SPEAKER = regex(
    r"(?P<tag>[A-Z]{2,}[_ ]?\d+)\s+\S|(?P<play>[A-Z][A-Z.'’ -]{0,28}[A-Z])\.\s+[A-Z\"“(\[].|\s*\d{1,2}:\d{2}(?::\d{2})?\s+(?P<who>[A-Za-z.]{1,20})\s{2,}\S|"
    r"\s*(?:>+\s*+)?(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\s*+(?:[ap]m)?\)?\]?\s*+[|–-]?\s*+)?"
    r"[\[<]?(?P<name>\?{1,3}(?=\s*:)|[A-Za-z][\w.'’ /]{0,28}?)[\]>]?(?:\s*+\([^)\n]{1,70}\))?"
    r"(?:\s*+(?::|>|\||—|–)|\s* - |\s{2,}(?=[\"“]))\s*\S"
)
_FIGURES = regex(r"[\d\s.,$%x-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens [first, last) of one line; `start`/`end` in the message."""

    first: int
    last: int
    start: int
    end: int


def lines_of(text: Text) -> tuple[Line, ...]:
    """The lines that hold something."""
    return text.once("lines", lambda: tuple(_lines(text)))


def _lines(text: Text) -> list[Line]:
    lines: list[Line] = []
    first = 0
    tokens = text.tokens
    for place in range(len(tokens) + 1):
        if place == len(tokens) or tokens[place].kind == BREAK:
            if place > first:
                lines.append(Line(first, place, tokens[first].start, tokens[place - 1].end))
            first = place + 1
    return lines


def is_transcript(text: Text, lines: Sequence[Line]) -> bool:
    """Whether lines are a machine and people speaking: labels that come again, one of them a part in a call."""
    names = [name for line in lines if (name := speaker(text, line))]
    parts = {part for name in names for part in parts_of(name) if part in _PARTS}
    if not parts & _MACHINES and not any(name.startswith(("spk", "speaker")) for name in names):
        return False
    often = Counter(names)
    again = sum(count for count in often.values() if count > 1)
    return (again >= 2 and len(names) >= 3) or len(parts) >= 2


_MACHINES = frozenset("ai va bot robot assistant receptionist reception machine system ivr virtual".split())
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
    label = match and (match["name"] or match["tag"] or match["who"] or match["play"])
    if not label or not english().speakers["never"].isdisjoint(label.lower().split()):
        return None  # "AI failures: …"
    name = label.strip().lower()
    return _declared(text.message).get(name, name)


_DECLARED = regex(
    r"\b([A-Za-z]\w{0,11})\s*(?:=|\bis\b|\bwas\b)\s*(?:the |our |your |a )?"
    r"(AI|bot|robot|machine|caller|customer|live agent|Smith\.ai)\b",
    re.IGNORECASE,
)


# "A: Good morning, this is the AI receptionist."
_SAYS_SO = regex(
    r"^\W*([A-Za-z][\w.]{0,11})\s*:[^\n]{0,80}?\b(?:this is|I am|I'm|you've reached)\s(?:the |an |your |our )?(?:[\w'’]+ ){0,4}?"
    r"(?:AI|virtual|automated|robot)\b",
    re.MULTILINE,
)


@lru_cache(maxsize=8)
def _declared(message: str) -> dict[str, str]:
    """Speakers' labels that the message, or who speaks, says who is behind: "V1 = AI"."""
    declared = {match[1].lower(): match[2].lower() for match in _DECLARED.finditer(message)}
    if "\n" in message:
        declared |= {match[1].lower(): "ai" for match in _SAYS_SO.finditer(message)}
    return declared
