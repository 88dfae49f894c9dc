"""Tables: rows of cells, read as counts by reason or as one call a row.

Three shapes are told apart: reasons down the side with numbers beside them, reasons across the top with
numbers below, and rows that each describe one call (those are left to the list reader).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.lines import Line
from assistant.reading.observe import Mention, Observed
from assistant.reading.text import NUMBER, Text

Span = tuple[int, int]
# Heads of columns whose numbers are not calls of their own.
_NOT_COUNTS = frozenset(
    "total both sum min mins minutes duration length time date day id # row touchpoints share %"
    " percent all month week location base rate amount charge usd".split()
)
_COUNTS = frozenset({"calls", "call", "count", "qty", "quantity", "number", "n", "times"})


@dataclass(frozen=True, slots=True)
class Counted:
    """`count` calls of which `mentions` are said; `span` is the row."""

    count: int
    mentions: tuple[Mention, ...]
    span: Span


def read_table(observed: Observed, lines: Sequence[Line], events: frozenset[str]) -> list[Counted]:
    """The counted reasons of a numeric table, or nothing when there is none."""
    rows = _rows(observed.text, lines)
    if len(rows) < 2:
        return []
    head, body = rows[0], rows[1:]
    across = _across(observed, head, body, events)
    return across or _down(observed, rows, events) or _each(observed, rows, events)


def _each(observed: Observed, rows: list[list[Span]], events: frozenset[str]) -> list[Counted]:
    """Rows that are one call each; the heads of the columns tell nothing."""
    told = [tuple(m for cell in row for m in _said(observed, cell, events)) for row in rows]
    body = rows[1:] if not told[0] or _heads(observed.text, rows) else rows
    telling = sum(bool(mentions) for mentions in told[len(rows) - len(body) :])
    if len(body) < 3 or telling < 2 or telling < len(body) - 2:
        return []
    return [
        Counted(1, mentions, (row[0][0], row[-1][1]))
        for row, mentions in zip(body, told[len(rows) - len(body) :], strict=True)
    ]


def _heads(text: Text, rows: list[list[Span]]) -> bool:
    """Whether the first row names columns: it has no number where the others do."""
    return _numbers(text, rows[0]) == 0 and all(_digits(text, row) for row in rows[1:])


def _digits(text: Text, row: Sequence[Span]) -> bool:
    return any(token.kind == NUMBER for first, last in row for token in text.tokens[first:last])


def _rows(text: Text, lines: Sequence[Line]) -> list[list[Span]]:
    """The longest run of lines with the same number (≥ 2) of cells."""
    best: list[list[Span]] = []
    for mark in ("|", ";", ",", "\t"):
        split = [_cells(text, line, mark) for line in lines]
        widths = Counter(len(cells) for cells in split if len(cells) > 1)
        if not widths:
            continue
        width = max(widths, key=lambda w: (widths[w], w))
        rows = [cells for cells in split if len(cells) == width]
        numeric = sum(_numbers(text, row) > 0 for row in rows) >= len(rows) - 1
        ruled = len(rows) >= 4 and (mark in ("|", ";") or (mark == "," and width >= 3 and _tight(text, rows)))
        if len(rows) > len(best) and (numeric or ruled):
            best = rows
    return best


def _tight(text: Text, rows: Sequence[Sequence[Span]]) -> bool:
    """Whether commas part values ("a,b,c"), not words of a sentence ("a, b")."""
    marks = [text.tokens[cell[0] - 1] for row in rows for cell in row[1:]]
    spaced = sum(text.message[mark.end : mark.end + 1] == " " for mark in marks)
    return spaced * 5 <= len(marks)


def _cells(text: Text, line: Line, mark: str) -> list[Span]:
    cells: list[Span] = []
    first = line.first
    for place in range(line.first, line.last + 1):
        if place == line.last or _divides(text, place, line.first, mark):
            if place > first:
                cells.append((first, place))
            first = place + (place < line.last and text.tokens[place].text == mark)
    return cells


def _divides(text: Text, place: int, first: int, mark: str) -> bool:
    if mark != "\t":
        return text.tokens[place].text == mark
    if place <= first:
        return False
    gap = text.message[text.tokens[place - 1].end : text.tokens[place].start]
    return "\t" in gap or "  " in gap


def _value(text: Text, cell: Span) -> int | None:
    tokens = text.tokens[cell[0] : cell[1]]
    if len(tokens) == 1 and tokens[0].kind == NUMBER and "." not in tokens[0].text:
        return int(tokens[0].text)
    return None


def _numbers(text: Text, row: Sequence[Span]) -> int:
    return sum(_value(text, cell) is not None for cell in row)


def _said(observed: Observed, cell: Span, events: frozenset[str]) -> tuple[Mention, ...]:
    return tuple(
        m for m in observed.mentions if cell[0] <= m.first and m.last <= cell[1] and m.concept in events
    )


def _words(text: Text, cell: Span) -> set[str]:
    return {token.text for token in text.tokens[cell[0] : cell[1]]}


def _across(
    observed: Observed, head: list[Span], body: list[list[Span]], events: frozenset[str]
) -> list[Counted]:
    """Reasons as heads of columns."""
    text = observed.text
    columns = [
        index
        for index, cell in enumerate(head)
        if _said(observed, cell, events) and not _words(text, cell) & (_NOT_COUNTS - {"all", "both"})
    ]
    if len(columns) < 2 or any(_numbers(text, [head[index]]) for index in columns):
        return []
    found = []
    for row in body:
        if _words(text, row[0]) & {"total", "sum", "totals"}:
            continue
        for index in columns:
            value = _value(text, row[index])
            if value is not None:
                mentions = _said(observed, head[index], events)
                found.append(Counted(value, mentions, (row[0][0], row[-1][1])))
    return found


def _down(observed: Observed, rows: list[list[Span]], events: frozenset[str]) -> list[Counted]:
    """Reasons down the side."""
    text = observed.text
    columns = _count_columns(text, rows)
    found = []
    for row in rows:
        mentions = tuple(
            m for cell in row if _value(text, cell) is None for m in _said(observed, cell, events)
        )
        values = [_value(text, row[index]) for index in columns]
        if mentions and any(value is not None for value in values):
            found.append(Counted(sum(value or 0 for value in values), mentions, (row[0][0], row[-1][1])))
    return found if len(found) >= 2 else []


def _count_columns(text: Text, rows: list[list[Span]]) -> list[int]:
    """The columns whose numbers are calls."""
    head = rows[0]
    numeric = [
        index
        for index in range(len(head))
        if sum(_value(text, row[index]) is not None for row in rows) >= max(1, len(rows) - 1)
    ]
    named = [index for index in numeric if _words(text, head[index]) & _COUNTS]
    if named:
        return named
    kept = [index for index in numeric if not _words(text, head[index]) & _NOT_COUNTS]
    firsts = [_value(text, row[0]) for row in rows if _value(text, row[0]) is not None]
    counting_up = firsts == sorted({v for v in firsts if v is not None}) and 0 in kept and len(rows[0]) > 2
    return [index for index in kept if not (index == 0 and counting_up)]
