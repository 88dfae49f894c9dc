"""Facts taken back in the same message: "he asked for a human, scratch that, the AI froze".

Two constructions (kb/language): `replaced` is followed by the right fact, which takes the place of those of
its sort told just before; `elsewhere` says that what was told just before was another call's.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.mention import WHO, WHY, YES, Mention, sentence_of
from assistant.reading.text import NUMBER, Token

_OPENING = 3  # tokens at the beginning of a sentence in which a correction is about the sentence before
_FALSE = frozenset({"wrong", "incorrect", "false", "mistaken", "right", "true", "correct"})
_BY_AI = frozenset({"alone", "no_human", "ai_booked"})
_MORE = frozenset({"also", "too", "additionally", "well", "plus", "second", "first", "third"})


def corrected(
    mentions: list[Mention],
    tokens: Sequence[Token],
    sentences: Sequence[tuple[int, int]],
    counting: frozenset[str],
) -> list[Mention]:
    """The mentions without those taken back; `counting` are words of numbers, whose corrections are others'."""
    gone: set[int] = set()
    for cue in mentions:
        if cue.concept == "elsewhere":
            gone |= {id(m) for m in _before(cue, mentions, sentences)}
        elif cue.concept == "replaced":
            after = _after(cue, tokens, sentences)
            said = {token.text for token in tokens[cue.first : after[1]]}
            counted = said & counting or any(t.kind == NUMBER for t in tokens[cue.first : after[1]])
            if not counted and not said & _MORE and not _of_some(cue, tokens, counting):
                gone |= _replaced(cue, after, mentions, sentences)
    return [m for m in mentions if id(m) not in gone] if gone else mentions


def _of_some(cue: Mention, tokens: Sequence[Token], counting: frozenset[str]) -> bool:
    """ "Minus the one that turns out to have been our own man's": said of one of them, not of all."""
    before = [token.text for token in tokens[max(0, cue.first - _OPENING) : cue.first]]
    return before[-1:] in (["that"], ["which"], ["who"]) and not counting.isdisjoint(before)


def _before(cue: Mention, mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]]) -> list[Mention]:
    """What was told just before a correction: in its sentence, or in the one before when it opens its own."""
    sentence = sentence_of(cue.first, sentences)
    if cue.first - sentences[sentence][0] < _OPENING and sentence:
        told = [m for m in mentions if m.last <= cue.first and not m.asked]
        sentence = max((sentence_of(m.first, sentences) for m in told), default=sentence)
    first = sentences[sentence][0]
    return [m for m in mentions if first <= m.first and m.last <= cue.first]


def _after(cue: Mention, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The words that tell what was right: the rest of the sentence, or the next one."""
    sentence = sentence_of(cue.first, sentences)
    last = sentences[sentence][1]
    if sentence + 1 < len(sentences):
        if last - cue.last < _OPENING:
            return sentences[sentence + 1]
        if tokens[cue.last - 1].text in _FALSE and tokens[min(cue.last, last - 1)].text == ":":
            return cue.last, sentences[sentence + 1][1]  # "that's wrong: he asked for parsnips. The AI …"
    return cue.last, last


def _replaced(
    cue: Mention, after: tuple[int, int], mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]]
) -> set[int]:
    right = {
        m.concept
        for m in mentions
        if after[0] < m.last and cue.first <= m.first < after[1] and m.polarity == YES and not m.asked
    }
    wrong: set[str] = set()
    if right & WHO:
        wrong |= WHO - right
    if right & WHY:
        wrong |= WHY - right
    if right & _BY_AI and not right & WHY:
        wrong |= {"agent_booked", "non_integrated"}
    return {id(m) for m in _before(cue, mentions, sentences) if m.concept in wrong and m.polarity == YES}
