"""Words and constructions as data, matched over tokens.

A pattern is a line of elements, as kept in kb/language:

    ask|request        one of these words, in any inflection
    <human>            a phrase of the class `human` (kb/language/*/words.toml); also <human>|staff
    !on|<human>        any one word that is none of these
    for?               optional
    ..   ..6           up to 3 (6) words in between, not across a mark
    ~    ~12           up to 8 (12) words in between, across commas but not past the end of a sentence
    //                 the clause ends here: a mark, the end, or a word like "and", "so", "then"

    Patterns({"asked": ["ask|request for <human>"]}, {"human": ["person", "human being"]}).find(text)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from assistant.reading.tagged import NAME, SOFT, Element, Tagged, phrase_index
from assistant.reading.text import BREAK, SENTENCE_END, WORD, Text, Token

__all__ = ["NAME", "Match", "Pattern", "PatternError", "Patterns", "Tagged", "matched"]

GAP_WORDS, GAP_WIDE = 3, 8
_MARKS = bytes.maketrans(b"|<>?!/.~-0123456789_", b" " * 20)  # what is no word of a construction
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
_COMMAS = frozenset({",", "-", "–", "—", "--", ":", "/", "->", "→", "=>", "⇒", ">"}) | SOFT


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern of `concept` that matched tokens [first, last); `gaps` are the places it passed over."""

    concept: str
    first: int
    last: int
    pattern: str
    gaps: tuple[int, ...] = ()


class Pattern:
    """A construction of `concept`.  Its elements are put together when a message first holds the most telling of
    them: most messages hold the words of few constructions."""

    __slots__ = ("concept", "elements", "opening", "required", "source")

    def __init__(self, concept: str, source: str) -> None:
        self.concept, self.source = concept, source
        self.elements: tuple[Element, ...] = ()
        self.required: frozenset[Element] = frozenset()  # what must be there
        self.opening: tuple[Element, ...] = ()  # of these one begins a match; none: anything may

    def made(self, known: Mapping[str, Element]) -> Pattern:
        """The pattern with its elements; `known` has them by how they are written."""
        if not self.elements:
            self.elements = tuple(known[word] for word in self.source.split())
            self.required = frozenset(element for element in self.elements if element.required)
            last = next(place for place, element in enumerate(self.elements) if not element.optional)
            self.opening = self.elements[: last + 1] if self.elements[last].required else ()
        return self


class PatternError(ValueError):
    """A pattern that can't be read; the text says which and why."""


def _element(word: str, source: str, groups: Mapping[str, Sequence[str]]) -> Element:
    if word.replace("|", "").isalpha():
        return Element(frozenset(word.split("|")))
    for mark, wide, default in (("..", False, GAP_WORDS), ("~", True, GAP_WIDE)):
        if word.startswith(mark):
            size = word[len(mark) :]
            if size and not size.isdigit():
                raise PatternError(f'"{source}": "{word}" is no gap (write {mark} or {mark}6)')
            return Element(gap=int(size) if size else default, wide=wide)
    if word == "//":
        return Element(closing=True)
    barred = word.startswith("!") and len(word) > 1
    word = word.removeprefix("!") if barred else word
    optional = word.endswith("?")
    word = word.removesuffix("?") if optional and len(word) > 1 else word
    parts = word.split("|")
    classes = frozenset(part[1:-1] for part in parts if part.startswith("<") and part.endswith(">"))
    for name in sorted(classes - groups.keys()):
        raise PatternError(f'"{source}": no class is named <{name}>')
    return Element(
        frozenset(part for part in parts if part[0] != "<") - SOFT, classes, optional, barred=barred
    )


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
            said = " ".join(chain(*constructions.values(), *groups.values()))
            common |= frozenset(said.lower().encode().translate(_MARKS).decode().split())
        self._phrases = phrase_index(groups, common)
        self._patterns: list[Pattern] = []
        self._telling: dict[Element, list[int]] = {}  # by the element that is there least often
        self._elements: dict[str, Element] = {}  # by how they are written
        for concept, sources in constructions.items():
            for source in sources:
                self._telling.setdefault(self._most_telling(concept, source, groups), []).append(
                    len(self._patterns)
                )
                self._patterns.append(Pattern(concept, source))
        self._index: dict[str, list[Element]] = {}
        for element in self._elements.values():
            if element.required:
                for key in (*(f"<{group}>" for group in element.groups), *element.words):
                    self._index.setdefault(key, []).append(element)

    def _most_telling(self, concept: str, source: str, groups: Mapping[str, Sequence[str]]) -> Element:
        """The required element that is there least often."""
        elements = []
        for word in source.split():
            if word not in self._elements:
                self._elements[word] = _element(word, source, groups)
            elements.append(self._elements[word])
        required = [element for element in elements if element.required]
        if not required or elements[0].loose or elements[-1].gap:
            raise PatternError(f'"{source}" ({concept}) must begin and end with a word')
        return min(required, key=_commonness)

    def tag(self, text: Text) -> Tagged:
        return Tagged(text, self._phrases)

    def find(self, text: Text | Tagged, void: Callable[[Match], bool] | None = None) -> list[Match]:
        """Every concept's matches, the longest of each concept at a place, in order; none that are `void`."""
        tagged = text if isinstance(text, Tagged) else self.tag(text)
        likely = self.likely(tagged).values()
        found = [match for patterns in likely for match in matched(patterns, tagged, void)]
        return sorted(found, key=lambda m: (m.first, m.last, m.concept))

    def likely(self, tagged: Tagged) -> dict[str, list[Pattern]]:
        """By concept, the patterns of which every required element is there."""
        keys = tagged.places.keys() | {f"<{group}>" for group in tagged.ends}
        there = {element for key in keys & self._index.keys() for element in self._index[key]}
        numbers = [number for element in there for number in self._telling.get(element, ())]
        found: dict[str, list[Pattern]] = {}
        for number in sorted(numbers):  # in the order of the files, so that the same one wins every time
            pattern = self._patterns[number].made(self._elements)
            if pattern.required <= there:
                found.setdefault(pattern.concept, []).append(pattern)
        return found


def matched(
    patterns: Iterable[Pattern], tagged: Tagged, void: Callable[[Match], bool] | None = None
) -> list[Match]:
    """The matches of one concept's patterns, the longest at a place, in order."""
    best: dict[int, Match] = {}
    for pattern in patterns:
        for first in _firsts(pattern, tagged):
            found = _match(pattern.elements, 0, first, tagged)
            if found is not None and (first not in best or best[first].last < found[0]):
                match = Match(pattern.concept, first, found[0], pattern.source, found[1])
                if void is None or not void(match):
                    best[first] = match
    return [best[first] for first in sorted(best)]


def _firsts(pattern: Pattern, tagged: Tagged) -> Iterable[int]:
    """Where a pattern may begin."""
    if not pattern.opening:
        return (place for place in range(len(tagged.tokens)) if place not in tagged.soft)
    places: Set[int] = tagged.table(pattern.opening[0]).keys()
    for element in pattern.opening[1:]:
        places = places | tagged.table(element).keys()
    return places - tagged.soft.keys() if tagged.soft else places


def _commonness(element: Element) -> int:
    return 4 * len(element.groups) + len(element.words)


_Found = tuple[int, tuple[int, ...]]  # the end, and the places that gaps passed over


def _match(elements: tuple[Element, ...], index: int, place: int, tagged: Tagged) -> _Found | None:
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
        if element.barred:
            place = tagged.soft.get(place, place)
            if not _other(element, place, tagged):
                return None
            place += 1
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


def _other(element: Element, place: int, tagged: Tagged) -> bool:
    """Whether a word stands here that is none of the element's."""
    here = place < len(tagged.tokens) and tagged.tokens[place].kind == WORD
    return here and place not in tagged.table(element)


def _furthest(
    elements: tuple[Element, ...], index: int, places: Iterable[int], tagged: Tagged
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


def _gap(elements: tuple[Element, ...], index: int, place: int, tagged: Tagged) -> _Found | None:
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
    return token.kind in (WORD, "number") or token.text in (_COMMAS if wide else SOFT)
