"""Words that change what calls come to ("except", "twice as many", "leave out the two"): a reading that is the same
without one of them hasn't understood it, and asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.reading.mention import NO, Mention
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.pasted import one_of
from assistant.reading.regex import regex
from assistant.reading.scenario import Scenario
from assistant.types import Call

ALTERS, EXCEPTS = "alters", "excepts"
_TRIED = 4  # a message is read once more for each


def idle(
    observed: Observed,
    quantities: Sequence[Quantity],
    scenario: Scenario,
    read: Callable[[str], Scenario],
) -> bool:
    """Whether a word that should change several calls changes nothing; `read` gives the calls of a message."""
    if sum(entry.count for entry in scenario.described) < 2 or any(d.doubt for d in scenario.described):
        return False
    told = _calls(scenario)
    concepts = {ALTERS} if _made_up(scenario, quantities) else {ALTERS, EXCEPTS}
    lengths = {q.last for q in quantities if q.role == "duration"}
    altering = [m for m in observed.mentions if m.concept in concepts and _of_calls(m, lengths)]
    altering = [
        m
        for m in altering
        if not (
            _beside_likeness(m, observed)
            or _dropped(m, observed)
            or _telephone(m, observed)
            or _added(m, observed)
        )
    ]
    return any(_calls(read(_without(mention, observed))) == told for mention in altering[:_TRIED])


def _of_calls(mention: Mention, lengths: set[int]) -> bool:
    """Not "no call was more than one thing", nor "two minutes less than usual"."""
    return mention.polarity != NO and not lengths & {mention.first, mention.first - 1}


def _telephone(mention: Mention, observed: Observed) -> bool:
    """ "Three calls from the same number": whose telephone it was."""
    led = [token.text for token in observed.text.tokens[max(0, mention.first - 2) : mention.first + 1]]
    return "same" in led and not {"from", "on", "with"}.isdisjoint(led)


def _added(mention: Mention, observed: Observed) -> bool:
    """ "Apart from those, three asked for a human": so many besides."""
    tokens = observed.text.tokens
    first, _ = observed.sentences[sentence_of(mention.first, observed.sentences)]
    behind = [token.text for token in tokens[mention.last : mention.last + 2]]
    return (
        mention.concept == EXCEPTS
        and mention.first == first
        and behind[:1] != []
        and (behind[0] in ("those", "these", "that", "them", "this") and behind[1:] == [","])
    )


_LIKENESS = regex(
    r"\b(?:as|like|ditto|same)\s+(?:(?:as|with|in|for|to)\s+)?(?:\w+\s+)?#?\(?\w{1,3}\)?\s*[,;–—-]?\s*(?:only|but)?\s*$",
    re.IGNORECASE,
)


def _beside_likeness(mention: Mention, observed: Observed) -> bool:
    """ "F: as A, except that …": what follows is told of that entry."""
    start = observed.text.tokens[mention.first].start
    return mention.concept == EXCEPTS and _LIKENESS.search(observed.text.message[:start]) is not None


def _dropped(mention: Mention, observed: Observed) -> bool:
    """ "Call 3 was entered by mistake, so leave it out": said twice, and understood the first time."""
    first, _ = observed.sentences[sentence_of(mention.first, observed.sentences)]
    before = observed.text.words(first, mention.first)
    return (
        mention.concept == ALTERS
        and re.search(rf"\b\d.*\b{one_of('dropped')}\W", before, re.IGNORECASE) is not None
    )


def _made_up(scenario: Scenario, quantities: Sequence[Quantity]) -> bool:
    """Whether calls told apart are together as many as a number that was told."""
    counts = [entry.count for entry in scenario.described]
    return len(counts) > 1 and any(q.value == sum(counts) for q in quantities)


def _calls(scenario: Scenario) -> list[Call]:
    return [replace(call, evidence=()) for call in scenario.calls]


def _without(mention: Mention, observed: Observed) -> str:
    tokens, message = observed.text.tokens, observed.text.message
    return message[: tokens[mention.first].start] + message[tokens[mention.last - 1].end :]
