"""Which of the calls a first message tells of its own question is about: "… How much is the second?"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.observe import sentence_of
from assistant.reading.scenario import Described
from assistant.reading.targets import numbered
from assistant.reading.turns import Turn
from assistant.reading.units import EVENTS

_BRIEF = 14  # tokens of a question that points and tells nothing


def asked_about(turn: Turn) -> tuple[Described, ...]:
    """The calls that the last question of the message singles out; all of them where it singles none out."""
    told = turn.new
    if len(told) < 2 or any(d.count != 1 for d in told) or turn.scenario.pasted:
        return told
    asked = [m.first for m in turn.observed.mentions if m.concept == "how_much"]
    sentences = turn.observed.sentences
    first, last = sentences[sentence_of(asked[-1], sentences)] if asked else (0, 0)
    if last != len(turn.observed.text.tokens) or not 0 < last - first <= _BRIEF or first == 0:
        return told
    if any(m.concept in EVENTS and m.first >= first for m in turn.observed.mentions):
        return told
    inside = tuple(q for q in turn.quantities if first < q.first < last)
    places = numbered(replace(turn, before=told, quantities=inside), (first, last))
    return tuple(told[place] for place in places) if places else told
