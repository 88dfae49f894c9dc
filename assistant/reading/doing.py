"""People counted with what they did: "one person asking for a human", not "he wanted one person who listens"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.concepts import EVENTS
from assistant.reading.lists import listed
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, Token

CALLERS = frozenset(
    "caller customer client patient tenant lead prospect guest member resident homeowner buyer seller subscriber donor"
    " newcomer first-timer parent student owner applicant requester user shopper".split()
)
_NOBODY = frozenset({"human", "man", "woman"})
_WISHED = frozenset({"got", "get", "gets", "was", "is"})


def who_did(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "We had one person asking for a human": who called, not whom somebody wanted."""
    if q.role != "people" or q.noun in _NOBODY or not q.first:
        return False
    return doing(q, tokens) and tokens[q.first - 1].text in listed("before_counted") - _WISHED


def served(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "A table for four people", not "the add-on for four people who asked …"."""
    if q.noun not in ("people", "person") or not q.first or tokens[q.first - 1].text != "for":
        return False
    return not doing(q, tokens)


def doing(q: Quantity, tokens: Sequence[Token]) -> bool:
    behind = tokens[q.last + 1].text if q.last + 1 < len(tokens) else ""
    return behind in listed("having_done") or behind.endswith("ing")


_DOING = frozenset(
    "call ring phone dial ask want demand insist say tell get be have need request speak talk who that wish refuse come"
    " reach hang yell shout book go yell push press would did".split()
)


def idle(q: Quantity, observed: Observed) -> bool:
    """ "a dad and two kids", "two people means two fees": people of whom nothing is told that callers do."""
    if q.role != "people" or q.kind != "count" or q.noun in CALLERS or q.partitive or q.each:
        return False
    tokens = observed.text.tokens
    following = tokens[q.last : q.last + 4]
    done = any(token.lemma in _DOING or token.text in _DOING for token in following)
    marked = bool(following) and (
        following[0].text in (":", ",", "-", "–", "=") or following[0].kind == BREAK
    )
    near = any(m.concept in EVENTS and q.first - 2 <= m.first < q.last + 4 for m in observed.mentions)
    told = q.noun in ("people", "folk") and (q.value or 0) > 1 and _begins_telling(q, observed)
    told = told or doing(q, tokens)
    return not (done or marked or near or told or q.last >= len(tokens))


def _begins_telling(q: Quantity, observed: Observed) -> bool:
    """ "Seven people matched our caller type and …": a sentence, or what "while" begins, about what they had."""
    tokens = observed.text.tokens
    first, end = observed.sentences[sentence_of(q.first, observed.sentences)]
    led = {token.text for token in tokens[first : q.first]}
    starts = q.first == first or tokens[q.first - 1].text in listed("conjunctions") or led <= {",", "and"}
    stop = next((place for place in range(q.last, end) if tokens[place].text in _TURNS), end)
    return starts and any(m.concept in EVENTS and q.last <= m.first < stop for m in observed.mentions)


_TURNS = frozenset(
    {",", ";", "while", "as", "when", "because", "where", "though", "since", "until", "before"}
)
