"""Everything that is wrong with what questions are read and answered from; `assistant check` lists it."""

from __future__ import annotations

from pathlib import Path

from assistant.answering import foreign, learn, learn_calls, statements
from assistant.content import Knowledge, read_toml
from assistant.reading import foreign as foreign_topics
from assistant.reading import language, topic_check
from assistant.reading.topic import OPEN, UNLISTED
from assistant.reading.topics import FILES
from assistant.types import Problem

_ANSWERED_IN_CODE = ("price.", "define.", "smalltalk.", "compare", "contact", "hostile")


def problems(kb: Path, knowledge: Knowledge) -> list[Problem]:
    """All problems of kb/questions, the topics of kb/language and the wordings of other languages."""
    said = statements.inspect(kb, knowledge)
    found = [*said.problems, *topic_check.problems(kb), *language.problems(kb), *foreign_topics.problems(kb)]
    if not found:
        found += _unanswered(kb, said)
        found += foreign.problems(kb, knowledge, said)
        found += learn.problems(kb)
        found += learn_calls.problems(kb)
    return found


def _unanswered(kb: Path, said: statements.Statements) -> list[Problem]:
    """Topics that can be asked about and have no statement, and statements for topics nobody can ask about."""
    data: dict[str, object] = {}
    for name in FILES:
        data |= read_toml(kb / "language" / "en" / name, kb)[0]
    asked = topic_check.topics_of(data)
    own = {key for key in asked if not key.startswith((*_ANSWERED_IN_CODE, OPEN))}
    left_open = {key.removeprefix(OPEN) for key in asked if key.startswith(OPEN) and key != UNLISTED}
    rules, names = "questions/rules.toml", "questions/open.toml"
    return [
        *(
            Problem(rules, key, "is asked about and has no statement")
            for key in sorted(own - said.topics.keys())
        ),
        *(
            Problem(rules, key, "is a topic that no message is read to ask about")
            for key in sorted(said.topics.keys() - own)
        ),
        *(
            Problem(names, key, "is asked about and has no name")
            for key in sorted(left_open - said.open_names.keys())
        ),
        *(
            Problem(names, key, "is a topic that no message is read to ask about")
            for key in sorted(said.open_names.keys() - left_open)
        ),
        *(
            Problem(names, key, f"beside names {topic}, which has no statement")
            for key, topic in sorted(said.beside.items())
            if topic not in said.topics
        ),
    ]
