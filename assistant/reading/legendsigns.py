"""A legend's codes, "E = caller asked, - = AI only, [x] = live agent", and where they stand for what they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.lists import listed
from assistant.reading.regex import regex

PICTURE = "[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?"
_PICTURED = regex(PICTURE)
_SIGN = regex(r"(?<![\w.$])([A-Za-z]{1,12}[\d!*+]?)[\"'’”]?\s*(?:=|\bmeans\b|\bstands for\b)\s*(?=[\w\"'<])")
_KEY = regex(
    r"(?:^|(?<=[\s(]))(?:key|legend|codes?|abbreviations|abbr|glossary|abbrevs?)\s*[:=-]\s*([^\n]+)", re.IGNORECASE
)  # fmt: skip
_LISTED = regex(r"(?:^|(?<=[,;/]))\s*([A-Z]{1,5}\d?|[a-z]{1,3})\s*(?:[:=–-]|\s)\s*(?=\w)")
_END = regex(r"\n|\.(?:\s|$)|\)|$")
_AFTER = regex(r"\s*(?:$|[\n|,;:)\]\t/.?>-]|[A-Za-z]{1,5}\d)")
_BETWEEN = regex(r"[\s,;/+]+")
_LOOSE = 3  # letters: a longer code is a word, and its case doesn't matter


@dataclass(frozen=True, slots=True)
class Entry:
    """A code, and the letters [start, end) that say what it stands for."""

    code: str
    begin: int
    start: int
    end: int


_IS = r"\s*(?:=|\bmeans?\b|\bstands for\b)\s*"
_MARKED = regex(
    rf"(?<![\w.$\[<-])(\[[^\[\]\n=]{{1,20}}\]|<[\w-]{{1,12}}>|--?|[–—*+~#!?]|\d{{1,3}}|{PICTURE})['\"’”]?{_IS}(?=[A-Za-z\"'<])"
)
_PERSONS = regex(
    r"(?<![\w.])((?:[A-Z]{2,4}\d?(?:\s*(?:,|and|&|/|\+)\s*)?)+)\s+(?:is|are|being)\s+"
    r"(?=(?:us|ours|mine|me|our|my|yours|your|an?|the|smith|one|someone|all)\b)"
)
_CODE = regex(r"[A-Z]{2,4}\d?")
_SHOWN = regex(rf"({PICTURE})\s+(?=[A-Za-z])")


def entries_of(message: str) -> list[Entry]:
    """What looks like a legend's entries."""
    signs = sorted(_signs(message), key=lambda sign: sign[1])
    found = []
    for code, begin, start in signs:
        end = _END.search(message, start)
        following = next((other for _, other, meant in signs if meant > start), len(message))
        stop = min(following, end.start() if end else len(message))
        found.append(Entry(code, begin, start, stop))
    if found:
        return found
    for key in _KEY.finditer(message):
        marks = list(_LISTED.finditer(message, *key.span(1)))
        stops = [mark.start() for mark in marks[1:]] + [key.end(1)]
        found += [Entry(m[1], m.start(1), m.end(), stop) for m, stop in zip(marks, stops, strict=True)]
    return found


def _signs(message: str) -> Iterator[tuple[str, int, int]]:
    """Codes that are told the meaning of: the code, where it stands, and where its meaning begins."""
    if "=" in message or "mean" in message or "stands for" in message:
        signs = [sign for sign in _SIGN.finditer(message) if not _strokes(message, sign)]
        often = Counter(sign[1].lower() for sign in signs if message[sign.end(1) : sign.end(1) + 1] == "=")
        yield from (_sign(m) for m in signs if often[m[1].lower()] < 2)  # "who=agent", line after line
        marks = list(_MARKED.finditer(message))
        numbers = sum(mark[1].isdigit() for mark in marks)
        yield from (_sign(m) for m in marks if not m[1].isdigit() or numbers > 1)
    if "\n" in message:
        for match in _PERSONS.finditer(message):
            codes = [
                code
                for code in _CODE.finditer(message, *match.span(1))
                if code[0] not in listed("signs_of_all")
            ]
            yield from ((code[0], code.start(), match.end()) for code in codes)
    shown = list(_SHOWN.finditer(message)) if _PICTURED.search(message) else []
    several = {match[1] for match in shown}
    if len(several) > 1 and all(message.count(one) > 1 for one in several):
        last = {match[1]: match for match in shown}
        yield from map(_sign, last.values())


_EXPLAINS = regex(r"\W*(?:key|legend|codes?|abbreviations|abbr|glossary|abbrevs?)\W+\w", re.IGNORECASE)
_MEANS = regex(r"(?<![\w.])[A-Za-z]{1,5}\s*(?:=|\bmeans\b)\s*[A-Za-z]")


def explains(line: str) -> bool:
    """Whether a line is a legend, so that no call is told in it."""
    return _EXPLAINS.match(line) is not None and len(_MEANS.findall(line)) > 1


def _sign(match: re.Match[str]) -> tuple[str, int, int]:
    return match[1], match.start(1), match.end()


def _strokes(message: str, sign: re.Match[str]) -> bool:
    """Whether a letter is one of a row of alike ones, a stroke a call: "V V V = …"."""
    written = message[message.rfind("\n", 0, sign.start()) + 1 : sign.start()]
    return len(sign[1]) == 1 and sign[1] in written.split()


def uses_of(message: str, entry: Entry, entries: Sequence[Entry]) -> Iterable[tuple[int, int]]:
    """Where a code stands for what it means; `entries` are in order."""
    for match in _written(entry.code).finditer(message):
        near = bisect_right(entries, match.start(1), key=lambda other: other.begin) - 1
        inside = (other for other in entries[max(0, near - _FEW) : near + 1] if match.start(1) < other.end)
        if any(other.begin <= match.start(1) for other in inside):
            continue
        alone = len(entry.code) > 1 and entry.code[0] not in _DASHES
        alone = alone or not entry.code.isascii() or entry.code.isdigit()
        if (
            alone
            or (entry.code.isalnum() and _AFTER.match(message, match.end(1)))
            or _in_a_row(message, match.end(1), entries)
        ):
            yield match.span(1)


_FEW = 3
_DASHES = "-–—"


def _written(code: str) -> re.Pattern[str]:
    """How a code is written where it stands for what it means."""
    plain = re.escape(code)
    if code.isdigit():
        return re.compile(rf"^[^\S\n]*({plain})(?=\s*[;,|\t:=])", re.MULTILINE)
    if not code.isascii() or code[0] in "[<":
        return re.compile(f"({plain})")
    if not code[0].isalnum():
        return re.compile(rf"(?<!\S)({plain})(?=\s|$)")
    return re.compile(
        rf"(?<![A-Za-z_'’.-])({plain})(?![\w'’!*+])", re.IGNORECASE if len(code) > _LOOSE else 0
    )


def _in_a_row(message: str, place: int, entries: Iterable[Entry]) -> bool:
    """Whether nothing but codes stands behind a code in its line: "Mon: A A N"."""
    behind = message[place : (message + "\n").find("\n", place)].strip(" ,;/.")
    return not behind or {entry.code for entry in entries}.issuperset(_BETWEEN.split(behind))
