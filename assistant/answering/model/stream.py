"""A text in pieces → whole sentences, so that nothing is judged or shown half."""

from __future__ import annotations

import re

_MARKERS = r"(?:\s?\[\d{1,3}\])*"
# A sentence ends at a line's end, or at its stop when blanks and something that begins a sentence follow:
# not a digit, a currency sign or a small letter ("approx. $4.00", "3. 50"), and its markers belong to it.
_END = re.compile(rf"\n+|[.!?…]+[\"'”’)\]*_»]*{_MARKERS}[*_]*[^\S\n]+(?=[^\W\d_a-zß-öø-ÿ]|[¿¡\"“„«*_(-])")


class SentenceGate:
    """Holds text back until a sentence is whole.  What comes out, joined, is what went in."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[str]:
        """The sentences that are whole now, blanks after them included."""
        self._held += piece
        whole: list[str] = []
        while (end := self._sentence_end()) is not None:
            whole.append(self._held[:end])
            self._held = self._held[end:]
        return whole

    def rest(self) -> str:
        """What is left when the text is at its end."""
        rest, self._held = self._held, ""
        return rest

    def _sentence_end(self) -> int | None:
        found = _END.search(self._held)
        if not found:
            return None
        # A line's end may be followed by more blank lines or by markers that belong to the sentence.
        after = self._held[found.end() :]
        if not after or re.match(r"\s*\[", after):
            further = re.match(rf"\s*{_MARKERS}\s*(?=[^\s\[])", after)
            return found.end() + further.end() if further and further.end() else None
        return found.end()


def sentences(text: str) -> list[str]:
    """All sentences of a finished text."""
    gate = SentenceGate()
    whole = gate.feed(text)
    rest = gate.rest()
    return [*whole, rest] if rest else whole
