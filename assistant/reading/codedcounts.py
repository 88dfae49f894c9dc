"""Codes that are as many as the calls counted before them: "3 calls Mon (AI, AI, CIE), 1 call Tue (AI)", "Mon 2 calls:
AI, HV. Tue 1 call: CIE"."""

from __future__ import annotations

from assistant.reading.amountwords import english
from assistant.reading.dayrows import group_of, items_of, told_besides
from assistant.reading.observe import Observed
from assistant.reading.prose import Group
from assistant.reading.regex import regex

_ROW = regex(
    r"\b(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s+calls?\b(?:\s+(?:on\s+)?[A-Za-z]{2,9})?"
    r"\s*(?:\((?P<inside>[^()\n]+)\)|[:–—=]\s*(?P<behind>[^.;:\n?!]+))",
)


def coded_counts(observed: Observed) -> list[Group]:
    """A call for each code, where each row has as many as it counts; nothing where one hasn't, or more is told."""
    message, items = observed.text.message, []
    if "call" not in message:
        return []
    several = False
    for row in _ROW.finditer(message):
        part = "inside" if row["inside"] else "behind"
        found = items_of(message, *row.span(part))
        number = int(row["number"]) if row["number"].isdecimal() else english().numbers[row["number"]]
        if not found or sum(item.count for item in found) != number:
            return []
        several = several or number > 1
        items += found
    if not several or told_besides(observed, items):
        return []
    return [group_of(observed, item) for item in items]
