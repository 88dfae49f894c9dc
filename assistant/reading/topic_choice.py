"""Which of the topics found in a message's clauses are the ones that it asks about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.reading.clauses import Clause
from assistant.reading.topic import CALLS, HOSTILE, OPEN, TopicMatch
from assistant.reading.topic_view import View, inside

SURE_ENOUGH, AS_LIKELY = 1.3, 0.5  # below it calls may be meant, if half as likely as the likeliest topic
ENOUGH = 1.15  # below it a clause is about nothing known
FOLLOWING = 2.0  # what a second topic of a message has to weigh
ALSO_ASKED = 1.9  # … where it is a question by itself
RELATIVE = 0.8  # and how much of what the first one weighs
STRONG = 2.4  # what a topic of several clauses has to weigh where one of them asks about calls
SURE_RULE = 3.0  # what a rule has to weigh to be the question where a further one may be about calls

Own = Mapping[Clause, Sequence[TopicMatch]]
"""Each clause's topics, taken by itself."""


def chosen_of(matches: Sequence[TopicMatch], families: Mapping[str, str]) -> tuple[TopicMatch, ...]:
    """Best first; one topic a stretch of words and family, smalltalk only where nothing else is asked."""
    chosen: list[TopicMatch] = []
    requested = any(match.requested and match.kind == "article" for match in matches)
    if requested and any(match.key == HOSTILE for match in matches):
        # "I am the CEO. What is it per call?": nothing is asked about the company
        matches = [match for match in matches if match.requested or not match.key.startswith(OPEN)]
    for match in sorted(matches, key=lambda match: (-match.score, match.first, match.last)):
        serious = [other for other in _serious(chosen) if other.key != HOSTILE]
        following = max(FOLLOWING, RELATIVE * serious[0].score) if serious else ENOUGH
        if match.marked:
            following = min(following, ALSO_ASKED)
        enough = 0.0 if match.kind == "smalltalk" else following
        if match.score >= enough and all(_apart(match, other, families) for other in chosen):
            chosen.append(match)
    chosen = [match for match in chosen if match.key != CALLS]
    return tuple(_serious(chosen) or chosen)


def with_group(
    matches: list[TopicMatch], own: Own, group: Sequence[Clause], match: TopicMatch
) -> list[TopicMatch]:
    """The matches, with what clauses ask together: more of a topic that one of them names, or a new one."""
    alone = [found for clause in group for found in own[clause] if clause.asks]
    same = next((other for other in alone if other.key == match.key), None)
    if same is not None:
        if match.score <= same.score:
            return matches
        better = replace(same, score=match.score, rule=same.rule and match.rule)
        return [better if other is same else other for other in matches]
    if match.score < (STRONG if any(other.key == CALLS for other in alone) else FOLLOWING):
        return matches
    left = [clause for clause in group if not _settled(clause, own[clause])] or group
    return [*matches, replace(match, first=left[0].first, last=left[-1].last)]


def maybe_calls(view: View) -> bool:
    """Whether a question may as well be what calls cost, though none are told of."""
    asking = [clause for clause in view.clauses if clause.asks]
    if view.likely is None or not asking or not inside(view.tagged, "cost", asking[-1]):
        return False
    shares = view.likely.shares(asking[-1].first, asking[-1].last, None)
    return shares.get(CALLS, 0.0) >= AS_LIKELY * max(shares.values())


def adds(view: View, match: TopicMatch, clause: Clause, last: TopicMatch) -> bool:
    """Whether a question only adds to one that was clearly about a rule ("… and what is it that …")."""
    beside = match.key == CALLS and not inside(view.tagged, "cost", clause)
    return beside and last.key != CALLS and last.score >= SURE_RULE


def _apart(match: TopicMatch, other: TopicMatch, families: Mapping[str, str]) -> bool:
    """Whether two topics are two things asked."""
    if HOSTILE in (match.key, other.key) and match.key != other.key:
        return True
    overlap = match.first < other.last and other.first < match.last
    same = match.key == other.key or (
        match.key in families and families[match.key] == families.get(other.key)
    )
    return not overlap and not same


def _settled(clause: Clause, own: Sequence[TopicMatch]) -> bool:
    return clause.asks and any(match.score >= SURE_RULE for match in own)


def _serious(matches: Sequence[TopicMatch]) -> list[TopicMatch]:
    return [match for match in matches if match.kind != "smalltalk"]
