"""What a cell's letters are: a number, a share, a time, a sum, a run of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.amountwords import english as amounts
from assistant.reading.regex import regex
from assistant.reading.strokes import strokes

TIME = regex(r"\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m?\.?)?", re.IGNORECASE)
DURATION = regex(r"(?:\d+(?:\.\d+)?\s?(?:h|hr|hrs|m|min|mins|s|sec|secs)\s?)+", re.IGNORECASE)
DATE = regex(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?")
PLAIN = (TIME, DURATION, DATE)  # cells that say when, or how long
MONEY = regex(r"[$£€]\s?\d[\d.,]*|\d+\.\d{2}")
NUMBER = regex(r"[x×]?\s?(\d{1,6})(?:\s?[x×]|\s+calls?)?", re.IGNORECASE)
PART = regex(r"0?\.\d+|0|1(?:\.0+)?")
FIGURE = regex(r"\d+(?:[.,:]\d+)*")
PERCENT = regex(r"(\d{1,3}(?:\.\d+)?)\s?%")
_RUN = regex(r"(?:[A-Za-z]{1,6}\.?\s?)?#?(\d{1,4})(?:\s?(?:-|–|—|\.\.|to|thru|through)\s?#?(\d{1,4}))?")


def number(value: str) -> int | None:
    """The whole number that a cell is."""
    spelt = amounts().numbers.get(value.strip().lower())
    if spelt is not None:
        return int(spelt)
    match = NUMBER.fullmatch(value.strip().replace(",", ""))
    if match is None:
        return strokes(value)
    if len(match[1]) > 1 and match[1].startswith("0"):
        return None
    return int(match[1])


def percent(value: str) -> float | None:
    """The share that a cell is, in per cent."""
    if "." in value and PART.fullmatch(value.strip()):
        return 100 * float(value)
    match = PERCENT.fullmatch(value.strip()) or re.fullmatch(r"(\d{1,3}(?:\.\d+)?)", value.strip())
    return float(match[1]) if match else None


def counts_up(values: Sequence[int]) -> bool:
    return len(values) > 1 and list(values) == list(range(values[0], values[0] + len(values)))


def run_of(value: str) -> tuple[int, int] | None:
    """The first and last row of "4-6", "calls 4 to 6" or "7"."""
    match = _RUN.fullmatch(value.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first <= last else None
