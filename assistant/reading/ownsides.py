"""Where the client's own people are named, without a word of what they did: "our staff", "front desk"."""

from __future__ import annotations

from assistant.reading.observe import Observed


def own_sides(observed: Observed) -> dict[int, int]:
    """Where the client's own people are named ("our staff", "front desk"): from which token to which."""
    tagged = observed.tagged
    nouns: dict[int, int] = {}
    for first, last in (*tagged.spans("own_noun"), *tagged.spans("own_person")):
        nouns[first] = max(last, nouns.get(first, 0))
    sides = dict(tagged.spans("own_bare"))
    return sides | {first: nouns[last] for first, last in tagged.spans("own_mark") if last in nouns}
