"""The numbers of a follow-up that say how many calls of a kind there were, after all: "2 escalated", "Tucson is nine",
"one fewer", "increase the handoffs by two"."""

from __future__ import annotations

from fractions import Fraction

from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.targets import EARLY, Span, among, counting, named_in, refers
from assistant.reading.turns import Turn


def restating(turn: Turn) -> list[Quantity]:
    """The numbers that say how many calls of a kind there were: "2 escalated", "no crash", "happened twice"."""
    named = [q for q in turn.quantities if q.kind == "none" and q.role == "interactions"]
    times = [q for q in turn.quantities if q.kind == "count" and q.role == "times"]
    plain = [q for q in counting(turn) if q.kind == "count" and not (q.partitive or refers(turn, q))]
    steps = [q for q in turn.quantities if q.kind == "count" and q.role == "other" and step(turn, q)]
    steps += [q for q in turn.quantities if q not in plain and _said_of_a_name(turn, q)]
    taken = {q.first for q in turn.quantities}
    ones = [
        Quantity("count", Fraction(1), None, place, place + 1)
        for place, token in enumerate(turn.observed.text.tokens)
        if token.text == "one" and place not in taken and turn.is_a(place + 1, "fewer")
    ]
    return sorted([*plain, *named, *times, *steps, *ones], key=lambda q: q.first)


def recounted(turn: Turn) -> dict[int, int]:
    """New numbers by place: each number goes to the calls that the words beside it, or its sentence, name."""
    found: dict[int, int] = {}
    numbers = restating(turn)
    for index, q in enumerate(numbers):
        first, last = _sentence(turn.observed, q.first)
        behind = numbers[index + 1].first if index + 1 < len(numbers) else last
        if turn.at(q.last) == "like":
            behind = q.last  # "Wels had 5 like Graz"
        ahead = numbers[index - 1].last if index else first
        before = (max(first, ahead), q.first)
        named = among(turn, before) if _behind_name(turn, q) else []
        places = named or among(turn, before if q.role == "times" else (q.first, min(last, behind)))
        if not places and len(numbers) == 1 and turn.at(q.last) != "like":
            places = among(turn, (first, last))
        wrong = [place for place, number in found.items() if number == turn.before[place].count]
        if not places and len(found) == len(wrong) == 1 and _behind_name(turn, q):
            places = wrong  # "I typed 4 failures, it was 6"
        if len(places) == 1 and places[0] in found and places != wrong:
            return {}
        if len(places) == 1:
            found[places[0]] = new_number(turn, q, turn.before[places[0]].count)
    return found


def _behind_name(turn: Turn, q: Quantity) -> bool:
    """ "Tucson is nine", "Tucson 9": a number said of what stands before it."""
    if turn.is_a(q.first - 1, "adding_first"):
        return False  # "plus one more" names nothing, though a call was told of with "plus"
    return turn.is_a(q.first - 1, "said_of") or bool(named_in(turn, (q.first - 1, q.first)))


def _said_of_a_name(turn: Turn, q: Quantity) -> bool:
    """A bare number behind the name of calls, in whatever long message."""
    if q.kind != "count" or q.role != "bare" or q.partitive or len(turn.before) < 2:
        return False
    first = _sentence(turn.observed, q.first)[0]
    return _behind_name(turn, q) and len(among(turn, (max(first, q.first - EARLY - 1), q.first))) == 1


def step(turn: Turn, q: Quantity) -> int:
    """-1 for "one fewer", 1 for "two more than I said", 0 for a number that says how many there were."""
    if turn.is_a(q.first - 1, "adding_to"):
        return 1  # "add three escalations"
    tokens = turn.observed.text.tokens
    if q.first == 1 and turn.at(0) in ("-", "–", "−") and tokens[0].end == tokens[1].start:
        return -1  # "-1 verification"
    if turn.at(q.first - 1) == "by" and turn.says("raising", "lowering"):
        return 1 if turn.says("raising") else -1  # "increase the handoffs by two"
    for place in (q.last - 1, q.last, q.last + 1):
        if turn.is_a(place, "fewer"):
            return -1
        if turn.is_a(place, "more"):
            more = turn.at(place + 1) == "than" or _behind_name(turn, q)
            return 1 if more or (q.role == "interactions" and not turn.told) else 0
    return 0


def new_number(turn: Turn, q: Quantity, old: int) -> int:
    sign, number = step(turn, q), int(q.value or 0)
    return max(old + sign * number, 0) if sign else number


def _sentence(observed: Observed, place: int) -> Span:
    return observed.sentences[sentence_of(place, observed.sentences)]
