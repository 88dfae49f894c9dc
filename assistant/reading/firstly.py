"""What came first and what then: "first four transfers …, then two bookings"."""

from __future__ import annotations

from assistant.reading.amountwords import View
from assistant.reading.numerals import Numeral


def to_begin_with(view: View, numeral: Numeral) -> bool:
    """ "First four transfers …, then two bookings": no "first four" of more, but what came first."""
    if not view.ends_at(numeral.first - 1) or not _counts(view, numeral.last, 1):
        return False
    later = (place for place in range(numeral.last + 1, view.size - 1) if view.at(place) in _THEN)
    return any(view.at(place - 1) in (",", ";", "and", ".") and _counts(view, place + 1) for place in later)


def _counts(view: View, place: int, over: int = 0) -> bool:
    several = view.numeral(place)
    return view.at(place) in ("a", "an") or bool(several and not several.ordinal and several.value > over)


_THEN = frozenset({"then", "next", "later", "afterwards", "finally", "lastly"})
