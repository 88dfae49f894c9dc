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

from assistant.reading.elements import ALWAYS, Commonness, Elements, PatternError
from assistant.reading.tagged import NAME, SOFT, Element, Tagged, phrase_index
from assistant.reading.text import BREAK, SENTENCE_END, WORD, Text, Token

__all__ = ["NAME", "Match", "Pattern", "PatternError", "Patterns", "Tagged", "matched"]

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


class Patterns:
    """Constructions by concept, over classes of phrases.  Raises PatternError for a bad one."""

    def __init__(
        self,
        constructions: Mapping[str, Iterable[str]],
        groups: Mapping[str, Sequence[str]],
        unnamed: Iterable[str] = (),
    ) -> None:
        """`unnamed` are words that are nobody's name; with them the class `<name>` stands for one."""
        common = frozenset(unnamed)
        groups = {**groups, NAME: ()} if common else groups
        self._patterns: list[Pattern] = []
        self._elements = Elements(groups)
        self._commonness = Commonness(self._elements)
        telling: dict[str, list[int]] = {}  # patterns by their element that is there least often
        for concept, sources in constructions.items():
            for source in sources:
                telling.setdefault(self._most_telling(concept, source), []).append(len(self._patterns))
                self._patterns.append(Pattern(concept, source))
        self._telling: dict[str, list[int]] = {}  # and by the words and classes that this element takes
        for word, numbers in telling.items():
            keys = word.split("|") if word.replace("|", "").isalpha() else self._elements[word].keys()
            for key in keys:
                self._telling.setdefault(key, []).extend(numbers)
        if common:
            said = " ".join(chain(self._commonness, *groups.values()))
            common |= frozenset(said.lower().encode().translate(_MARKS).decode().split())
        self._phrases = phrase_index(groups, common)

    def _most_telling(self, concept: str, source: str) -> str:
        """The element that is there least often of those that must be, as it is written."""
        words, commonness = source.split(), self._commonness
        try:
            rarest = min(words, key=commonness.__getitem__, default="")
        except PatternError as error:
            raise PatternError(f'"{source}": {error}') from None
        if not rarest or commonness[rarest] == ALWAYS or not self._bounded(words[0], words[-1]):
            raise PatternError(f'"{source}" ({concept}) must begin and end with a word')
        return rarest

    def _bounded(self, begin: str, end: str) -> bool:
        """Whether neither of the outer elements is a gap, and the first one isn't any word but some."""
        opened = begin[0] in ".~!" and self._elements[begin].loose
        return not opened and not (end[0] in ".~" and self._elements[end].gap)

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
        numbers = {number for key in keys & self._telling.keys() for number in self._telling[key]}
        # in the order of the files, so that the same one wins every time
        patterns = [self._patterns[number].made(self._elements) for number in sorted(numbers)]
        taking = self._elements.taking
        there = {element for key in keys & taking.keys() for element in taking[key]}
        found: dict[str, list[Pattern]] = {}
        for pattern in patterns:
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
