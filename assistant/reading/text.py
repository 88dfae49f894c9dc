"""A message as tokens: normalised, contractions opened, abbreviations spelt out, typos corrected.

    text = Lexicon.load(kb / "language" / "en").read("cx wasnt xferred")
    [t.text for t in text.tokens]      # ['customer', 'was', 'not', 'transferred']

Every token keeps its place in the message, so whatever is read can show the exact words it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from assistant import toml
from assistant.reading.dictionary import dictionary
from assistant.reading.regex import regex

Found = TypeVar("Found")

WORD, NUMBER, PUNCT, BREAK = "word", "number", "punct", "break"

_TOKEN = regex(
    r"(?P<break>(?<![ \t])[ \t]*(?:\r\n|\n|\r)[ \t\r\n]*)"
    r"|(?P<cell>(?<=\S)(?:(?:\t[\t ]*|[ ]{3,})(?=\S)|[ ]{2}(?=\d{1,4}[ \t]*(?:[\r\n]|$))))"
    r"|(?P<joint>(?<=[^\W\d_])[-_](?=[^\W\d_]))"
    r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<domain>[^\W\d_]+\.(?:ai|com|io|net|org)\b)"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?![\w])|\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<punct>->|=>|→|⇒|\.\.\.|…|--+|[^\w\s]|_+)",
    re.IGNORECASE,
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_LOUD = regex(r"\s+([A-Z]{2,})\b")
_CLITICS = ("'re", "'ve", "'ll", "'d", "'m", "'s")
_FULL = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am", "'s": "'s"}
CELL = "¦"  # stands for the gap between columns, so that no words are read across it
MOST_KEPT = 50_000  # words whose reading is remembered
SENTENCE_END = frozenset({".", "?", "!", "…", "...", ";"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark.  `text` is normalised, `lemma` its dictionary form (an inflection taken
    off); `start`/`end` are offsets in the message (parts of one written word share them)."""

    text: str
    lemma: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A message and its tokens."""

    message: str
    tokens: tuple[Token, ...]
    _found: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def once(self, name: str, make: Callable[[], Found]) -> Found:
        """What `make` finds in this text, found once under its name."""
        if name not in self._found:
            self._found[name] = make()
        return cast("Found", self._found[name])

    @property
    def figures(self) -> bool:
        """Whether a digit stands in the message: where none does, much needn't be looked for."""
        return self.once("figures", lambda: any(map(str.isdigit, self.message)))

    def words(self, first: int, last: int) -> str:
        """The message's own words from token `first` up to, not including, token `last`."""
        if first >= last:
            return ""
        return self.message[self.tokens[first].start : self.tokens[last - 1].end]


def _stems(word: str) -> Iterable[str]:
    """Candidates for the uninflected form of a regular English word, best first."""
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("es") and len(word) > 4:
        yield word[:-1]
        yield word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        yield word[:-1]
    for ending in ("ied", "ying"):
        if word.endswith(ending) and len(word) > 4:
            yield word[: -len(ending)] + "y"
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2:
            if stem[-1] == stem[-2] and stem[-1] not in "lsz":
                yield stem[:-1]
            yield stem + "e"
            yield stem
            yield stem[:-1]


class Lexicon:
    """The spelling knowledge of one language: abbreviations, irregular forms, and the words to correct to."""

    def __init__(
        self,
        abbreviations: dict[str, str],
        irregular: dict[str, str],
        vocabulary: Iterable[str] = (),
        loud: Iterable[str] = (),
        titles: Iterable[str] = (),
        shortened: Iterable[str] = (),
    ) -> None:
        self._shortened = frozenset(shortened)
        self._titles = frozenset(titles)
        self._abbreviations = abbreviations
        mixed = [key for key in abbreviations if not key.isalpha() and key.isalnum()]
        self._mixed = re.compile("|".join(mixed) or r"(?!)")
        self._loud = frozenset(loud)
        self._irregular = irregular
        self._words = vocabulary
        self._near: dict[int, list[str]] = {}
        self._read: dict[str, tuple[tuple[str, str], ...]] = {}
        self._lemmas: dict[str, str] = {}

    @classmethod
    def load(cls, folder: Path, vocabulary: Iterable[str] = ()) -> Lexicon:
        """From `spelling.toml` of a language folder; `vocabulary` are the words typos are corrected to."""
        spelling = toml.load(folder / "spelling.toml")
        irregular = {form: lemma for lemma, forms in spelling["irregular"].items() for form in forms.split()}
        marked = (spelling.get(name, ()) for name in ("loud", "titles", "shortened"))
        return cls(dict(spelling["abbreviations"]), irregular, vocabulary, *marked)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The vocabulary.  Not looked through before a message has a word that no dictionary has."""
        return frozenset(word for word in self._words if len(word) > 3 and word.isalpha())

    def lemma(self, word: str) -> str:
        """The dictionary form of a normalised word ("transferred" → "transfer")."""
        found = self._lemmas.get(word)
        if found is None:
            if len(self._lemmas) >= MOST_KEPT:
                self._lemmas.clear()
            found = self._lemmas[word] = self._find_lemma(word)
        return found

    def _find_lemma(self, word: str) -> str:
        if word in self._irregular:
            return self._irregular[word]
        words = dictionary()
        for stem in _stems(word):
            if stem in words or stem in self._known:
                return stem[:-1] if self._mute(word, stem) else stem
        return word

    def _mute(self, word: str, stem: str) -> bool:
        """Whether `stem` is another word's ("Locke", "passé") and ours is without its e ("locked", "passes")."""
        plain = stem[:-1]
        added = not word.endswith("es") or plain.endswith(("s", "h", "x", "z"))
        return stem[-1] == "e" and added and stem not in self._known and plain in self._known

    def _correct(self, word: str) -> str:
        """The vocabulary's word that `word` is a typo of; `word` itself when it is a word, or none is near."""
        if (
            len(word) < 4
            or len(word) > 24
            or not word.isascii()
            or word in dictionary()
            or word in self._known
        ):
            return word
        if self.lemma(word) != word:
            return word
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        limit = 1 if len(word) < 7 else 2
        near = extract(word, self._as_long(word), scorer=OSA.distance, score_cutoff=limit, limit=3)
        near = [hit for hit in near if hit[0][0] == word[0] or hit[1] == 1]
        best = [str(hit[0]) for hit in near if hit[1] == near[0][1]]
        alike = [candidate for candidate in best if candidate[0] == word[0]]
        if alike:
            return min(alike)
        return best[0] if len(best) == 1 else word

    def _as_long(self, word: str) -> list[str]:
        """The vocabulary's words of about the length of `word`."""
        size = len(word)
        if size not in self._near:
            self._near[size] = sorted(known for known in self._known if abs(len(known) - size) <= 2)
        return self._near[size]

    def read(self, message: str) -> Text:
        """Tokenise and normalise one message."""
        tokens: list[Token] = []
        plain = message.translate(_APOSTROPHES)
        for match in _TOKEN.finditer(plain):
            kind = str(match.lastgroup)
            raw, start, end = match.group(), match.start(), match.end()
            if kind == "joint":  # the hyphen of "first-time": the words count, not the mark
                continue
            if kind in ("ordinal", "domain"):
                tokens.append(Token(raw.lower(), raw.lower(), WORD, start, end))
            elif kind == "cell":  # a column's end
                tokens.append(Token(CELL, CELL, PUNCT, start, end))
            elif kind == BREAK:
                tokens.append(Token("\n", "\n", BREAK, start, end))
            elif kind == NUMBER:
                number = raw.replace(",", "")
                tokens.append(Token(number, number, NUMBER, start, end))
            elif kind == PUNCT:
                own = raw == "." and (self._titled(tokens, start) or self._cut_short(tokens, plain, start))
                if not own:  # "Mr. Bo", "the Elm St. shop"
                    tokens.append(Token(raw, raw, PUNCT, start, end))
            elif raw.isalpha() and raw[0].isupper() and self._titled(tokens):
                tokens.append(Token(raw.lower(), raw.lower(), WORD, start, end))
            else:
                tokens.extend(self._word(raw.lower() if self._shouted(plain, raw, end) else raw, start, end))
        if "'d" in plain:
            from assistant.reading.contracted import had

            tokens = had(tokens, plain)
        if "(not " in plain:
            from assistant.reading.asides import whose

            tokens = whose(tokens)
        marked = "/" in plain or self._mixed.search(plain)
        return Text(message, tuple(self._joined(tokens, plain) if marked else tokens))

    def _titled(self, tokens: Sequence[Token], start: int | None = None) -> bool:
        """Whether the last word is a title, one that ends at `start` where that is given."""
        return bool(tokens) and tokens[-1].text in self._titles and start in (None, tokens[-1].end)

    def _cut_short(self, tokens: list[Token], message: str, place: int) -> bool:
        """Whether a full stop stands for letters left out, with the sentence going on: "the Elm St. shop"."""
        if not tokens or tokens[-1].text not in self._shortened or tokens[-1].end != place:
            return False
        return message[place + 1 : place + 3].strip()[:1].islower()

    def _shouted(self, message: str, raw: str, end: int) -> bool:
        """Whether "OF" is only a loud "of" ("5 OF THEM"), not an abbreviation: the next word is loud too."""
        if raw not in self._loud:
            return False
        following = _LOUD.match(message, end)
        return following is not None and following[1] not in self._abbreviations

    def _word(self, raw: str, start: int, end: int) -> Iterable[Token]:
        parts = self._read.get(raw)
        if parts is None:
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
            parts = self._read[raw] = tuple((part, self.lemma(part)) for part in self._parts(raw))
        return (Token(part, lemma, WORD, start, end) for part, lemma in parts)

    def _parts(self, raw: str) -> list[str]:
        """The normalised words that one written word stands for."""
        if raw in self._abbreviations:
            return self._abbreviations[raw].split()
        word = raw.lower()
        if word in self._abbreviations:
            return self._abbreviations[word].split()
        if word.endswith("n't"):
            return [*self._parts(word[:-3]), "not"]
        for clitic in _CLITICS:
            if word.endswith(clitic) and len(word) > len(clitic):
                return [*self._parts(word[: -len(clitic)]), _FULL[clitic]]
        return self._correct(word).split()

    def _joined(self, tokens: list[Token], message: str) -> Iterable[Token]:
        """Abbreviations written with a mark or a digit ("w/", "b/c", "b4") as the word they stand for."""
        place = 0
        while place < len(tokens):
            for size in (3, 2):
                group = tokens[place : place + size]
                joined = "".join(token.text for token in group)
                glued = len(group) == size and group[0].start + len(joined) == group[-1].end
                small = glued and ("/" in joined or message[group[0].start : group[-1].end] == joined)
                if small and not joined.isalpha() and joined in self._abbreviations:
                    for part in self._abbreviations[joined].split():
                        yield Token(part, self.lemma(part), WORD, group[0].start, group[-1].end)
                    place += size
                    break
            else:
                yield tokens[place]
                place += 1
