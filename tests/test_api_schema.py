"""The OpenAPI document holds: whatever is sent, the API answers as documented, and never fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from serving import ASKED, mounted
from starlette.testclient import TestClient

from assistant.settings import Settings

EXAMPLES = 200  # an operation

load_all_checks()
KEPT = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "unsupported_method",
    )
]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The API's document over its application, and a conversation to ask in."""
    folder: Path = tmp_path_factory.mktemp("schema")
    patience = pytest.MonkeyPatch()
    patience.setattr("assistant.store.engine.PATIENCE", 60.0)  # a busy disk is no fault of the API
    app = mounted(Settings(data=folder, rate_per_minute=10_000_000, embeddings="none"))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    schema.config.request_timeout = 60.0
    refusals = ["400", "404", "405", "413", "415", "422"]  # where the document was broken by the request
    schema.config.checks.negative_data_rejection.expected_statuses = refusals
    with TestClient(app, base_url="http://testserver/api/v1/") as client:
        opened = client.post("conversations").json()
        opens = {"Authorization": f"Bearer {opened['token']}"}
        answer = client.post(f"conversations/{opened['id']}/messages", json={"text": ASKED}, headers=opens)
        client.post(f"conversations/{opened['id']}/messages", json={"text": "warm the index"}, headers=opens)
        schema.known = (opened["id"], opens, answer.json()["message"])
        yield schema
    patience.undo()


OPERATIONS = (
    "POST /v1/conversations",
    "GET /v1/conversations/{id}",
    "POST /v1/conversations/{id}/messages",
    "POST /v1/feedback",
    "POST /v1/charges",
    "GET /v1/examples",
    "GET /v1/articles",
    "GET /v1/articles/{id}",
    "GET /v1/live",
    "GET /v1/ready",
    "GET /v1/metrics",
)


def test_every_operation_of_the_document_is_tried(api: Any) -> None:
    assert {each.ok().label for each in api.get_all_operations()} == set(OPERATIONS)


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_operation_answers_as_documented(api: Any, label: str) -> None:
    seen: list[int] = []
    found = api.find_operation_by_label(label)
    modes = (
        [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
        if _can_be_wrong(found)
        else [GenerationMode.POSITIVE]
    )
    for mode in modes:

        @settings(
            max_examples=EXAMPLES // len(modes),
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=found.as_strategy(generation_mode=mode))
        def hold(case: Any) -> None:
            if len(seen) % 2:
                _aim(case, *api.known)
            response = case.call()
            seen.append(response.status_code)
            case.validate_response(response, checks=KEPT)

        hold()
    assert seen


def _can_be_wrong(operation: Any) -> bool:
    """Whether there is anything in a request that can break the document; any text is an id."""
    return bool(operation.body) or bool(operation.headers)


def _aim(case: Any, id: str, opens: dict[str, str], message: str) -> None:
    """At a conversation that exists: or all requests for one would end at 404."""
    if "articles/{id}" in case.path:
        case.path_parameters["id"] = "live-agent-handoff"
    elif "conversations/{id}" in case.path:
        case.path_parameters["id"] = id
        case.headers = {**(case.headers or {}), **opens}
    elif case.path.endswith("/feedback") and isinstance(case.body, dict) and "message" in case.body:
        case.body |= {"conversation": id, "message": message}
        case.headers = {**(case.headers or {}), **opens}
