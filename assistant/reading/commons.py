"""Lists of calls that have calls in common: "A and B share 3", "all 17 are on the first list too", "no overlap".

statements(observed, quantities, span)   # where a clause says so; its numbers count no further calls
claims(found, units, observed)           # of which two units, and how many calls of theirs are the same
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assistant.reading.concepts import EVENTS, TELLING, WHY
from assistant.reading.incommon import shared_at
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.sets import Sets, label_places
from assistant.reading.stretches import Unit
from assistant.reading.text import BREAK, SENTENCE_END, Token

_MARKS = SENTENCE_END | {",", ";", "(", ")", "–", "—", "-", "--", "|"}
_THE = frozenset({"the", "those", "these"})
_CUES = frozenset({"same", "twice", "double"})
_NONE = frozenset({"none", "no", "neither"})
_LONG = 28  # tokens; a longer clause tells more than that
_OPEN = ("overlap", "intersect", "coincid")
_COUNTED = frozenset({"calls", "people", "interactions", "bare"})


@dataclass(frozen=True, slots=True)
class Statement:
    """The clause, tokens [first, last), that says it: of `number` calls, of none, of `all` of a list; with none of
    these nobody says of how many.  `shared`: in words for what is common, not by "also"."""

    first: int
    last: int
    number: Fraction | None
    none: bool
    all: bool
    shared: bool
    strong: bool = True  # with a word that can be meant no otherwise: "also", "among"

    @property
    def known(self) -> bool:
        """Whether it says of how many."""
        return self.number is not None or self.none or self.all


@dataclass(frozen=True, slots=True)
class Claim:
    """`number` calls of the units whose numbers stand at `one` and `two` are the same; None: nobody knows how many."""

    one: int
    two: int
    number: Fraction | None
    doubted: int = -1  # of which nobody knows how many are among the others


def statements(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> tuple[Statement, ...]:
    """The clauses of a span that may say what lists have in common."""
    words = observed.text.once("words", lambda: frozenset(t.text for t in observed.text.tokens))
    if words.isdisjoint(_CUES) and words.isdisjoint(listed("in_common") | listed("joining")):
        return ()
    tokens = observed.text.tokens
    found = (_statement(first, last, quantities, tokens) for first, last in _clauses(tokens, span))
    return tuple(s for s in found if s is not None and (s.known or not s.shared or _told(s.first, observed)))


def _told(place: int, observed: Observed) -> bool:
    """Whether a token stands in no question; "do they overlap?" says that nobody knows."""
    first, last = observed.sentences[sentence_of(place, observed.sentences)]
    tokens = observed.text.tokens[first:last]
    return tokens[-1].text != "?" or any(token.text.startswith(_OPEN) for token in tokens)


def _clauses(tokens: Sequence[Token], span: tuple[int, int]) -> Iterable[tuple[int, int]]:
    first = span[0]
    for place in range(span[0], span[1] + 1):
        mark = place == span[1] or tokens[place].kind == BREAK or tokens[place].text in _MARKS
        if mark:
            if 1 < place - first < _LONG:
                yield first, place
            first = place + 1


def _statement(
    first: int, last: int, quantities: Sequence[Quantity], tokens: Sequence[Token]
) -> Statement | None:
    texts = [token.text for token in tokens[first:last]]
    said = frozenset(texts)
    cue = shared_at(texts)
    shared = cue is not None
    start = _subject(texts, first) if cue is None else first + _denial(texts, cue)
    if start is None or said & listed("compared") or not (shared or said & listed("joining")):
        return None
    definite = tokens[start].text in _THE and bool(said & listed("joining_strong"))
    number = _number(start, last, quantities, tokens)
    none = bool(said & listed("none_common"))
    whole = number is None and (
        definite or bool((said - {"both"} if shared else said) & (listed("whole_of") | listed("always")))
    )
    if not shared and number is None and not (none or whole or said & listed("some_of")):
        return None
    strong = shared or bool(said & listed("joining_strong"))
    if cue is not None and texts[cue].startswith("shar") and not (none or whole or number is not None):
        return None
    return Statement(start, last, None if none else number, none, whole and not none, shared, strong)


def _denial(texts: Sequence[str], cue: int) -> int:
    """Where "no overlap" begins that a clause ends in; 0 for nowhere."""
    near = [at for at in range(max(0, cue - 3), cue) if texts[at] in _NONE]
    return near[0] if near else 0


def _subject(texts: Sequence[str], first: int) -> int | None:
    """Where "all 12 of them", "every handoff", "5 of the twelve" begins that a clause is about."""
    skipped = listed("conjunctions")
    for at, word in enumerate(texts):
        led = at == 0 or texts[at - 1] in skipped
        if led and (word in listed("whole_of") or word in listed("some_of") or word in _NONE | _THE):
            return first + at
        if led and "of" in texts[at + 1 : at + 3] and (word.isdecimal() or word in listed("digits")):
            return first + at
    return None


def _number(
    first: int, last: int, quantities: Sequence[Quantity], tokens: Sequence[Token]
) -> Fraction | None:
    """The number of calls that a clause says are the same ones, in front of what it says it of."""
    labels = label_places(first, last, tokens)
    for q in quantities:
        if q.first in labels or _whole_before(first, q.first, tokens):
            continue
        if not first <= q.first < last or q.kind != "count" or q.value is None or q.role not in _COUNTED:
            continue
        before = tokens[q.first - 1].text if q.first else ""
        behind = tokens[q.last].text if q.last < len(tokens) else ""
        counting = before == "counts" and "twice" in [token.text for token in tokens[q.last : last]]
        sets = (before in listed("set_nouns") and not counting) or before in (
            "between",
            "the",
            "those",
            "these",
            "all",
            "every",
        )
        if not (sets or q.noun in listed("set_nouns") or behind in listed("set_nouns")):
            return q.value
    return None


def within(place: int, found: Sequence[Statement]) -> bool:
    """Whether a token stands in one of the clauses."""
    return any(s.first <= place < s.last for s in found)


def aside(mentions: Sequence[Mention], found: Sequence[Statement]) -> list[Mention]:
    """Without what the clauses say of calls that were told of before."""
    return [m for m in mentions if m.concept not in _OF_CALLS or not within(m.first, found)]


def unmarked(units: list[Unit], found: Sequence[Statement], tokens: Sequence[Token]) -> list[Unit]:
    """The units, without what they were taken to say by words of the clauses."""
    for unit in units:
        mine = [s for s in found if s.first < unit.last and s.last > unit.first]
        said = {tokens[p].text for s in mine for p in range(s.first, s.last)}
        left = {tokens[p].text for p in range(unit.first, unit.last) if not within(p, mine)}
        unit.both = unit.both and not (_BOTH & said and not _BOTH & left)
        unit.neither = unit.neither and not (_NEITHER & said and not _NEITHER & left)
    return units


_BOTH = frozenset({"both", "overlap", "share", "shared", "common"})
_NEITHER = frozenset({"neither", "none", "nothing"})
_OF_CALLS = EVENTS | {"same_call", "separate"}


def _whole_before(first: int, place: int, tokens: Sequence[Token]) -> bool:
    """ "Each of the bookings happened in one of the calls"."""
    return not (listed("whole_of") - {"both"}).isdisjoint(
        token.text for token in tokens[first : max(first, place - 1)]
    )


# ---------------------------------------------------------------- of which units


def claims(
    found: Sequence[Statement], units: Sequence[Unit], quantities: Sequence[Quantity], observed: Observed
) -> list[tuple[Statement, Claim | None]]:
    """Each statement with the units it is about; None where it tells of others."""
    told = [unit for unit in units if _countable(unit)]
    if len(told) < 2:
        return [(statement, None) for statement in found]
    sets = Sets(told, [(s.first, s.last) for s in found], quantities, observed)
    return [(statement, _claim(statement, told, sets)) for statement in found]


def _countable(unit: Unit) -> bool:
    counted = unit.kind in ("count", "share", "rest", "range") and (unit.count or 0) > 1
    return counted and unit.tells and unit.quantity is not None


def _claim(statement: Statement, told: Sequence[Unit], sets: Sets) -> Claim | None:
    pair = _pair(statement, told, sets)
    if pair is None:
        return None
    one, two = told[pair[0]], told[pair[1]]
    if one.sole and two.sole and statement.number:
        return None  # "4 only verified, 3 only booked, 1 both"
    least = min(one.count or 0, two.count or 0)
    number = statement.number
    if statement.none:
        number = Fraction(0)
    elif number is None and statement.all:
        number = one.count if not statement.shared else Fraction(least)
    if number is not None and number > least:
        return None
    assert one.quantity is not None
    assert two.quantity is not None
    places = one.quantity.first, two.quantity.first
    lesser = places[(one.count or 0) > (two.count or 0)] if number is None else -1
    return Claim(*places, number, lesser)


def _pair(statement: Statement, told: Sequence[Unit], sets: Sets) -> tuple[int, int] | None:
    """The two units: those that the clause names, the other one where there are but two."""
    named = sets.named(statement.first, statement.last, statement.strong)
    apart = list(dict.fromkeys(at for at, _ in named))
    if not statement.shared:
        if len(apart) != 2 or not _joined(named, sets):
            return None
        return apart[0], apart[1]
    if len(apart) == 2:
        return apart[0], apart[1]
    telling = [at for at, unit in enumerate(told) if unit.has(TELLING)]
    telling = telling if len(telling) == 2 else [at for at in telling if told[at].has(WHY)]
    return (telling[0], telling[1]) if len(telling) == 2 else None


def _joined(named: Sequence[tuple[int, int]], sets: Sets) -> bool:
    """Whether a verb or "among" stands between the two, not only "and"."""
    for (one, first), (two, last) in pairwise(named):
        if one != two:
            return bool(sets.between(first, last) & listed("joining_verbs"))
    return False
