"""People counted with what they did: "one person asking for a human", not "he wanted one person who listens"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.lists import listed
from assistant.reading.quantity import Quantity
from assistant.reading.text import Token

_NOBODY = frozenset({"human", "man", "woman"})
_WISHED = frozenset({"got", "get", "gets", "was", "is"})


def who_did(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "We had one person asking for a human": who called, not whom somebody wanted."""
    if q.role != "people" or q.noun in _NOBODY or not q.first:
        return False
    return _doing(q, tokens) and tokens[q.first - 1].text in listed("before_counted") - _WISHED


def served(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "A table for four people", not "the add-on for four people who asked …"."""
    if q.noun not in ("people", "person") or not q.first or tokens[q.first - 1].text != "for":
        return False
    return not _doing(q, tokens)


def _doing(q: Quantity, tokens: Sequence[Token]) -> bool:
    behind = tokens[q.last + 1].text if q.last + 1 < len(tokens) else ""
    return behind in listed("having_done") or behind.endswith("ing")
