"""What the endpoints of one application share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assistant.settings import Settings
from assistant.web.api.answering import Answering
from assistant.web.api.metrics import Metrics
from assistant.web.api.problems import Problem
from assistant.web.api.runs import Runs
from assistant.web.api.shelf import Shelf

if TYPE_CHECKING:
    from assistant import Assistant

FRESH = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Parts:
    """`keep` are the channels that redaction leaves in a text."""

    assistant: Assistant
    settings: Settings
    shelf: Shelf
    runs: Runs
    answering: Answering
    metrics: Metrics
    keep: tuple[str, ...]


async def _parts(request: Request) -> Parts:
    found: Parts = request.app.state.parts
    return found


_bearer = HTTPBearer(auto_error=False, description="the token that came with the conversation")


async def _token(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The access token, "" without one: no conversation has that."""
    return given.credentials if given else ""


async def json_only(request: Request) -> None:
    """Raises Problem 415 for another type of body: a form on a foreign page can send those unasked."""
    given = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if given != "application/json" and (given or await request.body()):
        raise Problem(415, "send the body as Content-Type: application/json")


Shared = Annotated[Parts, Depends(_parts)]
Token = Annotated[str, Depends(_token)]
