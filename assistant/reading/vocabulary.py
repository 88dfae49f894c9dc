"""What is wrong with a language's vocabulary: entries that can't be read, can never match, or contradict.

    problems(kb)      # [] when all of kb/language/en holds

Messages reach the patterns with abbreviations spelt out, contractions opened and marks apart.  An entry
written otherwise ("dept", "don't", "24/7") waits for words that never come, and whoever added it believes that
it works.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.observe import Observer
from assistant.reading.patterns import NAME, PatternError, Patterns
from assistant.reading.regex import regex
from assistant.reading.text import WORD, Lexicon, Token
from assistant.reading.topics import Topics
from assistant.reading.wordlist import Vocabulary
from assistant.types import AssistantError, Problem

LANGUAGE = "language/en"
FILES = ("words.toml", "observe.toml", "follow.toml", "topics.toml", "outside.toml", "spelling.toml")

# Whom or what a class names: one phrase can't name two of these.
SIDES: dict[str, tuple[str, ...]] = {
    "Smith.ai's": ("smith", "live_agent", "agent"),
    "the client's": ("own_mark", "own_bare"),
    "the AI": ("ai", "ai_word"),
    "nobody": ("nobody",),
}
# Marks that the patterns pass over, so that none of them can be waited for.
_PASSED_OVER = frozenset({'"', "'", "(", ")", "*", "_"})
# What contractions are opened to.
_OPENED = frozenset({"not", "are", "have", "will", "would", "am", "'s"})

_NAMES = regex(r"<\w+>|:\w")  # a class, or a shape of topics.toml

Table = Mapping[str, Any]
Found = Iterator[Problem]
Note = Callable[[str, str], Problem]  # (entry, what is wrong) → a problem of one file


def problems(kb: Path) -> list[Problem]:
    """All problems of the English vocabulary."""
    folder = kb / LANGUAGE
    tables: dict[str, Table] = {}
    found: list[Problem] = []
    for name in FILES:
        tables[name], unreadable = read_toml(folder / name, kb)
        found += unreadable
    if not found:
        found += _unusable(kb, folder, tables)
    if not found:
        found += _spelling(tables["spelling.toml"])
        found += _entries(tables, Forms(tables["spelling.toml"], Lexicon.load(folder, Vocabulary(folder))))
    return found


def _unusable(kb: Path, folder: Path, tables: Mapping[str, Table]) -> Found:
    """What keeps the readers from being made; a pattern is named by itself."""
    words, observe, follow = (tables[name] for name in ("words.toml", "observe.toml", "follow.toml"))
    try:
        classes = {**words["words"], **observe.get("words", {})}
        yield from _uncompiled(observe["concepts"], {**classes, NAME: ()}, _note("observe.toml"))
        follows = {**words["words"], **follow.get("words", {})}
        yield from _uncompiled(follow["concepts"], follows, _note("follow.toml"))
    except (KeyError, AttributeError) as error:
        yield Problem(LANGUAGE, "", f"lacks the table {error}")
        return
    for make in (
        lambda: Observer.load(folder),
        lambda: Topics.load(kb),
        lambda: Lexicon.load(folder, Vocabulary(folder)),
    ):
        try:
            make()
        except PatternError:
            pass  # named above
        except (AssistantError, ValueError, LookupError, TypeError) as error:
            yield Problem(LANGUAGE, "", f"can't be read: {error}")


def _uncompiled(concepts: Table, classes: Mapping[str, Sequence[str]], note: Note) -> Found:
    if _compiles(concepts, classes) is None:
        return
    for concept, sources in concepts.items():
        for source in sources:
            why = _compiles({concept: [source]}, classes)
            if why is not None:
                yield note(concept, why)


def _compiles(concepts: Table, classes: Mapping[str, Sequence[str]]) -> str | None:
    """Why the constructions can't be read; None when they can."""
    try:
        Patterns(concepts, classes)
    except PatternError as error:
        return str(error)
    return None


# ---------------------------------------------------------------- words as messages are read


class Forms:
    """Which words a message can come to hold once it is read."""

    def __init__(self, spelling: Table, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        spelt = [token for full in spelling["abbreviations"].values() for token in self._tokens(full)]
        self._texts = _OPENED | {token.text for token in spelt}
        self._lemmas = {token.lemma for token in spelt} | spelling["irregular"].keys() | {"'s"}

    def _tokens(self, words: str) -> list[Token]:
        return [Token(word, self._lexicon.lemma(word), WORD, 0, 0) for word in words.split()]

    def come(self, word: str, exactly: bool = False) -> bool:
        """Whether some message holds `word`, as written (`exactly`) or as the dictionary form of another."""
        if word in self._texts or (not exactly and word in self._lemmas):
            return True
        tokens = self._lexicon.read(word).tokens
        return len(tokens) == 1 and word in (tokens[0].text, "" if exactly else tokens[0].lemma)

    def why_not(self, word: str) -> str:
        read = " ".join(token.text for token in self._lexicon.read(word).tokens)
        return f'"{word}" is read as "{read}"' if read != word else f'"{word}" is passed over'


def _entries(tables: Mapping[str, Table], forms: Forms) -> Found:
    """Dead, doubled and contradicting entries of all tables."""
    words, observe, follow = (tables[name] for name in ("words.toml", "observe.toml", "follow.toml"))
    topics, outside = tables["topics.toml"], tables["outside.toml"]
    inner = observe.get("words", {})
    yield from _phrases(words["words"], forms, _note("words.toml"))
    yield from _phrases(inner, forms, _note("observe.toml"))
    yield from _twice_named(words["words"], inner)
    yield from _sides({**words["words"], **inner})
    yield from _unused({**words["words"], **inner}, observe["concepts"])
    for name, table in (("observe.toml", observe), ("follow.toml", follow)):
        yield from _concepts(table["concepts"], forms, _note(name))
    yield from _masks(observe, _note("observe.toml"))
    yield from _lists(observe, follow, forms)
    yield from _phrases(
        {k: v for part in ("words", "yes", "no") for k, v in topics[part].items()},
        forms,
        _note("topics.toml"),
    )
    yield from _phrases(outside["subjects"], forms, _note("outside.toml"))
    for part in ("mentions", "shapes", "topics"):
        yield from _concepts(topics[part], forms, _note("topics.toml"))
    yield from _concepts(outside["signs"], forms, _note("outside.toml"))


def _note(file: str) -> Note:
    return lambda entry, message: Problem(f"{LANGUAGE}/{file}", entry, message)


# ---------------------------------------------------------------- classes of phrases


def _phrases(classes: Mapping[str, Sequence[str]], forms: Forms, note: Note) -> Found:
    for name, phrases in classes.items():
        split = [" ".join(phrase.replace("-", " ").lower().split()) for phrase in phrases]
        for phrase, times in Counter(split).items():
            dead = [word for word in phrase.split() if not forms.come(word)]
            if dead:
                yield note(name, f'"{phrase}" can never match: {forms.why_not(dead[0])}')
            if times > 1:
                yield note(name, f'"{phrase}" stands twice; keep one')


def _twice_named(words: Table, inner: Table) -> Found:
    for name in sorted(words.keys() & inner.keys()):
        yield Problem(f"{LANGUAGE}/observe.toml", name, "is a class of words.toml too; keep one of them")


def _sides(classes: Mapping[str, Sequence[str]]) -> Found:
    """Phrases that name two sides at once."""
    named = {
        side: {phrase: name for name in names for phrase in classes.get(name, ())}
        for side, names in SIDES.items()
    }
    for (one, ours), (other, theirs) in combinations(named.items(), 2):
        for phrase in sorted(ours.keys() & theirs.keys()):
            where = f"{ours[phrase]} ({one}) and {theirs[phrase]} ({other})"
            yield Problem(f"{LANGUAGE}/words.toml", ours[phrase], f'"{phrase}" stands in {where}; keep one')


def _unused(classes: Mapping[str, Sequence[str]], concepts: Mapping[str, Sequence[str]]) -> Found:
    used = {
        name for sources in concepts.values() for source in sources for name in re.findall(r"<(\w+)>", source)
    }
    for name in sorted(classes.keys() - used):
        yield Problem(f"{LANGUAGE}/words.toml", name, "is a class that no construction uses")


# ---------------------------------------------------------------- constructions


def _concepts(concepts: Mapping[str, Sequence[str]], forms: Forms, note: Note) -> Found:
    for concept, sources in concepts.items():
        for source, times in Counter(" ".join(source.split()) for source in sources).items():
            if times > 1:
                yield note(concept, f'"{source}" stands twice; keep one')
            yield from (note(concept, f'"{source}": {why}') for why in _dead(source, forms))
        negated = concepts.get(f"no.{concept}", ())
        for source in sorted(set(sources) & set(negated)):
            yield note(concept, f'"{source}" says yes here and no in no.{concept}; keep one')


def _dead(source: str, forms: Forms) -> Iterator[str]:
    """Why a construction, or some of its words, can't match."""
    if source.endswith(" ?"):
        yield 'a "?" by itself is optional, and says nothing at the end; leave it out'
    for element, optional in _elements(source):
        words = [word for word in element.split("|") if word and not _NAMES.match(word)]
        dead = [word for word in words if word in _PASSED_OVER or not forms.come(word)]
        if dead:
            whole = dead == element.split("|") and not optional
            yield forms.why_not(dead[0]) + (", so that the whole can never match" if whole else "")


def _elements(source: str) -> Iterator[tuple[str, bool]]:
    """A construction's elements that name words, and whether each is optional; also those of a topic's line."""
    for word in re.sub(r"^\d+(\.\d+)? (?=\S)", "", source).split():
        mark = word in ("&", "@", "!", "/", "//") or word.startswith(("..", "~"))
        if not mark:
            optional = word.endswith("?") and len(word) > 1
            yield (word[:-1] if optional else word).removeprefix("!"), optional


def _masks(observe: Table, note: Note) -> Found:
    concepts = observe["concepts"].keys()
    for mask, hidden in observe["masks"].items():
        for name in sorted({mask, *hidden} - concepts):
            yield note(f"masks.{mask}", f"names {name}, which is no concept")


def _lists(observe: Table, follow: Table, forms: Forms) -> Found:
    """Lists of words that are compared with what is written."""
    negation, after = observe["negation"], observe["denied_after"]["phrases"]
    lists = {f"negation.{name}": negation[name] for name in ("words", "near", "ends")}
    lists |= {f"offers.{name}": observe["offers"][name] for name in ("accepted", "declined")}
    lists["negation.idle"] = [word for phrase in negation["idle"] for word in phrase.split()]
    yield from _listed(lists, forms, _note("observe.toml"))
    for phrase in negation["idle"]:
        if len(phrase.split()) != 2 or phrase.split()[0] not in negation["words"]:
            yield _note("observe.toml")(
                "negation.idle", f'"{phrase}" must be a negation and one word after it'
            )
    yield from _phrases({"denied_after.phrases": after}, forms, _note("observe.toml"))
    corrections = {f"corrections.{name}": words for name, words in follow.get("corrections", {}).items()}
    yield from _listed(corrections, forms, _note("follow.toml"))


def _listed(lists: Mapping[str, Sequence[str]], forms: Forms, note: Note) -> Found:
    for name, words in lists.items():
        for word in dict.fromkeys(words):
            if not forms.come(word, exactly=True):
                yield note(name, f'"{word}" can never match: {forms.why_not(word)}')


# ---------------------------------------------------------------- spelling


def _spelling(spelling: Table) -> Found:
    note, short = _note("spelling.toml"), spelling["abbreviations"]
    for key, full in short.items():
        if key.lower() == full:
            yield note(f"abbreviations.{key}", "stands for itself; leave it out")
        if not re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]+)*|\w/\w?|\w+/\w+|[^\W\d_]+\d|\d[^\W\d_]+", key):
            yield note(
                f"abbreviations.{key}",
                "is never read as one word: only letters, ', / and a digit may stand in it",
            )
        if key != key.lower() and short.get(key.lower()) == full:
            yield note(f"abbreviations.{key}", f"says no more than {key.lower()}, which holds in any case")
        for word in full.split():
            if short.get(word, word) != word:
                yield note(
                    f"abbreviations.{key}", f'stands for "{full}", but {word} is an abbreviation itself'
                )
    for word in spelling.get("loud", ()):
        if word not in short:
            yield note("loud", f"{word} is no abbreviation")
    forms = Counter(form for forms in spelling["irregular"].values() for form in dict.fromkeys(forms.split()))
    for lemma, written in spelling["irregular"].items():
        for form in written.split():
            if forms[form] > 1:
                yield note(f"irregular.{lemma}", f"{form} is a form of another word too; keep one")
            if form in short and form not in " ".join(short.values()).split():
                yield note(f"irregular.{lemma}", f"{form} is an abbreviation, so that it never comes")
