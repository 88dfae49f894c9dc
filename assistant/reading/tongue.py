"""Scenarios in simple words of a language other than English, read outright.

    Tongue.load(kb / "language" / "es", "es", policy).read("La IA se trabó y entró un agente. ¿Cuánto es?", {})

The constructions are the language's (`observe.toml`, the concepts of English); what follows from them is
deduced by the same rules.  It reads one call, or several alike.  Whatever it can't account for (a negation
that denies nothing it knows, a second number, another call) makes it give up: None.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.deduce import Deduced, facts_of
from assistant.reading.figures import Figures, Found
from assistant.reading.inflected import InflectedLexicon
from assistant.reading.observe import NO, UNSURE, YES, Observed, Observer, as_observation, sentence_of
from assistant.reading.patterns import PatternError
from assistant.reading.scenario import Described, missing_of, steps_of
from assistant.reading.state import scenario_of, with_scenario
from assistant.reading.units import EVENTS, WHO, WHY
from assistant.types import (
    CALLER_ESCALATION,
    EXTERNAL_TRANSFER,
    OUTAGE_FALLBACK,
    SYSTEM_ESCALATION,
    AssistantError,
    Deduction,
    Problem,
    Reading,
)

LANGUAGE = "language"  # of a conversation, in its state
FREE = frozenset({SYSTEM_ESCALATION, OUTAGE_FALLBACK})
_NOBODY = frozenset({"alone", "no_human", "ai_booked"})
_BY_ITSELF = _NOBODY | {"own"}
_HUMANS = ("smith", "someone", "own")
REPLY = 14  # words of a message that only adds to what was told
REACH = 8  # words from a negation to what it denies


class BadTongue(AssistantError):
    """The tables of a language can't be read."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A message as read by itself."""

    observed: Observed
    found: Found
    facts: dict[str, str]

    @property
    def asks_price(self) -> bool:
        return self.facts.get("price_ask") == YES

    @property
    def events(self) -> dict[str, str]:
        return {concept: value for concept, value in self.facts.items() if concept in EVENTS}


class Tongue:
    """One language's reader.  Build with `load`; reading changes nothing in it."""

    def __init__(
        self,
        code: str,
        lexicon: InflectedLexicon,
        observer: Observer,
        figures: Figures,
        tables: Mapping[str, Any],
    ) -> None:
        self._code, self._lexicon, self._observer, self._figures = code, lexicon, observer, figures
        self._negators = frozenset(tables["negation"]["words"])
        self._unheeded = [tuple(phrase.split()) for phrase in tables["unheeded"]["phrases"]]

    @classmethod
    def load(cls, folder: Path, code: str) -> Tongue:
        """Raises BadTongue."""
        try:
            tables, _ = read_toml(folder / "observe.toml")
            observer, lexicon = Observer.load(folder), InflectedLexicon.load(folder)
            return cls(code, lexicon, observer, Figures.load(folder), tables)
        except (OSError, LookupError, ValueError, PatternError) as error:
            raise BadTongue(f"language/{code} can't be read: {error}; run `assistant check`") from error

    def read(self, message: str, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]] | None:
        """The priced reading and the state after it; None for what isn't told simply enough.  The reading's
        `calls` are one entry of calls that are all alike."""
        told = self._told(unicodedata.normalize("NFC", message))
        if told is None:
            return None
        described, rule = _scenario(told, scenario_of(state))
        if described is None:
            return None
        after = {**with_scenario(state, [described]), LANGUAGE: self._code}
        if rule == "told":
            return self._reading(told, (), rule), after
        return self._reading(told, (described,), rule), after

    def _told(self, message: str) -> _Told | None:
        """The message's facts; None where some of it can't be accounted for."""
        text = self._lexicon.read(message)
        observed = self._observer.observe(replace(text, message=message))
        concepts = {mention.concept for mention in observed.mentions}
        found = self._figures.find(observed.text)
        if found is None or concepts & {"hard", "elsewhere"} or self._stray(observed):
            return None
        said: dict[str, set[str]] = {}
        for mention in observed.mentions:
            said.setdefault(mention.concept, set()).add(mention.polarity)
        if any(len(values) > 1 for concept, values in said.items() if concept in EVENTS):
            return None
        return _Told(observed, found, facts_of(observed.mentions).values)

    def _stray(self, observed: Observed) -> bool:
        """Whether a negation denies nothing that was recognised."""
        tokens = observed.text.tokens
        for place, token in enumerate(tokens):
            if token.text not in self._negators or self._idle(place, observed):
                continue
            sentence = sentence_of(place, observed.sentences)
            if not any(
                mention.first <= place < mention.last
                or (
                    mention.polarity == NO
                    and 0 < mention.first - place <= REACH
                    and sentence_of(mention.first, observed.sentences) == sentence
                )
                for mention in observed.mentions
            ):
                return True
        return False

    def _idle(self, place: int, observed: Observed) -> bool:
        """Whether a phrase that tells nothing of calls spans the place."""
        words = [token.text for token in observed.text.tokens]
        return any(
            tuple(words[first : first + len(phrase)]) == phrase
            for phrase in self._unheeded
            for first in range(max(0, place - len(phrase) + 1), place + 1)
        )

    def _reading(self, told: _Told, described: tuple[Described, ...], rule: str) -> Reading:
        observed = told.observed
        return Reading(
            message=observed.text.message,
            asked="price" if described else "other_language",
            calls=tuple(entry.call() for entry in described),
            claims=told.found.claims,
            missing=missing_of(described),
            language=self._code,
            observations=tuple(as_observation(mention, observed.text) for mention in observed.mentions),
            deductions=(Deduction("turn", rule), *steps_of(described)),
        )


# ---------------------------------------------------------------- a message, and what was told before


def _scenario(told: _Told, before: tuple[Described, ...]) -> tuple[Described | None, str]:
    """The calls after the message, and the rule that made them so; None where it can't be told."""
    alone = _described(told)
    if alone is not None and told.asks_price:
        return alone, "first" if not before else "fresh"
    if len(before) == 1:
        edited = _edited(told, before[0])
        if edited is not None:
            return edited, "answered"
    return alone, "told"


def _described(told: _Told) -> Described | None:
    """What the message tells by itself, when it tells enough and nothing that contradicts it."""
    if not told.events:
        return None
    described = _with_figures(Described(told.events, evidence=_evidence(told)), told.found)
    return described if _clear(described, told) else None


def _edited(told: _Told, before: Described) -> Described | None:
    """The call told before with what a short message adds: a fact, a number, a base rate, or only the question."""
    if sum(token.kind == "word" for token in told.observed.text.tokens) > REPLY:
        return None
    named = told.found.calls or told.found.base_rate or told.found.claims or told.found.on
    if not told.events:
        unsure = "unsure" in told.facts and before.deduced().missing
        return _with_figures(before, told.found) if named or told.asks_price or unsure else None
    kept = {
        concept: value
        for concept, value in before.facts.items()
        if concept in EVENTS and value != UNSURE and not (concept == "someone" and set(told.events) & WHO)
    }
    if _conflict(kept, told.events):
        return None
    words = (*before.evidence, *_evidence(told))
    edited = replace(before, facts={**kept, **told.events}, evidence=words[:8])
    edited = _with_figures(edited, told.found)
    return edited if _clear(edited, told) else None


def _conflict(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return any(before.get(concept, value) != value for concept, value in now.items())


def _with_figures(described: Described, found: Found) -> Described:
    return replace(
        described,
        count=found.calls or described.count,
        base_rate=found.base_rate if found.base_rate is not None else described.base_rate,
        on=found.on or described.on,
    )


def _clear(described: Described, told: _Told) -> bool:
    """Whether the calls can be priced as told: who and why, nobody at all, or openly unknown."""
    deduced, facts = described.deduced(), described.facts
    yes = {concept for concept, value in facts.items() if value == YES}
    if _contradicts(yes, deduced, told):
        return False
    if deduced.missing:
        return bool(facts.keys() & {"smith", "someone"})
    if "unsure" in told.facts and UNSURE not in facts.values():
        return False
    return bool((yes & WHO and yes & WHY) or yes & _BY_ITSELF or facts.get("smith") == NO)


def _contradicts(yes: set[str], deduced: Deduced, told: _Told) -> bool:
    """Whether it tells of nobody and of somebody, or of reasons that rarely go together in one call."""
    if yes & _NOBODY and (yes & set(_HUMANS) or yes & (WHY - {"new", "non_integrated"})):
        return not ("no_human" in yes and "asked" in yes and not yes & set(_HUMANS))
    if "calendly" in yes and "agent_booked" in yes:
        return True
    if "own" in yes and "smith" in yes:
        return True
    paid = deduced.interactions - FREE - {CALLER_ESCALATION, EXTERNAL_TRANSFER}
    return bool(paid and deduced.interactions & FREE and told.facts.get("same_call") != YES)


def _evidence(told: _Told) -> tuple[str, ...]:
    text = told.observed.text
    words = (text.words(m.first, m.last) for m in told.observed.mentions if m.concept in EVENTS)
    return tuple(dict.fromkeys(words))[:8]


# ---------------------------------------------------------------- languages


class Tongues:
    """The languages scenarios are read in besides English; each loads when it is first met."""

    def __init__(self, kb: Path) -> None:
        self._folder = kb / "language"
        self._known = frozenset(languages(kb))
        self._loaded: dict[str, Tongue] = {}

    def read(
        self, message: str, language: str, state: Mapping[str, Any]
    ) -> tuple[Reading, dict[str, Any]] | None:
        """As `Tongue.read`; None for a language that isn't read.  Raises BadTongue."""
        if language not in self._known:
            return None
        if language not in self._loaded:
            self._loaded[language] = Tongue.load(self._folder / language, language)
        return self._loaded[language].read(message, state)


def languages(kb: Path) -> tuple[str, ...]:
    """The codes of the languages other than English that have constructions."""
    found = (path.parent.name for path in (kb / "language").glob("*/observe.toml"))
    return tuple(sorted(code for code in found if code != "en"))


def problems(kb: Path) -> Iterable[Problem]:
    """What is wrong with the constructions: tables that can't be read, concepts that English doesn't have."""
    english = read_toml(kb / "language" / "en" / "observe.toml")[0].get("concepts", {})
    own = {"elsewhere"}
    for code in languages(kb):
        file = f"language/{code}/observe.toml"
        try:
            Tongue.load(kb / "language" / code, code)
        except BadTongue as error:
            yield Problem(file, "", str(error))
            continue
        for name in read_toml(kb / file)[0]["concepts"].keys() - english.keys() - own:
            yield Problem(file, name, "is no concept of language/en/observe.toml")
