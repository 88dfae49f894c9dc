"""Runs of lines that divide alike, and blocks of "key: value" lines, as rows of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from assistant.reading.gridkinds import HEADING, LOOK, Line, Row, trimmed
from assistant.reading.regex import regex

_RULER = regex(r"[\s|:+=\-–—_*.·]+$")
_RECORD = regex(r"[\s>*•-]*([A-Za-z][\w #.-]{0,40}?)\s*[:=]\s+(\S.*)")
_JSON_PAIR = regex(r'"([\w ]+)"\s*:\s*("[^"]*"|[\w.+-]+)')
_BRACES = regex(r"\{[^{}]*\}")
_EQUATED = regex(
    r"(?<![\w.])([A-Za-z][A-Za-z_]{0,15}(?:\.[a-z_]+)?)(?:=|:(?=\S))(\"[^\"\n]*\"|'[^'\n]*'|[^\s,;|\"'=][^\s,;|=]*)?(?=[\s,;|\])]|$)"
)


def blocks(
    message: str, lines: Sequence[Line], mark: str, split: Callable[[str, Line], Row]
) -> Iterator[list[Row]]:
    """Runs of lines that divide alike."""
    if mark in ("record", "json"):
        yield from _records(message, lines, mark)
        return
    if LOOK.get(mark, "\n") not in message and mark != "gap":
        return
    run: list[Row] = []
    for line in lines:
        if _RULER.fullmatch(message, *line):
            continue
        row = split(message, line)
        if len(row) > 1:
            run.append(row)
            continue
        if (
            mark == "tally"
            and len(message[slice(*line)].split()) <= HEADING
            and not _ENDED.search(message, *line)
        ):
            continue  # "Store #14" between its numbers
        yield from _even(message, run, mark)
        run = []
    yield from _even(message, run, mark)


_ENDED = regex(r"[.?!]\s*$")


def _even(message: str, run: list[Row], mark: str) -> Iterator[list[Row]]:
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
    ticked = mark == "bar" and any("||" in message[row[0][0] : row[-1][1]] for row in run)
    if mark in ("bar", "semicolon", "tab") and not ticked:
        run = [_filled(message, row, width) for row in run]
    rows = [row for row in run if len(row) == width]
    if len(rows) >= 2:
        yield rows


def _filled(message: str, row: Row, width: int) -> Row:
    """A row with the cells that it leaves out at its end, and without empty ones too many."""
    if len(row) == width + 1 and row[-1][0] == row[-1][1]:
        return row[:-1]
    end = row[-1][1]
    return [*row, *[(end, end)] * (width - len(row))] if 1 < len(row) < width else row


def _indented(message: str, row: Row) -> Row:
    """A row whose first cell is blank: "       | Mon | Tue"."""
    line = message.rfind("\n", 0, row[0][0]) + 1
    lead = message[line : row[0][0]]
    return [(line, line), *row] if lead.strip() == "|" else row


def _placed(message: str, row: Row, column_of: Sequence[tuple[int, int]]) -> Row:
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


def _columns(message: str, rows: Sequence[Row]) -> list[tuple[int, int]]:
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


def _records(message: str, lines: Sequence[Line], mark: str) -> Iterator[list[Row]]:
    """Blocks of "key: value" lines with the same first key, as rows under their keys."""
    if mark == "json":
        blocks = [
            [((m.start(1), m.end(1)), _unquoted(message, m.start(2), m.end(2))) for m in _JSON_PAIR.finditer(message, *braces.span())]
            for braces in _BRACES.finditer(message)
        ]  # fmt: skip
        blocks = [block for block in blocks if len(block) > 1] or _equated(message, lines)
        blocks = blocks or _series(message, lines)
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


_SERIES = regex(
    r"(?P<label>[^\n]*?[A-Za-z)\"”]\s*(?:→|->|=>|:|–|—|\s-))\s*"
    r"(?P<rest>(?:[A-Za-z]\w{0,11}\.?(?:\s?[:=]\s?|\s)(?:\d{1,4}|-|none|nil|zero)(?:\s*[,;/|·]\s*|\s*\.?\s*$)){2,})"
)
_TERM = regex(r"([A-Za-z]\w{0,11})\.?(?:\s?[:=]\s?|\s)(\d{1,4}|-|none|nil|zero)")


def _series(message: str, lines: Sequence[Line]) -> list[list[_Pair]]:
    """Lines of "booked on the link → jan: 3, feb: 7, mar: 2": what happened, and how often in each month, shop …"""
    blocks: list[list[_Pair]] = []
    for line in lines:
        match = _SERIES.fullmatch(message, *line)
        if match is not None:
            begin, end = trimmed(message, match.start("label"), match.end("label"))
            terms = [(m.span(1), m.span(2)) for m in _TERM.finditer(message, *match.span("rest"))]
            blocks.append([((begin, begin), (begin, end)), *terms])
    keys = {tuple(message[slice(*key)].lower() for key, _ in block) for block in blocks}
    return blocks if len(blocks) > 1 and len(keys) == 1 else []


def _equated(message: str, lines: Sequence[Line]) -> list[list[_Pair]]:
    """Lines of "id=4 reason=asked who=agent", where two or more follow each other: a record a line."""
    if message.count("=") < 2 * _KEYS and message.count(":") < 2 * _KEYS:
        return []
    found = [
        [((m.start(1), m.end(1)), _unquoted(message, m.start(2), m.end(2))) for m in _EQUATED.finditer(message, *line) if m[2]]
        for line in lines
    ]  # fmt: skip
    blocks = [block for block in found if len(block) > 1]
    keys = [{message[slice(*key)].lower() for key, _ in block} for block in blocks]
    shared = len(blocks) > 1 and all(len(mine & keys[0]) > 1 for mine in keys)
    return blocks if shared and len(keys[0]) == len(blocks[0]) else []


def _unquoted(message: str, start: int, end: int) -> tuple[int, int]:
    return (start + 1, end - 1) if message[start] in "\"'" else (start, end)


_Pair = tuple[tuple[int, int], tuple[int, int]]


def _keyed(message: str, lines: Sequence[Line]) -> list[list[_Pair]]:
    """The blocks of key-value lines that begin with the key that comes first and again."""
    pairs: list[tuple[Line, _Pair]] = []
    for line in lines:
        match = _RECORD.fullmatch(message, *line)
        if match is not None:
            pairs.append((line, (match.span(1), trimmed(message, *match.span(2)))))
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
