"""Signs: lines of patterns that have to stand together in a clause, with a weight.

    3 <where> & change|set & ! <when>      all of these in one clause, in any order; "!" must be absent
    @ calendly & <cost>                    "@": anywhere in the message
    in force / in effect & <cost>          " / " parts patterns of which one is enough
    :paid & :free                          ":" names a set of mentions (an interaction, or a kind of them)
    :mention*2                             at least two different ones of the set

Without a weight in front a line weighs 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.reading.patterns import PatternError, Patterns, Tagged

ORDINARY = 2.0


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of a sign line: a pattern, or (`mentions`) interactions of which `least` are spoken of."""

    concept: str
    absent: bool = False
    anywhere: bool = False
    mentions: frozenset[str] | None = None
    least: int = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of parts that speaks for `topic`."""

    topic: str
    weight: float
    parts: tuple[Part, ...]
    source: str


@dataclass(slots=True)
class Found:
    """What a message holds: places [first, last) of every concept."""

    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def within(self, concept: str, first: int, last: int) -> list[tuple[int, int]]:
        return [place for place in self.places.get(concept, ()) if first <= place[0] and place[1] <= last]


class Signs:
    """Sign lines over classes of words; `sets` names sets of mentions.  Raises PatternError for a bad line."""

    def __init__(
        self,
        lines: Mapping[str, Iterable[str]],
        concepts: Mapping[str, Iterable[str]],
        words: Mapping[str, Sequence[str]],
        sets: Mapping[str, Iterable[str]],
    ) -> None:
        self._sets = {name: frozenset(members) for name, members in sets.items()}
        self._words = words
        constructions = {concept: list(patterns) for concept, patterns in concepts.items()}
        self._direct: dict[str, str] = {}
        self.signs = tuple(self._sign(topic, line, constructions) for topic, line in _pairs(lines))
        self._patterns = Patterns(constructions, words)
        self.vocabulary = frozenset(_vocabulary(words, constructions))
        self._by_concept: dict[str, list[Sign]] = {}
        for sign in self.signs:
            self._by_concept.setdefault(self._key(sign), []).append(sign)

    def _sign(self, topic: str, line: str, constructions: dict[str, list[str]]) -> Sign:
        weight, rest = ORDINARY, line
        head, _, tail = line.partition(" ")
        if head.replace(".", "", 1).isdigit() and tail:
            weight, rest = float(head), tail
        parts = tuple(self._part(words.strip(), line, constructions) for words in rest.split("&"))
        if all(part.absent for part in parts):
            raise PatternError(f'"{line}" ({topic}) names nothing that must be there')
        return Sign(topic, weight, parts, line)

    def _part(self, words: str, line: str, constructions: dict[str, list[str]]) -> Part:
        absent, anywhere = words.startswith("! "), words.startswith("@ ")
        words = words[2:].strip() if absent or anywhere else words
        if words.startswith(":"):
            name, _, least = words[1:].partition("*")
            if name not in self._sets:
                raise PatternError(f'"{line}": no set of mentions is named :{name}')
            return Part(words, absent, anywhere, self._sets[name], int(least or 1))
        if not words:
            raise PatternError(f'"{line}" has an empty part')
        if words.startswith("<") and words.endswith(">") and words[1:-1] in self._words:
            self._direct[words] = words[1:-1]
        else:
            constructions.setdefault(words, [choice.strip() for choice in f" {words} ".split(" / ")])
        return Part(words, absent, anywhere)

    def _key(self, sign: Sign) -> str:
        """A concept without which the sign can't hold: a construction rather than a class, if there is one."""
        needed = [part for part in sign.parts if not part.absent]
        plain = [part for part in needed if part.mentions is None]
        best = [part for part in plain if part.concept not in self._direct] or plain
        return best[0].concept if best else ""

    def find(self, tagged: Tagged) -> Found:
        """The places of everything the lines speak of."""
        found = Found()
        for match in self._patterns.find(tagged):
            found.places.setdefault(match.concept, []).append((match.first, match.last))
        for concept, group in self._direct.items():
            if group in tagged.ends:
                found.places[concept] = tagged.spans(group)
        return found

    def tag(self, text: object) -> Tagged:
        return self._patterns.tag(text)  # type: ignore[arg-type]

    def holding(self, found: Found, spoken: frozenset[str], first: int, last: int) -> Iterator[tuple[Sign, list[tuple[int, int]]]]:
        """The signs that hold in tokens [first, last), with the places they were read from.

        `spoken` are the interactions spoken of there."""
        here = {concept for concept, places in found.places.items() if any(first <= a and b <= last for a, b in places)}
        for concept in (*here, ""):
            for sign in self._by_concept.get(concept, ()):
                if all(_holds(part, here, found, spoken) for part in sign.parts):
                    places = [place for part in sign.parts if not part.absent for place in found.within(part.concept, first, last)[:1]]
                    yield sign, places


def _holds(part: Part, here: set[str], found: Found, spoken: frozenset[str]) -> bool:
    if part.mentions is not None:
        there = len(part.mentions & spoken) >= part.least
    else:
        there = part.concept in (found.places if part.anywhere else here)
    return there != part.absent


def _pairs(lines: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for topic, entries in lines.items():
        for entry in entries:
            yield topic, entry


def _vocabulary(words: Mapping[str, Sequence[str]], constructions: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for phrases in words.values():
        for phrase in phrases:
            yield from phrase.replace("-", " ").lower().split()
    for patterns in constructions.values():
        for pattern in patterns:
            for element in pattern.split():
                yield from (word for word in element.removesuffix("?").split("|") if word.isalpha())
