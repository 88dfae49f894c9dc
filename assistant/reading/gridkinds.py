"""How lines divide into cells, and which rows of cells are a table: bars, tabs, CSV, gaps, tallies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.reading.regex import regex
from assistant.reading.strokes import RUN, strokes, tallies

Line = tuple[int, int]
Row = list[tuple[int, int]]

_BARS = regex(r"\s*\|\s*")
_GAPS = regex(r"\t+ *| {2,}")
_SLASHES = regex(r"\s+/\s+")
_TALLY = regex(
    r"(?P<label>(?:[^\d\s|]|\d{1,2}(?:[:.]\d\d)?\s?(?:h|hrs?|am|pm|a\.m\.|p\.m\.|o'clock|uhr)\b)[^|\t]{0,90}?)\s*(?:[:=][*_]{0,2}|\.{2,}|…+|->|→|–|—|-|\s[x×]|\s)\s*(?P<value>[x×]?\s?\d{1,5}|(?<=\s)~{0,2}"
    + RUN
    + r"[/\\]?~{0,2}|(?<=[\s:=])[#|■●█▮✓✔✅x*+I])(?:\s?[x×]|\s+calls?)?\s*$"
)
_LED_BY_SIGNS = regex(
    r"(?P<value>(?P<sign>[|✓✔✅●■█▮])(?: ?(?P=sign)){0,59}) +(?P<label>[^\W\d_][^|\t]{0,90})"
)
HEADING = 5  # words


def trimmed(message: str, start: int, end: int) -> tuple[int, int]:
    piece = message[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return left, max(left, start + len(piece.rstrip()))


def _pieces(message: str, line: Line, parts: re.Pattern[str]) -> Row:
    cells, start = [], line[0]
    for match in parts.finditer(message, *line):
        cells.append((start, match.start()))
        start = match.end()
    cells.append((start, line[1]))
    return [trimmed(message, *cell) for cell in cells]


def _struck(message: str, line: Line) -> bool:
    """ "AI only  ||||", "||| AI only": bars that are strokes, a single one where others are."""
    match = _STROKES.fullmatch(message, *line)
    if match is None:
        return False
    signs = (match["behind"] or match["before"]).strip()
    return "||" in signs or (signs == "|" and _SEVERAL.search(message) is not None)


_STROKES = regex(
    r"[^|\n]*[^\W\d_][^|\n]*\s(?P<behind>\|(?: ?[|/\\])*)\s*|\s*(?P<before>\|(?: ?[|/\\])*) +[^|\n]*[^|\s]\s*"
)
_SEVERAL = regex(r"(?m)[^|\s][ \t]+\|\|+[ \t]*$|^[ \t]*\|\|+ +[^|\n]+$")


def _bars(message: str, line: Line) -> Row:
    if _struck(message, line):
        return []
    cells = _pieces(message, line, _BARS)
    if len(cells) > 2 and message[line[0] : line[1]].lstrip().startswith("|"):
        cells = cells[1:]
        if message[line[0] : line[1]].rstrip().endswith("|") and len(cells) > 1:
            cells = cells[:-1]
    return cells


def _tabs(message: str, line: Line) -> Row:
    return _pieces(message, line, re.compile("\t"))


def _semicolons(message: str, line: Line) -> Row:
    return _pieces(message, line, re.compile(";"))


def _slashes(message: str, line: Line) -> Row:
    return _pieces(message, line, _SLASHES)


def _keyed(message: str, line: Line) -> Row:
    """ "Dover: 5 / 2": a name and what stands under two heads or more."""
    colon = message.find(":", *line)
    if colon < 0 or " / " not in message[colon : line[1]]:
        return []
    return [trimmed(message, line[0], colon), *_pieces(message, (colon + 1, line[1]), _SLASHES)]


def _headed(message: str, rows: Sequence[Row]) -> bool:
    """Whether nothing but numbers stands under heads: "Branch: asked / transferred", "Dover: 5 / 2"."""
    figures = all(_digits(message, cell) for row in rows[1:] for cell in row[1:])
    return len(rows) > 2 and figures and not any(_digits(message, cell) for cell in rows[0])


def _commas(message: str, line: Line) -> Row:
    cells, start, quoted = [], line[0], False
    for place in range(*line):
        if message[place] == '"':
            quoted = not quoted
        elif message[place] == "," and not quoted:
            cells.append(trimmed(message, start, place))
            start = place + 1
    cells.append(trimmed(message, start, line[1]))
    spaced = sum(message[cell[0] - 1] == " " for cell in cells[1:])
    return cells if spaced * 2 <= len(cells) - 1 else []  # a sentence has its commas before spaces


def _gaps(message: str, line: Line) -> Row:
    start, end = trimmed(message, *line)
    return _pieces(message, (start, end), _GAPS)


def _words(message: str, line: Line) -> Row:
    return _pieces(message, trimmed(message, *line), re.compile(r"\s+"))


def _numbered(message: str, rows: Sequence[Row]) -> bool:
    """Whether words apart are columns: calls numbered across, or a name and numbers in each row."""
    if len(rows) < 2 or len(rows[0]) < 3:
        return False
    return lies(message, rows) or all(all(_digits(message, cell) for cell in row[1:]) for row in rows[1:])


def _tally(message: str, line: Line) -> Row:
    match = _TALLY.match(message, *trimmed(message, *line))
    if match is None:
        led = _LED_BY_SIGNS.fullmatch(message, *trimmed(message, *line))
        return [led.span("label"), led.span("value")] if led else []
    label = message[match.start("label") : match.end("label")]
    between = message[match.end("label") : match.start("value")]
    signs = not match["value"][-1].isdigit()
    if not between.strip() and len(label.split()) > HEADING and not signs:
        return []  # a sentence that ends with a number
    words = label.lower().replace("’", "'").split()
    if not between.strip() and not signs and (words[0] in _ASKING or words[-1] in _BEFORE_ALL):
        return []  # "what's the extra on those 11"
    if label[-1:].isdigit() and between in ("-", ":"):
        return []  # "9-5", "14:10"
    if label[-1:] in ",/" or (label[-1:].isdigit() and not between.strip()):
        return []  # "Feb 3, 2026"
    value = message[match.start("value") : match.end("value")]
    skipped = len(value) - len(value.lstrip("x× "))
    return [match.span("label"), (match.start("value") + skipped, match.end("value"))]


_ASKING = frozenset(
    "what what's whats how which so is are do does can could please pls tell kindly give need".split()
)
_BEFORE_ALL = frozenset("those these all the for of on in at to from than only".split())


# ---------------------------------------------------------------- what is a table


def lies(message: str, rows: Sequence[Row]) -> bool:
    """Whether a grid lies on its side: its first row numbers the calls ("call | 1 | 2 | 3")."""
    numbers = [message[slice(*cell)].strip("#. ") for cell in rows[0][1:]]
    if len(numbers) < 3 or numbers not in (_NUMBERS[: len(numbers)], _LETTERS[: len(numbers)]):
        return False
    return not any(_digits(message, cell) for row in rows[1:] for cell in row)


_NUMBERS = [str(number) for number in range(1, 100)]
_LETTERS = list("ABCDEFGHJKLMNOP")


def _digits(message: str, cell: tuple[int, int]) -> bool:
    written = message[cell[0] : cell[1]]
    return written.replace(",", "").strip("%").isdigit() or strokes(written) is not None


def _numeric(message: str, rows: Sequence[Row]) -> bool:
    """Whether all rows but one have a number of their own."""
    return sum(any(_digits(message, cell) for cell in row) for row in rows) >= len(rows) - 1


def _always(message: str, rows: Sequence[Row]) -> bool:
    return True


def _tight(message: str, rows: Sequence[Row]) -> bool:
    """Whether commas part values ("a,b,c"), not words of a sentence ("a, b")."""
    gaps = [message[b[0] - 1 : b[0]] == " " for row in rows for _, b in pairwise(row)]
    if sum(gaps) * 5 > len(gaps):
        return False
    return _numeric(message, rows) or (len(rows) >= 3 and len(rows[0]) >= 3)


def _several(message: str, rows: Sequence[Row]) -> bool:
    return _numeric(message, rows) or (len(rows) >= 3 and len(rows[0]) >= 3)


def _counted(message: str, rows: Sequence[Row]) -> bool:
    """Whether rows end with numbers, or with tallies: single ticks may be flags."""
    values = [message[slice(*row[-1])] for row in rows]
    signs = [value for value in values if strokes(value, lone=True) is not None]
    return tallies(values) if signs else _several(message, rows)


def _wide(message: str, rows: Sequence[Row]) -> bool:
    return len(rows) >= 3 and (len(rows[0]) >= 3 or _numeric(message, rows))


def _slashed(message: str, rows: Sequence[Row]) -> bool:
    return len(rows) >= 3 and len(rows[0]) >= 3


def _semi(message: str, rows: Sequence[Row]) -> bool:
    spaced = sum(message[b[0] - 1 : b[0]] == " " for row in rows for _, b in pairwise(row))
    return _several(message, rows) and spaced * 2 <= sum(len(row) - 1 for row in rows)


LOOK = {"bar": "|", "tab": "\t", "semicolon": ";", "comma": ",", "slash": "/", "keyed": " / ", "gap": "  "}
KINDS: tuple[
    tuple[str, Callable[[str, Line], Row], Callable[[str, Sequence[Row]], bool]], ...
] = (
    ("bar", _bars, _always),
    ("tab", _tabs, _always),
    ("semicolon", _semicolons, _semi),
    ("comma", _commas, _tight),
    ("slash", _slashes, _slashed),
    ("keyed", _keyed, _headed),
    ("gap", _gaps, _wide),
    ("record", _bars, _always),
    ("json", _bars, _always),
    ("tally", _tally, _counted),
    ("word", _words, _numbered),
)  # fmt: skip
