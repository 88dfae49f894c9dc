"""The public face: the same answers whichever way one asks, and prices whatever else is broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from spoken import assistant

from assistant import Assistant, Call, Finished, TextDelta
from assistant.answering.conversation import MessageError
from assistant.contract import answer_json
from assistant.evaluation import read_cases
from assistant.retrieval import Index
from assistant.retrieval.results import SearchUnavailable
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
ASKED = "A caller asked for a human and your live agent took over. Add-on?"
UNLISTED = "What colour is your logo?"
DEV = ROOT / "tests" / "cases" / "dev"


# ---------------------------------------------------------------- ways of asking


def test_asking_turning_conversing_and_streaming_answer_alike() -> None:
    face = assistant()
    asked = answer_json(face.ask(ASKED))
    answer, state = face.turn(ASKED, {})
    conversation = face.conversation()
    assert answer_json(answer) == answer_json(conversation.ask(ASKED)) == asked
    assert conversation.state == state
    *pieces, last = face.stream(ASKED, {})
    assert isinstance(last, Finished)
    assert all(isinstance(piece, TextDelta) for piece in pieces)
    assert "".join(piece.text for piece in pieces if isinstance(piece, TextDelta)) == answer.text
    assert (answer_json(last.answer), last.state) == (asked, state)


def test_a_conversation_is_resumed_from_its_state() -> None:
    first = assistant().conversation()
    first.ask(ASKED)
    resumed = assistant().conversation(json.loads(json.dumps(first.state)))
    assert answer_json(resumed.ask("make it 4")) == answer_json(first.ask("make it 4"))


def test_structured_calls_are_priced_like_words() -> None:
    call = Call(frozenset({"caller_escalation"}), calls=2, on=date(2025, 12, 1), base_rate=Decimal("2.40"))
    bill = assistant().charge((call,)).bill
    assert bill is not None
    assert (bill.add_on_low, bill.total_high) == (Decimal("6.00"), Decimal("10.80"))


@pytest.mark.parametrize("message", ["", "  \n", "x" * 8001, "a\x00b"])
def test_a_message_that_cannot_be_read_is_refused(message: str) -> None:
    for ask in (assistant().ask, assistant().conversation().ask, lambda m: list(assistant().stream(m, {}))):
        with pytest.raises(MessageError):
            ask(message)


def test_the_limit_of_a_message_is_a_setting() -> None:
    brief = Assistant.open(Settings(max_message=40))
    with pytest.raises(MessageError, match="at most 40"):
        brief.ask("y" * 41)
    assert brief.ask("hello").kind == "smalltalk"


def test_the_examples_are_answered_as_they_promise() -> None:
    assert assistant().examples
    for example in assistant().examples:
        assert assistant().ask(example).kind in ("price", "article", "clarify")


def test_an_answer_of_several_threads_is_the_answer_of_one() -> None:
    face = Assistant.open()
    messages = [case["text"] for case in read_cases(DEV / "scenarios.jsonl")[:40]]
    alone = [answer_json(assistant().ask(message)) for message in messages]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda message: answer_json(face.ask(message)), messages)) == alone


def test_closing_is_safe_to_repeat_and_leaves_it_usable() -> None:
    face = Assistant.open()
    face.close()
    face.close()
    assert face.ask(ASKED).kind == "price"


# ---------------------------------------------------------------- the same bytes every time


def some_turns(count: int = 60) -> list[list[str]]:
    turns = []
    for name in ("scenarios", "questions", "dialogues"):
        cases = read_cases(DEV / f"{name}.jsonl")
        step = len(cases) // (count // 3)
        turns += [case.get("turns") or [case["text"]] for case in cases[::step][: count // 3]]
    return turns


ANSWER = """
import json, sys
from assistant import Assistant
from assistant.cli.ask import trace
from assistant.contract import answer_json
face = Assistant.open()
for turns in json.load(sys.stdin):
    state = {}
    for turn in turns:
        reading = face.explain(turn, state)
        answer, state = face.turn(turn, state)
        print(json.dumps([answer_json(answer), trace(reading), state]))
"""


def answered_in_a_process(seed: int, turns: list[list[str]]) -> bytes:
    run = subprocess.run(
        [sys.executable, "-c", ANSWER],
        input=json.dumps(turns).encode(),
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        check=True,
    )
    return run.stdout


def test_the_same_messages_in_8_processes_give_the_same_bytes() -> None:
    turns = some_turns()
    with ThreadPoolExecutor(2) as two:
        outputs = list(two.map(lambda seed: answered_in_a_process(seed, turns), range(8)))
    assert len(outputs[0].splitlines()) >= len(turns) == 60
    assert set(outputs) == {outputs[0]}


def test_the_same_message_8_times_gives_the_same_bytes() -> None:
    for turns in some_turns(18):
        said = {json.dumps(answer_json(assistant().ask(turns[0]))) for _ in range(8)}
        assert len(said) == 1, turns[0]


def test_what_was_asked_before_changes_no_answer() -> None:
    messages = [turns[0] for turns in some_turns(30)]
    forth = [answer_json(assistant().ask(message)) for message in messages]
    back = [answer_json(assistant().ask(message)) for message in reversed(messages)]
    assert forth == back[::-1]


# ---------------------------------------------------------------- with something broken


WITHOUT = """
import sys
for name in {names!r}:
    sys.modules[name] = None
from assistant import Assistant
face = Assistant.open()
for message in {messages!r}:
    answer = face.ask(message)
    print(answer.kind, answer.bill.add_on_low if answer.bill else None)
"""


def kinds_without(names: list[str], data: Path, *messages: str) -> list[str]:
    """Kind and add-on of each answer in a process where these modules can't be imported."""
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(names=names, messages=messages)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_DATA": str(data)},
        check=False,
    )
    assert "Traceback" not in run.stderr, run.stderr
    return run.stdout.splitlines()


def test_prices_are_answered_where_chroma_cannot_be_imported(data_with_model: Path) -> None:
    names = ["chromadb", "langchain_chroma", "langchain_core", "onnxruntime", "streamlit"]
    assert kinds_without(names, data_with_model, ASKED) == ["price 3.00"]


def test_the_articles_own_topics_are_answered_where_chroma_cannot_be_imported(data_with_model: Path) -> None:
    said = kinds_without(
        ["chromadb", "langchain_chroma"], data_with_model, "Which calls are billable?", UNLISTED
    )
    assert said[0] == "article None"
    assert said[1] in ("not_covered None", "unavailable None")


@pytest.mark.parametrize("damage", ["a file", "garbage", "read-only"])
def test_prices_are_answered_whatever_became_of_the_data_folder(tmp_path: Path, damage: str) -> None:
    data = tmp_path / "data"
    if damage == "a file":
        data.write_text("not a folder")
    else:
        for part in ("chroma", "index"):
            (data / part).mkdir(parents=True)
            (data / part / "chroma.sqlite3").write_bytes(b"\x00garbage" * 100)
        (data / "models").write_text("not a folder")
    if damage == "read-only":
        data.chmod(0o500)
    try:
        face = Assistant.open(Settings(data=data))
        answer = face.ask(ASKED)
        assert (answer.kind, answer.bill.add_on_low if answer.bill else None) == ("price", Decimal("3.00"))
        assert face.ask("Which calls are billable?").kind == "article"
        assert face.ask(UNLISTED).kind in ("not_covered", "unavailable")
    finally:
        if data.is_dir():
            data.chmod(0o700)


def test_a_search_that_cannot_be_done_is_unavailable_and_never_not_covered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(self: Index, query: str, k: int = 5) -> None:
        raise SearchUnavailable("the index is gone; run `assistant sync`")

    monkeypatch.setattr(Index, "search", fail)
    face = Assistant.open()
    answer = face.ask(UNLISTED)
    assert answer.kind == "unavailable"
    assert "the index is gone" in answer.text
    assert "support@smith.ai" in answer.text
    assert face.ask(ASKED).kind == "price"
