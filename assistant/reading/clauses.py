"""A message in clauses, each with its weight: those that ask count, those that tell or wave off count less."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, WORD, Text

# What clauses count: questions with their mark, other questions and requests of a long message, whatever a
# short message says, what a long one tells, and what is waved off ("no need to …").
MARKED, REQUESTS, SHORT, TELLS, WAVED_OFF = 1.0, 0.9, 0.85, 0.35, 0.1
NEIGHBOURS, POINTING, ALL = 0.9, 1.0, 0.85  # what clauses count together; one may point to the other ("that")
SHORT_MESSAGE = 30  # words; in a short message a clause without a question mark mostly asks too
TAIL = 2  # words; so short a question belongs to the clause before it ("…, I think. True?")
RUN_ON, ONSET = 30, 4  # words; a longer clause is cut where a question begins, each piece at least so long
QUANTITIES = ("much", "many", "long", "often")
PREPOSITIONS = (
    "since",
    "from",
    "by",
    "as",
    "until",
    "in",
    "at",
    "on",
    "for",
    "under",
    "with",
    "to",
    "through",
)
TALK = 4  # quotation marks; more of them are a conversation written down

Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [first, last).  `asks`: a question or request; `yes_no`: one to be answered by yes or no, with
    `negated` when it says no itself; `points`: it refers to what was said before; `hints`: it asks, if it
    asks, without saying so; `context`: most of it is what a question that says nothing itself is about."""

    first: int
    last: int
    weight: float
    asks: bool
    yes_no: bool
    negated: bool
    points: bool = False
    hints: bool = False
    context: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Places of phrases that tell what a clause does: it requests, says what somebody else said or wants,
    might ask, waves something off, wants a verdict."""

    requests: Places = ()
    reports: Places = ()
    hints: Places = ()
    waved: Places = ()
    verdicts: Places = ()


class Clauses:
    """Splits messages by the words of `[clauses]` (kb/language)."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._question = frozenset(words["question_words"])
        self._auxiliaries = frozenset(words["auxiliaries"])
        self._fillers = frozenset(words["fillers"])
        self._pointers = frozenset(words["pointers"])
        self._tails = frozenset(words["tails"])
        self._titles = frozenset(words["titles"])
        self._subjects = frozenset(words["subjects"])
        self._reasons = frozenset(words["reasons"])

    def split(self, text: Text, phrases: Phrases) -> list[Clause]:
        """The clauses of a text, in order."""
        brief = sum(token.kind == WORD for token in text.tokens) <= SHORT_MESSAGE
        requests = [place for place in phrases.requests if not _overlapped(place, phrases.reports)]
        hints = [place for place in phrases.hints if not _overlapped(place, phrases.reports)]
        phrases = replace(phrases, requests=requests, hints=hints)
        clauses = [
            self._clause(text, first, last, brief, phrases) for first, last in self._spans(text, phrases)
        ]
        if brief:
            return clauses
        return _surest(_unquoted(clauses, text))

    def _spans(self, text: Text, phrases: Phrases) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for first, last in self._sentences(text):
            said = [token.text for token in text.tokens[first:last] if token.kind == WORD]
            words = len(said)
            if spans and words <= TAIL and self._tails.issuperset(said) and text.tokens[last - 1].text == "?":
                spans[-1] = (spans[-1][0], last)
            elif words > RUN_ON:
                spans.extend(self._pieces(text, first, last, phrases))
            else:
                spans.append((first, last))
        return spans

    def _sentences(self, text: Text) -> Iterator[tuple[int, int]]:
        first, says = 0, False
        for place, token in enumerate(text.tokens):
            ends = token.kind == BREAK or (token.text in SENTENCE_END and not self._abbreviates(text, place))
            if says and (ends or self._turns(text, first, place)):
                last = place + 1 if ends else place
                yield first, last
                first, says = last, False
            says = says or token.kind in (WORD, NUMBER)
        if says:
            yield first, len(text.tokens)

    def _abbreviates(self, text: Text, place: int) -> bool:
        """Whether a full stop stands for letters left out ("Mr. Petrov", "i.e.")."""
        tokens = text.tokens
        if tokens[place].text != "." or place == 0:
            return False
        if tokens[place - 1].text in self._titles:
            return True
        letter = len(tokens[place - 1].text) == 1 and tokens[place - 1].kind == WORD
        follows = place + 1 < len(tokens) and tokens[place + 1].start == tokens[place].end
        return letter and (follows or (place > 1 and tokens[place - 2].text == "."))

    def _pieces(self, text: Text, first: int, last: int, phrases: Phrases) -> Iterator[tuple[int, int]]:
        """A clause without end, cut where a question begins in it and where its reasons begin."""
        begins = {place for place, _ in phrases.requests}
        start = first
        for place in range(first + ONSET, last - 1):
            if place - start >= ONSET and (place in begins or self._opens(text, place)):
                yield start, place
                start = place
        if start > first:
            for place in range(start + 2 * ONSET, last):
                if text.tokens[place].text in self._reasons:
                    yield start, place
                    start = place
                    break
        yield start, last

    def _opens(self, text: Text, place: int) -> bool:
        """Whether a question begins here: "… so do your agents …", "… what is the …"."""
        before, here, after = (text.tokens[place + step].text for step in (-1, 0, 1))
        if here in self._question:
            return after in self._auxiliaries or (here == "how" and after in QUANTITIES)
        return here in self._auxiliaries and after in self._subjects and before in self._fillers

    def _turns(self, text: Text, first: int, place: int) -> bool:
        """Whether a second question begins here: "…, and what …", "…, and since when …", "…, and do you …"."""
        tokens = text.tokens
        if tokens[place].text not in ("and", "also", "plus") or place + 2 >= len(tokens) or place - first < 3:
            return False
        opens, after = tokens[place + 1].text, tokens[place + 2].text
        asked = any(t.text in self._question for t in tokens[first:place])
        if opens in self._auxiliaries:
            return after in self._subjects and asked
        begins = opens in self._question or (opens in PREPOSITIONS and after in self._question)
        return begins and (asked or tokens[first].text in self._auxiliaries)

    def _clause(self, text: Text, first: int, last: int, brief: bool, phrases: Phrases) -> Clause:
        tokens = text.tokens[first:last]
        words = [token.text for token in tokens]
        opening = self._opening(text, first, last)
        marked, wh, auxiliary = "?" in words, opening in self._question, opening in self._auxiliaries
        judged = _any(phrases.verdicts, first, last)
        requested = _any(phrases.requests, first, last)
        sure = marked or auxiliary or requested or (wh and self._wh_asks(words, opening))
        asks = sure or wh or _any(phrases.hints, first, last)
        weight = MARKED if marked or (asks and brief) else REQUESTS if asks else SHORT if brief else TELLS
        if _any(phrases.waved, first, last) and not (marked or wh or auxiliary):
            weight = WAVED_OFF
        inner = not (auxiliary or judged) and any(word in self._question for word in words[1:])
        choice = not judged and any(word in ("or", "vs", "versus") for word in words)
        yes_no = (auxiliary or judged or (marked and not wh)) and not choice and not inner
        negated = any(word in ("not", "no", "never", "nothing") for word in words)
        points = any(word in self._pointers for word in words)
        return Clause(first, last, weight, asks, yes_no, negated, points, asks and not sure)

    def _wh_asks(self, words: Sequence[str], opening: str) -> bool:
        """Whether a clause without its mark is a question: "what does …", but not "what bothers me is …"."""
        place = words.index(opening)
        after = words[place + 1] if place + 1 < len(words) else ""
        return after in self._auxiliaries or (opening == "how" and after in QUANTITIES)

    def _opening(self, text: Text, first: int, last: int) -> str:
        """The first word that isn't a filler, nor stands before a question word."""
        said = [token.text for token in text.tokens[first:last] if token.kind == WORD]
        said = said[
            next((place for place, word in enumerate(said) if word not in self._fillers), len(said)) :
        ]
        asked = len(said) > 1 and said[0] in PREPOSITIONS and said[1] in self._question  # "in which cases …"
        return said[asked] if said else ""


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


def _unquoted(clauses: list[Clause], text: Text) -> list[Clause]:
    """Without questions that somebody in the story asks, where the writer asks too."""
    marks = [place for place, token in enumerate(text.tokens) if token.text == '"']
    if not marks or len(marks) % 2:
        return clauses
    inside = [bisect_right(marks, _first_word(text, clause)) % 2 == 1 for clause in clauses]
    talk = len(marks) > TALK
    if not any(
        clause.asks and (talk or not clause.hints) and not quoted
        for clause, quoted in zip(clauses, inside, strict=True)
    ):
        return clauses
    return [
        _told(clause) if quoted and clause.asks else clause
        for clause, quoted in zip(clauses, inside, strict=True)
    ]


def _first_word(text: Text, clause: Clause) -> int:
    places = range(clause.first, clause.last)
    return next((place for place in places if text.tokens[place].kind == WORD), clause.first)


def _surest(clauses: list[Clause]) -> list[Clause]:
    """Without those that only might ask, where others do."""
    if not any(clause.asks and not clause.hints for clause in clauses):
        return clauses
    return [_told(clause) if clause.hints and clause.weight > TELLS else clause for clause in clauses]


def _told(clause: Clause) -> Clause:
    """A clause that only seems to ask."""
    return replace(clause, weight=TELLS, asks=False, hints=False)


def _overlapped(place: tuple[int, int], others: Places) -> bool:
    return any(place[0] < last and first < place[1] for first, last in others)


def _any(places: Places, first: int, last: int) -> bool:
    return any(first <= place[0] and place[1] <= last for place in places)
