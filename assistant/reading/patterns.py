"""Words and constructions as data, matched over tokens.

A pattern is a line of elements, as kept in kb/language:

    ask|request        one of these words, in any inflection
    <human>            a phrase of the class `human` (kb/language/*/words.toml); also <human>|staff
    for?               optional
    ..   ..6           up to 3 (6) words in between, not across a mark
    ~    ~12           up to 8 (12) words in between, across commas but not past the end of a sentence
    //                 the clause ends here: a mark, the end, or a word like "and", "so", "then"

    Patterns({"asked": ["ask|request for <human>"]}, {"human": ["person", "human being"]}).find(text)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.text import BREAK, SENTENCE_END, WORD, Text, Token

GAP_WORDS, GAP_WIDE = 3, 8
NAME = "name"  # the class of words that are somebody's name, in a Patterns made with `unnamed`
# Marks that stand inside a stretch of words without ending it.
_SOFT = frozenset({'"', "'", "(", ")", "*", "_"})
_CLOSING = frozenset(
    {
        "as",
        "because",
        "and",
        "so",
        "then",
        "but",
        "which",
        "when",
        "who",
        "live",
        "in",
        "on",
        "at",
        "by",
        "or",
    }
)
_COMMAS = frozenset({",", "-", "–", "—", "--", ":", "/", "->", "→", "=>", "⇒", ">"}) | _SOFT


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern of `concept` that matched tokens [first, last); `gaps` are the places it passed over."""

    concept: str
    first: int
    last: int
    pattern: str
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Element:
    words: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0
    wide: bool = False
    closing: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    concept: str
    source: str
    elements: tuple[_Element, ...]
    required: tuple[_Element, ...]


class PatternError(ValueError):
    """A pattern that can't be read; the text says which and why."""


def _element(word: str, source: str, groups: Mapping[str, Sequence[str]]) -> _Element:
    for mark, wide, default in (("..", False, GAP_WORDS), ("~", True, GAP_WIDE)):
        if word.startswith(mark):
            size = word[len(mark) :]
            if size and not size.isdigit():
                raise PatternError(f'"{source}": "{word}" is no gap (write {mark} or {mark}6)')
            return _Element(gap=int(size) if size else default, wide=wide)
    if word == "//":
        return _Element(closing=True)
    optional = word.endswith("?")
    word = word.removesuffix("?") if optional and len(word) > 1 else word
    parts = word.split("|")
    classes = frozenset(part[1:-1] for part in parts if part.startswith("<") and part.endswith(">"))
    for name in sorted(classes - groups.keys()):
        raise PatternError(f'"{source}": no class is named <{name}>')
    return _Element(frozenset(part for part in parts if part[0] != "<"), classes, optional)


def _compile(concept: str, source: str, groups: Mapping[str, Sequence[str]]) -> _Pattern:
    elements = tuple(_element(word, source, groups) for word in source.split())
    if not elements or elements[0].gap or elements[-1].gap or all(e.optional for e in elements):
        raise PatternError(f'"{source}" ({concept}) must begin and end with a word')
    return _Pattern(
        concept, source, elements, tuple(e for e in elements if not (e.gap or e.optional or e.closing))
    )


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of all classes: single words, and longer ones by their first two words; `common` are the
    words that name nobody, however they are written."""

    single: Mapping[str, Sequence[str]]
    longer: Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], str]]]
    common: frozenset[str] = frozenset()


def _phrases(groups: Mapping[str, Sequence[str]], common: frozenset[str]) -> _Phrases:
    single: dict[str, list[str]] = {}
    longer: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    for group, phrases in groups.items():
        for phrase in phrases:
            words = tuple(phrase.replace("-", " ").lower().split())
            if len(words) == 1:
                single.setdefault(words[0], []).append(group)
            elif words:
                longer.setdefault((words[0], words[1]), []).append((words, group))
    return _Phrases(single, longer, common)


class Tagged:
    """A text with the places of every class's phrases: `ends[group][first]` are the ends of phrases."""

    def __init__(self, text: Text, phrases: _Phrases) -> None:
        self.text = text
        self.tokens = text.tokens
        self.ends: dict[str, dict[int, list[int]]] = {}
        self.places: dict[str, list[int]] = {}
        self._begins: dict[int, set[int]] = {}
        following: tuple[str, ...] = ()
        for place in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[place]
            words = (token.text,) if token.text == token.lemma else (token.text, token.lemma)
            for first in words:
                self.places.setdefault(first, []).append(place)
                for group in phrases.single.get(first, ()):
                    self._add(group, place, place + 1)
                for second in following:
                    for phrase, group in phrases.longer.get((first, second), ()):
                        if len(phrase) == 2 or self._fits(phrase, place):
                            self._add(group, place, place + len(phrase))
            if phrases.common and self._names(token, phrases.common):
                self._add(NAME, place, place + 1)
            following = words

    def _names(self, token: Token, common: frozenset[str]) -> bool:
        """Whether a word is somebody's name: written with a capital, and no word of the vocabulary."""
        if token.kind != WORD or not self.text.message[token.start].isupper():
            return False
        written = self.text.message[token.start : token.end]
        return written[1:].islower() and not {token.text, token.lemma} & common

    def _add(self, group: str, first: int, last: int) -> None:
        self.ends.setdefault(group, {}).setdefault(first, []).append(last)

    def _fits(self, phrase: tuple[str, ...], place: int) -> bool:
        tokens = self.tokens[place + 2 : place + len(phrase)]
        return len(tokens) == len(phrase) - 2 and all(
            token.text == word or token.lemma == word for token, word in zip(tokens, phrase[2:], strict=True)
        )

    def places_of(self, element: _Element) -> set[int]:
        """Where an element that isn't a gap begins."""
        found = self._begins.get(id(element))
        if found is None:
            found = {place for word in element.words & self.places.keys() for place in self.places[word]}
            for group in element.groups & self.ends.keys():
                found.update(self.ends[group])
            self._begins[id(element)] = found
        return found

    def spans(self, group: str) -> list[tuple[int, int]]:
        """Places [first, last) of the longest phrases of a class, in order."""
        return [(first, max(ends)) for first, ends in sorted(self.ends.get(group, {}).items())]


class Patterns:
    """Constructions by concept, over classes of phrases.  Raises PatternError for a bad one."""

    def __init__(
        self,
        constructions: Mapping[str, Iterable[str]],
        groups: Mapping[str, Sequence[str]],
        unnamed: Iterable[str] = (),
    ) -> None:
        """`unnamed` are words that are nobody's name; with them the class `<name>` stands for one."""
        constructions = {concept: tuple(sources) for concept, sources in constructions.items()}
        common = frozenset(unnamed)
        if common:
            groups = {**groups, NAME: ()}
            said = (*(w for s in constructions.values() for w in s), *(w for g in groups.values() for w in g))
            common |= {word for source in said for word in re.findall(r"[a-z']+", source)}
        self._phrases = _phrases(groups, common)
        self._patterns: list[_Pattern] = []
        self._index: dict[str, list[int]] = {}
        for concept, sources in constructions.items():
            for source in sources:
                pattern = _compile(concept, source, groups)
                for key in self._keys(pattern):
                    self._index.setdefault(key, []).append(len(self._patterns))
                self._patterns.append(pattern)

    @staticmethod
    def _keys(pattern: _Pattern) -> Iterable[str]:
        """What must be present for a pattern to be worth trying: its most telling required element."""
        telling = min(pattern.required, key=lambda e: (4 * len(e.groups) + len(e.words), sorted(e.words)))
        return [*(f"<{group}>" for group in telling.groups), *telling.words]

    def tag(self, text: Text) -> Tagged:
        return Tagged(text, self._phrases)

    def find(self, text: Text | Tagged) -> list[Match]:
        """Every concept's matches, the longest of each concept at a place, in order."""
        tagged = text if isinstance(text, Tagged) else self.tag(text)
        best: dict[tuple[str, int], Match] = {}
        for pattern in self._candidates(tagged):
            for first, last, gaps in _matches(pattern, tagged):
                key = (pattern.concept, first)
                if key not in best or best[key].last < last:
                    best[key] = Match(pattern.concept, first, last, pattern.source, gaps)
        return sorted(best.values(), key=lambda m: (m.first, m.last, m.concept))

    def _candidates(self, tagged: Tagged) -> Iterable[_Pattern]:
        keys = tagged.places.keys() | {f"<{group}>" for group in tagged.ends}
        numbers = {number for key in keys & self._index.keys() for number in self._index[key]}
        for number in sorted(numbers):  # in the order of the files, so that the same one wins every time
            pattern = self._patterns[number]
            if all(tagged.places_of(element) for element in pattern.required):
                yield pattern


def _matches(pattern: _Pattern, tagged: Tagged) -> Iterable[tuple[int, int, tuple[int, ...]]]:
    opening = pattern.elements[0]
    firsts = range(len(tagged.tokens)) if opening.optional else sorted(tagged.places_of(opening))
    for first in firsts:
        if tagged.tokens[first].text in _SOFT:
            continue
        found = _match(pattern.elements, 0, first, tagged)
        if found is not None:
            yield first, *found


_Found = tuple[int, tuple[int, ...]]  # the end, and the places that gaps passed over


def _match(elements: tuple[_Element, ...], index: int, place: int, tagged: Tagged) -> _Found | None:
    """The furthest end of elements[index:] matched from `place`, or None."""
    if index == len(elements):
        return place, ()
    element = elements[index]
    if element.gap:
        return _gap(elements, index, place, tagged)
    if element.closing:
        closed = place >= len(tagged.tokens) or tagged.tokens[place].text in _CLOSING
        closed = closed or tagged.tokens[place].kind not in (WORD, "number")
        return _match(elements, index + 1, place, tagged) if closed else None
    best: _Found | None = None
    for end in _ends(element, place, tagged):
        found = _match(elements, index + 1, end, tagged)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if element.optional and best is None:
        best = _match(elements, index + 1, place, tagged)
    return best


def _ends(element: _Element, place: int, tagged: Tagged) -> Sequence[int]:
    tokens = tagged.tokens
    while place < len(tokens) and tokens[place].text in _SOFT:
        place += 1
    if place >= len(tokens):
        return ()
    token = tokens[place]
    ends = [place + 1] if token.text in element.words or token.lemma in element.words else []
    for group in element.groups:
        ends.extend(tagged.ends.get(group, {}).get(place, ()))
    return ends


def _gap(elements: tuple[_Element, ...], index: int, place: int, tagged: Tagged) -> _Found | None:
    """The nearest continuation after at most `gap` words."""
    element = elements[index]
    skipped: list[int] = []
    words = 0
    while place <= len(tagged.tokens):
        found = _match(elements, index + 1, place, tagged)
        if found is not None:
            return found[0], (*skipped, *found[1])
        if place == len(tagged.tokens):
            return None
        token = tagged.tokens[place]
        if not _passable(token, element.wide):
            return None
        words += token.kind == WORD
        if words > element.gap:
            return None
        skipped.append(place)
        place += 1
    return None


def _passable(token: Token, wide: bool) -> bool:
    if token.kind == BREAK or token.text in SENTENCE_END or token.text == "but":
        return False
    return token.kind in (WORD, "number") or token.text in (_COMMAS if wide else _SOFT)
