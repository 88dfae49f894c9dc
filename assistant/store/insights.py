"""Figures for support leads: volume, kinds of answers, latency, feedback, and what had to be left open.

Every function takes the store and a `Period` and reads in one transaction.  Days are UTC days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from assistant.store.conversations import Store
from assistant.store.schema import conversations, feedback, messages

OPEN_KINDS = ("not_covered", "clarify")


@dataclass(frozen=True, slots=True)
class Period:
    """What is looked at: from `since` (included) to `until` (excluded), on one surface or all."""

    since: datetime | None = None
    until: datetime | None = None
    surface: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """`conversations` with at least one question on that day, and questions answered."""

    day: date
    conversations: int
    questions: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds that answers took, of one mode."""

    mode: str
    answers: int
    p50: float
    p95: float
    p99: float
    longest: float


@dataclass(frozen=True, slots=True)
class ModelWork:
    """What a chat model did for the answers of one mode; "embedded" are those for which it was set aside.
    `stages`: the median milliseconds of each stage; tokens and tool calls are sums."""

    mode: str
    answers: int
    tokens_in: int
    tokens_out: int
    tool_calls: int
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Opinions:
    """`reasons` and how often each was given, most frequent first."""

    helpful: int
    not_helpful: int
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and how it was answered; `helpful` None without feedback."""

    conversation: str
    message: str
    surface: str
    created: datetime
    question: str
    answer: str
    kind: str
    fallback: str | None
    helpful: bool | None
    reasons: tuple[str, ...]
    comment: str


_asked = messages.alias("asked")


def volume(store: Store, period: Period = Period()) -> list[Day]:
    """Days with questions, oldest first."""
    day = func.date(messages.c.created)
    query = _answers(period, day, func.count(distinct(messages.c.conversation)), func.count())
    with store.reading() as connection:
        found = connection.execute(query.group_by(day).order_by(day))
        return [Day(date.fromisoformat(str(row[0])), row[1], row[2]) for row in found]


def kinds(store: Store, period: Period = Period()) -> dict[str, int]:
    """Answers by kind, most frequent first."""
    return _counted(store, period, messages.c.kind)


def surfaces(store: Store, period: Period = Period()) -> dict[str, int]:
    """Answers by surface ("chat", "api", "widget"), most frequent first."""
    return _counted(store, period, conversations.c.surface)


def fallbacks(store: Store, period: Period = Period()) -> dict[str, int]:
    """Why a chat model was set aside, most frequent first; answers without a fallback are left out."""
    found = _counted(store, period, messages.c.fallback)
    return {reason: number for reason, number in found.items() if reason is not None}


def latency(store: Store, period: Period = Period()) -> list[Latency]:
    """Percentiles by mode, the mode with most answers first."""
    query = _answers(period, messages.c.mode, messages.c.latency_ms)
    took: dict[str, list[float]] = {}
    with store.reading() as connection:
        for mode, milliseconds in connection.execute(query):
            took.setdefault(mode, []).append(milliseconds)
    figures = [_latency(mode, sorted(values)) for mode, values in took.items()]
    return sorted(figures, key=lambda figure: (-figure.answers, figure.mode))


def model_work(store: Store, period: Period = Period()) -> list[ModelWork]:
    """By mode, the mode with most answers first; answers that no model was asked for are left out."""
    query = _answers(period, messages.c.mode, messages.c.stages, messages.c.tokens, messages.c.tool_calls)
    found: dict[str, list[Any]] = {}
    with store.reading() as connection:
        for row in connection.execute(query):
            if row.stages:
                found.setdefault(row.mode, []).append(row)
    work = [_model_work(mode, rows) for mode, rows in found.items()]
    return sorted(work, key=lambda figure: (-figure.answers, figure.mode))


def _model_work(mode: str, rows: Sequence[Any]) -> ModelWork:
    names = dict.fromkeys(name for row in rows for name in row.stages)
    tokens = [row.tokens or {} for row in rows]
    return ModelWork(
        mode=mode,
        answers=len(rows),
        tokens_in=sum(used.get("input", 0) for used in tokens),
        tokens_out=sum(used.get("output", 0) for used in tokens),
        tool_calls=sum(row.tool_calls or 0 for row in rows),
        stages={name: median(row.stages[name] for row in rows if name in row.stages) for name in names},
    )


def opinions(store: Store, period: Period = Period()) -> Opinions:
    """Thumbs and the reasons given."""
    query = _answers(period, feedback.c.helpful, feedback.c.reasons).where(feedback.c.message.is_not(None))
    with store.reading() as connection:
        found = connection.execute(query).all()
    reasons = Counter(reason for row in found for reason in row.reasons)
    helpful = sum(row.helpful for row in found)
    return Opinions(helpful, len(found) - helpful, dict(reasons.most_common()))


def asked(
    store: Store,
    period: Period = Period(),
    kinds: Sequence[str] = OPEN_KINDS,
    helpful: bool | None = None,
    limit: int = 1000,
) -> list[Asked]:
    """Questions by the kind of their answer (() for every kind), latest first; with `helpful` only those
    with that feedback."""
    query = _answers(period, messages, conversations.c.surface, _asked.c.text.label("question"), *_opinion())
    if kinds:
        query = query.where(messages.c.kind.in_(kinds))
    if helpful is not None:
        query = query.where(feedback.c.helpful == helpful)
    with store.reading() as connection:
        found = connection.execute(query.order_by(messages.c.created.desc(), messages.c.id).limit(limit))
        return [_asked_row(row) for row in found]


def _opinion() -> list[ColumnElement[Any]]:
    return [feedback.c.helpful, feedback.c.reasons, feedback.c.comment]


def _asked_row(row: Any) -> Asked:
    return Asked(
        conversation=row.conversation,
        message=row.id,
        surface=row.surface,
        created=row.created,
        question=row.question,
        answer=row.text,
        kind=row.kind,
        fallback=row.fallback,
        helpful=row.helpful,
        reasons=tuple(row.reasons or ()),
        comment=row.comment or "",
    )


def _answers(period: Period, *columns: Any) -> Select[Any]:
    """The answers of a period, joined with their conversation, question and feedback."""
    question = (_asked.c.conversation == messages.c.conversation) & (_asked.c.turn == messages.c.turn)
    query = (
        select(*columns)
        .select_from(messages)
        .join(conversations, conversations.c.id == messages.c.conversation)
        .join(_asked, question & (_asked.c.role == "user"))
        .outerjoin(feedback, feedback.c.message == messages.c.id)
        .where(messages.c.role == "assistant")
    )
    if period.since is not None:
        query = query.where(messages.c.created >= period.since)
    if period.until is not None:
        query = query.where(messages.c.created < period.until)
    if period.surface is not None:
        query = query.where(conversations.c.surface == period.surface)
    return query


def _counted(store: Store, period: Period, column: ColumnElement[Any]) -> dict[Any, int]:
    query = _answers(period, column, func.count()).group_by(column)
    with store.reading() as connection:
        found = [(row[0], row[1]) for row in connection.execute(query)]
    return dict(sorted(found, key=lambda pair: (-pair[1], str(pair[0]))))


def _latency(mode: str, values: list[float]) -> Latency:
    """Nearest-rank percentiles: a figure that some reader really waited."""
    p50, p95, p99 = (values[max(0, -(-len(values) * share // 100) - 1)] for share in (50, 95, 99))
    return Latency(mode, len(values), p50, p95, p99, values[-1])
