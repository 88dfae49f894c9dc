"""Numbered calls that are taken out again in prose: "Calls 1, 2 and 4: … . Strike 2, wrong client."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.pasted import one_of
from assistant.reading.prose import Group
from assistant.reading.regex import regex

_THEM = r"#?\d{1,3}(?:\s*(?:,|and|&|-|–|to|through)\s*(?:and\s+)?#?\d{1,3})*"
_LABELLED = regex(rf"\b(?:calls?|rows?|lines?|tickets?|nos?\.|numbers?)\s+({_THEM})", re.IGNORECASE)


@cache
def _struck() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[.;:!?,(–—-])|\b(?:so|please|and|but|pls|then|oh|oops|sorry))\s*\b{one_of('strike')}\s+(?:out\s+)?"
        rf"(?:(?:calls?|rows?|lines?|numbers?|nos?\.?|nr\.?)\s*|#)?({_THEM})(?!\d|\s*(?:%|of\b|calls?\b|callers?\b|more\b|other\b|ones?\b|min|sec|days?\b|:\d))",
        re.IGNORECASE,
    )


def without_struck(
    observed: Observed, quantities: Sequence[Quantity], read: Callable[[Sequence[Quantity]], list[Group]]
) -> list[Group]:
    """The groups that `read` finds, without the numbered calls that are struck out."""
    message = observed.text.message
    labelled = {n for match in _LABELLED.finditer(message) for n in _numbers(match[1])}
    strikes = list(_struck().finditer(message)) if len(labelled) > 1 else []
    strikes = [match for match in strikes if labelled.issuperset(_numbers(match[1]))]
    if not strikes:
        return read(quantities)
    named = [match.span(1) for match in strikes]
    groups = read(
        [q if not _inside(observed, q, named) else replace(q, role="identifier") for q in quantities]
    )
    gone = {number for match in strikes for number in _numbers(match[1])}
    kept = [replace(group, count=group.count - _lost(observed, group, gone)) for group in groups]
    return [group for group in kept if group.count > 0]


def _inside(observed: Observed, q: Quantity, spans: Iterable[tuple[int, int]]) -> bool:
    start = observed.text.tokens[q.first].start
    return any(first <= start < last for first, last in spans)


def _lost(observed: Observed, group: Group, gone: set[int]) -> int:
    """How many of a group's calls are struck: by the numbers that stand at its head."""
    written = observed.text.words(*group.spans[0])
    match = _LABELLED.search(written)
    mine = _numbers(match[1]) if match and not _struck().search(written[: match.end()]) else set()
    return len(mine & gone) if len(mine) == group.count else 0


def _numbers(them: str) -> set[int]:
    """1, 2, 5, 6 and 7 of "1, 2 and 5-7"."""
    found: list[int] = []
    for sign, number in re.findall(r"(-|–|to|through)?\s*#?(\d+)", them):
        found += range(found[-1] + 1, int(number)) if sign and found else ()
        found.append(int(number))
    return set(found)
