"""Whether a message that tells of calls asks about a rule after all.

Long letters tell of calls, prices and people and then ask what a term means or where a setting is.  What counts is
the question that is put last: `Topics.last_asked` tells its topic, this module whether that is a rule.
"""

from __future__ import annotations

from assistant.reading.text import Text
from assistant.reading.topic import CONTACT, TopicMatch

LONG = 60  # tokens; in a shorter message what is told and what is asked are seldom two things
LONG_QUESTION = 60  # tokens; so long a "question" is a message without marks
PLAIN, STRONG = 2.6, 3.6  # scores that suffice in a long and in a short message
SURE_OF_BASE, SURE_OF_CONTACT = 3.4, 3.4

# Topics that no price of calls answers.
_RULES = (
    "define.", "compare", "controls", "who_agents", "open.", "remainder", "public_link", "verification_scope",
    "interactions", "calendly", "non_billable", "effective_da", "purpose", "not_every_human", "kind_of", "mixed",
)  # fmt: skip
_ALWAYS = ("remainder", "calendly_switch", "public_link", "verification_scope")
_OF_CALLS = frozenset({"open.invoices", "open.unlisted"})


def asks_rule(text: Text, last: TopicMatch | None) -> bool:
    """Whether `last`, the question put last, is one about a rule rather than about calls told of."""
    if last is None or last.key in _OF_CALLS:
        return False
    if len(text.tokens) < LONG:
        return last.key.startswith(_ALWAYS) and last.score >= STRONG
    if last.last - last.first > LONG_QUESTION:
        return False
    if last.key == "base_rate":
        return last.score >= SURE_OF_BASE
    if last.key == CONTACT:
        return last.score >= SURE_OF_CONTACT and last.status is not None
    return last.key.startswith(_RULES) and last.score >= PLAIN
