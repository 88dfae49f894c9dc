"""Marks of lists as ordinals: "1.", "2)", "(b)", "(iii)", "[2/4]"."""

from __future__ import annotations

from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.quantity import Quantity
from assistant.reading.text import NUMBER, WORD

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_OPEN, _CLOSE = frozenset({"(", "["}), frozenset({")", "]", ".", ":", "/"})


def marker(view: View, place: int) -> Quantity | None:
    """A list's mark: "1.", "2)", "1 /" at a line's start, "(b)", "(iii)" anywhere."""
    opened = view.at(place) in _OPEN
    start = place + 1 if opened else place
    line = view.begins_line(place) or view.at(place - 1) in (">", "*", ";")
    closing = view.at(start + 1)
    if not (line or opened) or (opened and closing not in (")", "]")):
        return None
    if opened and not line and view.kind(start) == NUMBER and view.role(place - 1):
        return None  # "escalations (3)": a count
    if not opened and (closing not in _CLOSE or (not view.glued(start + 1) and closing != "/")):
        return None
    if view.glued(start + 2) and view.kind(start + 2) in (WORD, NUMBER):
        return None
    value = _marked(view, start, opened, line)
    return Quantity("ordinal", Fraction(value), None, place, start + 2) if value else None


def _marked(view: View, place: int, opened: bool, line: bool) -> int:
    """The value of a number, letter or Roman numeral used as a mark, or 0."""
    text = view.at(place)
    if view.kind(place) == NUMBER:
        return int(text) if text.isdecimal() and len(text) <= (3 if line else 1) else 0
    if view.kind(place) != WORD or view.at(place + 1) in ("/", ":"):
        return 0
    if opened and text in _ROMAN:
        return _ROMAN[text]
    return ord(text) - ord("a") + 1 if len(text) == 1 and "a" <= text <= "j" else 0


def page(view: View, place: int) -> Quantity | None:
    """ "[2/4]", "(1/3)": one of several messages."""
    if view.at(place) not in _OPEN or view.at(place + 2) != "/" or view.at(place + 4) not in (")", "]"):
        return None
    if view.kind(place + 1) != NUMBER or view.kind(place + 3) != NUMBER or not view.at(place + 1).isdecimal():
        return None
    return Quantity("ordinal", Fraction(view.at(place + 1)), None, place, place + 5)
