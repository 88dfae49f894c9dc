"""The command line: what `price` and `check` print, and how every command fails."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import cli
from assistant.content import load
from assistant.settings import Settings, SettingsError
from assistant.types import AssistantError

ROOT = Path(__file__).parent.parent
ARTICLE = load(ROOT / "kb").articles["live-agent-handoff"].text
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in process: (exit status, stdout, stderr)."""
    monkeypatch.delenv("ASSISTANT_DEBUG", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            cli.main(arguments)
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


def charge(run: Run, *arguments: str) -> dict[str, Any]:
    status, out, err = run("price", *arguments, "--json")
    assert (status, err) == (0, "")
    body = json.loads(out)
    assert set(body) == {"charge", "citations"}
    for citation in body["citations"]:
        assert ARTICLE[citation["start"] : citation["end"]] == citation["quote"]
    return body["charge"]


# ---------------------------------------------------------------- price


@pytest.mark.parametrize(
    ("arguments", "low", "high", "total"),
    [
        (["--interaction", "caller_escalation"], "3.00", "3.00", None),
        (["--interaction", "system_escalation"], "0.00", "0.00", None),
        (["-i", "caller_escalation", "-i", "playbook_handoff"], "3.00", "3.00", None),
        (["--interaction", "caller_escalation", "playbook_handoff"], "3.00", "3.00", None),
        (["-i", "caller-escalation,playbook-handoff", "--calls", "3"], "9.00", "9.00", None),
        ([], "0.00", "0.00", None),
        (["--unknown", "human_verification"], "0.00", "3.00", None),
        (["-i", "playbook_handoff", "-u", "human_verification"], "3.00", "3.00", None),
        (["-i", "playbook_handoff", "--on", "2025-11-20"], "3.00", "3.00", None),
        (["-i", "playbook_handoff", "--on", "2025-11-19"], None, None, None),
        (["-i", "playbook_handoff", "--base-rate", "2.40", "--calls", "3"], "9.00", "9.00", "16.20"),
        (["-i", "playbook_handoff", "--base-rate", "$2.40"], "3.00", "3.00", "5.40"),
    ],
)
def test_price_prints_the_charge_of_the_contract(
    run: Run, arguments: list[str], low: str | None, high: str | None, total: str | None
) -> None:
    found = charge(run, *arguments)
    assert (found["add_on_low"], found["add_on_high"], found["total_low"]) == (low, high, total)


def test_price_prints_the_amount_first_then_why_then_sources(run: Run) -> None:
    status, out, err = run("price", "--interaction", "caller_escalation", "--calls", "2")
    assert (status, err) == (0, "")
    assert out.startswith("+$6.00 ")
    assert "caller-initiated escalation is billable" in out.splitlines()[0]
    assert "**" not in out
    assert out.index("Sources:") > out.index("What would change")
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["price", "--interaction", "playbook"], 'no interaction is named "playbook"; there are: human_ver'),
        (["price", "--unknown", "x"], 'no interaction is named "x"'),
        (["price", "-i", "playbook_handoff", "-u", "playbook_handoff"], "can't both"),
        (["price", "--on", "20.11.2025"], "must be a date like 2025-12-01"),
        (["price", "--base-rate", "two"], "must be an amount in dollars"),
        (["price", "--base-rate", "NaN"], "base rate must be an amount"),
        (["price", "--base-rate", "-1"], "base rate must be an amount"),
        (["price", "--base-rate", "2.405"], "whole cents"),
        (["price", "--calls", "0"], "whole number from 1"),
        (["price", "--calls", "three"], "--calls"),
        (["price", "--colour"], "No such option"),
        (["prise"], "Did you mean 'price'?"),
        (["--colour"], "No such option"),
        (["check", "a", "b"], "unexpected extra argument"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Run, arguments: list[str], message: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("assistant: ")
    assert message in err


# ---------------------------------------------------------------- check


def test_check_lists_every_problem_and_exits_1(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kb", tmp_path / "kb")
    policy = tmp_path / "kb" / "policies" / "live-agent-addon.toml"
    text = (
        policy.read_text(encoding="utf-8").replace('amount = "3.00"\n', "").replace("billable = true", "", 1)
    )
    policy.write_text(text, encoding="utf-8")
    status, out, err = run("check", str(tmp_path / "kb"))
    assert status == 1
    assert "policies/live-agent-addon.toml: rates[1]: amount is missing\n" in out
    assert "policies/live-agent-addon.toml: interactions.human_verification: billable is missing\n" in out
    assert "text: can't be checked: the policy has to be usable first\n" in out
    assert err == f"{out.count(chr(10))} problems in {tmp_path / 'kb'}\n"


def test_check_holds_for_the_real_content(run: Run) -> None:
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert out.endswith(": no problem\n")


def test_check_of_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("check", str(tmp_path / "nowhere"))
    assert status == 1
    assert "there is no *.md" in out


# ---------------------------------------------------------------- every command


def test_help_names_every_command(run: Run) -> None:
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    listed = [line.split()[0] for line in out.partition("Commands:")[2].splitlines() if line[:3].strip()]
    assert listed == list(cli.COMMANDS)
    assert run()[:2] == (0, out)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    status, out, err = run(name, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: assistant {name}")


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("assistant.check.problems", fail)


def test_a_failure_is_one_line_and_status_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, AssistantError("the folder is locked;\nclose the other program"))
    assert run("check") == (1, "", "assistant: the folder is locked; close the other program\n")


def test_an_unexpected_error_is_one_line_unless_debugging(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ZeroDivisionError("by zero"))
    status, out, err = run("check")
    assert (status, out) == (1, "")
    assert err == "assistant: unexpected ZeroDivisionError: by zero (ASSISTANT_DEBUG=1 shows where)\n"
    monkeypatch.setenv("ASSISTANT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["check"])


def test_ctrl_c_exits_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    assert run("check") == (130, "", "")


def test_a_bad_variable_is_named_without_its_value(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_MAX_MESSAGE", "s3cret")
    status, out, err = run("check")
    assert (status, out) == (1, "")
    assert "ASSISTANT_MAX_MESSAGE" in err
    assert "s3cret" not in err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RETENTION_DAYS", "-1"),
        ("RATE_PER_MINUTE", "0"),
        ("SEARCH_DEADLINE", "nan"),
        ("MODEL_DEADLINE", "soon"),
        ("MODEL_MAY_SEE", "everything"),
    ],
)
def test_a_variable_is_checked(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    with pytest.raises(SettingsError, match=f"ASSISTANT_{name}: has to be "):
        Settings()


def test_what_is_given_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_MAX_MESSAGE", "40")
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", "postgresql://nobody:s3cret@db/none")
    assert (Settings().max_message, Settings(max_message=50).max_message) == (40, 50)
    assert "s3cret" not in repr(Settings())


def test_a_reader_that_leaves_costs_no_word() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "assistant", "price"]
    left = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    os.close(writing)
    assert (left.returncode, left.stderr) == (1, "")


def test_a_narrow_locale_costs_a_sign_not_the_answer() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "assistant", "price", "-i", "human_verification"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
    assert done.returncode == 0
    assert done.stdout.startswith("+$3.00")
