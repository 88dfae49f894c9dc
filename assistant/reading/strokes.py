"""Tallies of signs: "####", "|||| ||/", "✓✓✓", "IIII": a sign for each call, or for as many as the message says.

strokes("|||| ||")                                  # 6
each_stands_for("… (a # stands for five calls)")    # 5
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.regex import regex

_SIGN = r"[#|*●■○•▮█▓◼▪★☆✓✔✗✘☑✅❌📞☎+IxXoO×]\ufe0f?"
RUN = rf"(?P<sign>{_SIGN})(?:[ ,~]{{0,5}}(?P=sign)){{1,79}}"
_RUN = regex(rf"~*(?:{RUN}|[|I]{{4}}[/\\](?: ?[|I]{{4}}[/\\])*(?: ?[|I]{{1,4}})?)~*")
_GATE = regex(r"~~[|I]{4}~~")
_LONE = regex(rf"~*{_SIGN}~*")


def strokes(value: str, *, lone: bool = False) -> int | None:
    """How many signs a cell of nothing but alike signs has; None for another cell.  A single tick or cross may be
    a flag of yes or no: it counts where `lone` says so."""
    written = value.strip()
    if _RUN.fullmatch(written) or (lone and _LONE.fullmatch(written)):
        crossed = len(_GATE.findall(written))  # four strokes and the fifth through them
        return crossed + sum(not sign.isspace() and sign not in "~,\ufe0f" for sign in written)
    return None


def tallies(values: Sequence[str]) -> bool:
    """Whether cells are tallies of one sign; blank ones and noughts count none."""
    filled = [value for value in values if value.strip(" -–—0")]
    counts = [strokes(value, lone=True) for value in filled]
    signs = {sign for value in filled for sign in value if not sign.isspace() and sign not in "~,/\\\ufe0f"}
    return bool(counts) and None not in counts and max(count or 0 for count in counts) > 1 and len(signs) == 1


def each_stands_for(message: str) -> int:
    """How many calls one sign of a tally stands for: one, where nothing is said of it."""
    match = scale(message)
    if match is None:
        return 1
    words = english()
    number = match["number"].lower()
    value = int(number) if number.isdigit() else words.numbers.get(number, _WORDS.get(number))
    return int(value) if value else 1


def scale(message: str) -> re.Match[str] | None:
    """Where a message says how many calls one sign of a tally stands for."""
    return _scale().search(message)


_WORDS = {"a pair of": 2, "a couple of": 2, "two": 2, "half a dozen": 6, "a dozen": 12}


@cache
def _scale() -> re.Pattern[str]:
    signs = "|".join(sorted(map(re.escape, listed("tally_signs")), key=len, reverse=True))
    means = "|".join(sorted(map(re.escape, listed("stands_for")), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?:1|one|each|every|a|an|per)\s+(?:single\s+)?(?:['\"“‘(]?{_SIGN}['\"”’)]?|(?:\w+\s)?(?:{signs}))|(?<=[\s(,;]){_SIGN})"
        rf"\s*(?:{means})\s*(?:about\s+)?(?P<number>\d{{1,3}}|a pair of|a couple of|half a dozen|a dozen|[a-z]+)"
        r"(?:\s+(?:\w+\s)?(?:calls?|callers?)\b|\s*(?=[.,;)\n]|$))",
        re.IGNORECASE,
    )
