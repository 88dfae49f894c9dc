"""Numbers that name a thing or say how large it is: "our line 2", "weddings over 100 guests"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS
from assistant.reading.labelled import in_period
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed
from assistant.reading.text import NUMBER, SENTENCE_END, WORD, Token


def without_sizes(quantities: Sequence[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities that may count; "weddings over 100 guests …. Hers had 140": neither does."""
    kept = [q for q in quantities if not (named_by(q, tokens) or beyond(q, tokens) or _these(q, tokens))]
    if not any(beyond(q, tokens) for q in quantities):
        return kept
    return [q for q in kept if q.role != "bare" or not q.first or tokens[q.first - 1].text not in _HOLDING]


_RINGING = frozenset({"rings", "ring", "calls", "rang"})


def _these(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "It stayed between the two of them": a caller and the AI."""
    before = [token.text for token in tokens[max(0, q.first - 2) : q.first]]
    behind = [token.text for token in tokens[q.last : q.last + 2]]
    return before[:1] in (["with"], ["between"]) and before[1:] == ["the"] and behind == ["of", "them"]


def named_by(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Our line 2 rings here", "extension 40": a number that names a thing."""
    if q.first == 0 or tokens[q.first - 1].text not in listed("numbered") or tokens[q.first].kind != NUMBER:
        return False
    if q.first > 1 and tokens[q.first - 2].text in _PASSING and q.role == "calls":
        return False  # "this week 5 calls …"
    if in_period(q.first, tokens):
        return False  # "second week 5"
    behind = tokens[q.last].text if q.last < len(tokens) else ""
    return q.kind == "count" and (q.role == "bare" or (q.role == "calls" and behind in _RINGING))


def beyond(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Weddings over 100 guests", "parties of more than 20 people": how large something is, no number of callers."""
    if q.role != "people" or q.first < 2:
        return False
    place = q.first - 1 - (tokens[q.first - 1].text == "than")
    if tokens[place].text not in _OVER or place == 0:
        return False
    before = tokens[place - 1 - (tokens[place - 1].text in ("of", "with", "for"))]
    return before.kind == "word" and before.text not in _HOLDING and before.text in listed("sized")


_PASSING = frozenset({"this", "last", "next", "that", "each", "every", "per", "past"})
_OVER = frozenset({"over", "above", "exceeding", "beyond", "under", "below", "more", "fewer", "less"})
_HOLDING = frozenset({"had", "got", "have", "took", "get", "were", "was", "handled", "saw"})


def bracketed(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "(three more)": dollars or the like, said by the way."""
    words = [token.text for token in tokens[max(0, q.first - 1) : q.last + 2]]
    return words[:1] == ["("] and words[-2:] == ["more", ")"]


def chosen(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Caller: 11, thanks": an hour or the like that somebody takes."""
    behind = [token.text for token in tokens[q.last : q.last + 2]]
    return behind[:1] == [","] and bool(_POLITE.intersection(behind[1:]))


def so_long(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "It was twelve: a caller with …": minutes, if nothing else is counted after it."""
    if q.first < 2 or tokens[q.first - 2].text not in _ONE:
        return False
    for token in tokens[q.last :]:
        if token.text in SENTENCE_END:
            break
        if token.kind == NUMBER or token.text in english().numbers:
            return False
    return True


_ONE = frozenset({"it", "he", "she"})
_POLITE = frozenset({"thanks", "thank", "please", "cheers", "ta", "sir", "madam"})


def of_things(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Of one call a number counts other things: "a table for six persons", "three goes", "asked 4 a human"."""
    if q.role != "bare":
        return q.role == "people"
    before = tokens[q.first - 1].text if q.first else ""
    behind = tokens[q.last] if q.last < len(tokens) else None
    if behind is None or behind.kind != "word":
        return before in _SO_LONG or (tokens[q.first].text == "4" and tokens[q.first - 1].lemma == "ask")
    if tokens[q.first].text in ("2", "4") and behind.text in _SHORT_FOR:
        return True  # "extra 4 that call"
    return before in _SO_LONG or (behind.text.endswith("s") and behind.lemma != behind.text)


_SO_LONG = frozenset({">", "and", "for", "of", "second", "age", "aged"})
_SHORT_FOR = frozenset("the a an my our your ur his her their it him us me u that this them".split())


def ones_own(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Four of our own ladies", "two of my own people": who work for the client."""
    behind = [token.text for token in tokens[q.last : q.last + 3]]
    return behind[:1] == ["of"] and behind[1:2] in (["our"], ["my"]) and behind[2:] == ["own"]


def served(q: Quantity, before: Sequence[Token]) -> bool:
    """ "He talks to forty people a day": in general, no callers told of."""
    return (
        q.kind == "rate" and q.role == "people" and any(token.lemma in listed("serving") for token in before)
    )


def of_one(words: Set[str]) -> bool:
    """Whether none of a message's words speaks of several calls."""
    return words.isdisjoint(listed("several"))


def lasting(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Isn't it so much a minute? Ours took 24.": minutes."""
    if not q.first or tokens[q.first - 1].lemma not in _TAKING:
        return False
    if q.last < len(tokens) and tokens[q.last].kind == "word":
        return False
    words = {token.text for token in tokens}
    return not words.isdisjoint(_TIME) and words.isdisjoint(("calls", "callers"))


_TAKING = frozenset({"take", "last", "run", "go"})
_TIME = frozenset({"minute", "minutes", "min", "mins", "duration", "length", "long"})
_WE = frozenset({"i", "we"})
_HELD = frozenset({"have", "get", "'ve"})
_SOON = 8  # tokens in which something would be told of callers


def on_hand(q: Quantity, observed: Observed) -> bool:
    """ "I had 2 fellas out sick", "we got a couple of guys": people of one's own of whom no call is told."""
    tokens = observed.text.tokens
    before = tokens[max(0, q.first - 3) : q.first]
    if ones_own(q, tokens) or served(q, before):
        return True
    house = [m for m in observed.mentions if m.concept == "house" and m.first <= q.first < m.last]
    if any(tokens[m.last - 1].text not in ("who", "on") for m in house):
        return True
    if q.role != "people" or q.noun not in listed("hands") or not _WE & {token.text for token in before}:
        return False
    told = any(m.concept in EVENTS and q.first <= m.first < q.last + _SOON for m in observed.mentions)
    return any(token.lemma in _HELD for token in before) and not told


def named_thing(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "If gnome 14 is waterproof": the number of a thing that is no call."""
    if not q.first or tokens[q.first].kind != NUMBER or q.last >= len(tokens):
        return False
    before, words = tokens[q.first - 1], english()
    known = before.lemma in words.counting["stop"] or words.roles.get(before.lemma) is not None
    thing = before.kind == WORD and before.text == before.lemma and len(before.text) > _SHORT and not known
    return thing and tokens[q.last].text in _ABOUT_THING


_SHORT = 2
_ABOUT_THING = frozenset({"is", "was", "has", "needs", "needed", "for", "that", "which"})
