"""`assistant forget` and `assistant export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Answer


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, str]:
    """A store in the data folder of the environment, and a conversation in it."""
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    store = Store.open(Settings(data=tmp_path))
    opened = store.create("chat")
    store.add_turn(opened.id, "I'm jo@example.com, 2 calls?", Answer("price", "**+$6.00** – for 2 calls"), {})
    store.add_case({"cat": "staff", "text": "2 calls?", "low": "6.00", "high": "6.00"}, "lead", opened.id)
    return store, opened.id


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def test_export_writes_conversations_as_json_lines(
    kept: tuple[Store, str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "export")
    assert (status, err) == (0, "")
    (told,) = [json.loads(line) for line in out.splitlines()]
    assert told["id"] == kept[1]
    assert [message["text"] for message in told["messages"]] == [
        "I'm [email], 2 calls?",
        "**+$6.00** – for 2 calls",
    ]
    assert run(capsys, "export", "--since", "2999-01-01") == (0, "", "")


def test_export_of_cases_is_what_evaluation_reads(
    kept: tuple[Store, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "cases.jsonl"
    assert run(capsys, "export", "--cases", "--output", str(file)) == (0, "", "")
    record = json.loads(file.read_text(encoding="utf-8"))
    assert (record["text"], record["low"]) == ("2 calls?", "6.00")
    assert record["id"].startswith("staff-")


def test_forget_deletes_a_conversation_once(
    kept: tuple[Store, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store, id = kept
    assert run(capsys, "forget", id) == (0, "forgot the conversation and its 2 messages\n", "")
    assert list(store.export()) == []
    status, out, err = run(capsys, "forget", id)
    assert (status, out) == (1, "")
    assert "no such conversation" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [("forget", "x"), ("export",)])
def test_what_cannot_be_reached_is_one_line(
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    status, out, err = run(capsys, *command)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "conversation database" in err


def test_without_retention_there_is_nothing_to_export(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_RETENTION_DAYS", "0")
    status, _, err = run(capsys, "export")
    assert status == 1
    assert "ASSISTANT_RETENTION_DAYS" in err


def test_a_file_that_cannot_be_written_is_named(
    kept: tuple[Store, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, _, err = run(capsys, "export", "--output", str(tmp_path / "no" / "file"))
    assert status == 1
    assert "file can't be written" in err
