"""What the rows of a table are of: the words beside their numbers, sums of other rows, days and spans."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading import sheet
from assistant.reading.grid import row_span
from assistant.reading.observe import YES, Mention
from assistant.reading.pasted import says, words_in
from assistant.reading.rowcalls import UNREAD, Row, RowCalls, Span
from assistant.reading.shared import said_of_all
from assistant.reading.sheet import Sheet
from assistant.reading.strokes import each_stands_for, strokes
from assistant.reading.units import WHO


class RowWords:
    """A sheet's rows by their words."""

    def __init__(self, table: Sheet) -> None:
        self.sheet = table
        self.calls = RowCalls(table)
        self.of = self.calls.of
        outside = said_of_all(table.observed, *table.grid.span)
        self.shared = tuple(m for m in outside if m.concept in table.events)

    def rows(self, columns: Sequence[int]) -> list[Row]:
        """The rows without sums of others."""
        rows = [row for row in self.sheet.body if not self.sums(row)]
        table = self.sheet
        if len(rows) < 3:
            return rows
        values = [[table.number(row, i) or 0 for i in columns] for row in rows]
        last = values[-1]
        summed = [sum(column) for column in zip(*values[:-1], strict=True)]
        unnamed = not self.label(rows[-1]) and not words_in(table.raw(rows[-1][0]))
        return rows[:-1] if unnamed and last == summed else rows

    def sums(self, row: Row) -> bool:
        """Whether a row is the sum of others."""
        words = words_in(self.sheet.raw(row[0]))
        return bool(set(words) & self.sheet.words.columns["total"]) and (
            len(words) <= 3 and not self.sheet.said(row[0]) and not self.whole(row)
        )

    def whole(self, row: Row) -> bool:
        """Whether a row tells how many calls there were in all ("calls: 10", "Total calls this month: 10")."""
        words = set(words_in(self.sheet.raw(row[0])))
        if self.sheet.grid.mark != "tally" or "calls" not in words or self.sheet.said(row[0]):
            return False
        return len(words) <= 2 or bool(words & self.sheet.words.columns["total"])

    def idle(self, row: Row) -> bool:
        """Whether a row's words tell of calls without a human, or name only a day, place …"""
        table = self.sheet
        texts = [table.raw(row[i]) for i in self.of(sheet.TEXT)] or [table.raw(row[0])]
        texts = [value for value in texts if value] or texts  # "AI,,31": no reason
        return all(says(value, table.words.values["no_human"]) or table._calendar(value) for value in texts)

    def label(self, row: Row) -> tuple[Mention, ...]:
        """What a row's words say."""
        told = [m for index in self.of(sheet.TEXT) for m in self.sheet.said(row[index])]
        if self.of(sheet.COUNT) and self.of(sheet.FLAG):
            told += [m for index in self.of(sheet.FLAG) for m in self.sheet.said(row[index])]
            told += self.calls.ticks(row)
        if not any(m.concept in WHO for m in told):
            told += [
                m
                for index in self.of(sheet.TEXT)
                for m in self.calls.short(row[index], index)
                if m.concept in ("own", "alone", "no_human")
            ]
        return tuple(told)

    def place(self, row: Row, index: int) -> Span:
        """Where a number's date is looked for: its row, unless the head of its column names the day."""
        table = self.sheet
        if table.head is not None and table._calendar(table.title(index)):
            return table.head[index].first, table.head[index].last
        return row_span(row)

    def times(self, row: Row, index: int) -> tuple[int, bool]:
        """By how many days, weeks … a row's number is to be taken; whether that isn't told."""
        table = self.sheet
        if index in table.tallied or strokes(table.raw(row[index])) is not None:
            return each_stands_for(table.observed.text.message), False
        daily = any(word in table.title(index).lower() for word in table.words.columns["per_span"])
        if not daily:
            return 1, False
        spans = [table.number(row, i) for i in self.of(sheet.SPANS)]
        known = [value for value in spans if value is not None]
        return (known[0], False) if len(known) == 1 else (1, True)

    def somebody(self, row: Row) -> tuple[Mention, ...]:
        """What a row that isn't understood may be of."""
        first, last = row_span(row)
        return (Mention("someone", YES, first, max(last, first + 1), UNREAD),)
