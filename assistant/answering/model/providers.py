"""Settings → a LangChain chat model, and a provider's errors → short codes.

Keys come from the provider's own environment variable and nowhere else; no error text of a provider is kept,
logged or shown, since some repeat the key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time
from typing import TYPE_CHECKING, Any

from assistant.types import AssistantError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.settings import Settings

# Codes after which the provider is at fault (or this computer's way to it), not one answer.
OUTAGES = frozenset(
    {
        "timeout",
        "rate_limited",
        "server_error",
        "unreachable",
        "cut_off",
        "not_authorised",
        "model_not_found",
        "misconfigured",
        "failed",
    }
)
RETRIED = frozenset({"rate_limited", "server_error", "unreachable"})
_BY_STATUS = {
    400: "request_refused",
    401: "not_authorised",
    403: "not_authorised",
    404: "model_not_found",
    408: "timeout",
    413: "request_refused",
    422: "request_refused",
    429: "rate_limited",
}
_BY_NAME = {
    "TimeoutError": "timeout",
    "ReadTimeout": "timeout",
    "APITimeoutError": "timeout",
    "ConnectTimeout": "unreachable",
    "PoolTimeout": "unreachable",
    "ConnectError": "unreachable",
    "APIConnectionError": "unreachable",
    "ConnectionError": "unreachable",
    "RemoteProtocolError": "cut_off",
    "ReadError": "cut_off",
    "IncompleteRead": "cut_off",
    "ModelCallLimitExceededError": "limits",
    "ToolCallLimitExceededError": "limits",
    "GraphRecursionError": "limits",
    "ContextOverflowError": "request_refused",
}


class Misconfigured(AssistantError):
    """The chat model can't be made from the settings."""


def chat_model(settings: Settings, usage: bool = True) -> BaseChatModel:
    """The model of `settings.model`.  Retries are the agent's (they keep to the answer's deadline), never
    the client's.  `usage` asks an OpenAI-compatible endpoint to count the tokens of streams.

    Raises Misconfigured."""
    from langchain.chat_models import init_chat_model

    name = settings.model or ""
    try:
        model: BaseChatModel = init_chat_model(name, **_arguments(name, settings, usage))
    except ImportError:
        provider = name.partition(":")[0]
        raise Misconfigured(
            f'ASSISTANT_MODEL="{name}": install the package of this provider (langchain-{provider})'
        ) from None
    except Exception as error:
        raise Misconfigured(
            f'ASSISTANT_MODEL="{name}" can\'t be used ({type(error).__name__}): check the name '
            "(provider:model), and that the provider's key is in its environment variable"
        ) from None
    return model


def _arguments(name: str, settings: Settings, usage: bool) -> dict[str, Any]:
    provider = name.partition(":")[0]
    arguments: dict[str, Any] = {}
    if settings.model_base_url:
        arguments["base_url"] = settings.model_base_url
    if provider == "ollama":
        return arguments | {"client_kwargs": {"timeout": settings.model_deadline}}
    arguments |= {"timeout": settings.model_deadline, "max_retries": 0}
    if settings.model_base_url and _openai(name):
        arguments["stream_usage"] = usage
        if not os.environ.get("OPENAI_API_KEY"):
            arguments["api_key"] = "none"  # endpoints of one's own often need none, the client insists
    return arguments


def _openai(name: str) -> bool:
    provider, colon, _ = name.partition(":")
    return provider == "openai" if colon else name.startswith(("gpt-", "o1", "o3", "chatgpt"))


def code_of(error: BaseException) -> str:
    """What went wrong, as a short code; see kb/text/model.toml."""
    status = status_of(error)
    if status is not None:
        return _BY_STATUS.get(status, "server_error" if status >= 500 else "failed")
    for link in _chain(error):
        for kind in type(link).__mro__:
            if kind.__name__ in _BY_NAME:
                return _BY_NAME[kind.__name__]
    return "failed"


def status_of(error: BaseException) -> int | None:
    """The HTTP status behind an error, if there is one."""
    for link in _chain(error):
        for holder in (link, getattr(link, "response", None)):
            status = getattr(holder, "status_code", None)
            if isinstance(status, int) and status >= 400:
                return status
    return None


def mentions(error: BaseException, word: str) -> bool:
    """Whether the provider's complaint is about this (its text is looked at, not kept)."""
    return any(word in str(link).casefold() for link in _chain(error))


def retry_after(error: BaseException) -> float | None:
    """Seconds the provider asks to wait, from Retry-After or retry-after-ms; None when it doesn't say."""
    for link in _chain(error):
        headers = getattr(getattr(link, "response", None), "headers", None)
        if isinstance(headers, Mapping):
            return _seconds(headers)
    return None


def _seconds(headers: Mapping[str, str]) -> float | None:
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        given = headers.get("retry-after")
        if given is None:
            return None
        try:
            return max(0.0, float(given))
        except ValueError:
            return max(0.0, parsedate_to_datetime(given).timestamp() - time())
    except (ValueError, TypeError, OverflowError):
        return None


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return links
