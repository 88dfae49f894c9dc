"""Tables of one call a row: columns of yes and no, of who, of codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from assistant.reading import sheet
from assistant.reading.grid import Cell, row_span
from assistant.reading.observe import NO, YES, Mention
from assistant.reading.pasted import says
from assistant.reading.remarks import of_some
from assistant.reading.shared import said_of_all
from assistant.reading.sheet import Sheet
from assistant.reading.units import WHO, WHY

Span = tuple[int, int]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """`count` calls of which `mentions` are said; `span` is where their date and rate are looked for.
    `doubt`: how many, or what they were, can't be told."""

    count: int
    mentions: tuple[Mention, ...]
    span: Span
    doubt: bool = False
    lost: bool = False  # … as there may be calls that no row shows
    rate: Decimal | None = None  # the base rate of its row
    row: Span | None = None  # its row's own words, where its date stands elsewhere


_FEW = 3  # rows
UNREAD = "a cell that isn't understood"


def _without_denied(told: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without the denials of what another cell of the row says."""
    said = {m.concept for m in told if m.polarity == YES}
    return tuple(m for m in told if m.polarity != NO or m.concept not in said)


def _beside_each_other(names: Sequence[str]) -> bool:
    """Whether names that come again do so in rows beside each other."""
    blocks = 1 + sum(a != b for a, b in pairwise(names))
    return blocks == len(set(names))


class RowCalls:
    """A sheet's rows as calls."""

    def __init__(self, table: Sheet) -> None:
        self.sheet = table
        self._columns: dict[str, list[int]] = {}
        self._known_sides: dict[int, bool] = {}
        for index, role in enumerate(table.roles):
            self._columns.setdefault(role, []).append(index)

    def of(self, *roles: str) -> list[int]:
        """The columns of these roles."""
        return sorted(index for role in roles for index in self._columns.get(role, ()))

    def each(self) -> list[Counted]:
        """Rows that are one call each."""
        table = self.sheet
        told = [self._sided_by_all(_without_denied(tuple(self._told(row)))) for row in table.body]
        telling = sum(any(m.concept in table.events and m.rule != UNREAD for m in row) for row in told)
        headed = table.head is not None
        if telling < (1 if headed else 2) or (not headed and telling < len(told) - 2):
            return []
        if table.grid.mark == "tally" or (table.grid.mark == "gap" and not headed):
            return []
        if not any(m.concept in table.events and m.concept != "new" for row in told for m in row):
            return []
        if self._steps():
            mentions = tuple(m for row in told for m in row)
            return [Counted(1, mentions, table.grid.span)]
        rows = [
            Counted(1, row, span, rate=self.rate(cells))
            for row, cells, span in zip(told, table.body, self._dates(), strict=True)
        ]
        return self._merged(rows)

    def _sided_by_all(self, told: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """What a row tells, with who took part where only the words around the table say it of all rows."""
        if not any(m.concept in WHY and m.polarity == YES for m in told) or any(
            m.concept in WHO for m in told
        ):
            return told
        return (*told, *self._side_of_all)

    @cached_property
    def _side_of_all(self) -> tuple[Mention, ...]:
        outside = said_of_all(self.sheet.observed, *self.sheet.grid.span)
        sides = [m for m in outside if m.concept in ("smith", "own") and m.polarity == YES]
        return tuple(sides[:1]) if len({m.concept for m in sides}) == 1 else ()

    def _ids(self) -> list[str]:
        """The calls' names, a row each, where some come again: "7A", "7A", "7B"; blank ones as above.  Names that
        come again only further down are of each caller's calls: "1st", "2nd", "1st", "2nd"."""
        table = self.sheet
        for index in range(min(2, len(table.body[0]))):
            if table.head is None or not table.has(index, "id", "call_id"):
                continue
            names: list[str] = []
            for row in table.body:
                names.append(table.raw(row[index]).lower() or (names[-1] if names else ""))
            if 1 < len(set(names)) < len(names):
                callers = [] if _beside_each_other(names) else self._callers(index)
                return [" ".join(both) for both in zip(callers, names, strict=True)] if callers else names
        return []

    def _callers(self, index: int) -> list[str]:
        """Who called, a row each."""
        table = self.sheet
        for other in range(len(table.body[0])):
            if other != index and table.has(other, "caller", "when", "where"):
                return [table.raw(row[other]).lower() for row in table.body]
        return []

    def _merged(self, rows: list[Counted]) -> list[Counted]:
        """Rows of one name are one call."""
        calls: dict[str, Counted] = {}
        for name, row in zip(self._ids() or map(str, range(len(rows))), rows, strict=True):
            before = calls.get(name)
            calls[name] = replace(before, mentions=(*before.mentions, *row.mentions)) if before else row
        return list(calls.values())

    def _dates(self) -> list[Span]:
        """Where each row's date is: above, where its cell in a column of dates is left blank."""
        table = self.sheet
        dated = next((i for i in range(len(table.body[0])) if table.has(i, "when")), None)
        spans: list[Span] = []
        for row in table.body:
            blank = dated is not None and not table.raw(row[dated]) and bool(spans)
            spans.append(spans[-1] if blank else row_span(row))
        return spans

    def _steps(self) -> bool:
        """Whether the rows are what happened in one call."""
        table = self.sheet
        numbered = any(table.has(index, "call_id") for index in self.of(sheet.ID))
        if self._ids() or numbered:
            return False
        rows = [row_span(row) for row in table.everything]
        one = any(
            m.concept == "same_call"
            and m.polarity == YES
            and not any(first <= m.first < last for first, last in rows)
            and not of_some(table.observed, m, rows)
            for m in table.observed.mentions
        )
        several = any(m.concept == "separate" for m in table.observed.mentions)
        return one and not several

    def rate(self, row: Row) -> Decimal | None:
        """The base rate in a row."""
        figures = [re.search(r"\d+(?:\.\d+)?", self.sheet.raw(row[i])) for i in self.of(sheet.RATE)]
        return next((Decimal(figure.group()) for figure in figures if figure), None)

    def _told(self, row: Row) -> Iterable[Mention]:
        """What the cells of a row say, each under its head."""
        table = self.sheet
        yield from self.ticks(row)
        for index in self.of(sheet.TEXT):
            said = table.said(row[index])
            if table.has(index, "caller") and not table.has(index, "reason", "who"):
                said = tuple(m for m in said if m.rule != "cell")  # "caller: new"
            yield from said
            hints = table.words.values["hints"]
            if (
                not said
                and not table.has(index, "who", "caller", "where")
                and says(table.raw(row[index]), hints)
            ):
                yield self._mention("someone", YES, row[index], UNREAD)
            if not any(m.concept in WHO for m in said):
                yield from self.short(row[index], index)

    def ticks(self, row: Row) -> Iterable[Mention]:
        """What the cells of yes and no of a row say; a row without a tick was nobody's."""
        table, columns = self.sheet, self.of(sheet.FLAG, sheet.EVENT)
        for index in columns:
            yield from self._ticked(row[index], index)
        idle = len(columns) > 1 and not any(table.flag(table.raw(row[index])) for index in columns)
        texts = [row[index] for index in self.of(sheet.TEXT)]
        if idle and all(table.head_said(index) for index in columns) and not any(map(table.said, texts)):
            yield self._mention("no_human", YES, row[columns[0]], "no tick")

    def _ticked(self, cell: Cell, index: int) -> Iterable[Mention]:
        """A cell of yes or no under what it is said of."""
        table = self.sheet
        value = table.flag(table.raw(cell))
        heads = table.head_said(index) or (self._mention("someone", YES, cell, "head"),)
        if not value and any(m.concept in WHY for m in heads):  # no tick under "asked (LA)" denies no agent
            heads = tuple(m for m in heads if m.concept in WHY)
        for mention in heads:
            if value:
                yield replace(mention, first=cell.first, last=max(cell.last, cell.first + 1))
            elif mention.concept == "someone":
                yield self._mention("no_human", YES, cell, "cell")
            else:
                yield self._mention(mention.concept, NO, cell, "cell")

    def short(self, cell: Cell, index: int) -> Iterable[Mention]:
        """A word in a column of who took part: "AI", "us", "none", "?"."""
        table, value = self.sheet, self.sheet.raw(cell).strip().lower()
        if table.has(index, "caller", "reason") or not (table.has(index, "who") or self._names_sides(index)):
            return
        live = any(m.concept == "smith" for m in table.head_said(index))
        concept = self._side(cell, value, live)
        if concept == "someone" and not self._sided(index):
            return  # a column of callers' names
        if concept == "not live":
            yield self._mention("smith", NO, cell, "cell")
        elif concept:
            yield self._mention(concept, YES, cell, "cell")

    def _sided(self, index: int) -> bool:
        """Whether some cell of a column names a side."""
        if index not in self._known_sides:
            self._known_sides[index] = self._find_sided(index)
        return self._known_sides[index]

    def _names_sides(self, index: int) -> bool:
        """Whether a column whose head doesn't say so tells who took part: every cell a side, two of them at least."""
        table = self.sheet
        if table.head is None or len(table.everything) < _FEW:
            return False
        values = [table.raw(row[index]).strip().lower() for row in table.everything]
        found = {
            self._side(row[index], value, live=False)
            for row, value in zip(table.everything, values, strict=True)
        }
        return "someone" not in found and "smith" in found and len(found) > 1

    def _find_sided(self, index: int) -> bool:
        table = self.sheet
        for row in table.everything:
            if (
                table.said(row[index])
                or table.raw(row[index]).strip().lower() in table.words.values["unknown"]
            ):
                return True
            if self._side(row[index], table.raw(row[index]).strip().lower(), live=False) not in (
                "someone",
                "",
            ):
                return True
        return False

    def _side(self, cell: Cell, value: str, live: bool) -> str:
        """Who a cell of such a column names; a name that isn't known is a human whose side isn't."""
        values = self.sheet.words.values
        first = re.split(r"[,;(/]| - ", value)[0].strip()
        within = {part.strip() for part in re.findall(r"\(([^()]+)\)", value)}
        if self.sheet.own_in(cell) or first in values["own"] or within & values["own"]:
            return "own"
        if first in values["alone"]:
            return "alone"
        if first in values["live"] or (live and self.sheet.flag(first)):
            return "smith"
        if self.sheet.flag(first) is False:
            return "not live" if live else "no_human" if first else ""
        return "someone"

    def _mention(self, concept: str, polarity: str, cell: Cell, rule: str) -> Mention:
        return Mention(concept, polarity, cell.first, max(cell.last, cell.first + 1), rule)
