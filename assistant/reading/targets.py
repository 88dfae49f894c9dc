"""Which of the calls so far a follow-up speaks of: by number, by name, by what happened in them."""

from __future__ import annotations

from assistant.reading.groupwords import short_name
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.scenario import Described
from assistant.reading.text import NUMBER
from assistant.reading.turns import Turn, happened, seated
from assistant.reading.units import WHY, openers

Span = tuple[int, int]

_LETTERS = "abcdefg"
NUMBERED = frozenset({"bare", "calls", "interactions", "people"})
EARLY = 3  # tokens in which a message says which call it is about
_FEW = 8  # tokens of a message in which a single letter names a call
_SOME = 14  # … where it is written as a capital
_YEAR = 4  # digits of a year, which many calls may have been told with
_LISTED = 8  # tokens behind "without" in which it is told without what
_SHORT = 18  # tokens of a message in which every number counts calls


def counts(turn: Turn, told_again: bool = True) -> list[int]:
    """The numbers of calls a message names; without those that only say again how many there are ("the two")
    unless `told_again`."""
    return [int(q.value) for q in counting(turn, told_again) if q.value is not None]


def counting(turn: Turn, told_again: bool = True) -> list[Quantity]:
    """The numbers themselves."""
    tokens = turn.observed.text.tokens
    short = len(tokens) <= _SHORT
    among = turn.quantities if short else openers(turn.quantities, turn.observed, (0, len(tokens)))
    found = [q for q in among if q.kind in ("count", "rest") and q.role in NUMBERED and not seated(turn, q)]
    found = [q for q in found if not labels(turn, q)]
    return [q for q in found if told_again or not refers(turn, q)]


def labels(turn: Turn, q: Quantity) -> bool:
    """ "What about 2 and 4 only?" of calls that were told as 1) to 4): no number of calls."""
    value = int(q.value or 0)
    bare = q.kind == "count" and q.role == "bare" and not q.partitive and turn.at(q.first).isdigit()
    if (
        not bare
        or not 0 < value <= len(turn.before)
        or turn.is_a(q.first - 1, "make", "said_of", "adding_to")
    ):
        return False
    if (
        turn.at(q.first - 1) in ("by", "to", "not")
        or turn.kind_at(q.last)
        or turn.is_a(q.last, "more", "fewer")
    ):
        return False
    numbers = [str(place + 1) for place in range(len(turn.before))]
    return len(numbers) > 1 and all(
        n in d.words and d.count == 1 for n, d in zip(numbers, turn.before, strict=True)
    )


def refers(turn: Turn, q: Quantity) -> bool:
    """Whether a number speaks of calls counted before: "the two", "my 3 calls", "of the five"."""
    return turn.is_a(q.first - 1, "definite") and not q.partitive


# ---------------------------------------------------------------- which calls


def targets(turn: Turn) -> list[int]:
    """The places of the calls spoken of; empty when none is singled out."""
    places = numbered(turn) or by_day(turn) or _put_first(turn)
    if places:
        return places
    told = {key for d in turn.new for key in d.facts if key in WHY}
    if told and len(turn.before) > 1:
        same = [place for place, d in enumerate(turn.before) if told & happened(d)]
        if same:
            return same
    whole = (0, len(turn.observed.text.tokens))
    return _of_kinds(turn, kinds_said(turn, whole, named=True)) or named_in(turn, whole) or gendered(turn)


def by_day(turn: Turn) -> list[int]:
    """The calls that a day names, where they were told with different days: "without the 22nd"."""
    days = [d.on for d in turn.before if d.on is not None]
    if len(set(days)) < 2 or len(days) < len(turn.before):
        return []
    when = [m for m in turn.scenario.when if m.start is not None]
    if any(m.start not in days or m.end not in (None, m.start) for m in when):
        return []
    most = sum(d.count for d in turn.before)
    nth = {int(q.value) for q in turn.quantities if q.kind == "ordinal" and q.value and q.value > most}
    nth |= {
        _day_said(turn.at(q.first)) for q in turn.quantities if q.role == "date" and q.last == q.first + 1
    }
    said = {m.start for m in when} or {day for day in days if day.day in nth}
    places = [place for place, on in enumerate(days) if on in said]
    return places if len(places) < len(days) else []


def _day_said(word: str) -> int:
    """22 of "22nd"."""
    number = word.rstrip("stndrh")
    return int(number) if number.isdigit() and number != word else 0


def _put_first(turn: Turn) -> list[int]:
    """ "The failures, did they have the add-on?"."""
    first = 1 if turn.is_a(0, "lead_ins") else 0
    comma = next((place for place in range(first + 2, first + EARLY + 2) if turn.at(place) == ","), 0)
    return among(turn, (first + 1, comma)) if comma and turn.is_a(first, "definite", "pointing") else []


def gendered(turn: Turn) -> list[int]:
    """The one call that "and hers?" means: a woman's, where the others are men's."""
    if len(turn.observed.text.tokens) > _FEW or turn.told:
        return []
    meant = [name for name in ("his", "hers") if turn.says(name)]
    if len(meant) != 1 or len(turn.before) < 2:
        return []
    his, hers = turn.words["his"], turn.words["hers"]
    wanted, other = (his, hers) if meant == ["his"] else (hers, his)
    places = [place for place, d in enumerate(turn.before) if d.words & wanted and not d.words & other]
    return places if len(places) == 1 else []


def among(turn: Turn, span: Span) -> list[int]:
    """The calls that the words of a span name: by what happened in them, or by words they were told in."""
    mentioned = {
        m.concept
        for m in turn.observed.mentions
        if span[0] <= m.first < span[1] and m.concept in WHY and m.polarity == YES
    }
    return _of_kinds(turn, mentioned | kinds_said(turn, span)) or named_in(turn, span)


def kinds_said(turn: Turn, span: Span, named: bool = False) -> set[str]:
    """The kinds of calls that single words of a span name ("escalated", "the booking"); with `named`, only
    where it is a call that is named, not something told."""
    said = set()
    for place in range(*span):
        kind = turn.kind_at(place)
        if kind and (not named or _names_call(turn, place)):
            said.add(kind)
    return said - {"alone"} if len(said) > 1 else said


def _names_call(turn: Turn, place: int) -> bool:
    """ "the handoff call", "the AI ones", "without the booking"."""
    behind = place + 1
    while turn.kind_at(behind):
        behind += 1
    if turn.is_a(behind, "calls"):
        return True
    return any(turn.is_a(step, "definite", "pointing") for step in (place - 1, place - 2)) and any(
        turn.is_a(step, "removing", "only") for step in range(max(0, place - _LISTED), place)
    )


def _of_kinds(turn: Turn, kinds: set[str]) -> list[int]:
    """The calls of these kinds, where not all are."""
    wanted = {fact for kind in kinds for fact in turn.kind_facts(kind)}
    places = [
        place
        for place, d in enumerate(turn.before)
        if (_untouched(d) if "alone" in kinds else wanted & happened(d))
    ]
    return places if len(places) < len(turn.before) or len(turn.before) == 1 else []


def _untouched(described: Described) -> bool:
    """Whether no human took part."""
    found = described.deduced()
    return not (found.interactions or found.unknown or described.doubt)


def numbered(turn: Turn, span: Span | None = None) -> list[int]:
    """The calls named by number or letter, in the words of a span: "the second", "call 3", "B", "the latter"."""
    before = turn.before
    places: list[int] = []
    for q in turn.quantities:
        if span is not None and not span[0] <= q.first < span[1]:
            continue
        called = q.role in ("calls", "bare", "people", "times") or turn.is_a(q.last, "verbs")
        called = called or q.noun in listed("number_nouns")  # "the second lot"
        if labels(turn, q):
            places.append(int(q.value or 1) - 1)
        if q.kind == "ordinal" and q.value is not None and called:
            places.append(len(before) - 1 if q.value == -1 else int(q.value) - 1)
    tokens = turn.observed.text.tokens
    for index, token in enumerate(tokens):
        if span is not None and not span[0] <= index < span[1]:
            continue
        if turn.is_a(index, "last_of"):
            places.append(len(before) - 1)
        elif turn.is_a(index, "first_of"):
            places.append(0)
        elif turn.is_a(index, "numbering"):
            places.extend(
                int(token.text) - 1
                for token in tokens[index + 1 : index + 4]
                if token.kind == NUMBER and token.text.isdigit()
            )
        if len(token.text) == 1 and token.text in _LETTERS and _is_letter(turn, index):
            places.append(_LETTERS.index(token.text))
    return sorted({place for place in places if 0 <= place < len(before)})


def _is_letter(turn: Turn, place: int) -> bool:
    """Whether a single letter names a call: "call B", "b?", not the article "a"."""
    if turn.is_a(place - 1, "numbering"):
        return True
    text = turn.observed.text
    loud = text.message[text.tokens[place].start].isupper() and not text.message.isupper()
    if turn.at(place) == "a" and not (loud and (place > 0 or len(text.tokens) <= 2)):
        return turn.is_a(place + 1, "letter_joins") and turn.at(place + 2) in set(_LETTERS)
    return len(text.tokens) <= (_SOME if loud else _FEW)


def pointed(turn: Turn) -> list[int]:
    """The calls that a message begins with: "the roofing one …", "number 2 …"."""
    if len(turn.before) < 2:
        return []
    first = [q for q in turn.quantities if q.first <= EARLY]
    if numbered(turn) and (
        any(q.kind == "ordinal" or labels(turn, q) for q in first) or turn.begins("numbering", EARLY)
    ):
        return numbered(turn)
    for place in range(EARLY):
        end = place + 1
        while end <= place + EARLY and turn.at(end) and not turn.is_a(end, "calls"):
            end += 1
        if turn.is_a(place, "definite", "pointing") and turn.is_a(end, "calls"):
            return among(turn, (place + 1, end))
    early = any(m.first <= EARLY for m in turn.scenario.when)
    return (by_day(turn) if early else []) or _by_name(turn)


def _by_name(turn: Turn) -> list[int]:
    """ "Mr. Otis was put through …", "Vega's call …": a name that only some were told with."""
    text = turn.observed.text
    named = [
        place
        for place, token in enumerate(text.tokens[: EARLY + 1])
        if token.kind == "word"
        and text.message[token.start].isupper()
        and (len(token.text) > 2 or short_name(token, text))
    ]
    places = [named_in(turn, (place, place + 1)) for place in named if not turn.kind_at(place)]
    return next((found for found in places if len(found) == 1), [])


def named_in(turn: Turn, span: Span) -> list[int]:
    """By words that only some of the calls were told in ("the roofing one", "Tucson")."""
    if len(turn.before) < 2:
        return []
    places = range(max(span[0], 0), min(span[1], len(turn.observed.text.tokens)))
    long = {
        q.first for q in turn.quantities if turn.at(q.last) in turn.language.periods
    }  # "these seven days"
    tokens = [turn.observed.text.tokens[place] for place in places if place not in long]
    said = {t.lemma for t in tokens if (t.kind == "word" and len(t.lemma) > 2) or t.kind == NUMBER}
    said |= {t.text for t in tokens if short_name(t, turn.observed.text)}
    said -= turn.words["plain"] | {word for word in said if word.isdigit() and len(word) == _YEAR}
    if any(
        not d.words & turn.words["periods"] for d in turn.before
    ):  # "this week" was told of one, meant of all
        said -= turn.words["periods"]
    said |= {other for day in said for other in turn.days.get(day, ())}
    common = frozenset.intersection(*(d.words for d in turn.before))
    scores = [len((said & d.words) - common) for d in turn.before]
    best = max(scores)
    return [place for place, score in enumerate(scores) if score == best] if best else []
