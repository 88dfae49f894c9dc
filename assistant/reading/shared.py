"""What is said of all calls of a pasted list or table, in the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.reading.concepts import TELLING
from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.pasted import english, says
from assistant.reading.regex import regex


def said_of_all(observed: Observed, first: int, last: int) -> Iterable[Mention]:
    """The mentions outside the tokens [first, last) that hold for what is listed there: those of the sentence
    right before it, and those of sentences that speak of all of it."""
    words = english().around["of_all"]
    sentences = observed.sentences
    heading = sentence_of(max(0, first - 1), sentences)
    general = says(observed.text.words(*sentences[heading]), words)
    for m in observed.mentions:
        if first <= m.first < last or m.asked:
            continue
        place = sentence_of(m.first, sentences)
        before = m.first < first and (place == heading or general)
        if before or says(observed.text.words(*sentences[place]), words):
            yield m


def further_call(
    observed: Observed, first: int, last: int, events: frozenset[str]
) -> tuple[int, tuple[Mention, ...], tuple[int, int]] | None:
    """Further calls told of beside the tokens [first, last) of a list or table ("plus one more, …", "also 10 calls were
    AI only"): how many, what is said of them, and where."""
    for start, end in observed.sentences:
        mine = [m for m in observed.mentions if start <= m.first < end and not m.asked]
        mine = [m for m in mine if m.concept in events and not first <= m.first < last]
        told = any(m.concept in TELLING for m in mine)
        written = observed.text.words(start, end) if told else ""
        several = _SEVERAL.search(written)
        if told and (several or says(written, english().around["further"])):
            return _number(several[1]) if several else 1, tuple(mine), (start, end)
    return None


_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_SEVERAL = regex(
    r"(?<!\w)(?:also|plus|besides|and|another|a further|in addition|on top of that|additionally)[,:]?\s+(?:there (?:were|was)\s+|we had\s+|another\s+)?"
    rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?:more\s+|other\s+|further\s+|extra\s+)?calls\b",
    re.IGNORECASE,
)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS.index(written.lower()) + 2
