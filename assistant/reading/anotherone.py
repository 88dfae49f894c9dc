"""Follow-ups that tell of somebody else's call by its likeness to one told before: "his wife did the same an hour
later", "another one did so at noon", "and her brother, also new, also verified"."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.targets import kinds_said
from assistant.reading.turns import Followed, Turn, all_of, happened, rated
from assistant.reading.units import WHO, WHY

_EARLY = 7  # tokens in which a message names who called
_OTHERWISE = frozenset(
    {"merge", "remove", "undo", "fresh", "split", "swap", "overlap", "kept", "unknown_still"}
)
_SHORT = 8  # tokens of a message that tells no more than that there was another


def another_like(turn: Turn) -> Followed | None:
    """The calls with one more, of somebody else, that went as one told before."""
    if not turn.before or turn.changing or turn.moves & _OTHERWISE:
        return None
    number = somebody_else(turn)
    if not number or any(m.concept == "same_call" for m in turn.observed.mentions):
        return None
    told = {key for d in turn.new for key in happened(d) & (WHO | WHY)}
    if any(value != "yes" for d in turn.new for key, value in d.facts.items() if key in WHO | WHY):
        return None
    alike = "same_again" in turn.moves or turn.also or _bare(turn)
    kinds = [turn.kind_facts(kind) for kind in kinds_said(turn, (0, len(turn.observed.text.tokens)))]
    like = [d for d in turn.before if told <= happened(d) and all(facts & happened(d) for facts in kinds)]
    if not alike or not like or len(turn.new) > 1:
        return None
    on = turn.new[0].on if turn.new and turn.scenario.when else None
    copy = replace(rated(like[-1:], turn.before)[0], count=number, on=on, words=_said(turn))
    together = (*turn.before, copy)
    asks = turn.asks_price or any(token.text == "?" for token in turn.observed.text.tokens)
    joint = not turn.only and (not asks or "total" in turn.moves or turn.says("as_one"))
    return all_of(together, "add.like") if joint else Followed(together, (copy,), "add.like")


def _bare(turn: Turn) -> bool:
    """ "Another one at noon."."""
    return not turn.asks_price and not turn.told and len(turn.observed.text.tokens) <= _SHORT


def _said(turn: Turn) -> frozenset[str]:
    return frozenset(token.lemma for token in turn.observed.text.tokens if token.kind == "word")


def somebody_else(turn: Turn) -> int:
    """How many others the message begins with ("another", "two others", "his wife", "so did …"); 0 for none."""
    for place in range(_EARLY):
        if turn.is_a(place, "somebody") and turn.at(place + 1) == "else":
            return 1
        if turn.at(place) == "another" and not turn.is_a(place + 1, "matters"):
            return 1 if turn.is_a(place + 1, "calls", "callers", "kin") or _verb(turn, place + 1) else 0
        if turn.is_a(place, "whose_kin") and any(turn.is_a(place + step, "kin") for step in (1, 2)):
            return 1
        if turn.at(place) == "so" and turn.at(place + 1) == "did":
            return 1
        if (
            not turn.is_a(place, "opening", "whose_kin", "ordering", "days", "periods")
            and turn.at(place) != "so"
        ):
            return _counted_others(turn, place)
    return 0


def _counted_others(turn: Turn, place: int) -> int:
    """ "Two others", "3 more callers"."""
    for q in turn.quantities:
        if q.first == place and q.kind == "count" and q.value and not q.partitive:
            more = any(turn.is_a(step, "others", "more_calls") for step in (q.last - 1, q.last))
            return int(q.value) if more else 0
    return 0


def _verb(turn: Turn, place: int) -> bool:
    return turn.at(place) in (
        "did",
        "asked",
        "wanted",
        "got",
        "had",
        "was",
        "came",
        "called",
        "rang",
        "at",
        "in",
    )
