"""Follow-ups that tell of calls of another day, line or shop than those told before: "Tuesday: 4", "in May 5 of the
same", "line 3 had 2", "today three fresh ones, callers asked for …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assistant.reading import dates
from assistant.reading.lists import listed
from assistant.reading.newnumbers import step
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.removals import added_last
from assistant.reading.scenario import Described
from assistant.reading.targets import NUMBERED, among, counts
from assistant.reading.text import NUMBER, WORD
from assistant.reading.turns import Followed, Turn, all_of, happened, rated
from assistant.reading.units import EVENTS, WHY

_TELLING = WHY | {"own", "alone", "no_human", "ai_booked"}
_OTHERWISE = frozenset(
    {"remove", "undo", "what_if", "correct", "merge", "split", "overlap", "swap", "kept", "fresh"}
)
_SHORT = 14  # tokens of a message that tells nothing but labels and numbers
_NUMBERS = frozenset({*NUMBERED, "times"})


@dataclass(frozen=True, slots=True)
class _Label:
    """What calls are told by: a day, a month, a line."""

    first: int
    last: int
    words: frozenset[str]
    on: date | None = None


def elsewhere(turn: Turn) -> Followed | None:
    """The calls of another day or place beside those told before."""
    other = {m.concept for m in turn.matches if not turn.is_a(m.last - 1, "fewer")} & _OTHERWISE
    if not turn.before or other or turn.same_person:
        return None
    labels = _labels(turn)
    if not labels or labels[0].first > _opening(turn) or not _is_new(turn, labels[0]):
        return None
    if any(q.partitive or q.kind == "rest" for q in turn.quantities) and not _likewise(turn):
        return None
    if _all_alike(turn, labels):
        return _all_again(turn, labels)
    if turn.told and any(d.facts.keys() & _TELLING for d in turn.new):
        return _told(turn)
    silent = not any(m.concept in EVENTS for m in turn.observed.mentions)
    return _alike(turn, labels) if silent and len(turn.observed.text.tokens) <= _SHORT else None


def _likewise(turn: Turn) -> bool:
    """ "Same for May", "May as well"."""
    return "same_again" in turn.moves or (turn.also and not turn.told)


def _told(turn: Turn) -> Followed | None:
    """What is told of them is told in full."""
    if any(m.concept == "same_call" for m in turn.observed.mentions):
        return None
    said = {int(q.value) for q in turn.quantities if q.kind == "count" and q.role in _NUMBERS and q.value}
    if said - {1, sum(d.count for d in turn.new), *(d.count for d in turn.new)}:
        return None  # "Wednesday only AI, Thursday four times": more is told than was read
    extra = rated(turn.new, turn.before)
    joint = "total" in turn.moves or turn.dripping or turn.says("jointly")
    alone = (turn.asks_price and not joint) or turn.asks_that_alone
    return Followed((*turn.before, *extra), extra if alone else (*turn.before, *extra), "add")


def _alike(turn: Turn, labels: Sequence[_Label]) -> Followed | None:
    """So many calls like those told last, at each label."""
    last = added_last(turn) or range(len(turn.before))
    kinds = [d for d in (turn.before[place] for place in last) if d.facts.keys() & _TELLING]
    such = kinds[-1] if kinds else turn.before[-1]
    if any(happened(d) & EVENTS != happened(such) & EVENTS for d in kinds):
        such = replace(such, facts={"someone": YES})  # like which of them, nobody says
    more: list[Described] = []
    for label, end in zip(
        labels, [*(one.first for one in labels[1:]), len(turn.observed.text.tokens)], strict=True
    ):
        said = [q for q in turn.quantities if label.last <= q.first < end and _counts(q)]
        like = among(turn, (label.last, end))
        if said and len(like) == 1 and turn.says("like"):
            such = turn.before[like[0]]  # "York had 5 like Leeds"
        if not said and _likewise(turn):
            said, such = [_AS_MANY], turn.before[like[0]] if len(like) == 1 else such
        if not said and more and not _is_new(turn, label):
            continue  # "…, total Monday to Wednesday?"
        if len(said) != 1 or not _is_new(turn, label):
            return None
        on = label.on if such.on is not None else None
        number = _number(turn, said[0], such.count)
        words = frozenset(label.words)
        more += [replace(such, count=number, on=on, words=words)] if number else []
    return all_of((*turn.before, *more), "add.label")


def _all_alike(turn: Turn, labels: Sequence[_Label]) -> bool:
    """ "Same for February", "same numbers in May", "same again in June but 5 verifications"."""
    if not _likewise(turn) or len(turn.before) < 2 or not all(_is_new(turn, one) for one in labels):
        return False
    like = among(turn, (labels[-1].last, len(turn.observed.text.tokens)))
    return bool(_kinds_counted(turn)) or not (like or counts(turn))


def _kinds_counted(turn: Turn) -> dict[int, int]:
    """The numbers told of kinds told before, by place; {} where some number is of none."""
    said = [q for q in turn.quantities if q.kind == "count" and q.role in _NUMBERS and q.value is not None]
    named = [among(turn, (q.first, q.last + 2)) for q in said]
    if any(len(places) != 1 for places in named):
        return {}
    return {places[0]: int(q.value or 0) for q, places in zip(said, named, strict=True)}


def _all_again(turn: Turn, labels: Sequence[_Label]) -> Followed:
    """All calls told last once more for each label, with the numbers that are told anew."""
    other = _kinds_counted(turn)
    last = added_last(turn) or range(len(turn.before))
    more = [
        replace(
            turn.before[place],
            count=other.get(place, turn.before[place].count),
            on=label.on if turn.before[place].on is not None else None,
            words=label.words,
        )
        for label in labels
        for place in last
    ]
    return all_of((*turn.before, *(d for d in more if d.count)), "add.label")


_AS_MANY = Quantity("multiple", Fraction(1), None, 0, 0)


def _number(turn: Turn, q: Quantity, before: int) -> int:
    """ "4", "none", "2 fewer", "twice as many"."""
    if q.kind == "none":
        return 0
    if q.kind == "multiple":
        return int((q.value or 0) * before)
    return max(before - int(q.value or 0), 0) if step(turn, q) < 0 else int(q.value or 0)


def _counts(q: Quantity) -> bool:
    return (
        q.kind == "multiple"
        or (q.kind == "count" and q.role in _NUMBERS and q.value is not None)
        or q.kind == "none"
    )


def _opening(turn: Turn) -> int:
    """The first place behind words that only lead in: "and on …", "there's also a …"."""
    size = len(turn.observed.text.tokens)
    sets = ("opening", "same_ones") if _likewise(turn) else ("opening",)
    return next((place for place in range(size) if not turn.is_a(place, *sets)), size)


def _labels(turn: Turn) -> list[_Label]:
    """The days, periods and numbered places of a message."""
    text = turn.observed.text
    found = [
        _Label(d.first, d.last, frozenset(t.lemma for t in text.tokens[d.first : d.last]), d.start)
        for d in dates.find(text, turn.effective)
        if d.role in ("call", "frame") and not turn.at(d.first).isdigit()
    ]
    for place, token in enumerate(text.tokens[:-1]):
        number = text.tokens[place + 1]
        lettered = len(number.text) == 1 and number.text.isalpha() and text.message[number.start].isupper()
        if token.text in listed("numbered") and (number.kind == NUMBER or lettered):
            found.append(_Label(place, place + 2, frozenset({token.lemma, number.text})))
        elif turn.is_a(place, "day_parts") and turn.is_a(place - 1, "the_day"):
            found.append(_Label(place, place + 1, frozenset({token.lemma})))
    known = {one.first for one in found}
    for q in turn.quantities:  # "client two"
        place = q.kind == "ordinal" and q.last - q.first == 2 and turn.is_a(q.first, "places")
        if place and q.first not in known:
            found.append(_Label(q.first, q.last, _lemmas(turn, q.first, q.last)))
    named = [] if any(one.first == _opening(turn) for one in found) else _names(turn)
    return sorted([*found, *named], key=lambda one: one.first)


def _lemmas(turn: Turn, first: int, last: int) -> frozenset[str]:
    return frozenset(token.lemma for token in turn.observed.text.tokens[first:last])


def _names(turn: Turn) -> list[_Label]:
    """ "Oulu: 3", "Vaasa had 3": a name in front of a number."""
    place, text = _opening(turn), turn.observed.text
    token = text.tokens[place] if place < len(text.tokens) else None
    if token is None or token.kind != WORD or len(token.text) < 3 or not text.message[token.start].isupper():
        return []
    plain = turn.is_a(
        place, "plain", "correcting", "removing", "periods", "price_words", "calls", "asking", "number"
    )
    number = place + 2 if turn.is_a(place + 1, "had_number") else place + 1
    counted = any(q.first == number and _counts(q) for q in turn.quantities)
    if plain or turn.kind_at(place) or token.text != token.lemma or not counted:
        return []
    return [_Label(place, place + 1, frozenset({token.lemma}))]


def _is_new(turn: Turn, label: _Label) -> bool:
    """Whether calls were told before by a label, and none by this one."""
    if label.on is not None:
        return not any(d.on == label.on for d in turn.before)
    names = label.words | {other for word in label.words for other in turn.days.get(word, ())}
    if any(label.words <= d.words or names & d.words & turn.words["days"] for d in turn.before):
        return False
    by = turn.words["days"] | turn.words["periods"] | turn.words["places"] | listed("numbered")
    labelled = any(d.on is not None or d.words & by for d in turn.before)
    return labelled or turn.says("further", "more_calls", "fresh_ones") or not label.words & by
