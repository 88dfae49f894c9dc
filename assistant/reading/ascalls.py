"""Numbers that count calls in other words: "called three times", "caller asked (2)", "9 haircuts … fourteen calls"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, WORD, Token


def tallied(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "Caller asked (2), verification (1)": numbers in brackets that don't count up are counts."""
    alone = [
        q for q in inside if q.kind in ("count", "ordinal") and q.role == "bare" and _bracketed(q, tokens)
    ]
    values = [q.value for q in alone]
    if len(alone) < 2 or values == list(range(1, len(values) + 1)):
        return inside
    return [replace(q, kind="count", role="calls") if q in alone else q for q in inside]


def _bracketed(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a number stands alone in brackets, behind a word."""
    first = q.first if tokens[q.first].text == "(" else q.first - 1
    last = q.last - 1 if tokens[q.last - 1].text == ")" else q.last
    if first < 1 or last >= len(tokens) or last - first != 2:
        return False
    return tokens[first].text == "(" and tokens[last].text == ")" and tokens[first - 1].kind == "word"


def of_things(inside: list[Quantity]) -> list[Quantity]:
    """ "On the first page …; on the second, two …": the second page, no call."""
    found: list[Quantity] = []
    thing: Quantity | None = None
    for q in inside:
        known = english().roles.get(q.noun or "") in ("people_not_calls", "duration")
        if q.kind == "ordinal" and q.role in ("other", "duration") and known:
            thing = q
        elif thing and q.kind == "ordinal" and q.role == "bare" and q.value == (thing.value or 0) + 1:
            q = thing = replace(q, role=thing.role, noun=thing.noun)
        found.append(q)
    return found


def last_of(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "Seven people rang. … The seventh swore at it": of as many people as rang, no seventh thing."""
    counts = {q.value for q in inside if q.kind == "count" and q.role in ("calls", "people") and q.value}
    return [
        replace(q, role="bare", noun=None)
        if q.kind == "ordinal" and q.role == "other" and q.value in counts and _begins(q, tokens)
        else q
        for q in inside
    ]


def _begins(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether "the seventh" begins a sentence, before a word that is no known thing."""
    the = q.first - 1
    starts = the == 0 or tokens[the - 1].kind == BREAK or tokens[the - 1].text in (*SENTENCE_END, ";")
    return the >= 0 and tokens[the].text == "the" and starts and english().roles.get(q.noun or "") is None


_RUN = 8  # things that may add up to the calls


def summed_things(inside: list[Quantity]) -> list[Quantity]:
    """ "9 haircuts …, 5 colorings …, fourteen calls": things that add up to the calls are calls."""
    things = [q for q in inside if q.kind == "count" and q.role in ("other", "bare") and q.value]
    wholes = {q.value for q in inside if q.kind == "count" and q.role == "calls"}
    if not wholes or not any(q.role == "other" for q in things):
        return inside
    parts = {id(q) for q in _adding_up(things, wholes)}
    return [replace(q, role="calls") if id(q) in parts else q for q in inside]


def _adding_up(things: Sequence[Quantity], wholes: set[Fraction | None]) -> Sequence[Quantity]:
    """The first things, one after the other, that add up to a number of calls."""
    for first in range(len(things)):
        total = things[first].value or Fraction(0)
        for last in range(first + 1, min(len(things), first + _RUN)):
            total += things[last].value or 0
            run = things[first : last + 1]
            if total in wholes and any(q.role == "other" for q in run):
                return run
    return ()


def took_place(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "That happened five times": so many calls, whatever else the sentence says."""
    led = tokens[max(0, q.first - 3) : q.first]
    return q.noun == "time" and any(token.lemma in _HAPPENING or token.text == "place" for token in led)


_PLACES = frozenset({"first", "last", "next", "other"})


_CALLING = frozenset({"call", "phone", "ring", "telephone", "dial"})


_HAPPENING = frozenset({"happen", "occur"})


def as_calls(q: Quantity, tokens: Sequence[Token]) -> Quantity:
    """ "called three times", "the second time": times that somebody called are calls."""
    before = tokens[q.first - 1].text if q.first else ""
    if q.role == "people_not_calls" and q.noun in ("agent", "human", "person") and before in ("in", "on"):
        return replace(q, role="bare")
    if q.kind == "count" and q.role == "bare" and (q.value or 0) > 1 and _rang(q, tokens):
        return replace(q, role="people")  # "last night three rang"
    if q.role == "other" and [token.text for token in tokens[q.last : q.last + 1]] == ["more"]:
        return replace(q, role="bare")  # "and on one more they …"
    if q.kind == "count" and q.noun in listed("records") and _reads(q, tokens):
        return replace(q, role="calls")  # "one log reads 'agent joined'"
    if q.kind == "ordinal" and q.value == -1 and _plural(tokens, q.last):
        return replace(q, kind="rest", value=None)  # "the last ones"
    desk = q.kind == "share" and q.role == "people_not_calls" and tokens[q.last].text != "of"
    if desk and any(token.text == "half" for token in tokens[max(0, q.first - 12) : q.first]):
        return replace(q, role="bare", noun=None)  # "half got your agents and half our front desk"
    if q.kind == "count" and q.role == "other" and (q.value or 0) > 1 and _act(q, tokens):
        return replace(q, role="people")
    if q.kind == "both" and q.role in ("calls", "people"):
        return replace(q, kind="count")
    if q.role != "times":
        return q
    if q.kind == "count" and q.noun == "occasion" and before == "on":
        return replace(q, role="calls")
    led = {token.text for token in tokens[max(0, q.first - 4) : q.first]}
    if q.kind == "count" and led & {"callers", "customers", "clients", "leads", "patients"}:
        return replace(q, role="calls")  # "had to verify new callers twice"
    if q.kind == "count" and _times_that(q, tokens):
        return replace(q, role="calls")
    if q.kind == "count" and before == "other":
        return replace(q, kind="rest", role="calls")  # "the other two times"
    if q.kind in ("ordinal", "span") or (q.kind == "count" and before in _PLACES):
        return replace(q, role="calls")
    return replace(q, role="calls") if q.kind == "count" and _called(q, tokens) else q


def _rang(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a verb of calling and the end of the clause stand right behind: "three rang.", "5 called: …"."""
    behind = tokens[q.last : q.last + 2]
    called = bool(behind) and behind[0].text in _RANG
    return called and (len(behind) < 2 or behind[1].kind != WORD)


_RANG = frozenset({"rang", "called", "phoned", "telephoned", "dialled", "dialed"})


def _called(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a verb of calling, or of happening, stands shortly before: "rang us twice", "that happened nine times"."""
    places = range(max(0, q.first - 4), q.first)
    verbs = (
        place
        for place in places
        if tokens[place].lemma in _CALLING
        and (place == 0 or tokens[place - 1].text not in _DETERMINERS | _PERFECT)
    )
    return any(tokens[place].lemma in _HAPPENING for place in places) or any(True for _ in verbs)


_PERFECT = frozenset({"'s", "is", "'ve", "has", "have", "had"})  # "she's rung us a dozen times": before this


def _reads(q: Quantity, tokens: Sequence[Token]) -> bool:
    return any(token.lemma in ("read", "say", "show", "state") for token in tokens[q.last + 1 : q.last + 3])


def _act(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "3 farmers asked for …", "two barbers got your agents": who does as callers do is one, whatever the trade."""
    near = range(q.last, min(q.last + _NOUN, len(tokens) - 1))
    noun = next((place for place in near if tokens[place].lemma == q.noun), None)
    words = english().counting
    owned = q.first > 0 and tokens[q.first - 1].text in words["owning"]
    if owned or noun is None or tokens[noun].text == q.noun or tokens[noun].text in words["no_people"]:
        return False
    after = [token.text for token in tokens[noun + 1 : noun + 1 + _NOUN]]
    verb = next((word for word in after if word not in words["beside_verb"]), "")
    trade = (q.noun or "").endswith(tuple(words["trades"]))
    return verb in words["asking"] or (trade and verb in words["getting"])


_NOUN = 3  # tokens in which a noun stands behind its number, and a verb behind the noun


def _times_that(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Twice this week callers asked …", "there were 5 times your agents took over"; not "twice he asked"."""
    before = tokens[q.first - 1] if q.first else None
    starts = (
        before is None
        or before.kind == BREAK
        or before.text in (*SENTENCE_END, ",", "were", "was", ";", "plus", "also")
    )
    starts = starts or (
        before is not None and before.text == "and" and tokens[q.first - 2].text in (".", ",")
    )
    last = q.last + (q.last < len(tokens) and tokens[q.last].lemma == "time")
    behind = tokens[last : last + 1]
    it_was = [token.text for token in tokens[last : last + 2]] in (["it", "was"], ["it", "were"])
    return starts and bool(behind) and (it_was or behind[0].text in english().counting["after_times"])


def _plural(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in ("ones", "calls", "callers")


_DETERMINERS = frozenset({"a", "the", "same", "one", "this", "that", "each", "every", "my", "our", "per"})


_TOOK = frozenset({"had", "has", "took", "saw", "logged", "handled", "received", "fielded", "counted"})
_PRONOUNS = frozenset(
    {"i", "we", "he", "she", "they", "it", "who", "you", "that", "which", "this", "ai", "each", "all"}
)


def had_by(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Kim had two callers who …, Lee had one, Ana none": so many of the same."""
    if q.role != "bare" or q.kind != "count" or q.first < 2 or tokens[q.first - 1].text not in _TOOK:
        return False
    who, behind = tokens[q.first - 2], tokens[q.last] if q.last < len(tokens) else None
    ends = behind is None or behind.kind != "word" or behind.text in ("and", "too", "while", "but")
    led = tokens[q.first - 3] if q.first > 2 else None
    named = (
        led is None
        or led.kind != "word"
        or led.text in ("and", "while", "dr", "mr", "mrs", "ms", "the", "our", "from")
    )
    if who.text in _PRONOUNS:
        return ends and _told_beside(who.text, q.first - 2, tokens)
    return ends and who.kind == "word" and named


def _told_beside(who: str, place: int, tokens: Sequence[Token]) -> bool:
    """ "I had five callers who …, he had three": somebody else's number was told in the same words."""
    if who not in _PERSONS:
        return False
    words = english().numbers
    return any(
        tokens[at].text in _PERSONS - {who}
        and tokens[at + 1].text in _TOOK
        and (tokens[at + 2].kind == NUMBER or tokens[at + 2].text in words)
        for at in range(max(0, place - _BESIDE), place - 2)
    )


_PERSONS = frozenset({"i", "we", "he", "she", "they"})
_BESIDE = 40  # tokens


def there_were(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Tuesday there were two, both …": so many calls, where nothing else is named."""
    led = [token.lemma for token in tokens[max(0, q.first - 4) : q.first]]
    if "there" not in led or led[-1] not in ("be", "come", "only", "just"):
        return False
    behind = tokens[q.last] if q.last < len(tokens) else None
    return (
        behind is None
        or behind.kind != "word"
        or behind.text in ("where", "who", "that", "which", "in", "on")
    )


def with_had(quantities: Sequence[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities with the "one" of "Lee had one", where somebody else's calls were counted before."""
    told = next((q.first for q in quantities if q.kind == "count" and q.role in ("calls", "people")), None)
    if told is None:
        return list(quantities)
    known = {q.first for q in quantities}
    ones = [
        Quantity("count", Fraction(1), None, place, place + 1)
        for place in range(told, len(tokens))
        if tokens[place].text == "one" and place not in known
    ]
    had = [one for one in ones if had_by(one, tokens)]
    return sorted([*quantities, *had], key=lambda q: (q.first, q.last)) if had else list(quantities)


def did_so(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "…; in December four did", "and on Tuesday three did the same"."""
    behind = [token.text for token in tokens[q.last : q.last + 2]]
    if q.kind != "count" or behind[:1] not in (["did"], ["do"], ["does"]):
        return False
    return len(behind) < 2 or behind[1] in listed("likewise") or tokens[q.last + 1].kind != WORD
