"""Example calls of a known kind, beside the constructions: where these leave a call open, the kind whose examples
are most like it decides, if it is likely enough; where few examples are like what they read, the call is open, or what
nearly all that are like it are.  A linear model of words, pairs of words and what was observed in which order, learnt
from `kb/language/en/examples/calls.toml` by `python -m assistant.answering.learn`; how far it can be relied on was
measured on messages that nothing was learnt from, and is set there.
"""

from __future__ import annotations

import base64
import json
import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.reading.observe import YES, Observed
from assistant.reading.scenario import Described, Scenario
from assistant.reading.text import CELL, WORD
from assistant.types import AssistantError

FILE, WEIGHTS = "examples/calls.toml", "examples/calls.json"
CHARGED, FREE, OPEN = "charged", "free", "open"
_TABLE = frozenset({"|", CELL})
_DOUBTS = frozenset({"unsure", "either"})
PAIR = "b:"  # how the name of a feature begins that is two words


class BadPrecedents(AssistantError):
    """The examples or what was learnt from them can't be read."""


def features(observed: Observed) -> list[str]:
    """What a message is compared by: its words, pairs of neighbours, and what was observed with its polarity."""
    words = [token.lemma for token in observed.text.tokens if token.kind == WORD]
    told = [f"{mention.concept}:{mention.polarity}" for mention in observed.mentions]
    found = {f"w:{word}" for word in words} | {f"m:{mention}" for mention in told}
    found |= {f"{PAIR}{one} {other}" for one, other in pairwise(words)}
    return sorted(found | {f"s:{one}>{other}" for one, other in pairwise(told)})


class Precedents:
    """The kinds of calls with their examples, of one language.  Everything is read when it is first needed."""

    def __init__(self, folder: Path, billable: Mapping[str, bool]) -> None:
        self._folder, self._billable = folder, billable

    @cached_property
    def _table(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self._folder / WEIGHTS).read_text(encoding="utf-8"))
            return found
        except (OSError, ValueError) as error:
            why = f"{self._folder / WEIGHTS} can't be read: {error}"
            raise BadPrecedents(f"{why}; run `python -m assistant.answering.learn`") from error

    def likely(self, observed: Observed) -> dict[str, float]:
        """Probabilities of the kinds."""
        table = self._table
        named = features(observed)
        rows = [table["rows"][name] for name in named if name in table["rows"]]
        sums = [0] * len(table["kinds"])
        for row in rows:
            for place, weight in enumerate(array("b", base64.b64decode(row))):
                sums[place] += weight
        each = table["scale"] / math.sqrt(len(named) or 1)
        powers = [math.exp(start + each * total) for start, total in zip(table["start"], sums, strict=True)]
        return {kind: power / sum(powers) for kind, power in zip(table["kinds"], powers, strict=True)}

    def settled(self, observed: Observed, scenario: Scenario) -> Scenario:
        """The one call of a message in the light of the examples; several calls as they are."""
        if len(scenario.described) != 1 or scenario.pasted:
            return scenario
        call = scenario.described[0]
        if call.doubt or call.count != 1 or any(token.text in _TABLE for token in observed.text.tokens):
            return scenario
        if any(mention.either or mention.concept in _DOUBTS for mention in observed.mentions):
            return scenario  # who says what isn't known knows what is
        return replace(scenario, described=(self._judged(call, self.likely(observed)),))

    def _judged(self, call: Described, likely: Mapping[str, float]) -> Described:
        shares = dict.fromkeys((CHARGED, FREE, OPEN), 0.0)
        for kind, share in likely.items():
            shares[self._table["sides"][kind]] += share
        read, wanted = self._read(call), self._table["likeness"]
        side = CHARGED if shares[CHARGED] > shares[FREE] else FREE
        if shares[read] >= wanted["unsettles"] and read != OPEN:
            return call
        if shares[side] >= wanted["settles" if read == OPEN else "overrules"] and side != read:
            return self._as(side, call, likely)
        if read == OPEN:
            return call
        return replace(call, facts={"someone": YES}, likened=f"too few examples like it are {read}")

    def _read(self, call: Described) -> str:
        """What a call was read as."""
        deduced = call.deduced()
        if any(self._billable.get(key) for key in deduced.interactions):
            return CHARGED
        return OPEN if any(self._billable.get(key) for key in deduced.unknown) else FREE

    def _as(self, side: str, call: Described, likely: Mapping[str, float]) -> Described:
        """The call with the facts of the likeliest kind of a side."""
        facts: Mapping[str, Sequence[str]] = self._table["facts"]
        kind = max(
            (k for k in likely if self._table["sides"][k] == side and k in facts), key=lambda k: likely[k]
        )
        return replace(call, facts=dict.fromkeys(facts[kind], YES), likened=f"examples like it are of {kind}")
