"""Which of the calls so far a follow-up speaks of: by number, by what happened, by a word it was told in."""

from __future__ import annotations

from collections import Counter

import pytest
from spoken import amount, groups

LOG = (
    "1. roofing lead from Tucson, caller asked for a human, live agent took over\n"
    "2. plumbing call, AI froze, live agent took over\n"
    "3. lady about an invoice, live agent verified her as a new caller\nadd-on?"
)


def test_the_log_as_told() -> None:
    assert groups(LOG) == {"asked": 1, "failed": 1, "verified": 1}
    assert amount(LOG) == "6.00"


@pytest.mark.parametrize(
    ("turn", "add_on"),
    [
        ("Call 1 went to our own office, actually.", "3.00"),
        ("The first one went to our own office, actually.", "3.00"),
        ("the last one was taken by our own front desk", "3.00"),
        ("What if the roofing lead had gone to our own office?", "3.00"),
        ("The plumbing one also asked for a human.", "9.00"),
        ("In number 2 the caller had asked for a human too.", "9.00"),
        ("the Tucson one went to our shop instead", "3.00"),
    ],
)
def test_one_call_is_changed(turn: str, add_on: str) -> None:
    assert amount(LOG, turn) == add_on


@pytest.mark.parametrize(
    ("turn", "wanted"),
    [
        ("forget the second one", {"asked": 1, "verified": 1}),
        ("drop call 3", {"asked": 1, "failed": 1}),
        ("leave out the invoice lady", {"asked": 1, "failed": 1}),
        ("without the AI failure?", {"asked": 1, "verified": 1}),
        ("remove the roofing one", {"failed": 1, "verified": 1}),
    ],
)
def test_one_call_is_taken_away(turn: str, wanted: dict[str, int]) -> None:
    assert groups(LOG, turn) == Counter(wanted)


@pytest.mark.parametrize(
    ("turn", "wanted"),
    [
        ("how much is the first one alone?", {"asked": 1}),
        ("and just call 2?", {"failed": 1}),
        ("what about the invoice lady?", {"verified": 1}),
    ],
)
def test_one_call_is_asked_about(turn: str, wanted: dict[str, int]) -> None:
    assert groups(LOG, turn) == Counter(wanted)


def test_asking_about_one_call_keeps_the_others() -> None:
    assert amount(LOG, "how much is the first one alone?", "and all three together?") == "6.00"


def test_a_call_that_is_not_there_changes_none() -> None:
    assert amount(LOG, "drop call 9") in ("0.00-6.00", "6.00", "none")
