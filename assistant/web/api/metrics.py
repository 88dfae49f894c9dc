"""What Prometheus is told, in a registry of the application's own."""

from __future__ import annotations

import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.types import Answer

_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)


class Metrics:
    """Counters and histograms of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._of_requests(self.registry)
        self._of_answers(self.registry)
        self._of_models(self.registry)

    def _of_requests(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "assistant_requests", "HTTP requests", ("method", "path", "status"), registry=registry
        )
        self.seconds = Histogram(
            "assistant_request_seconds",
            "Time to the end of a response",
            ("path",),
            buckets=_SECONDS,
            registry=registry,
        )
        self.streams = Gauge("assistant_streams", "Event streams open now", registry=registry)

    def _of_answers(self, registry: CollectorRegistry) -> None:
        self.answers = Counter(
            "assistant_answers", "Answers by kind and mode", ("kind", "mode"), registry=registry
        )
        self.answer_seconds = Histogram(
            "assistant_answer_seconds", "Time to make an answer", buckets=_SECONDS, registry=registry
        )
        self.stages = Histogram(
            "assistant_stage_seconds",
            "Time of one stage of an answer",
            ("stage",),
            buckets=_SECONDS,
            registry=registry,
        )
        self.not_kept = Counter(
            "assistant_not_kept", "Answers that the database did not take", registry=registry
        )
        self.abandoned = Counter(
            "assistant_abandoned", "Answers stopped because the client left", registry=registry
        )

    def _of_models(self, registry: CollectorRegistry) -> None:
        self.fallbacks = Counter(
            "assistant_fallbacks",
            "Answers where the chat model was set aside",
            ("reason",),
            registry=registry,
        )
        self.tokens = Counter(
            "assistant_model_tokens",
            "Tokens read and written by the chat model",
            ("kind",),
            registry=registry,
        )
        self.tool_calls = Counter(
            "assistant_model_tool_calls", "Tools called by the chat model", registry=registry
        )

    def answered(self, answer: Answer, seconds: float) -> None:
        self.answers.labels(answer.kind, answer.mode).inc()
        self.answer_seconds.observe(seconds)
        told = answer.metrics
        if answer.fallback is not None:
            self.fallbacks.labels(told.get("fallback", "other")).inc()
        for kind, count in told.get("tokens", {}).items():
            self.tokens.labels(kind).inc(count)
        self.tool_calls.inc(told.get("tool_calls", 0))
        for stage, milliseconds in told.get("stages", {}).items():
            self.stages.labels(stage).observe(milliseconds / 1000)

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)


class Measure:
    """Counts requests by the route that took them: paths as clients write them would be without number."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 499  # the client left before there was a response

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            path = _path(scope)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.metrics.requests.labels(method, path, status).inc()
            self.metrics.seconds.labels(path).observe(time.perf_counter() - begun)


def _path(scope: Scope) -> str:
    route: Any = scope.get("route")
    return str(route.path) if hasattr(route, "endpoint") else "other"
