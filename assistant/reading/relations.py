"""How a unit's number stands to the numbers before it: "of those nine", "the two", "had both", "12 in all"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.aswell import had_too
from assistant.reading.concepts import EVENTS
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.stretches import Unit
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, Token

_OWNERS = frozenset(
    "of the those these this our my all your last first same above out 's today yesterday morning afternoon evening week"
    " month weekend night monday tuesday wednesday thursday friday saturday sunday".split()
)
_AGAIN = frozenset({"again", "back"})
_CLAUSE = SENTENCE_END | {",", ";", ":", "and", "but"}
_FAR = 5  # tokens between a part and the number of its whole


def related(units: Sequence[Unit], quantities: Sequence[Quantity], observed: Observed) -> list[Unit]:
    """The units with what their words say of the numbers before them."""
    found: list[Unit] = []
    for unit in units:
        if unit.quantity is not None:
            _relate(unit, unit.quantity, quantities, observed.text.tokens)
        found.extend(_excepted(unit, observed) or _denied(unit, observed) or [unit])
    if len(found) > 1:
        _counted_only(found[0], observed.text.tokens)
    for before, unit in pairwise(found):
        if had_too(before, unit, observed.text.tokens):
            unit.part = unit.also = True
        if (
            unit.some
            and unit.quantity is not None
            and _led_by_list(unit, unit.quantity, observed.text.tokens)
        ):
            before.some, before.colon, unit.some = True, True, False
        if unit.kind == "vague" and unit.some and unit.part and not unit.tells:  # "…, some of them both"
            before.some = True
            found = [one for one in found if one is not unit]
    return found


def _led_by_list(unit: Unit, q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Nine calls. Each had at least one of these: 5 …": said of the nine."""
    words = [token.text for token in tokens[unit.first : q.first]]
    return ":" in words and "least" in words[: words.index(":")]


def _counted_only(head: Unit, tokens: Sequence[Token]) -> None:
    """ "We took 40 calls. Ten …": a number of calls, not who took them."""
    q = head.quantity
    if q is None or q.role != "calls" or head.count is None or head.count <= 1:
        return
    head.mentions = [
        m
        for m in head.mentions
        if not (m.concept == "own" and m.last == q.first and tokens[m.first].text == "we")
    ]


def _relate(unit: Unit, q: Quantity, quantities: Sequence[Quantity], tokens: Sequence[Token]) -> None:
    words = english().counting
    before = [token.text for token in tokens[max(0, q.first - 2) : q.first]]
    inside = [token.text for token in tokens[unit.first : unit.last]]
    led = _leading(tokens, q)
    unit.of = _whole(q, quantities, tokens)
    if unit.of is not None and q.kind == "count" and q.each and q.total and q.value:
        unit.of *= q.total / q.value  # "in each branch one of the five"
    unit.these = bool(words["these"] & set(led)) and unit.of is None and not unit.more
    ordered = before[-1:] in (["first"], ["last"], ["next"], ["following"])
    unit.ordered = ordered and not (unit.part or unit.these or unit.of)
    unit.part = unit.part or unit.these or ordered
    unit.also = unit.also or (unit.these and "also" in inside)
    unit.anaphor = bool(before) and before[-1] in {*words["these"], "all"}
    unit.definite = bool(before) and before[-1] in ("the", "all")
    unit.odd = unit.odd or (q.each and q.total is None and q.unit is not None)
    unit.some = ("least" in inside and "one" in inside) or _said(inside, words["one_or_more"])
    unit.total = _said(inside, words["in_all"])
    unit.void = unit.exception and not unit.tells and bool(words["void"] & set(inside))
    unit.void = unit.void or (unit.part and not unit.tells and _said(inside, words["void_part"]))
    unit.equals = bool(words["sums"] & set(before))
    unit.over = bool(words["spread_over"] & set(before[-1:])) and q.role == "calls"
    if _led_by_of(tokens, q):
        unit.colon, unit.elided, unit.distributed = True, False, False
    if unit.of is not None and q.last < len(tokens) and tokens[q.last].text == "did":
        unit.more, unit.elided = False, True  # "of Tuesday's five, three did"
    if unit.part and any(word in listed("called") and behind in _AGAIN for word, behind in pairwise(inside)):
        unit.part, unit.these, unit.more = False, False, True  # "one of them rang again": a call besides
    unit.granted = not listed("granted").isdisjoint(inside)
    inner = (p for p in quantities if p is not q and unit.first <= p.first < unit.last)
    unit.figures = frozenset(p.value for p in inner if p.value and p.value > 1)
    unit.denied = unit.kind == "rest" and any(
        p.kind == "none" and 0 < q.first - p.last <= 2 for p in quantities
    )
    unit.sole = bool(words["sole"] & {*before, *inside})
    unit.high = q.high if q.kind == "range" else None
    if unit.kind == "range" and unit.high is None:
        unit.high = q.value
    behind = tokens[q.last].text if q.last < len(tokens) else ""
    fronted = behind == "," and before[-1:] in (["on"], ["in"], ["at"], ["for"], ["with"])
    unit.relative = unit.kind == "except" and behind in words["relative"] and not fronted


def _led_by_of(tokens: Sequence[Token], q: Quantity) -> bool:
    """ "Of the two calls that had a human …": a whole, of which parts are told."""
    place = q.first - 1
    while place >= 0 and tokens[place].text in _OWNERS and tokens[place].text not in ("of", "out"):
        place -= 1
    if place < 0 or tokens[place].text != "of":
        return False
    parted = q.role in ("bare", "people") and place < q.first - 1 and _parted(tokens, q.last)
    if not (q.role == "calls" or q.kind in ("rest", "share") or parted):
        return False
    place -= tokens[place - 1].text == "out" if place else 0
    return place == 0 or tokens[place - 1].kind == BREAK or tokens[place - 1].text in (*SENTENCE_END, ";")


def _parted(tokens: Sequence[Token], place: int) -> bool:
    """Whether a part follows at once: "of Tuesday's five, three …", "of my six callers four …"."""
    words = english().numbers
    near = tokens[place : place + 3]
    return any(token.kind == NUMBER or token.text in words for token in near)


def _said(inside: Sequence[str], phrases: frozenset[str]) -> bool:
    text = " ".join(inside)
    return any(f" {phrase} " in f" {text} " for phrase in phrases)


def _leading(tokens: Sequence[Token], q: Quantity) -> list[str]:
    """The words "of those" before a number in its own clause."""
    for place in range(q.first - 1, max(-1, q.first - 5), -1):
        if tokens[place].kind == BREAK or tokens[place].text in SENTENCE_END:
            break
        if tokens[place].text == "from" and tokens[place - 1].text in ("apart", "aside", "away"):
            break  # "apart from those, three …"
        if tokens[place].text in ("of", "from", "among", "out"):
            return [token.text for token in tokens[place : q.first]]
    return []


def _whole(q: Quantity, quantities: Sequence[Quantity], tokens: Sequence[Token]) -> Fraction | None:
    """The number that this one is said to be a part of: "four of the nine", "of those nine, four"."""
    if q.kind == "share" and q.total is not None and q.value:
        return q.total / q.value
    if q.kind == "except" and q.total is not None:
        return q.total
    for other in quantities:
        if other.kind not in ("count", "rest") or other.value is None or other.role in ("times", "duration"):
            continue
        behind = 0 < other.first - q.last <= _FAR and tokens[q.last].text == "of"
        if behind and _OWNERS.issuperset(token.text for token in tokens[q.last : other.first]):
            return other.value
        before = 0 < q.first - other.last <= _FAR - 2 and _of_these(tokens, other.first)
        if before and not any(t.text in SENTENCE_END for t in tokens[other.last : q.first]):
            return other.value
    return None


def _of_these(tokens: Sequence[Token], place: int) -> bool:
    """Whether "of those", "of these" leads up to a place, or "of the" with which a clause begins."""
    before = [token.text for token in tokens[max(0, place - 3) : place]]
    if ":" in before:
        return False  # "at least one of these: 5 …"
    if "of" not in before or {"those", "these"} & set(before):
        return "of" in before
    of = place - len(before) + before.index("of")
    of -= of > 0 and tokens[of - 1].text == "out"
    return bool(_WHOSE & set(before)) and (
        of == 0 or tokens[of - 1].kind == BREAK or tokens[of - 1].text in _CLAUSE
    )


_WHOSE = frozenset({"the", "our", "my", "'s", "your", "their", "his", "her"})


def _that_one(unit: Unit, q: Quantity, tokens: Sequence[Token]) -> int:
    """Where a clause begins that goes on about the exception; 0 for nowhere."""
    these = english().counting["these"] | {"that", "they", "the"}
    for place in range(q.last, unit.last - 2):
        if tokens[place].text in (*SENTENCE_END, ";", ",") and tokens[place + 1].text in these:
            behind = {token.text for token in tokens[place + 2 : place + 4]}
            if behind & {"one", "ones", "exception", "exceptions", "odd", "last", "first"}:
                return place
    return 0


def _excepted(unit: Unit, observed: Observed) -> list[Unit]:
    """ "All of them were AI only except 11, where …": what stands behind is said of the exception."""
    q = unit.quantity
    if unit.kind != "except" or q is None or q.value is None:
        return []
    before = [m for m in unit.mentions if m.first < q.last]
    turn = q.last
    if any(m.concept in EVENTS for m in before):
        turn = _turned(unit, q, observed.text.tokens)
    elif not unit.relative:
        turn = _that_one(unit, q, observed.text.tokens)  # "all but one asked; that one was the AI's"
        if not turn:
            return []
    before = [m for m in unit.mentions if m.first < turn]
    exception = replace(q, kind="count", total=None)
    behind = [m for m in unit.mentions if m.first >= turn]
    few = replace(unit, mentions=behind, quantity=exception, count=q.value, part=True, exception=True)
    return [replace(unit, mentions=before), few]


def _turned(unit: Unit, q: Quantity, tokens: Sequence[Token]) -> int:
    """Where the exception's own words begin: "they booked all but two on the public page, and those …"."""
    own = english().counting["relative"] | {*SENTENCE_END, ";", "and", "but", "as"}
    ends = (at for at in range(q.last, unit.last) if tokens[at].text in own or tokens[at].kind == BREAK)
    return next(ends, unit.last)


def _denied(unit: Unit, observed: Observed) -> list[Unit]:
    """ "Only two of them didn't reach a live agent; those stayed with the AI": all the others did."""
    q, tokens = unit.quantity, observed.text.tokens
    if q is None or unit.kind != "count" or not (unit.part and unit.sole) or q.value is None:
        return []
    words = [token.text for token in tokens[q.last : q.last + 7]]
    if not any(_said(words, frozenset({phrase})) for phrase in english().counting["denials"]):
        return []
    end = next(
        (p for p in range(q.last, unit.last) if tokens[p].text in (*SENTENCE_END, ";", ",", ":")), unit.last
    )
    denied = [replace(m, polarity=YES) for m in unit.mentions if m.first < end]
    others = replace(unit, quantity=replace(q, kind="except"), count=None, mentions=denied, sole=False)
    few = replace(unit, mentions=[m for m in unit.mentions if m.first >= end])
    return [others, few]


def _none_of(q: Quantity, tokens: Sequence[Token]) -> bool:
    behind = tokens[q.last].text if q.last < len(tokens) else ""
    return q.kind == "none" and behind == "of" and q.role != "people_not_calls"


def _clause_end(tokens: Sequence[Token], start: int) -> int:
    for place in range(start, len(tokens)):
        if tokens[place].text in (*SENTENCE_END, ",", ";", ":", "but") or tokens[place].kind == BREAK:
            return place
    return len(tokens)


def not_without(
    mentions: Sequence[Mention], quantities: Sequence[Quantity], observed: Observed
) -> list[Mention]:
    """ "None of the 15 was without a live agent": every one had one; "neither of the two had a human": none had."""
    tokens = observed.text.tokens
    denied = [(q.last, _clause_end(tokens, q.last)) for q in quantities if _none_of(q, tokens)]
    mentions = [
        replace(m, concept="no_human")
        if m.concept in ("someone", "smith") and any(a <= m.first < b for a, b in denied)
        else m
        for m in mentions
    ]
    places = []
    for q in quantities:
        none = q.kind == "none" or (q.kind == "all" and tokens[q.last - 1].text == "without")
        for place in range(q.first, min(len(tokens), q.last + 8)) if none else ():
            if tokens[place].text in (*SENTENCE_END, ",", ";") or tokens[place].kind == BREAK:
                break
            if tokens[place].text == "without":
                places.append((q.first, place))
    return [
        replace(m, concept="smith", polarity=YES)
        if m.concept in ("smith", "no_human") and any(a <= m.first <= b + 4 and m.last > a for a, b in places)
        else m
        for m in mentions
    ]
