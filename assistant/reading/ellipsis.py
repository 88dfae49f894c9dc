"""Predicates left out: "five weren't verified; the other three were", "two didn't get one, the rest did"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.concepts import TELLING, WHO, WHY
from assistant.reading.lists import listed
from assistant.reading.observe import NO, YES, Mention, Observed
from assistant.reading.stretches import Unit
from assistant.reading.text import BREAK, PUNCT, SENTENCE_END, WORD, Token

_AUXILIARIES = frozenset({"did", "do", "was", "were", "had", "have", "has", "could", "does", "got"})
_SUBJECTS = frozenset({"they", "all", "both", "each", "of", "them", "these", "those"})
_AT = frozenset({"on", "in", "at", "from", "during", "this", "last"})
_DID = frozenset({"did", "were", "had", "was"})
_BEHIND = frozenset(
    "by with so and but though although too all as because since for on at as not both indeed however".split()
)
_FREE = frozenset({"own", "alone", "no_human", "ai_booked"})


def completed(units: Sequence[Unit], observed: Observed) -> list[Unit]:
    """The units, those that leave their predicate out with that of the unit before, affirmed or denied."""
    found: list[Unit] = []
    for unit in units:
        singles = all(one.count == 1 for one in found if one.tells)  # of several calls it is one of them
        if len(found) > 1 and singles and _had_both(unit, observed.text.tokens):
            both = [m for one in found if one.tells for m in _told_in(one)]
            unit = replace(unit, mentions=[*unit.mentions, *both], both=False, spread=False)
        if found and _so_too(unit, observed.text.tokens) and not unit.has(WHO | WHY):
            unit = replace(unit, mentions=[*unit.mentions, *_told_in(found[-1])], more=False, elided=False)
        bare = bool(found) and not unit.has(WHO | _FREE)
        said = _auxiliary(unit, found[-1], observed.text.tokens) if bare else None
        said = said if said != NO or not unit.has(WHY) else None
        added = _said_of(found[-1], said, observed) if said and found[-1].tells else []
        if added:
            unit = replace(unit, mentions=[*unit.mentions, *added], more=False, elided=False)
        found.append(unit)
    return found


def _had_both(unit: Unit, tokens: Sequence[Token]) -> bool:
    """ "One: new …. Another: asked …. Third: both": what the two before had."""
    q = unit.quantity
    if q is None or unit.count != 1 or unit.has(WHO | WHY):
        return False
    end = next((at for at in range(q.last, unit.last) if tokens[at].text in SENTENCE_END), unit.last)
    words = {token.text for token in tokens[q.last : end] if token.kind == WORD}
    return "both" in words and words <= _BOTH


_BOTH = frozenset("both had was were of them those these things reasons the got in one call".split())


def _so_too(unit: Unit, tokens: Sequence[Token]) -> bool:
    """ "Two … were AI only, so were two in the afternoon", "…; as did three more": like those before."""
    q = unit.quantity
    if q is None or q.kind not in ("count", "ordinal", "rest", "share") or q.first < 2:
        return False
    place = q.first - 1 - (tokens[q.first - 1].text in ("the", "another", "our", "a"))
    return tokens[place].text in _AUXILIARIES and tokens[place - 1].text in ("so", "as", "and")


def _told_in(unit: Unit) -> list[Mention]:
    return [m for m in unit.mentions if not m.asked and m.concept in TELLING | WHO | _FREE]


def _auxiliary(unit: Unit, before: Unit, tokens: Sequence[Token]) -> str | None:
    """Whether nothing but "did", "were", "they had" follows a number (yes), or "didn't", "were not" (no), or with
    it the verb of the unit before."""
    q = unit.quantity
    if q is None or q.kind not in ("rest", "count", "share", "ordinal") or q.first == q.last:
        return None
    place = q.last
    while place < unit.last and tokens[place].text in _SUBJECTS:
        place += 1
    if place < unit.last and tokens[place].text in _AT:  # "all four on Tuesday did"
        place = next(
            (p for p in range(place + 2, place + 5) if p < unit.last and tokens[p].text in _DID), place
        )
    if place >= unit.last or _needed_none(tokens, place):
        return NO if place < unit.last else None
    if tokens[place].text not in _AUXILIARIES:
        return None
    place += 1
    polarity = YES
    if place < len(tokens) and tokens[place].text in ("not", "n't"):
        place, polarity = place + 1, NO
        place += 2 * _needed_any(tokens, place)
    verbs = {token.lemma for m in before.mentions for token in tokens[m.first : m.last]}
    place += place < unit.last and tokens[place].kind == WORD and tokens[place].lemma in verbs
    ends = place >= len(tokens) or tokens[place].kind in (BREAK, PUNCT) or tokens[place].text in _BEHIND
    return polarity if ends else None


def _needed_none(tokens: Sequence[Token], place: int) -> bool:
    """ "The other five had none", "… needed nobody"."""
    behind = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return tokens[place].lemma in listed("needing") and behind in ("none", "nobody", "neither")


def _needed_any(tokens: Sequence[Token], place: int) -> bool:
    """ "… didn't need one", "… didn't get anybody"."""
    behind = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return tokens[place].lemma in listed("needing") and behind in _ANY


_ANY = frozenset({"one", "anyone", "anybody", "any", "it", "that", "them"})


def _said_of(before: Unit, polarity: str, observed: Observed) -> list[Mention]:
    told = [m for m in before.mentions if not m.asked and before.first <= m.first < before.last]
    denied = [m for m in told if m.concept == "no_human" or (m.polarity == NO and m.concept in TELLING | WHO)]
    if polarity == YES:
        agents = [m for m in told if m.concept == "smith" and m.polarity == YES]
        return [*agents, *(_affirmed(m, observed) for m in denied)] if denied else []
    met = [m for m in told if m.polarity == YES and m.concept in WHY | {"smith", "someone"}]
    if (
        denied
        or not any(m.concept in ("smith", "someone") for m in met)
        or any(m.concept in _FREE for m in told)
    ):
        return []
    return [replace(met[0], concept="no_human")]


def _affirmed(m: Mention, observed: Observed) -> Mention:
    if m.concept != "no_human":
        return replace(m, polarity=YES)
    words = {token.text for token in observed.text.tokens[m.first : m.last]}
    ours = bool(words & {"your", "yours", "live", "agent", "agents", "smith.ai", "smith"})
    return replace(m, concept="smith" if ours else "someone", polarity=YES)
