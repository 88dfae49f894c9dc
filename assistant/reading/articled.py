"""Calls counted by an article among others that are counted: "two playbook handoffs and a verification".

Named alone or beside others like it, "a verification" is what happened in a call; beside "two playbook handoffs" it is
one call more, as it is where others are counted elsewhere: "Leeds had a booking by your agent. York had six calls …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.reading.amountwords import View, english, view_of
from assistant.reading.concepts import COUNTED, EVENTS
from assistant.reading.headnouns import head
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed, sentence_of
from assistant.reading.quantity import KNOWN

_ARTICLES = frozenset({"a", "an"})
_JOINING = frozenset({",", ";", "and", "plus", "&", "+", "then", "/", "while", "whereas"})
_EACH = frozenset({"each", "every", "all", "both"})  # "every one had two things: a verification and …"
_INSIDE = frozenset({"same_call", "one_call"})
_ONE = Fraction(1)
_NEAR = 3  # tokens from a number to the colon behind what it counts
_FRONTED = 6  # tokens of a time or place before what is counted


@dataclass(frozen=True, slots=True)
class _Item:
    """A number, or something counted by an article: `led` as what there was, or by what it is `joined` to."""

    quantity: Quantity
    article: bool
    led: bool
    joined: bool
    begins: bool  # its sentence

    @property
    def counts(self) -> bool:
        return not self.article and _counts(self.quantity) and (self.led or self.joined)


def with_articled(observed: Observed, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with "one call" where an article stands for it."""
    if any(m.concept in _INSIDE and m.polarity == YES for m in observed.mentions):
        return list(quantities)
    counted = [q for q in quantities if _counts(q)]
    begun = {first for first, _ in observed.sentences}
    times = [q for q in quantities if q.role == "date" or (q.role == "clock" and q.first in begun)]
    days = {sentence_of(q.first, observed.sentences) for q in times}
    days |= {sentence_of(q.first, observed.sentences) for q in counted if _labelled(q, observed)}
    if len(days) < 2 and not any((q.total or q.value or 0) > 1 for q in counted):
        return list(quantities)
    view = view_of(observed.text, english())
    dated = days if len(days) > 1 else set()
    found, told = list(quantities), _told(observed, counted) | dated
    for index, (first, last) in enumerate(observed.sentences):
        if view.at(first) in _EACH and not any(q.total for q in counted if first <= q.first < last):
            continue
        found += _ones(list(_items(view, quantities, first, last)), bool(told - {index}))
    if dated:
        found = [_call_of(q) if sentence_of(q.first, observed.sentences) in dated else q for q in found]
    return sorted(found, key=lambda q: (q.first, q.last))


def _labelled(q: Quantity, observed: Observed) -> bool:
    """ "Salem: one call …", "(York) one …": at the head of what a label begins."""
    tokens = observed.text.tokens
    first, _ = observed.sentences[sentence_of(q.first, observed.sentences)]
    return first < q.first <= first + _FRONTED and tokens[q.first - 1].text in (":", ")", "]")


def _call_of(q: Quantity) -> Quantity:
    """ "On May 2 a verification, on May 6 a booking": each of a day's is a call."""
    one = q.kind == "count" and q.role == "interactions" and q.value == 1
    return replace(q, role="calls") if one else q


def _counts(q: Quantity) -> bool:
    return q.kind in ("count", "rate") and q.role in KNOWN and q.noun != "interaction" and not q.partitive


def _told(observed: Observed, counted: Sequence[Quantity]) -> set[int]:
    """The sentences in which something is told of several calls that they count."""
    events = [m for m in observed.mentions if m.concept in EVENTS and not m.asked]
    several = [(sentence_of(q.first, observed.sentences), q) for q in counted if (q.value or 0) > 1]
    return {
        index
        for index, q in several
        if any(m.last > q.first and sentence_of(m.first, observed.sentences) == index for m in events)
    }


def _items(view: View, quantities: Sequence[Quantity], first: int, last: int) -> Iterator[_Item]:
    inside = [q for q in quantities if first <= q.first < last]
    numbers = {q.first: q for q in inside if q.role in COUNTED and q.kind != "all"}
    dates = {q.last: q.first for q in inside if q.role in ("date", "clock")}
    headed = False
    for place in range(first, last):
        q = numbers.get(place)
        article = q is None and view.at(place) in _ARTICLES and place + 1 not in numbers
        q = _one(view, place) if article else q
        if q is None:
            continue
        joined = place > first and not headed and _joined(view, first, dates.get(place, place))
        led = place == first or place in dates or _led(view, first, place)
        yield _Item(q, article, led, joined, place == first)
        colons = (view.at(step) == ":" for step in range(q.last, min(q.last + _NEAR, last)))
        headed = headed or (not article and _counts(q) and any(colons))  # "4 calls: an AI-only one, …"


def _joined(view: View, first: int, place: int) -> bool:
    """Whether what is counted at a place goes on with a row: "…, on Dana's a call", "Mon - two / Tue - a call"."""
    step = place - 1
    if view.at(step) in ("were", "was", "had", "got") and view.at(first) in listed("besides"):
        return True  # "Besides seven calls …, there were a handoff and …"
    if view.at(step) == "as" and view.at(step - 1) == "well":
        return True
    while step > first and step > place - _FRONTED and view.at(step) not in _JOINING and _fronts(view, step):
        step -= 1
    return view.at(step) in _JOINING


def _fronts(view: View, place: int) -> bool:
    """A word of whom, where or when something is counted."""
    word = view.at(place)
    time = word in view.words.weekdays or word in listed("periods")
    return time or word in listed("fronting_rows") or view.capital(place)


def _led(view: View, first: int, place: int) -> bool:
    before = view.at(place - 1)
    if before in listed("before_counted") or before in view.words.weekdays:
        return True
    if place - first <= _FRONTED and all(_fronts(view, step) for step in range(first, place)):
        return True  # "On Ana's line a call …"
    fronted = before == "," and place - first <= _FRONTED  # "On Monday, a call where …"
    return fronted or (before == "with" and view.at(place - 2) in ("each", "one", "all"))


def _ones(items: Sequence[_Item], elsewhere: bool) -> Iterator[Quantity]:
    """The articles that count: joined to what is counted, or at the head of such a row, or (`elsewhere`: in other
    sentences several calls are counted) alone in their sentence."""
    chain: Quantity | None = None
    row = any(item.counts for item in items)
    for place, item in enumerate(items):
        heads = item.led and all(one.article for one in items[:place])
        alone = elsewhere and not (item.begins and len(items) > 1)
        if not item.article:
            chain = item.quantity if item.counts else None
        elif _how_often(items[place + 1 :]):
            chain = None
        elif (item.joined and chain is not None) or (heads and (row or alone)):
            following = items[place + 1] if place + 1 < len(items) else item
            chain = _like(chain or (following.quantity if following.joined else None), item.quantity)
            yield chain
        else:
            chain = None


def _how_often(behind: Sequence[_Item]) -> bool:
    """ "A handoff happened once on Monday and twice on Thursday": how often is told, not one more."""
    return bool(behind) and behind[0].quantity.noun == "time" and not behind[0].joined


def _like(chain: Quantity | None, one: Quantity) -> Quantity:
    """ "Every day for a week two handoffs and a verification": so many times too."""
    if chain is None or not (chain.each and chain.total and chain.value):
        return one
    return replace(one, kind=chain.kind, each=True, unit=chain.unit, total=chain.total / chain.value)


def _one(view: View, place: int) -> Quantity | None:
    """What an article names, where it counts calls; people only with what they did, mishaps only in a row."""
    found = head(view, place + 1, one=True)
    if found.role not in KNOWN or found.partitive or found.noun == "interaction":
        return None
    behind = view.at(found.last)
    if found.role == "people" and not (behind in listed("having_done") or behind.endswith("ing")):
        return None
    if found.noun in listed("mishaps") and view.at(place - 1) not in _JOINING | {":"}:
        return None
    if any(view.at(step) in listed("one_for_each") for step in range(found.last, found.last + 2)):
        return None
    return Quantity("count", _ONE, None, place, place + 1, found.role, noun=found.noun)
