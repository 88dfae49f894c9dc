"""Where a message says that what it tells is one call, and where another is told of beside it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.heads import subjects
from assistant.reading.observe import YES, Mention, Observed, sentence_of


def since_one(
    inside: Sequence[Mention], turns: Sequence[Mention], observed: Observed, span: tuple[int, int]
) -> int | None:
    """Where stories may be told apart: everywhere, behind what is "all in one call" where another call is told
    of after it, or nowhere."""
    tokens = observed.text.tokens
    ones = [
        m
        for m in inside
        if m.concept == "same_call" and m.polarity == YES and not m.asked
        if tokens[m.first - 1].text not in _HAD  # "our uptown shop had one call, which …"
        if not _another_beside(m, turns, observed)
    ]
    if not ones:
        return 0
    last = observed.sentences[sentence_of(ones[-1].first, observed.sentences)][1]
    said = [(m.first, m.last) for m in turns if m.concept == "next_call" and m.first >= last]
    said += [(place, place + _SOON) for place in subjects(observed, span) if place >= last]
    return last if any(t.lemma in _CALLING for a, b in said for t in tokens[a:b]) else None


def _another_beside(one: Mention, turns: Sequence[Mention], observed: Observed) -> bool:
    """ "In one call …, and … in the next": the sentence sets another call beside the one."""
    sentence = sentence_of(one.first, observed.sentences)
    last = observed.sentences[sentence][1]
    said = [m for m in turns if m.concept == "next_call" and one.last <= m.first < last]
    return any(_OTHER & {token.text for token in observed.text.tokens[m.first : m.last]} for m in said)


_OTHER = frozenset({"call", "next", "other", "another", "second"})
_HAD = frozenset({"had", "got", "has", "took", "received", "saw"})
_SOON = 6  # tokens in which somebody new is told to call
_CALLING = frozenset({"call", "ring", "phone", "telephone", "dial"})
