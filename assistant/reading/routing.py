"""Whether a message that tells of calls asks about a rule after all.

Long letters tell of calls, prices and people and then ask what a term means or where a setting is.  What counts is
the question that is put last: `Topics.last_asked` tells its topic, this module whether that is a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.reading.observe import Observed
from assistant.reading.text import NUMBER, Text
from assistant.reading.topic import CALLS, CONTACT, TopicMatch
from assistant.reading.units import EVENTS

LONG = 60  # tokens; in a shorter message what is told and what is asked are seldom two things
LONG_QUESTION = 60  # tokens; so long a "question" is a message without marks
PLAIN, STRONG = 2.8, 3.5  # scores that suffice in a long and in a short message
LIKELY = 2.0  # … and for a question in general terms, in a long one
LIKELY_OPEN = 1.8  # … one that the article leaves open
SURE_OF_BASE, SURE_OF_CONTACT = 3.4, 3.0

# Topics that no price of calls answers.
_RULES = (
    "define.", "compare", "controls", "who_agents", "open.", "remainder", "public_link", "verification_scope",
    "interactions", "calendly", "non_billable", "effective_da", "purpose", "not_every_human", "kind_of", "mixed",
)  # fmt: skip
# Topics that say how calls are priced: asked in general, they are answered by the rule …
_PRICES = (
    "duration", "kind_of", "number_of", "several_calls", "mixed", "per_call", "billable", "ai_only",
    "amount", "base_rate", "price.",
)  # fmt: skip
# … even beside calls that are told of.
_WHATEVER_IS_TOLD = ("duration", "kind_of", "number_of", "several_calls", "mixed")
_POINTING = frozenset(
    "here him her she he his them they their both two three latter former"
    " monday tuesday wednesday thursday friday saturday sunday today week month day wk mon tue wed thu fri".split()
)
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
# "this call", "that?", "those two", but not "this add-on" or "the fact that …"
_CALLS = frozenset(
    "call calls one ones caller callers time case two three is was be are were cost ? . , !".split()
)
_MECHANICS = ("remainder", "calendly_switch", "public_link", "verification_scope")
_ALWAYS = ("define.", *_MECHANICS)
# What the article leaves open, but which prices of calls that are told of may have to do with.
_NEAR_PRICES = frozenset(
    f"open.{key}" for key in ("abandoned_calls", "base_rates", "before_effective_date", "effective_time")
)
_PRICE_WORDS = frozenset({"price_ask", "how_much"})
_REFUNDS = "open.refunds"
_WHEN_AND_WHERE = ("effective_date", "controls")  # asked with the word "pricing", but not after a price
_SUPPOSING = frozenset({"if", "suppose", "supposing", "imagine", "instead", "had"})
_OF_CALLS = frozenset({"open.invoices", "open.unlisted"})


# Topics whose rule is worth more than asking which calls are meant.
_INSTEAD_OF_ASKING = ("price.", "compare", "interactions", "per_call", "number_of", "calendly")
PLAIN_IN_SHORT = 2.55


def rule_answers(text: Text, matches: Sequence[TopicMatch], last: TopicMatch | None = None) -> bool:
    """Whether a message in which a fact is missing asks in general, so that a rule answers it."""
    if not matches:
        return False
    first = matches[0]
    if last is not None and last.key == CALLS and last.first >= first.last:
        return False  # told in passing; what is asked is what the calls cost
    if len(text.tokens) >= LONG:
        return first.key.startswith(_WHATEVER_IS_TOLD) and first.score >= PLAIN
    counted = first.key.startswith("price.") and any(token.kind == NUMBER for token in text.tokens)
    return (
        first.key.startswith(_INSTEAD_OF_ASKING)
        and first.rule
        and first.score >= PLAIN_IN_SHORT
        and not counted
    )


def wants_back(observed: Observed, last: TopicMatch) -> bool:
    """Whether a charge is to be given back, and none is asked for."""
    asked = any(mention.concept == "how_much" for mention in observed.mentions)
    return last.key == _REFUNDS and last.score >= STRONG and not asked


def plainly_rule(text: Text, last: TopicMatch | None) -> bool:
    """Whether a question is about a rule whatever the message tells."""
    if last is None:
        return False
    if len(text.tokens) >= LONG and last.key.startswith(_WHATEVER_IS_TOLD):
        return last.score >= (PLAIN if _general(text, last) else STRONG)
    if not last.key.startswith(_ALWAYS) or last.score < STRONG:
        return False
    counted = any(token.kind == NUMBER for token in text.tokens[last.first : last.last])
    return not counted and (last.rule or not last.key.startswith("define."))


def asks_rule(observed: Observed, last: TopicMatch | None) -> bool:
    """Whether `last`, the question put last, is one about a rule rather than about calls told of."""
    if last is None or last.key in _OF_CALLS:
        return False
    if plainly_rule(observed.text, last):
        return True
    if len(observed.text.tokens) < LONG:
        whom = last.key == CONTACT and last.status is not None and last.score >= SURE_OF_CONTACT
        return whom or _no_price(observed, last) or _in_principle(observed, last)
    if last.last - last.first > LONG_QUESTION:
        return False
    if last.key == CONTACT:
        if last.status is not None:
            return last.score >= (LIKELY if _general(observed.text, last) else PLAIN)
        return last.score >= SURE_OF_CONTACT and not _told(observed, last)
    if last.key == "base_rate" and last.score >= SURE_OF_BASE:
        return True
    if last.key.startswith(_RULES):
        general = LIKELY_OPEN if last.key.startswith("open.") else LIKELY
        return last.score >= (general if _general(observed.text, last) else PLAIN)
    if not last.key.startswith(_PRICES) or last.score < LIKELY or not _general(observed.text, last):
        return False
    return last.key.startswith(_WHATEVER_IS_TOLD) or not _told(observed, last)


def _no_price(observed: Observed, last: TopicMatch) -> bool:
    """Whether a short message asks for something that has no price in it, nor asks for one elsewhere."""
    if not last.requested or not last.key.startswith(_RULES):
        return False
    concepts = {mention.concept for mention in observed.mentions}
    dated = last.key.startswith(_WHEN_AND_WHERE) and last.score >= SURE_OF_CONTACT
    if dated and "how_much" not in concepts and not _told(observed, last):
        return True
    if wants_back(observed, last):
        return True
    if concepts & _PRICE_WORDS:
        return False
    if last.priced:
        return last.score >= STRONG and last.key.startswith("open.") and last.key not in _NEAR_PRICES
    if not (last.marked or last.score >= SURE_OF_CONTACT or last.key.startswith(_MECHANICS)):
        return False
    return not any(token.text in _SUPPOSING for token in observed.text.tokens[last.first : last.last])


def _in_principle(observed: Observed, last: TopicMatch) -> bool:
    """Whether a short message asks by what rule calls are priced ("… as a matter of principle?")."""
    beside = {m.concept for m in observed.mentions if last.first <= m.first < last.last}
    general = "general" in beside or ("verdict" in beside and not _pointed(observed.text, last))
    return general and last.key.startswith((*_WHATEVER_IS_TOLD, "open.")) and last.score >= LIKELY


def _general(text: Text, last: TopicMatch) -> bool:
    """Whether a question points to nothing that was told."""
    return last.rule and not _pointed(text, last)


def _pointed(text: Text, last: TopicMatch) -> bool:
    """Whether a question counts, or points to something that was told."""
    tokens = text.tokens[last.first : last.last]
    words = [token.text for token in tokens]
    points = any(one in _DEMONSTRATIVES and then in _CALLS for one, then in pairwise([*words, "?"]))
    return points or bool(_POINTING & set(words)) or any(token.kind == NUMBER for token in tokens)


def _told(observed: Observed, last: TopicMatch) -> bool:
    """Whether a call is told of outside the question."""
    return any(
        mention.concept in EVENTS and not mention.asked and not last.first <= mention.first < last.last
        for mention in observed.mentions
    )
