"""assistant ask, explain and eval: what they print, what they refuse, and their exit statuses."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import cli
from assistant.content import load

ROOT = Path(__file__).parent.parent
ARTICLE = load(ROOT / "kb").articles["live-agent-handoff"].text
ASKED = "A caller asked for a human and your live agent took over. Add-on?"
Run = Callable[..., tuple[int, str, str]]
FIELDS = {"kind", "text", "charge", "citations", "clarification", "suggestions", "mode", "fallback"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in process, with `piped` as its standard input: (exit status, stdout, stderr)."""
    monkeypatch.delenv("ASSISTANT_DEBUG", raising=False)

    def call(*arguments: str, piped: bytes | None = None) -> tuple[int, str, str]:
        if piped is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped), encoding="utf-8"))
        with pytest.raises(SystemExit) as stop:
            cli.main(arguments)
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


# ---------------------------------------------------------------- one question


def test_the_amount_comes_first_and_the_sources_last(run: Run) -> None:
    status, out, err = run("ask", ASKED)
    assert (status, err) == (0, "")
    assert "+$3.00" in out.splitlines()[0]
    assert "**" not in out
    sources = out[out.index("Sources:") :]
    assert "Pricing" in sources
    assert "+$3.00 in addition to your base per-call rate" in " ".join(sources.split())


def test_an_open_question_offers_its_options(run: Run) -> None:
    status, out, _ = run("ask", "Somebody took over the call after the caller asked for a human. Add-on?")
    assert status == 0
    assert out.count("( )") >= 2


def test_json_is_one_answer_of_the_contract(run: Run) -> None:
    status, out, err = run("ask", "--json", ASKED)
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert answer.keys() >= FIELDS
    assert (answer["kind"], answer["charge"]["add_on_low"], answer["charge"]["calls"]) == ("price", "3.00", 1)
    assert all(ARTICLE[c["start"] : c["end"]] == c["quote"] for c in answer["citations"])


def test_a_model_that_is_not_there_is_told_once_under_the_answer() -> None:
    env = {**os.environ, "ASSISTANT_MODEL": "openai:x", "ASSISTANT_EMBEDDINGS": "none"}
    env.pop("OPENAI_API_KEY", None)
    command = [sys.executable, "-m", "assistant", "ask", ASKED]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert " ".join(done.stdout.split()).count("Answered without the chat model: ") == 1
    assert done.stdout.startswith("+$3.00")


def test_a_question_may_be_piped_in(run: Run) -> None:
    assert run("ask", piped=ASKED.encode()) == run("ask", ASKED)


@pytest.mark.parametrize(
    ("arguments", "piped", "says"),
    [
        (["ask", ""], None, "the message is empty"),
        (["ask", "   \n\t "], None, "the message is empty"),
        (["ask"], b"", "the message is empty"),
        (["ask"], b"\xff\xfe\x00\x81", "not UTF-8"),
        (["ask"], b"a\x00b", "NUL"),
        (["ask", "x" * 8001], None, "8,001 characters; at most 8,000"),
        (["ask"], b"y" * 8001, "8,001 characters; at most 8,000"),
        (["ask", "--batch", "/nowhere/batch.jsonl"], None, "/nowhere/batch.jsonl can't be read"),
        (["eval", "/nowhere/cases.jsonl"], None, "/nowhere/cases.jsonl can't be read"),
        (["explain", ""], None, "the message is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_one_line(
    run: Run, arguments: list[str], piped: bytes | None, says: str
) -> None:
    status, out, err = run(*arguments, piped=piped)
    assert (status, out) == (1, "")
    assert err.startswith("assistant: ")
    assert len(err.splitlines()) == 1
    assert says in err


@pytest.mark.parametrize(
    "arguments",
    [["ask", "a", "b"], ["ask", "--jsonn", "a"], ["explain"], ["eval"], ["eval", "--min", "much", "x"]],
)
def test_wrong_usage_exits_2(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_the_longest_message_is_answered(run: Run) -> None:
    status, out, _ = run("ask", "--json", ASKED + " " * (8000 - len(ASKED)))
    assert status == 0
    assert json.loads(out)["charge"]["add_on_low"] == "3.00"


# ---------------------------------------------------------------- batches


def test_a_batch_answers_every_record_in_order_whatever_some_hold(run: Run) -> None:
    lines = [
        json.dumps({"id": "a", "text": ASKED}),
        "{not json",
        "",
        json.dumps({"id": "b", "turns": [ASKED, "make it 4"]}),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": ""}),
        json.dumps({"id": "e", "text": "z" * 8001}),
        json.dumps({"id": "f", "turns": []}),
        json.dumps({"id": "g", "turns": ["hi", 5]}),
        json.dumps([1, 2]),
        json.dumps({"id": 7, "text": "Which calls are billable?"}),
        json.dumps({"id": "h", "text": "a\u0000b"}),
        "[" * 5000,
        json.dumps({"id": "z", "text": ASKED}),
    ]
    status, out, err = run("ask", "--batch", "-", piped="\n".join(lines).encode() + b"\n\xff\xfe\n")
    records = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [record["id"] for record in records] == [
        "a", None, "b", "c", "d", "e", "f", "g", None, 7, "h", None, "z", None,
    ]  # fmt: skip
    kinds = [record["answer"]["kind"] for record in records]
    assert [n for n, kind in enumerate(kinds) if kind != "unavailable"] == [0, 2, 9, 12]
    assert records[2]["answer"]["charge"]["add_on_low"] == "12.00"
    assert all(record["answer"].keys() >= FIELDS and record["ms"] >= 0 for record in records)
    assert "line 2" in records[1]["answer"]["text"]
    assert "8,001" in records[5]["answer"]["text"]
    assert records[0]["answer"] == records[12]["answer"]


def test_records_of_a_batch_know_nothing_of_each_other(run: Run) -> None:
    lines = [json.dumps({"id": 1, "text": ASKED}), json.dumps({"id": 2, "text": "ours"})]
    out = run("ask", "--batch", "-", piped="\n".join(lines).encode())[1]
    assert json.loads(out.splitlines()[1])["answer"]["charge"] is None


def test_a_batch_may_be_a_file_and_may_be_empty(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text("", encoding="utf-8")
    assert run("ask", "--batch", str(path)) == (0, "", "")
    path.write_text(json.dumps({"id": "a", "text": ASKED}) + "\r\n", encoding="utf-8")
    assert json.loads(run("ask", "--batch", str(path))[1])["answer"]["kind"] == "price"


def test_a_byte_order_mark_before_a_batch_is_no_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": ASKED}).encode())
    assert json.loads(run("ask", "--batch", str(path))[1])["answer"]["kind"] == "price"


def test_a_pipe_that_closes_early_is_no_traceback() -> None:
    lines = "\n".join(json.dumps({"id": n, "text": "hello"}) for n in range(300))
    command = f"{sys.executable} -m assistant ask --batch - | head -1"
    done = subprocess.run(
        ["bash", "-c", command], input=lines, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert json.loads(done.stdout)["id"] == 0
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- explain


def test_explain_shows_observations_deductions_calls_and_what_is_missing(run: Run) -> None:
    status, out, err = run("explain", "The AI froze and somebody took over. I was billed $3, right?")
    assert (status, err) == (0, "")
    for part in ("observations", "deductions", "calls", "claim: 3", "missing: who", "failure", "unknown:"):
        assert part in out


def test_explain_goes_on_from_earlier_messages(run: Run) -> None:
    out = run("explain", "--json", ASKED, "make it 4")[1]
    trace: dict[str, Any] = json.loads(out)
    assert trace["calls"][0]["calls"] == 4
    assert trace.keys() >= {"asked", "topics", "observations", "deductions", "calls", "claims", "missing"}


# ---------------------------------------------------------------- eval


CASES = [
    {"id": 1, "cat": "good", "text": ASKED, "low": "3.00", "high": "3.00", "total": None, "covered": True},
    {"id": 2, "cat": "bad", "text": ASKED, "low": "0.00", "high": "0.00", "total": None, "covered": True},
]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in CASES), encoding="utf-8")
    return path


def test_eval_prints_shares_by_category(run: Run, cases: Path) -> None:
    status, out, _ = run("eval", str(cases), "--show", "5")
    assert status == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "all 1/2 50.0% certain-wrong 1, asked 0" in lines
    assert "good 1/1 100.0% certain-wrong 0, asked 0" in lines
    assert any("latency p50" in line for line in lines)
    assert any(line.startswith("- 2 [certain-wrong] add-on 3.00-3.00, should be 0.00-0.00") for line in lines)


def test_eval_prints_json(run: Run, cases: Path) -> None:
    figures = json.loads(run("eval", "--json", str(cases))[1])
    assert {key: figures[key] for key in ("file", "cases", "right", "certain_wrong", "asked")} == {
        "file": "cases.jsonl", "cases": 2, "right": 1, "certain_wrong": 1, "asked": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("least", "status"), [("0.5", 0), ("0.51", 1), ("0", 0)])
def test_eval_exits_1_below_the_share_asked_for(run: Run, cases: Path, least: str, status: int) -> None:
    assert run("eval", str(cases), "--min", least)[0] == status


def test_eval_judges_every_file_by_itself(run: Run, cases: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.jsonl"
    good.write_text(json.dumps(CASES[0]), encoding="utf-8")
    assert run("eval", str(good), "--min", "1.0")[0] == 0
    assert run("eval", str(good), str(cases), "--min", "0.6")[0] == 1
