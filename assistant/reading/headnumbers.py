"""The numbers that lead the words about a call, and what is numbered: "slip one", "calls 1-3", "4 & 5:", "(2)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, WORD, Token

_MARKS = frozenset({":", ".", ")", "]", "-", "–", "—", "=", "→", "->", "=>"})
_SURE = frozenset({":", ")", "]", "=", "→", "->", "=>"})
_JOINS = frozenset({"&", "and", ",", "+", "/", "plus"})
_RANGES = frozenset({"-", "–", "—", "to", "through", "thru", "till", "until", ".."})
_STARTS = SENTENCE_END | {":", "(", "[", '"', "*", "•"}
_LED = frozenset({"and", "then", "but", "the", "(", "[", '"', "*", "•", "while", "also"})
_MOST = 60  # no call is known by a larger number


@dataclass(frozen=True, slots=True)
class Head:
    """The numbers at tokens [first, last) of the calls that the words behind it are about."""

    first: int
    last: int
    numbers: tuple[int, ...]
    noun: str  # "slip", "call"; empty for none
    marked: bool  # "4:", "4)"
    starts: bool  # a sentence begins with it


def heads_of(tokens: Sequence[Token], span: tuple[int, int]) -> list[Head]:
    found: list[Head] = []
    place = span[0]
    while place < span[1]:
        head = _head(tokens, place, span[1]) if _may_start(tokens, place, span[0]) else None
        if head is not None and found and _joined(tokens, found[-1], head):
            one = found.pop()
            found.append(
                replace(head, first=one.first, numbers=one.numbers + head.numbers, starts=one.starts)
            )
        elif head is not None:
            found.append(head)
        place = head.last if head else place + 1
    return found


def _joined(tokens: Sequence[Token], one: Head, other: Head) -> bool:
    """ "Caller one and caller two both …": heads with nothing between them but "and"."""
    between = {token.text for token in tokens[one.last : other.first]}
    return one.noun == other.noun and not one.marked and bool(between) and between <= _JOINS


def _may_start(tokens: Sequence[Token], place: int, first: int) -> bool:
    before = tokens[place - 1] if place > first else None
    if before is None or before.kind == BREAK or before.text in _STARTS or before.text in (",", "and", ";"):
        return True
    return _bracketed(tokens, place, first)


def _bracketed(tokens: Sequence[Token], place: int, first: int = 0) -> bool:
    """ "… (2) …", "… 2) …": a number with its bracket."""
    number = place + (tokens[place].text == "(")
    closed = [token.text for token in tokens[number + 1 : number + 2]] == [")"]
    opened = number == place and any(token.text == "(" for token in tokens[max(first, place - 6) : place])
    return closed and tokens[number].kind == NUMBER and not opened


def _head(tokens: Sequence[Token], place: int, end: int) -> Head | None:
    """The head that begins at a place: a noun or none, numbers, and a mark or the words about the call."""
    before = tokens[place - 1] if place else None
    starts = before is None or before.kind == BREAK or before.text in _STARTS or _bracketed(tokens, place)
    step = place
    while step < end and tokens[step].text in _LED:
        step += 1
    noun, behind = _noun(tokens, step, end)
    numbers, last = _numbers(tokens, behind, end)
    if not numbers and noun in listed("call_labels") and _filed(tokens, behind, end):
        numbers, last = [int(tokens[behind].text)], behind + 1
    if not numbers or last >= end:
        return None
    mark = tokens[last].text
    if mark == ":" and last + 1 < end and tokens[last + 1].start == tokens[last].end:
        return (
            None if tokens[last + 1].kind == NUMBER else Head(step, last, tuple(numbers), noun, True, starts)
        )
    dotted = mark in _MARKS and (mark != "." or tokens[last - 1].kind == NUMBER)
    marked = dotted and (mark in _SURE or last + 1 < end)
    if not marked and (tokens[last].kind != WORD and mark not in (",", "(")):
        return None
    if not noun and not marked and (tokens[last].lemma not in _SAID or last - step < 1):
        return None
    return Head(step, last, tuple(numbers), noun, marked, starts)


def _filed(tokens: Sequence[Token], place: int, end: int) -> bool:
    """ "Case 4711: …": what a call is filed under, however large."""
    if place + 1 >= end or tokens[place].kind != NUMBER or not tokens[place].text.isdecimal():
        return False
    return tokens[place + 1].text == ":" and tokens[place + 1].start == tokens[place].end


_SAID = frozenset(
    {
        "be",
        "was",
        "were",
        "have",
        "had",
        "get",
        "got",
        "ask",
        "want",
        "go",
        "ai",
        "the",
        "a",
        "an",
        "live",
        "caller",
        "same",
        "ditto",
        "likewise",
        "as",
        "like",
        "also",
    }
)


_PLAIN = frozenset({"#", "number", "no", "nr", "num"})


def _noun(tokens: Sequence[Token], place: int, end: int) -> tuple[str, int]:
    """What is numbered ("slip one", "call #2", "no. 3", "#4"), and where its number begins."""
    step, noun = place, ""
    token = tokens[place] if place < end else None
    if token is None:
        return "", place
    if (
        token.kind == WORD
        and token.text not in english().numbers
        and token.lemma not in english().counting["stop"]
    ):
        noun, step = token.lemma, place + 1
    elif token.text in ("no", "nr"):
        noun, step = "number", place + 1
    if noun in ("number", "no", "nr", "num") and step < end and tokens[step].text == ".":
        step += 1
    if step < end and tokens[step].text in ("number", "#") and noun and _caller(noun):
        noun, step = "call", step + 1  # "lady number one"
    if step < end and tokens[step].text == "#":
        noun, step = noun or "#", step + 1
    return ("call" if noun in _PLAIN else noun), step


def _caller(noun: str) -> bool:
    """Whether what is numbered may be a call or somebody who calls."""
    return noun not in listed("steps_of_one_call") | listed("numbered")


def _numbers(tokens: Sequence[Token], place: int, end: int) -> tuple[list[int], int]:
    """The numbers told there ("4", "one", "1-3", "4 & 5", "2, 3 and 6"), and where they end."""
    numbers: list[int] = []
    step = place
    while step < end:
        value = value_of(tokens[step])
        if value is None:
            break
        ranged = step + 1 < end and tokens[step + 1].text in _RANGES
        behind = _hashed(tokens, step + 2, end) if ranged else end
        high = value_of(tokens[behind]) if behind < end else None
        if high is not None and value < high:
            numbers += range(value, high + 1)
            step = behind + 1
        else:
            numbers.append(value)
            step += 1
        joins = step
        while joins < end and tokens[joins].text in _JOINS:
            joins += 1
        joins = _hashed(tokens, joins, end) if joins > step else joins
        if joins == step or joins >= end or value_of(tokens[joins]) is None:
            break
        step = joins
    return numbers, step


def _hashed(tokens: Sequence[Token], place: int, end: int) -> int:
    """The place behind a "#" that stands at a place."""
    return place + (place < end and tokens[place].text == "#")


def value_of(token: Token) -> int | None:
    """A call's number, in figures or words."""
    if token.kind == NUMBER:
        number = int(token.text) if token.text.isdecimal() else 0
    else:
        number = english().numbers.get(token.text, 0) if token.kind == WORD else 0
    return number if 0 < number <= _MOST else None
