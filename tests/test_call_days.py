"""When the calls of a message were: days of other things beside them, years put right, numbers by day."""

from __future__ import annotations

import pytest
from spoken import last

ESCALATED = "a caller asked for a human and got a live agent"


def priced(message: str) -> str:
    """The add-on, with "+" where some calls aren't covered, "before" where none is."""
    bill = last(message).bill
    assert bill is not None
    if bill.add_on_low is None:
        return "before"
    assert bill.add_on_low == bill.add_on_high
    return f"{bill.add_on_low}{'+' if bill.calls_not_covered else ''}"


@pytest.mark.parametrize(
    "beside",
    [
        "We came over to you in August 2025.", "I've been a subscriber since 1 September 2025.",
        "In October 2025 we joined Smith.ai.", "Our trial ran until November 15, 2025.",
        "Our licence dates from November 1, 2025.", "I opened my bakery on May 4, 2025.",
        "My account was opened on 2025-08-11.", "The page says it was last modified in October 2025.",
        "Last June, 2025, we moved into the old mill.",
    ],
)  # fmt: skip
def test_the_clients_own_history_dates_no_call(beside: str) -> None:
    assert priced(f"{beside} This morning {ESCALATED}. Add-on?") == "3.00"


@pytest.mark.parametrize(
    "message",
    [
        "A customer rang about her order of November 3, 2025, asked for a human and got a live agent. Add-on?",
        "A guest rang about the beard trim he'd had on October 28, 2025, asked for a human and got a live agent. Add-on?",
        "A man had bought a saw from us in April 2025; he asked for a human and got a live agent. Add-on?",
        f"On December 6, 2025 {ESCALATED}. October was quiet, by the way. Add-on?",
        f"On December 6, 2025 {ESCALATED}. We last spoke on November 3. Add-on?",
    ],
)
def test_what_callers_and_others_did_dates_no_call(message: str) -> None:
    assert priced(message) == "3.00"


@pytest.mark.parametrize(
    "message",
    [
        f"On November 6, 2025 {ESCALATED}. I only found out on December 2, 2025. Add-on?",
        "A caller asked for a human and got a live agent. That was on November 6, 2025. I heard of it on Dec 2. Add-on?",
        f"We signed up on November 1, 2025, and on November 12, 2025 {ESCALATED}. Add-on?",
        "A live agent joined on November 12, 2025 because the caller asked for a human. Add-on?",
    ],
)
def test_the_day_told_with_the_call_is_the_calls(message: str) -> None:
    assert priced(message) == "before"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("Labor Day (I mean the 2024 one, not 2025)", "before"), ("Boxing Day, 2025's rather than 2024's", "3.00"),
        ("Easter Monday of 2025", "before"), ("Good Friday 2026", "3.00"), ("Presidents' Day; not 2025, 2026", "3.00"),
    ],
)  # fmt: skip
def test_a_year_told_apart_from_the_day(when: str, expected: str) -> None:
    assert priced(f"{when}: {ESCALATED}. Add-on?") == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2 calls on Nov 17, 1 on Nov 19, 3 on Nov 20 and 1 on Nov 24, 2025.", "12.00+"),
        ("Two calls before November 20, 2025 and five after.", "15.00+"),
        ("Nine calls. Four of them were before the effective date.", "15.00+"),
        ("Six calls in November 2025, one before the 20th and the other five from the 20th on.", "15.00+"),
        ("On Nov 18 we had three calls, on Nov 21 two, 2025.", "6.00+"),
        ("Three calls on Nov 25 and two on Nov 26, 2025.", "15.00"),
    ],
)
def test_alike_calls_are_told_apart_by_day(days: str, expected: str) -> None:
    assert priced(f"{days} In each the caller asked for a human and got a live agent. Add-on?") == expected


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ("21.00", "In December 2025 three callers asked for a human and got a live agent; in January four did. Add-on?"),
        ("12.00+", "In October 2025 two callers asked for a human and got a live agent; in 2026 four did. Add-on?"),
        ("9.00+", "Nov 18: 1 caller asked for a human and got your live agent. Nov 20: 2. Nov 24: 1. Add-on?"),
    ],
)  # fmt: skip
def test_numbers_told_short_behind_a_month_or_a_day(expected: str, message: str) -> None:
    assert priced(message) == expected
