"""Words in brackets that say whose a person was: "a live agent (not ours)" is one of theirs, no denial."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.lists import listed
from assistant.reading.text import WORD, Token

_OURS = frozenset({"ours", "mine", "us", "yours"})
_OUR = frozenset({"our", "my", "one", "anyone", "anybody", "from", "of", "in", "with"})
_MOST = 5  # words in the brackets


def whose(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "(not ours)" behind a person read as "of yours"."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        end = _aside(tokens, place)
        if end and kept and kept[-1].text in listed("asides_people"):
            start, stop = tokens[place].start, tokens[end - 1].end
            kept += [
                Token("of", "of", WORD, start, start + 1),
                Token("yours", "yours", WORD, start + 1, stop),
            ]
            place = end
        else:
            kept.append(tokens[place])
            place += 1
    return kept


def _aside(tokens: Sequence[Token], place: int) -> int:
    """Behind "(not ours)" or "(not one of ours)" that begins at a token; 0 where none does."""
    if tokens[place].text != "(" or place + 3 >= len(tokens) or tokens[place + 1].text != "not":
        return 0
    end = next((p for p in range(place + 3, min(len(tokens), place + 3 + _MOST)) if tokens[p].text == ")"), 0)
    words = [token.text for token in tokens[place + 2 : end]] if end else []
    ours = bool(words) and (words[-1] in _OURS if words[0] not in ("our", "my") else len(words) <= _MOST)
    return end + 1 if ours and (len(words) == 1 or words[0] in _OUR) else 0
