"""Pasted material as a grid of cells: bars, tabs, CSV, aligned columns, tallies, records of "key: value".

    grid = find_grid(text)        # None where nothing of the kind is pasted

Only where cells begin and end is found here; what columns mean is tables.py's business.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.gridblocks import blocks
from assistant.reading.gridkinds import KINDS, Row, lies
from assistant.reading.regex import regex
from assistant.reading.strokes import strokes
from assistant.reading.text import Text

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """Tokens [first, last); [start, end) in the message.  An empty cell has no tokens."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of as many cells each.  `mark` tells what parts the cells; with "record" and "json" the first row
    holds the keys, the others their values."""

    rows: tuple[tuple[Cell, ...], ...]
    mark: str

    @property
    def span(self) -> Span:
        """The tokens from the first row to the end of the last."""
        cells = [cell for row in self.rows for cell in row if cell.last > cell.first]
        return min(cell.first for cell in cells), max(cell.last for cell in cells)


def row_span(row: Sequence[Cell]) -> Span:
    """The tokens of a row."""
    filled = [cell for cell in row if cell.last > cell.first]
    if not filled:
        return (0, 0)
    return min(cell.first for cell in filled), max(cell.last for cell in filled)


def find_grid(text: Text) -> Grid | None:
    """The grid of a message with the most rows; None when there is none."""
    message = text.message
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", message)]
    best: tuple[int, list[Row], str] | None = None
    for mark, split, accept in KINDS:
        for rows in blocks(message, lines, mark, split):
            size = (
                1
                if mark == "record" and len(rows) == 2
                else len(rows) * (3 if mark in ("bar", "tab", "record", "json", "keyed") else 2)
            )
            if not accept(message, rows):
                continue
            if best is not None and _same_head(message, best, rows, mark):
                best = (best[0] + size, [*best[1], *rows[1:]], mark)
            elif best is None or size > best[0]:
                best = (size, rows, mark)
    if best is None:
        return None
    starts = [token.start for token in text.tokens]
    best = (best[0], *_with_head(message, best[1], best[2]))
    if lies(message, best[1]):
        best = (best[0], [list(column) for column in zip(*best[1], strict=True)], "turned")
    return Grid(tuple(tuple(_cell(text, starts, *cell) for cell in row) for row in best[1]), best[2])


def _same_head(message: str, best: tuple[int, list[Row], str], rows: list[Row], mark: str) -> bool:
    """Whether rows go on with the table before them under a head of the same words."""
    if mark != best[2] or mark in ("record", "json", "tally", "word"):
        return False
    heads = [[message[slice(*cell)].lower() for cell in some[0]] for some in (best[1], rows)]
    return heads[0] == heads[1] and len(rows) > 1


_LABELLED = regex(r"\s*([A-Za-z][\w ?#.]{0,30}?)\s*[:=]\s*")


def _with_head(message: str, rows: list[Row], mark: str) -> tuple[list[Row], str]:
    """Rows that repeat their keys ("Agent: yes | Reason: asked") under a head of these keys."""
    if mark in ("record", "json", "tally"):
        return rows, mark
    keys = [[_LABELLED.match(message, *cell) for cell in row] for row in rows]
    for column in zip(*keys, strict=True):
        if any(key is None for key in column) or len({key[1].lower() for key in column if key}) > 1:
            return rows, mark
    head = [key.span(1) for key in keys[0] if key]
    values = [
        [(key.end(), cell[1]) for key, cell in zip(found, row, strict=True) if key]
        for found, row in zip(keys, rows, strict=True)
    ]
    return [head, *values], "record"


_EMPHASIS = regex(r"(\*{1,3}|_{1,3}|~~|`)(\S(?:.*\S)?)\1", re.DOTALL)


def _cell(text: Text, starts: Sequence[int], start: int, end: int) -> Cell:
    plain = _EMPHASIS.fullmatch(text.message, start, end)
    if plain and strokes(text.message[start:end]) is None:
        start, end = plain.span(2)
    if end <= start:
        place = bisect_left(starts, start)
        return Cell(place, place, start, start)
    first = bisect_left(starts, start)
    return Cell(first, bisect_left(starts, end), start, end)
