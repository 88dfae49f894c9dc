"""Questions that a message answers itself: "Live agent? None. Outage? No. A first-time caller? Yes.".

What is asked of is told by the answer: it was so, it wasn't, or nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.lists import listed
from assistant.reading.mention import NO, UNSURE, WHO, WHY, YES, Mention, sentence_of
from assistant.reading.text import NUMBER, WORD, Token

_TOLD = WHO | WHY | {"new", "non_integrated"}
_PRICE = frozenset({"price_ask", "how_much"})
_LONG = 12  # tokens of a question that is answered in a word


def self_answered(
    mentions: list[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """The mentions, those in a short question as the word behind it answers them."""
    asked = [
        place
        for place, (first, last) in enumerate(sentences[:-1])
        if last - first <= _LONG and tokens[last - 1].text == "?"
    ]
    answers = {place: found for place in asked if (found := _answer(sentences[place][1], tokens))}
    if not answers:
        return mentions
    priced = {sentence_of(m.first, sentences) for m in mentions if m.concept in _PRICE}
    return [_told(m, answers.get(sentence_of(m.first, sentences), ""), sentences, priced) for m in mentions]


def _told(m: Mention, answer: str, sentences: Sequence[tuple[int, int]], priced: set[int]) -> Mention:
    if not answer or m.concept not in _TOLD or sentence_of(m.first, sentences) in priced:
        return m
    if answer == NO:
        return replace(m, polarity=NO, asked=False)
    return replace(m, polarity=m.polarity if answer == YES else UNSURE, asked=False)


def _answer(place: int, tokens: Sequence[Token]) -> str:
    """What the word at `place` answers, if it is an answer by itself ("No." "None, sir."); empty for none."""
    if place >= len(tokens) or tokens[place].kind != WORD:
        return ""
    short = _elliptic(place, tokens)
    if short:
        return short
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if behind is not None and (behind.kind in (WORD, NUMBER) or behind.text == "?"):
        return ""
    for words, answer in (
        (listed("answer_no"), NO),
        (listed("answer_yes"), YES),
        (listed("answer_unknown"), UNSURE),
    ):
        if tokens[place].text in words:
            return answer
    return ""


def _elliptic(place: int, tokens: Sequence[Token]) -> str:
    """ "There wasn't.", "He had.": what such an answer says; empty for anything longer."""
    words = [token.text for token in tokens[place : place + 4]]
    if len(words) < 2 or words[0] not in _SUBJECTS or words[1] not in _AUXILIARIES:
        return ""
    denied = words[2:3] == ["not"]
    end = place + 2 + denied
    closed = end >= len(tokens) or (tokens[end].kind not in (WORD, NUMBER) and tokens[end].text != "?")
    return (NO if denied else YES) if closed else ""


_SUBJECTS = frozenset({"there", "it", "he", "she", "they", "we", "i", "that"})
_AUXILIARIES = frozenset({"was", "were", "is", "are", "did", "do", "does", "had", "has", "have", "would"})
