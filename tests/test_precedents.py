"""Example calls settle what constructions leave open, and only if hardly anything speaks against it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoken import assistant

from assistant import Assistant
from assistant.answering import learn_calls
from assistant.reading.precedents import QUESTION, SEVERAL, BadPrecedents, Precedents

KB = Path(__file__).parent.parent / "kb"


def amounts(message: str) -> tuple[str, str]:
    bill = assistant().ask(message).bill
    assert bill is not None
    return f"{bill.add_on_low:.2f}", f"{bill.add_on_high:.2f}"


def test_what_was_learnt_is_of_the_examples_there_are() -> None:
    assert not learn_calls.problems(KB)


def test_every_kind_has_a_side_and_examples() -> None:
    precedents = Precedents(KB / "language" / "en", {})
    kinds = {kind for _, kind in learn_calls.examples(KB)} - {SEVERAL}
    assert kinds == set(precedents._table["sides"]) == set(precedents._table["kinds"]) - {QUESTION, SEVERAL}
    assert set(precedents._table["facts"]) <= kinds


def test_the_same_words_have_the_same_kinds() -> None:
    reader = assistant()._engine.reader
    observed = reader._observer.observe(reader._lexicon.read("the line went quiet and your agent came on"))
    likely = Precedents(KB / "language" / "en", {}).likely(observed)
    assert sum(likely.values()) == pytest.approx(1)
    assert Precedents(KB / "language" / "en", {}).likely(observed) == likely


@pytest.mark.parametrize(
    "message",
    [
        "No idea whether the caller asked for one or the AI broke down, but a live agent was on. What's the add-on?",
        "Somebody human was on the call, nobody knows whose or why. Extra?",
    ],
)
def test_what_nobody_knows_stays_open(message: str) -> None:
    assert amounts(message) == ("0.00", "3.00")


def test_without_weights_it_says_what_to_do(tmp_path: Path) -> None:
    observed = assistant()._engine.reader._observer.observe(assistant()._engine.reader._lexicon.read("hello"))
    with pytest.raises(BadPrecedents, match=r"answering\.learn"):
        Precedents(tmp_path, {}).likely(observed)


def test_a_call_that_examples_settled_says_so() -> None:
    face: Assistant = assistant()
    reader = face._engine.reader
    found = [
        message
        for message, _ in learn_calls.examples(KB)[::7]
        if any(step.rule == "examples" for step in reader.read(message, {})[0].deductions)
    ]
    assert found


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("The gardener got the AI and nobody else, start to end. What am I in for?", ("0.00", "0.00")),
        (
            "A member of the public insisted on flesh and blood; a Smith.ai mortal obliged. How dear is that?",
            ("3.00", "3.00"),
        ),
    ],
)
def test_a_call_told_in_other_words_is_priced(message: str, add_on: tuple[str, str]) -> None:
    assert amounts(message) == add_on


@pytest.mark.parametrize(
    "question",
    [
        "Is there any way to make the AI sound Scottish?",
        "How many people work at your company?",
        "Where do I turn that off?",
    ],
)
def test_a_question_about_something_else_is_no_call(question: str) -> None:
    assert assistant().ask(question).bill is None


SHARES = {"charged": 0.6, "free": 0.2, "open": 0.2}


@pytest.mark.parametrize("read", ["charged", "free", "open", "untold"])
def test_a_side_is_weighed_by_what_was_read(read: str) -> None:
    precedents = Precedents(KB / "language" / "en", {})
    likely = dict.fromkeys(precedents._table["kinds"], 0.0)
    likely |= {"caller_escalation": 0.6, "outage_fallback": 0.2, "unknown": 0.2}
    wanted = precedents._table["likeness"]["sharpness"]
    weights = {side: share**wanted * precedents._table["read"][read][side] for side, share in SHARES.items()}
    assert precedents._side(read, likely) == (
        "charged",
        pytest.approx(weights["charged"] / sum(weights.values())),
    )


def test_what_is_read_speaks_for_itself() -> None:
    table = Precedents(KB / "language" / "en", {})._table["read"]
    assert all(sum(table[read].values()) == pytest.approx(1, abs=0.01) for read in table)
    assert all(max(table[read], key=table[read].get) == read for read in ("charged", "free", "open"))


ONE = (
    "Good morning, I keep the books for a bakery of six people. A bride's mother rang on January 8 about a cake for 120 "
    "guests, four tiers at $9 a slice. She'd no patience for software and told it so, whereupon one of your live agents "
    "came on and stayed for 14 minutes. Our two managers disagree about what this adds. What is it?"
)


def test_numbers_around_one_long_told_call_count_no_calls() -> None:
    assert assistant().ask(ONE).bill.calls == 1
    assert amounts(ONE) == ("3.00", "3.00")
