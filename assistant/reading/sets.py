"""Which of several counted sets of calls a clause names: by number, label ("list B"), order, or what they had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from assistant.reading.concepts import TELLING
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.stretches import Unit
from assistant.reading.text import NUMBER, SENTENCE_END, WORD, Token

_STEM = 5  # letters by which "verified" is "verification"
_LONG = 4  # letters of a word that may name a set
_FIRST, _SECOND = frozenset({"first", "former", "1st"}), frozenset({"second", "latter", "2nd"})
_LARGER = frozenset({"larger", "bigger", "longer", "largest", "biggest", "longest"})
_SMALLER = frozenset({"smaller", "shorter", "smallest", "shortest"})
_PRONOUNS = frozenset({"which", "whom", "them", "those", "these", "they", "that"})


def label_places(first: int, last: int, tokens: Sequence[Token]) -> set[int]:
    """Where numbers and letters stand that are labels: "list 1", "lists 1 and 2", "on both 1 and 3"."""
    found: set[int] = set()
    for place in range(first, last):
        token, before = tokens[place], tokens[place - 1].text if place else ""
        short = token.kind == NUMBER or len(token.text) == 1
        verb = before == "counts" and place > 1 and tokens[place - 2].text in _PRONOUNS
        led = (before in listed("set_nouns") and not verb) or before in ("both", "between")
        joined = before in ("and", "&", "or") and (place - 2 in found)
        if short and (led or joined):
            found.add(place)
    return found


class Sets:
    """The units that are told of, and the words each is known by; `aside` are clauses that only speak of them."""

    def __init__(
        self,
        told: Sequence[Unit],
        aside: Sequence[tuple[int, int]],
        quantities: Sequence[Quantity],
        observed: Observed,
    ) -> None:
        self._tokens = observed.text.tokens
        self._message = observed.text.message
        self._told = told
        self._labels = label_places(0, len(self._tokens), self._tokens)
        self._values = {q.first: q.value for q in quantities if q.kind == "count" and q.value}
        self._counts = Counter(unit.count for unit in told)
        self._families = [set(_families(unit)) - _common() for unit in told]
        bags = [self._bag(unit, aside) for unit in told]
        known = Counter(word for bag in bags for word in bag)
        self._bags = [{word for word in bag if known[word] == 1} for bag in bags]

    def named(self, first: int, last: int, loosely: bool) -> list[tuple[int, int]]:
        """The units that tokens [first, last) name, each with the place where, in order; `loosely`: also by
        any word that only one of them was told in."""
        found: list[tuple[int, int]] = []
        pronoun = None
        for place in range(first, last):
            at = self._at(place, [one for one, _ in found], loosely)
            if at is not None:
                found.append((at, place))
            elif pronoun is None and self._tokens[place].text in _PRONOUNS:
                pronoun = place
        apart = {at for at, _ in found}
        meant = self._meant(first, apart) if pronoun is not None and len(apart) == 1 else None
        if meant is not None and pronoun is not None:
            found = sorted([*found, (meant, pronoun)], key=lambda entry: entry[1])
        return found

    def between(self, first: int, last: int) -> set[str]:
        """The words from one token to another."""
        return {token.text for token in self._tokens[first:last]}

    def _meant(self, first: int, named: set[int]) -> int | None:
        """The unit that "which" or "those" speaks of: the last one told, if that isn't named itself."""
        before = [
            at for at, u in enumerate(self._told) if u.quantity is not None and u.quantity.first < first
        ]
        others = [at for at in before if at not in named]
        return others[-1] if others and (len(self._told) == 2 or others[-1] == before[-1]) else None

    def _at(self, place: int, before: Sequence[int], loosely: bool) -> int | None:
        """The unit that the token at a place names."""
        token = self._tokens[place]
        value = self._values.get(place)
        if value is not None and place not in self._labels and self._counts[value] == 1:
            return next(at for at, unit in enumerate(self._told) if unit.count == value)
        stem = self._stem(place)
        for bags in (self._families, self._bags)[: 1 + loosely]:
            named = [at for at, bag in enumerate(bags) if stem in bag]
            if len(named) == 1:
                return named[0]
        return self._in_order(token, place, before)

    def _in_order(self, token: Token, place: int, before: Sequence[int]) -> int | None:
        """ "The first list", "the latter", "the larger one", "the other"."""
        behind = self._tokens[place + 1].text if place + 1 < len(self._tokens) else ""
        several = len(self._told)
        if token.text in _FIRST or token.text in _SECOND:
            number = int(token.text in _SECOND)
            named = behind in listed("set_nouns") or several == 2
            return number if named and number < several else None
        if several == 2 and token.text == "other" and before:
            return 1 - before[-1]
        if token.text in _LARGER | _SMALLER:
            counts = [unit.count or Fraction(0) for unit in self._told]
            return counts.index(max(counts) if token.text in _LARGER else min(counts))
        return None

    def _bag(self, unit: Unit, aside: Sequence[tuple[int, int]]) -> set[str]:
        """The words that a unit is known by: its label, what is said in its sentence, and what its calls had."""
        assert unit.quantity is not None
        end = next(
            (p for p in range(unit.quantity.last, unit.last) if self._tokens[p].text in SENTENCE_END),
            unit.last,
        )
        places = [p for p in range(unit.first, end) if not any(a <= p < b for a, b in aside)]
        bag = {stem for place in places if (stem := self._stem(place))}
        bag.update(_families(unit))
        return bag - _common()

    def _stem(self, place: int) -> str:
        """A token as a word that may name a set: a label as it is written, else the beginning of a long word."""
        token = self._tokens[place]
        written = self._message[token.start : token.end]
        if len(token.text) == 1 and (token.kind == NUMBER or written.isupper()):
            label = token.kind == WORD and written != "I"
            return written if label or place in self._labels else ""
        return token.text[:_STEM] if token.kind == WORD and len(token.text) >= _LONG else ""


def _common() -> set[str]:
    """The words that tell no set from another."""
    return {word[:_STEM] for word in listed("in_every_set")}


def _families(unit: Unit) -> Iterable[str]:
    """The words by which calls are called that had what a unit tells."""
    named = {
        "verified": listed("named_verified"),
        "asked": listed("named_asked"),
        "playbook": listed("named_playbook"),
        "agent_booked": listed("named_agent_booked"),
        "failure": listed("named_failure"),
    }
    for concept in {m.concept for m in unit.mentions if m.concept in TELLING}:
        yield from (word[:_STEM] for word in named.get(concept, ()))
