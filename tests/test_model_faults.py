"""Whatever a provider or the network does: the embedded answer, marked, within the deadline, once."""

from __future__ import annotations

import dataclasses
import socket
import time
from collections.abc import Callable, Iterator

import pytest
from model_scripts import FAULTS, assistants, checked, faithful, says
from scripted_model import Asked, Reply

from assistant import Assistant, Finished, TextDelta
from assistant.answering.model.breaker import Breaker
from assistant.answering.model.providers import Misconfigured, chat_model
from assistant.settings import Settings

QUESTION = "The caller asked for a human and got one of your live agents. What is the add-on?"
DEADLINE = 1.5  # seconds, where the fault lasts longer: 60
AMPLE = 30.0  # for faults that end by themselves
SLACK = 20.0  # a busy machine's


BEHAVIOURS = {name: behaviour for name, (behaviour, _) in FAULTS.items()} | {
    "faithful": faithful,
    "lies at the end": says(lambda asked: checked(asked) + " It is $9.00 [1]."),
}


@pytest.fixture(scope="module")
def make() -> Iterator[Callable[..., Assistant]]:
    with assistants(BEHAVIOURS, model_deadline=DEADLINE) as made:
        made("faithful").ask(QUESTION)  # imports are not on any fault's time
        yield made


@pytest.fixture(scope="module")
def plain() -> Assistant:
    return Assistant.open(Settings(embeddings="none"))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_leaves_the_embedded_answer(
    name: str, make: Callable[..., Assistant], plain: Assistant
) -> None:
    code = FAULTS[name][1]
    deadline = DEADLINE if code == "timeout" or "60 s" in name else AMPLE
    one = make(name, model_deadline=deadline)
    one._chat._made()  # type: ignore[union-attr]
    began = time.monotonic()
    items = list(one.stream(QUESTION, {}))
    took = time.monotonic() - began
    answer = items[-1].answer  # type: ignore[union-attr]
    assert took < deadline + SLACK
    assert "".join(item.text for item in items if isinstance(item, TextDelta)) == answer.text
    if code is None:
        assert answer.fallback is None
        assert answer.mode.startswith("openai:")
        return
    marked = {"fallback": answer.fallback, "made_by": f"Answered without the chat model: {answer.fallback}."}
    assert answer == dataclasses.replace(plain.ask(QUESTION), **marked)
    assert answer.fallback
    assert answer.metrics["fallback"] == code


def test_a_refused_connection_leaves_the_embedded_answer(plain: Assistant) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(model="openai:x", model_base_url=f"http://127.0.0.1:{port}/v1", embeddings="none")
    answer = Assistant.open(settings).ask(QUESTION)
    assert (answer.text, answer.mode) == (plain.ask(QUESTION).text, "embedded")
    assert answer.metrics["fallback"] == "unreachable"


def test_text_shown_before_a_fault_is_replaced_not_repeated(
    make: Callable[..., Assistant], plain: Assistant
) -> None:
    with assistants(
        {"x": lambda asked: Reply(pieces=(checked(asked) + " ", "Next it", " stops"), cut_after=3)},
        model_deadline=AMPLE,
        model_may_see="answer",
    ) as made:
        items = list(made("x").stream(QUESTION, {}))
    shown = "".join(item.text for item in items if isinstance(item, TextDelta))
    last = items[-1]
    assert isinstance(last, Finished)
    assert last.answer.text == plain.ask(QUESTION).text
    assert last.answer.text.startswith(shown.split("\n")[0])
    assert len(shown) <= len(last.answer.text)


def test_a_provider_that_keeps_failing_is_left_alone(make: Callable[..., Assistant]) -> None:
    with assistants({"x": lambda asked: Reply(status=404)}, model_deadline=AMPLE) as made:
        one = made("x")
        codes = [one.ask(QUESTION).metrics["fallback"] for _ in range(10)]
        asked = made.server.count("x")  # type: ignore[attr-defined]
    assert codes == ["model_not_found"] * 3 + ["resting"] * 7
    assert asked == 3


def test_wrong_words_do_not_count_as_an_outage(make: Callable[..., Assistant]) -> None:
    one = make("lies at the end", model_deadline=AMPLE)
    assert {one.ask(QUESTION).metrics["fallback"] for _ in range(6)} == {"wrong_amount"}


def test_the_breaker_tries_again_after_its_rest_and_rests_longer_each_time() -> None:
    now = [0.0]
    breaker = Breaker(failures=2, rest=10, longest=30, clock=lambda: now[0])
    for _ in range(2):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    now[0] = 10
    assert breaker.allows()
    assert not breaker.allows()  # one try at a time
    breaker.failed()
    now[0] = 29
    assert not breaker.allows()
    now[0] = 30
    assert breaker.allows()
    breaker.left()
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_a_reader_who_leaves_ends_the_models_work() -> None:
    def slow(asked: Asked) -> Reply:
        return Reply(text=checked(asked) + " It is flat [1]." * 100, pause=0.1)

    with assistants({"x": slow}, model_may_see="answer") as made:
        stream = made("x").stream(QUESTION, {})
        assert isinstance(next(stream), TextDelta)
        stream.close()  # type: ignore[attr-defined]
        until = time.monotonic() + 60
        while not made.server.left and time.monotonic() < until:  # type: ignore[attr-defined]
            time.sleep(0.05)
        assert made.server.left == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["nobody:x", "openai", "ollama"])
def test_a_model_that_cannot_be_made_says_what_to_do(name: str) -> None:
    with pytest.raises(Misconfigured, match="ASSISTANT_MODEL"):
        chat_model(Settings(model=name))


def test_an_unknown_provider_leaves_the_embedded_answer(plain: Assistant) -> None:
    answer = Assistant.open(Settings(model="nobody:x", embeddings="none")).ask(QUESTION)
    assert answer.text == plain.ask(QUESTION).text
    assert answer.metrics["fallback"] == "misconfigured"
