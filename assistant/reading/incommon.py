"""Words for calls in common: "overlap", "in both", "counted twice", "the same four calls"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.reading.lists import listed

_THEM = frozenset({"them", "which", "these", "those", "whom"})
_CASES = frozenset({"cases", "occasions", "instances", "times"})
_NEAR = 5  # tokens between "counted" and its "twice"


def shared_at(texts: Sequence[str]) -> int | None:
    """The place of a word for calls in common: "overlap", "in common", "on both lists"; not "a share of"."""
    for at, word in enumerate(texts):
        before, behind = texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
        if word in ("share", "shares") and (behind == "of" or before in listed("no_sharing")):
            continue  # "a share of", "please share the total"
        if word == "common" and not (before in ("in", "is", "are", "were") or behind == "to"):
            continue
        if word == "both" and not _of_two(before, behind, texts):
            continue
        if word == "double" and behind in listed("counted_verbs"):
            return at
        if word == "twice" and _counted_twice(at, texts):
            return at
        if word in listed("in_common") or (word == "same" and _same_calls(at, texts)):
            return at
    return None


def _counted_twice(at: int, texts: Sequence[str]) -> bool:
    """ "2 of them appear twice", "that counts one call twice"; not "every call is listed twice"."""
    verb = not listed("counted_verbs").isdisjoint(texts[max(0, at - _NEAR) : at])
    one = any(b == "call" and a in ("one", "1", "single") for a, b in pairwise(texts[:at]))
    return verb and (listed("whole_of") | ({"call"} if not one else set())).isdisjoint(texts[:at])


def _same_calls(at: int, texts: Sequence[str]) -> bool:
    """ "The same four calls", "6 of them are the same calls", "always on the same call"."""
    behind = texts[at + 1] if at + 1 < len(texts) else ""
    several = "calls" in texts[at + 1 : at + 3] and (
        behind != "calls" or at < 2 or not _THEM.isdisjoint(texts)
    )
    return several or (behind in ("call", "calls") and _apart(texts))


def _of_two(before: str, behind: str, texts: Sequence[str]) -> bool:
    """ "On both lists", "3 in both", "some had both"; not "both had", nor a question of "both piles"."""
    if before == "for":
        return False
    if behind in ("", ":", "=") and before in (
        "in",
        "on",
        "under",
        "did",
        "as",
        *(("had", "with", "") if behind else ()),
    ):
        return True
    some = not listed("some_of").isdisjoint(texts) and before in listed("joining_verbs")
    return some or (behind in listed("set_nouns") and not listed("joining_verbs").isdisjoint(texts))


def _apart(texts: Sequence[str]) -> bool:
    """ "None of them was on the same call", "some were", "2 of each were"; "all on the same call" is one."""
    said = frozenset(texts)
    of_each = any(a == "of" and b in ("each", "both") for a, b in pairwise(texts))
    cases = not _CASES.isdisjoint(said)  # "in three cases it was the same call"
    always = cases or not listed("always").isdisjoint(said)
    return bool(said & listed("none_common") or said & listed("some_of")) or of_each or always
