"""Environment → `Settings`, read once per entry point.  Every variable begins with ASSISTANT_.

Checked here, not by a library of models: loading one took longer than answering a question.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from assistant.types import AssistantError

PREFIX = "ASSISTANT_"


def _default_kb() -> Path:
    """kb/ beside the package in a checkout, inside it in an installed wheel."""
    inside = Path(__file__).parent / "_kb"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "kb"


def _default_data() -> Path:
    return Path.home() / ".local" / "share" / "billing-assistant"


class SettingsError(AssistantError):
    """A variable of the environment that can't be used as it is."""


@dataclass(frozen=True, init=False)
class Settings:
    """What can be configured.  Durations are seconds, sizes characters unless said otherwise.

    `Settings(name=value)` takes what isn't given from the environment; SettingsError names each variable that
    can't be used.
    """

    kb: Path = field(default_factory=_default_kb)  # folder with articles, policies and language
    data: Path = field(default_factory=_default_data)  # folder for the index, model and database
    embeddings: str = "minilm"  # "minilm", "none", or a name of LangChain init_embeddings
    chroma_url: str | None = None  # a Chroma server instead of the embedded one
    search_deadline: float = 2.0  # seconds a search may take before BM25 alone answers
    max_message: int = 8000  # characters of one message
    model: str | None = None  # chat model, e.g. "openai:gpt-…"; none: embedded answers
    model_base_url: str | None = None  # an OpenAI-compatible endpoint
    model_deadline: float = 20.0  # seconds for a whole answer of the chat model
    model_may_see: str = "redacted"  # "redacted", "message" or "answer" (wording only)
    database_url: str | None = field(default=None, repr=False)  # SQLAlchemy URL; default: SQLite in `data`
    retention_days: int = 90  # days a conversation is kept; 0: not kept at all
    allowed_origins: str = ""  # comma-separated origins that may use the API and widget
    rate_per_minute: int = 60  # API messages a minute and client
    trusted_proxies: str = ""  # comma-separated addresses or networks whose X-Forwarded-For is believed
    staff_emails: str = ""  # comma-separated addresses that may open the staff pages
    staff_claim: str = ""  # claim=value of the OIDC token that opens them, e.g. "role=support"
    public_url: str | None = None  # address under which the server is reached, for links

    def __init__(self, **given: Any) -> None:
        known = {each.name: each for each in fields(self)}
        if unknown := given.keys() - known.keys():
            raise TypeError(f"no such settings: {', '.join(sorted(unknown))}")
        values, wrong = _environment() | given, []
        for name, each in known.items():
            try:
                value = _checked(name, values[name]) if name in values else _default(each)
                object.__setattr__(self, name, value)
            except ValueError as error:
                # Values are left out of the message: one of them may be a secret.
                wrong.append(f"{PREFIX}{name.upper()}: {error}")
        if wrong:
            raise SettingsError(f"settings can't be used: {'; '.join(wrong)}")


def _environment() -> dict[str, str]:
    """What is set, by name of a setting."""
    set_ = {name.upper(): value for name, value in os.environ.items()}
    return {name[len(PREFIX) :].lower(): value for name, value in set_.items() if name.startswith(PREFIX)}


def _default(each: Field[Any]) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


def _checked(name: str, value: Any) -> Any:
    """A value as the type of its setting.  Raises ValueError, which doesn't tell the value."""
    return value if value is None else _CHECKS.get(name, str)(value)


def _whole(value: Any, least: int = 1) -> int:
    try:
        number = int(value)
    except ValueError:
        number = least - 1
    if number < least:
        raise ValueError(f"has to be a whole number, at least {least}")
    return number


def _seconds(value: Any) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not number > 0:
        raise ValueError("has to be a number above 0")
    return number


def _seen(value: Any) -> str:
    if value not in ("redacted", "message", "answer"):
        raise ValueError('has to be "redacted", "message" or "answer"')
    return str(value)


# setting → what makes a value of it; text for all others
_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "kb": Path,
    "data": Path,
    "search_deadline": _seconds,
    "max_message": _whole,
    "model_deadline": _seconds,
    "model_may_see": _seen,
    "retention_days": lambda value: _whole(value, 0),
    "rate_per_minute": _whole,
}
