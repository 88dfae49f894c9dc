"""Denials that stand apart from what they deny: "a tax caller gets a live agent. He didn't.", "it isn't true that
he asked for a person", "had he asked for a person, …".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.mention import NO, WHO, WHY, YES, Mention, sentence_of
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, WORD, Token

_TOLD = WHO | WHY | {"new"}
_MISHAPS = frozenset({"failure", "outage"})
_OPENING = frozenset(
    "no well but and yet nope in fact of course alas sadly actually true however only except sorry unfortunately"
    " luckily happily which though".split()
)
_PERSON = frozenset({"he", "she", "they", "caller", "customer", "client", "agent", "nobody", "none", "one"})
_THING = frozenset({"it", "ai", "bot", "robot", "machine", "system", "that", "this"})
_ARTICLES = frozenset({"the", "your", "our", "my", "no"})
_AUXILIARIES = frozenset("do did does have had has be was were is are could would can will 's".split())
_NONE = frozenset({"nobody", "none"})
_LONG = 4  # words of such a sentence's subject and what leads to it
_BILLED = frozenset({"i", "we", "you"})
_TURNS = frozenset({",", ":", "(", ")", "-", "–", "—", "but", "because", "since", "as"})


def denied_apart(
    mentions: list[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """The mentions, those as denied that another sentence or an opening clause denies; what would have been
    otherwise is the contrary of what was."""
    mentions = [_contrary(m) if _contrasted(m, tokens, sentences) else m for m in mentions]
    gone = {id(m) for first, last in sentences for m in _unsaid(first, last, mentions, tokens, sentences)}
    gone |= {
        id(m)
        for cue in mentions
        if cue.concept == "untrue"
        for m in _belied(cue, mentions, tokens, sentences)
    }
    gone |= {id(m) for cue in mentions if cue.concept == "belied" for m in _within(cue, mentions)}
    gone |= {
        id(m)
        for first, last in _neither(tokens)
        for m in mentions
        if first < m.first < last and m.concept in WHY and m.polarity == YES
    }
    return (
        [replace(m, polarity=NO, asked=False) if id(m) in gone else m for m in mentions] if gone else mentions
    )


def _neither(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """ "Neither a verification nor a request": from the one word to the other."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for place, token in enumerate(tokens):
        if token.text == "neither":
            first = place
        elif first is not None and token.text == "nor":
            found.append((first, place))
            first = None
        elif token.kind == BREAK or token.text in SENTENCE_END:
            first = None
    return found


def _unsaid(
    first: int,
    last: int,
    mentions: Sequence[Mention],
    tokens: Sequence[Token],
    sentences: Sequence[tuple[int, int]],
) -> list[Mention]:
    """What the sentence before tells, if this one begins with "It hadn't." or "He didn't: …"."""
    place = sentence_of(first, sentences)
    subject = _elliptic(first, last, tokens) if place else ""
    if not subject:
        return []
    begin, end = sentences[place - 1]
    told = [m for m in mentions if begin <= m.first < end and m.concept in _TOLD]
    if subject in _PERSON:
        told = [m for m in told if m.concept not in _MISHAPS]
    elif subject != "it":
        told = [m for m in told if m.concept in _MISHAPS]
    return told[-1:] if told and told[-1].polarity == YES else []


def _elliptic(first: int, last: int, tokens: Sequence[Token]) -> str:
    """The subject of a clause that is only "he didn't", "the AI hadn't", "none did"; empty for another clause."""
    subject = ""
    for place in range(first, min(last, first + _LONG)):
        word = tokens[place].text
        if subject and word in _AUXILIARIES:
            denied = tokens[place + 1].text == "not" if place + 1 < len(tokens) else False
            end = place + 1 + denied
            closed = end >= len(tokens) or tokens[end].kind not in (WORD, NUMBER)
            return subject if closed and (denied or subject in _NONE) and not _asks(end, tokens) else ""
        if word in _PERSON or word in _THING:
            subject = word
        elif word not in _OPENING and word not in _ARTICLES and word != ",":
            return ""
    return ""


def _asks(place: int, tokens: Sequence[Token]) -> bool:
    return place < len(tokens) and tokens[place].text == "?"


def _belied(
    cue: Mention, mentions: Sequence[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """What follows "it isn't true that …" in its clause."""
    end = sentences[sentence_of(cue.first, sentences)][1]
    if tokens[end - 1].text == "?" or cue.last >= end or tokens[cue.last].text in _BILLED:
        return []
    end = next((p for p in range(cue.last, end) if tokens[p].text in _TURNS), end)
    return [m for m in mentions if cue.last <= m.first < end and m.concept in _TOLD and m.polarity == YES]


def _within(cue: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """What stands in "the note '…' is wrong"."""
    return [m for m in mentions if cue.first <= m.first and m.last <= cue.last and m.concept in _TOLD]


def _contrasted(mention: Mention, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention stands in "Had he asked …, he would have got …"."""
    if mention.concept not in WHO | WHY or mention.polarity not in (YES, NO):
        return False
    first, last = sentences[sentence_of(mention.first, sentences)]
    if mention.polarity == NO and _had_not(mention.first, first, tokens):
        return True
    if tokens[last - 1].text == "?":
        return False  # "And had he asked for a person, what would it have been?"
    opening = tokens[first].text in _LEADING
    words = [token.text for token in tokens[first + opening : last]]
    comma = words.index(",") if "," in words else len(words)
    told = words.index("would", 3) if "would" in words[3:comma] else comma  # "if it had been X I would …"
    unreal = words[:1] == ["had"] or (words[:1] == ["if"] and bool(_UNREAL.intersection(words[:told])))
    end = words.index("but", told) if "but" in words[told:] else len(words)
    return unreal and "would" in words[told:] and mention.first - first - opening < end


def _had_not(place: int, first: int, tokens: Sequence[Token]) -> bool:
    """Whether "had … not" leads to what stands at `place`: "…, had it not garbled her name" tells that it did."""
    before = [token.text for token in tokens[max(first, place - 4) : place + 2]]
    if "had" not in before or "not" not in before[before.index("had") :]:
        return False
    had = place + 2 - len(before) + before.index("had") if place + 2 <= len(tokens) else place
    led = tokens[had - 1].text if had > first else ","
    return led in _LED and before[before.index("had") + 1 : before.index("had") + 2] != ["not"]


_LED = frozenset({",", ";", "-", "–", "—", "and", "but", ":", "("})


def _contrary(mention: Mention) -> Mention:
    return replace(mention, polarity=NO if mention.polarity == YES else YES)


_LEADING = frozenset({"but", "and", "so", "now", "sure"})
_UNREAL = frozenset({"had", "would"})
