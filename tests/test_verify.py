"""The last stage before an answer is shown: whatever doesn't hold is refused, and said to be unavailable."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from spoken import assistant, last

from assistant import Assistant
from assistant.answering.verify import Unverified, figures_in, problems, verify
from assistant.evaluation import read_cases
from assistant.settings import Settings
from assistant.types import Answer, Call

ROOT = Path(__file__).parent.parent
ASKED = "A caller asked for a human and your live agent took over. Base rate $2.40. Add-on?"


@pytest.fixture
def answer() -> Answer:
    return last(ASKED)


def found(answer: Answer) -> list[str]:
    return list(problems(answer, assistant().articles, assistant().policy))


def refused(answer: Answer) -> str:
    """Why an answer is refused."""
    with pytest.raises(Unverified) as error:
        verify(answer, assistant().articles, assistant().policy)
    return str(error.value)


def test_a_true_answer_passes_as_it_is(answer: Answer) -> None:
    assert verify(answer, assistant().articles, assistant().policy) is answer


@pytest.mark.parametrize("figure", ["$9.00", "$ 9", "+$6.00", "$3.01", "$0.00", "$1,003.00", "$30", "$2.04"])
def test_a_figure_that_nothing_computes_is_refused(answer: Answer, figure: str) -> None:
    assert "neither computed nor quoted" in refused(replace(answer, text=f"{answer.text} That is {figure}."))


@pytest.mark.parametrize("figure", ["$3.00", "+$3", "$2.40", "$5.40", "$ 5.4"])
def test_figures_of_the_charge_may_be_said(answer: Answer, figure: str) -> None:
    assert found(replace(answer, text=f"{answer.text} That is {figure}.")) == []


def test_a_marker_without_citation_is_refused(answer: Answer) -> None:
    assert refused(replace(answer, text=answer.text + " [7]")) == "marker [7] has no citation"


def test_an_answer_without_its_citations_is_refused(answer: Answer) -> None:
    assert "has no citation" in refused(replace(answer, citations=()))
    assert refused(replace(answer, citations=(), text="Nothing.")) == "there is no citation"


@pytest.mark.parametrize("change", ["words", "start", "end", "article"])
def test_a_quote_that_is_not_verbatim_is_refused(answer: Answer, change: str) -> None:
    first = answer.citations[0]
    forged = {
        "words": replace(first, quote=first.quote.replace("a", "o", 1)),
        "start": replace(first, start=first.start + 1),
        "end": replace(first, end=first.end - 1),
        "article": replace(first, article="another-article"),
    }[change]
    assert "is not verbatim" in refused(replace(answer, citations=(forged, *answer.citations[1:])))


@pytest.mark.parametrize("field", ["add_on_low", "add_on_high", "total_low", "total_high"])
def test_a_sum_that_is_not_the_engines_is_refused(answer: Answer, field: str) -> None:
    assert answer.bill is not None
    bill = replace(answer.bill, **{field: Decimal("0.00")})
    assert "not what the engine computes" in refused(replace(answer, bill=bill, text="[1]"))


def test_a_bill_of_other_calls_is_refused(answer: Answer) -> None:
    assert answer.bill is not None
    line = replace(
        answer.bill.lines[0], call=Call(frozenset({"system_escalation"}), base_rate=Decimal("2.40"))
    )
    assert "not what the engine computes" in refused(
        replace(answer, bill=replace(answer.bill, lines=(line,)))
    )


def test_every_problem_is_listed(answer: Answer) -> None:
    wrong = replace(answer, text="$77.00 [8]", citations=(replace(answer.citations[0], start=0),))
    assert len(found(wrong)) >= 3


def test_figures_are_found_however_they_are_written() -> None:
    assert figures_in("$3, +$3.00 and $ 1,234.50; 7 dollars, 5%, [3]") == [
        Decimal(3), Decimal("3.00"), Decimal("1234.50"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "cases" / "dev").glob("*.jsonl")), ids=lambda p: p.stem
)
def test_every_answer_that_is_given_holds(path: Path) -> None:
    wrong = {}
    for case in read_cases(path)[::6]:
        given = last(*(case.get("turns") or [case["text"]]))
        if found(given) or given.kind == "unavailable":
            wrong[case["id"]] = (given.kind, found(given))
    assert wrong == {}


# ---------------------------------------------------------------- end to end


def kb_with(tmp_path: Path, before: str, after: str) -> Path:
    """A copy of kb/ whose wording says something else."""
    shutil.copytree(ROOT / "kb", tmp_path / "kb")
    path = tmp_path / "kb" / "text" / "en.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return tmp_path / "kb"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is a flat amount per call", "It is $4.50 per call"),
        (
            "This comes on top of your base per-call rate{marks}.",
            "This comes on top of your base per-call rate [9].",
        ),
    ],
)
def test_a_wrong_wording_never_reaches_a_client(
    tmp_path: Path, before: str, after: str, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Assistant.open(Settings(kb=kb_with(tmp_path, before, after)))
    with caplog.at_level(logging.ERROR, "assistant"):
        given = broken.ask("A caller asked for a human and your live agent took over. Add-on?")
    assert given.kind == "unavailable"
    assert given.bill is None
    assert after.split("{")[0] not in given.text
    assert "$" not in given.text
    assert "support@smith.ai" in given.text
    assert "withheld" in caplog.text
