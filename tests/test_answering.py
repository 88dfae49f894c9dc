"""Answers of the whole assistant: what they say when rules and article disagree, and figures as they were told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant import Assistant, Call
from assistant.answering.verify import problems
from assistant.content import read_toml
from assistant.settings import Settings

KB = Path(__file__).parent.parent / "kb"
WARNING = "The article has changed since a rule of this answer was written"
ESCALATED = frozenset({"caller_escalation"})


@pytest.fixture(scope="module")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Another amount in the article than in the policy."""
    kb = tmp_path_factory.mktemp("drifted") / "kb"
    shutil.copytree(KB, kb)
    article = kb / "articles/live-agent-handoff.md"
    text = article.read_text(encoding="utf-8")
    assert "+$3.00 in addition" in text
    article.write_text(text.replace("+$3.00 in addition", "+$4.00 in addition"), encoding="utf-8")
    return Assistant.open(Settings(kb=kb, embeddings="none"))


@pytest.fixture(scope="module")
def ours() -> Assistant:
    return Assistant.open(Settings(embeddings="none"))


def email() -> str:
    return next(
        entry["value"]
        for entry in read_toml(KB / "policies/live-agent-addon.toml", KB)[0]["contacts"].values()
        if "@" in entry["value"]
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("A caller asked for a human and your live agent took over. What do I pay extra?", "price"),
        ("How much is the live agent add-on?", "article"),
    ],
)
def test_an_answer_on_words_that_are_gone_says_so_and_whom_to_ask(
    message: str, kind: str, drifted: Assistant, ours: Assistant
) -> None:
    answer = drifted.ask(message)
    assert (answer.kind, answer.drifted) == (kind, True)
    assert WARNING in answer.text
    assert email() in answer.text
    assert answer.citations, "what still stands is cited"
    holding = ours.ask(message)
    assert (holding.kind, holding.drifted) == (kind, False)
    assert WARNING not in holding.text


def test_structured_calls_are_warned_about_too(drifted: Assistant) -> None:
    assert WARNING in drifted.charge((Call(ESCALATED),)).text


@pytest.mark.parametrize(
    "message", ["How can I reach support?", "What is a playbook handoff?", "When did this pricing start?"]
)
def test_an_answer_on_words_that_still_stand_is_not_warned_about(message: str, drifted: Assistant) -> None:
    answer = drifted.ask(message)
    assert answer.citations
    assert not answer.drifted
    assert WARNING not in answer.text


def test_a_figure_of_nowhere_is_withheld_even_then(drifted: Assistant) -> None:
    answer = drifted.ask("How much is the live agent add-on?")
    wrong = replace(answer, text=answer.text + " Or $7.00.")
    found = list(problems(wrong, drifted.articles, drifted.policy))
    assert found == ["the figure $7.00 is neither computed nor quoted"]


@pytest.mark.parametrize(
    ("rate", "calls", "said", "total"),
    [
        ("2.405", 2, "$2.405", "$10.81"),
        ("2.40", 1, "$2.40", "$5.40"),
        ("2.4", 1, "$2.40", "$5.40"),
        ("1000", 1, "$1,000.00", "$1,003.00"),
    ],
)
def test_a_base_rate_is_said_as_it_was_told(
    rate: str, calls: int, said: str, total: str, ours: Assistant
) -> None:
    text = ours.charge((Call(ESCALATED, calls=calls, base_rate=Decimal(rate)),)).text
    assert f"base rate of {said} per call" in text
    assert f"**{total}**" in text


def test_a_range_over_several_base_rates_names_none_of_them(ours: Assistant) -> None:
    calls = (
        Call(unknown=ESCALATED, base_rate=Decimal("2.40")),
        Call(ESCALATED, base_rate=Decimal("2.50")),
    )
    text = ours.charge(calls).text
    assert "**$7.90 to $10.90**" in text
    assert "base rate of" not in text


def test_a_message_that_breaks_the_reading_is_answered_and_logged(
    ours: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a mistake of ours")

    before = ours.turn("Your agent verified a new caller. Add-on?", {})[1]
    monkeypatch.setattr(type(ours._engine.reader), "read", broken)
    answer, after = ours.turn("and another one?", before)
    assert answer.kind == "unavailable"
    assert "support@smith.ai" in answer.text
    assert after == before
    assert "couldn't be read" in caplog.text
