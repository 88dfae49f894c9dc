"""What is said of all calls of a pasted list or table, in the words around it."""

from __future__ import annotations

from collections.abc import Iterable

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
