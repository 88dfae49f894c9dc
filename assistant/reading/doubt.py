"""Facts that the message itself leaves open: "the AI froze or it was the outage", "possibly your agent"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.reading.mention import UNSURE, WHY, YES, Mention, sentence_of
from assistant.reading.text import Token
from assistant.reading.versions import opposed

_SIDES = frozenset({"smith", "own"})
_BY_AI = frozenset({"ai_booked", "alone"})
_BY_AGENT = frozenset({"smith", "agent_booked"})
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
    joined |= {id(m) for m in _one_of(mentions, tokens, sentences)}
    recanted = {id(m) for m in _recanted(mentions, sentences)}
    joined |= {id(m) for m in _sides_unknown(mentions, tokens, sentences)}
    since = _since(mentions, tokens, sentences)
    wondered = _wondered(mentions, tokens, sentences)
    joined |= {id(m) for m in _supposed_too(mentions, joined, sentences)}
    apart = {sentence_of(m.first, sentences) for m in mentions if id(m) in joined}
    found: list[Mention] = []
    for m in mentions:
        place = sentence_of(m.first, sentences)
        first, end = since.get(place, (1 << 30, 0))
        if m.concept in _SIDES and [t.text for t in tokens[m.last : m.last + 2]] in _ASKING:
            m = replace(m, polarity=UNSURE)  # "some human (ours? yours? no clue)"
        elif id(m) in recanted or (m.concept in _OPEN and m.polarity == YES and place in wondered):
            m = replace(m, polarity=UNSURE, asked=False)
        elif id(m) in joined:
            m = _alternative(m)
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


def _supposed_too(
    mentions: Sequence[Mention], joined: set[int], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """ "She asked, or the bot broke; Pat thinks it was acting up": an opinion settles no choice."""
    opinions = [m.first for m in mentions if m.concept == "opinion"]
    if not opinions or not joined:
        return []
    open_ = [m for m in mentions if id(m) in joined and m.concept in WHY]
    return [
        m
        for m in mentions
        if id(m) not in joined and m.concept in WHY and m.polarity == YES
        for choice in open_
        if choice.concept == m.concept and any(choice.first < place < m.first for place in opinions)
        if sentence_of(m.first, sentences) - sentence_of(choice.first, sentences) <= 1
    ]


def _alternative(m: Mention) -> Mention:
    """One of two things of which only one is so; who is new was verified."""
    if m.concept == "new":
        return replace(m, concept="verified", either=True)
    return replace(m, either=True) if m.concept in WHY else replace(m, polarity=UNSURE)


def _one_of(
    mentions: Sequence[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """What is told of which only one is so: "which of the two it was we don't know", "he thinks that he asked for
    a person, I think that the AI broke"."""
    found = opposed(mentions, tokens, sentences)
    for cue in mentions:
        if cue.concept != "one_of" or _ORDER & {token.text for token in tokens[cue.last : cue.last + _NEAR]}:
            continue
        place = sentence_of(cue.first, sentences)
        first, last = sentences[max(0, place - _BACK)][0], sentences[place][1]
        near = [m for m in mentions if first <= m.first < last and m.polarity == YES]
        for sort in (WHY, _SIDES):
            told = [m for m in near if m.concept in sort]
            if len({m.concept for m in told}) > 1:
                found += told
                break
    return found


def _recanted(mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]]) -> list[Mention]:
    """The reasons told before "I can't vouch for that": in its sentence, or else in the one before."""
    found: list[Mention] = []
    for cue in mentions:
        if cue.concept != "recanted":
            continue
        place = sentence_of(cue.first, sentences)
        told = [m for m in mentions if m.last <= cue.first and m.concept in WHY and m.polarity == YES]
        near = [m for m in told if place - sentence_of(m.first, sentences) <= 1]
        found += near[-1:]
    return found


def _sides_unknown(
    mentions: Sequence[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """ "It may be one of ours, but your agents know our stock as well, so I can't say": both sides of a sentence
    that ends in not knowing, and not in not knowing why."""
    found: list[Mention] = []
    for cue in mentions:
        if cue.concept != "unsure":
            continue
        first, last = sentences[sentence_of(cue.first, sentences)]
        if last - cue.last > _ENDING or _WHYS & {token.text for token in tokens[cue.last : last]}:
            continue
        told = [m for m in mentions if first <= m.first < cue.first and m.concept in _SIDES]
        apart = any(
            m.concept == "next_call" and told[0].last <= m.first < cue.first for m in mentions if told
        )
        if {m.concept for m in told if m.polarity == YES} == _SIDES and not apart:
            found += told  # "…, the second was ours, the third I can't say": each of a call of its own
    return found


_ENDING = 3  # tokens behind "so I can't say" at the end of a sentence
_WHYS = frozenset({"why", "what", "how", "reason", "when"})


def _wondered(
    mentions: Sequence[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> set[int]:
    """Sentences that ask what the next one says nobody knows: "Was it a fault? Was it a wish? Can't tell."."""
    priced = {sentence_of(m.first, sentences) for m in mentions if m.concept in _PRICE}
    found: set[int] = set()
    for place in {sentence_of(m.first, sentences) for m in mentions if m.concept == "unsure"}:
        for before in range(place - 1, max(-1, place - 1 - _BACK), -1):
            first, last = sentences[before]
            if tokens[last - 1].text != "?" or last - first > _SHORT or before in priced:
                break
            found.add(before)
    return found


_ORDER = frozenset({"first", "earlier", "later", "sooner", "before", "after"})


_PRICE = frozenset({"price_ask", "how_much"})
_SHORT = 16  # tokens of a question that only wonders
_BACK = 3  # sentences before "which of the two it was"


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
    for sort in (WHY | {"new"}, _SIDES):
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
    return _ai_or_agent(mentions, place, sentences)


def _ai_or_agent(
    mentions: Sequence[Mention], place: int, sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """ "… either by the AI or by your live agent": both sides of the "or" at `place`."""
    sentence = sentence_of(place, sentences)
    near = [m for m in mentions if m.polarity == YES and sentence_of(m.first, sentences) == sentence]
    if any(m.first <= place < m.last for m in near):
        return []  # "booked by your agent on his or her public link"
    before = [m for m in near if m.last <= place and place - m.last <= _FAR]
    after = [m for m in near if place <= m.first <= place + _FAR]
    for one, other in ((_BY_AI, _BY_AGENT), (_BY_AGENT, _BY_AI)):
        if any(m.concept in one for m in before) and any(m.concept in other for m in after):
            return [*(m for m in before if m.concept in one), *(m for m in after if m.concept in other)]
    return []


def _chain(before: list[Mention]) -> list[Mention]:
    """The last mention before "or", and those listed right before it."""
    chain = [before[-1]]
    for m in reversed(before[:-1]):
        if chain[-1].first - m.last > _NEAR:
            break
        chain.append(m)
    return chain
