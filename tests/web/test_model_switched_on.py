"""The chat page, the API and its metrics with a chat model switched on, over the scripted server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_scripts import checked, faithful, says
from scripted_model import ScriptedModel
from serving import begun, mounted
from shown import html, page, words
from starlette.testclient import TestClient

from assistant import cli
from assistant.cli.plain import plain
from assistant.contract import answer_json
from assistant.settings import Settings
from assistant.web.desk import Desk, open_desk

QUESTION = "A caller asked for a human and your live agent took the call. What is the add-on?"
LIE = says(lambda asked: checked(asked) + " It is $9.00 [1].")


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedModel]:
    with ScriptedModel({"faithful": faithful, "liar": LIE}) as running:
        yield running


@pytest.fixture(params=["faithful", "liar"])
def model(
    request: pytest.FixtureRequest, server: ScriptedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The environment with a model set; its name."""
    for name, value in {
        "MODEL": f"openai:{request.param}",
        "MODEL_BASE_URL": server.openai_url,
        "EMBEDDINGS": "none",
        "DATA": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", value)
    open_desk.cache_clear()
    yield str(request.param)
    open_desk().close()
    open_desk.cache_clear()


def test_the_chat_says_who_worded_the_answer(model: str) -> None:
    test = page("chat")
    test.chat_input(key="typed").set_value(QUESTION).run()
    assert not test.exception
    assert '<span class="figure-value">+$3.00</span>' in html(test)
    assert "9.00" not in words(test)
    captions = " ".join(caption.value for caption in test.caption).replace("\\", "")
    assert ("Answered with openai:faithful" in captions) == (model == "faithful")
    assert ("Answered without the chat model" in captions) == (model == "liar")


def test_the_api_tells_mode_fallback_and_metrics(model: str) -> None:
    with TestClient(mounted(Settings()), base_url="http://testserver/api/v1/") as client:
        path, opens = begun(client)
        answer = client.post(f"{path}/messages", json={"text": QUESTION}, headers=opens).json()
        metrics = client.get("metrics").text
    assert answer["charge"]["add_on_low"] == "3.00"
    assert "9.00" not in answer["text"]
    assert answer["mode"] == ("openai:faithful" if model == "faithful" else "embedded")
    assert bool(answer["fallback"]) == (model == "liar")
    assert ('assistant_fallbacks_total{reason="wrong_amount"} 1.0' in metrics) == (model == "liar")
    assert 'assistant_model_tokens_total{kind="input"}' in metrics
    assert 'assistant_stage_seconds_count{stage="model"} 1.0' in metrics


def test_the_stream_of_the_api_ends_with_the_answer_that_counts(model: str) -> None:
    with TestClient(mounted(Settings()), base_url="http://testserver/api/v1/") as client:
        path, opens = begun(client)
        headers = opens | {"Accept": "text/event-stream"}
        lines = client.post(f"{path}/messages", json={"text": QUESTION}, headers=headers).text.splitlines()
    told = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert "9.00" not in json.dumps(told)
    [answer] = [event["answer"] for event in told if "answer" in event]
    assert answer["mode"] == ("openai:faithful" if model == "faithful" else "embedded")
    shown = "".join(event["text"] for event in told if "text" in event)
    assert shown
    assert answer["text"].endswith(shown) or shown.endswith(answer["text"])


def test_the_command_line_ends_with_who_answered(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["ask", QUESTION])
    assert stop.value.code in (0, None)
    last = " ".join(capsys.readouterr().out.strip().split("\n\n")[-1].split())
    assert last.startswith("Answered " + ("with openai:faithful" if model == "faithful" else "without the"))


def test_without_a_model_nobody_is_named(desk: Desk) -> None:
    answer = desk.assistant.ask(QUESTION)
    assert answer_json(answer)["made_by"] is None
    assert "Answered with" not in plain(answer, desk.assistant.texts["price_command"])
