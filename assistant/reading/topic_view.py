"""One message as topics are found in it: its clauses, and what stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.reading.clauses import Clause
from assistant.reading.learned import Likely
from assistant.reading.patterns import Tagged
from assistant.reading.signs import Found, Held
from assistant.reading.text import WORD, Text
from assistant.reading.topic import TopicMatch

MORE_LINES = 0.12  # what each further line of the same topic adds, up to three


@dataclass(frozen=True, slots=True)
class View:
    """A message and all that was found in it."""

    text: Text
    tagged: Tagged
    found: Found
    likely: Likely | None
    calls: bool
    clauses: tuple[Clause, ...]
    own: frozenset[Clause] = frozenset()
    best: dict[Clause, list[TopicMatch]] = field(default_factory=dict)


def inside(tagged: Tagged, group: str, clause: Clause) -> bool:
    return any(clause.first <= place < clause.last for place in tagged.ends.get(group, ()))


def score(holds: list[Held]) -> float:
    """The weightiest line, and a little for each further one; nothing for none."""
    if not holds:
        return 0.0
    return max(hold.sign.weight for hold in holds) + MORE_LINES * min(len(holds) - 1, 3)


def spread(hold: Held, parts: Sequence[Clause]) -> bool:
    """Whether a sign's evidence stands in more than one of the clauses."""
    starts = [place[0] for place in hold.places]
    return sum(any(part.first <= start < part.last for start in starts) for part in parts) > 1


def words_in(text: Text, clause: Clause) -> int:
    return sum(token.kind == WORD for token in text.tokens[clause.first : clause.last])
