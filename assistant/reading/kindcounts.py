"""Kinds with their numbers, one after the other: "verification 10, escalation by caller 7, outage 1", or a line each:
"11 live agent booked on the public page", "AI only (3)", "1315 asked for a human"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.reading.concepts import EVENTS, TELLING
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.pasted import english, says, words_in
from assistant.reading.prose import Group, inside
from assistant.reading.regex import regex

_PART = regex(r"(?:[^,;()\[\]\n]|[(\[][^()\[\]\n]*[)\]])+")
_COUNTED = regex(
    r"\s*(?:and\s+)?(?P<label>[A-Za-z\"“'][^\d:\n]{1,70}?)\s*(?:[:=×–—-]\s*|\sx\s?)?(?<![\w.$/#-])(?P<number>\d{1,3})\s*(?:calls?\s*)?(?P<end>[.\"”')]*)\s*$"
)
_ROW = regex(
    r"[\s*•-]*(?:(?P<before>\d{1,3})\s*(?:[x×:–—-]\s*)?(?P<label>[A-Za-z][^\d\n]*?)"
    r"|(?P<named>[A-Za-z][^\d\n]*?)\s*[(\[]\s*x?(?P<behind>\d{1,3})x?\s*[)\]])\s*[.;,]?\s*"
)
_AT = regex(
    r"\s*\[?(?P<time>(?:[01]\d|2[0-3])[0-5]\d)(?:h|hrs)?\]?\s*[:–—-]?\s+(?P<label>[A-Za-z][^\d\n]*?)\s*"
)
_BRACKETED = regex(r"\s*\[(?P<number>\d{1,3})\]\s+(?P<label>[A-Za-z][^\d\n]*?)\s*")
_LINE = regex(r"[^\n]+")
_END = regex(r"[.!?](?=\s|$)")
_FEW, _WORDS = 3, 9


def counted_kinds(observed: Observed) -> list[Group]:
    """The calls of such a row; nothing where there is none, or where more is told beside it."""
    message = observed.text.message
    for line in _LINE.finditer(message) if observed.text.figures else ():
        for start, end in _sentences(message, *line.span()):
            run = _run(message, start, end)
            groups = [_group(observed, *part) for part in run] if len(run) >= _FEW else []
            if groups and all(_told(observed, group) for group in groups):
                return groups if not _besides(observed, groups) else []
    return []


def counted_rows(observed: Observed) -> list[Group]:
    """The calls of lines that each name a kind beside its number, or beside the hour of one call."""
    return _first(observed, (_rows, _hours)) if observed.text.figures else []


def bracketed_rows(observed: Observed) -> list[Group]:
    """ "[8] AI only" above "[2] asked for a human …": numbers that don't count up are no marks of a list."""
    return _first(observed, (_bracketed,)) if "[" in observed.text.message else []


def _first(observed: Observed, readers: Sequence[Callable[[str], list[tuple[int, int, int]]]]) -> list[Group]:
    for read in readers:
        run = read(observed.text.message)
        groups = [_group(observed, *row) for row in run] if len(run) > 1 else []
        told = [group for group in groups if _told(observed, group)]
        silent = [group.count for group in groups if group not in told]  # "23 calls in all"
        summed = not silent or silent == [sum(group.count for group in told)]
        if len(told) > 1 and summed and not _besides(observed, groups):
            return told
    return []


def _rows(message: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    sides: set[bool] = set()
    for line in _LINE.finditer(message):
        match = _ROW.fullmatch(line.group())
        name = (match["label"] or match["named"]) if match else ""
        if match and len(name.split()) <= _WORDS:
            number = int(match["before"] or match["behind"])
            found.append((line.start(), line.end(), number))
            sides.add(match["before"] is None)
    listed = [number for *_, number in found] == list(range(1, len(found) + 1))
    return [] if len(sides) != 1 or listed else found


def _bracketed(message: str) -> list[tuple[int, int, int]]:
    lines = [(line, _BRACKETED.fullmatch(line.group())) for line in _LINE.finditer(message)]
    found = [
        (line.start(), line.end(), int(match["number"]))
        for line, match in lines
        if match is not None and len(match["label"].split()) <= _WORDS
    ]
    rising = all(one[2] < other[2] for one, other in pairwise(found))
    return [] if rising else found


def _hours(message: str) -> list[tuple[int, int, int]]:
    """Lines that begin with hours as soldiers write them, each later than the one before."""
    lines = [
        (line, match)
        for line in _LINE.finditer(message)
        if (match := _AT.fullmatch(line.group())) and len(match["label"].split()) <= _WORDS
    ]
    times = [match["time"] for _, match in lines]
    sure = len(times) >= _FEW or any(time[0] == "0" for time in times)
    return [(line.start(), line.end(), 1) for line, _ in lines] if sure and times == sorted(times) else []


def _sentences(message: str, start: int, end: int) -> list[tuple[int, int]]:
    stops = [match.end() for match in _END.finditer(message, start, end)]
    edges = [start, *stops, end]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _run(message: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Each kind's place in the message and its number: all parts of a sentence from the first counted one on."""
    colon = message.rfind(":", start, end)
    first = (
        colon + 1 if colon >= 0 and not re.search(r"\d", message[start:colon].split(",")[-1][-3:]) else start
    )
    found: list[tuple[int, int, int]] = []
    for part in _PART.finditer(message, first, end):
        match = _COUNTED.fullmatch(part.group())
        if match is None or len(match["label"].split()) > _WORDS:
            if found or part.group().strip(" .\"”'"):
                return []
            continue
        found.append(
            (part.start() + match.start("label"), part.start() + match.end("number"), int(match["number"]))
        )
    return found


def _group(observed: Observed, start: int, end: int, number: int) -> Group:
    tokens = observed.text.tokens
    first = bisect_left(tokens, start, key=lambda token: token.start)
    last = max(first + 1, bisect_left(tokens, end, key=lambda token: token.start))
    told = inside(observed.mentions, (first, last))
    if not any(m.concept in TELLING for m in told):
        told += _in_a_word(observed.text.words(first, last), first, last)
    return Group(number, tuple(told), ((first, last),), pasted="list", entry=(first, last))


def _in_a_word(label: str, first: int, last: int) -> list[Mention]:
    """The reason that a label gives in a word or two: "live agent verified", "scheduling"."""
    words, known = words_in(label), english().reasons
    runs = (" ".join(words[i : i + size]) for size in (3, 2, 1) for i in range(len(words)))
    reason = next((known[run] for run in runs if run in known), None)
    return [Mention(reason, YES, first, last, "in a word")] if reason else []


def _told(observed: Observed, group: Group) -> bool:
    """Whether a kind is understood."""
    if any(m.concept in TELLING and not m.asked for m in group.mentions):
        return True
    return says(observed.text.words(*group.spans[0]), english().values["no_human"])


def _besides(observed: Observed, groups: Sequence[Group]) -> bool:
    """Whether something else is told of calls, which the row doesn't account for."""
    first, last = groups[0].spans[0][0], groups[-1].spans[0][1]

    def elsewhere(m: Mention) -> bool:
        return m.concept in EVENTS - {"smith"} and not m.asked and not first <= m.first < last

    return any(elsewhere(m) for m in observed.mentions)
