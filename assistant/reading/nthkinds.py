"""The kinds of a list that was just answered, meant by their places: "two of the first type and one of the third"
is read as the message with the kinds' names in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.reading.observe import Observed
from assistant.reading.patterns import Match

NTH = (("first", "1st", "former"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"))
_LAST = ("last", "final", "latter")
_LEADS = frozenset({"of", "the", "your", "those", "that"})
_TAILS = frozenset({"of", "those", "these", "them", "the", "your"})


def place_of(word: str, keys: Sequence[str]) -> int | None:
    """The place in the list that a word names; None for other words."""
    if word in _LAST:
        return len(keys) - 1
    return next((nth for nth, names in enumerate(NTH) if word in names), None)


def spelled_out(
    observed: Observed, found: Sequence[Match], keys: Sequence[str], names: Mapping[str, str]
) -> str:
    """The message with the names of the kinds that it points at by their places; "" where it points at none."""
    said = [m for m in found if m.concept in ("nth_kind", "nth_too")]
    if not any(m.concept == "nth_kind" for m in said):
        return ""
    tokens, message = observed.text.tokens, observed.text.message
    cuts: dict[int, tuple[int, int, str]] = {}
    for m in said:
        place = next((p for p in range(m.first, m.last) if place_of(tokens[p].text, keys) is not None), None)
        nth = None if place is None else place_of(tokens[place].text, keys)
        if place is None or nth is None or nth >= len(keys) or place in cuts:
            continue
        first, last = place, place + 1
        while first > 0 and tokens[first - 1].text in _LEADS:
            first -= 1
        while last < m.last and (tokens[last].text in _TAILS or tokens[last].text in _NOUNS):
            last += 1
        cuts[place] = (first, last, names[keys[nth]])
    for first, last, name in sorted(cuts.values(), reverse=True):
        end = tokens[last - 1].end
        message = f"{message[: tokens[first].start]}{name}{message[end:]}"
    return message if cuts else ""


_NOUNS = frozenset(
    "kind kinds type types sort sorts interaction interactions scenario scenarios category item bullet point reason"
    " entry class case form one ones".split()
)
