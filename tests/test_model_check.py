"""`assistant check` names what is wrong with the guard's word lists, the prompt and the model's texts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import content
from assistant.answering.model.check import problems
from assistant.settings import Settings


def found(kb: Path) -> str:
    return "\n".join(
        f"{problem.file} {problem.entry}: {problem.message}" for problem in problems(content.inspect(kb))
    )


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    return Path(shutil.copytree(Settings().kb, tmp_path / "kb"))


def edited(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(kb: Path) -> None:
        text = (kb / file).read_text(encoding="utf-8")
        assert old in text
        (kb / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def gone(file: str) -> Callable[[Path], None]:
    return lambda kb: (kb / file).unlink()


def test_the_shipped_files_hold(kb: Path) -> None:
    assert found(kb) == ""


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (gone("language/guard.toml"), "guard.toml is missing"),
        (edited("language/guard.toml", "[languages.en]", "[languages.en"), "can't be read"),
        (edited("language/guard.toml", "\npromise = [", "\npromises = ["), 'no list is named "promises"'),
        (edited("language/guard.toml", "\nknown = [", "\nnown = ["), "lacks or misspells"),
        (edited("language/guard.toml", "\nslang = [", '\nslang = ["", '), "is empty"),
        (edited("language/guard.toml", '"fiver", ', '"fiver", "Fiver", '), '"fiver" stands there twice'),
        (edited("language/guard.toml", "\nhuman_verification = [", "\nverification = ["), "no interaction"),
        (edited("language/guard.toml", '"january", ', ""), "twelve months"),
        (gone("prompts/agent.md"), "agent.md is missing"),
        (edited("prompts/agent.md", "# How to write", "The add-on is $3.00."), "states an amount"),
        (gone("text/model.toml"), "is missing"),
        (edited("text/model.toml", "\ntimeout = ", "\ntimes_out = "), 'lacks "timeout"'),
        (edited("text/model.toml", "[both]", "[one]"), "both: is missing"),
        (edited("text/model.toml", "[made_by]", "[made_with]"), "made_by: is missing"),
    ],
)
def test_damage_is_named(damage: Callable[[Path], None], said: str, kb: Path) -> None:
    damage(kb)
    assert said in found(kb)
