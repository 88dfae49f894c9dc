"""The labelled cases: no file may have fewer right answers or more certain-wrong ones than committed with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.evaluation import CASES, baseline, files, measured, worse
from spoken import assistant

COMMITTED = baseline()


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(CASES).as_posix())
def test_no_answer_got_worse(path: Path) -> None:
    name = path.relative_to(CASES).as_posix()
    figures, _ = measured(assistant(), path)
    assert worse({name: figures}, {name: COMMITTED[name]} if name in COMMITTED else {}) == []


def test_every_file_of_cases_is_there() -> None:
    there = {path.relative_to(CASES).as_posix() for path in files()}
    assert there == COMMITTED.keys()
    kinds = {"scenarios.jsonl", "questions.jsonl", "dialogues.jsonl"}
    assert {f"{folder}/{kind}" for folder in ("dev", "fresh", "unseen") for kind in kinds} <= there


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        ({"cases": 9, "right": 7, "certain_wrong": 1, "asked": 0}, 0),
        ({"cases": 9, "right": 8, "certain_wrong": 0, "asked": 1}, 0),
        ({"cases": 9, "right": 6, "certain_wrong": 1, "asked": 0}, 1),
        ({"cases": 9, "right": 7, "certain_wrong": 2, "asked": 0}, 1),
        ({"cases": 9, "right": 6, "certain_wrong": 2, "asked": 0}, 2),
        ({"cases": 8, "right": 7, "certain_wrong": 1, "asked": 0}, 1),
    ],
)
def test_what_got_worse_is_told(now: dict[str, int], lines: int) -> None:
    then = {"cases": 9, "right": 7, "certain_wrong": 1, "asked": 0}
    assert len(worse({"a": now}, {"a": then})) == lines


def test_a_file_without_figures_or_figures_without_a_file_are_told() -> None:
    some = {"cases": 1, "right": 1, "certain_wrong": 0, "asked": 0}
    assert worse({"a": some}, {}) == ["a has no committed figures"]
    assert worse({}, {"a": some}) == ["a is gone"]
