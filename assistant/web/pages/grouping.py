"""Questions grouped by similarity, so that a gap in the article shows as one thing and not as fifty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Cosine of two questions' vectors (or the share of common words) from which they count as the same concern.
ALIKE = 0.62
ALIKE_WORDS = 0.68


def grouped(texts: Sequence[str], vectors: Any | None) -> list[list[int]]:
    """Indices of the texts in groups, largest first, each in the order given.

    `vectors`: a row of length 1 a text; None compares words instead.  A text joins the group whose first
    member is nearest, if near enough: what is in a group resembles its headline.
    """
    groups: list[list[int]] = []
    for number in range(len(texts)):
        best, nearest = 0.0, None
        for group in groups:
            likeness = _likeness(texts, vectors, number, group[0])
            if likeness > best:
                best, nearest = likeness, group
        if nearest is not None and best >= (ALIKE if vectors is not None else ALIKE_WORDS):
            nearest.append(number)
        else:
            groups.append([number])
    return sorted(groups, key=len, reverse=True)


def _likeness(texts: Sequence[str], vectors: Any | None, one: int, other: int) -> float:
    if vectors is not None:
        return float(vectors[one] @ vectors[other])
    from rapidfuzz.fuzz import token_set_ratio

    return token_set_ratio(texts[one].casefold(), texts[other].casefold()) / 100
