"""Follow-ups that name the next call: "a fourth: …" of three, "if there was a third one", "3: AI only"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.observe import YES
from assistant.reading.scenario import Described
from assistant.reading.targets import kinds_said
from assistant.reading.turns import Followed, Turn, all_of

_EARLY = 2  # tokens
_ENDS = frozenset({"", ".", ",", ";", "only", "alone"})


def next_by_name(turn: Turn) -> bool:
    """ "And a fourth: …" of three calls: the next one, not a quarter."""
    following = sum(d.count for d in turn.before)
    names = turn.language.nth
    if following >= len(names):
        return False
    same = "same_again" in turn.moves
    size = len(turn.observed.text.tokens) if same else _EARLY + 2
    places = [place for place in range(size) if turn.at(place) == names[following]]
    behind = (":", "one", "call", ",", "-")
    return any(turn.at(at + 1) in behind or (same and turn.at(at - 1) == "a") for at in places)


def one_more(turn: Turn) -> Followed | None:
    """ "And if there was a third one" of two: one like the last."""
    following = 1 + sum(d.count for d in turn.before)
    named = any(q.kind == "ordinal" and q.value == following for q in turn.quantities)
    if not turn.before or turn.told or not (named or next_by_name(turn)):
        return None
    if turn.only and not turn.states:
        return all_of([d.doubted() for d in turn.before], "doubt")  # "only the second?" of one call
    entry = next((place + 1 for place in range(_EARLY + 2) if turn.at(place) == ":"), 0)
    if entry:  # "3: AI."; what else an entry tells of its call isn't understood
        alone = turn.kind_at(entry) == "alone" and turn.at(entry + 1) in _ENDS
        return all_of(
            (*turn.before, Described({"alone" if alone else "someone": YES}, listed=True)), "add.entry"
        )
    if _says_more(turn):  # "call 3 nothing, AI"
        alone = kinds_said(turn, (0, len(turn.observed.text.tokens))) == {"alone"}
        fact = "alone" if alone else "someone"
        return all_of((*turn.before, Described({fact: YES}, listed=True)), "add.entry")
    return all_of((*turn.before, replace(turn.before[-1], count=1, on=None)), "add.next")


def _says_more(turn: Turn) -> bool:
    """Whether more is said of the next call than that there was one."""
    if not turn.states or turn.moves & {"same_again", "what_if", "repeated"} or turn.also:
        return False
    known = ("plain", "opening", "price_question", "lead_ins", "calls", "numbering", "places", "further")
    size = len(turn.observed.text.tokens)
    nth = {*turn.language.nth, *(turn.at(q.first) for q in turn.quantities)}
    return any(
        turn.at(place).isalpha() and turn.at(place) not in nth and not turn.is_a(place, *known)
        for place in range(size)
    )
