"""Who says that it was so: versions that don't agree, and what was found out when somebody looked.

"The caller says he asked for a person, the log says that the AI froze": only one of it is so.  "The client claims
that the AI broke.  Our engineer looked: it didn't, the caller asked for a person": what was found out counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.reading.mention import NO, WHY, YES, Mention, sentence_of
from assistant.reading.text import Token

if TYPE_CHECKING:
    from assistant.reading.observe import Observed

_SIDES = frozenset({"smith", "own"})
_WHOSE = _SIDES | {"alone", "no_human"}
_FURTHER = 6  # sentences behind a finding that tell what was found
_LED = 4  # tokens before "swears" in which what is sworn may begin ("my front desk swears they took it")


def opposed(
    mentions: Sequence[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """The reasons, or else the sides, that different people or papers give."""
    cues = [
        m for m in mentions if m.concept == "opinion" or (m.concept == "version" and not _several(tokens))
    ]
    held: dict[str, list[Mention]] = {}
    for cue, following in zip(cues, [*cues[1:], None], strict=False):
        end = sentences[sentence_of(cue.first, sentences)][1]
        end = min(end, following.first) if following else end
        said = [m for m in mentions if cue.last < m.last and cue.first - _LED <= m.first < end]
        held.setdefault(_source(cue, tokens), []).extend(m for m in said if m.polarity == YES)
    for sort in (WHY, _SIDES):
        told = [[m for m in said if m.concept in sort] for said in held.values()]
        told = [said for said in told if said]
        if len({said[0].concept for said in told}) > 1:
            return [m for said in told for m in said if m.concept == said[0].concept]
    return []


def disputed(observed: Observed) -> bool:
    """Whether a message tells what was claimed of one call, and what was found: it tells it twice."""
    told = {m.concept for m in observed.mentions}
    return told >= {"version", "finding"} and not _several(observed.text.tokens)


def _as_wish(m: Mention, tokens: Sequence[Token]) -> Mention:
    """What a paper says of a wish, as that wish: "the summary has 'caller requested human'"."""
    words = {token.lemma for token in tokens[m.first : m.last]}
    return replace(m, concept="asked") if m.concept == "log_says" and words & _WISHING else m


_WISHING = frozenset({"ask", "want", "request", "demand", "insist", "require"})


def _several(tokens: Sequence[Token]) -> bool:
    return any(token.text in ("calls", "callers") for token in tokens)


def _source(cue: Mention, tokens: Sequence[Token]) -> str:
    """Who holds an opinion: the last word before its verb that isn't "still", "is" or the like; of a version the
    word for who or what tells it."""
    if cue.concept == "version":
        place = cue.last - 1 if tokens[cue.first].text in _BY else cue.first
        which = tokens[place - 1].text if place else ""  # "one note …, another note …"
        return f"{which} {tokens[place].text}" if which in _WHICH else tokens[place].text
    before = reversed(tokens[: cue.first])
    return next((token.text for token in before if token.text not in _BETWEEN), "")


_BY = frozenset({"according", "per", "by", "in", "as"})
_WHICH = frozenset(
    {"one", "another", "other", "first", "second", "third", "my", "your", "our", "their", "his", "her"}
)
_BETWEEN = frozenset({"is", "are", "am", "be", "still", "also", "firmly", "really", "rather", "would", "do"})


def found_out(
    mentions: list[Mention], tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """The mentions without what was only claimed, where somebody looked and found something else."""
    if sum(m.concept == "version" for m in mentions) > 1:
        mentions = [_as_wish(m, tokens) for m in mentions]
    if any(m.concept == "one_of" for m in mentions):
        return mentions  # "which of them is right I can't say"
    gone: set[int] = set()
    since = 0
    for finding in [m for m in mentions if m.concept == "finding"]:
        claims = [
            m.first
            for m in mentions
            if m.concept in ("opinion", "version") and since <= m.first < finding.first
        ]
        if claims:
            gone |= _refuted(mentions, claims[0], finding, sentences)
            since = finding.first
    return [m for m in mentions if id(m) not in gone] if gone else mentions


def _refuted(
    mentions: Sequence[Mention], claim: int, finding: Mention, sentences: Sequence[tuple[int, int]]
) -> set[int]:
    """What was claimed from a place on, and is otherwise by what was found."""
    last = sentences[min(sentence_of(finding.first, sentences) + _FURTHER, len(sentences) - 1)][1]
    again = (m.first for m in mentions if m.concept == "version" and m.first > finding.last)
    last = min(last, next(again, last))
    after = [m for m in mentions if finding.first <= m.first < last and not m.asked]
    gone: set[int] = set()
    for sort in (WHY, _WHOSE):
        right = {m.concept for m in after if m.concept in sort and m.polarity == YES}
        denied = {m.concept for m in after if m.concept in sort and m.polarity == NO}
        claimed = [m for m in mentions if claim - _LED <= m.first < finding.first and m.concept in sort]
        wrong = {m.concept for m in claimed} - right if right else denied
        gone |= {id(m) for m in claimed if m.concept in wrong and m.polarity == YES}
    return gone
