"""Figures for support leads, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from databases import database_url, postgres  # noqa: F401
from sqlalchemy import update

from assistant.settings import Settings
from assistant.store import Store, insights
from assistant.store.insights import Period
from assistant.store.schema import messages
from assistant.types import Answer, Kind

TODAY = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:  # noqa: F811
    opened = Store.open(Settings(data=tmp_path, database_url=database_url, retention_days=3650), keep=[])
    yield opened
    opened.close()


def answer(
    store: Store,
    id: str,
    kind: Kind,
    day: int = 10,
    ms: float = 5.0,
    mode: str = "embedded",
    fallback: str = "",
) -> str:
    """One turn, as if it had been on that day of March 2026; its question names its kind."""
    kept = store.add_turn(
        id,
        f"a {kind} question",
        Answer(kind, f"a {kind} answer", mode=mode, fallback=fallback or None),
        {},
        ms,
    )
    when = TODAY.replace(day=day)
    with store._writing() as connection:
        own = messages.c.id.in_([kept.question, kept.message])
        connection.execute(update(messages).where(own).values(created=when))
    return kept.message


@pytest.fixture
def used(store: Store) -> Store:
    chat, widget = store.create("chat").id, store.create("widget").id
    first = answer(store, chat, "price", 8, 10.0)
    answer(store, chat, "clarify", 8, 20.0)
    second = answer(store, widget, "not_covered", 8, 30.0)
    third = answer(store, widget, "price", 10, 400.0, "openai:some-model", "figures")
    store.give_feedback(chat, first, True)
    store.give_feedback(widget, second, False, ["not enough", "hard to read"], "where is it?")
    store.give_feedback(widget, third, False, ["not enough"])
    return store


def test_volume_by_day(used: Store) -> None:
    days = insights.volume(used)
    assert [(day.day.isoformat(), day.conversations, day.questions) for day in days] == [
        ("2026-03-08", 2, 3),
        ("2026-03-10", 1, 1),
    ]


def test_kinds_surfaces_and_fallbacks_are_counted(used: Store) -> None:
    assert insights.kinds(used) == {"price": 2, "clarify": 1, "not_covered": 1}
    assert insights.surfaces(used) == {"chat": 2, "widget": 2}
    assert insights.fallbacks(used) == {"figures": 1}


def test_a_period_limits_what_is_counted(used: Store) -> None:
    assert insights.kinds(used, Period(since=TODAY - timedelta(hours=1))) == {"price": 1}
    assert insights.kinds(used, Period(until=TODAY - timedelta(hours=1), surface="chat")) == {
        "clarify": 1,
        "price": 1,
    }
    assert insights.kinds(used, Period(since=TODAY, until=TODAY)) == {}


def test_latency_percentiles_are_figures_that_were_measured(store: Store) -> None:
    chat = store.create("chat").id
    for milliseconds in range(1, 21):
        answer(store, chat, "price", ms=float(milliseconds))
    answer(store, chat, "price", ms=900.0, mode="openai:some-model")
    embedded, model = insights.latency(store)
    assert (embedded.mode, embedded.answers) == ("embedded", 20)
    assert (embedded.p50, embedded.p95, embedded.p99, embedded.longest) == (10.0, 19.0, 20.0, 20.0)
    assert (model.answers, model.p50, model.p99) == (1, 900.0, 900.0)


def test_what_a_chat_model_did_is_summed_by_mode(store: Store) -> None:
    chat = store.create("chat").id
    answer(store, chat, "price")
    for model, tokens in ((10.0, 100), (30.0, 300), (20.0, 200)):
        told = {"stages": {"embedded": 2.0, "model": model}, "tokens": {"input": tokens, "output": 7}}
        worded = Answer("price", "a", mode="openai:some-model", metrics={**told, "tool_calls": 1})
        store.add_turn(chat, "q", worded, {}, 5.0)
    aside = Answer("price", "a", fallback="slow", metrics={"stages": {"model": 900.0}})
    store.add_turn(chat, "q", aside, {}, 5.0)
    model, embedded = insights.model_work(store)
    assert (model.mode, model.answers, model.tool_calls) == ("openai:some-model", 3, 3)
    assert (model.tokens_in, model.tokens_out) == (600, 21)
    assert model.stages == {"embedded": 2.0, "model": 20.0}
    assert (embedded.mode, embedded.answers, embedded.stages) == ("embedded", 1, {"model": 900.0})


def test_feedback_and_its_reasons(used: Store) -> None:
    told = insights.opinions(used)
    assert (told.helpful, told.not_helpful) == (1, 2)
    assert told.reasons == {"not enough": 2, "hard to read": 1}


def test_questions_that_were_left_open_come_with_their_conversation(used: Store) -> None:
    found = insights.asked(used)
    assert {(each.kind, each.question, each.surface) for each in found} == {
        ("not_covered", "a not_covered question", "widget"),
        ("clarify", "a clarify question", "chat"),
    }
    for each in found:
        assert each.message in {message.id for message in used.messages(each.conversation)}
    unhelpful = insights.asked(used, kinds=(), helpful=False)
    assert [each.reasons for each in unhelpful] == [("not enough",), ("not enough", "hard to read")]
    assert unhelpful[1].comment == "where is it?"
    assert len(insights.asked(used, kinds=(), limit=2)) == 2


def test_an_empty_store_has_empty_figures(store: Store) -> None:
    assert insights.volume(store) == insights.latency(store) == insights.asked(store) == []
    assert insights.kinds(store) == {}
    assert insights.opinions(store).reasons == {}
