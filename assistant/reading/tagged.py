"""A text prepared for patterns: where the phrases of every class stand, and where an element begins and ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.text import WORD, Text, Token

NAME = "name"  # the class of words that are somebody's name, in a Patterns made with `unnamed`
# Marks that stand inside a stretch of words without ending it.
SOFT = frozenset({'"', "'", "(", ")", "*", "_"})


class Element:
    """What one place of a pattern takes; one object for the same words.  `required`: one of its words or phrases
    must be there.  `loose`: anything may stand there."""

    __slots__ = ("barred", "closing", "gap", "groups", "loose", "optional", "required", "wide", "words")

    def __init__(
        self,
        words: frozenset[str] = frozenset(),
        groups: frozenset[str] = frozenset(),
        optional: bool = False,
        gap: int = 0,
        wide: bool = False,
        closing: bool = False,
        barred: bool = False,
    ) -> None:
        self.words, self.groups = words, groups
        self.optional, self.gap, self.wide = optional, gap, wide
        self.closing, self.barred = closing, barred
        self.loose = bool(gap or barred)
        self.required = not (self.loose or optional or closing)

    def keys(self) -> Iterable[str]:
        """The words and classes that it takes."""
        return (*(f"<{group}>" for group in self.groups), *self.words)


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """The phrases of all classes: single words, and longer ones by their first two words; `common` are the
    words that name nobody, however they are written."""

    single: Mapping[str, Sequence[str]]
    longer: Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], str]]]
    common: frozenset[str] = frozenset()


def phrase_index(groups: Mapping[str, Sequence[str]], common: frozenset[str]) -> PhraseIndex:
    single: dict[str, list[str]] = {}
    longer: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
    for group, phrases in groups.items():
        for phrase in phrases:
            words = tuple(phrase.replace("-", " ").lower().split())
            if len(words) == 1:
                single.setdefault(words[0], []).append(group)
            elif words:
                longer.setdefault((words[0], words[1]), []).append((words, group))
    return PhraseIndex(single, longer, common)


class Tagged:
    """A text with the places of every class's phrases: `ends[group][first]` are the ends of phrases.
    `soft` are the marks that are passed over, with the places behind them."""

    def __init__(self, text: Text, phrases: PhraseIndex) -> None:
        self.text = text
        self.tokens = text.tokens
        self.ends: dict[str, dict[int, list[int]]] = {}
        self.places: dict[str, list[int]] = {}
        self._tables: dict[Element, dict[int, list[int]]] = {}
        self._groups: list[tuple[int, str]] = []
        self.soft: dict[int, int] = {}
        following: tuple[str, ...] = ()
        for place in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[place]
            if token.text in SOFT:
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
        if place + len(phrase) > len(self.tokens):
            return False
        for step in range(2, len(phrase)):
            token = self.tokens[place + step]
            if token.text != phrase[step] and token.lemma != phrase[step]:
                return False
        return True

    def table(self, element: Element) -> dict[int, list[int]]:
        """Where an element of words begins, and where it ends from there."""
        found = self._tables.get(element)
        if found is None:
            found = self._tables[element] = self._table(element)
        return found

    def _table(self, element: Element) -> dict[int, list[int]]:
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

    def groups_within(self, first: int, last: int) -> Iterable[str]:
        """The classes of which a phrase begins in tokens [first, last)."""
        if last - first >= len(self.tokens):
            return self.ends
        if not self._groups:
            self._groups = sorted((place, group) for group, places in self.ends.items() for place in places)
        between = slice(bisect_left(self._groups, (first, "")), bisect_left(self._groups, (last, "")))
        return {group for _, group in self._groups[between]}

    def spans(self, group: str) -> list[tuple[int, int]]:
        """Places [first, last) of the longest phrases of a class, in order."""
        return [(first, max(ends)) for first, ends in sorted(self.ends.get(group, {}).items())]
