"""Dates of a message: formats, years left out, before and after, and whose date it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.amountwords import english
from assistant.reading.dates import DateMention, find
from assistant.reading.text import Lexicon

EFFECTIVE = date(2025, 11, 20)
LEXICON = Lexicon.load(Path(__file__).parent.parent / "kb" / "language" / "en", english().vocabulary)


def mentions(message: str) -> tuple[DateMention, ...]:
    return find(LEXICON.read(message), EFFECTIVE)


def days(message: str) -> list[str]:
    """Each mention as "start..end", one day as itself, "relative", with a role other than "call" behind."""
    shown = []
    for one in mentions(message):
        span = str(one.start) if one.start == one.end else f"{one.start or ''}..{one.end or ''}"
        role = "" if one.role == "call" else f" {one.role}"
        shown.append(("relative" if one.relative else span) + role)
    return shown


@pytest.mark.parametrize(
    "written",
    [
        "2025-11-19", "2025/11/19", "2025-11-19T14:02:11Z", "11/19/2025", "11/19/25", "19/11/2025", "19.11.2025",
        "19-Nov-2025", "19-Nov-25", "19 Nov 2025", "Nov 19, 2025", "Nov. 19, 2025", "NOV 19 2025", "nov19 2025",
        "November 19th, 2025", "the 19th of November 2025", "19th November, 2025", "Nov 19 '25", "11-19-2025",
        "Wednesday, November 19, 2025", "Wed 11/19/25", "november nineteenth twenty twenty five", "20251119",
        "the nineteenth of november two thousand twenty five", "on 11/19", "on 19.11.", "Nov.19", "19 de noviembre",
        "the call of 11/19", "Novmber 19", "the 19 November 2025", "11/19 at 9:05 am",
    ],
)  # fmt: skip
def test_one_day_in_many_formats(written: str) -> None:
    assert days(written) == ["2025-11-19"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Nov 18, 19 and 22", ["2025-11-18", "2025-11-19", "2025-11-22"]),
        ("the 19th and the 21st of November", ["2025-11-19", "2025-11-21"]),
        ("18, 19 and 20 November 2025", ["2025-11-18", "2025-11-19", "2025-11-20"]),
        ("calls on 11/18, 11/19 and 12/2", ["2025-11-18", "2025-11-19", "2025-12-02"]),
        ("both are December 2025 (18th and 19th)", ["2025-12-18", "2025-12-19"]),
        ("from the 15th to the 24th of Nov", ["2025-11-15..2025-11-24"]),
        ("between the 15th and the 25th of november", ["2025-11-15..2025-11-25"]),
        ("Nov 17-21, 2025", ["2025-11-17..2025-11-21"]),
        ("24–28 Nov", ["2025-11-24..2025-11-28"]),
        ("Nov 12 to Nov 28, 2025 inclusive", ["2025-11-12..2025-11-28"]),
        ("Mon Nov 24 to Fri Nov 28", ["2025-11-24..2025-11-28"]),
        ("10/01/25 to 10/31/25", ["2025-10-01..2025-10-31"]),
        ("12/1-12/5", ["2025-12-01..2025-12-05"]),
        ("Nov. 18/19, 2025", ["2025-11-18", "2025-11-19"]),
        ("Nov 18: 2 HV. Nov 20: 3 HV", ["2025-11-18", "2025-11-20"]),
        ("11/18 - 2 HV, 11/20 - 3 HV", ["2025-11-18", "2025-11-20"]),
        ("12 of it before the 20 in november", ["..2025-11-19", "2025-11-01..2025-11-30"]),
        ("Dec 28 to Jan 3", ["2025-12-28..2026-01-03"]),
        ("Nov-Dec 2025", ["2025-11-01..2025-12-31"]),
        ("In August 2025, on the 21st", ["2025-08-21"]),
        ("Thanksgiving morning 2025 (the 27th)", ["2025-11-27"]),
        (
            "each of the last three Thursdays of November 2025 (the 13th, 20th and 27th)",
            ["2025-11-13..2025-11-27"],
        ),
    ],
)
def test_lists_and_ranges(message: str, expected: list[str]) -> None:
    assert days(message) == expected


def test_weekdays_limit_a_range() -> None:
    (mention,) = mentions("Mon-Fri, Nov 17-23, 2025")
    assert [day.day for day in mention.days] == [17, 18, 19, 20, 21]
    (mention,) = mentions("on the last three Thursdays of November 2025")
    assert [day.day for day in mention.days] == [13, 20, 27]
    (mention,) = mentions("all 23 weekdays of December 2025")
    assert len(mention.days) == 23


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("in October 2025", ["2025-10-01..2025-10-31"]),
        ("10/2025", ["2025-10-01..2025-10-31"]),
        ("2025-10", ["2025-10-01..2025-10-31"]),
        ("Q3 2025", ["2025-07-01..2025-09-30"]),
        ("my 3rd quarter statement", ["2026-07-01..2026-09-30"]),
        ("summer 2025", ["2025-06-01..2025-08-31"]),
        ("last fall's calls", ["2025-09-01..2025-11-30"]),
        ("early November 2025", ["2025-11-01..2025-11-10"]),
        ("mid-November", ["2025-11-11..2025-11-20"]),
        ("late november", ["2025-11-21..2025-11-30"]),
        ("the first week of October 2025", ["2025-10-01..2025-10-07"]),
        ("the last week of November", ["2025-11-24..2025-11-30"]),
        ("the first ten days of December", ["2025-12-01..2025-12-10"]),
        ("week of Dec 8, 2025", ["2025-12-08..2025-12-14"]),
        ("week 08-2026", ["2026-02-16..2026-02-22"]),
        ("Thanksgiving week", ["2025-11-24..2025-11-30"]),
        ("all of it was in 2024", ["2024-01-01..2024-12-31"]),
        ("In October 12 calls went to agents", ["2025-10-01..2025-10-31"]),
    ],
)
def test_months_quarters_weeks(message: str, expected: list[str]) -> None:
    assert days(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Halloween", "2025-10-31"), ("Veterans Day 2025", "2025-11-11"), ("black friday", "2025-11-28"),
        ("Cyber Monday", "2025-12-01"), ("Christmas Eve", "2025-12-24"), ("New Year's Day", "2026-01-01"),
        ("MLK day", "2026-01-19"), ("Labor Day", "2026-09-07"), ("Valentine's Day", "2026-02-14"),
        ("the day after Thanksgiving", "2025-11-28"), ("the Monday after Thanksgiving 2025", "2025-12-01"),
    ],
)  # fmt: skip
def test_holidays(message: str, expected: str) -> None:
    assert days(message) == [expected]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Nov 5", "2025-11-05"),
        ("last October", "2025-10-01..2025-10-31"),
        ("24 September", "2026-09-24"),
        ("May 12", "2026-05-12"),
        ("february 11", "2026-02-11"),
        ("1/30 was a busy one, on 1/30", "2026-01-30"),
        ("this past December", "2025-12-01..2025-12-31"),
        ("november last year", "2025-11-01..2025-11-30"),
    ],
)
def test_a_missing_year_is_the_next_after_the_effective_date_unless_it_was_shortly_before(
    message: str, expected: str
) -> None:
    found = mentions(message)
    assert days(message)[-1] == expected
    assert found[-1].inferred


def test_a_year_told_elsewhere_wins() -> None:
    assert days("Year is 2025 for all. Jan 3, Nov 6") == ["2025-01-03", "2025-11-06"]
    assert days("on Nov 24, 2024 and again on Dec 3") == ["2024-11-24", "2024-12-03"]
    assert days("Statement Jan 2026. Calls: Dec 29, Jan 2")[1:] == ["2025-12-29", "2026-01-02"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("before Nov 20", "..2025-11-19"),
        ("prior to November 20, 2025", "..2025-11-19"),
        ("until Nov 20", "..2025-11-19"),
        ("through Nov 19", "..2025-11-19"),
        ("up to Nov 18", "..2025-11-18"),
        ("pre-November", "..2025-10-31"),
        ("since Nov 20", "2025-11-20.."),
        ("after Nov 20", "2025-11-21.."),
        ("on or after Nov 20", "2025-11-20.."),
        ("as of December 1", "2025-12-01.."),
        ("Nov 20 onwards", "2025-11-20.."),
        ("from november 20 on", "2025-11-20.."),
        ("since January 2026", "2026-01-01.."),
        ("two days before Nov 20", "2025-11-18"),
        ("a week before the new pricing started", "2025-11-13"),
        ("two days after it took effect", "2025-11-22"),
        ("the day before the new add-on pricing took effect", "2025-11-19"),
        ("the day after the price change", "2025-11-21"),
        ("the day the new pricing kicked in", "2025-11-20"),
        ("on the first day of the new pricing", "2025-11-20"),
        ("before the add-on existed", "..2025-11-19"),
        ("since the new pricing", "2025-11-20.."),
        ("after it went live", "2025-11-20.."),
        ("prior to the effective date", "..2025-11-19"),
        (
            "starting the very day the add-on pricing took effect and for ten straight days",
            "2025-11-20..2025-11-29",
        ),
        ("no later than Nov 19", "..2025-11-19"),
        ("before you introduced the live agent fee", "..2025-11-19"),
        ("before you guys started charging for agents", "..2025-11-19"),
        ("the week before the change", "2025-11-13..2025-11-19"),
        ("since last november", "2025-11-01.."),
        ("the week before Thanksgiving", "2025-11-20..2025-11-26"),
    ],
)
def test_before_after_and_since(message: str, expected: str) -> None:
    assert days(message) == [expected]


def test_days_beside_the_day_named_last() -> None:
    assert days("The Monday after Thanksgiving 2025 and the Tuesday right after it") == [
        "2025-12-01",
        "2025-12-02",
    ]
    assert days("On Nov 19 one call, the next day another") == ["2025-11-19", "2025-11-20"]
    assert days("before November 20th we had 4 calls and after that 5") == ["..2025-11-19", "2025-11-20.."]


@pytest.mark.parametrize(
    "message",
    [
        "yesterday",
        "last Tuesday",
        "this morning",
        "2 days ago",
        "on the 3rd",
        "Monday",
        "last week",
        "Sat night",
    ],
)
def test_what_needs_a_clock_is_relative(message: str) -> None:
    (mention,) = mentions(message)
    assert mention.relative
    assert mention.start is None
    assert mention.end is None


@pytest.mark.parametrize(
    "message",
    [
        "may I ask", "march in and ask", "1/3 of the calls", "24/7", "9/10 calls were AI", "call 555-0164", "3-4 calls",
        "the 3rd call", "the first one, the 2nd one", "ratio 10/12", "three calls: 1st AI, the 2nd agent, the 3rd AI",
        "August called me", "11/20 calls", "room 11/20", "14:02", "agent #11-20", "a second opinion", "$11.20", "version 1.2.", "12 calls", "the wedding", "mon dieu",
    ],
)  # fmt: skip
def test_what_is_no_date(message: str) -> None:
    assert days(message) == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "The invoice went out Dec 1, 2025 but the call took place Nov 12, 2025",
            ["2025-12-01 other", "2025-11-12"],
        ),
        ("You bought yours on June 30, 2025. Call on Dec 2", ["2025-06-30 other", "2025-12-02"]),
        ("From: N\nSent: Friday, January 16, 2026 4:52 PM\n\ncall on Nov 12, 2025", ["2026-01-16 other", "2025-11-12"]),
        ("On Jan 14 Nadia Brandt wrote:", ["2026-01-14 other"]),
        ("he has been with us since 2014", ["2014-01-01.. other"]),
        ("pricing goes into effect on November 20, 2025, mine was Nov 18", ["2025-11-20 effective", "2025-11-18"]),
        ("3 on Nov 25, 2025. Sorry, wrong line: all on Nov 15, 2025", ["2025-11-25 corrected", "2025-11-15"]),
        ("not on Nov 19 but on Nov 21", ["2025-11-19 negated", "2025-11-21"]),
        ("NOVEMBER 2025 statement\nNov 06 Thu call\nNov 26 Wed call", ["2025-11-01..2025-11-30 frame", "2025-11-06", "2025-11-26"]),
        ("booked him for Dec 3, the call was on Nov 12", ["2025-12-03 other", "2025-11-12"]),
    ],
)  # fmt: skip
def test_whose_date_it_is(message: str, expected: list[str]) -> None:
    assert days(message) == expected


def test_the_effective_date_is_a_parameter() -> None:
    text = LEXICON.read("the day before the new pricing started")
    assert find(text, date(2026, 7, 1))[0].start == date(2026, 6, 30)


@given(st.text(max_size=200))
def test_no_text_raises(message: str) -> None:
    for mention in mentions(message):
        assert 0 <= mention.first < mention.last


@given(st.lists(st.sampled_from(
    "before after the day of Nov November 19 20th 2025 , . - / to and since it took effect pricing new week last first "
    "three Thursdays in on Monday 11/19/25 2025-11-20 Q3 summer ( ) \n two days ' 25 may yesterday until from".split(" ")
), max_size=14))  # fmt: skip
def test_no_order_of_date_words_raises(words: list[str]) -> None:
    for mention in mentions(" ".join(words)):
        assert mention.start is None or mention.end is None or mention.start <= mention.end
