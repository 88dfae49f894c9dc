"""`assistant check`: every problem in kb/, from every part that reads it.

A part that keeps content of its own has its checker in `CHECKS`: a function from the `Knowledge` (articles and
policy as far as they could be read) to problems.  A checker imports what it needs itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.content import Knowledge, inspect, lacking, read_toml
from assistant.types import AssistantError, Problem

Checker = Callable[[Knowledge], Iterable[Problem]]


def problems(kb: Path) -> tuple[Problem, ...]:
    """All problems of kb/, file by file; empty when it holds."""
    knowledge = inspect(kb)
    found = list(knowledge.problems)
    for name, checker in CHECKS.items():
        try:
            found += checker(knowledge)
        except Exception as error:
            # Content can be broken in a way that a checker stumbles over: the others still have their say.
            what = lacking(knowledge)
            why = f"the {what} has to be usable first" if what else f"{type(error).__name__}: {error}"
            found.append(Problem(name, "", f"can't be checked: {why}"))
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.file))


def _tables(knowledge: Knowledge) -> Iterable[Problem]:
    """Every TOML file of kb/ is TOML."""
    for path in sorted(knowledge.root.rglob("*.toml")):
        yield from read_toml(path, knowledge.root)[1]


def _vocabulary(knowledge: Knowledge) -> Iterable[Problem]:
    """All patterns of the embedded reader compile, and all classes they name are there."""
    from assistant.reading.lists import word_lists
    from assistant.reading.observe import Observer
    from assistant.reading.text import Lexicon
    from assistant.reading.topics import Topics
    from assistant.reading.turns import Moves
    from assistant.reading.wordlist import Vocabulary

    folder = knowledge.root / "language" / "en"
    for make in (
        lambda: Observer.load(folder),
        lambda: Topics.load(knowledge.root),
        lambda: Moves.load(folder),
        lambda: Lexicon.load(folder, Vocabulary(folder)),
        lambda: word_lists(folder),
    ):
        try:
            make()
        except (AssistantError, ValueError, LookupError) as error:
            yield Problem("language/en", "", f"can't be read: {error}")


def _languages(knowledge: Knowledge) -> Iterable[Problem]:
    from assistant.reading import language

    return language.problems(knowledge.root)


def _concepts(knowledge: Knowledge) -> Iterable[Problem]:
    from assistant.reading import foreign

    return foreign.problems(knowledge.root)


def _tongues(knowledge: Knowledge) -> Iterable[Problem]:
    from assistant.reading import tongues

    return tongues.problems(knowledge.root)


def _questions(knowledge: Knowledge) -> Iterable[Problem]:
    from assistant.answering import questions_check

    return questions_check.problems(knowledge.root, knowledge)


def _wordings(knowledge: Knowledge) -> Iterable[Problem]:
    from assistant.answering import foreign, statements

    return foreign.problems(knowledge.root, knowledge, statements.inspect(knowledge.root, knowledge))


# what is checked (for a checker that stumbles) → checker
def _chat_model(knowledge: Knowledge) -> Iterable[Problem]:
    from assistant.answering.model import check

    return check.problems(knowledge)


CHECKS: dict[str, Checker] = {
    "kb": _tables,
    "language/en": _vocabulary,
    "language/languages.toml": _languages,
    "language/foreign.toml": _concepts,
    "language": _tongues,
    "questions": _questions,
    "text": _wordings,
    "chat model": _chat_model,
}
