"""What is wrong with the parts of kb/ that only a chat model needs: guard, prompt, texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant import toml
from assistant.answering.model.context import PromptError, prompt_of
from assistant.answering.model.guard import LISTS, Guard, GuardError, plain_entry
from assistant.answering.model.providers import OUTAGES
from assistant.content import Knowledge
from assistant.types import INTERACTIONS, Problem

GUARD, PROMPT, TEXTS = "language/guard.toml", "prompts/agent.md", "text/model.toml"
CODES = OUTAGES | {"request_refused", "limits", "empty", "too_long", "resting", "wording"}
_FIGURE = re.compile(r"[$€£]\s?\d|\d\s?(?:dollars|USD)")


def problems(knowledge: Knowledge) -> Iterable[Problem]:
    """All problems of these files."""
    try:
        Guard.load(knowledge)
    except GuardError as error:
        yield Problem(GUARD, "", str(error))
    else:
        tables = toml.load(knowledge.root / GUARD)
        for code, table in tables["languages"].items():
            yield from _table(code, table)
    try:
        if _FIGURE.search(prompt_of(knowledge.root)):
            yield Problem(PROMPT, "", "states an amount; amounts stand in the policy alone")
    except PromptError as error:
        yield Problem(PROMPT, "", str(error))
    yield from _texts(knowledge)


def _table(code: str, table: Mapping[str, Any]) -> Iterable[Problem]:
    entry = f"languages.{code}"
    for name in table.keys() - LISTS:
        yield Problem(GUARD, entry, f'no list is named "{name}"; there are: {", ".join(sorted(LISTS))}')
    for key in table["interactions"].keys() - {*INTERACTIONS, "ai_only"}:
        yield Problem(GUARD, f"{entry}.interactions", f'no interaction is named "{key}"')
    for name, words in table.items():
        if not isinstance(words, list):
            continue
        folded = [plain_entry(word) for word in words]
        for word in sorted({word for word in folded if folded.count(word) > 1}):
            yield Problem(GUARD, f"{entry}.{name}", f'"{word}" stands there twice')
        if any(not word.strip("* ") for word in folded):
            yield Problem(GUARD, f"{entry}.{name}", "an entry is empty and would match everywhere")
    if len(table["months"]) != 12:
        yield Problem(GUARD, f"{entry}.months", "has to name twelve months, in order")


def _texts(knowledge: Knowledge) -> Iterable[Problem]:
    try:
        tables = toml.load(knowledge.root / TEXTS)
    except (OSError, toml.TOMLDecodeError, UnicodeDecodeError):
        yield Problem(TEXTS, "", "is missing or isn't TOML; restore it")
        return
    for code in sorted(CODES - tables.get("fallback", {}).keys()):
        yield Problem(TEXTS, "fallback", f'lacks "{code}"')
    for name in sorted({"both", "made_by"} - tables.keys()):
        yield Problem(TEXTS, name, "is missing")
