"""People with what became of their calls behind a mark: "Ms. Hale - new, LA verified. Mr. Moss - AI.", "Hale (new, LA
verified), Moss (AI only)"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from assistant.reading.cast import person_at
from assistant.reading.heads import STORY, tells
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Observed
from assistant.reading.text import BREAK, SENTENCE_END, WORD, Token

_MARKS = frozenset({"-", "–", "—", "(", "=", "→", "->"})
_STARTS = SENTENCE_END | {",", ";", ":", "and", "then", "&"}
_MACHINE = frozenset({"ai", "bot", "robot", "machine", "automated"})
_TOLD = STORY | {"same_again"}


def by_name(
    observed: Observed, quantities: Sequence[Quantity], span: tuple[int, int]
) -> list[Quantity] | None:
    """The quantities with a call for each person named so; None where there aren't two, or one doesn't tell."""
    if any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in observed.mentions):
        return None
    heads = _heads(observed, span)
    if len(heads) < 2 or len(set(heads.values())) < len(heads):
        return None
    begins = min(heads)
    if sum(_told(observed, first, last) for first, last in pairwise([*heads, span[1]])) < max(
        2, len(heads) - 1
    ):
        return None
    if any(q.kind == "count" and q.role in ("calls", "people") and q.first > begins for q in quantities):
        return None
    kept = [
        q for q in quantities if q.first < begins or q.kind == "rest" or q.role in ("money", "date", "clock")
    ]
    stories = [
        Quantity("ordinal", Fraction(number), None, place, place, "calls", noun="call")
        for number, place in enumerate(heads, 1)
    ]
    return sorted([*kept, *stories], key=lambda q: (q.first, q.last))


def _told(observed: Observed, first: int, last: int) -> bool:
    """Whether it is told what became of somebody, if only that the AI had him."""
    served = any(token.text in _MACHINE for token in observed.text.tokens[first:last])
    return served or tells(observed, first, last, _TOLD)


def _heads(observed: Observed, span: tuple[int, int]) -> dict[int, str]:
    """Where names stand with a mark behind them that tells of their calls, all with the same kind of mark."""
    found: dict[str, dict[int, str]] = {}
    tokens, message = observed.text.tokens, observed.text.message
    place = span[0]
    while place < span[1] - 2:
        before = tokens[place - 1] if place > span[0] else None
        starts = before is None or before.kind == BREAK or before.text in _STARTS
        who = person_at(observed, place, span[1]) if starts else None
        if who is None and (starts or (before and before.lemma in ("be", "have", "get"))):
            who = _call_at(tokens, place, span[1])
        if (
            who is None
            or who[1] >= span[1]
            or not (tokens[who[1]].text in _MARKS or _who(tokens, who[1], span[1]))
            or who[0] in listed("voices")
        ):
            place += 1
            continue
        mark = tokens[who[1]]
        spaced = mark.text in ("(", ",") or message[mark.start - 1 : mark.start] == " "
        if spaced:
            found.setdefault(mark.text, {})[place] = who[0]
        place = _closed(observed, who[1], span[1]) if mark.text == "(" else who[1] + 1
    return max(found.values(), key=len, default={})


def _who(tokens: Sequence[Token], place: int, last: int) -> bool:
    """ "Mr Fox, who asked for one; Mrs Gant, whose …": what became of somebody told as a part of his name."""
    return tokens[place].text == "," and place + 1 < last and tokens[place + 1].text in ("who", "whose")


def _call_at(tokens: Sequence[Token], place: int, last: int) -> tuple[str, int] | None:
    """ "A call about hems (human asked for, your agent)": the words for a call, and where its bracket opens."""
    if tokens[place].text not in _ARTICLES:
        return None
    end = next((p for p in range(place, min(last, place + _LONG)) if tokens[p].kind != WORD), last)
    words = [token.text for token in tokens[place:end]]
    called = end < last and tokens[end].text == "(" and not _CALL.isdisjoint(words[:3])
    return (" ".join(words), end) if called else None


_ARTICLES = frozenset({"a", "an", "the", "one", "another"})
_CALL = frozenset({"call", "one"})
_LONG = 8  # tokens that the words for a call may take


def _closed(observed: Observed, place: int, last: int) -> int:
    """The place behind the bracket that opens at a place."""
    return next((p + 1 for p in range(place, last) if observed.text.tokens[p].text == ")"), place + 1)
