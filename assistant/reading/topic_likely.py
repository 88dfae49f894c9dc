"""What was learnt of topics, as it is put to use: open ones taken together, and messages that are about one."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.reading.clauses import Clause
from assistant.reading.learned import WHOLE
from assistant.reading.topic import CALLS, OPEN
from assistant.reading.topic_view import View

MOST = 0.5  # where open topics have less together, one of the others is as likely
SHARED = 0.5  # how much of what the other open topics have is the likeliest one's
PLAINLY, SURELY = 0.54, 0.62  # what open topics must have together; more where nothing seems to be asked
PLAIN_RULE = 0.75  # … and what a topic of how things go must have, where nothing is said of a price
_MECHANICS = ("public_link", "remainder", "who_agents", "verification_scope", "define.live_agent_scheduling")
NEAR = 3  # tokens; so close after "never mind" a price is waved off


def pooled(shares: Mapping[str, float]) -> dict[str, float]:
    """With much of what open topics have together given to the likeliest of them: which of them is asked about
    matters less than that the article doesn't tell."""
    left = {topic: share for topic, share in shares.items() if topic.startswith(OPEN)}
    if sum(left.values()) < MOST:
        return dict(shares)
    best = max(sorted(left), key=lambda topic: left[topic])
    return {**shares, best: left[best] + SHARED * (sum(left.values()) - left[best])}


def left_open(view: View) -> bool:
    """Whether a short message is as good as sure to ask for what the article doesn't tell, or how things go."""
    size = len(view.text.tokens)
    if view.likely is None or size > WHOLE:
        return False
    shares = view.likely.shares(0, size, None)
    together = sum(share for topic, share in shares.items() if topic.startswith(OPEN))
    asks = any(clause.asks for clause in view.clauses)
    if "cost" not in view.tagged.ends and max(shares.get(topic, 0.0) for topic in _MECHANICS) >= PLAIN_RULE:
        return True
    return together >= (PLAINLY if asks else SURELY) and shares.get(CALLS, 0.0) < together / 2


def priced(view: View, clause: Clause) -> bool:
    """Whether a clause speaks of a price, other than to wave it off ("no matter what it costs: …")."""
    waved = view.tagged.spans("disclaim")
    return any(
        clause.first <= first < clause.last
        and not any(start - 2 <= first <= end + NEAR for start, end in waved)
        for first, _ in view.tagged.spans("cost")
    )
