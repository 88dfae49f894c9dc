"""How clients count, date and name sums: kb/language/*/amounts.toml as values.

    words = AmountWords.load(kb / "language" / "en")
    words.vocabulary            # the words typos may be corrected to

Without a folder the English words of the package's own kb/ are meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from assistant import toml
from assistant.reading.text import BREAK, PUNCT, Text

if TYPE_CHECKING:
    from assistant.reading.numerals import Numeral

Found = TypeVar("Found")
Phrases = dict[str, tuple[tuple[str, ...], ...]]


def _phrases(lines: Iterable[str]) -> Phrases:
    """Phrases by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        words = tuple(line.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


@dataclass(frozen=True, eq=False)
class AmountWords:
    """One language's words for amounts.  `numbers`, `ordinals` … map a word to its value, `roles` the
    lemma of a noun to what counting it counts; `counting`, `dating` and `money` hold word lists by name."""

    numbers: dict[str, int]
    soundalikes: frozenset[str]
    magnitudes: dict[str, int]
    ordinals: dict[str, int]
    fractions: dict[str, int]
    multiples: dict[str, int]
    times: dict[str, int]
    roles: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    holidays: dict[str, str]
    days_of: dict[str, int]
    currencies: dict[str, str]
    counting: dict[str, frozenset[str]]
    dating: dict[str, frozenset[str]]
    money: dict[str, frozenset[str]]
    phrases: dict[str, Phrases]
    correct_to: frozenset[str]
    date_starts: frozenset[str]
    count_starts: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> AmountWords:
        """From `amounts.toml` of a language folder."""
        return _load(folder)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Words that a typo may be a typo of."""
        return self.correct_to | {noun for noun in self.roles if len(noun) > 4 and noun.isalpha()}

    def match(self, group: str, lemmas: tuple[str, ...], texts: tuple[str, ...], place: int) -> int:
        """How many tokens the longest phrase of `group` ("counting.per") takes at `place`; 0 for none."""
        if place >= len(texts):
            return 0
        phrases = self.phrases[group]
        if texts[place] not in phrases and lemmas[place] not in phrases:
            return 0
        best = 0
        for first in {texts[place], lemmas[place]}:
            for phrase in phrases.get(first, ()):
                end = place + len(phrase)
                if len(phrase) > best and end <= len(texts):
                    pairs = zip(phrase, lemmas[place:end], texts[place:end], strict=True)
                    if all(word in (lemma, text) for word, lemma, text in pairs):
                        best = len(phrase)
        return best


def _lists(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(value) for name, value in table.items() if isinstance(value, list)}


_SECTIONS = ("counting", "dating", "money")
# Lists in [counting] whose words may begin a quantity.
_COUNT_STARTS = (
    "all_words", "rest", "others", "everything_else", "none_words", "no_words", "vague", "call_words",
    "same_number", "at_least", "at_most", "before_fraction",
)  # fmt: skip


@lru_cache(maxsize=8)
def _load(folder: Path) -> AmountWords:
    table = toml.load(folder / "amounts.toml")
    roles: dict[str, str] = {}
    for role, nouns in table["nouns"].items():
        for noun in nouns:
            roles.setdefault(noun, role)
    phrases = _all_phrases(table, roles)
    same = ("numbers", "magnitudes", "ordinals", "fractions", "multiples", "times", "months", "weekdays")
    return AmountWords(
        **{name: table[name] for name in (*same, "seasons", "holidays", "currencies")},
        counting=_lists(table["counting"]),
        dating=_lists(table["dating"]),
        money=_lists(table["money"]),
        soundalikes=frozenset(table["number_words"]["soundalikes"]),
        roles=roles,
        days_of=table["counting"]["units_of_days"],
        phrases=phrases,
        correct_to=frozenset(table["typos"]["correct_to"]),
        date_starts=_date_starts(table, phrases),
        count_starts=_firsts(phrases, *(f"counting.{name}" for name in _COUNT_STARTS))
        | {*table["multiples"], *table["times"], *table["counting"]["begin"]},
    )


class _PhraseLists(dict[str, Phrases]):
    """The lists of phrases by name, each sorted when it is first looked into: a message needs few of them."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self._lists = lists

    def __missing__(self, name: str) -> Phrases:
        found = self[name] = _phrases(self._lists[name])
        return found


def _all_phrases(table: dict[str, Any], roles: dict[str, str]) -> dict[str, Phrases]:
    groups = {
        f"{section}.{name}": value
        for section in _SECTIONS
        for name, value in table[section].items()
        if isinstance(value, list)
    }
    return _PhraseLists({**groups, "holidays": table["holidays"], "nouns": roles})


def _firsts(phrases: dict[str, Phrases], *names: str) -> frozenset[str]:
    return frozenset(first for name in names for first in phrases[name])


def _date_starts(table: dict[str, Any], phrases: dict[str, Phrases]) -> frozenset[str]:
    """Words with which a date may begin."""
    days = {*table["weekdays"], *(f"{day}s" for day in table["weekdays"])}
    return (
        _firsts(phrases, "holidays", "dating.relative")
        | {*table["months"], *table["seasons"], *days}
        | {*table["dating"]["begin"]}
    )


@lru_cache(maxsize=1)
def english() -> AmountWords:
    """The English words of the package's own kb/ (beside the package, or inside it when installed)."""
    package = Path(__file__).parents[1]
    inside = package / "_kb"
    kb = inside if inside.is_dir() else package.parent / "kb"
    return AmountWords.load(kb / "language" / "en")


class View:
    """A text's tokens as parallel tuples, for code that looks around a place; places out of range read ""."""

    __slots__ = (
        "_numerals",
        "_said",
        "_silent",
        "ends",
        "found",
        "kinds",
        "lemmas",
        "size",
        "starts",
        "text",
        "texts",
        "words",
    )

    def __init__(self, text: Text, words: AmountWords) -> None:
        self.text, self.words = text, words
        self.texts = tuple(token.text for token in text.tokens)
        self.lemmas = tuple(token.lemma for token in text.tokens)
        self.kinds = tuple(token.kind for token in text.tokens)
        self.starts = tuple(token.start for token in text.tokens)
        self.ends = tuple(token.end for token in text.tokens)
        self.size = len(self.texts)
        self._numerals: dict[int, Numeral | None] = {}
        self._said = frozenset((*self.texts, *self.lemmas))
        self._silent: dict[str, bool] = {}  # word lists of which no phrase can stand in this text
        self.found: dict[Any, Any] = {}

    def numeral(self, place: int) -> Numeral | None:
        """The number that begins at `place`, read once."""
        if place in self._numerals:
            return self._numerals[place]
        from assistant.reading.numerals import read

        found = self._numerals[place] = read(self, place)
        return found

    def once(self, key: Any, make: Callable[[], Found]) -> Found:
        """What `make` finds in this text, found once for each key."""
        if key not in self.found:
            self.found[key] = make()
        return cast("Found", self.found[key])

    def capital(self, place: int) -> bool:
        """Whether a word is written with a capital in a message that isn't all capitals."""
        return self.raw(place)[:1].isupper() and not self.text.message.isupper()

    def at(self, place: int) -> str:
        """The normalised token at `place`."""
        return self.texts[place] if 0 <= place < self.size else ""

    def lemma(self, place: int) -> str:
        return self.lemmas[place] if 0 <= place < self.size else ""

    def kind(self, place: int) -> str:
        return self.kinds[place] if 0 <= place < self.size else ""

    def among(self, place: int, words: frozenset[str]) -> bool:
        """Whether the token at `place`, as written or in dictionary form, is one of `words`."""
        return 0 <= place < self.size and (self.texts[place] in words or self.lemmas[place] in words)

    def said(self, place: int, name: str) -> bool:
        """Whether the token at `place`, as written, is in the list `name` of [counting]."""
        return 0 <= place < self.size and self.texts[place] in self.words.counting[name]

    def ends_at(self, place: int) -> bool:
        """Whether nothing, a mark or a line's end stands at `place`."""
        return not 0 <= place < self.size or self.kinds[place] in (PUNCT, BREAK)

    def begins_line(self, place: int) -> bool:
        """Whether `place` is the first of its line."""
        return place == 0 or self.kind(place - 1) == BREAK

    def role(self, place: int) -> str | None:
        """What counting the noun at `place` counts; None when it is no known noun."""
        return self.words.roles.get(self.lemma(place))

    def glued(self, place: int) -> bool:
        """Whether the token at `place` follows its predecessor without a space."""
        return 0 < place < self.size and self.ends[place - 1] == self.starts[place]

    def phrase(self, group: str, place: int) -> int:
        """The length in tokens of the longest phrase of a word list ("counting.rest") at `place`, or 0."""
        silent = self._silent.get(group)
        if silent is None:
            silent = self._silent[group] = not self.says(self.words.phrases[group])
        if silent or not 0 <= place < self.size:
            return 0
        return self.words.match(group, self.lemmas, self.texts, place)

    def says(self, words: Iterable[str]) -> bool:
        """Whether one of `words` stands anywhere, as written or in dictionary form."""
        return not self._said.isdisjoint(words)

    def raw(self, place: int) -> str:
        """The message's own letters of one token."""
        return self.text.message[self.starts[place] : self.ends[place]] if 0 <= place < self.size else ""


_views: dict[tuple[int, int], View] = {}
_MOST_VIEWS = 16


def view_of(text: Text, words: AmountWords) -> View:
    """The view of a text; shared, so that what was found in it is found once.  Known by identity: comparing
    texts token by token costs more than it saves."""
    key = (id(text), id(words))
    view = _views.get(key)
    if view is None or view.text is not text or view.words is not words:
        if len(_views) >= _MOST_VIEWS:
            _views.clear()
        view = _views[key] = View(text, words)
    return view
