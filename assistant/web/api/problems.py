"""Errors as `application/problem+json`, in one shape, whatever raised them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from assistant.contract import BadCalls
from assistant.pricing import PricingError
from assistant.store import IdempotencyKeyReused, OutdatedTurn, StoreUnavailable, UnknownConversation
from assistant.types import AssistantError

MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger(__name__)


class Problem(Exception):
    """An answer that is an error: `status`, what to do next, and what was wrong where."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: list[dict[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The problem's JSON."""
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return problem if self.errors is None else problem | {"errors": self.errors}

    def response(self) -> JSONResponse:
        headers = {"Cache-Control": "no-store"} | self.headers
        return JSONResponse(self.body(), self.status, headers, MEDIA_TYPE)


class _NotFound(Problem):
    """One text for an unknown conversation, a wrong token and a missing one."""

    def __init__(self) -> None:
        super().__init__(404, "no such conversation, or not with this access token")


_RETRY_SOON = {"Retry-After": "2"}

_STATUS: tuple[tuple[type[AssistantError], int], ...] = (
    (IdempotencyKeyReused, 422),
    (OutdatedTurn, 409),
    (BadCalls, 422),
    (PricingError, 422),
)


def problem_of(error: Exception) -> Problem:
    """The problem that an exception is for a client; what is unforeseen is logged and told as 500."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, UnknownConversation):
        return _NotFound()
    if isinstance(error, StoreUnavailable):
        _log.warning("%s", error)
        return Problem(
            503, "conversations can't be read or kept now; try again in a moment", headers=_RETRY_SOON
        )
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return Problem(status, str(error))
    if isinstance(error, AssistantError):
        _log.error("%s", error)
        return Problem(503, str(error), headers=_RETRY_SOON)
    _log.error("a request failed", exc_info=error)
    return Problem(500, "something went wrong here; try again, and tell us if it happens again")


def install(app: FastAPI) -> None:
    """Lets every error of the application leave as a problem."""
    for kind in (Problem, AssistantError):
        app.add_exception_handler(kind, _raised)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


async def _raised(request: Request, error: Exception) -> JSONResponse:
    return problem_of(error).response()


_WORDS = {
    404: "there is nothing here; see /api/v1/docs for what there is",
    405: "this path does not take that method; see /api/v1/docs",
    400: "the body is not JSON",
}


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = _WORDS.get(error.status_code, str(error.detail))
    return Problem(error.status_code, detail, headers=error.headers).response()


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """What pydantic found, without the values themselves: they may be long, private or no valid text."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(problem["type"] == "json_invalid" for problem in found):
        return Problem(400, _WORDS[400]).response()
    errors = [{"where": _where(problem["loc"]), "message": _clean(problem["msg"])} for problem in found[:20]]
    return Problem(422, f"{errors[0]['where']}: {errors[0]['message']}", errors).response()


def _where(location: tuple[Any, ...]) -> str:
    return _clean(".".join(str(part) for part in location))[:100]


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
