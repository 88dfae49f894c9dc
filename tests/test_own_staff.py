"""The client's own people and places in the words of all trades; and who only seems to be one of them."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    "message",
    [
        "The AI put her through to our weaving room. Extra?",
        "AI passed the skipper to our sail loft. Charge?",
        "She wanted a person, so the AI gave her our beekeeper. Fee?",
        "He demanded a human and got one: my foreman, at our gate. Extra?",
        "It went to one of our glaziers. What's the cost?",
        "AI rang him through to reception here at the lodge after he asked for a person. Fee?",
        "AI put the man on to Ivo, who runs our print floor. Extra?",
        "The AI tracked down our surveyor and he dealt with it. Charge?",
        "AI passed the call to Wilma. Wilma works for us. Fee?",
        "Cold transferred by the AI to client's bursar. Extra?",
    ],
)
def test_whatever_is_ours_is_the_clients_own(message: str) -> None:
    assert amount(message) == "0.00"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("A caller asked for a person and got one of our usual live agents at Smith.ai. Fee?", "3.00"),
        ("Our patient asked for a human; your live agent took it and answered our questions. Fee?", "3.00"),
        ("She wanted a human; your live agent read her our menu. Extra?", "3.00"),
        ("The AI took her name and passed her over. Fee?", "0.00-3.00"),
        ("AI transferred him to a man called Odo. Fee?", "0.00-3.00"),
    ],
)
def test_who_only_seems_to_be_ours(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "AI wished her luck and ended it. Fee?",
        "The bot jotted down his plate number. Extra?",
        "AI screened out a double-glazing salesman. Charge?",
        "Robot talked a guest through the key box. Cost?",
        "AI had it covered. Extra?",
        "Purely automated call about opening times. Fee?",
        "bot dealt w it, no1 else b4 or after. fee?",
    ],
)
def test_what_the_ai_did_with_nobody_else_told_of_it_did_alone(message: str) -> None:
    assert amount(message) == "0.00"
