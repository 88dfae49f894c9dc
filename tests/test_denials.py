"""Denials that stand apart from what they deny."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.reading.observe import NO, YES


@pytest.fixture(scope="module")
def face() -> Assistant:
    return Assistant.open()


def said(face: Assistant, message: str, concept: str) -> set[str]:
    """The polarities of what is told of a concept."""
    reader = face._engine.reader
    observed = reader._observer.observe(reader._text(message))
    return {m.polarity for m in observed.mentions if m.concept == concept}


@pytest.mark.parametrize(
    ("message", "concept"),
    [
        ("Our rule says a grout caller gets your live agent. He didn't: nobody was at hand.", "smith"),
        ("My cousin thought that the AI had frozen. It hadn't.", "failure"),
        ("Support claims she asked for a person. In fact she didn't.", "asked"),
        ("Two of your agents were paged. None did.", "smith"),
        ("It isn't true that the plumber wanted a human.", "asked"),
        ("There's no truth in the rumour that the AI crashed.", "failure"),
        ("Had she asked for a human, you'd have got the money.", "asked"),
        ("If he'd demanded a person, it would have been simple.", "asked"),
    ],
)
def test_what_another_clause_denies(face: Assistant, message: str, concept: str) -> None:
    assert said(face, message, concept) == {NO}


@pytest.mark.parametrize(
    ("message", "concept"),
    [
        ("The mason asked for a human. He didn't wait long.", "asked"),
        ("The mason asked for a human. He did.", "asked"),
        ("The AI froze. Isn't it true that I pay nothing?", "failure"),
        ("It isn't true that I pay when the AI froze.", "failure"),
        ("If the AI hadn't frozen, your agent would have stayed out.", "failure"),
        ("If a caller asks for a human, your agent takes over.", "asked"),
    ],
)
def test_what_is_only_near_a_denial(face: Assistant, message: str, concept: str) -> None:
    assert said(face, message, concept) == {YES}
