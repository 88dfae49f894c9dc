"""Facts that the message itself leaves open: "the AI froze or it was the outage", "possibly your agent"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.reading.mention import UNSURE, WHY, YES, Mention, sentence_of
from assistant.reading.text import Token

_SIDES = frozenset({"smith", "own"})
_OPEN = WHY | _SIDES
_FAR = 9  # tokens between "or" and what it joins
_NEAR = 4  # … and between the things of a longer list: "a, b or c"
_ASKING = (["?", "yours"], ["?", "ours"], ["?", "mine"], ["?", "or"])
_AFTER_ALL = frozenset({"but", "anyhow", "anyway", "still", "though", "although", "regardless", "however"})


def undecided(
    mentions: Sequence[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Alternatives: two sides are unknown, two reasons marked; after a doubt, what follows is unknown."""
    joined = {
        id(m)
        for place, token in enumerate(tokens)
        if token.text == "or"
        for m in _joined(mentions, tokens, place, sentences)
    }
    since = _since(mentions, tokens, sentences)
    apart = {sentence_of(m.first, sentences) for m in mentions if id(m) in joined}
    found: list[Mention] = []
    for m in mentions:
        place = sentence_of(m.first, sentences)
        first, end = since.get(place, (1 << 30, 0))
        if m.concept in _SIDES and [t.text for t in tokens[m.last : m.last + 2]] in _ASKING:
            m = replace(m, polarity=UNSURE)  # "some human (ours? yours? no clue)"
        elif id(m) in joined:
            m = replace(m, either=True) if m.concept in WHY else replace(m, polarity=UNSURE)
        elif (
            m.concept in _OPEN
            and m.polarity == YES
            and first < m.last
            and m.first < end
            and place not in apart
        ):
            m = replace(m, polarity=UNSURE)
        found.append(m)
    return found


def _since(
    mentions: Iterable[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Where in a sentence a doubt begins and ends."""
    mentions = list(mentions)
    doubts = {sentence_of(m.first, sentences) for m in mentions if m.concept == "unsure"}
    since: dict[int, tuple[int, int]] = {}
    for m in mentions:
        place = sentence_of(m.first, sentences)
        unsettled = m.concept == "either" and doubts & {place - 1, place, place + 1}
        if (unsettled or m.concept == "maybe") and place not in since:
            last = sentences[place][1]
            after = (p for p in range(m.last, last) if tokens[p].text in _AFTER_ALL)
            since[place] = (m.first, next(after, last))
    return since


def _joined(
    mentions: Sequence[Mention], tokens: Sequence[Token], place: int, sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """The mentions that the "or" at `place` puts to the choice."""
    if place + 1 < len(tokens) and tokens[place + 1].text == "not":
        return []  # "whether or not"
    sentence = sentence_of(place, sentences)
    opening = place == sentences[sentence][0]  # "Or he was one of yours.": the other thing was said before
    for sort in (WHY, _SIDES):
        near = [
            m
            for m in mentions
            if m.concept in sort and m.polarity == YES and sentence_of(m.first, sentences) == sentence
        ]
        if opening and sort is _SIDES and near and near[0].first - place <= _FAR:
            return near[:1]
        before = [m for m in near if m.last <= place and place - m.last <= _FAR]
        after = [m for m in near if place <= m.first <= place + _FAR]
        if before and after and before[-1].concept != after[0].concept:
            return [*_chain(before), after[0]]
    return []


def _chain(before: list[Mention]) -> list[Mention]:
    """The last mention before "or", and those listed right before it."""
    chain = [before[-1]]
    for m in reversed(before[:-1]):
        if chain[-1].first - m.last > _NEAR:
            break
        chain.append(m)
    return chain
