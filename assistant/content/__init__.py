"""kb/ → articles and policy, with a list of *all* problems found.

`load(kb)` gives what the assistant runs on; `inspect(kb)` never raises and is what a check lists.
Bad content is data (`Problem`); only a kb/ nothing can be answered from raises (`ContentError`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant import toml
from assistant.content.article import NotVerbatim, front_matter, locate, split_sections
from assistant.content.entry import Entry, file_name, read_toml
from assistant.content.policy import read_policy
from assistant.types import INTERACTIONS, REASONS, Article, AssistantError, Policy, Problem

__all__ = [
    "ContentError",
    "Entry",
    "Knowledge",
    "NotVerbatim",
    "inspect",
    "lacking",
    "load",
    "locate",
    "read_toml",
]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of kb/ that is content: articles by id, the policy, and what is wrong with them."""

    root: Path
    articles: dict[str, Article]
    policy: Policy
    problems: tuple[Problem, ...]


class ContentError(AssistantError):
    """kb/ can't be answered from; `knowledge` holds what could be read, with all problems."""

    def __init__(self, message: str, knowledge: Knowledge) -> None:
        super().__init__(message)
        self.knowledge = knowledge


def load(kb: Path) -> Knowledge:
    """The content of kb/.  Raises ContentError when there is no article or no complete policy."""
    knowledge = inspect(kb)
    what = lacking(knowledge)
    if what:
        first = knowledge.problems[0] if knowledge.problems else None
        why = f" ({first.file} {first.entry}: {first.message})".replace(" :", ":") if first else ""
        raise ContentError(f"{kb} has no usable {what}{why}; run `assistant check` for all", knowledge)
    return knowledge


def inspect(kb: Path) -> Knowledge:
    """The content of kb/ as far as it can be read, with all problems; raises nothing."""
    problems: list[Problem] = []
    articles: dict[str, Article] = {}
    for path in _files(kb, "articles", "*.md", problems):
        _add_article(path, kb, articles, problems)
    policy = _policy(kb, articles, problems)
    return Knowledge(kb, articles, policy, tuple(problems))


def lacking(knowledge: Knowledge) -> str:
    """What keeps anything from being answered: "article", "policy", or "" when nothing does."""
    policy = knowledge.policy
    if not knowledge.articles:
        return "article"
    complete = len(policy.interactions) == len(INTERACTIONS) and set(REASONS) <= policy.reasons.keys()
    return "" if complete and policy.rates and policy.contacts else "policy"


def _files(kb: Path, folder: str, pattern: str, problems: list[Problem]) -> list[Path]:
    found = sorted(path for path in (kb / folder).glob(pattern) if not path.name.startswith("."))
    if not found:
        problems.append(Problem(folder, "", f"there is no {pattern} in {kb / folder}"))
    return found


def _add_article(path: Path, kb: Path, articles: dict[str, Article], problems: list[Problem]) -> None:
    article = _article(path, kb, problems)
    if article is None:
        return
    if article.id in articles:
        message = f'id "{article.id}" is also that of {articles[article.id].path}'
        problems.append(Problem(article.path, "id", message))
        return
    articles[article.id] = article


def _article(path: Path, kb: Path, problems: list[Problem]) -> Article | None:
    file = file_name(path, kb)
    try:
        parts = front_matter(path.read_text(encoding="utf-8-sig"))
        table = toml.parse(parts[0]) if parts else None
    except (OSError, UnicodeDecodeError) as error:
        reason = "isn't UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        problems.append(Problem(file, "", f"can't be read: {reason}"))
        return None
    except toml.TOMLDecodeError as error:
        problems.append(Problem(file, "front matter", f"isn't valid TOML: {error}"))
        return None
    if parts is None or table is None:
        problems.append(Problem(file, "front matter", "must stand at the top, between two lines of +++"))
        return None
    return _article_of(Entry(table, file, "front matter", problems), parts[1])


def _article_of(entry: Entry, text: str) -> Article | None:
    """The article of a file's front matter and body."""
    identity, title = entry.text("id"), entry.text("title")
    author, created = entry.text("author", optional=True), entry.text("created", optional=True)
    modified, url = entry.text("modified", optional=True), entry.text("url", optional=True)
    entry.done()
    if identity and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", identity):
        entry.note(f'id may have small letters, digits and hyphens only, not "{identity}"')
        return None
    if not text.strip():
        entry.note("is followed by no text")
        return None
    if not identity or not title:
        return None
    sections = split_sections(text, title)
    for heading in {s.heading for s in sections if sum(o.heading == s.heading for o in sections) > 1}:
        entry.note(f'the heading "{heading}" stands more than once; quotes could not name their section')
    return Article(identity, title, text, sections, author, created, modified, url, entry.file)


def _policy(kb: Path, articles: dict[str, Article], problems: list[Problem]) -> Policy:
    paths = _files(kb, "policies", "*.toml", problems)
    if not paths:
        return Policy("", {}, (), {}, {}, {}, ())
    for extra in paths[1:]:
        message = f"is not read: all rules stand in one file, {paths[0].name}"
        problems.append(Problem(file_name(extra, kb), "", message))
    table, unreadable = read_toml(paths[0], kb)
    problems.extend(unreadable)
    if unreadable:
        return Policy("", {}, (), {}, {}, {}, ())
    return read_policy(table, file_name(paths[0], kb), articles, problems)
