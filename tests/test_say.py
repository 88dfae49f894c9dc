"""Calls put into words are read back as the same calls."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from assistant import Assistant
from assistant.answering.say import say
from assistant.types import INTERACTIONS, Call, Reading


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


def same(message: str | None, calls: tuple[Call, ...], assistant: Assistant) -> bool:
    """Whether a message is read as exactly these calls, line by line."""
    if message is None:
        return False
    read = assistant.explain(message).calls

    def facts(call: Call) -> tuple[object, ...]:
        return (sorted(call.interactions), sorted(call.unknown), call.calls, call.on, call.base_rate)

    return sorted(map(facts, read), key=str) == sorted(map(facts, calls), key=str)


def test_words_that_read_otherwise_are_not_given() -> None:
    ways = [{"whole": "{lines}", "join": " ", "line": "{calls}", "one_call": "1 call", "calls": "{count} calls",
             "on": "", "rate": "", "nobody": "", "facts": {}, "unsure_facts": {}}]  # fmt: skip
    assert say([Call()], ways, lambda _: Reading("", "price", (Call(calls=2),))) is None
    assert say([Call()], ways, lambda _: Reading("", "price", (Call(),))) == "1 call"


def test_no_calls_are_no_message(assistant: Assistant) -> None:
    assert assistant.say(()) is None


@pytest.mark.parametrize("size", [0, 1, 2, 7])
def test_every_set_of_interactions_is_said(size: int, assistant: Assistant) -> None:
    missing = []
    for chosen in combinations(INTERACTIONS, size):
        calls = (Call(frozenset(chosen)),)
        if not same(assistant.say(calls), calls, assistant):
            missing.append(chosen)
    assert not missing


def test_count_date_and_rate_are_said(assistant: Assistant) -> None:
    for key in INTERACTIONS:
        calls = (Call(frozenset({key}), calls=3, on=date(2025, 12, 1), base_rate=Decimal("2.40")),)
        assert same(assistant.say(calls), calls, assistant)


def test_several_lines_are_said(assistant: Assistant) -> None:
    calls = (
        Call(frozenset({"human_verification"}), calls=4, base_rate=Decimal("2.40")),
        Call(frozenset(), calls=6, base_rate=Decimal("2.40")),
    )
    assert same(assistant.say(calls), calls, assistant)


def test_a_clients_bill_is_said(assistant: Assistant) -> None:
    """200 random bills at one base rate, with a date on each line or on none."""
    chance, lost = random.Random(7), []
    for _ in range(200):
        rate, dated = chance.choice([None, Decimal("2.40")]), chance.random() < 0.5
        calls = tuple(_any_call(chance, rate, dated) for _ in range(chance.randint(1, 4)))
        if assistant.say(calls) is None:
            lost.append(calls)
    assert len(lost) <= 10


def test_whatever_is_said_of_a_mixed_table_reads_back(assistant: Assistant) -> None:
    """Lines with and without date and rate: not all can be said, but nothing is said wrongly."""
    chance = random.Random(11)
    for _ in range(100):
        calls = tuple(
            _any_call(chance, chance.choice([None, Decimal("2.40")]), chance.random() < 0.5)
            for _ in range(chance.randint(1, 4))
        )
        message = assistant.say(calls)
        assert message is None or _merged(assistant.explain(message).calls) == _merged(calls)


def _merged(calls: tuple[Call, ...]) -> Counter[object]:
    """Calls by what they are: alike lines may be read as one."""
    counted: Counter[object] = Counter()
    for call in calls:
        counted[call.interactions, call.unknown, call.on, call.base_rate] += call.calls
    return counted


def _any_call(chance: random.Random, rate: Decimal | None, dated: bool) -> Call:
    happened = frozenset(key for key in INTERACTIONS if chance.random() < 0.25)
    on = chance.choice([date(2025, 12, 1), date(2026, 1, 15)]) if dated else None
    return Call(happened, calls=chance.choice([1, 1, 2, 3, 12]), on=on, base_rate=rate)
