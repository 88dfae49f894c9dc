"""Reasons that a reply names in a word: "all yours, all asked for", "two on request, one a failure"."""

from __future__ import annotations

from assistant.reading.observe import YES, Mention
from assistant.reading.turns import Turn
from assistant.reading.units import WHY

_NAMED = frozenset({"asked", "verified", "playbook", "failure", "outage"})  # kinds whose name is their fact


def reasons(turn: Turn) -> list[Mention]:
    """The reasons named by single words, where nothing longer tells them."""
    known = [m for m in turn.observed.mentions if m.concept in WHY]
    found = []
    for place in range(len(turn.observed.text.tokens)):
        kind = turn.kind_at(place)
        if kind not in _NAMED or turn.is_a(place, "fresh_ones") or turn.is_a(place - 1, "none_of"):
            continue
        if not any(m.first - 1 <= place <= m.last for m in known) and not _asks(turn, place):
            found.append(Mention(kind, YES, place, place + 1, "short"))
    return found


def _asks(turn: Turn, place: int) -> bool:
    """ "As I asked": nothing of a caller."""
    return turn.at(place - 1) in ("i", "we", "you") or turn.at(place + 1) in ("you", "me", "us")
