"""A topic that a message asks about, and the keys of topics that code knows by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import INTERACTIONS

OPEN, UNLISTED, HOSTILE, CONTACT, SMALLTALK = "open.", "open.unlisted", "hostile", "contact", "smalltalk."
CALLS = "calls"  # what calls that are told of cost: not a topic of the article
PRICE, DEFINE, COMPARE = "price.", "define.", "compare"
NOT_EVERY = "not_every_human"  # which calls with a human are charged and which aren't
PAID = ("human_verification", "caller_escalation", "playbook_handoff", "live_agent_scheduling")


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic that a message asks about.

    `score` is the weight of evidence (2 is ordinary, 3 strong); `words` the words it was read from, tokens
    `first` up to, not including, `last`.  `rule`: asked in general, not of calls that took place.
    `polarity` is "yes" or "no" when the question is one to be answered so, else "".  `subjects` are the
    interactions spoken of; `asked` is the
    whole clause.  `status` is "client" or "prospect" when the message says which.  `marked`: it is a question
    by itself; `requested`: it says that it asks; `priced`: it has a word of cost in it.
    """

    key: str
    score: float
    words: str
    first: int
    last: int
    rule: bool = True
    polarity: str = ""
    yes_no: bool = False
    asked: str = ""
    subjects: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    status: str | None = None
    marked: bool = False
    requested: bool = False
    priced: bool = False

    @property
    def kind(self) -> str:
        """One of "article", "not_covered", "contact", "smalltalk", "hostile"."""
        head = self.key.partition(".")[0]
        return {"open": "not_covered", CONTACT: CONTACT, "smalltalk": "smalltalk", HOSTILE: HOSTILE}.get(
            head, "article"
        )


def sets_of() -> dict[str, Sequence[str]]:
    """What ":" names in a line: each interaction, all of them, the billable and the free ones."""
    free = [key for key in INTERACTIONS if key not in PAID]
    return {**{key: [key] for key in INTERACTIONS}, "mention": INTERACTIONS, "paid": PAID, "free": free}
