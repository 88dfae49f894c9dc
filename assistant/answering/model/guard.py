"""kb/language/guard.toml: the word lists a chat model's wording is checked against, compiled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant import toml
from assistant.content import Knowledge
from assistant.types import AssistantError

ARTICLE_LANGUAGE = "en"  # its words and names of interactions are known without being listed

# Lists that become one pattern each; the rest of a table is read by name.
_PATTERNS = (
    "multiples",
    "money",
    "cents",
    "other_money",
    "slang",
    "price",
    "counted",
    "other_units",
    "zero",
    "charged",
    "negation",
    "condition",
    "mood",
    "breaks",
    "unsaid",
    "open",
    "told",
    "untrue",
    "promise",
    "refusal",
)
LISTS = frozenset(_PATTERNS) | {
    "known",
    "decimal",
    "one",
    "joins",
    "parts",
    "months",
    "numbers",
    "scales",
    "interactions",
}
_EVERYWHERE = ("promise", "refusal", "zero", "charged", "other_money", "open", "told", "unsaid")
_LEAST_KNOWN = 0.3  # share of a sentence's words that must be known for it to count as being in a language
_SHINGLE = 7  # words in a row of the prompt that a wording may not repeat
_SIGNS = r"[$]"
_NOTHING = re.compile(r"(?!)")


class GuardError(AssistantError):
    """kb/language/guard.toml lacks something or can't be read."""


@dataclass(frozen=True, slots=True)
class Language:
    """One table of guard.toml; `patterns` by list name, `interactions` by key."""

    code: str
    decimal: str
    known: frozenset[str]
    one: frozenset[str]
    joins: frozenset[str]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    composed: re.Pattern[str]
    numerals: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    cents_after: re.Pattern[str]
    months: tuple[str, ...]
    patterns: Mapping[str, re.Pattern[str]]
    interactions: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Guard:
    """All languages a wording may be in; `everywhere` holds the lists that are looked for whatever the
    language (a promise is a promise also inside a sentence of another language); `article` is the text of
    all articles, plain."""

    languages: tuple[Language, ...]
    everywhere: Mapping[str, re.Pattern[str]]
    article: str = ""

    @classmethod
    def load(cls, knowledge: Knowledge) -> Guard:
        """Raises GuardError."""
        path = knowledge.root / "language" / "guard.toml"
        try:
            tables = toml.load(path)
            languages = tuple(
                _language(code, table, knowledge) for code, table in tables["languages"].items()
            )
        except OSError:
            raise GuardError(f"{path} is missing; restore it, or set no ASSISTANT_MODEL") from None
        except (toml.TOMLDecodeError, UnicodeDecodeError) as error:
            raise GuardError(f"{path} can't be read: {error}") from None
        except (KeyError, TypeError, AttributeError) as error:
            raise GuardError(f"{path} lacks or misspells an entry: {error}") from None
        article = plain("\n".join(article.text for article in knowledge.articles.values()))
        return cls(languages, {name: _joint(tables, name) for name in _EVERYWHERE}, article)

    def speaks(self, sentence: str, also_known: frozenset[str]) -> tuple[Language, ...]:
        """The languages a plain sentence may be in, likeliest first: those with the most known words.
        Empty when it is in none, or written with letters that none of them has."""
        said = words(sentence)
        if not said:
            return self.languages[:1]
        if any(not _latin(word) for word in said if word not in also_known):
            return ()
        shares = [(_share(said, language.known, also_known), language) for language in self.languages]
        best = max(share for share, _ in shares)
        return () if best < _LEAST_KNOWN else tuple(language for share, language in shares if share == best)


def _share(said: list[str], known: frozenset[str], also_known: frozenset[str]) -> float:
    return sum(1.0 if word in known else 0.5 * (word in also_known) for word in said) / len(said)


def plain(text: str) -> str:
    """Text as it is compared: compatibility forms folded, every script's digits as 0-9, straight
    apostrophes, emphasis marks gone, single blanks, small letters."""
    text = "".join(_digit(char) for char in unicodedata.normalize("NFKC", text))
    text = re.sub(r"[\u2018\u2019\u02bc`\u00b4]", "'", text)
    text = re.sub(r"[*_\\]", "", text)
    return re.sub(r"\s+", " ", text).strip().casefold()


def words(sentence: str) -> list[str]:
    """The words of a plain text, without digits."""
    return re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", sentence)


def phrases(entries: Iterable[str]) -> re.Pattern[str]:
    """One pattern for a list of words and phrases; `*` at a word's end stands for any ending."""
    choice = _choice(entries)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)") if choice else _NOTHING


def _choice(entries: Iterable[str]) -> str:
    plain_entries = sorted({plain_entry(entry) for entry in entries}, key=len, reverse=True)
    return "|".join(re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for entry in plain_entries)


def plain_entry(entry: str) -> str:
    """An entry of a list, compared like the text it is looked for in, its stars kept."""
    return "*".join(plain(part) for part in entry.split("*"))


def _digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def _latin(word: str) -> bool:
    return all(not char.isalpha() or "LATIN" in unicodedata.name(char, "") for char in word)


def _language(code: str, table: Mapping[str, Any], knowledge: Knowledge) -> Language:
    names = {key: list(entries) for key, entries in table["interactions"].items()}
    known = {plain(word) for word in table["known"]}
    money = _choice(table["money"])
    if code == ARTICLE_LANGUAGE:
        for article in knowledge.articles.values():
            known |= set(words(plain(article.text)))
        for key, rule in knowledge.policy.interactions.items():
            names[key] = [*names.get(key, []), rule.name, rule.label]
    return Language(
        code=code,
        decimal=table["decimal"],
        known=frozenset(known),
        one=frozenset(plain(word) for word in table["one"]),
        joins=frozenset(plain(word) for word in table["joins"]),
        numbers={plain(word): value for word, value in table["numbers"].items()},
        scales={plain(word): value for word, value in table["scales"].items()},
        composed=re.compile(
            f"(?:{'|'.join(sorted(map(plain, table['parts']), key=len, reverse=True))}){{2,}}"
        ),
        numerals=re.compile(
            "|".join(sorted({*map(plain, [*table["numbers"], *table["scales"], *table["parts"]])}))
        ),
        dates=_date_orders([plain(month) for month in table["months"]]),
        money_before=re.compile(rf"(?:(?<![^\W\d_])(?:{money}|us)\s?)?{_SIGNS}?\s?[+~]?\s?$"),
        money_after=re.compile(rf"\s?{_SIGNS}|[\s-]?(?:{money})(?!\w)"),
        cents_after=re.compile(rf"\s?[¢￠]|[\s-]?(?:{_choice(table['cents'])})(?!\w)"),
        months=tuple(plain(month) for month in table["months"]),
        patterns={name: phrases(table.get(name, [])) for name in _PATTERNS},
        interactions={key: phrases(entries) for key, entries in names.items()},
    )


def _date_orders(months: list[str]) -> tuple[re.Pattern[str], ...]:
    """November 20, 2025 and 20 (de) November (de) 2025; the year may be left out."""
    month, day = f"(?P<month>{'|'.join(months)})", r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
    year = r"(?:,? (?:de |del )?(?P<year>\d{4}))?(?!\w)"
    return (
        re.compile(rf"\b{month}\.? {day}{year}"),
        re.compile(rf"(?<!\d){day} (?:de |of )?{month}{year}"),
    )


def _joint(tables: Mapping[str, Any], name: str) -> re.Pattern[str]:
    return phrases(entry for table in tables["languages"].values() for entry in table.get(name, []))


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of seven words of a plain text."""
    said = words(text)
    return frozenset(tuple(said[at : at + _SHINGLE]) for at in range(len(said) - _SHINGLE + 1))
