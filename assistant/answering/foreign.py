"""Answers in other languages: the rule asked about, its source, and how to go on.

The rules are said in the language of the message (`kb/text/<code>.toml`); the sources stay in the article's own
words.  Calls that are told of are not priced here: each rule spoken of is given, never a sum.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.answering.article import with_passages
from assistant.answering.citations import Sources
from assistant.answering.statements import Statements, quotes_of
from assistant.content import Knowledge, read_toml
from assistant.reading.foreign import Foreign, languages
from assistant.reading.topic import PRICE, TopicMatch
from assistant.types import Answer, AssistantError, Kind, Policy, Problem, Quote

SAY = ("open", "client", "both", "more", "hostile", "greeting", "thanks", "bye", "unclear")
FALLBACK = "amount"  # the rule that is given when nothing more exact was understood


class WordingMissing(AssistantError):
    """kb/text has no usable file for a language."""


class ForeignAnswers:
    """Answers in every language that has concepts and a wording; languages load when first met."""

    def __init__(self, kb: Path, knowledge: Knowledge, statements: Statements) -> None:
        self._kb, self._knowledge, self._statements = kb, knowledge, statements
        self._known = frozenset(languages(kb))
        self._loaded: dict[str, tuple[Foreign, dict[str, Any]]] = {}

    def answer(self, message: str, code: str, status: str | None = None) -> Answer:
        """The answer to a message in language `code`.  Raises BadConcepts and WordingMissing."""
        if code not in self._known:
            return self._in_english(status)
        if code not in self._loaded:
            self._loaded[code] = (Foreign.load(self._kb, code), _wording(self._kb, code))
        topics, wording = self._loaded[code]
        return _Composer(self._knowledge, self._statements, wording, status).answer(topics.find(message))

    def _in_english(self, status: str | None) -> Answer:
        """For languages no answer can be given in."""
        say = self._statements
        wording = {
            "topics": {FALLBACK: say.topics[FALLBACK].text},
            "say": {"unclear": say.says("other_language", "statement"), **_channels(say)},
        }
        return _Composer(self._knowledge, say, wording, status).answer(())


class _Composer:
    def __init__(
        self, knowledge: Knowledge, statements: Statements, wording: dict[str, Any], status: str | None
    ) -> None:
        self._policy, self._statements = knowledge.policy, statements
        self._topics, self._say, self._status = wording["topics"], wording["say"], status
        self._sources = Sources(knowledge.articles)
        self._shown: set[Quote] = set()
        self._figures = _figures(knowledge.policy, wording.get("dates"))

    def answer(self, matches: tuple[TopicMatch, ...]) -> Answer:
        status = self._status or next((match.status for match in matches if match.status), None)
        channels = "client" if status == "client" else "both"
        asked = [match for match in matches if match.kind != "hostile"]
        if not asked and matches:
            return self._finished("not_covered", [self._say["hostile"], self._channels(channels)])
        if not asked:
            return self._finished(
                "not_covered", [self._say["unclear"], self._rule(FALLBACK), self._channels(channels)]
            )
        first = asked[0]
        if first.kind == "smalltalk":
            return self._finished("smalltalk", [self._say[first.key.partition(".")[2]]])
        if first.kind == "contact":
            return self._finished("article", [self._channels(channels)])
        if first.kind == "not_covered":
            return self._finished("not_covered", [self._say["open"], self._channels(channels)])
        parts = [self._rule(match.key) for match in asked]
        if first.key.startswith(PRICE):
            parts.append(f"{self._say['more']} {self._channels(channels)}")
        return self._finished("article", parts)

    def _rule(self, key: str) -> str:
        text = str(self._topics[key]).format_map(self._figures)
        return with_passages(text, quotes_of(key, self._statements, self._policy), self._sources, self._shown)

    def _channels(self, who: str) -> str:
        values = {contact.key: contact.value for contact in self._policy.contacts}
        quotes = [c.quote for c in self._policy.contacts if who == "both" or c.status == who]
        return str(self._say[who]).format(**values) + self._sources.marks(quotes)

    def _finished(self, kind: Kind, parts: list[str]) -> Answer:
        text, sources = "\n\n".join(parts), self._sources
        return Answer(kind=kind, text=text, citations=sources.citations, drifted=sources.drifted)


def _channels(statements: Statements) -> dict[str, str]:
    return {key: statements.says("channels", key) for key in ("client", "both")}


def _figures(policy: Policy, dates: dict[str, str] | None) -> dict[str, str]:
    """What statements may refer to; {local_date} is {date} as the language writes it."""
    figures = {**policy.placeholders, "nothing": "$0.00"}
    day = policy.rates[-1].effective_from
    if dates:
        month = dates["months"].split()[day.month - 1]
        figures["local_date"] = dates["format"].format(day=day.day, month=month, year=day.year)
    return figures


def _wording(kb: Path, code: str) -> dict[str, Any]:
    table, unreadable = read_toml(kb / "text" / f"{code}.toml", kb)
    if unreadable or not table.get("topics") or not table.get("say"):
        why = unreadable[0].message if unreadable else "needs [topics] and [say]"
        raise WordingMissing(f"text/{code}.toml {why}; run `assistant check`")
    return table


def problems(kb: Path, knowledge: Knowledge, statements: Statements) -> list[Problem]:
    """What is wrong with the wordings: missing or unknown sentences, placeholders, amounts of their own."""
    wanted = _topics_wanted(kb)
    found: list[Problem] = []
    for code in languages(kb):
        table, unreadable = read_toml(kb / "text" / f"{code}.toml", kb)
        found.extend(unreadable)
        file, topics = f"text/{code}.toml", table.get("topics", {})
        found += [
            Problem(file, key, "is missing: messages can ask about it")
            for key in sorted(wanted - topics.keys())
        ]
        found += [
            Problem(file, key, "is never said: foreign.toml has no such topic")
            for key in sorted(topics.keys() - wanted)
        ]
        found += [Problem(file, f"say.{key}", "is missing") for key in SAY if key not in table.get("say", {})]
        figures = _figures(knowledge.policy, table.get("dates")) if not unreadable else {}
        for key, text in topics.items():
            found += _sentence(file, key, text, figures)
            if not quotes_of(key, statements, knowledge.policy):
                found.append(Problem(file, key, "rests on nothing in kb/questions or the policy"))
    return found


def _topics_wanted(kb: Path) -> set[str]:
    lines, _ = read_toml(kb / "language" / "foreign.toml", kb)
    return {
        key
        for key in lines.get("topics", {})
        if not key.startswith(("open.", "smalltalk.", "contact", "hostile"))
    }


def _sentence(file: str, key: str, text: str, figures: dict[str, str]) -> list[Problem]:
    try:
        text.format_map(figures)
    except (KeyError, ValueError, IndexError) as error:
        return [Problem(file, key, f"has a placeholder that isn't one: {error}")]
    if any(sign in text for sign in "$€"):
        return [Problem(file, key, "states an amount of its own; write {amount}")]
    return []
