"""Tables: a sheet's rows as counted calls.

Numbers beside reasons, reasons across the top, shares of calls, calls a day over days, and one call a row
(with columns of yes and no, of who, of codes).  Where a table's numbers can't be told apart, what it says is
doubtful rather than a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading import chosen, sheet
from assistant.reading.grid import find_grid, row_span
from assistant.reading.lines import Line, is_transcript
from assistant.reading.observe import Mention, Observed
from assistant.reading.pasted import english, says, words_in
from assistant.reading.rowcalls import Counted, Row, RowCalls, Span
from assistant.reading.shared import said_of_all
from assistant.reading.sheet import Sheet
from assistant.reading.units import TELLING, WHO


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
    further = _told_besides(table) if read else None
    if further:
        read = [*read, further]
    read = [replace(row, doubt=True) for row in read] if open_choice else read
    return [*read, *_left_out(table, read)] if read else []


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


def _told_besides(table: Sheet) -> Counted | None:
    """A further call told of beside the table ("plus one more, …")."""
    first, last = table.grid.span
    observed = table.observed
    for start, end in observed.sentences:
        mine = [m for m in observed.mentions if start <= m.first < end and not m.asked]
        mine = [m for m in mine if m.concept in table.events and not first <= m.first < last]
        told = any(m.concept in TELLING for m in mine)
        if told and says(observed.text.words(start, end), table.words.around["further"]):
            return Counted(1, tuple(mine), (start, end))
    return None


def _tells_of_a_call(table: Sheet) -> bool:
    """Whether a single record is one of a call and all that is told."""
    columns = range(len(table.body[0]))
    first, last = table.grid.span
    elsewhere = any(
        m.concept in table.events and not first <= m.first < last for m in table.observed.mentions
    )
    heads = [any(table.has(i, name) for i in columns) for name in ("who", "reason")]
    return all(heads) and not elsewhere


class _Reader:
    """One sheet's reading."""

    def __init__(self, table: Sheet) -> None:
        self.sheet = table
        self.rows = RowCalls(table)
        self.of = self.rows.of
        outside = said_of_all(table.observed, *table.grid.span)
        self.shared = tuple(m for m in outside if m.concept in table.events)

    def read(self) -> list[Counted]:
        if self.of(sheet.EVENT) and not self._marks():
            return self._across()
        if self.of(sheet.SHARE):
            return self._shares()
        if self.of(sheet.COUNT, sheet.NEUTRAL, sheet.TOTAL, sheet.STRANGE):
            return self._down()
        return self.rows.each()

    # ------------------------------------------------------------ numbers

    def _marks(self) -> bool:
        """Whether ones and noughts under reasons are ticks of one call a row."""
        table = self.sheet
        columns = self.of(sheet.EVENT)
        values = [[sheet.number(table.raw(row[i])) or 0 for i in columns] for row in table.body]
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
        for row in self._rows(self.of(sheet.EVENT)):
            label = self._label(row)
            for index in self.of(sheet.EVENT):
                value = sheet.number(table.raw(row[index]))
                if value:
                    times, doubt = self._times(row, index)
                    mentions = (*label, *table.head_said(index))
                    place = self._place(row, index)
                    found.append(Counted(value * times, mentions, place, doubt, row=row_span(row)))
            for index in self.of(sheet.NEUTRAL, sheet.STRANGE):  # a column that isn't understood
                value = sheet.number(table.raw(row[index]))
                if value and not says(table.title(index), table.words.values["no_human"]):
                    found.append(Counted(value, (), row_span(row), doubt=True))
        return self._running(found)

    def _times(self, row: Row, index: int) -> tuple[int, bool]:
        """By how many days, weeks … a row's number is to be taken; whether that isn't told."""
        table = self.sheet
        daily = any(word in table.title(index).lower() for word in table.words.columns["per_span"])
        if not daily:
            return 1, False
        spans = [sheet.number(table.raw(row[i])) for i in self.of(sheet.SPANS)]
        known = [value for value in spans if value is not None]
        return (known[0], False) if len(known) == 1 else (1, True)

    def _shares(self) -> list[Counted]:
        """Percentages of a column of calls; what is left had no human."""
        table, found = self.sheet, []
        totals = self.of(sheet.COUNT) or self.of(sheet.TOTAL, sheet.NEUTRAL)
        for row in table.body:
            calls = sheet.number(table.raw(row[totals[0]])) if totals else None
            if calls is None or self._sums(row):
                continue
            left = Fraction(calls)
            for index in self.of(sheet.SHARE):
                part = Fraction(str(sheet.percent(table.raw(row[index])) or 0)) * calls / 100
                left -= part
                doubt = part.denominator != 1
                if part:
                    mentions = (*self._label(row), *table.head_said(index))
                    place = self._place(row, index)
                    found.append(Counted(round(part), mentions, place, doubt, row=row_span(row)))
            if left > 0:
                found.append(Counted(int(left), (), row_span(row)))
        return found

    def _down(self) -> list[Counted]:
        """Reasons down the side."""
        table = self.sheet
        columns, doubt = self._counting()
        found: list[Counted] = []
        rest: Counted | None = None
        for row in self._rows(columns):
            label = self._label(row)
            known = []
            for index in columns:
                times, open_ = self._times(row, index)
                doubt = doubt or open_
                known.append((index, (sheet.number(table.raw(row[index])) or 0) * times))
            known = [(index, value) for index, value in known if value]
            if not label and self._whole(row):
                rest = Counted(sum(value for _, value in known), (), row_span(row))
                continue
            mine = label or self.shared
            unclear = not label and not self._idle(row) and not self.shared
            if len(columns) > 1 and self._dated_columns(columns):
                open_ = doubt or unclear
                found += [
                    Counted(v, tuple(mine), self._place(row, i), open_, row=row_span(row)) for i, v in known
                ]
            elif known:
                total = sum(value for _, value in known)
                found.append(
                    Counted(total, tuple(mine), row_span(row), doubt or unclear, self.rows.rate(row))
                )
        if not any(row.mentions for row in found) and not self.shared:
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
        columns = self.of(sheet.NEUTRAL) or self.of(sheet.TOTAL)
        if columns:
            return columns, False
        strange = self.of(sheet.STRANGE)
        return strange, bool(strange) and (len(strange) > 1 or self.sheet.head is None)

    def _dated_columns(self, columns: Sequence[int]) -> bool:
        return self.sheet.head is not None

    def _rows(self, columns: Sequence[int]) -> list[Row]:
        """The rows without sums of others."""
        rows = [row for row in self.sheet.body if not self._sums(row)]
        table = self.sheet
        if len(rows) < 3:
            return rows
        values = [[sheet.number(table.raw(row[i])) or 0 for i in columns] for row in rows]
        last = values[-1]
        summed = [sum(column) for column in zip(*values[:-1], strict=True)]
        unnamed = not self._label(rows[-1]) and not words_in(table.raw(rows[-1][0]))
        return rows[:-1] if unnamed and last == summed else rows

    def _sums(self, row: Row) -> bool:
        """Whether a row is the sum of others."""
        words = words_in(self.sheet.raw(row[0]))
        return bool(set(words) & self.sheet.words.columns["total"]) and (
            len(words) <= 3 and not self.sheet.said(row[0]) and not self._whole(row)
        )

    def _whole(self, row: Row) -> bool:
        """Whether a row tells how many calls there were in all ("calls: 10", "Total calls this month: 10")."""
        words = set(words_in(self.sheet.raw(row[0])))
        if self.sheet.grid.mark != "tally" or "calls" not in words or self.sheet.said(row[0]):
            return False
        return len(words) <= 2 or bool(words & self.sheet.words.columns["total"])

    def _idle(self, row: Row) -> bool:
        """Whether a row's words tell of calls without a human, or name only a day, place …"""
        table = self.sheet
        texts = [table.raw(row[i]) for i in self.of(sheet.TEXT)] or [table.raw(row[0])]
        return all(says(value, table.words.values["no_human"]) or table._calendar(value) for value in texts)

    def _label(self, row: Row) -> tuple[Mention, ...]:
        """What a row's words say."""
        told = [m for index in self.of(sheet.TEXT) for m in self.sheet.said(row[index])]
        if not any(m.concept in WHO for m in told):
            told += [
                m
                for index in self.of(sheet.TEXT)
                for m in self.rows.short(row[index], index)
                if m.concept == "own"
            ]
        return tuple(told)

    def _place(self, row: Row, index: int) -> Span:
        """Where a number's date is looked for: its row, unless the head of its column names the day."""
        table = self.sheet
        if table.head is not None and table._calendar(table.title(index)):
            return table.head[index].first, table.head[index].last
        return row_span(row)

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
