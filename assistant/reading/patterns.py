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
from collections.abc import Iterable, Mapping, Sequence, Set
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


@dataclass(frozen=True, slots=True, eq=False)  # the same words of two patterns are one element
class _Element:
    words: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0
    wide: bool = False
    closing: bool = False

    @property
    def required(self) -> bool:
        """Whether one of its words or phrases must be there."""
        return not (self.gap or self.optional or self.closing)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`opening`: the elements of which one begins a match; none where anything may."""

    concept: str
    source: str
    elements: tuple[_Element, ...]
    required: frozenset[_Element]
    opening: tuple[_Element, ...]


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
    return _Element(frozenset(part for part in parts if part[0] != "<") - _SOFT, classes, optional)


def _compile(
    concept: str, source: str, groups: Mapping[str, Sequence[str]], known: dict[str, _Element]
) -> _Pattern:
    """`known` are the elements of patterns before, by how they are written."""
    for word in source.split():
        if word not in known:
            known[word] = _element(word, source, groups)
    elements = tuple(known[word] for word in source.split())
    if not elements or elements[0].gap or elements[-1].gap or all(e.optional for e in elements):
        raise PatternError(f'"{source}" ({concept}) must begin and end with a word')
    return _Pattern(
        concept, source, elements, frozenset(e for e in elements if e.required), _opening(elements)
    )


def _opening(elements: tuple[_Element, ...]) -> tuple[_Element, ...]:
    """The elements up to the first that isn't optional; () where that is no word."""
    last = next(place for place, element in enumerate(elements) if not element.optional)
    return elements[: last + 1] if elements[last].required else ()


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
    """A text with the places of every class's phrases: `ends[group][first]` are the ends of phrases.
    `soft` are the marks that are passed over, with the places behind them."""

    def __init__(self, text: Text, phrases: _Phrases) -> None:
        self.text = text
        self.tokens = text.tokens
        self.ends: dict[str, dict[int, list[int]]] = {}
        self.places: dict[str, list[int]] = {}
        self._tables: dict[_Element, dict[int, list[int]]] = {}
        self.soft: dict[int, int] = {}
        following: tuple[str, ...] = ()
        for place in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[place]
            if token.text in _SOFT:
                self.soft[place] = self.soft.get(place + 1, place + 1)
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

    def table(self, element: _Element) -> dict[int, list[int]]:
        """Where an element of words begins, and where it ends from there."""
        found = self._tables.get(element)
        if found is None:
            found = self._tables[element] = self._table(element)
        return found

    def _table(self, element: _Element) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for group in element.groups & self.ends.keys():
            ends_of = self.ends[group]
            found |= {place: sorted({*found[place], *ends_of[place]}) for place in found.keys() & ends_of}
            found = ends_of | found
        for word in element.words & self.places.keys():
            for place in self.places[word]:
                found[place] = [place + 1] if place not in found else sorted({place + 1, *found[place]})
        for place, behind in self.soft.items():
            if behind in found:
                found[place] = found[behind]
        return found

    def firsts(self, pattern: _Pattern) -> Iterable[int]:
        """Where a pattern may begin, in order."""
        if not pattern.opening:
            return (place for place in range(len(self.tokens)) if place not in self.soft)
        places: Set[int] = self.table(pattern.opening[0]).keys()
        for element in pattern.opening[1:]:
            places = places | self.table(element).keys()
        return sorted(places - self.soft.keys() if self.soft else places)

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
        self._telling: dict[_Element, list[int]] = {}
        known: dict[str, _Element] = {}
        for concept, sources in constructions.items():
            for source in sources:
                pattern = _compile(concept, source, groups, known)
                self._telling.setdefault(_most_telling(pattern), []).append(len(self._patterns))
                self._patterns.append(pattern)
        self._index: dict[str, list[_Element]] = {}
        for element in known.values():
            if element.required:
                for key in (*(f"<{group}>" for group in element.groups), *element.words):
                    self._index.setdefault(key, []).append(element)

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
        """The patterns of which every required element is there."""
        keys = tagged.places.keys() | {f"<{group}>" for group in tagged.ends}
        there = {element for key in keys & self._index.keys() for element in self._index[key]}
        numbers = [number for element in there for number in self._telling.get(element, ())]
        for number in sorted(numbers):  # in the order of the files, so that the same one wins every time
            pattern = self._patterns[number]
            if pattern.required <= there:
                yield pattern


def _most_telling(pattern: _Pattern) -> _Element:
    """The required element that is there least often."""
    required = (element for element in pattern.elements if element.required)
    return min(required, key=lambda e: (4 * len(e.groups) + len(e.words), sorted(e.words)))


def _matches(pattern: _Pattern, tagged: Tagged) -> Iterable[tuple[int, int, tuple[int, ...]]]:
    for first in tagged.firsts(pattern):
        found = _match(pattern.elements, 0, first, tagged)
        if found is not None:
            yield first, *found


_Found = tuple[int, tuple[int, ...]]  # the end, and the places that gaps passed over


def _match(elements: tuple[_Element, ...], index: int, place: int, tagged: Tagged) -> _Found | None:
    """The furthest end of elements[index:] matched from `place`, or None."""
    while index < len(elements):
        element = elements[index]
        if element.gap:
            return _gap(elements, index, place, tagged)
        index += 1
        if element.closing:
            if not _closed(place, tagged.tokens):
                return None
            continue
        ends = tagged.table(element).get(place, ())
        if element.optional or len(ends) > 1:
            found = _furthest(elements, index, ends, tagged)
            if found is not None or not element.optional:
                return found
        elif ends:
            place = ends[0]
        else:
            return None
    return place, ()


def _furthest(
    elements: tuple[_Element, ...], index: int, places: Iterable[int], tagged: Tagged
) -> _Found | None:
    """The furthest end of elements[index:] matched from one of `places`, or None."""
    best: _Found | None = None
    for place in places:
        found = _match(elements, index, place, tagged)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def _closed(place: int, tokens: Sequence[Token]) -> bool:
    return (
        place >= len(tokens) or tokens[place].text in _CLOSING or tokens[place].kind not in (WORD, "number")
    )


def _gap(elements: tuple[_Element, ...], index: int, place: int, tagged: Tagged) -> _Found | None:
    """The nearest continuation after at most `gap` words."""
    element, following = elements[index], elements[index + 1]
    begins = tagged.table(following) if following.required else None
    tokens = tagged.tokens
    words = 0
    for last in range(place, len(tokens) + 1):
        if begins is None or last in begins:
            found = _match(elements, index + 1, last, tagged)
            if found is not None:
                return found[0], (*range(place, last), *found[1])
        if last == len(tokens) or not _passable(tokens[last], element.wide):
            return None
        words += tokens[last].kind == WORD
        if words > element.gap:
            return None
    return None


def _passable(token: Token, wide: bool) -> bool:
    if token.kind == BREAK or token.text in SENTENCE_END or token.text == "but":
        return False
    return token.kind in (WORD, "number") or token.text in (_COMMAS if wide else _SOFT)
