"""How many of what: every quantity of a message, with what it counts.

    find(text)    # "half a dozen leads, the other two AI" → 6 (people), the rest: 2

Readers are tried at each place in turn; the first that knows the words there wins.  What numbers are part of
dates and sums of money is known before (`dates`, `money`); what is told per day or per shop is multiplied
out afterwards where the message says how many of those there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.reading.amountwords import AmountWords, View, english, view_of
from assistant.reading.apiece import again_at, one_of_each
from assistant.reading.bylabel import with_references
from assistant.reading.clocks import clock
from assistant.reading.counts import count
from assistant.reading.dates import any_day
from assistant.reading.dates import find as find_dates
from assistant.reading.everyday import on_several_days, one_a_day
from assistant.reading.factors import of_every, with_factors
from assistant.reading.frequency import tally, times
from assistant.reading.labelled import in_rows
from assistant.reading.labels import ordinal
from assistant.reading.money import find as find_money
from assistant.reading.names import identifier
from assistant.reading.ofrates import with_complement, with_parts, with_rest_counted, with_rounds
from assistant.reading.quantifiers import but_one, every, none, number_but
from assistant.reading.quantity import Places, Quantity
from assistant.reading.rates import with_rates
from assistant.reading.remainders import multiple, rest, vague
from assistant.reading.retold import retold
from assistant.reading.series import in_series
from assistant.reading.shares import share
from assistant.reading.spreadrates import spread
from assistant.reading.text import BREAK, NUMBER, PUNCT, Text

__all__ = ["Quantity", "find"]

_READERS: tuple[Callable[[View, int], Quantity | None], ...] = (
    clock,
    share,
    every,
    number_but,
    multiple,
    none,
    but_one,
    rest,
    identifier,
    ordinal,
    vague,
    again_at,
    one_of_each,
    one_a_day,
    times,
    count,
)


def find(text: Text, words: AmountWords | None = None) -> tuple[Quantity, ...]:
    """Every quantity of a message, in order, none overlapping another."""
    view = view_of(text, words or english())
    return view.once("quantities", lambda: _find(view))


def _find(view: View) -> tuple[Quantity, ...]:
    taken = _taken(view)
    found: list[Quantity] = []
    place = 0
    while place < view.size:
        if place in taken.roles:
            last, role = taken.roles[place]
            if any(view.numeral(step) for step in range(place, last)):
                found.append(_named(view, place, last, role))
            place = last
            continue
        quantity = _read(view, place)
        if quantity is None or taken.overlaps(quantity.first, quantity.last):
            place += 1
        else:
            behind = found[-1].last if found else 0
            found.append(quantity if quantity.first >= behind else replace(quantity, first=place))
            place = max(quantity.last, place + 1)
    found = with_factors(view, in_rows(view, retold(view, in_series(view, found))))
    dates = find_dates(view.text, any_day(), view.words)
    found = with_complement(
        with_rounds(view, with_parts(view, spread(view, with_rates(view, of_every(view, found), dates))))
    )
    return tuple(with_references(view, with_rest_counted(view, found)))


def _taken(view: View) -> Places:
    """Places whose numbers belong to dates, to sums and to names of things."""
    taken = Places(view)
    dates = find_dates(view.text, any_day(), view.words)
    taken.take(
        (one.first, one.last, "date")
        for one in dates
        if not (one.relative and (one.grain == "weekday" or _last_share(view, one.last)))
    )
    taken.take(_days_listed(view, {one.last for one in dates}))
    taken.take((one.first, one.last, "money") for one in find_money(view.text, view.words))
    taken.take_names()
    return taken


def _last_share(view: View, last: int) -> bool:
    """ "Half …, a quarter …, the last quarter …": no time of year."""
    return (
        view.at(last - 1) == "quarter"
        and view.says(("half", "quarters"))
        and view.says(("a",))
        and any(
            view.at(place) == "quarter" and view.at(place - 1) in ("a", "one", "another")
            for place in range(last)
        )
    )


def _days_listed(view: View, ends: set[int]) -> Iterator[tuple[int, int, str]]:
    """ "Each Saturday in May (3, 10, 17 and 24)": the days of the date before."""
    for place in ends:
        if view.at(place) != "(":
            continue
        last, number = place + 1, 0
        while (one := view.numeral(last)) and not one.decimals and number < one.value <= _MONTH:
            number, last = int(one.value), one.last
            last += view.at(last) in (",", "and", "&") and view.numeral(last + 1) is not None
            last += view.at(last) in ("and", "&")
        if view.at(last) == ")" and number:
            yield place + 1, last, "date"


_MONTH = 31  # days


def _named(view: View, first: int, last: int, role: str) -> Quantity:
    numerals = [numeral for step in range(first, last) if (numeral := view.numeral(step))]
    value = numerals[0].value if numerals and role == "money" else None
    return Quantity("count", value, None, first, last, role)


def _read(view: View, place: int) -> Quantity | None:
    """What the first reader that knows the words at `place` makes of them."""
    if view.kind(place) == BREAK:
        return None
    if view.kind(place) == PUNCT:
        return tally(view, place) or ordinal(view, place)
    if view.texts[place] in view.words.weekdays:
        return on_several_days(view, place)
    if not _may_begin(view, place):
        return None
    return next((found for reader in _READERS if (found := reader(view, place)) is not None), None)


def _may_begin(view: View, place: int) -> bool:
    """Whether a quantity can begin here at all; most words can't, and need no closer look."""
    text, words = view.texts[place], view.words.count_starts
    if text in words or view.lemmas[place] in words or len(text) == 1:
        return True
    return view.kinds[place] == NUMBER or view.numeral(place) is not None
