"""Environment → `Settings`, read once per entry point.  Every variable begins with ASSISTANT_."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.types import AssistantError


def _default_kb() -> Path:
    """kb/ beside the package in a checkout, inside it in an installed wheel."""
    inside = Path(__file__).parent / "_kb"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "kb"


def _default_data() -> Path:
    return Path.home() / ".local" / "share" / "billing-assistant"


class SettingsError(AssistantError):
    """A variable of the environment that can't be used as it is."""


class Settings(BaseSettings):
    """What can be configured.  Durations are seconds, sizes characters unless said otherwise.

    Making one raises SettingsError, naming each variable that can't be used.
    """

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", extra="ignore")

    kb: Path = Field(default_factory=_default_kb, description="folder with articles, policies and language")
    data: Path = Field(default_factory=_default_data, description="folder for the index, model and database")
    embeddings: str = Field("minilm", description='"minilm", "none", or a name of LangChain init_embeddings')
    chroma_url: str | None = Field(None, description="a Chroma server instead of the embedded one")
    search_deadline: float = Field(
        2.0, gt=0, description="seconds a search may take before BM25 alone answers"
    )
    max_message: int = Field(8000, gt=0, description="characters of one message")
    model: str | None = Field(None, description='chat model, e.g. "openai:gpt-…"; none: embedded answers')
    model_base_url: str | None = Field(None, description="an OpenAI-compatible endpoint")
    model_deadline: float = Field(20.0, gt=0, description="seconds for a whole answer of the chat model")
    model_may_see: Literal["redacted", "message", "answer"] = Field(
        "redacted", description='"redacted", "message" or "answer" (wording only)'
    )
    database_url: SecretStr | None = Field(
        None, description="SQLAlchemy URL; default: SQLite in the data folder"
    )
    retention_days: int = Field(90, ge=0, description="days a conversation is kept; 0: not kept at all")
    allowed_origins: str = Field("", description="comma-separated origins that may use the API and widget")
    rate_per_minute: int = Field(60, gt=0, description="API messages a minute and client")
    trusted_proxies: str = Field(
        "", description="comma-separated addresses or networks of proxies whose X-Forwarded-For is believed"
    )
    staff_emails: str = Field("", description="comma-separated addresses that may open the staff pages")
    staff_claim: str = Field(
        "", description='claim=value of the OIDC token that opens them, e.g. "role=support"'
    )
    public_url: str | None = Field(None, description="address under which the server is reached, for links")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            # Values are left out of the message: one of them may be a secret.
            wrong = "; ".join(f"{_variable(each['loc'])}: {each['msg']}" for each in error.errors())
            raise SettingsError(f"settings can't be used: {wrong}") from None


def _variable(location: tuple[int | str, ...]) -> str:
    return f"ASSISTANT_{'_'.join(map(str, location)).upper()}"
