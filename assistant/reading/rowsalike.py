"""Rows of labelled numbers, of which what one is told to have been, all of them were: "Mon 2, Tue 3: callers who …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.concepts import EVENTS
from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.quantity import Quantity
from assistant.reading.stretches import Unit


def in_rows_alike(units: list[Unit], observed: Observed) -> list[Unit]:
    """ "Mon 2, Tue 3, Wed 5: callers who …": what one number of a row is told to have been, all of them were; else
    all were what was told before."""
    units = [_zero(u, u.quantity) if u.quantity is not None and u.kind == "none" else u for u in units]
    told: dict[int, list[Mention]] = {}
    rows = {u.quantity.row for u in units if u.quantity is not None and u.quantity.row is not None}
    for row in rows:
        mine = [u for u in units if u.quantity is not None and u.quantity.row == row]
        around = _around(mine, observed)
        telling = [u for u in mine if any(m.concept in EVENTS and m not in around for m in u.mentions)]
        if around and not telling:
            told[row] = around
        elif len(telling) < 2:
            told[row] = telling[0].mentions if telling else []
        if around and not telling:
            units = [replace(u, mentions=[m for m in u.mentions if m not in around]) for u in units]
    return [
        replace(u, mentions=[*u.mentions, *more], distributed=False, more=False, elided=not more)
        if (more := _more_of(u, told)) is not None
        else u
        for u in units
    ]


def _around(row: Sequence[Unit], observed: Observed) -> list[Mention]:
    """What is told of a row before its first number, or in a sentence about all of them behind its last: "Live agent
    calls: Mon one, Tue two. Every one was a request"."""
    first, last = row[0].quantity, row[-1].quantity
    if first is None or last is None or len(row) < 2:
        return []
    lead = [m for m in row[0].mentions if m.first < first.first and m.concept in EVENTS]
    here = sentence_of(last.first, observed.sentences)
    begins = observed.sentences[here + 1][0] if here + 1 < len(observed.sentences) else 0
    all_of_them = begins and observed.text.tokens[begins].text in _EVERY_ONE
    tail = [m for m in row[-1].mentions if all_of_them and m.first >= begins and m.concept in EVENTS]
    return [*lead, *tail] if lead and tail else []


_EVERY_ONE = frozenset({"all", "each", "every", "both", "they", "these", "those"})


def _zero(unit: Unit, q: Quantity) -> Unit:
    """ "None on Friday" of a row says no more than the number nought."""
    return replace(unit, mentions=[m for m in unit.mentions if m.first != q.first])


def _more_of(unit: Unit, told: dict[int, list[Mention]]) -> list[Mention] | None:
    """What the row of a unit that tells nothing itself is told to have been."""
    row = unit.quantity.row if unit.quantity is not None else None
    return told.get(row) if row is not None and not unit.tells else None
