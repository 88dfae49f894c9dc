"""What a caller is quoted with: “a real person, please!” asks for one, whatever the verb that introduces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.reading.patterns import Match
from assistant.reading.tagged import Tagged
from assistant.reading.text import BREAK, Token

ASKED, SOMEONE = "weak.asked", "someone"
_MARKS = frozenset({'"', "'"})
_LONGEST = 14  # tokens of a quotation
_BEFORE = 3
_LABEL = 5  # … of one that is only a label, its marks included
_WRITTEN = frozenset({"->", "→", "=>", "⇒", "@", ">"})  # marks of a log
_SPEAKING = frozenset({"say", "tell", "answer", "reply", "ask", "go", "offer", ":"})


def with_wishes(found: list[Match], tagged: Tagged) -> list[Match]:
    """What was found by its words, and the quotations that ask for a human, in order."""
    wishes = list(_wishes(tagged))
    return sorted((*found, *wishes), key=lambda m: (m.first, m.last, m.concept)) if wishes else found


def _wishes(tagged: Tagged) -> Iterable[Match]:
    """The quotations with a human in them that aren't the AI's words."""
    tokens, people = tagged.tokens, tagged.ends.get("plain_human", {})
    if not people:
        return
    opening = -1
    for place, token in enumerate(tokens):
        if token.kind == BREAK:
            opening = -1
        if token.text not in _MARKS:
            continue
        if 0 <= opening < place - 1 and place - opening <= _LONGEST and tokens[opening].text == token.text:
            inside = range(opening + 1, place)
            said = not _by_ai(tokens, opening, tagged) and _WRITTEN.isdisjoint(
                t.text for t in tokens[opening:place]
            )
            if said and people.keys() & inside:
                concept = SOMEONE if _labelled(tagged, opening, place) else ASKED
                yield Match(concept, opening + 1, place, "quoted")
            opening = -1
        else:
            opening = place


def _labelled(tagged: Tagged, opening: int, closing: int) -> bool:
    """Whether a log says it, and not a caller: “the box 'human present' is ticked”, “tagged 'real person'”."""
    labels, asking = tagged.ends.get("log_label", {}), tagged.ends.get("ask", {})
    if closing - opening > _LABEL or any(place in asking for place in range(opening, closing)):
        return False  # “the note reads 'caller asked for a human'”
    near = (*range(max(0, opening - _BEFORE), opening), *range(closing + 1, closing + 1 + _BEFORE))
    return any(place in labels for place in near)


def _by_ai(tokens: Sequence[Token], opening: int, tagged: Tagged) -> bool:
    """Whether the AI says it: “the bot said: …”, “AI: …”."""
    ai = tagged.ends.get("ai_word", {})
    before = range(max(0, opening - _BEFORE), opening)
    return any(
        place in ai and tokens[end].lemma in _SPEAKING for place in before for end in ai.get(place, ())
    )
