"""Pasted material as a grid of cells: bars, tabs, CSV, aligned columns, tallies, records of "key: value".

    grid = find_grid(text)        # None where nothing of the kind is pasted

Only where cells begin and end is found here; what columns mean is tables.py's business.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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


_RULER = re.compile(r"[\s|:+=\-–—_*.·]+$")
_BARS = re.compile(r"\s*\|\s*")
_GAPS = re.compile(r"\t+ *| {2,}")
_SLASHES = re.compile(r"\s+/\s+")
_RECORD = re.compile(r"[\s>*•-]*([A-Za-z][\w #.-]{0,40}?)\s*[:=]\s+(\S.*)")
_JSON_PAIR = re.compile(r'"([\w ]+)"\s*:\s*("[^"]*"|[\w.+-]+)')
_BRACES = re.compile(r"\{[^{}]*\}")
_TALLY = re.compile(
    r"(?P<label>[^\d\s|][^|\t]{1,90}?)\s*(?:[:=]|\.{2,}|…+|->|→|–|—|-|\s[x×]|\s)\s*(?P<value>[x×]?\s?\d{1,5})(?:\s?[x×]|\s+calls?)?\s*$"
)

_Line = tuple[int, int]
_Row = list[tuple[int, int]]


def find_grid(text: Text) -> Grid | None:
    """The grid of a message with the most rows; None when there is none."""
    message = text.message
    if "\n" not in message and "\r" not in message and "{" not in message:
        return None
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", message)]
    best: tuple[int, list[_Row], str] | None = None
    for mark, split, accept in _KINDS:
        for rows in _blocks(message, lines, mark, split):
            size = (
                1
                if mark == "record" and len(rows) == 2
                else len(rows) * (3 if mark in ("bar", "tab", "record", "json") else 2)
            )
            if accept(message, rows) and (best is None or size > best[0]):
                best = (size, rows, mark)
    if best is None:
        return None
    starts = [token.start for token in text.tokens]
    best = (best[0], *_with_head(message, best[1], best[2]))
    if _lies(message, best[1]):
        best = (best[0], [list(column) for column in zip(*best[1], strict=True)], "turned")
    return Grid(tuple(tuple(_cell(text, starts, *cell) for cell in row) for row in best[1]), best[2])


_LABELLED = re.compile(r"\s*([A-Za-z][\w ?#.]{0,30}?)\s*[:=]\s*")


def _with_head(message: str, rows: list[_Row], mark: str) -> tuple[list[_Row], str]:
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


def _lies(message: str, rows: Sequence[_Row]) -> bool:
    """Whether a grid lies on its side: its first row numbers the calls ("call | 1 | 2 | 3")."""
    numbers = [message[slice(*cell)].strip("#. ") for cell in rows[0][1:]]
    if len(numbers) < 3 or numbers not in (_NUMBERS[: len(numbers)], _LETTERS[: len(numbers)]):
        return False
    return not any(_digits(message, cell) for row in rows[1:] for cell in row)


_NUMBERS = [str(number) for number in range(1, 100)]
_LETTERS = list("ABCDEFGHJKLMNOP")


def _cell(text: Text, starts: Sequence[int], start: int, end: int) -> Cell:
    if end <= start:
        place = bisect_left(starts, start)
        return Cell(place, place, start, start)
    first = bisect_left(starts, start)
    return Cell(first, bisect_left(starts, end), start, end)


# ---------------------------------------------------------------- how lines divide


def _trimmed(message: str, start: int, end: int) -> tuple[int, int]:
    piece = message[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return left, max(left, start + len(piece.rstrip()))


def _pieces(message: str, line: _Line, parts: re.Pattern[str]) -> _Row:
    cells, start = [], line[0]
    for match in parts.finditer(message, *line):
        cells.append((start, match.start()))
        start = match.end()
    cells.append((start, line[1]))
    return [_trimmed(message, *cell) for cell in cells]


def _bars(message: str, line: _Line) -> _Row:
    cells = _pieces(message, line, _BARS)
    if len(cells) > 2 and message[line[0] : line[1]].lstrip().startswith("|"):
        cells = cells[1:]
        if message[line[0] : line[1]].rstrip().endswith("|") and len(cells) > 1:
            cells = cells[:-1]
    return cells


def _tabs(message: str, line: _Line) -> _Row:
    return _pieces(message, line, re.compile("\t"))


def _semicolons(message: str, line: _Line) -> _Row:
    return _pieces(message, line, re.compile(";"))


def _slashes(message: str, line: _Line) -> _Row:
    return _pieces(message, line, _SLASHES)


def _commas(message: str, line: _Line) -> _Row:
    cells, start, quoted = [], line[0], False
    for place in range(*line):
        if message[place] == '"':
            quoted = not quoted
        elif message[place] == "," and not quoted:
            cells.append(_trimmed(message, start, place))
            start = place + 1
    cells.append(_trimmed(message, start, line[1]))
    spaced = sum(message[cell[0] - 1] == " " for cell in cells[1:])
    return cells if spaced * 2 <= len(cells) - 1 else []  # a sentence has its commas before spaces


def _gaps(message: str, line: _Line) -> _Row:
    start, end = _trimmed(message, *line)
    return _pieces(message, (start, end), _GAPS)


def _words(message: str, line: _Line) -> _Row:
    return _pieces(message, _trimmed(message, *line), re.compile(r"\s+"))


def _numbered(message: str, rows: Sequence[_Row]) -> bool:
    """Whether words apart are columns: calls numbered across, or a name and numbers in each row."""
    if len(rows) < 2 or len(rows[0]) < 3:
        return False
    return _lies(message, rows) or all(all(_digits(message, cell) for cell in row[1:]) for row in rows[1:])


def _tally(message: str, line: _Line) -> _Row:
    match = _TALLY.match(message, *_trimmed(message, *line))
    if match is None:
        return []
    label = message[match.start("label") : match.end("label")]
    between = message[match.end("label") : match.start("value")]
    if not between.strip() and len(label.split()) > _HEADING:
        return []  # a sentence that ends with a number
    if label[-1:].isdigit() and between in ("-", ":"):
        return []  # "9-5", "14:10"
    if label[-1:] in ",/" or (label[-1:].isdigit() and not between.strip()):
        return []  # "Feb 3, 2026"
    value = message[match.start("value") : match.end("value")]
    skipped = len(value) - len(value.lstrip("x× "))
    return [match.span("label"), (match.start("value") + skipped, match.end("value"))]


# ---------------------------------------------------------------- blocks of lines


def _blocks(
    message: str, lines: Sequence[_Line], mark: str, split: Callable[[str, _Line], _Row]
) -> Iterator[list[_Row]]:
    """Runs of lines that divide alike."""
    if mark in ("record", "json"):
        yield from _records(message, lines, mark)
        return
    if _LOOK.get(mark, "\n") not in message and mark != "gap":
        return
    run: list[_Row] = []
    for line in lines:
        if _RULER.fullmatch(message, *line):
            continue
        row = split(message, line)
        if len(row) > 1:
            run.append(row)
            continue
        if (
            mark == "tally"
            and len(message[slice(*line)].split()) <= _HEADING
            and not _ENDED.search(message, *line)
        ):
            continue  # "Store #14" between its numbers
        yield from _even(message, run, mark)
        run = []
    yield from _even(message, run, mark)


_HEADING = 5  # words
_ENDED = re.compile(r"[.?!]\s*$")


def _even(message: str, run: list[_Row], mark: str) -> Iterator[list[_Row]]:
    """The rows of a run that have as many cells as most of them."""
    if len(run) < 2:
        return
    widths = Counter(len(row) for row in run)
    width = max(widths, key=lambda w: (widths[w] > 1, widths[w] * (w + 1), w))
    if mark == "bar":
        run = [_indented(message, row) if len(row) == width - 1 else row for row in run]
    if mark in ("gap", "tab"):
        width = max((w for w in widths if widths[w] > 1 or widths[w] * 2 > len(run)), default=width)
        columns = _columns(message, [other for other in run if len(other) == width])
        run = [_placed(message, row, columns) if len(row) < width else row for row in run]
    rows = [row for row in run if len(row) == width]
    if len(rows) >= 2:
        yield rows


def _indented(message: str, row: _Row) -> _Row:
    """A row whose first cell is blank: "       | Mon | Tue"."""
    line = message.rfind("\n", 0, row[0][0]) + 1
    lead = message[line : row[0][0]]
    return [(line, line), *row] if lead.strip() == "|" else row


def _placed(message: str, row: _Row, column_of: Sequence[tuple[int, int]]) -> _Row:
    """A row with cells left out, its cells put under the columns where they stand."""
    width = len(column_of)
    if "\t" in message[row[0][0] : row[-1][1]]:
        return row
    placed: list[tuple[int, int] | None] = [None] * width
    line = message.rfind("\n", 0, row[0][0]) + 1
    for start, end in row:
        best = max(range(width), key=lambda i: _overlap((start - line, end - line), column_of[i]))
        if placed[best] is not None:
            return row
        placed[best] = (start, end)
    filled, last = [], row[0][0]
    for cell in placed:
        filled.append(cell if cell is not None else (last, last))
        last = filled[-1][1]
    return filled


def _columns(message: str, rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """From where to where each column of aligned rows reaches, in characters of its line."""
    columns: list[tuple[int, int]] = []
    for index in range(len(rows[0])):
        cells = [
            (row[index][0] - line, row[index][1] - line)
            for row in rows
            for line in [message.rfind("\n", 0, row[0][0]) + 1]
        ]
        columns.append((min(c[0] for c in cells), max(c[1] for c in cells)))
    return columns


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """How far two stretches overlap; how far apart they are, as a negative number."""
    return min(a[1], b[1]) - max(a[0], b[0])


def _records(message: str, lines: Sequence[_Line], mark: str) -> Iterator[list[_Row]]:
    """Blocks of "key: value" lines with the same first key, as rows under their keys."""
    if mark == "json":
        blocks = [
            [((m.start(1), m.end(1)), _unquoted(message, m.start(2), m.end(2))) for m in _JSON_PAIR.finditer(message, *braces.span())]
            for braces in _BRACES.finditer(message)
        ]  # fmt: skip
        blocks = [block for block in blocks if len(block) > 1]
    else:
        blocks = _keyed(message, lines)
    if not blocks or (len(blocks) == 1 and len(blocks[0]) < _KEYS):
        return
    keys = list(dict.fromkeys(message[slice(*key)].lower() for block in blocks for key, _ in block))
    head = {message[slice(*key)].lower(): key for block in reversed(blocks) for key, _ in block}
    yield [
        [head[key] for key in keys],
        *(
            [
                next(
                    (value for k, value in block if message[slice(*k)].lower() == key), (block[0][0][0],) * 2
                )
                for key in keys
            ]
            for block in blocks
        ),
    ]


_KEYS = 3  # of a single record


def _unquoted(message: str, start: int, end: int) -> tuple[int, int]:
    return (start + 1, end - 1) if message[start] == '"' else (start, end)


_Pair = tuple[tuple[int, int], tuple[int, int]]


def _keyed(message: str, lines: Sequence[_Line]) -> list[list[_Pair]]:
    """The blocks of key-value lines that begin with the key that comes first and again."""
    pairs: list[tuple[_Line, _Pair]] = []
    for line in lines:
        match = _RECORD.fullmatch(message, *line)
        if match is not None:
            pairs.append((line, (match.span(1), _trimmed(message, *match.span(2)))))
    often = Counter(message[slice(*key)].lower() for _, (key, _) in pairs)
    if pairs and max(often.values()) == 1:
        return [[pair for _, pair in pairs]]
    first = next((message[slice(*key)].lower() for _, (key, _) in pairs if often[message[slice(*key)].lower()] > 1), None)  # fmt: skip
    blocks: list[list[_Pair]] = []
    for _, pair in pairs:
        key = message[slice(*pair[0])].lower()
        if key == first:
            blocks.append([])
        if blocks and not any(message[slice(*k)].lower() == key for k, _ in blocks[-1]):
            blocks[-1].append(pair)
    shared = [block for block in blocks if len(block) > 1]
    return shared if len(shared) == len(blocks) else []


# ---------------------------------------------------------------- what is a table


def _digits(message: str, cell: tuple[int, int]) -> bool:
    return message[cell[0] : cell[1]].replace(",", "").strip("%").isdigit()


def _numeric(message: str, rows: Sequence[_Row]) -> bool:
    """Whether all rows but one have a number of their own."""
    return sum(any(_digits(message, cell) for cell in row) for row in rows) >= len(rows) - 1


def _always(message: str, rows: Sequence[_Row]) -> bool:
    return True


def _tight(message: str, rows: Sequence[_Row]) -> bool:
    """Whether commas part values ("a,b,c"), not words of a sentence ("a, b")."""
    gaps = [message[b[0] - 1 : b[0]] == " " for row in rows for _, b in pairwise(row)]
    if sum(gaps) * 5 > len(gaps):
        return False
    return _numeric(message, rows) or (len(rows) >= 3 and len(rows[0]) >= 3)


def _several(message: str, rows: Sequence[_Row]) -> bool:
    return _numeric(message, rows) or (len(rows) >= 3 and len(rows[0]) >= 3)


def _wide(message: str, rows: Sequence[_Row]) -> bool:
    return len(rows) >= 3 and (len(rows[0]) >= 3 or _numeric(message, rows))


def _slashed(message: str, rows: Sequence[_Row]) -> bool:
    return len(rows) >= 3 and len(rows[0]) >= 3


def _semi(message: str, rows: Sequence[_Row]) -> bool:
    spaced = sum(message[b[0] - 1 : b[0]] == " " for row in rows for _, b in pairwise(row))
    return _several(message, rows) and spaced * 2 <= sum(len(row) - 1 for row in rows)


_LOOK = {"bar": "|", "tab": "\t", "semicolon": ";", "comma": ",", "slash": "/", "gap": "  "}
_KINDS: tuple[
    tuple[str, Callable[[str, _Line], _Row], Callable[[str, Sequence[_Row]], bool]], ...
] = (
    ("bar", _bars, _always),
    ("tab", _tabs, _always),
    ("semicolon", _semicolons, _semi),
    ("comma", _commas, _tight),
    ("slash", _slashes, _slashed),
    ("gap", _gaps, _wide),
    ("record", _bars, _always),
    ("json", _bars, _always),
    ("tally", _tally, _several),
    ("word", _words, _numbered),
)  # fmt: skip
