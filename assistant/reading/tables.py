"""Tables: a sheet's rows as counted calls.

Numbers beside reasons, reasons across the top, shares of calls, calls a day over days, and one call a row
(with columns of yes and no, of who, of codes).  Where a table's numbers can't be told apart, what it says is
doubtful rather than a sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading import chosen, sheet
from assistant.reading.cells import percent, run_of
from assistant.reading.grid import find_grid, row_span
from assistant.reading.lines import Line, is_transcript
from assistant.reading.observe import Observed
from assistant.reading.pasted import english, says, words_in
from assistant.reading.regex import regex
from assistant.reading.rowcalls import UNREAD, Counted, Span
from assistant.reading.rowwords import RowWords
from assistant.reading.shared import further_call
from assistant.reading.sheet import Sheet
from assistant.reading.unplaced import unplaced


def read_table(observed: Observed, lines: Sequence[Line], events: frozenset[str]) -> list[Counted]:
    """The calls of a pasted table, or nothing when there is none."""
    grid = find_grid(observed.text)
    if grid is None:
        return []
    table = Sheet(observed, grid, english(), events)
    if is_transcript(observed.text, lines) and (table.head is None or grid.mark in ("record", "tally")):
        return []
    if grid.mark == "record" and len(table.body) == 1 and not _tells_of_a_call(table):
        return []
    if grid.mark == "record" and _conversation(table):
        return []
    table, open_choice = chosen.rows_of(table)
    read = _Reader(table).read()
    further = further_call(observed, *grid.span, table.events) if read else None
    if further:
        read = [*read, Counted(*further)]
    lost = bool(read) and unplaced(observed, _rows_of(table), _PARTED.get(grid.mark, ""))
    read = [replace(row, doubt=True, lost=lost) for row in read] if open_choice or lost else read
    return [*read, *_left_out(table, read)] if read else []


_PARTED = {"bar": "|", "tab": "\t"}


def _rows_of(table: Sheet) -> list[Span]:
    """The tokens of all rows, the head among them."""
    return [span for row in table.grid.rows if (span := row_span(row)) != (0, 0)]


def _left_out(table: Sheet, read: Sequence[Counted]) -> list[Counted]:
    """The rows of no call."""
    counted = {row.row or row.span for row in read}
    return [Counted(0, (), span) for row in table.everything if (span := row_span(row)) not in counted]


def _conversation(table: Sheet) -> bool:
    """Whether the "records" are people who ask each other."""
    asked = sum(
        len(words_in(table.raw(cell))) > _ANSWER and table.raw(cell).endswith("?")
        for row in table.body
        for cell in row
    )
    return asked > 0 and len(table.body) > 1


_ANSWER = 2  # words: "Agent: LA?" asks nobody


def _tells_of_a_call(table: Sheet) -> bool:
    """Whether a single record is one of a call and all that is told."""
    columns = range(len(table.body[0]))
    first, last = table.grid.span
    elsewhere = any(
        m.concept in table.events and not first <= m.first < last for m in table.observed.mentions
    )
    heads = [any(table.has(i, name) for i in columns) for name in ("who", "reason")]
    return all(heads) and not elsewhere


_CALLS = regex(r"(?<![\w.$])(\d[\d,]*)\s+(?:\w+\s+)?calls\b", re.IGNORECASE)
_OF_CALLS = regex(r"(?<![\w.$])(\d[\d,]*)\b(?!\s?%)")


class _Reader(RowWords):
    """One sheet's reading."""

    def read(self) -> list[Counted]:
        if self.of(sheet.RUN) and not self.of(sheet.COUNT):
            return self._runs()
        if self.of(sheet.PARTS) and not self.of(sheet.COUNT, sheet.EVENT):
            return self._parts()
        if self.of(sheet.EVENT) and not self._marks():
            return self._across()
        if self.of(sheet.SHARE):
            return self._shares()
        if self.of(sheet.COUNT, sheet.NEUTRAL, sheet.TOTAL, sheet.STRANGE, sheet.MIXED):
            return self._down()
        return self.calls.each()

    # ------------------------------------------------------------ numbers

    def _marks(self) -> bool:
        """Whether ones and noughts under reasons are ticks of one call a row."""
        table = self.sheet
        columns = self.of(sheet.EVENT)
        values = [[table.number(row, i) or 0 for i in columns] for row in table.body]
        if any(value > 1 for row in values for value in row):
            return False
        said = {m.concept for i in columns for m in table.head_said(i)}
        texts = any(table.said(row[i]) for row in table.body for i in self.of(sheet.TEXT))
        sides = bool(said & {"smith", "own", "someone"}) and any(
            not {m.concept for m in table.head_said(i)} & {"smith", "own", "someone"} for i in columns
        )
        named = bool(self.of(sheet.ID)) or any(table.has(i, "caller") for i in self.of(sheet.TEXT))
        return named or texts or (sides and any(sum(row) > 1 for row in values))

    def _across(self) -> list[Counted]:
        """Reasons as heads of columns; the row's own reason, if any, holds for its numbers too."""
        table, found = self.sheet, []
        for row in self.rows(self.of(sheet.EVENT)):
            label = self.label(row)
            for index in self.of(sheet.EVENT):
                value = table.number(row, index)
                if value:
                    times, doubt = self.times(row, index)
                    mentions = (*label, *table.head_said(index))
                    place = self.place(row, index)
                    found.append(Counted(value * times, mentions, place, doubt, row=row_span(row)))
            for index in self.of(sheet.NEUTRAL, sheet.STRANGE):  # a column that isn't understood
                value = table.number(row, index)
                if value and not says(table.title(index), table.words.values["no_human"]):
                    found.append(Counted(value, self.somebody(row), row_span(row), doubt=True))
        return self._running(found)

    def _shares(self) -> list[Counted]:
        """Percentages of a column of calls; what is left had no human."""
        table, found = self.sheet, []
        totals = self.of(sheet.COUNT) or self.of(sheet.TOTAL, sheet.NEUTRAL)
        for row in table.body:
            calls = table.number(row, totals[0]) if totals else None
            if calls is None or self.sums(row):
                continue
            left = Fraction(calls)
            for index in self.of(sheet.SHARE):
                part = Fraction(str(percent(table.raw(row[index])) or 0)) * calls / 100
                left -= part
                doubt = part.denominator != 1
                if part:
                    mentions = (*self.label(row), *table.head_said(index))
                    place = self.place(row, index)
                    found.append(Counted(round(part), mentions, place, doubt, row=row_span(row)))
            if left > 0:
                found.append(Counted(int(left), (), row_span(row)))
        return found

    def _runs(self) -> list[Counted]:
        """Runs of calls ("1-3") beside what they were."""
        found: list[Counted] = []
        index = self.of(sheet.RUN)[0]
        for row in self.sheet.body:
            run, label = run_of(self.sheet.raw(row[index])), self.label(row)
            if run is not None:
                unclear = not label and not self.idle(row)
                told = self.somebody(row) if unclear else label
                found.append(Counted(run[1] - run[0] + 1, told, row_span(row), unclear))
        return found if any(m.rule != UNREAD for row in found for m in row.mentions) else []

    def _parts(self) -> list[Counted]:
        """Reasons down the side, beside each its share of a number of calls told in the head or elsewhere."""
        table, found = self.sheet, []
        index = self.of(sheet.PARTS)[0]
        whole = self._whole_number(table.title(index))
        for row in table.body:
            share, label = percent(table.raw(row[index])), self.label(row)
            if share is None or self.sums(row):
                continue
            part = Fraction(str(share)) * (whole or 0) / 100
            strange = not label and not self.idle(row)
            unclear = not whole or part.denominator != 1 or strange
            label = self.somebody(row) if strange else label
            found.append(Counted(max(round(part), 0 if whole else 1), label, row_span(row), unclear))
        return found if any(m.rule != UNREAD for row in found for m in row.mentions) else []

    def _whole_number(self, title: str) -> int:
        """How many calls the shares are of; 0 where that isn't told, or told in two ways."""
        text, (first, last) = self.sheet.observed.text, self.sheet.grid.span
        start, end = text.tokens[first].start, text.tokens[last - 1].end
        named = _OF_CALLS.findall(title) or _CALLS.findall(text.message[:start] + "\n" + text.message[end:])
        numbers = {int(one.replace(",", "")) for one in named}
        return numbers.pop() if len(numbers) == 1 else 0

    def _down(self) -> list[Counted]:
        """Reasons down the side."""
        table = self.sheet
        columns, doubt = self._counting()
        found: list[Counted] = []
        rest: Counted | None = None
        for row in self.rows(columns):
            label = self.label(row)
            known = []
            for index in columns:
                times, open_ = self.times(row, index)
                doubt = doubt or open_
                known.append((index, (table.number(row, index) or 0) * times))
            known = [(index, value) for index, value in known if value]
            if not label and self.whole(row):
                rest = Counted(sum(value for _, value in known), (), row_span(row))
                continue
            mine = label or self.shared
            unclear = not label and not self.idle(row) and not self.shared
            mine = self.somebody(row) if unclear else mine
            if len(columns) > 1 and self._dated_columns(columns):
                open_ = doubt or unclear
                found += [
                    Counted(v, tuple(mine), self.place(row, i), open_, row=row_span(row)) for i, v in known
                ]
            elif known:
                total = sum(value for _, value in known)
                found.append(
                    Counted(total, tuple(mine), row_span(row), doubt or unclear, rate=self.calls.rate(row))
                )
        if not any(m.rule != UNREAD for row in found for m in row.mentions) and not self.shared:
            return []
        found = self._running(found)
        told = sum(row.count for row in found)
        if rest is not None and rest.count > told:
            found.append(replace(rest, count=rest.count - told))
        return found

    def _counting(self) -> tuple[list[int], bool]:
        """The columns whose numbers are calls, and whether that is in doubt."""
        columns = self.of(sheet.COUNT)
        if columns:
            return columns[:1] if len(columns) > 1 and self.sheet.head is not None else columns, False
        if self.of(sheet.MIXED):
            return self.of(sheet.MIXED)[:1], True
        columns = self.of(sheet.NEUTRAL) or self.of(sheet.TOTAL)
        if columns:
            return columns, False
        strange = self.of(sheet.STRANGE)
        return strange, bool(strange) and (len(strange) > 1 or self.sheet.head is None)

    def _dated_columns(self, columns: Sequence[int]) -> bool:
        return self.sheet.head is not None

    def _running(self, found: list[Counted]) -> list[Counted]:
        """Running totals: of each kind only the last counts."""
        first, last = self.sheet.grid.span
        message = self.sheet.observed.text
        tokens = message.tokens
        around = message.message[: tokens[first].start] + " " + message.message[tokens[last - 1].end :]
        if not says(around, self.sheet.words.around["running"]):
            return found
        latest = {tuple(m.rule for m in row.mentions): row for row in found}
        alike = len(latest) == 1 and all(a.count <= b.count for a, b in pairwise(found))
        return [found[-1]] if alike else [replace(row, doubt=True) for row in found]
