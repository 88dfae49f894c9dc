"""Logs of what happened when, in which the lines of one call begin with its name: "CID-7 09:00 …", "CID-7 09:01 …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.reading.concepts import COUNTED, EVENTS
from assistant.reading.entries import lists
from assistant.reading.lines import Line, speaker
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.pasted import one_of
from assistant.reading.prose import Group, inside
from assistant.reading.regex import regex
from assistant.reading.text import Text

_TIME = r"[\[(]?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?Z?[\])]?[\s|,;–—-]*"
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Thread:
    """The lines of one call."""

    lines: tuple[Line, ...]
    bodies: tuple[int, ...]  # where behind its name each line goes on, in the message


def calls_of_log(observed: Observed, quantities: Sequence[Quantity], lines: Sequence[Line]) -> list[Group]:
    """The calls of a log whose lines begin with the name of the call; none where its lines count calls."""
    logged = _threads(observed.text, lines)
    found = [_of_thread(observed, thread) for thread in logged]
    tokens = observed.text.tokens
    counts = [q for q in quantities if q.kind == "count" and q.role in COUNTED and (q.value or 0) > 1]
    bodies = [
        (start, line.end)
        for thread in logged
        for line, start in zip(thread.lines, thread.bodies, strict=True)
    ]
    counted = any(start <= tokens[q.first].start < end for q in counts for start, end in bodies)
    told = any(m.concept in EVENTS for group in found for m in group.mentions)
    return found if told and not counted else []


def _of_thread(observed: Observed, thread: _Thread) -> Group:
    """One call of a log, told in several lines."""
    spans = tuple((line.first, line.last) for line in thread.lines)
    mentions = tuple(m for span in spans for m in inside(observed.mentions, span))
    return Group(1, mentions, spans, pasted="list", entry=spans[0])


_CLOCK = regex(r"\W*0{1,2}:0\d\b")


def timeline(text: Text, lines: Sequence[Line]) -> bool:
    """Whether lines are timed from the beginning of one call ("[00:00] AI greets", "[00:14] …")."""
    timed = [listed for listed in lists(text, lines) if listed[0].kind == "time"]
    return bool(timed) and _CLOCK.match(text.message, text.tokens[timed[0][0].first].start) is not None


@cache
def _named() -> re.Pattern[str]:
    noun = one_of("threads")
    return re.compile(
        rf"\W*(?:{_TIME})?(?P<name>[\[(]?(?:(?:{noun})[\s:=#_-]*(?:[A-Za-z]{{0,4}}-?\d{{1,8}}|[A-Za-z])"
        r"|#\s?\d{1,8}|(?-i:[A-Z]{1,6})[-_#]?\d{1,8}|(?-i:[a-z]{1,3})\d{1,4}|\d{3,8}(?![:.,]\d))[\])]?)(?=[\s:|,;/–—-]+\S)",
        re.IGNORECASE,
    )


def _threads(text: Text, lines: Sequence[Line]) -> list[_Thread]:
    """The calls of a log, each with its lines; nothing where lines aren't of several calls named again and again."""
    if len(lines) < _FEW:
        return []
    run: list[tuple[str, Line, int]] = []
    best: list[tuple[str, Line, int]] = []
    for line in lines:
        match = _named().match(text.message, line.start, line.end)
        if match is None:
            best, run = max(best, run, key=len), []
            continue
        run.append((re.sub(r"\W+", " ", match["name"]).strip().lower(), line, match.end()))
    best = max(best, run, key=len)
    often = Counter(name for name, _, _ in best)
    shapes = {re.sub(r"\d+", "0", name) for name in often}
    if len(best) < _FEW or len(often) < 2 or max(often.values()) < 2 or len(shapes) > 1:
        return []
    if _spoken(text, best) or _headed(text, lines, best[0][1]):
        return []
    told = [[(line, body) for other, line, body in best if other == name] for name in often]
    return [_Thread(tuple(line for line, _ in mine), tuple(body for _, body in mine)) for mine in told]


def _spoken(text: Text, run: Sequence[tuple[str, Line, int]]) -> bool:
    """Whether the names are of who speaks: "V1: …", "V2: …", "V1: …"."""
    said = [speaker(text, line) for _, line, _ in run]
    apart = sum(a[0] != b[0] for a, b in pairwise(run))
    names = len({name for name, _, _ in run})
    return (
        sum(map(bool, said)) * 3 >= len(said) * 2
        and apart >= names
        and ":" in text.message[run[0][1].start : run[0][1].end]
    )


def _headed(text: Text, lines: Sequence[Line], first: Line) -> bool:
    """Whether a table's head stands above: its columns tell more than lines can."""
    above = [line for line in lines if line.last <= first.first]
    if not above:
        return False
    head, row = (text.message[line.start : line.end] for line in (above[-1], first))
    return any(head.count(sign) == row.count(sign) > 0 for sign in "|\t;") or head.count(",") > 1
