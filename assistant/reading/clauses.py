"""A message in clauses, each with its weight: those that ask count, those that tell or wave off count less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, WORD, Text

# What clauses count: questions with their mark, other questions and requests of a long message, whatever a
# short message says, what a long one tells, and what is waved off ("no need to …").
MARKED, REQUESTS, SHORT, TELLS, WAVED_OFF = 1.0, 0.9, 0.85, 0.35, 0.1
NEIGHBOURS, POINTING, ALL = 0.9, 1.0, 0.85  # what clauses count together; one may point to the other ("that")
SHORT_MESSAGE = 30  # words; in a short message a clause without a question mark mostly asks too
TAIL = 2  # words; so short a question belongs to the clause before it ("…, I think. True?")

Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [first, last).  `asks`: a question or request; `yes_no`: one to be answered by yes or no, with
    `negated` when it says no itself; `points`: it refers to what was said before."""

    first: int
    last: int
    weight: float
    asks: bool
    yes_no: bool
    negated: bool
    points: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Places of phrases that tell what a clause does: it requests, waves something off, wants a verdict."""

    requests: Places = ()
    waved: Places = ()
    verdicts: Places = ()


class Clauses:
    """Splits messages by the words of `[clauses]` (kb/language)."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._question = frozenset(words["question_words"])
        self._auxiliaries = frozenset(words["auxiliaries"])
        self._fillers = frozenset(words["fillers"])
        self._pointers = frozenset(words["pointers"])

    def split(self, text: Text, phrases: Phrases) -> list[Clause]:
        """The clauses of a text, in order."""
        brief = sum(token.kind == WORD for token in text.tokens) <= SHORT_MESSAGE
        return [self._clause(text, first, last, brief, phrases) for first, last in self._spans(text)]

    def _spans(self, text: Text) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for first, last in self._sentences(text):
            words = sum(token.kind == WORD for token in text.tokens[first:last])
            if spans and words <= TAIL and text.tokens[last - 1].text == "?":
                spans[-1] = (spans[-1][0], last)
            else:
                spans.append((first, last))
        return spans

    def _sentences(self, text: Text) -> Iterator[tuple[int, int]]:
        first, says = 0, False
        for place, token in enumerate(text.tokens):
            ends = token.kind == BREAK or token.text in SENTENCE_END
            if says and (ends or self._turns(text, first, place)):
                last = place + 1 if ends else place
                yield first, last
                first, says = last, False
            says = says or token.kind in (WORD, NUMBER)
        if says:
            yield first, len(text.tokens)

    def _turns(self, text: Text, first: int, place: int) -> bool:
        """Whether a second question begins here: "…, and what …"."""
        tokens = text.tokens
        if tokens[place].text not in ("and", "also", "plus") or place + 1 >= len(tokens) or place - first < 3:
            return False
        opens = tokens[place + 1].text
        asked = any(t.text in self._question for t in tokens[first:place])
        return opens in self._question and (asked or tokens[first].text in self._auxiliaries)

    def _clause(self, text: Text, first: int, last: int, brief: bool, phrases: Phrases) -> Clause:
        tokens = text.tokens[first:last]
        words = [token.text for token in tokens]
        opening = self._opening(text, first, last)
        marked, wh, auxiliary = "?" in words, opening in self._question, opening in self._auxiliaries
        judged = _any(phrases.verdicts, first, last)
        asks = marked or wh or auxiliary or _any(phrases.requests, first, last)
        weight = MARKED if marked or (asks and brief) else REQUESTS if asks else SHORT if brief else TELLS
        if _any(phrases.waved, first, last) and not (marked or wh or auxiliary):
            weight = WAVED_OFF
        inner = not (auxiliary or judged) and any(word in self._question for word in words[1:])
        choice = not judged and any(word in ("or", "vs", "versus") for word in words)
        yes_no = (auxiliary or judged or (marked and not wh)) and not choice and not inner
        negated = any(word in ("not", "no", "never", "nothing") for word in words)
        points = any(word in self._pointers for word in words)
        return Clause(first, last, weight, asks, yes_no, negated, points)

    def _opening(self, text: Text, first: int, last: int) -> str:
        """The first word that isn't a filler."""
        for token in text.tokens[first:last]:
            if token.kind == WORD and token.text not in self._fillers:
                return token.text
        return ""


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
    share = POINTING if clauses[-1].points else NEIGHBOURS if len(clauses) == 2 else ALL
    negated = any(clause.negated for clause in clauses)
    return Clause(clauses[0].first, clauses[-1].last, share * asking.weight, True, asking.yes_no, negated)


def _any(places: Places, first: int, last: int) -> bool:
    return any(first <= place[0] and place[1] <= last for place in places)
