"""Transcripts of one call, and of several under headings of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.entries import Entry, lists
from assistant.reading.lines import Line, label_end, speaker
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.prose import Group, inside
from assistant.reading.regex import regex

_HEADINGS = frozenset({"call", "hash", "ordinal", "fraction", "code"})


def sections(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> list[Group]:
    """A transcript is one call; headings of several calls divide it."""
    said = {line.first for line in lines if speaker(observed.text, line)}
    marked = [found for found in lists(observed.text, lines) if found[0].kind in _HEADINGS]
    heads = next((found for found in marked if not _voices(found, said)), [])
    spoken = [line.last for line in lines if line.first in said]
    starts = [head.first for head in heads] if len(heads) > 1 else _anew(observed, lines)
    if len(starts) < 2:
        several = _spoken_of(observed, quantities, lines)
        everything = whole(observed, (0, len(observed.text.tokens)), max(1, several))
        return [replace(everything, doubt=several > 1)]
    lasts = [*starts[1:], max([spoken[-1], *(head.last for head in heads[-1:])])]
    return [whole(observed, span, 1) for span in zip(starts, lasts, strict=True)]


def _anew(observed: Observed, lines: Sequence[Line]) -> list[int]:
    """Where calls begin in a transcript in which who spoke first greets again below a heading: "09:50 ----"."""
    text = observed.text
    names = [speaker(text, line) for line in lines]
    first = next((place for place, name in enumerate(names) if name), 0)
    starts = [
        place - 1
        for place, name in enumerate(names)
        if name == names[first]
        and place
        and not names[place - 1]
        and _heading(text.message, lines[place - 1])
    ]
    greeted = [_greeting(observed, lines[place + 1]) for place in starts]
    if len(starts) < 2 or starts[0] != first - 1 or not all(greeted) or len(set(greeted)) > 1:
        return []
    return [lines[place].first for place in starts]


def _heading(message: str, line: Line) -> bool:
    """Whether a line may stand above a call: short, with a number or a letter of its own, nothing asked."""
    written = message[line.start : line.end]
    return len(written.split()) <= _SHORT and "?" not in written and _NAMED.search(written) is not None


_SHORT = 10  # words
_NAMED = regex(r"\d|^\W*[A-Z]\b")


def _greeting(observed: Observed, line: Line) -> str:
    """The first words of what somebody says."""
    said = observed.text.message[label_end(observed.text, line) : line.end]
    return " ".join(re.findall(r"[a-z']+", said.lower())[:2])


def _voices(found: Sequence[Entry], said: set[int]) -> bool:
    """Whether "headings" are the labels of those who speak: "V1: …", "V2: …"."""
    return found[0].kind == "code" and sum(entry.first in said for entry in found) * 2 > len(found)


def _spoken_of(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> int:
    """How many calls are counted beside a transcript ("for the two calls")."""
    said = [line for line in lines if speaker(observed.text, line)]
    return max(
        (
            int(q.value)
            for q in quantities
            if q.kind == "count" and q.role == "calls" and q.value and q.value.denominator == 1
            if not any(line.first <= q.first < line.last for line in said)
        ),
        default=0,
    )


def whole(observed: Observed, span: tuple[int, int], count: int) -> Group:
    """A stretch as so many alike calls, with all that is said there."""
    return Group(count, tuple(inside(observed.mentions, span)), (span,))
