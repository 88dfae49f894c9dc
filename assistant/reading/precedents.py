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

from assistant.reading.mention import WHO
from assistant.reading.observe import YES, Observed
from assistant.reading.scenario import Described, Scenario
from assistant.reading.text import CELL, WORD
from assistant.types import AssistantError

FILE, WEIGHTS = "examples/calls.toml", "examples/calls.json"
CHARGED, FREE, OPEN = "charged", "free", "open"
UNTOLD = "untold"  # a call in whose words none was found
SEVERAL = "several_calls"  # the kind of messages that tell of more than one
QUESTION = "question"  # the kind of messages that tell of no call; their examples are those of the topics
_TABLE = frozenset({"|", CELL})
_DOUBTS = frozenset({"unsure", "either"})
# Reasons of which each comes to the same.
_ALIKE = (frozenset({"asked", "verified", "playbook", "agent_booked"}), frozenset({"failure", "outage"}))
MOST = 20  # calls told of one by one
PAIR = "b:"  # how the name of a feature begins that is two words


Span = tuple[int, int]


def _together(calls: Sequence[Described]) -> Described:
    """The one call that was read as several."""
    return Described({"someone": YES}, 1, calls[0].on, calls[0].base_rate, calls[0].evidence)


class BadPrecedents(AssistantError):
    """The examples or what was learnt from them can't be read."""


def features(observed: Observed, spans: Sequence[Span] = ()) -> list[str]:
    """What a message is compared by: its words, pairs of neighbours, and what was observed with its polarity.
    Of tokens `spans` alone, where these are given."""
    tokens, mentions = observed.text.tokens, observed.mentions
    here = [place for span in spans or ((0, len(tokens)),) for place in range(*span)]
    words = [tokens[place].lemma for place in here if tokens[place].kind == WORD]
    told = [f"{m.concept}:{m.polarity}" for m in mentions if not spans or m.first in here]
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

    def likely(self, observed: Observed, spans: Sequence[Span] = ()) -> dict[str, float]:
        """Probabilities of the kinds, for a message or for tokens `spans` of it."""
        table = self._table
        named = features(observed, spans)
        rows = [table["rows"][name] for name in named if name in table["rows"]]
        sums = [0] * len(table["kinds"])
        for row in rows:
            for place, weight in enumerate(array("b", base64.b64decode(row))):
                sums[place] += weight
        each = table["scale"] / math.sqrt(len(named) or 1)
        powers = [math.exp(start + each * total) for start, total in zip(table["start"], sums, strict=True)]
        return {kind: power / sum(powers) for kind, power in zip(table["kinds"], powers, strict=True)}

    def settled(self, observed: Observed, scenario: Scenario) -> Scenario:
        """The calls of a message in the light of the examples: one as it is likeliest, of several those that
        are open, and one instead of several or in doubt where the message is like those of one call."""
        calls = scenario.described
        if not calls or len(calls) > MOST or any(mention.rule == "recalled" for mention in observed.mentions):
            return scenario  # "that": what was asked about before
        likely, likeness = self.likely(observed), self._table["likeness"]
        count = sum(call.count for call in calls)
        long = len(observed.text.tokens) >= likeness["long"]
        sure = all(call.count == 1 and not call.doubt and self._read(call) != OPEN for call in calls)
        one = long and not (scenario.pasted or sure) and likely[SEVERAL] < likeness["single"]
        if count > 1 and one and len({call.on for call in calls}) == 1:
            return replace(
                scenario, described=(self._judged(_together(calls), likely, SEVERAL),), pasted=False
            )
        if count == 1 and calls[0].doubt and likely[SEVERAL] < likeness["doubted"]:
            return replace(scenario, described=(self._judged(replace(calls[0], doubt=False), likely),))
        if any(call.doubt for call in calls):
            return scenario
        if len(calls) > 1:
            if any(mention.either or mention.concept in _DOUBTS for mention in observed.mentions):
                return scenario  # who says what isn't known knows what is
            return replace(scenario, described=tuple(self._decided(call, observed) for call in calls))
        return replace(scenario, described=(self._alone(calls[0], observed, scenario, likely),))

    def _alone(
        self, call: Described, observed: Observed, scenario: Scenario, likely: Mapping[str, float]
    ) -> Described:
        """The only call of a message."""
        either = {mention.concept for mention in observed.mentions if mention.either}
        if len(either) > 1 and any(either <= reasons for reasons in _ALIKE):
            return call  # whichever of the two it was
        if either and (self._read(call) == OPEN or either <= WHO):
            return call  # versions that disagree; whosever human it was
        if scenario.pasted or call.count != 1 or any(t.text in _TABLE for t in observed.text.tokens):
            return call
        likeness = self._table["likeness"]
        if len(observed.text.tokens) >= likeness["long"] and likely[SEVERAL] > likeness["several"]:
            return call.doubted()
        return self._judged(call, likely)

    def untold(self, observed: Observed) -> Described | None:
        """The call of a message in whose words none was found, though it is like those that tell of one and ask
        for its price; None: it asks something else."""
        likely = self.likely(observed)
        if likely[QUESTION] > self._table["likeness"]["questions"]:
            return None
        return self._judged(Described({"someone": YES}), likely, UNTOLD)

    def _decided(self, call: Described, observed: Observed) -> Described:
        """One of several calls, decided where it is open."""
        if self._read(call) != OPEN or not call.spans or call.facts.keys() >= {"asked", "someone"}:
            return call  # asked for, and put through to whom isn't told
        likely = self.likely(observed, call.spans)
        side, share = self._side(OPEN, likely)
        return self._as(side, call, likely) if share >= self._table["likeness"]["decides"] else call

    def _judged(self, call: Described, likely: Mapping[str, float], told: str = "") -> Described:
        read = self._read(call)
        side, share = self._side(told or read, likely)
        if share >= self._table["likeness"]["states"]:
            return call if side == read else self._as(side, call, likely)
        if read == OPEN:
            return call
        return replace(call, facts={"someone": YES}, likened=f"too few examples like it are {read}")

    def _side(self, read: str, likely: Mapping[str, float]) -> tuple[str, float]:
        """Whether a call is charged or free, and how likely: what the examples say, weighed by what calls that are
        read so have turned out to be."""
        sharp, shares = self._table["likeness"]["sharpness"], self._shares(likely)
        weighed = {side: shares[side] ** sharp * self._table["read"][read][side] for side in shares}
        side = max((CHARGED, FREE), key=lambda side: weighed[side])
        return side, weighed[side] / sum(weighed.values())

    def _shares(self, likely: Mapping[str, float]) -> dict[str, float]:
        """How likely a call is charged, free and open, given that it is one and the only one."""
        shares = dict.fromkeys((CHARGED, FREE, OPEN), 0.0)
        for kind, share in likely.items():
            if kind in self._table["sides"]:
                shares[self._table["sides"][kind]] += share
        whole = sum(shares.values())
        return {side: share / whole for side, share in shares.items()}

    def _read(self, call: Described) -> str:
        """What a call was read as."""
        deduced = call.deduced()
        if any(self._billable.get(key) for key in deduced.interactions):
            return CHARGED
        return OPEN if any(self._billable.get(key) for key in deduced.unknown) else FREE

    def _as(self, side: str, call: Described, likely: Mapping[str, float]) -> Described:
        """The call with the facts of the likeliest kind of a side."""
        facts: Mapping[str, Sequence[str]] = self._table["facts"]
        kind = max((k for k in facts if self._table["sides"][k] == side), key=lambda k: likely[k])
        return replace(call, facts=dict.fromkeys(facts[kind], YES), likened=f"examples like it are of {kind}")
