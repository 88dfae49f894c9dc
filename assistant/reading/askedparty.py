"""Whose calls are asked about, of two parties: "add-on on mine alone?", "on hers?", "for shop A?", "for support?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.heads import PRICE
from assistant.reading.lists import listed
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.prose import Group
from assistant.reading.text import WORD, Token

_ME = frozenset({"i", "me", "mine", "myself"})
_US = frozenset({"we", "us", "ours", "ourselves"})
_MINE = {"my": _ME, "mine": _ME, "our": _US, "ours": _US}
_THEIRS = frozenset({"his", "her", "hers", "their", "theirs"})
_OWNED = frozenset(
    "calls ones share part side half lot portion bit alone only alone by ? , . one call".split()
)
_TO = frozenset({"for", "of", "on", "at", "in"})
_LONG = 3  # words of a party's name


def asked_party(groups: list[Group], observed: Observed) -> list[Group]:
    """The groups of the party that the question names, the other's aside; unchanged where it names none."""
    if len(groups) != 2 or any(group.pasted or group.doubt for group in groups):
        return groups
    asking = [m.first for m in observed.mentions if m.concept in PRICE]
    if not asking:
        return groups
    first, last = observed.sentences[sentence_of(asking[-1], observed.sentences)]
    if first == 0:
        return groups
    tokens = observed.text.tokens
    spans = [(group.spans[0][0], min(group.spans[0][1], first)) for group in groups]
    words = [[token.text for token in tokens[begin:end]] for begin, end in spans]
    meant = _by_pronoun(tokens, first, last, words)
    if meant is None:
        meant = _by_name(tokens, first, last, words)
    if meant is None:
        return groups
    return [replace(group, aside=place != meant) for place, group in enumerate(groups)]


def _by_pronoun(tokens: Sequence[Token], first: int, last: int, words: Sequence[list[str]]) -> int | None:
    """ "… on my calls alone", "… on his?": the party that speaks, or the other one."""
    for place in range(first + 1, last - 1):
        if tokens[place - 1].text not in _TO or tokens[place + 1].text not in _OWNED:
            continue
        owner = tokens[place].text
        if owner in _THEIRS:
            mine = [bool((_ME | _US) & set(own)) for own in words]
            return mine.index(False) if sum(mine) == 1 else None
        if owner in _MINE:
            mine = [bool(_MINE[owner] & set(own)) for own in words]
            return mine.index(True) if sum(mine) == 1 else None
    return None


def _by_name(tokens: Sequence[Token], first: int, last: int, words: Sequence[list[str]]) -> int | None:
    """ "… for shop A?", "… for support?": a name that stands in what is told of one of the two alone, where they
    are compared."""
    if not any(token.text == "than" for token in tokens[:first]):
        return None
    for place in range(first, last - 1):
        if tokens[place].text != "for":
            continue
        start = place + 1 + (tokens[place + 1].text in ("the", "our", "just", "only"))
        end = start
        while end < last and tokens[end].kind == WORD and tokens[end].text not in ("alone", "only", "please"):
            end += 1
        name = [token.text for token in tokens[start:end]]
        if not 0 < len(name) <= _LONG or not listed("jointly").isdisjoint(name):
            continue
        said = [any(own[at : at + len(name)] == name for at in range(len(own))) for own in words]
        compared = any(before == ["than"] for before in _led(tokens, first, name)) or len(name) > 1
        if sum(said) == 1 and compared:
            return said.index(True)
    return None


def _led(tokens: Sequence[Token], last: int, name: list[str]) -> list[list[str]]:
    """The words before each place where a name stands."""
    texts = [token.text for token in tokens[:last]]
    places = [at for at in range(1, last) if texts[at : at + len(name)] == name]
    return [texts[at - 1 : at] for at in places]
