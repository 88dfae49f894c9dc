"""What stands around the text of a letter or ticket: header fields ("Raised by: the office"), and the signature.

They tell who writes, not what happened: neither "Office" nor "we close at 4" is said of a call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.reading.concepts import WHY
from assistant.reading.lines import Line, is_transcript, lines_of
from assistant.reading.observe import Observed
from assistant.reading.pasted import english
from assistant.reading.quantity import Quantity
from assistant.reading.regex import regex
from assistant.reading.text import WORD, Text

_FEW, _SHORT = 3, 12  # lines a message has at least; words a field or a line of a signature has at most
_MOST = 6  # lines a signature has at most

Spans = tuple[tuple[int, int], ...]


def opened(observed: Observed) -> Observed:
    """The observed text without what its header and signature would seem to tell."""
    spans = _envelope(observed)
    if not spans:
        return observed
    kept = tuple(m for m in observed.mentions if not within(m.first, spans))
    return replace(observed, mentions=kept)


def counted(quantities: Sequence[Quantity], observed: Observed) -> tuple[Quantity, ...]:
    """The numbers of a message without those of its header and signature."""
    spans = _envelope(observed)
    return tuple(q for q in quantities if not within(q.first, spans))


def within(place: int, spans: Spans) -> bool:
    return any(first <= place < last for first, last in spans)


def _envelope(observed: Observed) -> Spans:
    if "\n" not in observed.text.message:
        return ()
    lines = lines_of(observed.text)
    if len(lines) < _FEW or is_transcript(observed.text, lines):
        return ()
    fields = tuple((line.first, line.last) for line in lines if _field(observed.text, line))
    return (*fields, *_signature(observed, lines))


def _field(text: Text, line: Line) -> bool:
    """Whether a line is a field of a header that tells who or where, in few words."""
    said = _pattern("fields", r"\W*(?:{})\s*:\s*[^\s\d]").match(text.message, line.start, line.end)
    return said is not None and _words(text, line) <= _SHORT


def _signature(observed: Observed, lines: Sequence[Line]) -> Spans:
    """The lines from "Regards" on, without a postscript, where they tell of no call."""
    text = observed.text
    closing = _pattern("closings", r"\W*(?:{})\b[ ,.!]*(?:[A-Z][\w.'’-]*[ ,.]*){{0,3}}$")
    first = next(
        (
            place
            for place, line in enumerate(lines)
            if place and closing.match(text.message[line.start : line.end])
        ),
        None,
    )
    if first is None:
        return ()
    last = first
    while last < len(lines) and not _POSTSCRIPT.match(text.message, lines[last].start):
        last += 1
    tail = lines[first:last]
    span = (tail[0].first, tail[-1].last)
    long = len(tail) > _MOST or any(_words(text, line) > _SHORT for line in tail)
    asks = any(text.message[line.end - 1] == "?" for line in tail)
    tells = any(m.concept in WHY and span[0] <= m.first < span[1] for m in observed.mentions)
    return () if long or asks or tells else (span,)


_POSTSCRIPT = regex(r"\W*(?:p\.? ?s\b|n\.?b\b|edit\b)", re.IGNORECASE)


def _words(text: Text, line: Line) -> int:
    return sum(token.kind == WORD for token in text.tokens[line.first : line.last])


@lru_cache(maxsize=4)
def _pattern(name: str, form: str) -> re.Pattern[str]:
    """A form with the phrases of a list under [letters] in it, in any case."""
    phrases = sorted(english().letters[name], key=len, reverse=True)
    return re.compile(form.format(f"(?i:{'|'.join(map(re.escape, phrases))})"))
