"""Grading: the same outcome as the published grader, and the figures made of outcomes."""

from __future__ import annotations

import importlib.util
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.content import load
from assistant.evaluation import BadCases, Outcome, grade, latency, read_cases, run, shares, squash

ROOT = Path(__file__).parent.parent
ARTICLE = load(ROOT / "kb").articles["live-agent-handoff"].text
WORDS = squash(ARTICLE)
QUOTE = (
    "Every call that uses the live agent add-on is billed at +$3.00 in addition to your base per-call rate."
)


def published() -> ModuleType:
    spec = importlib.util.spec_from_file_location("grade", ROOT / "tests" / "published" / "grade.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GRADER = published()


def by_published(case: dict[str, Any], answer: dict[str, Any]) -> str:
    label = {**case, **case["expect"]} if "expect" in case else case
    charged = "low" in label or "covered" in label
    graded = GRADER.grade_charge if charged else GRADER.grade_question
    return str(graded(label, answer, WORDS)[0])


def citation(**changes: Any) -> dict[str, Any]:
    return {"marker": 1, "section": "Pricing", "quote": QUOTE, **changes}


def answer(low: str | None = "3.00", high: str | None = None, **changes: Any) -> dict[str, Any]:
    charge = {
        "calls": 1, "calls_not_covered": 0, "add_on_low": low, "add_on_high": high or low,
        "total_low": None, "total_high": None,
    }  # fmt: skip
    changed = changes.pop("charge", {})
    if changed is None:
        changes["charge"] = None
    else:
        charge.update(changed)
    given = {
        "kind": "price", "text": f"**+${low}** for this call [1].", "charge": charge,
        "citations": [citation()], "clarification": None,
    }  # fmt: skip
    return {**given, **changes}


ANSWERS: dict[str, dict[str, Any]] = {
    "right": answer(),
    "nothing": {},
    "no charge": answer(charge={"add_on_low": None, "add_on_high": None}),
    "zero": answer("0.00"),
    "six": answer("6.00"),
    "range": answer("0.00", "3.00", kind="clarify", clarification={"question": "Who?", "options": []}),
    "range that asks nothing": answer("0.00", "3.00"),
    "wide range": answer("0.00", "6.00", clarification={"question": "Who?"}),
    "high range": answer("6.00", "9.00", clarification={"question": "Who?"}),
    "amount unsaid": answer(text="It is billable [1]."),
    "amount in other words": answer(text="That's $3 [1]."),
    "amount glued to another": answer(text="That's $3.005 and $31 [1]."),
    "with a space": answer(text="That's $ 3.00 [1]"),
    "no citation": answer(citations=[]),
    "marker without citation": answer(text="+$3.00 [1][2]"),
    "quote not in the article": answer(citations=[citation(quote="The add-on is free on Sundays.")]),
    "quote too short": answer(citations=[citation(quote="call")]),
    "quote with other spaces": answer(citations=[citation(quote=QUOTE.replace(" ", "  ").upper())]),
    "other section": answer(citations=[citation(section="Overview")]),
    "total": answer(charge={"total_low": "5.40", "total_high": "5.40"}, text="$5.40 in all [1]"),
    "total unsaid": answer(charge={"total_low": "5.40", "total_high": "5.40"}),
    "wrong total": answer(charge={"total_low": "5.50", "total_high": "5.50"}, text="$5.50 [1]"),
    "uncovered": answer(None, kind="not_covered", charge={"calls_not_covered": 1},
                        text="The pricing goes into effect on November 20, 2025 [1]."),
    "uncovered, no date": answer(None, kind="not_covered", charge={"calls_not_covered": 1}, text="No amount [1]."),
    "uncovered, short date": answer(None, charge={"calls_not_covered": 1}, text="since Nov. 20 [1]"),
    "uncovered but priced": answer("3.00", charge={"calls_not_covered": 1}, text="Nov 20: $3.00 [1]"),
    "partly": answer("3.00", charge={"calls": 2, "calls_not_covered": 1}, text="$3.00; Nov 20 [1]"),
    "article": answer(None, kind="article", charge=None, text="It is a flat +$3, once per call [1]."),
    "article without citation": answer(None, kind="article", charge=None, text="flat +$3", citations=[]),
    "not covered": answer(None, kind="not_covered", charge=None, text="The article doesn't say.", citations=[]),
    "clarify": answer(None, kind="clarify", charge=None, text="Who took it?", citations=[]),
    "smalltalk": answer(None, kind="smalltalk", charge=None, text="Hello!", citations=[]),
    "unavailable": answer(None, kind="unavailable", charge=None, text="I couldn't look.", citations=[]),
}  # fmt: skip


def charge_case(low: str, high: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": "x", "cat": "c", "low": low, "high": high or low, "total": None, "covered": True, **more}


def question(kind: str, **more: Any) -> dict[str, Any]:
    return {"id": "x", "cat": "c", "kind": kind, "must": [], "must_not": [], "sections": [], **more}


CASES: dict[str, dict[str, Any]] = {
    "three": charge_case("3.00"),
    "three as a number": charge_case("3"),
    "zero": charge_case("0.00"),
    "open": charge_case("0.00", "3.00"),
    "total": charge_case("3.00", total="5.40"),
    "uncovered": charge_case("0.00", covered=False),
    "partly": charge_case("3.00", covered="partly"),
    "dialogue": {"id": "x", "cat": "c", "turns": ["a", "b"], "expect": {"low": "3.00", "high": "3.00", "total": None, "covered": True}},
    "dialogue question": {"id": "x", "cat": "c", "turns": ["a"], "expect": {"kind": "article", "must": ["flat"]}},
    "article": question("article"),
    "flat": question("article", must=["flat|once"], must_not=["per minute"], sections=["Pricing"]),
    "forbidden": question("article", must_not=["\\$ ?3"]),
    "section": question("article", sections=["Overview", "pricing"]),
    "no labels": {"id": "x", "cat": "c", "kind": "article"},
    "price": question("price"),
    "not_covered": question("not_covered"),
    "clarify": question("clarify"),
    "smalltalk": question("smalltalk"),
    "hostile": question("not_covered", cat="hostile", must_not=["\\$0"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_crafted_answer_is_graded_like_the_published_grader_does(case: dict[str, Any]) -> None:
    ours = {name: grade(case, given, WORDS)[0] for name, given in ANSWERS.items()}
    assert ours == {name: by_published(case, given) for name, given in ANSWERS.items()}


def test_the_crafted_answers_meet_every_outcome() -> None:
    met = {grade(case, given, WORDS)[0] for case, given in product(CASES.values(), ANSWERS.values())}
    assert met == {"right", "certain-wrong", "asked", "wrong"}


AMOUNTS = st.sampled_from([None, "0.00", "3.00", "6.00", "1,200.00", "$3", "abc", 3, 6.0])


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(CASES)),
    AMOUNTS,
    AMOUNTS,
    AMOUNTS,
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(["", "$3", "+$3.00 [1]", "$0.00 [2]", "Nov 20, 2025", "$1,200.00 [1]", "flat $6 [1]"]),
    st.lists(
        st.sampled_from([citation(), citation(marker=2, section="Overview"), citation(quote="no such words")])
    ),
    st.sampled_from(["price", "article", "clarify", "not_covered", "smalltalk", "unavailable", None]),
)
def test_any_answer_is_graded_like_the_published_grader_does(
    name: str, low: Any, high: Any, total: Any, calls: int, uncovered: int, text: str, cited: Any, kind: Any
) -> None:
    given = {
        "kind": kind, "text": text, "citations": cited,
        "charge": {"calls": calls, "calls_not_covered": uncovered, "add_on_low": low, "add_on_high": high,
                   "total_low": total, "total_high": total},
    }  # fmt: skip
    assert grade(CASES[name], given, WORDS)[0] == by_published(CASES[name], given)


# ---------------------------------------------------------------- files of cases


def test_cases_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '\ufeff{"id": 1, "text": "a\u2028b"}\r\n\n{"id": "b", "turns": ["a", "b"]}\n', encoding="utf-8"
    )
    assert [(case["id"], case.get("text")) for case in read_cases(path)] == [(1, "a\u2028b"), ("b", None)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"id": 1, "text": "a"}\n{"id": 2', ":2 is not JSON"),
        (b"[]", ':1 needs "id"'),
        (b'{"id": 1}', ':1 needs "id" and "text" or "turns"'),
        (b'{"text": "a"}', ':1 needs "id"'),
        (b'{"id": 1, "text": 5}', ':1 needs "id"'),
        (b"\xff\xfe", "can't be read"),
    ],
)
def test_a_file_that_holds_no_cases_is_named_with_its_line(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadCases, match=r"cases\.jsonl") as error:
        read_cases(path)
    assert says in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match=r"nowhere\.jsonl can't be read"):
        read_cases(tmp_path / "nowhere.jsonl")


@pytest.mark.parametrize("folder", ["dev", "fresh", "unseen"])
def test_every_case_kept_is_one_that_can_be_graded(folder: str) -> None:
    seen: set[str] = set()
    for path in sorted((ROOT / "tests" / "cases" / folder).glob("*.jsonl")):
        for case in read_cases(path):
            label = {**case, **case.get("expect", {})}
            assert case["id"] not in seen
            seen.add(case["id"])
            assert label.keys() & {"low", "kind", "covered"}
    assert seen


# ---------------------------------------------------------------- figures


def test_cases_are_answered_and_graded() -> None:
    cases = [{**CASES["three"], "id": 7, "text": "one"}, {**CASES["dialogue"], "turns": ["a", "b"]}]
    asked: list[list[str]] = []

    def answered(turns: Any) -> dict[str, Any]:
        asked.append(list(turns))
        return ANSWERS["right"]

    outcomes = run(cases, answered, ARTICLE)
    assert asked == [["one"], ["a", "b"]]
    assert [(o.id, o.category, o.outcome, o.text) for o in outcomes] == [
        ("7", "c", "right", "one"),
        ("x", "c", "right", "a / b"),
    ]
    assert all(outcome.ms >= 0 for outcome in outcomes)


def outcome(category: str, result: str, ms: float = 1.0) -> Outcome:
    return Outcome("x", category, result, "", ms, "")


def test_shares_by_category_and_in_all() -> None:
    rows = shares(
        [outcome("b", "right"), outcome("a", "certain-wrong"), outcome("a", "right"), outcome("a", "asked")]
    )
    assert [(r.category, r.cases, r.right, r.certain_wrong, r.asked) for r in rows] == [
        ("a", 3, 1, 1, 1), ("b", 1, 1, 0, 0), ("all", 4, 2, 1, 1),
    ]  # fmt: skip
    assert rows[-1].part == 0.5
    assert shares([])[-1].part == 0.0


def test_latency_is_what_so_many_stay_under() -> None:
    outcomes = [outcome("a", "right", float(ms)) for ms in (5, 1, 3, 2, 4)]
    assert (latency(outcomes, 0.0), latency(outcomes, 0.5), latency(outcomes, 1.0)) == (1.0, 3.0, 5.0)
    assert latency([], 0.5) == 0.0
