"""Where a message takes back what it told before: "… Actually, the second one was ours."."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.reading import numbers
from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.nthcounts import PLACES
from assistant.reading.observe import sentences
from assistant.reading.patterns import Match
from assistant.reading.text import WORD, Text


def taken_back(text: Text, sets: Mapping[str, frozenset[str]]) -> int:
    """Where, in the message, a sentence begins that takes back what was told before; 0 for nowhere."""
    for first, last in sentences(text.tokens)[1:]:
        words = [token.text for token in text.tokens[first : min(last, first + 4)]]
        now = words[:1] in (["now"], ["please"], ["but"]) and set(words[1:3]) & sets["after_now"]
        taken = bool(words and (words[0] in sets["openers"] or now)) or _out(
            text, first, last, sets["removing"]
        )
        if taken and not _of_a_number(text, first, last, sets["openers"]):
            return text.tokens[first].start
    return 0


def takes_out(text: Text, sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether a message begins with taking out calls told before."""
    first, last = sentences(text.tokens)[0]
    return _out(text, first, last, sets["removing"])


def removes(moves: Sequence[Match]) -> bool:
    """Whether a correction takes calls out, behind its first words."""
    return any(m.concept == "remove" and m.first > 1 for m in moves)


def _out(text: Text, first: int, last: int, removing: frozenset[str]) -> bool:
    """ "No wait, forget the latter", "scratch those five", "the second lot aren't ours": calls told before."""
    words = [token.text for token in text.tokens[first:last]]
    place = next((i for i, word in enumerate(words) if word not in listed("interjections")), len(words))
    ordered = words[place] in removing if place < len(words) else False
    if ordered and words[place] in _PARTED and _AWAY.isdisjoint(words[place:]):
        return False  # "take the first number"
    pointed = words[place + ordered :]
    pointed = pointed[pointed[:1] in (["out"], ["off"], ["about"]) :]
    if len(pointed) < 2 or pointed[0] not in _THE:
        return False
    counted = [word for word in pointed[1:3] if word in english().numbers or word.isdigit()]
    known = bool(counted) or not listed("told_together").isdisjoint(pointed[1:4])
    nth = pointed[1] in _ALONE or (pointed[1] in PLACES and known)
    if ordered:
        return nth or known
    return (nth or (known and pointed[0] in _THOSE)) and not listed("not_counting").isdisjoint(words)


_THE = frozenset({"the", "that", "those", "these"})
_THOSE = frozenset({"those", "these"})
_ALONE = frozenset({"former", "latter"})
_PARTED, _AWAY = frozenset({"take", "leave", "cross"}), frozenset({"out", "off", "away", "aside"})


def _of_a_number(text: Text, first: int, last: int, openers: frozenset[str]) -> bool:
    """ "Sorry, eight of the latter, not ten", "oops, five instead of two", "scratch that, three did": put right
    where it was told, so that nothing is left to take back."""
    said = [token.text for token in text.tokens[first:last] if token.kind == WORD]
    if ("did", "not") in pairwise(said):
        return False  # "scratch that, three did not"
    words = set(said)
    known = listed("number_verbs") | openers | english().numbers.keys() | _AGAINST
    if PLACES.keys().isdisjoint(words) and not words <= known:
        return False
    if not any(q.last <= first for q in numbers.find(text)):
        return False
    return not any(first <= q.first < last for q in numbers.find(text))


_AGAINST = frozenset(
    {"not", "but", "instead", "of", "than", "the", "that", "those", "make", "a", "an", "did"}
)
