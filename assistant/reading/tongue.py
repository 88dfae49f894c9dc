"""Scenarios in simple words of a language other than English, read outright.

    Tongue.load(kb / "language" / "es", "es", policy).read("La IA se trabó y entró un agente. ¿Cuánto es?", {})

The constructions are the language's (`observe.toml`, the concepts of English); what follows from them is
deduced by the same rules.  It reads one call, or several alike.  Whatever it can't account for (a negation
that denies nothing it knows, a second number, another call) makes it give up: None.
"""

from __future__ import annotations

import re
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
from assistant.reading.state import base_rate_of, scenario_of, with_scenario
from assistant.reading.text import WORD, Text
from assistant.reading.units import EVENTS, WHO, WHY
from assistant.types import (
    CALLER_ESCALATION,
    EXTERNAL_TRANSFER,
    OUTAGE_FALLBACK,
    SYSTEM_ESCALATION,
    AssistantError,
    Deduction,
    Reading,
)

FREE = frozenset({SYSTEM_ESCALATION, OUTAGE_FALLBACK})
_NOBODY = frozenset({"alone", "no_human", "ai_booked"})
_BY_ITSELF = _NOBODY | {"own"}
_HUMANS = ("smith", "someone", "own")
KNOWN = 0.8  # share of a message's words
SHORT = 7  # words of a reply that names only whom
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
    past: bool  # something is told as having taken place

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
        self._endings = tuple(tables["past"]["endings"])
        self._present = frozenset(tables["past"]["not"])
        self._vocabulary = lexicon.forms | frozenset(_words(tables))
        self._unheeded = [tuple(phrase.split()) for phrase in tables["unheeded"]["phrases"]]

    @classmethod
    def load(cls, folder: Path, code: str) -> Tongue:
        """Raises BadTongue."""
        try:
            tables = read_toml(folder / "observe.toml")[0] | read_toml(folder / "words.toml")[0]
            observer, lexicon = Observer.load(folder), InflectedLexicon.load(folder)
            return cls(code, lexicon, observer, Figures.load(folder), tables)
        except (OSError, LookupError, ValueError, PatternError) as error:
            raise BadTongue(f"language/{code} can't be read: {error}; run `assistant check`") from error

    def knows(self, message: str) -> bool:
        """Whether a short message is made of the language's words: in a conversation they need no more proof."""
        words = [token for token in self._lexicon.read(message).tokens if token.kind == WORD]
        known = sum(bool({token.text, token.lemma} & self._vocabulary) for token in words)
        return 0 < len(words) <= REPLY and known >= KNOWN * len(words)

    def read(self, message: str, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]] | None:
        """The priced reading and the state after it; None for what isn't told simply enough.  The reading's
        `calls` are one entry of calls that are all alike."""
        told = self._told(unicodedata.normalize("NFC", message))
        if told is None:
            return None
        described, rule = _scenario(told, scenario_of(state))
        if described is None:
            return None
        if described.base_rate is None:
            described = replace(described, base_rate=base_rate_of(state))
        after = with_scenario(state, [described])
        if described.base_rate is not None:
            after["base_rate"] = str(described.base_rate)
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
        return _Told(observed, found, facts_of(observed.mentions).values, self._past(text))

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

    def _past(self, text: Text) -> bool:
        return any(
            token.text != token.lemma
            and token.text.endswith(self._endings)
            and token.lemma not in self._present
            for token in text.tokens
        )

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
    edited = _edited(told, before[0]) if len(before) == 1 else None
    if alone is not None and told.asks_price:
        several = edited is not None and edited.count > 1 and told.found.calls is None
        return (edited, "answered") if several else (alone, "first")
    return (edited, "answered") if edited is not None else (alone, "told")


def _described(told: _Told) -> Described | None:
    """What the message tells by itself, when it tells enough and nothing that contradicts it."""
    if not told.events:
        return None
    described = _with_figures(Described(told.events, evidence=_evidence(told)), told.found)
    return described if _clear(described, told) else None


def _edited(told: _Told, before: Described) -> Described | None:
    """The calls told before with what a short message adds: the fact that was missing, a number, a base rate, or
    only the question."""
    if _length(told) > REPLY:
        return None
    open_, events = before.deduced().missing, told.events or _whom(told)
    if not events:
        found = told.found
        named = found.calls or found.base_rate or found.claims or found.on
        heard = named or told.asks_price or (open_ and "unsure" in told.facts)
        return _with_figures(before, found) if heard else None
    if not open_:  # "and if the AI failed": besides, or instead?
        return None
    kept = {
        concept: value
        for concept, value in before.facts.items()
        if concept in EVENTS and value != UNSURE and not (concept == "someone" and events.keys() & WHO)
    }
    if any(kept.get(concept, value) != value for concept, value in events.items()):
        return None
    words = (*before.evidence, *(_evidence(told) or (told.observed.text.message.strip(),)))
    edited = _with_figures(replace(before, facts={**kept, **events}, evidence=words[:8]), told.found)
    return edited if _clear(edited, told) else None


def _whom(told: _Told) -> dict[str, str]:
    """Whom a short reply names, told of nothing else."""
    if _length(told) > SHORT:
        return {}
    return {who: YES for who in ("own", "smith") if f"{who}_short" in told.facts}


def _length(told: _Told) -> int:
    return sum(token.kind == WORD for token in told.observed.text.tokens)


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
        return bool(facts.keys() & {"smith", "someone"}) and (
            told.past or "unsure" in told.facts or bool(_whom(told))
        )
    if "unsure" in told.facts and UNSURE not in facts.values():
        return False
    return bool((yes & WHO and yes & WHY) or yes & _BY_ITSELF or facts.get("smith") == NO)


def _contradicts(yes: set[str], deduced: Deduced, told: _Told) -> bool:
    """Whether it tells of nobody and of somebody, or of reasons that rarely go together in one call."""
    if yes & _NOBODY and (yes & set(_HUMANS) or yes & (WHY - {"new", "non_integrated"})):
        return not ("no_human" in yes and "asked" in yes and not yes & set(_HUMANS))
    if "calendly" in yes and "agent_booked" in yes:
        return True
    if "own" in yes and yes & {"smith", "someone"}:
        return True
    paid = deduced.interactions - FREE - {CALLER_ESCALATION, EXTERNAL_TRANSFER}
    return bool(paid and deduced.interactions & FREE and told.facts.get("same_call") != YES)


def _evidence(told: _Told) -> tuple[str, ...]:
    text = told.observed.text
    words = (text.words(m.first, m.last) for m in told.observed.mentions if m.concept in EVENTS)
    return tuple(dict.fromkeys(words))[:8]


def _words(value: Any) -> Iterable[str]:
    """Every word of tables of patterns and phrases."""
    if isinstance(value, str):
        yield from re.findall(r"[a-z]+", value)
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _words(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _words(entry)
