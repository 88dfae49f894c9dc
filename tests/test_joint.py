"""People told of together, days with their calls, and calls counted one by one."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


@pytest.mark.parametrize(
    ("message", "low", "high"),
    [
        ("Rosa and Imre both asked for a human and got your live agents. Extra?", 6, 6),
        ("Rosa and Imre both asked for a human. Rosa got one of your live agents, Imre got my wife. Extra?", 3, 3),
        ("The vet and the farrier both wanted a person and got a live agent of yours. Pia wanted one too, but she was"
         " put through to our own desk. Extra?", 6, 6),
        ("Rosa was new, so a live agent checked her details. Same for Imre. Pia only had the AI. Extra?", 6, 6),
        ("No live agents on Monday or Tuesday, 3 on Wednesday (callers asked), 1 on Thursday (AI froze). Extra?", 9, 9),
        ("Monday: none. Tuesday: one, the caller asked for a human. Friday: one, because the AI crashed. Add-on?", 3, 3),
        ("We had four calls. One asked for a human and got a live agent. The next was AI only. The one after that was"
         " a live agent verifying a new caller. In the last one the AI crashed and a live agent came. Extra?", 6, 6),
        ("My first caller wanted a human and got your live agent. The other was a man who'd never called before, and"
         " your agent took down his details. Extra?", 6, 6),
    ],
)  # fmt: skip
def test_calls_told_one_after_the_other(assistant: Assistant, message: str, low: int, high: int) -> None:
    bill = assistant.ask(message).bill
    assert bill is not None
    assert (bill.add_on_low, bill.add_on_high) == (low, high)
