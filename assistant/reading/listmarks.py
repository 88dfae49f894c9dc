"""The marks by which entries of a list begin alike: "1)", "#4", "-", "call B", "Mon", "2025-11-24"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from assistant.reading.lines import Line
from assistant.reading.pasted import english, words_in
from assistant.reading.regex import regex
from assistant.reading.text import NUMBER, Text

MARKERS = {
    "fraction": r"\s*[\[(]?\d{1,2}\s*/\s*\d{1,2}[\])]",
    "call": r"\W*(?:call|caller|ticket|row|case|item|line|pos(?:ition)?\.?|entry|event|no\.?|nr\.?)\s*#?\s*(?:[a-z]|\d{1,4}|one|two|three|four|five|six)\b(?!\s+calls)",
    "hash": r"\s*#\s?\d{1,4}\b",
    "number": r"\s*[\[(]?\d{1,3}\s?[.):\]](?!\d)\s*\S",
    "case": r"\s*#?\d{3,6}:\s",
    "letter": r"\s*\(?[a-z][.)]\s",
    "code": r"\s*[a-z]{1,2}\d{1,3}\b[.:)\s]",
    "roman": r"\s*\(?[ivx]{1,4}[.)]\s",
    "ordinal": r"\s*(?:first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th)\b\s*(?:one|call|caller)?\s*[,:–—-]",
    "date": r"\W*(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b|\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2})",
    "day": r"\W*(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b(?!['’]s\b)",
    "time": r"\W*\d{1,2}:\d{2}\b",
    "nametime": r"\s*[a-z]{2,12}\s+\d{1,2}:\d{2}\s*(?:[ap]m)?\s*[:|–-]",
    "clock": r"\W*[01]\d[0-5]\d\b\s*[|,;:\-–]",
    "box": r"\s*(?:[-*•]\s*)?(?:\[[ xX✓✔]?\]|\([ xX✓✔]?\)|[☐☑✅✗✘❌✓✔])\s*\S",
    "bullet": r"[\s>]*[-*•·–+]\s+\S",
    "dash": r"(?!\s*[-*•])[^\n:–—]{1,30}?\s[-–—]+>?\s+\S",
    "colon": r"\s*[A-Za-z][\w.' ]{0,24}:\s+\S",
    "people": r"[^:\n]{3,60}:\s+(?-i:[A-Z])[\w'’.-]*(?: (?-i:[A-Z])[\w'’.-]*)?(?:\s*(?:,|&|\band\b)\s*(?-i:[A-Z])[\w'’.-]*(?: (?-i:[A-Z])[\w'’.-]*)?)*\.?\s*$",
    "ticks": r"[^|✔✓●■\n]*\S\s+[|✔✓●■](?:\s?[|✔✓●■])*\s*$",
    "strokes": r"[^:\n=]*\S\s*[:=–—-]\s*(?P<strokes>I{1,12}|(?P<letter>[A-Z])(?:\s?(?P=letter))+)\s*$",
    "letters": r"[\s>*•·-]*(?P<letters>(?P<mark>[A-Z#*✓✔xo●■|+✅☑★])(?:\s?(?P=mark)){0,19})\s*(?:[=:–—]|-+>?|(?<=[#*✓✔●■|+✅☑★x]))\s+(?=[\"“(]?[^\W\d_])",
    "quote": r"\s*[\"“][^\"”\n]+[\"”],?\s*$",
    "bar": r"\s*\|",
    "hours": r"\s*[0-2]\d[0-5]\d\s+(?=[A-Za-z\"“(\[–—-])",
    "times": r"\s*\d{1,4}(?:\s?[x×]|\s+of:)\s+[A-Za-z\"“]",
    "named": r"\s*(?P<name>[A-Z][a-z]+) #?(?P<number>\d{1,4})(?:\s{2,}|\s?[:–—,-]\s)(?=\S)",
    "tag": r"\s*[\[<](?!(?:ai|bot|caller|agent|customer)\b)[a-z][\w .>/-]{0,18}[\]>]\s+(?![=–—-])(?=\S)",
    "row": r"\s*\d{1,3}\s+(?!calls?\b|mins?\b|minutes?\b|hours?\b|hrs?\b|secs?\b)(?=\S)",
}  # fmt: skip
_FEW = 3


@cache
def marker(kind: str) -> re.Pattern[str]:
    """How an entry of a kind of list begins; compiled when the first message of several lines comes."""
    return re.compile(MARKERS[kind], re.IGNORECASE)


def _consecutive(text: Text, marked: Sequence[Line]) -> bool:
    """Whether lines follow each other."""
    gaps = (text.message[a.end : b.start] for a, b in pairwise(marked))
    return all(not gap.strip() for gap in gaps)


_ENTRY = 40  # tokens


def _fields(text: Text, marked: Sequence[Line]) -> bool:
    """Whether lines are the fields of one record ("Caller: …", "Reason: …")."""
    known = frozenset().union(*english().columns.values(), *english().speakers.values())
    written = [text.message[line.start : line.end].lower() for line in marked]
    labels = [words_in(re.split(r":| - ", line)[0]) for line in written]
    named = sum(not known.isdisjoint(label) for label in labels)
    if max(line.last - line.first for line in marked) > _ENTRY:
        return True
    return named * 2 >= len(labels)


# a ticked line with an hour of its own: "[x] 8 am …", "[x] 10:30 …"
TIMED_BOX = regex(
    r"\W*[xX✓✔]?\W*(?:\d{1,2}:\d{2}(?!:)(?:\s*[ap]\.?m\b)?|\d{1,2}\s*[ap]\.?m\b\.?|noon\b|midnight\b)\s*[–—,:|-]*\s*", re.IGNORECASE
)  # fmt: skip
_SEVERAL = frozenset({"calls", "each", "every", "row", "rows", "entries", "callers", "ones"})


def _tallied(kind: str, marked: Sequence[Line], text: Text) -> bool:
    """Whether lines have rows of signs, more than one in some; "# Monday", "## …" are headings."""
    matches = [marker(kind).match(text.message, line.start, line.end) for line in marked]
    counts = [len(match[kind].replace(" ", "")) for match in matches if match]
    headed = counts[0] == 1 and max(counts) == 2
    return len(counts) == len(marked) and max(counts) > 1 and not headed and _consecutive(text, marked)


def alike(kind: str, marked: Sequence[Line], text: Text) -> bool:
    """Bare leading numbers make a list only when they count up."""
    if kind == "quote":
        return len(marked) >= _FEW and _consecutive(text, marked)
    if kind in ("strokes", "letters"):
        return _tallied(kind, marked, text)
    if kind in ("dash", "colon"):
        return len(marked) >= _FEW and _consecutive(text, marked) and not _fields(text, marked)
    if kind == "people":
        written = [text.message[line.start : line.end] for line in marked]
        several = any(re.search(r",|&|\band\b", one.split(":", 1)[1]) for one in written)
        return several and _consecutive(text, marked) and not _fields(text, marked)
    if kind == "box":  # ticks of one call's checklist, unless calls are spoken of
        timed = sum(TIMED_BOX.match(text.message, line.start, line.end) is not None for line in marked)
        return any(token.text in _SEVERAL for token in text.tokens) or timed * 2 >= len(marked)
    if kind == "tag":
        said = {
            text.message[line.start + 1 : line.end].split("]")[0].split(">")[0].lower() for line in marked
        }
        talk = bool(said & (english().speakers["machine"] | english().speakers["caller"]))
        return len(marked) >= _FEW and _consecutive(text, marked) and not talk
    if kind == "named":
        return _named_alike(text, marked)
    if kind == "hours":  # "0815 …", "1130 …" through the day, not "1300 callers …"
        hours = [text.message[line.start : line.end].lstrip()[:4] for line in marked]
        return (
            len(hours) >= _FEW
            and hours == sorted(set(hours))
            and hours[0] < "1200"
            and _consecutive(text, marked)
        )
    if kind not in ("row", "number"):
        return True
    numbers = []
    for line in marked:
        first = next((t for t in text.tokens[line.first : line.last] if t.kind == NUMBER), None)
        if first is not None:
            numbers.append(float(first.text))
    rising = len(numbers) > 1 and all(b > a for a, b in pairwise(numbers)) and numbers[0] < 1000
    return rising and (kind == "number" or _numbers_rows(numbers))


def _numbers_rows(numbers: Sequence[float]) -> bool:
    """Whether bare numbers number their lines: counted up from one, or too many or too great to count calls."""
    counted = all(b - a == 1 for a, b in pairwise(numbers))
    return numbers[0] >= _GREAT or (counted and (numbers[0] == 1 or len(numbers) > _FEW))


_GREAT = 100


def _named_alike(text: Text, marked: Sequence[Line]) -> bool:
    """Whether lines begin with one word and a number of their own: "Room 4", "Room 7"."""
    found = [marker("named").match(text.message, line.start) for line in marked]
    names = {match["name"] for match in found if match}
    numbers = {match["number"] for match in found if match}
    return len(names) == 1 and len(numbers) == len(marked) >= _FEW and _consecutive(text, marked)
