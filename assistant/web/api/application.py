"""Puts the API together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import Settings
from assistant.store import Store
from assistant.web.api import content, conversations, operation
from assistant.web.api.answering import Answering
from assistant.web.api.bodies import ProblemBody
from assistant.web.api.limits import BodyLimit, RateLimit, proxies
from assistant.web.api.metrics import Measure, Metrics
from assistant.web.api.parts import Parts
from assistant.web.api.problems import install, problem_of
from assistant.web.api.runs import Runs
from assistant.web.api.shelf import Shelf

if TYPE_CHECKING:
    from assistant import Assistant

_ABOUT = """Answers to billing questions about live agent handoff calls, every amount computed and every
statement cited.  Begin a conversation, ask in it with its token, or price calls directly with `/charges`.
Errors are `application/problem+json`."""

_MODEL_THREADS = 64  # with a chat model answers mostly wait; without, they compute


def create(assistant: Assistant, store: Store, settings: Settings) -> FastAPI:
    """The application; see this package's docstring."""
    app = FastAPI(
        title="Billing assistant",
        version="1",
        description=_ABOUT,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        servers=[{"url": "/api"}],
        redirect_slashes=False,
    )
    app.state.parts = parts = _parts(assistant, store, settings)
    install(app)
    for each in (conversations, content, operation):
        app.include_router(each.router, prefix="/v1")
    _document_problems(app)
    # The last one added is the outermost: errors of all the others get CORS headers too.
    app.add_middleware(BodyLimit)
    trusted = proxies(_listed(settings.trusted_proxies))
    app.add_middleware(RateLimit, per_minute=settings.rate_per_minute, trusted_proxies=trusted)
    app.add_middleware(Unforeseen)
    app.add_middleware(Measure, metrics=parts.metrics)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=_listed(settings.allowed_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Accept", "Idempotency-Key", "Last-Event-ID"],
        expose_headers=["Retry-After"],
    )
    return app


def _parts(assistant: Assistant, store: Store, settings: Settings) -> Parts:
    metrics = Metrics()
    shelf = Shelf(store, settings)
    threads = _MODEL_THREADS if settings.model else 2 * (os.cpu_count() or 1)
    return Parts(
        assistant=assistant,
        settings=settings,
        shelf=shelf,
        runs=Runs(threads),
        answering=Answering(assistant, shelf, metrics),
        metrics=metrics,
        keep=tuple(contact.value for contact in assistant.policy.contacts),
    )


def _listed(commas: str) -> list[str]:
    """The entries of a comma-separated setting; an origin's closing slash is dropped."""
    return [entry.strip().rstrip("/") for entry in commas.split(",") if entry.strip()]


class Unforeseen:
    """Answers 500 as a problem, inside the CORS headers, where no handler knew the error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        except Exception as error:
            response = problem_of(error).response()
            if started or scope["type"] != "http":
                raise
            await response(scope, receive, send)


def _document_problems(app: FastAPI) -> None:
    """OpenAPI with the shape of problems, and without the one FastAPI assumes for its own errors."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schemas = make()["components"]["schemas"]
            schemas["ProblemBody"] = ProblemBody.model_json_schema(
                ref_template="#/components/schemas/{model}"
            )
            schemas |= schemas["ProblemBody"].pop("$defs", {})
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
        assert app.openapi_schema is not None
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
