"""What was learnt of topics, as it is put to use: open ones taken together, and messages that are about one."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.reading.clauses import Clause
from assistant.reading.learned import WHOLE
from assistant.reading.lists import listed
from assistant.reading.topic import CALLS, COMPARE, CONTACT, NOT_EVERY, OPEN
from assistant.reading.topic_view import View

MOST = 0.5  # where open topics have less together, one of the others is as likely
SHARED = 0.5  # how much of what the other open topics have is the likeliest one's
PLAINLY, SURELY = 0.54, 0.62  # what open topics must have together; more where nothing seems to be asked
# … and what topics that have no price in them must have together, where nothing is said of one, and where it is
ASIDE, ASIDE_OF_A_PRICE = 0.5, 0.6
LISTED, COMPARED = 0.45, 0.5  # … topics that list cases, and attacks; a comparison
RULE = 0.55  # what topics of how calls are priced must have together for a rule to be worth more than a range
_UNPRICED = (
    "contact", "controls", "purpose", "define.", "who_agents", "interactions", "remainder", "public_link",
    "verification_scope", "examples",
)  # fmt: skip
_LISTS = ("billable", "non_billable", "interactions", "not_every_human", "examples", "hostile")
_PRICING = (
    "amount", "per_call", "duration", "number_of", "kind_of", "several_calls", "mixed", "not_every_human",
    "base_rate", "billable", "non_billable", "compare",
)  # fmt: skip
NEAR = 3  # tokens; so close after "never mind" a price is waved off


def pooled(shares: Mapping[str, float]) -> dict[str, float]:
    """With much of what open topics have together given to the likeliest of them: which of them is asked about
    matters less than that the article doesn't tell."""
    left = {topic: share for topic, share in shares.items() if topic.startswith(OPEN)}
    if sum(left.values()) < MOST:
        return dict(shares)
    best = max(sorted(left), key=lambda topic: left[topic])
    return {**shares, best: left[best] + SHARED * (sum(left.values()) - left[best])}


def unnamed(shares: Mapping[str, float], cost: bool) -> dict[str, float]:
    """Without a comparison, as nothing is named that could be compared; where it is one of costs, or surely one,
    what a human costs and when is asked instead."""
    share = shares.get(COMPARE, 0.0)
    left = {topic: of_it for topic, of_it in shares.items() if topic != COMPARE}
    return {**left, NOT_EVERY: max(share, left.get(NOT_EVERY, 0.0))} if cost or share >= COMPARED else left


def left_open(view: View) -> bool:
    """Whether a short message is as good as sure to ask for what the article doesn't tell."""
    shares = _of_whole(view)
    if shares is None:
        return False
    together = _together(shares, (OPEN,))
    return together >= (PLAINLY if _asks(view) else SURELY) and shares.get(CALLS, 0.0) < together / 2


def unpriced(view: View) -> bool:
    """Whether a short message is as good as sure to ask for what has no price in it: how things go, what they
    are called, whom to reach, which cases there are."""
    shares = _of_whole(view)
    if shares is None or not (_asks(view) or shares.get(CONTACT, 0.0) >= ASIDE):
        return False
    enough = ASIDE_OF_A_PRICE if "cost_strict" in view.tagged.ends else ASIDE
    if _together(shares, _UNPRICED) >= enough or _together(shares, _LISTS) >= LISTED:
        return True
    return shares.get(COMPARE, 0.0) >= COMPARED and any(
        token.text in listed("comparing") for token in view.text.tokens
    )


def of_pricing(view: View) -> bool:
    """Whether a short message is as good as sure to ask how calls are priced in general."""
    shares = _of_whole(view)
    return shares is not None and _together(shares, _PRICING) >= RULE


def _asks(view: View) -> bool:
    return any(clause.asks for clause in view.clauses)


def _of_whole(view: View) -> dict[str, float] | None:
    """What was learnt of a short message taken whole; None for a long one."""
    size = len(view.text.tokens)
    return None if view.likely is None or size > WHOLE else view.likely.shares(0, size, None)


def _together(shares: Mapping[str, float], topics: tuple[str, ...]) -> float:
    return sum(share for topic, share in shares.items() if topic.startswith(topics))


def priced(view: View, clause: Clause) -> bool:
    """Whether a clause speaks of a price, other than to wave it off ("no matter what it costs: …")."""
    waved = view.tagged.spans("disclaim")
    return any(
        clause.first <= first < clause.last
        and not any(start - 2 <= first <= end + NEAR for start, end in waved)
        for first, _ in view.tagged.spans("cost")
    )
