"""One message of a conversation: what it tells by itself, what it does to the calls told before, and its words.

The constructions ("what if", "leave out") and the single words are data: kb/language/*/follow.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from assistant import toml
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import NO, YES, Observed
from assistant.reading.patterns import Match, Patterns
from assistant.reading.scenario import Described, Scenario
from assistant.reading.text import Text
from assistant.reading.units import WHO, WHY

_BY_ITSELF = frozenset({"alone", "no_human", "ai_booked", "own"})

Words = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Moves:
    """The constructions of follow-ups, and their single words by name."""

    patterns: Patterns
    words: Words
    kinds: Mapping[str, str]  # word → the kind of call it names
    kind_facts: Words  # kind → the concepts that tell of it
    kind_names: Mapping[str, str]  # interaction → words that tell of one
    nth: tuple[str, ...]  # "first", "second" …
    days: Mapping[str, tuple[str, ...]]  # a day's name → its other names
    periods: Mapping[str, str]  # "wks" → "week"
    in_period: Mapping[str, Mapping[str, int]]  # "week" → "weekday" → 5

    @classmethod
    def load(cls, folder: Path) -> Moves:
        """From words.toml and follow.toml of a language folder.  Raises patterns.PatternError."""
        tables = toml.load(folder / "follow.toml")
        groups = toml.load(folder / "words.toml")["words"]
        sets = {**tables["sets"], **tables["corrections"]}
        sets["days"] = [name for names in tables["days"] for name in names]
        kinds = tables["kinds"]
        return cls(
            Patterns(tables["concepts"], {**groups, **tables.get("words", {})}),
            {name: frozenset(words) for name, words in sets.items()},
            {word: kind for kind, entry in kinds.items() for word in entry["words"]},
            {kind: frozenset(entry["facts"]) for kind, entry in kinds.items()},
            tables["kind_names"],
            tuple(tables["nth"]),
            {day: tuple(n for n in names if n != day) for names in tables["days"] for day in names},
            {word: period for period, words in tables["periods"].items() for word in words},
            tables["in_period"],
        )

    def of(self, text: Text) -> list[Match]:
        return self.patterns.find(text)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as read by itself, what it does, and what was told before it."""

    observed: Observed
    scenario: Scenario
    moves: frozenset[str]
    quantities: tuple[Quantity, ...]
    effective: date
    before: tuple[Described, ...] = ()
    history: Sequence[tuple[Described, ...]] = ()
    dripping: bool = False  # calls are being told bit by bit
    last_rule: str = ""  # what the turn before did
    asked: tuple[int, ...] = ()  # the places of those calls that alone were asked about last
    reply: bool = False  # it only says who took part, as was asked
    matches: tuple[Match, ...] = ()  # of the moves, with their places
    billable: Mapping[str, bool] = field(default_factory=dict)  # which interactions are charged
    read: Callable[[str], Scenario] | None = None  # another message by itself
    language: Moves = field(kw_only=True)

    @property
    def words(self) -> Words:
        return self.language.words

    @property
    def days(self) -> Mapping[str, tuple[str, ...]]:
        return self.language.days

    @property
    def told(self) -> bool:
        return self.scenario.told

    @property
    def new(self) -> tuple[Described, ...]:
        """The calls as the message tells them by itself."""
        return self.scenario.described

    @property
    def complete(self) -> bool:
        """Whether it tells both who took part and why (or that nobody did)."""
        told = [{k for k, v in d.facts.items() if v != NO} for d in self.new]
        return any(facts & WHO and facts & WHY for facts in told) or any(facts & _BY_ITSELF for facts in told)

    @property
    def left_open(self) -> bool:
        """Whether somebody is told to have been there without it being known who: "yours or mine, who knows"."""
        told = {m.concept for m in self.observed.mentions if m.polarity == YES and not m.asked}
        return "someone" in told and bool(told & {"unsure", "either"})

    @property
    def changing(self) -> bool:
        """Whether it corrects or supposes something."""
        return bool({"what_if", "correct"} & self.moves)

    @property
    def only(self) -> bool:
        """Whether it says "only" or "just", but not "just now"."""
        places = range(len(self.observed.text.tokens))
        return any(self.is_a(place, "only") and not self.is_a(place + 1, "just_now") for place in places)

    @property
    def also(self) -> bool:
        """Whether what it tells holds beside what was told before."""
        places = range(len(self.observed.text.tokens))
        said = any(self.is_a(place, "also") and self.at(place + 1) not in ("?", "") for place in places)
        return said or "as_well" in self.moves

    @property
    def same_person(self) -> bool:
        """ "She also was new": it goes on about the caller told of."""
        spoken = self.is_a(0, "pronouns") or (self.is_a(0, "lead_ins") and self.is_a(1, "pronouns"))
        apart = any(m.concept in ("next_call", "next_time", "separate") for m in self.observed.mentions)
        counted = any(q.kind == "count" and q.role in ("calls", "people", "times") for q in self.quantities)
        return spoken and not apart and not counted and not self.dripping and self.says("besides")

    @property
    def adds_on(self) -> bool:
        """Whether it begins with "and", "plus", "oh n …"."""
        first = next((place for place in range(3) if not self.is_a(place, "interjections")), 0)
        return self.is_a(first, "adding_first") or self.at(first) in ("n", "&", "+")

    @property
    def same_call_goes_on(self) -> bool:
        """ "After that, in the same call, …": what it tells came later in the call told before."""
        return not self.changing and self.begins("later_on", within=2)

    @property
    def asks_price(self) -> bool:
        return any(m.concept == "price_ask" for m in self.observed.mentions)

    @property
    def asks_that_alone(self) -> bool:
        """Whether it ends with "that one?", "only that?"."""
        end = len(self.observed.text.tokens) - 1
        said = any(m.concept == "that_alone" and m.last >= end for m in self.matches)
        return said and self.at(end) == "?"

    def says(self, *names: str) -> bool:
        """Whether a word of these sets stands in it."""
        return any(self.is_a(place, *names) for place in range(len(self.observed.text.tokens)))

    def begins(self, name: str, within: int = 3) -> bool:
        return any(self.is_a(place, name) for place in range(within))

    def is_a(self, place: int, *names: str) -> bool:
        """Whether the word at a place is of one of these sets."""
        tokens = self.observed.text.tokens
        return 0 <= place < len(tokens) and any(tokens[place].text in self.words[name] for name in names)

    def kind_at(self, place: int) -> str:
        """The kind of call that the word at a place names; "" for none."""
        return self.language.kinds.get(self.at(place), "")

    def kind_facts(self, kind: str) -> frozenset[str]:
        """The concepts that tell of a kind (a concept tells of itself)."""
        return self.language.kind_facts.get(kind, frozenset({kind}))

    @property
    def states(self) -> bool:
        """Whether it tells and asks nothing."""
        words = [token.text for token in self.observed.text.tokens]
        place = 1 if self.is_a(0, "lead_ins") else 0
        return not self.asks_price and "?" not in words and not self.is_a(place, "asking")

    def at(self, place: int) -> str:
        tokens = self.observed.text.tokens
        return tokens[place].text if 0 <= place < len(tokens) else ""


@dataclass(frozen=True, slots=True)
class Followed:
    """The scenario after the turn, the calls the question is about, and the rule that decided."""

    described: tuple[Described, ...]
    asked: tuple[Described, ...]
    rule: str


def all_of(described: Sequence[Described], rule: str) -> Followed:
    """These calls, and the question is about all of them."""
    return Followed(tuple(described), tuple(described), rule)


def rated(described: Sequence[Described], before: Sequence[Described]) -> tuple[Described, ...]:
    """A client's base rate goes on to hold for what is told next."""
    rate = next((d.base_rate for d in before if d.base_rate is not None), None)
    return tuple(d if d.base_rate is not None else replace(d, base_rate=rate) for d in described)


def numbers_of(before: Sequence[Described]) -> tuple[int, ...]:
    """The numbers of calls that a message may refer to: of each group, and of all."""
    counts = [d.count for d in before]
    return (*counts, sum(counts), sum(counts) + 1) if counts else ()


def open_places(before: Sequence[Described]) -> list[int]:
    """The calls something is missing of, else the latest."""
    return [place for place, d in enumerate(before) if d.deduced().missing] or [len(before) - 1]


def happened(described: Described) -> set[str]:
    """The concepts that are told as having been so."""
    return {key for key, value in described.facts.items() if value == YES}


def singled_out(followed: Followed) -> list[int]:
    """The places of the calls that the question is about, where it isn't about all of them."""
    meant = [place for place, d in enumerate(followed.described) if any(d is one for one in followed.asked)]
    return meant if len(meant) < len(followed.described) else []


def seated(turn: Turn, q: Quantity) -> bool:
    """ "That the booking was for 12 people": how many it was for."""
    before = turn.observed.text.tokens[max(0, q.first - 5) : q.first]
    booked = {token.lemma for token in before} & (listed("seated") | _BOOKED)
    return q.role == "people" and turn.at(q.first - 1) in ("for", "of") and bool(booked)


_BOOKED = frozenset(
    {"booking", "reservation", "appointment", "order", "visit", "trip", "tour", "book", "reserve"}
)
