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
from dataclasses import dataclass
from typing import NamedTuple

from assistant.reading.patterns import Pattern, PatternError, Patterns, Tagged, matched

ORDINARY = 2.0


class Atom(NamedTuple):
    """A pattern, class or shape (`concept`), or (`mentions`) interactions of which `least` are spoken of."""

    concept: str
    mentions: frozenset[str] | None = None
    least: int = 1


class Part(NamedTuple):
    """One condition of a sign line: one of `atoms` is there, or (`absent`) none of them."""

    atoms: tuple[Atom, ...]
    absent: bool = False
    anywhere: bool = False


class Sign(NamedTuple):
    """A line of parts that speaks for `topic`."""

    topic: str
    weight: float
    parts: tuple[Part, ...]
    source: str
    needed: tuple[frozenset[str], ...] = ()  # of each of these, one concept must be there


Place = tuple[int, int]


class Found:
    """What a message holds: places [first, last) of every concept, in order.  A concept is looked for when it
    is first asked for; most are only asked for beside others that aren't there."""

    def __init__(self, tagged: Tagged, likely: Mapping[str, Sequence[Pattern]], direct: Mapping[str, str]):
        """`likely` are the patterns, by concept, that may match; `direct` the concepts that are classes."""
        self._tagged, self._likely = tagged, likely
        self._places: dict[str, list[Place]] = {
            concept: tagged.spans(group) for concept, group in direct.items() if group in tagged.ends
        }
        self.concepts = likely.keys() | self._places.keys()
        self.spoken = [concept for concept in likely if concept[0] == ":"]
        self.signs: dict[str, list[Sign]] = {}  # those that may hold, by a concept that must be there
        self.held: dict[tuple[int, int, frozenset[str]], list[Held]] = {}
        self._starts: list[tuple[int, int, str]] = []

    def places(self, concept: str) -> list[Place]:
        places = self._places.get(concept)
        if places is None:
            matches = matched(self._likely.get(concept, ()), self._tagged)
            places = self._places[concept] = [(match.first, match.last) for match in matches]
        return places

    def within(self, concept: str, first: int, last: int) -> Place | None:
        """The first place of a concept in tokens [first, last)."""
        if concept not in self.concepts:
            return None
        places = self._places.get(concept) or self.places(concept)
        for index in range(bisect_left(places, (first, 0)), len(places)):
            place = places[index]
            if place[1] <= last:
                return place
            if place[0] >= last:
                break
        return None

    def telling(self, first: int, last: int) -> list[str]:
        """The keys of `signs` that stand in tokens [first, last), "" always."""
        if not self._starts:
            self._starts = sorted((*place, name) for name in self.signs for place in self.places(name))
        between = slice(bisect_left(self._starts, (first,)), bisect_left(self._starts, (last,)))
        near = {name for _, end, name in self._starts[between] if end <= last}
        return sorted(near | {""} & self.signs.keys())


@dataclass(frozen=True, slots=True)
class Held:
    """A sign that holds, and the places it was read from."""

    sign: Sign
    places: tuple[Place, ...]


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
        signs = [
            self._sign(topic, line, constructions) for topic, entries in lines.items() for line in entries
        ]
        self._constructions = constructions
        self._patterns = Patterns(constructions, words)
        # lines by a concept that must be there, each with what else must be
        self._by_concept: dict[str, list[tuple[Sign, tuple[frozenset[str], ...]]]] = {}
        for sign in signs:
            telling = self._telling(sign)
            others = tuple(needed for needed in sign.needed if needed != telling)
            for concept in telling:
                self._by_concept.setdefault(concept, []).append((sign, others))

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the classes and constructions."""
        return frozenset(_vocabulary(self._words, self._constructions))

    def _sign(self, topic: str, line: str, constructions: dict[str, list[str]]) -> Sign:
        weight, rest = ORDINARY, line
        head, _, tail = line.partition(" ")
        if head.replace(".", "", 1).isdigit() and tail:
            weight, rest = float(head), tail
        parts = tuple(self._part(words.strip(), line, constructions) for words in rest.split("&"))
        if all(part.absent for part in parts):
            raise PatternError(f'"{line}" ({topic}) names nothing that must be there')
        return Sign(topic, weight, tuple(sorted(parts, key=self._effort)), line, _needed(parts))

    def _effort(self, part: Part) -> int:
        """What it takes to see whether a part holds: the easiest is seen to first."""
        if part.absent:
            return 3
        if all(atom.mentions is not None for atom in part.atoms):
            return 0
        return 1 if all(atom.concept in self._direct for atom in part.atoms) else 2

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

    def _telling(self, sign: Sign) -> frozenset[str]:
        """Concepts of which one must be there: a construction rather than a class, if there is one."""
        nothing = frozenset(("",))
        return min(sign.needed, key=lambda needed: not needed.isdisjoint(self._direct), default=nothing)

    def find(self, tagged: Tagged) -> Found:
        """The places of everything the lines speak of."""
        found = Found(tagged, self._patterns.likely(tagged), self._direct)
        for concept in (*sorted(self._by_concept.keys() & found.concepts), ""):
            for sign, others in self._by_concept.get(concept, ()):
                for needed in others:  # a loop: this is asked some hundred times a message
                    if needed.isdisjoint(found.concepts):
                        break
                else:
                    found.signs.setdefault(concept, []).append(sign)
        return found

    def tag(self, text: object) -> Tagged:
        return self._patterns.tag(text)  # type: ignore[arg-type]

    def holding(self, found: Found, spoken: frozenset[str], first: int, last: int) -> list[Held]:
        """The signs that hold in tokens [first, last); `spoken` are the interactions spoken of there."""
        key = (first, last, spoken)
        if key not in found.held:
            here = _Here(found, first, last)
            near = {id(sign): sign for name in found.telling(first, last) for sign in found.signs[name]}
            found.held[key] = [_held(sign, here) for sign in near.values() if _holds(sign, here, spoken)]
        return found.held[key]


class _Here(dict[str, "Place | None"]):
    """The first place of each concept in a stretch of a message, looked up once."""

    def __init__(self, found: Found, first: int, last: int) -> None:
        super().__init__()
        self.found, self._first, self._last = found, first, last

    def __missing__(self, concept: str) -> Place | None:
        place = self[concept] = self.found.within(concept, self._first, self._last)
        return place


def _held(sign: Sign, here: _Here) -> Held:
    atoms = (atom for part in sign.parts if not part.absent for atom in part.atoms)
    return Held(sign, tuple(place for atom in atoms if (place := here[atom.concept]) is not None))


def _holds(sign: Sign, here: _Here, spoken: frozenset[str]) -> bool:
    for part in sign.parts:  # a loop: this is asked some thousand times a message
        for atom in part.atoms:
            if _there(atom, part.anywhere, here, spoken):
                if part.absent:
                    return False
                break
        else:
            if not part.absent:
                return False
    return True


def _there(atom: Atom, anywhere: bool, here: _Here, spoken: frozenset[str]) -> bool:
    if atom.mentions is not None:
        return len(atom.mentions & spoken) >= atom.least
    if anywhere:
        return bool(here.found.places(atom.concept))
    return here[atom.concept] is not None


def _needed(parts: Iterable[Part]) -> tuple[frozenset[str], ...]:
    plain = (part for part in parts if not part.absent and all(atom.mentions is None for atom in part.atoms))
    return tuple(frozenset(atom.concept for atom in part.atoms) for part in plain)


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
