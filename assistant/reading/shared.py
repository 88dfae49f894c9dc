"""What is said of all calls of a pasted list or table, in the words around it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.reading.concepts import TELLING
from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.pasted import english, says


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
) -> tuple[tuple[Mention, ...], tuple[int, int]] | None:
    """A further call told of beside the tokens [first, last) of a list or table ("plus one more, …")."""
    for start, end in observed.sentences:
        mine = [m for m in observed.mentions if start <= m.first < end and not m.asked]
        mine = [m for m in mine if m.concept in events and not first <= m.first < last]
        told = any(m.concept in TELLING for m in mine)
        if told and says(observed.text.words(start, end), english().around["further"]):
            return tuple(mine), (start, end)
    return None
