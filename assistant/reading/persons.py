"""People introduced by name: "Smith.ai agent Pam", "Lou, our dispatcher", "Marge (one of yours)".

Where the name comes again it tells whose person took part, like the words that introduced it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from assistant.reading.amountwords import english as amounts
from assistant.reading.concepts import WHY
from assistant.reading.lists import listed
from assistant.reading.observe import UNSURE, YES, Mention, Observed, sentence_of
from assistant.reading.ownsides import own_sides
from assistant.reading.text import WORD

_SIDES = frozenset({"smith", "own"})
_BETWEEN = (
    {","},
    {"("},
    {"is"},
    {"was"},
    {"are"},
    {"were"},
    {"="},
    {"from"},
    {"-"},
    {"–"},
    {"—"},
    {"being"},
    {"of"},
    {"with"},
    {"at"},
)
_ASKED = frozenset("for wanted wants named called mr mrs ms dr".split())
_DENIED = frozenset("not never nor couldn't wouldn't".split())
_PRESENTS = frozenset({"is", "=", "are", "were", "'s", "works", "work", "belongs", "belong"})
_FEW = 6  # people


def introduced(observed: Observed) -> Observed:
    """The observed text with the sides of people where only their names stand."""
    known = _known(observed)
    if not known or len(known) > _FEW:
        return observed
    presenting = _presenting(observed, known)
    mentions, found = [], list[Mention]()
    covered = {p for m in observed.mentions if m.concept in _SIDES for p in range(m.first, m.last)}
    for m in observed.mentions:
        if m.concept in _SIDES and sentence_of(m.first, observed.sentences) in presenting:
            continue
        side = next(
            (s for name, s in known.items() if m.concept == "someone" and _within(observed, m, name)), None
        )
        mentions.append(replace(m, concept=side) if side else m)
        if side:
            covered.update(range(m.first, m.last))
    for place in range(len(observed.text.tokens)):
        side = known.get(observed.text.tokens[place].text) if place not in covered else None
        if side and sentence_of(place, observed.sentences) in presenting:
            continue
        if side and _capital(observed, place) and _takes_part(observed, place):
            found.append(Mention(side, YES, place, place + 1, "somebody known by name"))
    if not found and mentions == list(observed.mentions):
        return observed
    return replace(
        observed, mentions=tuple(sorted([*mentions, *found], key=lambda m: (m.first, m.last, m.concept)))
    )


def _presenting(observed: Observed, known: dict[str, str]) -> set[int]:
    """The sentences that only say who somebody is: "Ivo is our dispatcher", "our Odette and your Brita had calls"."""
    tokens, found = observed.text.tokens, set()
    for place, (first, last) in enumerate(observed.sentences):
        here = [p for p in range(first, last) if tokens[p].text in known and _capital(observed, p)]
        elsewhere = {token.text for p, token in enumerate(tokens) if not first <= p < last} if here else set()
        if not here or not elsewhere.issuperset(tokens[p].text for p in here):
            continue
        told = any(m.concept in WHY and first <= m.first < last for m in observed.mentions)
        both = len({known[tokens[p].text] for p in here}) > 1
        if not told and (both or any(tokens[p + 1].text in _PRESENTS for p in here if p + 1 < last)):
            found.add(place)
    return found


def _within(observed: Observed, m: Mention, name: str) -> bool:
    tokens = observed.text.tokens
    return m.polarity == YES and any(
        tokens[p].text == name and _capital(observed, p) for p in range(m.first, m.last)
    )


def _known(observed: Observed) -> dict[str, str]:
    """Names that come again, by whose people they are; without those that are said to be of both sides."""
    again = _again(observed)
    if not again:
        return {}
    known: dict[str, set[str]] = {}
    sides = [(m.first, m.last, m.concept) for m in observed.mentions if _tells(m)]
    sides += [(first, last, "own") for first, last in own_sides(observed).items()]
    for first, last, side in sides:
        if _open(observed, first):
            continue
        for place in _names_at(observed, first, last):
            for one in (place, *_beside(observed, place)):
                known.setdefault(_singular(observed.text.tokens[one].text, again), set()).add(side)
    return {name: min(sides) for name, sides in known.items() if len(sides) == 1 and name in again}


def _open(observed: Observed, place: int) -> bool:
    """Whether a sentence asks, or leaves open which of two it was."""
    first, last = observed.sentences[sentence_of(place, observed.sentences)]
    unsettled = any(
        m.concept in ("either", "unsure", "maybe") or m.polarity == UNSURE
        for m in observed.mentions
        if first <= m.first < last
    )
    return unsettled or observed.text.tokens[last - 1].text == "?"


def _tells(m: Mention) -> bool:
    return m.concept in _SIDES and m.polarity == YES and not m.asked


def _again(observed: Observed) -> frozenset[str]:
    """The names that stand in the message more than once, and mean one person: "there's a Priya with us" does not."""
    tokens = observed.text.tokens
    named = [place for place in range(len(tokens)) if _name(observed, place)]
    often = Counter(tokens[place].text for place in named)
    other = {tokens[place].text for place in named if place and tokens[place - 1].text in _ARTICLES}
    return frozenset(name for name, count in often.items() if count > 1 and name not in other)


_ARTICLES = frozenset({"a", "an", "another", "which", "whichever", "other", "every"})


def _names_at(observed: Observed, first: int, last: int) -> Iterator[int]:
    """Where names stand in, right before or right behind the words that tell a side."""
    tokens = observed.text.tokens
    if last < len(tokens):
        behind = last + (tokens[last].text in ("(", ",") and last + 1 < len(tokens))
        if _name(observed, behind) and (_apposed(observed, last) or tokens[last].kind == WORD):
            yield behind
    if first and tokens[first].lemma in _WORKING and _name(observed, first - 1):
        yield first - 1
    if first > 1 and {tokens[first - 1].text} in _BETWEEN and _name(observed, first - 2):
        yield first - 2
    if first > 2 and tokens[first - 1].text == "(" and _name(observed, first - 2):
        yield first - 2
    inside = [place for place in range(first, last) if _name(observed, place)]
    yield from inside[:1]


def _apposed(observed: Observed, mark: int) -> bool:
    """ "One of yours, Paul, took it", "our dispatcher (Lou)"; not "she is yours, Paul works for us"."""
    tokens = observed.text.tokens
    behind = tokens[mark + 2] if mark + 2 < len(tokens) else None
    return tokens[mark].text == "(" or (
        tokens[mark].text == "," and (behind is None or behind.kind != WORD or behind.text in _LISTED)
    )


_WORKING = frozenset({"work", "be", "belong", "sit"})


def _beside(observed: Observed, place: int) -> Iterator[int]:
    """The other names of a list that a name stands in: "Joan, Pat and Lou"."""
    tokens = observed.text.tokens
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(tokens) and tokens[other].text in _LISTED:
            other += step
        while other != place + step and _name(observed, other):
            yield other
            before, other = other, other + step
            while 0 <= other < len(tokens) and tokens[other].text in _LISTED:
                other += step
            if other == before + step:
                break


_LISTED = frozenset({",", "and", "&", "or", "both"})


def _singular(name: str, again: Collection[str]) -> str:
    """ "Both Eds": Ed."""
    return name[:-1] if name not in again and name.endswith("s") and name[:-1] in again else name


def _name(observed: Observed, place: int) -> bool:
    """Whether a token is somebody's name."""
    if not 0 <= place < len(observed.text.tokens) or not _capital(observed, place):
        return False
    token, words = observed.text.tokens[place], amounts()
    raw = observed.text.message[token.start : token.end]
    dated = token.text in words.months or token.text in words.weekdays
    return (
        raw.isalpha()
        and raw[1:].islower()
        and len(raw) > 1
        and not dated
        and token.text not in listed("no_names")
    )


def _capital(observed: Observed, place: int) -> bool:
    token = observed.text.tokens[place]
    return token.kind == WORD and observed.text.message[token.start].isupper()


def _takes_part(observed: Observed, place: int) -> bool:
    """Whether somebody named does something: nobody who is only asked for, or didn't."""
    tokens = observed.text.tokens
    if _open(observed, place):
        return False
    before = tokens[place - 1].text if place else ""
    near = {token.text for token in tokens[place + 1 : place + 4]}
    behind = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return before not in _ASKED and not near & _DENIED and behind not in listed("reporting")
