"""What the cells of a grid tell: mentions within them, sides and codes that are all they say."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from assistant.reading.grid import Cell, Grid
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.ownsides import own_sides
from assistant.reading.pasted import PastedWords, meant_by
from assistant.reading.text import PUNCT

_TELLING = frozenset(
    {
        "asked",
        "failure",
        "outage",
        "verified",
        "playbook",
        "agent_booked",
        "smith",
        "own",
        "alone",
        "no_human",
        "someone",
    }
)
_KEY = 3  # tokens


@dataclass(frozen=True)
class SheetCells:
    """A grid with what is observed in its cells.  `events` are the concepts that tell of calls."""

    observed: Observed
    grid: Grid
    words: PastedWords
    events: frozenset[str]

    def raw(self, cell: Cell) -> str:
        return self.observed.text.message[cell.start : cell.end]

    def said(self, cell: Cell) -> tuple[Mention, ...]:
        """What is told within a cell."""
        begin = bisect_left(self._mentions, cell.first - _KEY, key=lambda m: m.first)
        end = bisect_left(self._mentions, cell.last, key=lambda m: m.first)
        told = tuple(m for m in self._mentions[begin:end] if self._within(m, cell))
        if any(m.concept in _TELLING for m in told):
            return told
        written = self.raw(cell).strip()
        concept = (
            self._named_side(cell) or self.words.reasons.get(written.lower()) or self._coded_cell(written)
        )
        return (*told, Mention(concept, YES, cell.first, cell.last, "cell")) if concept else told

    def _coded_cell(self, written: str) -> str | None:
        concept = meant_by(written)
        return concept if concept in _TELLING else None

    def _within(self, m: Mention, cell: Cell) -> bool:
        """Whether a mention's words stand in a cell; marks around them don't count."""
        if m.concept not in self.events or m.last <= cell.first or m.first >= cell.last:
            return False
        tokens, first, last = self.observed.text.tokens, m.first, m.last
        while first < last and tokens[first].kind == PUNCT:
            first += 1
        while last > first and tokens[last - 1].kind == PUNCT:
            last -= 1
        key = (
            _KEY if self.grid.mark in ("record", "json") else 0
        )  # "Reason: AI error" is said in the cell behind its key
        return cell.first - key <= first and cell.first < last <= cell.last

    def _named_side(self, cell: Cell) -> str | None:
        """ "Our office" as all that a cell says: the client's own people."""
        return "own" if self._sides.get(cell.first) == cell.last else None

    @cached_property
    def _sides(self) -> dict[int, int]:
        return own_sides(self.observed)

    @cached_property
    def _side_places(self) -> list[int]:
        return sorted(self._sides)

    def own_in(self, cell: Cell) -> bool:
        """Whether a cell names the client's own people ("AI, then our service desk")."""
        begin = bisect_left(self._side_places, cell.first)
        end = bisect_left(self._side_places, cell.last)
        return any(self._sides[first] <= cell.last for first in self._side_places[begin:end])

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        first, last = self.grid.span
        return tuple(m for m in self.observed.mentions if first <= m.first < last)
