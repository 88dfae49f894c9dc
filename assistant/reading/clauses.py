"""A message in clauses, each with its weight: those that ask count, those that tell or wave off count less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.text import BREAK, SENTENCE_END, WORD, Text

# What clauses count: questions with their mark, other questions and requests of a long message, whatever a short
# message says, what a long one tells, and what is waved off ("no need to …").
MARKED, REQUESTS, SHORT, TELLS, WAVED_OFF = 1.0, 0.9, 0.85, 0.35, 0.1
NEIGHBOURS, ALL = 0.9, 0.85  # how much clauses count together
SHORT_MESSAGE = 30  # words; in a short message a clause without a question mark mostly asks too
LATER = 0.015  # what a later question counts more, as the one that is meant mostly comes last


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [first, last).  `open_question` begins with a question word; `alternatives` offers "A or B"."""

    first: int
    last: int
    weight: float
    asks: bool
    yes_no: bool
    negated: bool


class Clauses:
    """Splits messages by the words of `[clauses]` (kb/language)."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._question = frozenset(words["question_words"])
        self._auxiliaries = frozenset(words["auxiliaries"])
        self._fillers = frozenset(words["fillers"])

    def split(
        self,
        text: Text,
        requests: list[tuple[int, int]],
        waved: list[tuple[int, int]],
        verdicts: list[tuple[int, int]],
    ) -> list[Clause]:
        """The clauses of a text; `requests`, `waved` and `verdicts` are the places of such phrases."""
        words = sum(token.kind == WORD for token in text.tokens)
        return [
            self._clause(text, first, last, words, requests, waved, verdicts)
            for first, last in self._spans(text)
        ]

    def _spans(self, text: Text) -> Iterator[tuple[int, int]]:
        first = 0
        for place, token in enumerate(text.tokens):
            ends = token.kind == BREAK or token.text in SENTENCE_END
            if ends or self._turns(text, first, place):
                last = place + 1 if ends else place
                if any(t.kind in (WORD, "number") for t in text.tokens[first:last]):
                    yield first, last
                    first = last
        if any(t.kind in (WORD, "number") for t in text.tokens[first:]):
            yield first, len(text.tokens)

    def _turns(self, text: Text, first: int, place: int) -> bool:
        """Whether a second question begins here: "…, and what …"."""
        tokens = text.tokens
        if tokens[place].text not in ("and", "also", "plus") or place + 1 >= len(tokens) or place - first < 3:
            return False
        opens = tokens[place + 1].text
        asked = any(t.text in self._question for t in tokens[first:place])
        return opens in self._question and (asked or tokens[first].text in self._auxiliaries)

    def _clause(
        self,
        text: Text,
        first: int,
        last: int,
        words: int,
        requests: list[tuple[int, int]],
        waved: list[tuple[int, int]],
        verdicts: list[tuple[int, int]],
    ) -> Clause:
        tokens = text.tokens[first:last]
        marked = tokens[-1].text == "?" or any(t.text == "?" for t in tokens[-3:])
        start = self._opening(text, first, last)
        opening = text.tokens[start].text if start < last else ""
        wh = opening in self._question
        asks = marked or wh or opening in self._auxiliaries or _any(requests, first, last)
        brief = words <= SHORT_MESSAGE
        weight = MARKED if marked or (asks and brief) else REQUESTS if asks else SHORT if brief else TELLS
        if _any(waved, first, last) and not marked and not wh and opening not in self._auxiliaries:
            weight = WAVED_OFF
        has_or = any(t.text in ("or", "vs", "versus") for t in tokens) and not _any(verdicts, first, last)
        judged = _any(verdicts, first, last)
        yes_no = ((marked and not wh) or opening in self._auxiliaries or judged) and not has_or
        inner = (
            any(t.text in self._question for t in tokens[1:])
            and opening not in self._auxiliaries
            and not judged
        )
        negated = any(t.text in ("not", "no", "never", "nothing") for t in tokens)
        return Clause(first, last, weight, asks, yes_no and not inner, negated)

    def _opening(self, text: Text, first: int, last: int) -> int:
        place = first
        while place < last and (text.tokens[place].kind != WORD or text.tokens[place].text in self._fillers):
            place += 1
        return place


def _any(places: list[tuple[int, int]], first: int, last: int) -> bool:
    return any(first <= place[0] and place[1] <= last for place in places)


def joined(clauses: Sequence[Clause], text: Text) -> list[tuple[Clause, ...]]:
    """Neighbouring clauses to be taken together, as a topic may be named in one and asked about in the next;
    all clauses of a short message."""
    told = [clause for clause in clauses if clause.weight > WAVED_OFF]
    found: list[tuple[Clause, ...]] = [pair for pair in pairwise(told) if any(clause.asks for clause in pair)]
    words = sum(token.kind == WORD for token in text.tokens)
    if len(told) > 2 and words <= SHORT_MESSAGE:
        found.append(tuple(told))
    return found


def together(clauses: Sequence[Clause]) -> Clause:
    """Neighbouring clauses as one."""
    asking = max(clauses, key=lambda clause: clause.weight)
    share = NEIGHBOURS if len(clauses) == 2 else ALL
    negated = any(clause.negated for clause in clauses)
    return Clause(clauses[0].first, clauses[-1].last, share * asking.weight, True, asking.yes_no, negated)
