"""The HTTP API: its bodies, its errors, its limits."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import ASKED, begun, mounted
from starlette.testclient import TestClient

from assistant import Assistant
from assistant.contract import answer_json, charge_json
from assistant.settings import Settings, SettingsError
from assistant.store import Store
from assistant.types import CALLER_ESCALATION, Call
from assistant.web.api.limits import client_of

BASE = "http://testserver/api/v1/"
LIMIT = 8000


def opened(tmp_path: Path, **settings: Any) -> TestClient:
    given = {"data": tmp_path, "rate_per_minute": 100_000, "embeddings": "none"} | settings
    return TestClient(mounted(Settings(**given)), base_url=BASE, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with opened(tmp_path_factory.mktemp("api")) as client:
        yield client


def ask(client: TestClient, text: Any, headers: dict[str, str] | None = None, path: str = "") -> Any:
    if not path:
        path, opens = begun(client)
        headers = opens | (headers or {})
    body = json.dumps({"text": text})
    return client.post(
        f"{path}/messages", content=body, headers={"Content-Type": "application/json"} | headers
    )


def assert_problem(response: Any, status: int) -> dict[str, Any]:
    """The one shape of errors, with what to do next."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body.keys() - {"errors"} == {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert body["detail"]
    assert "Traceback" not in response.text
    return body


# ---------------------------------------------------------------- questions and answers


def test_a_question_gets_the_answer_of_the_contract_with_its_ids(client: TestClient) -> None:
    path, opens = begun(client)
    answered = ask(client, ASKED, opens, path)
    assert answered.status_code == 200
    body = answered.json()
    own = answer_json(Assistant.open(client.app.routes[0].app.state.parts.settings).ask(ASKED))
    assert {key: body[key] for key in own} == own
    assert body["conversation"] == path.split("/")[1]
    assert body["kept"] is True
    assert body["kind"] == "price"
    assert body["charge"]["add_on_low"] == body["charge"]["add_on_high"] == "3.00"
    told = client.get(path, headers=opens).json()
    assert [message["role"] for message in told["messages"]] == ["user", "assistant"]
    assert told["messages"][1]["id"] == body["message"]
    assert told["messages"][1]["answer"] == own


def test_a_follow_up_goes_on_from_what_was_said(client: TestClient) -> None:
    path, opens = begun(client)
    ask(client, ASKED, opens, path)
    body = ask(client, "What if that happened in 3 calls?", opens, path).json()
    assert body["charge"]["add_on_high"] == "9.00"


def test_personal_numbers_are_neither_stored_nor_answered_with(client: TestClient) -> None:
    path, opens = begun(client)
    body = ask(client, f"I'm jo@example.com, 415-555-0134. {ASKED}", opens, path).json()
    told = client.get(path, headers=opens).text
    for secret in ("jo@example.com", "415-555-0134"):
        assert secret not in json.dumps(body)
        assert secret not in told
    assert body["charge"]["add_on_high"] == "3.00"


def test_a_widget_conversation_and_one_without_a_body(client: TestClient) -> None:
    path, opens = begun(client, "widget")
    assert client.get(path, headers=opens).json()["surface"] == "widget"
    created = client.post("conversations")
    assert created.status_code == 201
    assert created.json()["kept_until"]
    assert created.headers["cache-control"] == "no-store"


def test_a_retried_message_is_answered_once_in_the_same_words(client: TestClient) -> None:
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "a:1-b.c_d"}
    first, again = ask(client, ASKED, keyed, path), ask(client, ASKED, keyed, path)
    assert first.content == again.content
    assert len(client.get(path, headers=opens).json()["messages"]) == 2
    assert_problem(ask(client, "another", keyed, path), 422)
    assert_problem(ask(client, ASKED, opens | {"Idempotency-Key": "no blanks"}, path), 422)
    other, its = begun(client)
    assert ask(client, "another", its | {"Idempotency-Key": "a:1-b.c_d"}, other).status_code == 200


def test_feedback_is_kept_with_the_answer(client: TestClient) -> None:
    path, opens = begun(client)
    message = ask(client, ASKED, opens, path).json()["message"]
    given = {
        "conversation": path.split("/")[1],
        "message": message,
        "helpful": False,
        "reasons": ["too long"],
    }
    assert client.post("feedback", json=given, headers=opens).json() == {"kept": True}
    told = client.get(path, headers=opens).json()["messages"][1]["feedback"]
    assert told == {"helpful": False, "reasons": ["too long"], "comment": ""}
    assert_problem(client.post("feedback", json=given), 404)
    assert_problem(client.post("feedback", json=given | {"message": "m" + "0" * 24}, headers=opens), 404)
    assert_problem(client.post("feedback", json=given | {"comment": "x" * 2001}, headers=opens), 422)


def test_an_unknown_conversation_a_wrong_and_a_missing_token_look_alike(client: TestClient) -> None:
    path, opens = begun(client)
    wrong = {"Authorization": "Bearer wrong"}
    tries = [(path, wrong), (path, {}), (path, {"Authorization": "Basic eDp5"})]
    tries += [(f"conversations/{'0' * 32}", opens), ("conversations/%00", opens), ("conversations/é", opens)]
    reads = [client.get(where, headers=headers) for where, headers in tries]
    asks = [ask(client, ASKED, headers, where) for where, headers in tries]
    streams = [
        ask(client, ASKED, headers | {"Accept": "text/event-stream"}, where) for where, headers in tries
    ]
    keyed = [ask(client, ASKED, headers | {"Idempotency-Key": "k"}, where) for where, headers in tries]
    answers = reads + asks + streams + keyed
    assert {response.content for response in answers} == {reads[0].content}
    for response in answers:
        assert_problem(response, 404)
    assert client.get(path, headers=opens).json()["messages"] == []


# ---------------------------------------------------------------- charges and articles


def test_charges_are_those_of_the_engine(client: TestClient) -> None:
    calls = [{"interactions": ["caller_escalation"], "calls": 2, "base_rate": "2.40", "on": "2025-12-01"}]
    response = client.post("charges", json={"calls": calls})
    body = response.json()
    from datetime import date
    from decimal import Decimal

    call = Call(frozenset([CALLER_ESCALATION]), calls=2, base_rate=Decimal("2.40"), on=date(2025, 12, 1))
    assert body == charge_json(client.app.routes[0].app.state.parts.assistant.charge((call,)))
    assert (body["charge"]["add_on_low"], body["charge"]["total_low"]) == ("6.00", "10.80")
    assert body["citations"]


@pytest.mark.parametrize("rate", ["2.40", "2.4", "$2.40", 2.4])
def test_a_base_rate_may_be_text_or_number(client: TestClient, rate: Any) -> None:
    calls = [{"interactions": [], "calls": 3, "base_rate": rate}]
    assert client.post("charges", json={"calls": calls}).json()["charge"]["total_high"] == "7.20"


@pytest.mark.parametrize(
    "calls",
    [
        [],
        [{}],
        "no list",
        [{"interactions": ["tea"]}],
        [{"interactions": [], "calls": 0}],
        [{"interactions": [], "calls": 2.5}],
        [{"interactions": [], "calls": True}],
        [{"interactions": [], "on": "2025-02-30"}],
        [{"interactions": [], "on": "yesterday"}],
        [{"interactions": [], "base_rate": "-1"}],
        [{"interactions": [], "base_rate": "NaN"}],
        [{"interactions": [], "base_rate": "1e9"}],
        [{"interactions": [], "base_rate": 1e9}],
        [{"interactions": [], "base_rate": 1e-9}],
        [{"interactions": [], "base_rate": True}],
        [{"interactions": [], "intractions": []}],
        [{"interactions": []}] * 201,
    ],
)
def test_calls_that_cannot_be_priced_are_named(client: TestClient, calls: Any) -> None:
    assert_problem(client.post("charges", json={"calls": calls}), 422)


def test_the_article_is_there_with_the_sections_that_citations_name(client: TestClient) -> None:
    entry = client.get("articles").json()["articles"][0]
    whole = client.get(f"articles/{entry['id']}").json()
    assert [section["heading"] for section in whole["sections"]] == entry["sections"]
    citation = ask(client, ASKED).json()["citations"][0]
    assert whole["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert_problem(client.get("articles/none"), 404)


def test_examples_come_with_the_ways_to_reach_a_person(client: TestClient) -> None:
    body = client.get("examples").json()
    assert body["examples"]
    assert {contact["for"] for contact in body["contacts"]} == {"client", "prospect"}
    assert "support@smith.ai" in {contact["value"] for contact in body["contacts"]}
    assert {contact["who"] for contact in body["contacts"]} == {"Smith.ai clients", "not a client yet"}


def test_examples_come_in_a_language_that_is_answered_in(client: TestClient) -> None:
    english, spanish = client.get("examples").json(), client.get("examples?lang=es-MX").json()
    assert spanish["contacts"][0]["label"] == "correo"
    assert spanish["contacts"][0]["value"] == english["contacts"][0]["value"]
    for example in spanish["examples"]:
        answer = ask(client, example).json()
        assert answer["kind"] in ("price", "article")
        assert re.search(r"\b(?:llamada|precio)", answer["text"])
    for unknown in ("xx", "", "../en"):
        assert client.get("examples", params={"lang": unknown}).json() == english


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("path", ["", "/", "nope", "conversations/", "live/", "../v2/live", "articles/a/b"])
def test_unknown_paths_are_json(client: TestClient, path: str) -> None:
    assert_problem(client.get(path), 404)


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v9/x", "/api//", "/api/v1", "/api/a%0Ab"])
def test_unknown_paths_above_the_version_are_json_too(client: TestClient, path: str) -> None:
    assert_problem(client.get(f"http://testserver{path}"), 404)
    assert client.get("http://testserver/apiary").text == "a page"


def test_another_method_is_refused_as_a_problem(client: TestClient) -> None:
    assert_problem(client.delete("live"), 405)
    assert_problem(client.put("charges", json={}), 405)


@pytest.mark.parametrize("body", [b"", b"{", b"nonsense", b"\xff\xfe", b'{"text": ' + b"9" * 5000 + b"}"])
def test_what_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    path, opens = begun(client)
    headers = opens | {"Content-Type": "application/json"}
    response = client.post(f"{path}/messages", content=body, headers=headers)
    assert_problem(response, 422 if body == b"" else 400)


def test_json_nested_without_end_is_refused(client: TestClient) -> None:
    path, opens = begun(client)
    headers = opens | {"Content-Type": "application/json"}
    deep = b"[" * 30_000 + b"]" * 30_000
    response = client.post(f"{path}/messages", content=deep, headers=headers)
    assert response.status_code in (400, 422)
    assert_problem(response, response.status_code)


@pytest.mark.parametrize(
    "type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "a"]
)
def test_only_json_is_taken_so_that_no_form_can_post(client: TestClient, type: str) -> None:
    path, opens = begun(client)
    headers = opens | {"Content-Type": type}
    assert_problem(client.post(f"{path}/messages", content=b'{"text": "x"}', headers=headers), 415)
    assert_problem(client.post("conversations", content=b"{}", headers={"Content-Type": type}), 415)
    assert_problem(client.post("conversations", content=b"{}"), 415)


@pytest.mark.parametrize("text", ["", " \n\t ", None, 5, ["a"], {"a": 1}])
def test_what_is_no_text_is_refused(client: TestClient, text: Any) -> None:
    body = assert_problem(ask(client, text), 422)
    assert body["errors"][0]["where"].startswith("body")


@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800 a\udfff", "\U000e0041\U000e0042", "‮abc", "\x1b[31m", "🎧" * 500, "\ufeff?"]
)
def test_odd_characters_are_answered(client: TestClient, text: str) -> None:
    response = ask(client, text)
    assert response.status_code == 200, response.text
    assert response.json()["kept"] is True


def test_the_text_may_have_8000_characters(client: TestClient) -> None:
    assert ask(client, "word " * (LIMIT // 5)).status_code == 200
    path, opens = begun(client)
    emojis = '{"text": "' + "😀" * LIMIT + '"}'
    headers = opens | {"Content-Type": "application/json"}
    assert client.post(f"{path}/messages", content=emojis.encode(), headers=headers).status_code == 200
    assert_problem(ask(client, "x" * (LIMIT + 1)), 413)


def test_the_body_may_have_64_kilobytes(client: TestClient) -> None:
    path, opens = begun(client)
    headers = opens | {"Content-Type": "application/json"}

    def post(size: int) -> Any:
        body = b'{"text": "hello"}'
        return client.post(f"{path}/messages", content=body + b" " * (size - len(body)), headers=headers)

    assert post(64 * 1024).status_code == 200
    assert_problem(post(64 * 1024 + 1), 413)
    assert_problem(post(1024 * 1024), 413)


def test_a_body_of_unannounced_length_is_measured(client: TestClient) -> None:
    path, opens = begun(client)
    headers = opens | {"Content-Type": "application/json"}

    def chunks() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(200):
            yield b"x" * 1024

    assert_problem(client.post(f"{path}/messages", content=chunks(), headers=headers), 413)


# ---------------------------------------------------------------- limits and origins


def test_a_client_that_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    with opened(tmp_path, rate_per_minute=6) as client:
        path, opens = begun(client)
        for _ in range(5):
            assert ask(client, "hello", opens, path).status_code == 200
        refused = ask(client, "hello", opens, path)
        assert_problem(refused, 429)
        assert 1 <= int(refused.headers["retry-after"]) <= 10
        for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP"):
            assert ask(client, "hello", opens | {header: "203.0.113.9"}, path).status_code == 429
        assert client.get(path, headers=opens).status_code == 200


def test_clients_behind_a_trusted_proxy_are_told_apart(tmp_path: Path) -> None:
    with opened(tmp_path, rate_per_minute=2, trusted_proxies="testclient, 10.0.0.1") as client:

        def post(forwarded: str) -> int:
            return client.post("conversations", headers={"X-Forwarded-For": forwarded}).status_code

        assert [post("203.0.113.9") for _ in range(3)] == [201, 201, 429]
        assert post("203.0.113.10") == 201
        assert (
            post("203.0.113.11, 203.0.113.9, 10.0.0.1") == 429
        )  # what the client itself wrote is not believed
        assert [post(f"2001:db8:1:2::{number}") for number in range(3)] == [201, 201, 429]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.1.2.3", "203.0.113.9", "203.0.113.9"),
        ("::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "nonsense", "nonsense"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("::ffff:192.0.2.2", "", "192.0.2.2"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
    ],
)
def test_who_a_client_is(peer: str, forwarded: str, client: str) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    assert client_of({"client": (peer, 1), "headers": headers}, ["10.0.0.0/8"]) == client


def test_a_network_of_proxies_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_TRUSTED_PROXIES"):
        opened(tmp_path, trusted_proxies="10.0.0/99").get("live")


def test_no_other_origin_is_let_in_by_default(client: TestClient) -> None:
    response = client.get("live", headers={"Origin": "https://www.example.com"})
    assert "access-control-allow-origin" not in response.headers
    asked = {"Origin": "https://www.example.com", "Access-Control-Request-Method": "POST"}
    assert client.options("conversations", headers=asked).status_code == 400


def test_the_listed_origins_are_let_in_with_errors_too(tmp_path: Path) -> None:
    origins = "https://www.example.com/, http://127.0.0.1:9000"
    with opened(tmp_path, allowed_origins=origins, rate_per_minute=2) as client:
        for origin in ("https://www.example.com", "http://127.0.0.1:9000"):
            asked = {
                "Origin": origin,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "authorization,content-type,idempotency-key,last-event-id",
            }
            assert (
                client.options("conversations", headers=asked).headers["access-control-allow-origin"]
                == origin
            )
            for response in (
                client.get("nope", headers={"Origin": origin}),
                client.post("conversations", content=b"x" * 70_000, headers={"Origin": origin}),
                client.post("conversations", headers={"Origin": origin}),
            ):
                assert response.headers["access-control-allow-origin"] == origin
                assert "access-control-allow-credentials" not in response.headers
        assert client.post("conversations", headers={"Origin": origin}).status_code == 429
        for foreign in ("https://example.com", "https://www.example.com.evil.test", "null"):
            assert (
                "access-control-allow-origin" not in client.get("live", headers={"Origin": foreign}).headers
            )


# ---------------------------------------------------------------- without a database


def test_an_answer_is_given_and_its_loss_is_said_when_the_database_is_locked(tmp_path: Path) -> None:
    with opened(tmp_path) as client:
        path, opens = begun(client)
        lock = sqlite3.connect(tmp_path / "conversations.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        body = ask(client, ASKED, opens, path).json()
        assert (body["kept"], body["message"], body["charge"]["add_on_high"]) == (False, None, "3.00")
        lock.execute("ROLLBACK")
        assert ask(client, ASKED, opens, path).json()["kept"] is True
        assert "assistant_not_kept_total 1.0" in client.get("metrics").text


def test_a_conversation_can_be_had_while_the_database_is_away(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, embeddings="none", database_url="postgresql://nobody@127.0.0.1:1/none")
    with TestClient(mounted(settings), base_url=BASE) as client:
        assert_problem(client.get("ready"), 503)
        assert client.get("live").status_code == 200
        assert client.post("conversations").json()["kept_until"] is None
        path, opens = begun(client)
        body = ask(client, ASKED, opens, path).json()
        assert (body["kept"], body["charge"]["add_on_high"]) == (False, "3.00")
        assert ask(client, "What if that happened in 3 calls?", opens, path).json()["charge"]["calls"] == 3
        assert len(client.get(path, headers=opens).json()["messages"]) == 4
        gone = client.get(f"conversations/{'0' * 32}", headers=opens)
        assert_problem(gone, 503)
        assert gone.headers["retry-after"]
        assert "127.0.0.1" not in gone.text


def test_an_unforeseen_error_is_a_problem_without_its_cause(tmp_path: Path) -> None:
    class Broken(Assistant):
        def stream(self, message: str, state: Any) -> Any:
            raise ZeroDivisionError("secret cause")

        def charge(self, calls: Any) -> Any:
            raise ZeroDivisionError("secret cause")

    settings = Settings(data=tmp_path)
    with TestClient(mounted(settings, Broken.open(settings)), base_url=BASE) as client:
        for response in (ask(client, ASKED), client.post("charges", json={"calls": [{"interactions": []}]})):
            assert_problem(response, 500)
            assert "secret" not in response.text


# ---------------------------------------------------------------- operation


def test_ready_tells_what_was_checked(client: TestClient) -> None:
    assert client.get("ready").json() == {"status": "ok", "checks": {"store": "ok", "articles": "1"}}


def test_metrics_count_by_route_and_kind(tmp_path: Path) -> None:
    with opened(tmp_path) as client:
        ask(client, ASKED)
        client.get("articles/none")
        client.get("made/up/4711")
        text = client.get("metrics").text
    assert (
        'assistant_requests_total{method="POST",path="/conversations/{id}/messages",status="200"} 1.0' in text
    )
    assert 'assistant_answers_total{kind="price",mode="embedded"} 1.0' in text
    assert 'path="other",status="404"} 1.0' in text
    assert "4711" not in text


def test_the_documentation_page_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("docs")
    assert page.headers["content-type"].startswith("text/html")
    for path in client.get("openapi.json").json()["paths"]:
        assert path in page.text
    assert "http://testserver/api/v1/conversations" in page.text
    assert "<script" not in page.text
    assert "//cdn" not in page.text


def test_two_applications_share_a_store_and_nothing_else(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    store = Store.open(settings)
    one, two = (TestClient(mounted(settings, store=store), base_url=BASE) for _ in range(2))
    path, opens = begun(one)
    ask(one, ASKED, opens, path)
    assert len(two.get(path, headers=opens).json()["messages"]) == 2
    assert "assistant_answers_total{" not in two.get("metrics").text
