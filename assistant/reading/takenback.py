"""Where a message takes back what it told before: "… Actually, the second one was ours."."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.reading import numbers
from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.nthcounts import PLACES
from assistant.reading.observe import sentences
from assistant.reading.text import WORD, Text


def taken_back(text: Text, sets: Mapping[str, frozenset[str]]) -> int:
    """Where, in the message, a sentence begins that takes back what was told before; 0 for nowhere."""
    for first, last in sentences(text.tokens)[1:]:
        words = [token.text for token in text.tokens[first : min(last, first + 4)]]
        now = words[:1] in (["now"], ["please"], ["but"]) and set(words[1:3]) & sets["after_now"]
        if (
            words
            and (words[0] in sets["openers"] or now)
            and not _of_a_number(text, first, last, sets["openers"])
        ):
            return text.tokens[first].start
    return 0


def _of_a_number(text: Text, first: int, last: int, openers: frozenset[str]) -> bool:
    """ "Sorry, eight of the latter, not ten", "oops, five instead of two": put right where it was told, so that
    nothing is left to take back."""
    words = {token.text for token in text.tokens[first:last] if token.kind == WORD}
    known = listed("number_verbs") | openers | english().numbers.keys() | _AGAINST
    if PLACES.keys().isdisjoint(words) and not words <= known:
        return False
    if not any(q.last <= first for q in numbers.find(text)):
        return False
    return not any(first <= q.first < last for q in numbers.find(text))


_AGAINST = frozenset({"not", "but", "instead", "of", "than", "the", "that", "those", "make", "a", "an"})
