"""What a caller is quoted with: “a real person, please!” asks for one, whatever the verb that introduces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.reading.patterns import Match
from assistant.reading.tagged import Tagged
from assistant.reading.text import BREAK, Token

ASKED = "weak.asked"
_MARKS = frozenset({'"', "'"})
_LONGEST = 14  # tokens of a quotation
_BEFORE = 3
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
                yield Match(ASKED, opening + 1, place, "quoted")
            opening = -1
        else:
            opening = place


def _by_ai(tokens: Sequence[Token], opening: int, tagged: Tagged) -> bool:
    """Whether the AI says it: “the bot said: …”, “AI: …”."""
    ai = tagged.ends.get("ai_word", {})
    before = range(max(0, opening - _BEFORE), opening)
    return any(
        place in ai and tokens[end].lemma in _SPEAKING for place in before for end in ai.get(place, ())
    )
