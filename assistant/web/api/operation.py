"""For those who run it: alive, ready, figures, and the documentation page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response

from assistant.web.api import page
from assistant.web.api.bodies import StatusBody, documented
from assistant.web.api.parts import FRESH, Shared

router = APIRouter(tags=["operation"])


@router.get("/live", response_model=StatusBody, response_description="it runs")
async def live() -> Response:
    """Whether the process runs."""
    return JSONResponse({"status": "ok"}, headers=FRESH)


@router.get(
    "/ready", response_model=StatusBody, response_description="it is ready", responses=documented(503)
)
async def ready(parts: Shared) -> Response:
    """Whether questions can be answered and kept now."""
    await run_in_threadpool(parts.shelf.store.check)
    checks = {"store": "ok", "articles": str(len(parts.assistant.articles))}
    return JSONResponse({"status": "ok", "checks": checks}, headers=FRESH)


_TEXT: dict[int | str, dict[str, Any]] = {
    200: {"description": "figures", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


@router.get("/metrics", response_class=Response, responses=_TEXT)
async def metrics(parts: Shared) -> Response:
    """Counters and histograms in Prometheus' text format."""
    text = await run_in_threadpool(parts.metrics.text)
    return Response(text, media_type=CONTENT_TYPE_LATEST, headers=FRESH)


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> HTMLResponse:
    """The documentation for a browser, made from the OpenAPI document."""
    base = str(request.url).split("?")[0].removesuffix("/docs")
    return HTMLResponse(page.html(request.app.openapi(), base))
