"""Where clauses begin with what a call is known by: "the Hale call …; the Moss call …", "in the earlier …; in the later
…", "at the harbour one …"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.reading.amountwords import english
from assistant.reading.lists import listed
from assistant.reading.observe import Observed
from assistant.reading.text import WORD, Token

_LONG = 3  # words that a call may be known by
_LEADS = frozenset({"and", "but", "while", "whereas", "then", "plus", "also", "so"})
_IN = frozenset({"in", "on", "at", "with", "for", "during", "from"})
_ENDS = frozenset({",", ";", ":", "while", "whereas", "but", "and", "-", "–", "—"})
_CALLERS = frozenset(
    {"caller", "customer", "client", "guest", "patient", "lady", "man", "woman", "gentleman"}
)
_CALL = frozenset({"call", "one", "ring"})
# Words that single out a call of two without "call" behind them.
_ALONE = frozenset("earlier later former latter morning afternoon evening lunchtime noon".split())


def known(observed: Observed, span: tuple[int, int]) -> dict[str, int]:
    """Where clauses begin with a call's own name, by that name: the first such clause of each, if two or more do."""
    found: dict[str, int] = {}
    for first, last in _clauses(observed, span):
        label = _label(observed.text.tokens, first, last)
        if label:
            found.setdefault(label, first)
    return found if len(found) > 1 else {}


def _clauses(observed: Observed, span: tuple[int, int]) -> Iterable[tuple[int, int]]:
    """The sentences of a span, and what follows a mark or a joining word in them."""
    tokens = observed.text.tokens
    for first, last in observed.sentences:
        if span[0] <= first < span[1]:
            yield first, last
            yield from ((at + 1, last) for at in range(first + 1, last - 2) if tokens[at].text in _ENDS)


def _when(word: str) -> bool:
    """Whether a caller may be known by it: "the Monday caller", "the morning one"."""
    return word in _ALONE or word in english().weekdays


def _label(tokens: Sequence[Token], first: int, last: int) -> str:
    """ "The Hale call", "in the later", "Moss's call": what the call is known by; empty for none."""
    place = first
    while place < last and tokens[place].text in _LEADS:
        place += 1
    led = place < last and tokens[place].text in _IN
    place += led
    the = place < last and tokens[place].text == "the"
    named: list[str] = []
    for token in tokens[place + the : min(last, place + the + _LONG + 2)]:
        daily = token.text in _CALLERS and the and len(named) == 1 and _when(named[0])
        if daily or (token.text in _CALL and named and (the or named[-1] == "'s")):
            return " ".join(word for word in named if word != "'s")
        if token.text in listed("common") or (token.kind != WORD and token.text not in ("'s", ".")):
            break
        named.append(token.text)
    return named[0] if led and the and named and named[0] in _ALONE else ""
