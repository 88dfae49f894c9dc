"""What a group of calls is told in: its own words, and those that are evidence of what happened."""

from __future__ import annotations

from assistant.reading.group import EVENTS, Group
from assistant.reading.lists import listed
from assistant.reading.text import BREAK, NUMBER, Text, Token

_SHORT_NAMES = frozenset({"he", "mr", "ms"})
_SENTENCE_ENDS = frozenset({".", "?", "!", ";"})
_MARKS = frozenset({",", "-", "–", "—", ")", "|", "/"})
_LED = 3  # tokens of a line's first word with its mark
_LABEL = 6  # tokens of what a call is called: "Dana's call: …"


def words_of(group: Group, text: Text) -> frozenset[str]:
    first, last = group.spans[0]
    while first > 0 and text.tokens[first - 1].kind in ("word", NUMBER):
        first -= 1
    if first > 1 and text.tokens[first - 1].text == ":":
        first = max(_begin(text, first - 1), first - _LABEL)
    elif first > 1 and text.tokens[first - 1].text in _MARKS:
        begin = _behind_colon(text, first - 1) or _begin(text, first - 1)
        led = begin == 0 or text.tokens[begin - 1].kind == BREAK or text.tokens[begin - 1].text == ":"
        if led and first - begin <= _LED and not any(t.kind == NUMBER for t in text.tokens[begin:first]):
            first = begin  # "Mon, a lady who …"
    tokens = text.tokens[first : _asked_from(group, text, last)]
    said = {t.text for t in tokens if t.text in _SHORT_NAMES or short_name(t, text)}
    return frozenset(said) | frozenset(
        t.lemma for t in tokens if (t.kind == "word" and len(t.lemma) > 2) or t.kind == NUMBER
    )


def _behind_colon(text: Text, place: int) -> int:
    """Where the words behind a colon begin, right before the token at `place`: "Last week: Jo – …"; 0 for nowhere."""
    near = range(place, max(place - _LED, 0), -1)
    return next((step for step in near if text.tokens[step - 1].text == ":"), 0)


def short_name(token: Token, text: Text) -> bool:
    """ "Jo", "Al": a name of two letters."""
    written = text.message[token.start : token.start + 2]
    return len(token.text) == 2 and written.istitle() and token.text not in listed("two_letters")


def _begin(text: Text, place: int) -> int:
    """Where the sentence begins that has the token at `place`."""
    while (
        place > 0
        and text.tokens[place - 1].text not in _SENTENCE_ENDS
        and text.tokens[place - 1].kind != BREAK
    ):
        place -= 1
    return place


def _asked_from(group: Group, text: Text, last: int) -> int:
    """Where the question behind what is told begins: its words tell nothing of a call."""
    told = max((m.last for m in group.mentions if m.concept in EVENTS), default=last)
    asked = [m.first for m in group.mentions if m.concept == "how_much" and m.first >= told]
    begin = _begin(text, asked[0]) if asked else last
    return begin if told <= begin < last else last


def evidence_of(group: Group, text: Text) -> tuple[str, ...]:
    words = dict.fromkeys(text.words(m.first, m.last) for m in group.mentions if m.concept in EVENTS)
    return tuple(words)[:8]
