"""Words that change what calls come to ("except", "twice as many", "leave out the two"): a reading that is the same
without one of them hasn't understood it, and asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.reading.mention import Mention
from assistant.reading.observe import Observed
from assistant.reading.scenario import Scenario
from assistant.types import Call

ALTERS = "alters"
_TRIED = 4  # a message is read once more for each


def idle(observed: Observed, scenario: Scenario, read: Callable[[str], Scenario]) -> bool:
    """Whether a word that should change several calls changes nothing; `read` gives the calls of a message."""
    if sum(entry.count for entry in scenario.described) < 2 or any(d.doubt for d in scenario.described):
        return False
    told = _calls(scenario)
    altering = [m for m in observed.mentions if m.concept == ALTERS][:_TRIED]
    return any(_calls(read(_without(mention, observed))) == told for mention in altering)


def _calls(scenario: Scenario) -> list[Call]:
    return [replace(call, evidence=()) for call in scenario.calls]


def _without(mention: Mention, observed: Observed) -> str:
    tokens, message = observed.text.tokens, observed.text.message
    return message[: tokens[mention.first].start] + message[tokens[mention.last - 1].end :]
