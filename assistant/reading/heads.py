"""Where the sentences or items of a message begin calls of their own: each with somebody new, with a label, or as
many of them as calls were counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.reading.alike import likened
from assistant.reading.cast import newcomers
from assistant.reading.items import itemised
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.pointers import known
from assistant.reading.regex import regex
from assistant.reading.text import WORD, Token
from assistant.reading.units import TELLING, one_spoken_of, openers

STORY = TELLING | {"smith", "same_again", "someone"}
_LABEL = 9  # tokens a label may have
LEADS = frozenset({"and", "then", "but", "also", "so", "plus", "while", "ok", "okay", "well", "now", "or",
    "on", "in", "by", "at", "the", "early", "late", "later", "last", "an", "a", "about", "some", "few"})  # fmt: skip
_PEOPLE = frozenset(
    "caller customer client patient tenant lead man woman lady guy gentleman prospect guest member buyer seller parent"
    " student resident homeowner driver farmer supplier vendor neighbor neighbour bride groom couple teacher".split()
)
_REASONED = frozenset(
    {"asked", "verified", "new", "playbook", "failure", "agent_booked", "ai_booked", "alone", "own"}
)
_ABOUT = _REASONED | {"same_again", "someone", "either", "unsure", "no_human", "smith", "left"}
_PRONOUNS = frozenset(
    {"they", "he", "she", "it", "each", "both", "all", "in", "no", "nobody", "every", "i", "we"}
)
_MACHINE = frozenset({"ai", "bot", "robot", "machine", "assistant", "receptionist"})
PRICE = frozenset({"how_much", "price_ask"})


def headed(observed: Observed, span: tuple[int, int]) -> set[int]:
    """Where sentences begin with a label of whom or what they are about ("A guest from Bonn: …", "About Duchess:
    …"), if two or more do and tell something."""
    tokens = observed.text.tokens
    heads = set()
    for first, last in observed.sentences:
        marks = [place for place in range(first, min(last, first + _LABEL)) if tokens[place].text == ":"]
        label = tokens[first : marks[0]] if marks else ()
        named = label and all(token.kind == WORD and token.text not in listed("voices") for token in label)
        if named and span[0] <= first < span[1] and tells(observed, marks[0], last, STORY):
            heads.add(first)
    return heads if len(heads) > 1 else set()


_CLOCK = regex(
    r"(?:^|[:\"“] )\W*(?:[a-h][,.):]+ )?(?:(?:on )?(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6},? )?(?:(?:call )?at )?(\d{1,2})[:.](\d{2}) ?([ap]\.?m\b)?",
    re.IGNORECASE,
)
_CALL_AT = regex(r"(?:^|[:\"“] )\W*(?:the )?call (?:at|around|about) \w+", re.IGNORECASE)
_STEPS = 15  # minutes; what is told in closer succession may be the steps of one call


def timed(observed: Observed, span: tuple[int, int]) -> set[int]:
    """Where sentences begin with times of day ("9:40 asked for a human. 11:05 AI froze."), too far from each other
    for steps of one call, if two or more do and tell something."""
    inside = [sentence for sentence in observed.sentences if span[0] <= sentence[0] < span[1]]
    if sum(tells(observed, first, last, STORY) for first, last in inside) < 2:
        return set()
    times: dict[int, int] = {}
    for first, last in inside:
        minutes = _minutes(observed, first, last, len(times))
        if minutes is not None:
            times[first] = minutes
    ends = [*list(times)[1:], span[1]][: len(times)]
    told = [first for first, end in zip(times, ends, strict=True) if tells(observed, first, end, STORY)]
    near = any(abs(times[one] - times[other]) < _STEPS for one, other in pairwise(told))
    return set() if near or len(told) < 2 else set(told)


def _minutes(observed: Observed, first: int, last: int, before: int) -> int | None:
    """At how many minutes of the day a sentence begins, `before` others did; None where it tells none."""
    tokens = observed.text.tokens
    said = observed.text.message[tokens[first].start : tokens[last - 1].end]
    clock = _CLOCK.search(said)
    if clock is None:
        return -_STEPS * (1 + before) if _CALL_AT.search(said) else None  # "Call at nine, …"
    later = 720 if clock[3] and clock[3][0] in "pP" and clock[1] != "12" else 0
    return int(clock[1]) * 60 + int(clock[2]) + later


def subjects(observed: Observed, span: tuple[int, int]) -> set[int]:
    """Where clauses begin with somebody new ("Mrs. Vega asked …. The baker was new …", "A caller …. His wife …"), if
    two or more do and say what the call was about."""
    if observed.text.once("one call spoken of", lambda: one_spoken_of(observed.text.tokens)):
        return set()  # "what does that call cost"
    places = sorted(newcomers(observed, span).values())
    ends = [*places[1:], span[1]][: len(places)]
    found = {
        a
        for a, b in zip(places, ends, strict=True)
        if tells(observed, a, b, _ABOUT) or likened(observed, a, b)
    }
    return found if len(found) > 1 else set()


def placed(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> set[int]:
    """Where sentences begin with a place, or with an hour that a call is known by ("At our York shop …. In Leeds …",
    "The 9:05 was …. The 9:40 asked …"), if two or more do and tell something."""
    tokens = observed.text.tokens
    clocks = {q.first for q in quantities if q.role == "clock"}
    found: dict[str, int] = {}
    for first, last in observed.sentences:
        place = first + (tokens[first].text in LEADS - {"at", "in", "on", "the"})
        label = _hour(tokens, place, clocks) or _there(tokens, place) or _place(observed, place, last)
        if not label or not span[0] <= first < span[1]:
            continue
        if (
            tells(observed, first, last, STORY)
            or label in found
            or _served_there(label, observed, first, last)
        ):
            found.setdefault(label, first)
    named = _named(observed, span)
    return set(found.values()) | named if len(found) > 1 else named


def _named(observed: Observed, span: tuple[int, int]) -> set[int]:
    """Where clauses begin with a call's own name ("The Hale call …; the Moss call …"), if two or more do and tell
    something."""
    places = sorted(known(observed, span).values())
    ends = [*places[1:], span[1]][: len(places)]
    told = {a for a, b in zip(places, ends, strict=True) if tells(observed, a, b, STORY)}
    return told if len(told) > 1 else set()


def _hour(tokens: Sequence[Token], place: int, clocks: set[int]) -> str:
    """ "The 9:40 …": a call known by its hour; empty for none."""
    known = place + 1 < len(tokens) and tokens[place].text == "the" and place + 1 in clocks
    return f"the {place}" if known else ""


def _there(tokens: Sequence[Token], place: int) -> str:
    """ "There's the call of the 9th where …. And there's the one of the 12th …": empty for none."""
    words = [token.text for token in tokens[place : place + 6]]
    first = (
        words[:1] == ["there"] and words[1:2] in (["is"], ["'s"], ["was"]) and words[2:3] in (["the"], ["a"])
    )
    return f"there {place}" if first and not {"call", "one"}.isdisjoint(words[3:5]) else ""


def _served_there(label: str, observed: Observed, first: int, last: int) -> bool:
    return label.startswith("there ") and _about_a_call(observed, first, last)


def _place(observed: Observed, place: int, last: int) -> str:
    """ "At our York shop …", "In Salem …", "Our uptown office got …": the place; empty for none."""
    tokens, message = observed.text.tokens, observed.text.message
    if place >= last:
        return ""
    led = tokens[place].text in ("at", "in", "from", "over")
    if tokens[place].text in ("so", "as"):
        place += 2
    named: list[str] = []
    for token in tokens[place + led : min(last, place + led + _LABEL)]:
        capital = token.kind == WORD and message[token.start].isupper()
        if token.text in _SITES and (named or not led):
            return " ".join(named) or token.text
        if led and named and not capital:
            return " ".join(named) if token.text in _BEHIND_PLACE else ""
        if token.kind != WORD or (led and not capital and token.text not in ("our", "the", "my")):
            return ""
        if token.text not in ("our", "the", "my"):
            named.append(token.text)
    return ""


_SITES = frozenset(
    "shop store branch office location clinic salon site hotel restaurant cafe practice studio garage warehouse depot"
    " showroom surgery dealership gym spa bakery outlet".split()
)
_BEHIND_PLACE = frozenset(
    {",", "a", "an", "the", "your", "one", "somebody", "someone", "two", "three", "it", "my"}
)


def one_each(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> set[int]:
    """ "We had three calls. The cider man …. The bus lady …. And the bank …": as many sentences as calls, each with
    a story of its own and no number."""
    heads = [q for q in quantities if q.role == "calls" and q.kind == "count" and (q.value or 0) > 1]
    if len(heads) != 1 or not span[0] <= heads[0].first < span[1]:
        return set()
    number, place = int(heads[0].value or 0), sentence_of(heads[0].first, observed.sentences)
    told = [
        first
        for first, last in observed.sentences[place + 1 :]
        if last <= span[1] and _about_a_call(observed, first, last)
    ]
    following = [first for first, _ in observed.sentences[place + 1 : place + 1 + number]]
    first, last = observed.sentences[place]
    counted = following and any(
        following[0] <= q.first < span[1] for q in openers(quantities, observed, span)
    )
    apart = told == following and not counted and not tells(observed, first, last, TELLING)
    return set(following) if apart and len(following) == number else set()


def listed_after(observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]) -> set[int]:
    """ "I had three: somebody locked out who …, somebody who …, and a new one whose …": as many as were counted."""
    tokens = observed.text.tokens
    for q in quantities:
        if q.kind != "count" or q.role not in ("calls", "bare", "people") or (q.value or 0) < 2:
            continue
        colon = next((p for p in range(q.last, min(q.last + 4, span[1])) if tokens[p].text == ":"), None)
        if colon is None or q.first < span[0]:
            continue
        end = observed.sentences[sentence_of(colon, observed.sentences)][1]
        starts = [place for place in range(colon + 1, end) if _begins(tokens, place)]
        if len(starts) != q.value:
            continue
        ends = [*starts[1:], end]
        tell = all(tells(observed, a, b, _REASONED) for a, b in zip(starts, ends, strict=True))
        inner = [one for one in openers(quantities, observed, span) if colon < one.first < end]
        if tell and not inner:
            return set(starts)
    return itemised(observed, quantities, span)


def parted(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> tuple[list[int], Sequence[Quantity]]:
    """ "Three calls today: Denise was …; Tom Reed …; the plumber …": where the parts begin, if they are as many as
    were counted and each tells something, and the quantities without those of one call in them."""
    tokens = observed.text.tokens
    for q in quantities:
        if q.kind != "count" or q.role not in ("calls", "people") or (q.value or 0) < 2 or q.first < span[0]:
            continue
        colon = next((p for p in range(q.last, min(q.last + 6, span[1])) if tokens[p].text == ":"), None)
        if colon is None:
            continue
        behind = observed.sentences[sentence_of(colon, observed.sentences) :]
        end = next((last for _, last in behind if tokens[last - 1].text != ";"), span[1])
        starts = [colon + 1, *(place + 1 for place in range(colon, end - 1) if tokens[place].text == ";")]
        ends = [*starts[1:], end]
        tell = all(tells(observed, a, b, STORY) for a, b in zip(starts, ends, strict=True))
        inner = [one for one in openers(quantities, observed, span) if colon < one.first < end]
        if len(starts) == q.value and tell and all(one.kind == "count" and one.value == 1 for one in inner):
            return starts, [one for one in quantities if not colon < one.first < end or one.kind == "none"]
    return [], quantities


def _begins(tokens: Sequence[Token], place: int) -> bool:
    """Whether an item of a list begins at `place`: a mark, perhaps "and", then "somebody" or "a … caller"."""
    before = tokens[place - 1].text
    if before == "and":
        before = tokens[place - 2].text
    words = [token.text for token in tokens[place : place + 5]]
    somebody = words[:1] in (["somebody"], ["someone"])
    person = words[:1] in (["a"], ["an"], ["another"], ["my"]) and bool(_PEOPLE & set(words[1:]))
    return before in (":", ";", ",") and tokens[place].text != "and" and (somebody or person)


def _about_a_call(observed: Observed, first: int, last: int) -> bool:
    """Whether a sentence tells what became of somebody, if only that the AI served him."""
    tokens = observed.text.tokens
    if tokens[first].text in _PRONOUNS or _asks(first, observed):
        return False
    served = any(token.text in _MACHINE for token in tokens[first:last])
    return served or tells(observed, first, last, STORY - {"same_again"})


def _asks(place: int, observed: Observed) -> bool:
    """Whether a token stands in a sentence that asks for the price."""
    sentence = sentence_of(place, observed.sentences)
    return any(
        m.concept in PRICE and sentence_of(m.first, observed.sentences) == sentence for m in observed.mentions
    )


def tells(observed: Observed, first: int, last: int, concepts: frozenset[str]) -> bool:
    return any(m.concept in concepts and not m.asked and first <= m.first < last for m in observed.mentions)
