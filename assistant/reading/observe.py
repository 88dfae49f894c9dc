"""Tokens → mentions: what the message says of what happened, each with its polarity and exact words.

The constructions are data (kb/language/<code>/observe.toml); this holds the mechanisms: which mention hides
which, how far a negation reaches, and where it is only asked, not told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant import toml
from assistant.reading.corrected import corrected
from assistant.reading.denials import denied_apart
from assistant.reading.doubt import undecided
from assistant.reading.mention import NO, UNSURE, YES, Mention, sentence_of
from assistant.reading.patterns import Match, Patterns, Tagged
from assistant.reading.quoted import with_wishes
from assistant.reading.rhetorical import self_answered
from assistant.reading.text import BREAK, SENTENCE_END, WORD, Text, Token
from assistant.reading.versions import found_out
from assistant.reading.voids import void
from assistant.types import Observation

__all__ = [
    "NO",
    "UNSURE",
    "YES",
    "Mention",
    "Observed",
    "Observer",
    "as_observation",
    "sentence_of",
    "sentences",
]


@dataclass(frozen=True, slots=True)
class Observed:
    """A text with its mentions in order, and where its sentences begin."""

    text: Text
    tagged: Tagged
    mentions: tuple[Mention, ...]
    sentences: tuple[tuple[int, int], ...]


class Observer:
    """The constructions of one language, ready to be matched.  Raises patterns.PatternError."""

    def __init__(self, words: Mapping[str, Sequence[str]], tables: Mapping[str, Any]) -> None:
        groups = {**words, **tables.get("words", {})}
        self.patterns = Patterns(tables["concepts"], groups, tables.get("names", {}).get("no", ()))
        self._masks: dict[str, list[str]] = dict(tables["masks"])
        # whatever touches the words of these is hidden by them
        self._wholly = frozenset(tables.get("hiding", {}).get("wholly", ()))
        self._counting = frozenset(tables.get("corrections", {}).get("counting", ()))
        negation = tables["negation"]
        self._negators = frozenset(negation["words"])
        self._reach = int(negation["reach"])
        self._ends = frozenset(negation["ends"])
        self._near = frozenset(negation["near"])
        self._idle = frozenset(tuple(phrase.split()) for phrase in negation["idle"])
        offers = tables.get("offers", {})
        self._accepted = frozenset(offers.get("accepted", ()))
        self._declined = frozenset(offers.get("declined", ()))
        self._offer_reach = int(offers.get("reach", 0))
        after = tables["denied_after"]
        self._after = [tuple(phrase.split()) for phrase in after["phrases"]]
        self._after_first = frozenset(phrase[0] for phrase in self._after)
        self._after_reach = int(after["reach"])

    @classmethod
    def load(cls, folder: Path) -> Observer:
        """From words.toml and observe.toml of a language folder."""
        words = toml.load(folder / "words.toml")["words"]
        return cls(words, toml.load(folder / "observe.toml"))

    def observe(self, text: Text) -> Observed:
        tagged = self.patterns.tag(text)
        found = self.patterns.find(tagged, lambda match: void(match, text.tokens, self._idle))
        matches = self._unmasked(with_wishes(found, tagged))
        cut = sentences(text.tokens)
        consumed = self._consumed(matches, text.tokens)
        unticked = _unticked(text)
        free = [place for place, token in enumerate(text.tokens) if token.text in self._negators]
        free = [place for place in free if place not in consumed]
        mentions = [self._mention(match, text.tokens, cut, consumed, free, unticked) for match in matches]
        mentions = [self._answered(mention, text.tokens) for mention in mentions]
        answered = self_answered(list(_settled(mentions)), text.tokens, cut)
        settled = corrected(answered, text.tokens, cut, self._counting)
        settled = found_out(settled, text.tokens, cut)
        decided = undecided(denied_apart(settled, text.tokens, cut), text.tokens, cut)
        return Observed(text, tagged, tuple(decided), cut)

    def _unmasked(self, matches: list[Match]) -> list[Match]:
        """Without mentions that end within the words of one that hides them and isn't hidden itself."""
        firsts = [match.first for match in matches]
        longest = max((match.last - match.first for match in matches), default=0)
        pairs = {
            (mask, other)
            for mask in matches
            if mask.concept in self._masks
            for other in matches[bisect_right(firsts, mask.first - longest) : bisect_left(firsts, mask.last)]
            if other.concept in self._masks[mask.concept] and self._covers(mask, other)
        }
        covered = {other for _, other in pairs}
        hidden = {other for mask, other in pairs if mask not in covered or (other, mask) in pairs}
        return [match for match in matches if match not in hidden]

    def _covers(self, mask: Match, other: Match) -> bool:
        if mask is other or not (mask.first < other.last and other.first < mask.last):
            return False
        if mask.concept in self._wholly or other.concept == "someone":
            return True
        if mask.concept == f"no.{other.concept}" and mask.first <= other.first:
            return True  # "no one asked for a human": no "asked for a human"
        if other.concept == f"no.{mask.concept}" and other.first < mask.first:
            return False  # "no live agent from Smith.ai": whatever is longer
        return mask.last - mask.first >= other.last - other.first and other.last <= mask.last

    def _consumed(self, matches: Iterable[Match], tokens: Sequence[Token]) -> dict[int, list[Match]]:
        """The negations that are words of a construction, each with the constructions."""
        consumed: dict[int, list[Match]] = {}
        for match in matches:
            for place in range(match.first, match.last):
                if tokens[place].text in self._negators and place not in match.gaps:
                    consumed.setdefault(place, []).append(match)
        return consumed

    def _mention(
        self,
        match: Match,
        tokens: Sequence[Token],
        sentences: Sequence[tuple[int, int]],
        consumed: Mapping[int, Sequence[Match]],
        free: Sequence[int],
        unticked: Sequence[bool],
    ) -> Mention:
        prefix, _, concept = match.concept.rpartition(".")
        polarity = {"no": NO, "unknown": UNSURE}.get(prefix, YES)
        if polarity == YES and (
            self._denied(match, tokens, free)
            or any(
                tokens[p].text in self._negators and not _elsewhere(p, match, consumed) for p in match.gaps
            )
            or self._denied_after(match, tokens)
            or unticked[match.first]
        ):
            polarity = NO
        return Mention(
            concept,
            polarity,
            match.first,
            match.last,
            match.pattern,
            _asked(match, tokens, sentences),
            weak=prefix == "weak",
        )

    def _answered(self, mention: Mention, tokens: Sequence[Token]) -> Mention:
        """An offer of a human, by the answer to it: asked for, or nobody joined."""
        if mention.concept != "offer":
            return mention
        for token in tokens[mention.last : mention.last + self._offer_reach]:
            if token.text in self._accepted:
                return replace(mention, concept="asked", polarity=YES)
            if token.text in self._declined:
                return replace(mention, concept="smith", polarity=NO)
        return mention

    def _denied_after(self, match: Match, tokens: Sequence[Token]) -> bool:
        """Whether the clause goes on to say that it was off or did not happen."""
        for place in range(match.last, min(match.last + self._after_reach, len(tokens))):
            if tokens[place].kind == BREAK or tokens[place].text in SENTENCE_END or tokens[place].text == ",":
                return False
            if not {tokens[place].text, tokens[place].lemma} & self._after_first:
                continue
            for phrase in self._after:
                following = tokens[place : place + len(phrase)]
                if len(following) == len(phrase) and all(
                    word in (token.text, token.lemma) for word, token in zip(phrase, following, strict=True)
                ):
                    return True
        return False

    def _denied(self, match: Match, tokens: Sequence[Token], free: Sequence[int]) -> bool:
        """Whether a negation before the match reaches it; `free` are those that no construction holds."""
        words: list[str] = []
        nearest = bisect_left(free, match.first) - 1
        if nearest < 0 or free[nearest] < match.first - _FAR:
            return False
        ruled = tokens[free[nearest]].text in _RULED and tokens[free[nearest] + 1].text == "of"
        reach = self._reach + (_RULED_WORDS if ruled else 0)
        for place in range(match.first - 1, free[nearest] - 1, -1):
            token = tokens[place]
            if token.kind == BREAK or token.text in SENTENCE_END or token.text in _CLAUSE_MARKS:
                return False
            if token.text in self._ends:
                return False
            if place == free[nearest]:
                following = tuple(t.text for t in tokens[place : place + 2])
                # "not" before somebody denies what he did, unless it stands right before him, or it's "not one"
                near = match.concept not in _PEOPLE or token.text != "not" or self._near.issuperset(words)
                near = near or following[1:] in _NOT_ONE
                return following not in self._idle and near
            if token.kind == WORD:
                words.append(token.text)
            if len(words) >= reach:
                return False
        return False


_FAR = 40  # tokens that no negation reaches over, whatever they are
_RULED = frozenset({"none", "neither"})  # "none of the five calls on Monday had …": what they all did
_RULED_WORDS = 8
_CLAUSE_MARKS = frozenset({",", ":", "(", ")", "-", "–", "—", "|", "¦"})
_PEOPLE = frozenset({"smith", "own", "someone"})
_NOT_ONE = (("one",), ("even",))


def _elsewhere(place: int, match: Match, consumed: Mapping[int, Sequence[Match]]) -> bool:
    """Whether a negation in a gap belongs to a construction that shares no word with this one."""
    own = set(range(match.first, match.last)).difference(match.gaps)
    others = consumed.get(place, ())
    return bool(others) and not any(own.intersection(range(o.first, o.last)) for o in others)


def _unticked(text: Text) -> list[bool]:
    """Of each token, whether it stands behind an empty box, "[ ] caller asked for a human"."""
    tokens, behind = text.tokens, [False]
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else token
        if token.kind == BREAK or token.text in ("x", "X", "✓", "✔", "☑"):
            behind.append(False)
        elif token.text in ("]", ")") and before.text in ("[", "("):
            behind.append(token.start > before.end)  # "[ ]", not "[]"
        else:
            behind.append(behind[-1] or (place > 0 and token.text in ("☐", "□")))
    return behind


def _settled(mentions: Sequence[Mention]) -> Iterable[Mention]:
    """Without a mention that a longer one of the same concept contains, and without hints that overlap what is
    told outright; `mentions` are in order."""
    firsts = [mention.first for mention in mentions]
    longest = max((mention.last - mention.first for mention in mentions), default=0)
    for mention in mentions:
        last = bisect_left(firsts, mention.last) if mention.weak else bisect_right(firsts, mention.first)
        around = mentions[bisect_right(firsts, mention.first - longest) : last]
        if not any(other.concept == mention.concept and _outdoes(other, mention) for other in around):
            yield mention


def _outdoes(other: Mention, mention: Mention) -> bool:
    if mention.weak and not other.weak:
        return other.last > mention.first
    longer = other.last - other.first > mention.last - mention.first
    return (
        longer and other.weak <= mention.weak and other.first <= mention.first and mention.last <= other.last
    )


def sentences(tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Where a text's sentences begin and end."""
    return tuple(_sentences(tokens))


def _sentences(tokens: Sequence[Token]) -> Iterable[tuple[int, int]]:
    first = 0
    for place, token in enumerate(tokens):
        if token.kind == BREAK or token.text in SENTENCE_END:
            if place + 1 > first:
                yield first, place + 1
            first = place + 1
    if first < len(tokens):
        yield first, len(tokens)


RUN_ON = 28  # a longer "sentence" is dictation: most of it tells, whatever mark it ends with
_INTERROGATIVE = frozenset(
    "what how do does did is are am was were will would should shall can could which who why when".split()
)


def _asked(match: Match, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> bool:
    first, last = sentences[sentence_of(match.first, sentences)]
    if tokens[last - 1].text != "?" or last - first > RUN_ON:
        return False
    return any(token.text in _INTERROGATIVE for token in tokens[first : first + 2])


def as_observation(mention: Mention, text: Text) -> Observation:
    """The mention with its words and offsets, for people to see."""
    start, end = text.tokens[mention.first].start, text.tokens[mention.last - 1].end
    polarity = UNSURE if mention.either else mention.polarity
    return Observation(mention.concept, polarity, text.message[start:end], start, end, mention.rule)
