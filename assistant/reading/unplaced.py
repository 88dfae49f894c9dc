"""What is said beside a table that its rows don't show: more calls, calls of two rows, lines that are no rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.reading.concepts import TELLING
from assistant.reading.lines import lines_of
from assistant.reading.observe import YES, Observed
from assistant.reading.pasted import english, says
from assistant.reading.prose import Group
from assistant.reading.quantity import Quantity
from assistant.reading.regex import regex
from assistant.reading.shared import said_of_all

Span = tuple[int, int]
_DENIED = regex(r"\b(?:no|not|never|none|nothing|without|don't|doesn't|isn't|aren't)\b", re.IGNORECASE)
_COUNTING = TELLING - {"alone", "no_human", "ai_booked", "calendly"}
_FEW = 12  # rows whose sums are tried


def unplaced(observed: Observed, rows: Sequence[Span], part: str) -> bool:
    """Whether something is told beside a table's rows (their tokens) that they don't account for.  `part` is the
    sign that parts its cells, where there is one: lines elsewhere that have it are rows of another table."""
    whole = (min(row[0] for row in rows), max(row[1] for row in rows))
    return _overlapping(observed, whole) or any(
        _telling(observed, line, whole) for line in _besides(observed, rows, whole, part)
    )


def uncounted(quantities: Sequence[Quantity], groups: Sequence[Group]) -> bool:
    """Whether a number of calls is named beside a table that no rows of it add up to."""
    rows = [row for group in groups if (row := group.row or group.entry)]
    counts = [group.count for group in groups if group.count]
    if not rows or len(counts) > _FEW:
        return False
    whole = (min(row[0] for row in rows), max(row[1] for row in rows))
    sums = {0}
    for count in counts:
        sums |= {count + known for known in sums}
    named = [
        q.value
        for q in quantities
        if q.kind == "count" and q.role == "calls" and q.value and not q.each
        if not whole[0] <= q.first < whole[1]
    ]
    return any(value > 1 and value == int(value) and int(value) not in sums for value in named)


def _overlapping(observed: Observed, whole: Span) -> bool:
    """ "(of which 2 are also in the line above)": calls that are counted in two rows."""
    phrases = english().around["overlapping"]
    for first, last in observed.sentences:
        written = observed.text.words(first, min(last, whole[0]) if first < whole[0] else last)
        if not whole[0] <= first < whole[1] and says(written, phrases) and not _DENIED.search(written):
            return True
    return False


def _besides(observed: Observed, rows: Sequence[Span], whole: Span, part: str) -> Iterable[Span]:
    """The lines between the rows that are no rows, and those right behind the last."""
    lines, text = lines_of(observed.text), observed.text
    behind = False
    for place, line in enumerate(lines):
        if any(line.first < row[1] and row[0] < line.last for row in rows):
            behind = line.last >= whole[1]
            continue
        gap = text.message[lines[place - 1].end : line.start] if place else ""
        behind = behind and gap.count("\n") <= 1
        alike = bool(part) and part in text.message[line.start : line.end]
        if behind or alike or whole[0] <= line.first < whole[1]:
            yield line.first, line.last


def _telling(observed: Observed, line: Span, whole: Span) -> bool:
    """Whether a line tells of what happened, and not of all rows."""
    if _SOUND.search(observed.text.words(*line)):
        return False  # "the cause column is reliable"
    general = set(map(id, said_of_all(observed, *whole)))
    return any(
        m.concept in _COUNTING and m.polarity == YES and not m.asked and id(m) not in general
        for m in observed.mentions
        if line[0] <= m.first < line[1] and not m.rule.startswith("legend:")
    )


_SOUND = regex(
    r"\b(?:columns?|fields?|figures|numbers|data|reasons|causes|labels)\b[^.?!]{0,20}\b(?:are|is|was|were)\b[^.?!]{0,12}"
    r"\b(?:right|reliable|correct|accurate|fine|true|trustworthy|good|sound|checked|confirmed|solid)\b",
    re.IGNORECASE,
)
_DEFINED = regex(r"(?:^|(?<=[\s,;.(]))\d{1,3}\s*=\s*(?=[A-Za-z])")
_CODES = 2  # at least


def unexplained(observed: Observed) -> bool:
    """Whether codes are told the meaning of ("10 = playbook, 20 = outage") that were found nowhere."""
    message = observed.text.message
    if "=" not in message or any(m.rule.startswith("legend:") for m in observed.mentions):
        return False
    tokens = observed.text.tokens
    found = [match.end() for match in _DEFINED.finditer(message)]
    if len(found) < _CODES:
        return False
    stops = [*found[1:], len(message)]
    told = [
        any(m.concept in TELLING and start <= tokens[m.first].start < stop for m in observed.mentions)
        for start, stop in zip(found, stops, strict=True)
    ]
    return sum(told) >= _CODES
