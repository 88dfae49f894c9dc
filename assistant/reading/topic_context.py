"""What a clause that asks takes from the clauses before it: whom "the second one" and "it" stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.reading.clauses import REQUESTS, Clause
from assistant.reading.text import WORD
from assistant.reading.topic_view import View, inside

BACK = 6  # clauses; a thing named further back isn't meant any more
BARE = 12  # words; a longer question names what it is about


_COMPARING = frozenset({"two", "both", "difference", "differ"})
WHAT_IT_IS = ":what_it_is"  # a shape: what something means is asked


def points_to_names(view: View, clause: Clause) -> bool:
    """Whether a question asks about terms without naming them ("what does it mean", "how do the two differ")."""
    words = {token.text for token in view.text.tokens[clause.first : clause.last]}
    return bool(_COMPARING & words or view.found.within(WHAT_IT_IS, clause.first, clause.last))


def referred(
    view: View, clause: Clause, spoken: Mapping[Clause, tuple[str, ...]], ordinals: Mapping[str, int]
) -> tuple[str, ...]:
    """The interactions that a clause without a name of one means ("it", "the two", "the second one")."""
    place = view.clauses.index(clause) if clause in view.clauses else 0
    before = [spoken[other] for other in view.clauses[max(0, place - BACK) : place] if spoken[other]]
    named = tuple(dict.fromkeys(key for keys in before for key in keys))
    if not named:
        return ()
    words = [token.text for token in view.text.tokens[clause.first : clause.last]]
    if _COMPARING & set(words):
        return named[-2:]
    for word in words:
        if word in ordinals and len(named) > 1:
            return (named[ordinals[word]],) if -len(named) <= ordinals[word] < len(named) else ()
    return before[-1][-1:] if clause.points else ()


def bare(view: View, clause: Clause) -> bool:
    """Whether a question says nothing of what it is about ("How do I do that?")."""
    words = sum(token.kind == WORD for token in view.text.tokens[clause.first : clause.last])
    return clause.asks and clause.points and words <= BARE and not inside(view.tagged, "cost", clause)


def backed(view: View, clause: Clause) -> Clause | None:
    """A question together with the clause before it, which says what it is about."""
    place = view.clauses.index(clause)
    if place == 0:
        return None
    before = view.clauses[place - 1]
    whole = replace(clause, first=before.first, weight=REQUESTS, negated=clause.negated or before.negated)
    return replace(whole, context=True)
