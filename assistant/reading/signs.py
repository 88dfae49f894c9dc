"""Signs: lines of patterns that have to stand together in a clause, with a weight.

    3 <where> & change|set & ! <when>      all of these in one clause, in any order; "!" must be absent
    @ calendly & <cost>                    "@": anywhere in the message
    in force / in effect & <cost>          " / " parts patterns of which one is enough
    :paid & :free                          ":" names a set of mentions (an interaction, or a kind of them)
    :mention*2                             at least two different ones of the set; other ":" names are shapes

Without a weight in front a line weighs 2.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.reading.patterns import PatternError, Patterns, Tagged

ORDINARY = 2.0


@dataclass(frozen=True, slots=True)
class Atom:
    """A pattern, class or shape (`concept`), or (`mentions`) interactions of which `least` are spoken of."""

    concept: str
    mentions: frozenset[str] | None = None
    least: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of a sign line: one of `atoms` is there, or (`absent`) none of them."""

    atoms: tuple[Atom, ...]
    absent: bool = False
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of parts that speaks for `topic`."""

    topic: str
    weight: float
    parts: tuple[Part, ...]
    source: str


@dataclass(slots=True)
class Found:
    """What a message holds: places [first, last) of every concept, in order."""

    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def concepts_within(self, first: int, last: int) -> dict[str, tuple[int, int]]:
        """Every concept that stands in tokens [first, last), with its first place there."""
        return {c: places[0] for c in self.places if (places := self.within(c, first, last))}

    def within(self, concept: str, first: int, last: int) -> list[tuple[int, int]]:
        places = self.places.get(concept, [])
        start = bisect_left(places, (first, 0))
        end = bisect_left(places, (last, 0), start)
        return [place for place in places[start:end] if place[1] <= last]


@dataclass(frozen=True, slots=True)
class Held:
    """A sign that holds, and the places it was read from."""

    sign: Sign
    places: tuple[tuple[int, int], ...]


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
            for concept in self._keys(sign):
                self._by_concept.setdefault(concept, []).append(sign)

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
        if not words:
            raise PatternError(f'"{line}" has an empty part')
        choices = words.split("|") if ":" in words and " " not in words else [words]
        atoms = tuple(self._atom(choice, line, constructions) for choice in choices)
        return Part(atoms, absent, anywhere)

    def _atom(self, words: str, line: str, constructions: dict[str, list[str]]) -> Atom:
        if words.startswith(":") and len(words) > 1:
            name, _, least = words[1:].partition("*")
            if name in self._sets:
                return Atom(words, self._sets[name], int(least or 1))
            if words not in constructions:
                raise PatternError(f'"{line}": neither a set of mentions nor a shape is named :{name}')
        elif words.startswith("<") and words.endswith(">") and words[1:-1] in self._words:
            self._direct[words] = words[1:-1]
        else:
            constructions.setdefault(words, [choice.strip() for choice in f" {words} ".split(" / ")])
        return Atom(words)

    def _keys(self, sign: Sign) -> tuple[str, ...]:
        """Concepts of which one must be there: a construction rather than a class, if there is one."""
        plain = [
            p
            for p in sign.parts
            if not p.absent and not p.anywhere and all(a.mentions is None for a in p.atoms)
        ]
        best = [part for part in plain if all(a.concept not in self._direct for a in part.atoms)] or plain
        return tuple(atom.concept for atom in best[0].atoms) if best else ("",)

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

    def holding(self, found: Found, spoken: frozenset[str], first: int, last: int) -> Iterator[Held]:
        """The signs that hold in tokens [first, last); `spoken` are the interactions spoken of there."""
        here = found.concepts_within(first, last)
        seen: set[int] = set()
        for concept in (*here, ""):
            for sign in self._by_concept.get(concept, ()):
                if id(sign) not in seen and all(_holds(part, here, found, spoken) for part in sign.parts):
                    seen.add(id(sign))
                    atoms = [atom for part in sign.parts if not part.absent for atom in part.atoms]
                    yield Held(sign, tuple(here[a.concept] for a in atoms if a.concept in here))


def _holds(part: Part, here: Mapping[str, object], found: Found, spoken: frozenset[str]) -> bool:
    return any(_there(atom, part.anywhere, here, found, spoken) for atom in part.atoms) != part.absent


def _there(
    atom: Atom, anywhere: bool, here: Mapping[str, object], found: Found, spoken: frozenset[str]
) -> bool:
    if atom.mentions is not None:
        return len(atom.mentions & spoken) >= atom.least
    return atom.concept in (found.places if anywhere else here)


def _pairs(lines: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for topic, entries in lines.items():
        for entry in entries:
            yield topic, entry


def _vocabulary(
    words: Mapping[str, Sequence[str]], constructions: Mapping[str, Iterable[str]]
) -> Iterator[str]:
    for phrases in words.values():
        for phrase in phrases:
            yield from phrase.replace("-", " ").lower().split()
    for patterns in constructions.values():
        for pattern in patterns:
            for element in pattern.split():
                yield from (word for word in element.removesuffix("?").split("|") if word.isalpha())
