"""Questions that the article leaves open are answered so, whatever they mention; calls that are told of are priced."""

from __future__ import annotations

import pytest
from spoken import assistant


@pytest.mark.parametrize(
    "message",
    [
        "what becomes of my caller when nobody at your end picks up?",
        "by what does your bot tell that a pensioner has rung before",
        "will your lady move a customer's fitting to Thursday?",
        "no matter what it costs: do you record what your agents say?",
        "is the fee the same in Ireland and in the States?",
        "what does it take per call before a human is even on it?",
    ],
)
def test_what_the_article_leaves_open_is_not_priced(message: str) -> None:
    assert assistant().ask(message).kind == "not_covered"


@pytest.mark.parametrize(
    ("message", "charge"),
    [
        ("nobody of yours picked up, our own cook took it. extra?", 0),
        ("a stranger rang, your lady noted his number. extra?", 3),
        ("in the night a farmer demanded a person and had your agent. fee?", 3),
        ("a florist's clerk picked up in our own shop, nobody of yours. anything added?", 0),
    ],
)
def test_a_call_told_of_in_such_words_is_priced(message: str, charge: int) -> None:
    bill = assistant().ask(message).bill
    assert bill is not None
    assert bill.add_on_low == bill.add_on_high == charge


def test_the_nearest_thing_that_the_article_says_is_said_as_such() -> None:
    answer = assistant().ask("what did you take for a human before the change?")
    assert answer.kind == "not_covered"
    assert (
        "What it does say: The live agent add-on pricing goes into effect on November 20, 2025" in answer.text
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("connect me with whoever runs your accounts department", "article"),
        ("in what kind of case would one of your agents be making the booking", "article"),
        ("at what stage of a call does the playbook bring the agent in", "article"),
        ("which calls with people does nobody have to pay for? List all of them.", "article"),
        ("our tower block calls run on and on, does the add-on swell after some point", "article"),
        ("I want the agent's $3 put back on my card, he was half asleep", "not_covered"),
    ],
)
def test_what_has_no_price_in_it_and_rules_are_not_priced(message: str, kind: str) -> None:
    assert assistant().ask(message).kind == kind


def test_calls_that_are_told_are_priced_even_in_words_of_rules() -> None:
    answer = assistant().ask("Three verifications of new callers by live agents, two playbook handoffs. Sum?")
    assert answer.bill is not None
    assert str(answer.bill.add_on_low) == "15.00"


def test_what_agents_may_do_is_asked_beside_calls() -> None:
    conversation = assistant().conversation()
    conversation.ask(
        "3 calls to the inn, all handed to your agents as the guests asked for a person. Add-on?"
    )
    assert conversation.ask("could those people mail the guest a map later on?").kind == "not_covered"
