"""How many calls an entry of a list is of, and the heading that it stands under.

"qty 3 - …", "Mon 2x …", "calls 1, 2 and 5: …", "3-4 … ", "AI only: Ann, Bob"; "Caller asked for a human:" above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from assistant.reading.entries import Entry
from assistant.reading.lines import Line
from assistant.reading.pasted import one_of
from assistant.reading.regex import regex
from assistant.reading.text import NUMBER, WORD, Text

_LEADING = regex(
    r"\W*(?:[A-Za-z]{3,9}\.?\W{1,3})?(?:(?:qty|quantity|count|n|no\. of calls|calls)\W{1,3}(\d{1,3})\b(?=\s*[:–—|=-])"
    r"|(\d{1,3})\s?[x×]\s+(?=[A-Za-z])|(\d{1,3})\s+of\s*:)",
    re.IGNORECASE,
)
_NUMBERS = r"#?\d{1,3}(?:\s*(?:,|and|&|\+|-|–|to|through|thru)\s*(?:and\s+)?#?\d{1,3})+"
_PEOPLE = regex(
    r"[^:\n]{3,80}:\s+((?:(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?)(?:\s*(?:,|&|\band\b)\s*"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?)+)\.?\s*"
)


@cache
def _labels() -> re.Pattern[str]:
    noun = one_of("nouns")
    return re.compile(
        rf"\W*(?:(?P<noun>{noun})\s*)?(?P<them>{_NUMBERS})\s*(?=[:.…=|–—]|\s{{2,}}|-\s)", re.IGNORECASE
    )


def calls_of(text: Text, entry: Entry) -> tuple[int, int]:
    """How many calls an entry says it is of, and the token behind where it does; 0 where it says nothing of it."""
    written = text.words(entry.first, entry.last)
    leading, labels, people = (form.match(written) for form in (_LEADING, _labels(), _PEOPLE))
    if leading:
        count = int(next(number for number in leading.groups() if number))
        return count, _behind(text, entry, leading.end())
    if labels and (labels["noun"] or "," in labels["them"]) and (size := _size(labels["them"])):
        return size, _behind(text, entry, labels.end())
    if people and people.end() == len(written):
        return len(re.split(r"\s*(?:,|&|\band\b)\s*", people[1])), entry.body
    return 0, entry.body


def _behind(text: Text, entry: Entry, offset: int) -> int:
    """The first token of an entry behind a place in its words."""
    start = text.tokens[entry.first].start + offset
    behind = (place for place in range(entry.first, entry.last) if text.tokens[place].start >= start)
    return next((place for place in behind if text.tokens[place].kind in (WORD, NUMBER)), entry.body)


def _size(them: str) -> int:
    """How many "1, 2 and 5-7" are; 0 where they don't count up."""
    places: list[int] = []
    through = False
    for number, word in re.findall(r"(\d+)|(-|–|to|through|thru)", them):
        if word:
            through = True
            continue
        if places and int(number) <= places[-1]:
            return 0
        places += range(places[-1] + 1, int(number)) if through and places else ()
        places.append(int(number))
        through = False
    return len(places)


def heading_of(text: Text, lines: Sequence[Line], entries: Sequence[Entry], entry: Entry) -> Line | None:
    """The line that ends with a colon above an entry, where entries stand under several of them."""
    heads = headings(text, lines, entries)
    if len(heads) < 2:
        return None
    above = [line for line in heads if line.last <= entry.first]
    return above[-1] if above else None


def headings(text: Text, lines: Sequence[Line], entries: Sequence[Entry]) -> list[Line]:
    """The lines that end with a colon right above an entry."""
    firsts = {entry.first for entry in entries}
    last = max(entry.first for entry in entries)
    return [
        line
        for line, below in pairwise(lines)
        if line.first not in firsts
        and line.first < last
        and below.first in firsts
        and text.message[line.start : line.end].rstrip(" *_").endswith(":")
    ]
