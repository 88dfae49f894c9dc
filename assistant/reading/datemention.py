"""The value that dates.py returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.reading.periods import days_of


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time named at token places [first, last).

    `start`/`end`: the days meant, both included; None is open, and both are None when `relative`.  `grain`
    says what was named ("day", "month", "range", "before", "event" …).  `only` are the weekdays meant (0 is
    Monday) when not all days are.  `role` is "call"; "other" for an invoice's, a birth's … date; "effective"
    where the pricing's own start is spoken of; "frame" for a month, a season … whose single days are named
    beside it; "corrected" and "negated" for a date taken back or ruled out.  `inferred`: the year wasn't told.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    relative: bool = False
    grain: str = "day"
    role: str = "call"
    only: tuple[int, ...] = ()
    inferred: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        """The days meant, one by one; () when open or relative."""
        if self.start is None or self.end is None:
            return ()
        return days_of(self.start, self.end, self.only)
