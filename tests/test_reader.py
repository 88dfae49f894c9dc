"""Whatever is typed is read: long, repeated and senseless messages too, in a time that grows with their length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import assistant

from assistant.answering.verify import problems

LONGEST = 8000
SECONDS = 1.0  # of processor time: ten times what it takes, a hundredth of what quadratic work would

# Each once took seconds: work that grew with the square of the message, or patterns that tried every split.
REPEATED = {
    "numbers": "12 ",
    "fractions": "1/",
    "numbers joined": "30-",
    "dozens": "a dozen ",
    "parts": "3 of the 4 ",
    "strokes": "||",
    "strokes apart": "human |||| ",
    "spaces": "          ",
    "quotes": '"',
    "a legend": "LA = live agent, ",
    "abbreviations": "LA cx HV ",
    "boxes": "[ ] agent ",
    "sums": "$3.00 ",
    "calls": "two calls, ",
    "times": "12:30   ",
    "quoted lines": "> hello\n",
    "a list": "- asked for a human, live agent took over\n",
    "questions": "What is a playbook handoff? ",
    "a transcript": "AI: hello\nCaller: a human please\nAgent: hi, Sam here\n",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
def test_the_longest_messages_take_no_more_than_their_time(piece: str) -> None:
    message = f"calls {piece * LONGEST}"[:LONGEST]
    assistant().ask("What colour is your logo?")  # loads the model and the index
    began = time.process_time()
    answer = assistant().ask(message)
    assert time.process_time() - began < SECONDS
    assert answer.kind != "unavailable"


WORDS = st.sampled_from(
    [
        *"?.,;:-/()[]|#$%\"'\n",
        "two",
        "3",
        "12:30",
        "$4",
        "half",
        "of",
        "the",
        "rest",
        "calls",
        "caller",
        "asked",
    ]
    + [
        "for",
        "a",
        "human",
        "live agent",
        "took over",
        "the AI",
        "froze",
        "our office",
        "not",
        "no",
        "or",
        "per",
    ]
    + ["day", "Nov 19, 2025", "before", "each", "another", "what", "does", "it", "cost", "new", "1st", "25%"]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_has_an_answer_that_holds(message: str) -> None:
    if not message.strip() or "\x00" in message:
        return
    face = assistant()
    answer, state = face.turn(message, {})
    assert answer.kind != "unavailable"
    assert not list(problems(answer, face.articles, face.policy))
    again, _ = face.turn("make it 3 of them", state)
    assert again.kind != "unavailable"
    assert not list(problems(again, face.articles, face.policy))
