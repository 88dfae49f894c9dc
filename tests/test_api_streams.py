"""Streams, retries and leaving clients, over real HTTP."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from serving import ASKED, Talker, begun, mounted, served

from assistant.settings import Settings
from assistant.store import Store

TEXT = "".join(Talker.pieces)
STREAM = {"Accept": "text/event-stream"}


@dataclass(frozen=True)
class Event:
    id: int
    name: str
    data: dict[str, Any]


def events(lines: Iterator[str]) -> Iterator[Event]:
    fields: dict[str, str] = {}
    for line in lines:
        if line.startswith(":"):
            continue
        if line:
            name, _, rest = line.partition(": ")
            fields[name] = rest
        elif fields:
            yield Event(int(fields["id"]), fields["event"], json.loads(fields["data"]))
            fields = {}


def stream(
    client: httpx.Client,
    path: str,
    headers: dict[str, str],
    text: str = ASKED,
    upto: int | None = None,
    heard: threading.Event | None = None,
) -> list[Event]:
    """The events of a message's stream; with `upto` the client hangs up after that many.  `heard` is set
    with the first of them."""
    found: list[Event] = []
    with client.stream("POST", f"{path}/messages", json={"text": text}, headers=headers | STREAM) as response:
        assert response.status_code == 200, response.read()
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        for event in events(response.iter_lines()):
            found.append(event)
            if heard is not None:
                heard.set()
            if upto is not None and len(found) >= upto:
                break
    return found


def told(found: list[Event]) -> str:
    """What a client shows after these events."""
    text = ""
    for event in found:
        if event.name == "reset":
            text = ""
        elif event.name == "delta":
            text += event.data["text"]
    return text


def soon(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, rate_per_minute=100_000, embeddings="none")


@pytest.fixture
def talker(settings: Settings) -> Talker:
    assistant = Talker.open(settings)
    assert isinstance(assistant, Talker)
    return assistant


@pytest.fixture
def client(settings: Settings, talker: Talker) -> Iterator[httpx.Client]:
    with served(mounted(settings, talker)) as base, httpx.Client(base_url=base, timeout=120) as opened:
        yield opened


# ---------------------------------------------------------------- streams


def test_a_stream_tells_the_text_and_ends_with_the_answer(client: httpx.Client, talker: Talker) -> None:
    talker.pause = 0.01
    path, opens = begun(client)
    found = stream(client, path, opens)
    assert [event.name for event in found[:-1]] == ["delta"] * (len(found) - 1)
    assert len(found) > 5
    ids = [event.id for event in found]
    assert ids == sorted(set(ids))
    answer = found[-1].data["answer"]
    assert told(found) == answer["text"] == TEXT
    assert answer["kept"] is True
    assert client.get(path, headers=opens).json()["messages"][1]["id"] == answer["message"]


def test_the_real_assistant_streams_a_priced_answer(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with served(mounted(settings)) as base, httpx.Client(base_url=base, timeout=30) as client:
        path, opens = begun(client)
        found = stream(client, path, opens)
        answer = found[-1].data["answer"]
        assert told(found) == answer["text"]
        assert answer["charge"]["add_on_high"] == "3.00"


def test_a_stream_cut_anywhere_and_resumed_tells_the_same_text(client: httpx.Client, talker: Talker) -> None:
    talker.pause = 0.002
    path, opens = begun(client)
    whole = stream(client, path, opens | {"Idempotency-Key": "whole"})
    for cut in range(1, len(talker.pieces) + 2):
        keyed = opens | {"Idempotency-Key": f"cut-{cut}"}
        first = stream(client, path, keyed, upto=cut)
        last = {"Last-Event-ID": str(first[-1].id)}
        rest = stream(client, path, keyed | last)
        assert told(first + rest) == TEXT
        assert all(event.id > first[-1].id for event in rest)
        ended = [event for event in first + rest if event.name == "answer"]
        assert len(ended) == 1
        assert ended[0].data["answer"]["text"] == TEXT
        assert (first + rest)[-1].id == whole[-1].id
    assert len(client.get(path, headers=opens).json()["messages"]) == 2 * (len(talker.pieces) + 2)


def test_a_stream_is_resumed_after_every_character_when_the_answer_is_long_done(client: httpx.Client) -> None:
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}
    end = stream(client, path, keyed)[-1].id
    for last in range(1, end + 1):
        rest = stream(client, path, keyed | {"Last-Event-ID": str(last)})
        assert TEXT[:last] + told(rest) == TEXT
        assert [event.name for event in rest] == (["delta"] * (last < len(TEXT)) + ["answer"]) * (last < end)


def test_another_server_on_the_same_database_resumes_too(
    client: httpx.Client, settings: Settings, talker: Talker
) -> None:
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}
    first = stream(client, path, keyed, upto=1)
    soon(lambda: talker.closed == 1)
    with served(mounted(settings, Talker.open(settings))) as base, httpx.Client(base_url=base) as other:
        rest = stream(other, path, keyed | {"Last-Event-ID": str(first[-1].id)})
    assert told(first + rest) == TEXT
    assert rest[-1].data["answer"]["message"] == client.get(path, headers=opens).json()["messages"][1]["id"]


def test_what_cannot_be_continued_begins_anew(client: httpx.Client) -> None:
    path, opens = begun(client)
    for last, key in (("999", {"Idempotency-Key": "k"}), ("7", {"Idempotency-Key": "new"}), ("7", {})):
        found = stream(client, path, opens | key | {"Last-Event-ID": last})
        assert found[0] == Event(0, "reset", {})
        assert told(found) == TEXT


def test_a_wording_that_is_set_aside_half_way_begins_anew(client: httpx.Client, talker: Talker) -> None:
    from assistant import Finished, TextDelta
    from assistant.types import Answer

    heard = threading.Event()

    def stream_(message: str, state: Any) -> Iterator[Any]:
        yield TextDelta("It is free, ")
        assert heard.wait(60)
        yield Finished(Answer("price", "It is **+$3.00**.", fallback="figures"), {})

    talker.stream = stream_  # type: ignore[method-assign]
    path, opens = begun(client)
    found = stream(client, path, opens, heard=heard)
    assert [event.name for event in found] == ["delta", "reset", "delta", "answer"]
    assert told(found) == found[-1].data["answer"]["text"] == "It is **+$3.00**."


def test_a_failure_in_mid_stream_is_an_event(client: httpx.Client, talker: Talker) -> None:
    def stream_(message: str, state: Any) -> Iterator[Any]:
        from assistant import TextDelta

        yield TextDelta("It is ")
        time.sleep(0.05)
        raise ZeroDivisionError("secret cause")

    talker.stream = stream_  # type: ignore[method-assign]
    path, opens = begun(client)
    found = stream(client, path, opens)
    assert found[-1].name == "error"
    assert found[-1].data["status"] == 500
    assert "secret" not in str(found)
    assert client.get(path, headers=opens).json()["messages"] == []


def test_a_slow_answer_keeps_the_connection_alive(
    client: httpx.Client, talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.api.stream.PING_SECONDS", 0.05)
    talker.pieces, talker.pause = ("one",), 0.5
    path, opens = begun(client)
    with client.stream("POST", f"{path}/messages", json={"text": "x"}, headers=opens | STREAM) as response:
        lines = list(response.iter_lines())
    assert sum(line.startswith(":") for line in lines) >= 3
    assert [event.name for event in events(iter(lines))] == ["delta", "answer"]


# ---------------------------------------------------------------- retries


def test_fifty_posts_at_once_with_one_key_are_answered_once(client: httpx.Client, talker: Talker) -> None:
    talker.pause = 0.02
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}

    def post(number: int) -> bytes:
        if number % 2:
            return json.dumps(stream(client, path, keyed)[-1].data["answer"]).encode()
        return client.post(f"{path}/messages", json={"text": ASKED}, headers=keyed).content

    with ThreadPoolExecutor(50) as pool:
        bodies = {json.dumps(json.loads(body), sort_keys=True) for body in pool.map(post, range(50))}
    assert len(bodies) == 1
    assert json.loads(bodies.pop())["kind"] == "article"
    assert talker.begun == 1
    assert len(client.get(path, headers=opens).json()["messages"]) == 2
    refused = client.post(f"{path}/messages", json={"text": "another"}, headers=keyed)
    assert refused.status_code == 422


def test_fifty_posts_at_once_to_two_servers_store_one_message(
    client: httpx.Client, settings: Settings, talker: Talker
) -> None:
    talker.pause = 0.005
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}
    with served(mounted(settings, Talker.open(settings))) as base, httpx.Client(base_url=base) as other:

        def post(number: int) -> httpx.Response:
            chosen = other if number % 2 else client
            return chosen.post(f"{path}/messages", json={"text": ASKED}, headers=keyed, timeout=120)

        with ThreadPoolExecutor(50) as pool:
            responses = list(pool.map(post, range(50)))
    assert {response.status_code for response in responses} == {200}
    assert len({response.content for response in responses}) == 1
    assert len(client.get(path, headers=opens).json()["messages"]) == 2


def test_another_body_under_a_key_in_use_is_refused_at_once(client: httpx.Client, talker: Talker) -> None:
    talker.pause = 0.05
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(client.post, f"{path}/messages", json={"text": "one"}, headers=keyed)
        soon(lambda: talker.begun == 1)
        refused = client.post(f"{path}/messages", json={"text": "two"}, headers=keyed)
        wrong = client.post(
            f"{path}/messages", json={"text": "one"}, headers=keyed | {"Authorization": "Bearer wrong"}
        )
        assert first.result().status_code == 200
    assert (refused.status_code, wrong.status_code) == (422, 404)


def test_messages_of_one_conversation_are_answered_one_after_the_other(
    client: httpx.Client, talker: Talker
) -> None:
    talker.pieces, talker.pause = ("x",), 0.01
    path, opens = begun(client)
    with ThreadPoolExecutor(10) as pool:
        posts = pool.map(
            lambda number: client.post(f"{path}/messages", json={"text": str(number)}, headers=opens),
            range(10),
        )
        assert {post.status_code for post in posts} == {200}
    messages = client.get(path, headers=opens).json()["messages"]
    assert [message["role"] for message in messages] == ["user", "assistant"] * 10
    with Store.open(talker.settings).reading() as connection:
        from assistant.store.schema import conversations

        assert connection.execute(conversations.select()).one().state == {"turns": 10}


# ---------------------------------------------------------------- clients that leave


def hang_up(base: str, path: str, headers: dict[str, str], after: Callable[[], bool]) -> None:
    """Posts a message, waits for the condition, and closes the connection without reading the answer."""
    address = urlsplit(base)
    connection = http.client.HTTPConnection(address.hostname or "", address.port)
    headers = headers | {"Content-Type": "application/json"}
    connection.request("POST", f"{address.path}/{path}/messages", json.dumps({"text": "x"}), headers)
    soon(after)
    connection.close()


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_client_that_leaves_stops_its_work(client: httpx.Client, talker: Talker, accept: str) -> None:
    talker.pieces, talker.pause = ("x ",) * 400, 0.1
    path, opens = begun(client)
    hang_up(str(client.base_url).rstrip("/"), path, opens | {"Accept": accept}, lambda: talker.told >= 3)
    left = talker.told
    soon(lambda: talker.closed == 1)
    assert talker.told - left < 200
    assert client.get(path, headers=opens).json()["messages"] == []
    soon(lambda: "assistant_abandoned_total 1.0" in client.get("metrics").text)
    assert "assistant_streams 0.0" in client.get("metrics").text


def test_with_a_key_work_goes_on_for_whoever_comes_back(
    client: httpx.Client, talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.api.runs.GRACE", 120)
    talker.pieces, talker.pause = ("x ",) * 2000, 0.02
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}
    first = stream(client, path, keyed, upto=3)
    left = talker.told
    soon(lambda: talker.told > left + 10)
    again = stream(client, path, keyed | {"Last-Event-ID": str(first[-1].id)}, upto=3)
    assert (talker.begun, talker.closed) == (1, 0)
    assert again[0].data["text"].startswith("x x")
    talker.pause = 0.0
    soon(lambda: talker.closed == 1)


def test_with_a_key_work_stops_when_nobody_comes_back(
    client: httpx.Client, talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.api.runs.GRACE", 0.2)
    talker.pieces, talker.pause = ("x ",) * 4000, 0.02
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}
    first = stream(client, path, keyed, upto=3)
    soon(lambda: talker.closed == 1)
    assert talker.told < 4000
    talker.pieces = ("x ",) * 20
    whole = stream(client, path, keyed | {"Last-Event-ID": str(first[-1].id)})
    assert whole[0].name == "reset"
    assert told(whole) == "x " * 20


def test_a_reader_that_stays_gets_the_answer_when_another_leaves(
    client: httpx.Client, talker: Talker
) -> None:
    talker.pause = 0.03
    path, opens = begun(client)
    keyed = opens | {"Idempotency-Key": "k"}
    with ThreadPoolExecutor(1) as pool:
        stays = pool.submit(stream, client, path, keyed)
        stream(client, path, keyed, upto=2)
        assert told(stays.result()) == TEXT
    assert talker.begun == 1


# ---------------------------------------------------------------- bodies and addresses on the wire


@pytest.mark.parametrize("megabytes", [1, 60])
def test_a_body_that_is_far_too_long_gets_its_answer(client: httpx.Client, megabytes: int) -> None:
    path, opens = begun(client)
    body = b'{"text": "' + b"x" * (megabytes * 1024 * 1024) + b'"}'
    headers = opens | {"Content-Type": "application/json"}
    response = client.post(f"{path}/messages", content=body, headers=headers)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    pieces = (body[start : start + 65536] for start in range(0, len(body), 65536))
    assert client.post(f"{path}/messages", content=pieces, headers=headers).status_code == 413
    assert client.get("live").status_code == 200


def test_a_spoofed_address_does_not_evade_the_rate_limit(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, rate_per_minute=3)
    with served(mounted(settings)) as base, httpx.Client(base_url=base) as client:
        spoofs = ({"X-Forwarded-For": f"203.0.113.{number}"} for number in range(6))
        statuses = [client.post("conversations", headers=headers).status_code for headers in spoofs]
    assert statuses == [201, 201, 201, 429, 429, 429]


def test_a_path_with_a_newline_is_a_json_404(client: httpx.Client) -> None:
    response = client.get(httpx.URL(str(client.base_url) + "articles/a%0Ab"))
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_no_answer_has_a_cookie_or_a_version_of_the_server(client: httpx.Client) -> None:
    response = client.get("live")
    assert "set-cookie" not in response.headers
    assert not re.search(r"\d", response.headers.get("server", ""))
