"""Whether the question that is put last is about a rule or about the calls that are told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading.observe import Observer
from assistant.reading.routing import asks_rule, rule_answers
from assistant.reading.text import Lexicon
from assistant.reading.topics import Topics

KB = Path(__file__).parent.parent / "kb"
TOPICS = Topics.load(KB)
OBSERVER = Observer.load(KB / "language" / "en")
LEXICON = Lexicon.load(KB / "language" / "en", TOPICS.vocabulary)

STORY = (
    "We run a ferry. On Monday a lady called about her bicycle, and the AI gave her to one of your agents as she "
    "had asked for a person. On Tuesday the AI froze and an agent took over. On Wednesday nobody called, which "
    "suited us well, for the engine was in pieces and the captain was in a mood. "
)


def rule(message: str) -> bool:
    text = LEXICON.read(message)
    return asks_rule(OBSERVER.observe(text), TOPICS.last_asked(text))


@pytest.mark.parametrize(
    "question",
    [
        "Do your live agents speak Danish?",
        "What is human verification?",
        "Where in the dashboard can I turn the handoffs off?",
        "Once a caller has asked for a human, does the agent finish the call?",
    ],
)
def test_a_rule_asked_after_a_story_is_what_counts(question: str) -> None:
    assert rule(STORY + question)


@pytest.mark.parametrize(
    "question", ["What do these calls cost me?", "So what's the add-on in all?", "Total?"]
)
def test_calls_asked_about_after_a_story_stay_calls(question: str) -> None:
    assert not rule(STORY + question)


def test_a_short_message_is_about_its_calls() -> None:
    assert not rule("caller asked for a human and got your agent, what's the add-on?")


def test_a_general_question_is_answered_by_its_rule() -> None:
    text = LEXICON.read("Is a booking by a live agent billable?")
    assert rule_answers(text, TOPICS.find(text))
    text = LEXICON.read("2 bookings by a live agent, billable?")
    assert not rule_answers(text, TOPICS.find(text))


def asked(message: str) -> str:
    last = TOPICS.last_asked(LEXICON.read(message))
    return last.key if last else ""


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        (STORY + "The captain wants to know everything and told me nothing. Do agents speak Danish?", "open.languages"),
        (STORY + 'The mate asked "where is the setting?" and I laughed. What is human verification?',
         "define.human_verification"),
        ("our mate ran on and on about the ferry and the gulls and the price of diesel and how the bicycle lady was "
         "so kind to him and so um do your agents speak Danish because half of the island does", "open.languages"),
        ("We sail at six and the harbour is full of ice, which the gulls enjoy. On my list stand human verification "
         "and playbook handoff. I was never told. What's the difference between the two?", "compare"),
        ("The ferry is old and so am I, the gulls are young and loud, and it rains. Our insurer wants it in writing whether your live agents "
         "are bound by HIPAA. Where do you stand on that?", "open.privacy"),
    ],
)  # fmt: skip
def test_the_question_of_a_long_message_is_found(message: str, topic: str) -> None:
    assert asked(message) == topic


@pytest.mark.parametrize(
    "message",
    [
        "A skipper wanted a human. Does the AI return to the call once the agent is done?",
        "As a client of yours, at which e-mail address do I reach support about my account?",
    ],
)
def test_a_short_question_without_a_price_is_no_price_question(message: str) -> None:
    assert rule(message)


def test_a_verdict_on_what_was_told_stays_with_the_calls() -> None:
    assert not rule(STORY + "My mate says those are six dollars. Is he right?")


def test_a_statement_put_up_to_be_judged_is_about_the_rule() -> None:
    assert rule("Right or wrong: one who is verified and then escalated in the same call is billed twice.")
    assert not rule("Right or wrong: those two calls with your agents on Monday are billed twice.")


def test_money_back_is_no_price() -> None:
    assert rule("Can I have the three bucks back if the agent was late?")
