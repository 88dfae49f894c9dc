"""The embedded reading: no model, no network, the same reading of the same words every time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.reading.deduce import deduce, facts_of
from assistant.reading.observe import Observer, as_observation
from assistant.reading.state import with_calls
from assistant.reading.text import Lexicon
from assistant.types import Call, Policy, Reading


class EmbeddedReader:
    """Reads messages of one language with the vocabulary of kb/language."""

    def __init__(self, kb: Path, policy: Policy) -> None:
        folder = kb / "language" / "en"
        self._policy = policy
        self._observer = Observer.load(folder)
        self._lexicon = Lexicon.load(folder, vocabulary(folder))

    def read(self, message: str, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
        text = self._lexicon.read(message)
        observed = self._observer.observe(text)
        deduced = deduce(facts_of(observed.mentions))
        observations = tuple(as_observation(mention, text) for mention in observed.mentions)
        calls: tuple[Call, ...] = ()
        if observed.mentions:
            evidence = tuple(dict.fromkeys(observation.words for observation in observations))
            calls = (Call(deduced.interactions, deduced.unknown, 1, None, None, evidence),)
        reading = Reading(
            message=message,
            asked="price" if calls else "unclear",
            calls=calls,
            missing=deduced.missing,
            observations=observations,
            deductions=deduced.steps,
        )
        return reading, with_calls(state, calls) if calls else dict(state)


def vocabulary(folder: Path) -> Iterable[str]:
    """Every word of the language's files: what typos are corrected to."""
    for path in sorted(folder.glob("*.toml")):
        if path.name != "spelling.toml":
            yield from _words(tomllib.loads(path.read_text(encoding="utf-8")))


def _words(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield from (word for word in value.replace("|", " ").replace("?", " ").split() if word.isalpha())
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _words(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _words(entry)
