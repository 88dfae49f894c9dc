"""The support leads' page, without a browser."""

from __future__ import annotations

from typing import get_args

import pytest
from shown import page, words
from streamlit.testing.v1 import AppTest

from assistant.store import Store, StoreUnavailable
from assistant.types import Answer, Kind
from assistant.web.desk import Desk
from assistant.web.pages import insights, staff
from assistant.web.pages.grouping import grouped


@pytest.fixture(autouse=True)
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "on_this_machine", lambda *_: True)


@pytest.fixture
def asked(desk: Desk) -> list[str]:
    """Three conversations: two with what the article leaves open, one priced and disliked."""
    ids = []
    for question in (
        "Can I get a refund?",
        "Can we get a refund?",
        "The AI froze and a live agent took over. Cost?",
    ):
        answer, state = desk.assistant.turn(question, {})
        opened = desk.store.create("chat")
        kept = desk.store.add_turn(opened.id, question, answer, state, 12.5)
        ids.append(opened.id)
    desk.store.give_feedback(ids[-1], kept.message, False, ["Difficult to understand"], "=1+1")
    return ids


def show(test: AppTest, which: str) -> AppTest:
    return test.segmented_control[0].set_value(which).run()


def test_an_empty_store_is_said_to_be_empty(desk: Desk) -> None:
    test = page("insights")
    assert not test.exception
    assert insights.EMPTY in [info.value for info in test.info]


def test_a_store_that_is_gone_is_said_to_be_gone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise StoreUnavailable("the database can't be reached")

    monkeypatch.setattr(Store, "reading", gone)
    test = page("insights")
    assert not test.exception
    assert "can't be read now" in test.error[0].value


def test_figures_tell_volume_and_opinion(desk: Desk, asked: list[str]) -> None:
    test = page("insights")
    assert not test.exception
    assert {metric.label: metric.value for metric in test.metric} == {
        "Answers": "3",
        "Days with answers": "1",
        "Found helpful": "0 %",
    }
    assert "Why answers did not help" in [heading.value for heading in test.subheader]


def test_open_questions_are_grouped_and_each_opens_its_conversation(desk: Desk, asked: list[str]) -> None:
    test = page("insights")
    labels = [expander.label for expander in test.expander]
    assert any(label.startswith("**2×**") and "refund" in label for label in labels)
    assert "*not covered*" in words(test)
    next(button for button in test.button if button.label == "Read").click().run()
    assert not test.exception
    assert any(asked[number] in caption.value for number in (0, 1) for caption in test.caption)


def test_without_a_chat_model_nothing_is_said_of_one(desk: Desk, asked: list[str]) -> None:
    test = page("insights")
    assert "Chat model" not in [heading.value for heading in test.subheader]


def test_what_a_chat_model_did_is_told_in_sum_and_by_answer(desk: Desk) -> None:
    opened = desk.store.create("chat")
    stages, tokens = {"embedded": 4.0, "model": 1250.0}, {"input": 1200, "output": 80}
    metrics = {"stages": stages, "tokens": tokens, "tool_calls": 2}
    desk.store.add_turn(opened.id, "q", Answer("price", "a", mode="openai:m", metrics=metrics), {}, 1300.0)
    desk.store.add_turn(opened.id, "q", Answer("price", "a", fallback="it was slow"), {}, 9.0)
    test = show(page("insights"), "Everything")
    assert "Chat model" in [heading.value for heading in test.subheader]
    row = test.table[1].value.iloc[0]
    assert list(row)[:5] == ["openai:m", 1, 1200, 80, 2]
    assert row.iloc[5] == "embedded 4, model 1,250"
    next(button for button in test.button if button.label == "Read").click().run()
    told = " ".join(caption.value for caption in test.caption).replace("\\", "")
    assert "openai:m · 1,300 ms · by stage: embedded 4, model 1,250" in told
    assert "tokens: 1,200 in, 80 out · tool calls: 2" in told
    assert "set aside: it was slow" in told


def test_answers_that_did_not_help_are_listed(desk: Desk, asked: list[str]) -> None:
    test = show(page("insights"), "Not helpful")
    assert not test.exception
    assert "froze" in words(test)
    assert "refund" not in words(test)


def test_another_surface_shows_its_own(desk: Desk, asked: list[str]) -> None:
    test = page("insights")
    test.selectbox[1].set_value("widget").run()
    assert insights.EMPTY in [info.value for info in test.info]


def test_every_kind_of_answer_has_words() -> None:
    assert insights.KINDS.keys() == set(get_args(Kind))


def test_questions_alike_in_words_come_together() -> None:
    texts = ["Can I get a refund?", "What about French?", "can i get a refund", "Do you speak French?"]
    assert grouped(texts, None)[0] == [0, 2]


def test_questions_alike_in_meaning_come_together() -> None:
    import numpy as np

    vectors = np.array([[1.0, 0.0], [0.0, 1.0], [0.96, 0.28]])
    assert grouped(["a", "b", "c"], vectors) == [[0, 2], [1]]


def test_nothing_asked_is_no_group() -> None:
    assert grouped([], None) == []
