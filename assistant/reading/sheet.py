"""A grid's columns told apart by their heads and values: calls, reasons, flags, shares, days, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.reading import cells
from assistant.reading.amountwords import english as amounts
from assistant.reading.cells import counts_up, number
from assistant.reading.grid import Cell
from assistant.reading.observe import YES, Mention
from assistant.reading.pasted import words_in
from assistant.reading.regex import regex
from assistant.reading.sheetcells import SheetCells
from assistant.reading.strokes import strokes, tallies
from assistant.reading.units import WHY

ID, COUNT, EVENT, SHARE, SPANS, FLAG, TEXT = "id", "count", "event", "share", "spans", "flag", "text"
NEUTRAL, RATE, OTHER, TOTAL, STRANGE = "neutral", "rate", "other", "total", "strange"
RUN, PARTS, MIXED = "run", "parts", "mixed"  # "4-6", shares beside reasons, numbers and other things

_HEAD_WORDS, _LONG_HEAD = 9, 16  # words
_FIGURED = regex(r"^\W*\d|\b(?:call|row|line|ticket)\s*#?\d|\d[:/.-]\d")


@dataclass(frozen=True)
class Sheet(SheetCells):
    """A grid with what is observed in it."""

    kept: tuple[bool, ...] = ()  # which rows are asked about; () for all
    dropped: frozenset[int] = frozenset()  # columns that aren't asked about

    @cached_property
    def head(self) -> tuple[Cell, ...] | None:
        """The row that names the columns; None where there is none."""
        first = self.grid.rows[0]
        if self.grid.mark in ("record", "json"):
            return first
        return first if len(self.grid.rows) > 1 and self.grid.mark != "tally" and self._names(first) else None

    def _names(self, first: Sequence[Cell]) -> bool:
        """Whether the first row's cells are heads: words that name columns, above cells of another kind."""
        values = [self.raw(cell) for cell in first]
        long = _LONG_HEAD if self._figured else _HEAD_WORDS
        if any(_FIGURED.search(value) or len(words_in(value)) > long for value in values):
            return False
        if self._goes_on(first):
            return False
        known = frozenset().union(*self.words.columns.values())
        heads = [value for value in values if value]
        named = sum(bool(known.intersection(words_in(value))) for value in heads)
        if named and named * 2 >= len(heads) and len(words_in(values[0])) <= 3:
            return True
        columns = range(len(first))
        ticked = [
            i
            for i in columns
            if values[i] and all(self.flag(self.raw(row[i])) is not None for row in self.grid.rows[1:])
        ]
        if len(ticked) > 1 and all(self.flag(values[i]) is None for i in ticked):
            return True
        figures = [
            i for i in columns if all(number(self.raw(row[i])) is not None for row in self.grid.rows[1:])
        ]
        if any(tallies([self.raw(row[i]) for row in self.grid.rows]) for i in figures):
            return False  # a single stroke above others
        return bool(figures) and all(number(values[i]) is None for i in figures)

    @cached_property
    def _figured(self) -> bool:
        """Whether nothing but numbers stands below all heads but the first."""
        rows = self.grid.rows[1:]
        return bool(rows) and all(number(self.raw(cell)) is not None for row in rows for cell in row[1:])

    def _goes_on(self, first: Sequence[Cell]) -> bool:
        """Whether rows below say again what the first row says, or are of days where it is of one."""
        below = self.grid.rows[1:]
        repeated = any(
            len(words_in(self.raw(cell))) > 1
            and any(self.raw(row[index]).lower() == self.raw(cell).lower() for row in below)
            for index, cell in enumerate(first)
        )
        headed = self._figured and number(self.raw(first[-1])) is None
        return repeated or (not headed and all(self._calendar(self.raw(row[0])) for row in (first, *below)))

    @cached_property
    def everything(self) -> tuple[tuple[Cell, ...], ...]:
        """All rows below the head."""
        return self.grid.rows[1:] if self.head is not None else self.grid.rows

    @cached_property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are asked about."""
        if not self.kept:
            return self.everything
        return tuple(row for row, keep in zip(self.everything, self.kept, strict=True) if keep)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        columns = range(len(self.grid.rows[0]))
        return tuple(OTHER if index in self.dropped else self._role(index) for index in columns)

    def title(self, index: int) -> str:
        """The words of a column's head."""
        return self.raw(self.head[index]) if self.head is not None else ""

    def head_said(self, index: int) -> tuple[Mention, ...]:
        if self.head is None:
            return ()
        told = self.said(self.head[index])
        if not told and not {"la", "las"}.isdisjoint(words_in(self.title(index))):  # "la_joined"
            told = (Mention("smith", YES, self.head[index].first, self.head[index].last, "head"),)
        if not any(m.concept == "smith" for m in told) or any(m.concept in WHY for m in told):
            return told
        words = words_in(self.title(index))
        runs = (" ".join(words[i : i + size]) for size in (3, 2, 1) for i in range(len(words)))
        reason = next((self.words.reasons[run] for run in runs if run in self.words.reasons), None)
        cell = self.head[index]
        return (
            (*told, Mention(reason, YES, cell.first, cell.last, "beside who took part")) if reason else told
        )

    def has(self, index: int, *lists: str) -> bool:
        """Whether a column's head has a word of these lists."""
        heads = set(words_in(self.title(index)))
        return any(heads & self.words.columns[name] for name in lists)

    def number(self, row: Sequence[Cell], index: int) -> int | None:
        """The whole number in a column of a row; in a column of tallies, of as many signs as it has."""
        value = self.raw(row[index])
        return (strokes(value, lone=True) or 0) if index in self.tallied else number(value)

    @cached_property
    def tallied(self) -> frozenset[int]:
        """The columns of nothing but tallies of signs."""
        values = [[self.raw(row[i]) for row in self.everything] for i in range(len(self.grid.rows[0]))]
        return frozenset(index for index, column in enumerate(values) if tallies(column))

    def _role(self, index: int) -> str:
        values = [self.raw(row[index]) for row in self.everything]
        filled = [value for value in values if value.lower() not in self.words.values["no"] or value == "0"]
        if not filled:
            return OTHER
        if self._coded(index):
            return TEXT
        if index in self.tallied:
            return EVENT if self.head_said(index) else COUNT
        telling = any(m.polarity == YES for m in self.head_said(index))
        if all(cells.PERCENT.fullmatch(value) for value in filled):
            return SHARE if telling else PARTS
        if telling and self.has(index, "share") and all(cells.PART.fullmatch(value) for value in filled):
            return SHARE
        if self._flags(values, filled):
            return FLAG if telling or self.has(index, "who") else OTHER
        if all(cells.FIGURE.fullmatch(value) for value in filled) and self.has(index, "other"):
            return OTHER
        if all(number(value) is not None for value in filled):
            return self._figures(index, [number(value) or 0 for value in filled], telling)
        if self._runs(index, filled):
            return RUN
        if all(cells.MONEY.fullmatch(value) for value in filled):
            return RATE if self.has(index, "rate") else OTHER
        if all(any(p.fullmatch(value) for p in cells.PLAIN) for value in filled):
            return OTHER
        figures = sum(number(value) is not None for value in filled)
        mixed = index > 0 and self.has(index, "count") and len(filled) > 1 and figures * 2 >= len(filled)
        return MIXED if mixed else TEXT

    def _coded(self, index: int) -> bool:
        """Whether a column's numbers are codes that a legend explains."""
        cells = [row[index] for row in self.everything if self.raw(row[index]).isdigit()]
        return any(m.rule.startswith("legend:") for cell in cells for m in self.said(cell))

    def _runs(self, index: int, filled: Sequence[str]) -> bool:
        """Whether a column tells of runs of calls: "1-3", "4", "5-9"."""
        if any(word in amounts().months for value in filled for word in words_in(value)):
            return False  # "Dec 1-7"
        runs = [cells.run_of(value) for value in filled]
        known = [run for run in runs if run is not None]
        if len(known) < len(runs) or len(runs) < 2 or all(first == last for first, last in known):
            return False
        following = all(b[0] == a[1] + 1 for a, b in pairwise(known))
        rising = all(b[0] > a[1] for a, b in pairwise(known))
        return following or (rising and self.has(index, "id", "call_id", "count"))

    def _flags(self, values: Sequence[str], filled: Sequence[str]) -> bool:
        """Whether a column says yes or no in each row."""
        if all(value.isdigit() for value in filled):
            return False
        known = self.words.values["yes"] | self.words.values["no"]
        return all(self.flag(value) is not None or value.lower() in known for value in values)

    def flag(self, value: str) -> bool | None:
        """What a yes-or-no cell says; None when it is no such cell."""
        plain = re.split(r"\s*(?:\([^)]*\)\s*$|, | - | – )", value.strip())[0].lower()
        if plain in self.words.values["yes"]:
            return True
        return False if plain in self.words.values["no"] else None

    def _figures(self, index: int, values: Sequence[int], telling: bool) -> str:
        """The role of a column of whole numbers."""
        title = self.title(index)
        if self.head is None:
            return self._bare(index, values)
        if self.has(index, "spans") and not telling:
            return SPANS
        if self.has(index, "other") and not self.has(index, "count"):
            return OTHER
        if self.has(index, "total") and not (telling and not self.has(index, "count")):
            return TOTAL
        if telling:
            return SHARE if "%" in title or "percent" in title.lower() else EVENT
        if self._labels(index, values):
            return ID
        if self.has(index, "count"):
            return COUNT
        if self.has(index, "money", "other"):
            return OTHER
        return NEUTRAL if self._calendar(title) or not title or title[:1].isupper() else STRANGE

    def _bare(self, index: int, values: Sequence[int]) -> str:
        """The role of numbers without a head: names of rows, or calls."""
        rising = len(values) > 2 and all(b > a for a, b in pairwise(values))
        if index == 0 and counts_up(values) and (len(values) > 2 or values[0] in (0, 1)):
            return ID
        return STRANGE if len(self.grid.rows[0]) > 2 or (index == 0 and rising) else COUNT

    def _labels(self, index: int, values: Sequence[int]) -> bool:
        """Whether a column's numbers are names of rows ("call 201"), not counts."""
        title = words_in(self.title(index))
        named = bool(set(title) & self.words.columns["id"]) or title[-1:] == ["call"] or title[:1] == ["call"]
        distinct = len(set(values)) == len(values) > 1
        if {"of", "calls"} <= set(title):
            return False  # "# of calls"
        ordered = all(a <= b for a, b in pairwise(values)) and len(set(values)) > 1
        if named and ordered and counts_up(sorted(set(values))):
            return True  # "101", "101", "102": names that come again
        return (named and (distinct or len(values) == 1)) or (
            index == 0 and counts_up(values) and not set(title) & {"calls", "qty"}
        )

    def _calendar(self, title: str) -> bool:
        known = amounts().months.keys() | amounts().weekdays.keys()
        return any(word in known or word.rstrip("s") in known or word.isdigit() for word in words_in(title))
