"""What a message tells beyond what was worked out makes the answer a question, never a guess."""

from __future__ import annotations

import pytest
from spoken import amount, last

from assistant.reading.precedents import Precedents

SURE = [
    "12 calls: 7 asked for a human and got your live agent, 5 the AI handled alone. Add-on?",
    "5 callers were verified and 4 asked for a person, your live agents both times, 2 calls had both. Add-on?",
    "From 7 to about 9 your AI was out and live agents answered four calls. Elroy, 79, was one of them. Add-on?",
    "At minute fourteen the caller asked for a person and got your live agent. Add-on?",
    "Each of our six shops had two calls where a caller asked for a human and got your live agent. Add-on?",
]
DOUBTED = [
    "Seven of our eleven regulars phoned, your live agents were on some thirteen times, callers asking. "
    "There were nine calls in all, five with the front desk. Add-on?",
    "Ten calls. Callers asked for a human and your live agents took four of these, fifteen callers all in all. Add-on?",
]


@pytest.mark.parametrize("message", SURE)
def test_numbers_that_add_up_are_priced(message: str) -> None:
    assert last(message).kind == "price"


@pytest.mark.parametrize("message", DOUBTED)
def test_numbers_that_do_not_add_up_are_asked_about(message: str) -> None:
    assert last(message).kind == "clarify"


def test_charged_and_free_calls_in_sentences_of_their_own_are_not_mixed_up() -> None:
    told = (
        "Three calls on Friday. A guest's key broke, the AI put him through to my own office. "
        "A gentleman wanted a person and one of your live agents spoke with him. What do we pay extra?"
    )
    assert last(told).kind == "clarify"


def test_one_of_two_reasons_that_are_both_charged_is_charged() -> None:
    message = (
        "Either your agent verified her or she had asked for a human, my notes are wet. One of the two for sure, "
        "and it was a Smith.ai agent. How much?"
    )
    assert str(last(message).bill.add_on_low) == "3.00"  # type: ignore[union-attr]
    assert last(message).kind == "price"


@pytest.mark.parametrize(
    "message",
    [
        "The AI was acting up and the caller is fond of demanding a human. Your live agent was on it. "
        "Which of the two brought her in we can't tell. Fee?",
        "Was it a breakdown? Was it the caller's wish? No idea, but a Smith.ai live agent took it. Extra?",
        "My aunt thinks that the man wanted a person, I think that the bot crashed. Your agent was on. Charge?",
    ],
)
def test_of_which_only_one_is_so_both_are_open(message: str) -> None:
    assert amount(message) == "0.00-3.00"


def test_which_came_first_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Precedents, "settled", lambda self, observed, scenario: scenario)  # the rules alone
    message = (
        "The AI crashed and she asked for a human, your live agent took it, not sure which came first. Fee?"
    )
    assert amount(message) == "3.00"
