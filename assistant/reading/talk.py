"""Chats: colleagues who tell each other of calls, line by line ("mara: the 9am asked for a human", "dev: yep").

Who answers which question about which call can't be followed, so what is read there is asked about, unless they
say that it is all one call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.lines import Line
from assistant.reading.observe import YES, Observed
from assistant.reading.pasted import english
from assistant.reading.prose import Group, inside
from assistant.reading.regex import regex
from assistant.reading.text import Text

_SAID = regex(
    r"\W*(?:\d{1,2}:\d{2}(?::\d{2})?\W{0,3}\s*)?(?P<who>[A-Za-z][\w.'’-]{0,14}(?: [A-Z][\w.'’-]*)?)(?: \([^)\n]{1,20}\))?\s*[:>]\s+(?=\S)"
)
_SEVERAL = frozenset({"calls", "callers", "both"})
_LEAST = 3  # lines of people talking


def talked(observed: Observed, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of people who talk to each other and ask something; none where nobody does."""
    text = observed.text
    if len(lines) < _LEAST:
        return ()
    said = [(line, who) for line in lines if (who := _who(text, line))]
    names = [who for _, who in said]
    if len(said) < _LEAST or not 1 < len(set(names)) < len(names):
        return ()
    asked = any(text.message[line.end - 1] == "?" for line, _ in said[:-1])
    return tuple(line for line, _ in said) if asked or _agreed(observed, said) else ()


def settled(observed: Observed, groups: list[Group], lines: Sequence[Line]) -> list[Group]:
    """The groups read from a chat: one where it is said that all is one call, else in doubt."""
    said = talked(observed, lines)
    if not said:
        return groups
    several = _SEVERAL.intersection(token.text for token in observed.text.tokens)
    if not several and any(m.concept == "same_call" and m.polarity == YES for m in observed.mentions):
        whole = (0, len(observed.text.tokens))
        return [Group(1, tuple(inside(observed.mentions, whole)), (whole,), pasted="transcript")]
    return [replace(group, doubt=True) for group in groups]


def _who(text: Text, line: Line) -> str:
    match = _SAID.match(text.message, line.start, line.end)
    who = match["who"].lower() if match else ""
    words = english()
    known = who in words.columns["form"] or who in words.letters["fields"] or who in words.speakers["never"]
    return "" if known else who


def _agreed(observed: Observed, said: Sequence[tuple[Line, str]]) -> bool:
    """Whether somebody only answers: "yep", "no, that one was mine"."""
    text, replies = observed.text, english().speakers["replies"]
    for line, _ in said[1:]:
        match = _SAID.match(text.message, line.start, line.end)
        first = re.match(r"\w+", text.message[match.end() : line.end]) if match else None
        if first and first[0].lower() in replies:
            return True
    return False
