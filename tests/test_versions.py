"""What different people say of one call, and what somebody found who looked into it."""

from __future__ import annotations

import pytest
from spoken import amount, reading


@pytest.mark.parametrize(
    "message",
    [
        "According to the tenant, he asked for a person; according to your dashboard, the AI timed out. A live agent took it. Fee?",
        "The bride claims your agent helped her. My florist claims it was she who helped her. She'd asked for a human. Fee?",
        "My husband says the caller asked for a human. The log says the AI crashed. A live agent took over. Fee?",
        "The guest swears she spoke to one of yours, my cook swears he took it. She had asked for a human. Fee?",
    ],
)  # fmt: skip
def test_versions_that_disagree_are_alternatives(message: str) -> None:
    told = {o.concept: o.polarity for o in reading(message).observations}
    assert "unknown" in {told.get("failure"), told.get("own")}


@pytest.mark.parametrize(
    ("price", "message"),
    [
        ("3.00", "Client claims the bot broke. I listened to the tape: no error, he says 'get me a human' and a live agent handles the rest. Add-on?"),
        ("0.00", "The client says the caller asked for a human. We checked the recording: no request, the AI froze and our agent stepped in. Add-on?"),
        ("0.00", "My partner swears it was your agent. I looked at the log: the AI transferred him to our own workshop. Add-on?"),
        ("3.00", "The caller says he asked for a human and got a live agent, and the log says so too. Add-on?"),
        ("3.00", "The caller told me she had asked for a real person, and that one of your agents then helped her. Add-on?"),
    ],
)  # fmt: skip
def test_what_was_found_counts(price: str, message: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("price", "message"),
    [
        ("3.00", "She wanted a person and got Bao, who works for you. Add-on?"),
        (
            "0.00",
            "She wanted a person; the AI connected her, and it was a temp of ours who answered. Add-on?",
        ),
    ],
)
def test_whose_somebody_is(price: str, message: str) -> None:
    assert amount(message) == price
