"""Calls told apart by what they are known by."""

from __future__ import annotations

import pytest
from spoken import amount, groups

NAMED = [
    "The Adeyemi call was escalated to your live agent at his own request; the Lund call the AI did by itself.",
    "Two calls. In the earlier the caller was new and your live agent verified her number; in the later the AI "
    "crashed and your live agent replaced it.",
    "The morning call the AI did alone, and in the evening call a man demanded a human and got your live agent.",
]


@pytest.mark.parametrize("story", NAMED)
def test_names_of_calls_part_them(story: str) -> None:
    assert groups(story + " What is the add-on?").total() == 2
    assert amount(story + " What is the add-on?") == "3.00"


def test_one_call_named_twice_stays_one() -> None:
    story = "The Adeyemi call was escalated to your live agent at his request. In the Adeyemi call she also verified him."
    assert groups(story + " What is the add-on?").total() == 1
