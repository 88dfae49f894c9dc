""" "He'd asked" is "he had asked", "he'd ask" is "he would ask": what follows tells which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.text import WORD, Token

_ADVERBS = frozenset(
    "never already just not only also once ever long recently at last n't even simply".split()
)
_BEEN = frozenset({"been", "had", "got", "gone", "done", "seen", "better"})


def had(tokens: Sequence[Token], message: str) -> list[Token]:
    """The tokens, "would" as "had" where "'d" stands before a participle."""
    found = list(tokens)
    for place, token in enumerate(tokens):
        if token.text == "would" and message[token.start : token.end].lower().endswith("'d"):
            following = next((t for t in tokens[place + 1 : place + 4] if t.text not in _ADVERBS), None)
            if following is not None and following.kind == WORD and _participle(following):
                found[place] = replace(token, text="had", lemma="have")
    return found


def _participle(token: Token) -> bool:
    if token.text in _BEEN:
        return True
    return token.text != token.lemma and not token.text.endswith(("s", "ing", "er", "est"))
