"""Calls known by what they are filed under, told one after the other: "AB-1 caller escalation. AB-2 AI only."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assistant.reading.heads import STORY, tells
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed
from assistant.reading.regex import regex
from assistant.reading.storycounts import with_ones

_CODE = regex(r"(?:^|[.;:,?!\n(]\s*|\band\s+)(?P<code>(?P<letters>[A-Z]{1,5})-?\d{1,6})(?=[\s:,)=–—-]\s*\S)")
_NO_CALLS = frozenset(
    {"Q", "H", "AM", "PM", "Y", "V", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "USD", "US"}
)


def by_code(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> list[Quantity] | None:
    """The quantities with "one call" at each such code; None where there aren't two that tell something."""
    text = observed.text
    found: dict[str, int] = {}
    letters = set()
    for match in _CODE.finditer(text.message):
        place = bisect_left(text.tokens, match.start("code"), key=lambda token: token.start)
        if span[0] <= place < span[1] and match["letters"] not in _NO_CALLS:
            found.setdefault(match["code"], place)
            letters.add(match["letters"])
    if len(found) < 2 or len(letters) > 1:
        return None
    if any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in observed.mentions):
        return None
    starts = sorted(found.values())
    ends = [*starts[1:], span[1]]
    if not all(tells(observed, a, b, STORY) for a, b in zip(starts, ends, strict=True)):
        return None
    kept = [q for q in quantities if q.first < starts[0] or q.role in ("money", "date", "clock")]
    return with_ones(kept, starts)
