"""A part told right behind its whole: "of 10 calls with live agents 7 were …", "of Monday's six four asked"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.labelled import dates_calls
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, Token


def of_several(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Of 10 calls with live agents 7 were …"."""
    for place in range(q.first - 1, max(-1, q.first - 14), -1):
        if tokens[place].kind == BREAK or tokens[place].text in SENTENCE_END:
            return False
        every = tokens[place].text == "in" and tokens[place + 1].text == "every"
        if (every or tokens[place].text == "of") and _number_behind(place + 1, q.first, tokens):
            return (
                place == 0
                or tokens[place - 1].text in (*SENTENCE_END, "out")
                or tokens[place - 1].kind == BREAK
            )
    return False


def _number_behind(place: int, last: int, tokens: Sequence[Token]) -> bool:
    """Whether a number follows "of": "of 10", "of Monday's six", "of our last nine"."""
    words = english()
    while place < last and (tokens[place].text in _OWNING or dates_calls(tokens[place])):
        place += 1
    return place < last and (tokens[place].kind == NUMBER or tokens[place].text in words.numbers)


_OWNING = frozenset(
    "every each the these those our my your their his her 's last this past first week month".split()
)


def is_part(q: Quantity, behind: Sequence[str]) -> bool:
    """Whether a number is a part of those told before ("two of them", "4 of the same 9")."""
    if q.noun == "such":
        return False  # "two of the same kind": more such calls
    if behind[:3] == ["of", "the", "same"]:
        following = (behind[3:] or [""])[0]
        return following in english().numbers or following.isdecimal()
    them = {"them", "em", "those", "these", "the", "which", "whom"}
    if behind[1:3] == ["of", "the"] and listed("periods").intersection(behind[3:4]):
        return False  # "six calls of the week"
    return q.partitive or ("of" in behind[:2] and "same" not in behind[:3] and bool(them & set(behind[:3])))


def had_the_two(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Four of these calls had the two", "… show the pair of them": both of the things told before."""
    for place in range(q.last, min(q.last + _NEAR, len(tokens) - 2)):
        if tokens[place].text in SENTENCE_END or tokens[place].kind == BREAK:
            return False
        if tokens[place].lemma in listed("holds_things"):
            words = [token.text for token in tokens[place + 1 : place + 7]]
            if words[:1] == ["all"]:
                del words[0]
            if "one" in words[:2] and ("the", "other") in pairwise(words[1:]):
                return True  # "… had the one as well as the other"
            if words[:1] != ["the"] or words[1:2] not in (["two"], ["pair"], ["couple"]):
                return False
            words = words[2:]
            if words[:1] == ["of"] and words[1:2] in (["them"], ["these"], ["those"]):
                words = words[2:]
            return not words or words[0] in {
                *SENTENCE_END,
                ",",
                ")",
                "\n",
                "together",
                "at",
                "in",
                "on",
                "so",
            }
    return False


_NEAR = 6  # tokens from a number to what its calls had


def by_whom(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "On 3 of these a person came on: two live agents of yours, …, and one of our own girls": the three calls."""
    for place, head in enumerate(inside):
        if head.kind != "count" or (head.value or 0) < _SEVERAL:
            continue
        end = next((p for p in range(head.last, len(tokens)) if tokens[p].text in SENTENCE_END), len(tokens))
        colon = next((p for p in range(head.last, end) if tokens[p].text == ":"), end)
        parts = [q for q in inside[place + 1 :] if colon < q.first < end and q.kind == "count"]
        people = all(q.role in ("people_not_calls", "people") for q in parts)
        if len(parts) > 1 and people and sum(q.value or 0 for q in parts) == head.value:
            return [replace(q, role="calls", noun="call") if q in parts else q for q in inside]
    return inside


_SEVERAL = 2


def half_and_half(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "The 14 left are half and half: 7 …, 7 …": said of the numbers that follow, no shares of their own."""
    if q.kind != "share" or tokens[q.first].lemma != "half":
        return False
    for first in (q.first, q.first - 2):
        words = [token.text for token in tokens[max(first, 0) : first + 5]]
        if (
            words[:3] == ["half", "and", "half"]
            and len(words) > 4
            and words[3] in (":", ",", "-", "–", "—", "(")
        ):
            return tokens[first + 4].kind == NUMBER or words[4] in english().numbers
    return False
