"""What the entries of a list or the rows of a table are called, and where the words around name them.

named = Names.of(text, [(2, 9), (10, 17)])        # the entries' tokens
named.found("rows 2 and 3 are the same call")     # [Named((1, 2), 0, 12)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain

from assistant.reading.amountwords import english as amounts
from assistant.reading.pasted import one_of
from assistant.reading.text import Text

Span = tuple[int, int]

_LEADING = "that|but|and|only|because|since|also|actually|however|both"
_SPELT = "one two three four five six seven eight nine ten eleven twelve".split()
_SPACED = r"[\s>*•·|(\[\"'–+-]*"
_JOIN = r"\s*(?:,|;|\band\b|&|/|\+|\bwith\b|\bplus\b|\bas well as\b)\s*(?:\band\b\s*)?"
_THROUGH = r"\s*(?:-|–|\bto\b|\bthrough\b|\bthru\b)\s*"


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """A form with the words of the language put in, compiled when the first list comes."""
    noun, verb = one_of("nouns") + r"(?![a-z])", one_of("verbs") + r"\b"
    return re.compile(form.replace("NOUN", noun).replace("VERB", verb), re.IGNORECASE)


_LABEL = (
    _SPACED + r"(?:NOUN[\s:#.-]*)?#?(?P<label>\d{1,2}:\d{2}(?!\d)|[A-Za-z]{1,6}[-_]?\d{1,6}\b|\d{1,6}\b"
    r"|[ivx]{1,5}(?=[.):\s])|[A-Za-z](?=[.):\s|]))"
)
_STARRED = (
    r"\b(?:starred|asterisked|star-marked)\b(?:\s+NOUN)?|\b(?:with|by)\s+(?:a|an|the)\s+(?:star|asterisk)\b"
)
_TICKED = r"\b(?:ticked|checked|crossed)\s+NOUN"
_OTHERS = (
    r"\b(?:the\s+)?(?:others|rest|remainder|other\s+(?:\w+\s+)?NOUN|other\s+(?:two|three|four|five|\d+)"
    r"|remaining(?:\s+\w+)?|other(?=\s+VERB))(?:\s+NOUN)?"
)
_PLACED = (
    r"\b(?:the|my|our|and|only)\s+(?:very\s+)?(?P<which>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|1st|2nd|3rd|[4-9]th|last|final|latest|top|bottom)(?:\s+(?P<several>two|three|four|five|six|seven"
    r"|eight|\d{1,2}))?(?:\s+NOUN|(?=\s+VERB)|(?=\s+(?:of|in|on|from|before|after|since|with)\b)|(?=\s*[,:]))"
)
_DAY = (
    r"\b(?P<name>(?:mon|tue|wed|thu|fri|sat|sun)(?=[a-z]*day|s|r|'|’|\s))[a-z]*\.?(?:'s|’s)?"
    r"(?:\s+(?:two|three|four|\d))?(?:\s+NOUN|(?=\s+VERB))"
)
_POSSESSED = r"\b(?P<name>(?-i:[A-Z])[a-z]{2,})(?:'s|’s)?\s+(?:(?:two|three|four|\d)\s+)?NOUN"


@dataclass(frozen=True, slots=True)
class Named:
    """The entries (places in the list) that the letters [start, end) of a sentence name."""

    entries: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """The entries of a list by what they are called."""

    labels: tuple[str, ...]  # "" where an entry has none
    written: tuple[str, ...]
    _memo: dict[str, list[Named]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, text: Text, entries: Sequence[Span]) -> Names:
        """The names of entries, each given by its tokens."""
        written = [text.words(*entry) for entry in entries]
        found = [_pattern(_LABEL).match(one) for one in written]
        labels = [match["label"] if match else "" for match in found]
        kinds = {_kind(label) for label in labels}
        if len(kinds) > 1 or len(set(labels)) < len(labels):
            labels = [label if _kind(label) in ("time", "code") else "" for label in labels]
        return cls(tuple(labels), tuple(written))

    def place(self, label: str, otherwise: int) -> int:
        """The entry of a label."""
        return self._called.get(label.lower(), otherwise)

    def knows(self, label: str) -> bool:
        """Whether an entry is called so."""
        return label.lower() in self._called

    def found(self, sentence: str) -> list[Named]:
        """Where a sentence names entries, in order."""
        if sentence not in self._memo:
            self._memo[sentence] = self._found(sentence)
        return self._memo[sentence]

    def _found(self, sentence: str) -> list[Named]:
        named = [*self._by_label(sentence), *self._by_place(sentence), *self._by_name(sentence)]
        named += self._by_mark(sentence)
        kept: list[Named] = []
        for one in sorted(named, key=lambda n: (n.start, -n.end)):
            if one.entries and (not kept or one.start >= kept[-1].end):
                kept.append(one)
        return self._with_others(sentence, kept)

    def _with_others(self, sentence: str, kept: list[Named]) -> list[Named]:
        """ "The others": those that the sentence names nowhere else."""
        taken = {entry for one in kept for entry in one.entries}
        left = tuple(entry for entry in range(len(self.labels)) if entry not in taken)
        more = [
            Named(left, *match.span()) for match in _pattern(_OTHERS).finditer(sentence) if taken and left
        ]
        more = [one for one in more if not any(k.start < one.end and one.start < k.end for k in kept)]
        return sorted([*kept, *more], key=lambda n: n.start)

    # ------------------------------------------------------------ by label

    @cached_property
    def _called(self) -> dict[str, int]:
        """Entries by label; by place, where they have no numbers of their own."""
        called = {label.lower(): place for place, label in enumerate(self.labels) if label}
        called |= {_time(label): place for label, place in called.items() if ":" in label}
        numbered = any(label.isdigit() for label in called)
        for place in range(len(self.labels)) if not numbered else ():
            called.setdefault(str(place + 1), place)
        for number, word in enumerate(_SPELT, 1):
            if str(number) in called:
                called.setdefault(word, called[str(number)])
        return called

    @cached_property
    def _forms(self) -> list[re.Pattern[str]]:
        """How labels stand in a sentence: behind "row", in brackets, before a verb, and long ones anywhere."""
        noun, verb = one_of("nouns"), one_of("verbs") + r"\b"
        longest = sorted(self._called, key=len, reverse=True)
        label = "(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)(?!:\d)"
        several = rf"\(?{label}\)?(?:(?:{_JOIN}|{_THROUGH})(?:the\s+)?(?:{noun}\s*)?#?\(?{label}\)?)*"
        forms = [
            rf"(?<![\w-]){noun}(?<![a-z]o)\s*#?\s*(?P<them>{several})",
            rf"(?<![\w$])(?P<them>\(?{label}\)(?:(?:{_JOIN}|{_THROUGH})\(?{label}\))*)",
            rf"(?:^\W*|\b(?:{_LEADING})\s+|[,:—–(]\s*)(?P<them>{several})\s+(?={verb})",
        ]
        long = [one for one in longest if _kind(one) in ("time", "code") or (one.isdigit() and len(one) > 2)]
        if long:
            each = f"(?:{'|'.join(map(re.escape, long))})" + r"(?!\w)(?!:\d)"
            forms.append(rf"(?<![\w:-])(?P<them>{each}(?:{_JOIN}(?:the\s+)?{each})*)(?:\s+{noun}\b)?")
        return [re.compile(form, re.IGNORECASE) for form in forms]

    def _by_label(self, sentence: str) -> Iterable[Named]:
        for place, form in enumerate(self._forms):
            for match in form.finditer(sentence):
                entries = self._listed(match["them"], bare=place == 2)
                yield Named(entries, match.start("them") if place == 2 else match.start(), match.end())

    def _listed(self, them: str, *, bare: bool) -> tuple[int, ...]:
        """The entries of "1, 2 and 5-7"."""
        plain = re.sub(rf"\b{one_of('nouns')}(?!\w)", " ", re.sub(r"(?<=\d)[-–](?=\d)", " to ", them))
        words = re.findall(r"[\w:-]+", plain)
        if bare and any(word in ("a", "i", "I") for word in words):
            return ()
        places: list[int] = []
        through = False
        for word in words:
            place = self._called.get(word.lower())
            if word.lower() in ("to", "through", "thru", "-"):
                through = True
            elif place is not None:
                places += range(places[-1] + 1, place) if through and places else ()
                places.append(place)
                through = False
        return tuple(dict.fromkeys(places))

    # ------------------------------------------------------------ by place, name, mark

    def _by_place(self, sentence: str) -> Iterable[Named]:
        """ "The first", "the last two", "the third row"."""
        size = len(self.labels)
        for match in _pattern(_PLACED).finditer(sentence):
            word, several = match["which"].lower(), match["several"]
            count = _count(several) if several else 1
            place = {"first": 0, "top": 0, "last": -1, "final": -1, "bottom": -1, "latest": -1}.get(word)
            if place is None:
                place = _ordinal(word) - 1
            if not 0 < count < size or place >= size:
                continue
            first = size - count if place < 0 else place
            yield Named(tuple(range(first, min(size, first + count))), *match.span())

    def _by_name(self, sentence: str) -> Iterable[Named]:
        """ "Rita's two rows", "both Rita calls", "the Tuesday ones"."""
        for match in chain(*(_pattern(form).finditer(sentence) for form in (_POSSESSED, _DAY))):
            name = re.compile(rf"\b{re.escape(match['name'])}", re.IGNORECASE)
            hits = [place for place, one in enumerate(self.written) if name.search(one)]
            if 0 < len(hits) < len(self.written):
                yield Named(tuple(hits), *match.span())

    def _by_mark(self, sentence: str) -> Iterable[Named]:
        for pattern, signs in ((_STARRED, "*★⭐☆"), (_TICKED, "✓✔☑✅")):
            for match in _pattern(pattern).finditer(sentence):
                bullets = all(one.lstrip()[:1] in signs for one in self.written)
                hits = [i for i, one in enumerate(self.written) if any(sign in one for sign in signs)]
                if hits and not bullets and len(hits) < len(self.written):
                    yield Named(tuple(hits), *match.span())


def _kind(label: str) -> str:
    if ":" in label:
        return "time"
    if label.isdigit():
        return "number"
    return "code" if any(letter.isdigit() for letter in label) else "letter"


def _time(label: str) -> str:
    return label.lstrip("0") or label


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else amounts().ordinals.get(word, 1)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _SPELT.index(word.lower()) + 1
