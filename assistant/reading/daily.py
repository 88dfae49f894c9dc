"""Days told one after the other, each with what happened on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.concepts import TELLING
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.prose import Group, inside, prose_groups
from assistant.reading.units import openers

_TOLD = TELLING | {"same_again"}
_HINTS = frozenset({"smith", "new"})  # of what happened, though not of what


def daily(observed: Observed, quantities: Sequence[Quantity], days: Sequence[int]) -> list[Group]:
    """ "2025-11-24 …; 2025-12-19 …": each day with what happened on it."""
    size = len(observed.text.tokens)
    days = _begins(observed, days)
    spans = list(zip(days, [*days[1:], size], strict=True)) if days else []
    telling = [span for span in spans if _tells(observed, span, _TOLD)]
    if len(telling) < 2 or len(telling) < len(spans) - 1:
        return []
    telling = [span for span in spans if span in telling or _tells(observed, span, _HINTS)]
    counted = [q for q in openers(quantities, observed, (0, size)) if q.kind != "ordinal"]
    if counted:
        if not _head(counted, len(spans)) or counted[0].first > spans[0][0]:
            return []
        telling = spans
    groups: list[Group] = []
    for span in telling:
        told = prose_groups(observed, (), span)
        again = not counted or any(m.concept == "same_again" for m in told[0].mentions)
        if groups and again and not any(m.concept in TELLING for m in told[0].mentions):
            told = [replace(groups[-1], spans=(span,))]  # "same thing the day after"
        groups.extend(told)
    return groups


def _begins(observed: Observed, days: Sequence[int]) -> list[int]:
    """Where what is told of each day begins: with its sentence, if that names no other day."""
    sentences = [sentence_of(day, observed.sentences) for day in days]
    return [
        observed.sentences[sentence][0] if sentences.count(sentence) == 1 else day
        for day, sentence in zip(days, sentences, strict=True)
    ]


def _tells(observed: Observed, span: tuple[int, int], concepts: frozenset[str]) -> bool:
    return any(m.concept in concepts and not m.asked for m in inside(observed.mentions, span))


def _head(counted: Sequence[Quantity], days: int) -> bool:
    """ "In March we had four calls. March 2: …": as many as days are told."""
    one = len(counted) == 1 and counted[0].kind == "count"
    return one and counted[0].role == "calls" and counted[0].value == days
