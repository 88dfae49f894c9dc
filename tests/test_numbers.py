"""Quantities of a message: what kind they are, their value, and what they count."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import groups

from assistant.reading.amountwords import english
from assistant.reading.numbers import Quantity, find
from assistant.reading.text import Lexicon

LEXICON = Lexicon.load(Path(__file__).parent.parent / "kb" / "language" / "en", english().vocabulary)


def quantities(message: str) -> tuple[Quantity, ...]:
    return find(LEXICON.read(message))


def shown(message: str) -> list[str]:
    """Each quantity as "kind value[-high] role"."""
    found = []
    for one in quantities(message):
        value = "" if one.value is None else f" {one.value}"
        high = "" if one.high is None else f"-{one.high}"
        found.append(f"{one.kind}{value}{high} {one.role}")
    return found


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("12 calls", 12), ("1,250 calls", 1250), ("1.5k calls", 1500), ("twenty-five calls", 25), ("a dozen calls", 12),
        ("half a dozen calls", 6), ("a dozen and a half calls", 18), ("a baker's dozen calls", 13), ("a hundred calls", 100),
        ("two hundred and five calls", 205), ("three dozen calls", 36), ("fifteen hundred calls", 1500),
        ("a couple of calls", 2), ("a couple dozen calls", 24), ("fourty calls", 40), ("ONE HUNDRED AND TWENTY CALLS", 120),
        ("too calls", 2), ("one call", 1), ("another call", 1), ("a total of 15 calls", 15),
        ("20 call in total", 20), ("7 separate phone calls", 7), ("22 plain AI-only calls", 22), ("5calls", 5),
        ("in won call your agent verified her", 1),
    ],
)  # fmt: skip
def test_calls_are_counted(message: str, value: int) -> None:
    (one,) = quantities(message)
    assert (one.kind, one.value, one.role) == ("count", value, "calls")


@pytest.mark.parametrize(
    "message",
    ["roughly 25 calls", "about 8 callers", "10 calls or so", "5 calls at most", "12 callers, give or take"],
)
def test_a_rough_number_is_no_count(message: str) -> None:
    assert [one.kind for one in quantities(message)] == ["range"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("six first-time callers asked", "count 6 people"),
        ("5 ppl demanded a human", "count 5 people"),
        ("3 new residents", "count 3 people"),
        ("2 guys asked 4 a human", "count 2 people"),
        ("9 playbook handoffs to live agents", "count 9 interactions"),
        ("two public-link bookings", "count 2 interactions"),
        ("5 HV", "count 5 interactions"),
        ("three AI meltdowns", "count 3 interactions"),
        ("4 SE", "count 4 interactions"),
        ("one caller-requested live agent call", "count 1 calls"),
        ("2 outage-fallback calls", "count 2 calls"),
        ("asked for a person three times", "count 3 times"),
        ("phoned 3 separate times", "count 3 times"),
        ("asked twice", "count 2 times"),
        ("asked for a person (3x)", "count 3 times"),
        ("took 40 secs", "count 40 duration"),
        ("4m on the phone", "count 4 duration"),
        ("twenty-five minutes", "count 25 duration"),
        ("at 8:05 am", "count clock"),
        ("at 3 pm sharp", "count clock"),
        ("[07:58:04] ring", "count clock"),
        ("ten past four", "count clock"),
        ("order 7719", "count identifier"),
        ("ticket no. 30381", "count identifier"),
        ("agent #204 joined", "count identifier"),
        ("suite 108", "count identifier"),
        ("call me at 415-555-0190", "count identifier"),
        ("tenant in 14C", "count identifier"),
        ("412 Maple Court", "count identifier"),
        ("the account ends in four four seven one", "count identifier"),
        ("he is 86,", "count identifier"),
        ("Nov 19, 2025", "count date"),
        ("we run three stores", "count 3 people_not_calls"),
        ("two people at our desk", "count 2 people_not_calls"),
        ("two live agents", "count 2 people_not_calls"),
        ("one of your live agents came on", "count 1 people_not_calls"),
        ("one of Smith.ai's came on", "count 1 people_not_calls"),
        ("40 deadbolts", "count 40 other"),
        ("Fresno 4", "count 4 bare"),
        ("verification x7", "count 7 bare"),
        ("marks: ||||| ||", "count 7 bare"),
        ("she paid $85", "count 85 money"),
    ],
)
def test_what_is_counted(message: str, expected: str) -> None:
    assert shown(message) == [expected]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("15% asked", "share 3/20 bare"),
        ("fifteen percent of calls", "share 3/20 calls"),
        ("half of them", "share 1/2 bare"),
        ("half the calls were AI", "share 1/2 calls"),
        ("two thirds were new", "share 2/3 bare"),
        ("a quarter of our calls", "share 1/4 calls"),
        ("1/3 of the calls", "share 1/3 calls"),
        ("one in six", "share 1/6 bare"),
        ("one out of every four callers", "share 1/4 people"),
        ("every second call", "share 1/2 calls"),
        ("every third caller", "share 1/3 people"),
        ("all but two", "except 2 bare"),
        ("every call except one", "except 1 calls"),
        ("none of them", "none bare"),
        ("no calls went to agents", "none calls"),
        ("zero humans", "none people_not_calls"),
        ("Merced zilch", "none bare"),
        ("not a single call", "none calls"),
        ("both of them", "both 2 bare"),
        ("both calls", "both 2 calls"),
        ("the rest were AI", "rest bare"),
        ("the remaining ten went to my desk", "rest 10 bare"),
        ("the other two", "rest 2 bare"),
        ("other 6 just ai", "rest 6 bare"),
        ("Balance 2 AI transferred", "rest 2 bare"),
        ("everything else was AI", "rest bare"),
        ("the 12 others were repairs", "rest 12 bare"),
        ("twice that many", "multiple 2 bare"),
        ("three times as many", "multiple 3 bare"),
        ("double it", "multiple 2 bare"),
        ("3 or 4 calls", "range 3-4 calls"),
        ("two, maybe three calls", "range 2-3 calls"),
        ("between 2 and 5 calls", "range 2-5 calls"),
        ("3-4 calls", "range 3-4 calls"),
        ("at least 3 calls", "range 3 calls"),
        ("several new callers", "vague people"),
        ("the third call", "ordinal 3 calls"),
        ("call 4:", "ordinal 4 calls"),
        ("call B was AI", "ordinal 2 calls"),
        ("#12 had an agent", "ordinal 12 calls"),
        ("the last one was AI", "ordinal -1 calls"),
        ("the second one", "ordinal 2 calls"),
        ("#9–#12: AI", "span 9-12 calls"),
        ("calls 1 to 8", "span 1-8 calls"),
        ("the first two wanted massages", "span 1-2 bare"),
        ("[2/4] existing tenant", "ordinal 2 bare"),
    ],
)
def test_kinds_of_quantity(message: str, expected: str) -> None:
    assert shown(message) == [expected]


@pytest.mark.parametrize(
    "message",
    [
        "the rest of the call was handled by an agent", "all in all", "in all", "all by itself", "half an hour or so",
        "at all", "no idea", "first-time caller", "this one", "the one who called", "no one came", "which one of it",
        "a second opinion", "asked 4 a human", "handed it back 2 the ai", "last week", "someone", "the other day",
        "all day", "won the case", "me too", "for the call",
    ],
)  # fmt: skip
def test_what_counts_nothing(message: str) -> None:
    assert [one for one in shown(message) if "duration" not in one and "date" not in one] == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("40 calls, 25% verified, the rest AI", ["count 40 calls", "share 1/4 bare", "rest bare"]),
        ("out of 45 calls ten were new", ["count 45 calls", "count 10 bare"]),
        ("7 calls: 3 new callers, 2 transfers, the other 2 AI", ["count 7 calls", "count 3 people", "count 2 interactions", "rest 2 bare"]),
        ("neither of saturday's two calls, both of sunday's", ["none calls", "count 2 calls", "both 2 bare"]),
        ("calls of 3, 14 and 22 minutes", ["count 3 duration", "count 14 duration", "count 22 duration"]),
        ("calls 7 and 8 to us", ["ordinal 7 calls", "ordinal 8 calls"]),
        ("the 1st and 3rd call", ["ordinal 1 calls", "ordinal 3 calls"]),
        ("1 ai / 2 ai / 3 hv", ["ordinal 1 bare", "ordinal 2 bare", "ordinal 3 bare"]),
        ("1. AI\n2. agent\n3. office", ["ordinal 1 bare", "ordinal 2 bare", "ordinal 3 bare"]),
        ("a) AI\nb) agent", ["ordinal 1 bare", "ordinal 2 bare"]),
        ("one lasted two minutes, the other fifty", ["count 1 bare", "count 2 duration", "rest 1 bare", "count 50 bare"]),
        ("30 calls 0 humans", ["count 30 calls", "none people_not_calls"]),
        ("9 calls, all but two AI", ["count 9 calls", "except 2 bare"]),
        ("54 calls. One in six new, none of the rest", ["count 54 calls", "share 1/6 bare", "none bare", "rest bare"]),
    ],
)  # fmt: skip
def test_several_together(message: str, expected: list[str]) -> None:
    assert shown(message) == expected


@pytest.mark.parametrize(
    ("message", "unit", "total"),
    [
        ("five new callers a day, Mon-Fri", "day", 25),
        ("2 calls per day for 10 days", "day", 20),
        ("6 calls a week for 4 weeks", "week", 24),
        ("three handoffs a day for two weeks", "day", 42),
        ("exactly one caller each day, Nov 17-21, 2025", "day", 5),
        ("one such call per day, Nov 12 to Nov 28, 2025", "day", 17),
        ("each of our seven clinics had exactly four calls", "clinic", 28),
        ("three stores had 5 calls each", "store", 15),
        ("2 verifications per location, 6 locations", "location", 12),
        ("On each of the five days: 5 calls", "day", 25),
        ("one handoff on each of the last three Thursdays of November 2025", "day", 3),
        ("four clients, 2 calls each", "client", 8),
        ("daily 3 handoffs, Nov 21 to Nov 30, 2025", "day", 30),
        ("we had two calls a day", "day", None),
    ],
)
def test_rates_are_multiplied_out(message: str, unit: str, total: int | None) -> None:
    rated = [one for one in quantities(message) if one.unit]
    assert [(one.each, one.unit, one.total) for one in rated] == [(True, unit, total)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("5 callers asked (make that 6, not 5) and 2 others", ["count 6 people", "count 2 bare"]),
        ("seven went to agents. no, eight. ok, seven was right after all", ["count 7 bare"]),
        ("12 calls. Sorry, 13.", ["count 13 calls"]),
        ("8 (actually 9) callers asked", ["count 9 people"]),
        ("not 5 but 6 calls", ["count 6 calls"]),
        ("6 calls, not 5", ["count 6 calls"]),
        ("4 HV and 3 CIE. make it 4 CIE", ["count 4 interactions", "count 4 interactions"]),
        ("3 calls. No, 2 of them were AI", ["count 3 calls", "count 2 bare"]),
    ],
)
def test_a_number_taken_back_gives_way(message: str, expected: list[str]) -> None:
    assert shown(message) == expected


def test_places_are_in_order_and_apart() -> None:
    found = quantities(
        "Of 40 calls, 25% had an agent, 3 of them twice; calls 1 to 8 were AI and the other two not."
    )
    assert all(one.last <= following.first for one, following in pairwise(found))


def test_values_are_exact() -> None:
    (one,) = quantities("33% of calls")
    assert one.value == Fraction(33, 100)


@given(st.text(max_size=200))
def test_no_text_raises(message: str) -> None:
    for one in quantities(message):
        assert 0 <= one.first < one.last


@given(st.lists(st.sampled_from(
    "one two 3 4 5% half dozen a the of them calls callers each every other rest remaining first last third #3 call to - "
    "and or , . all but both none no zero per day x twice many times in out between at least | ( ) \n half's agents 12 "
    "clinics had Mon Fri".split(" ")
), max_size=14))  # fmt: skip
def test_no_order_of_number_words_raises(words: list[str]) -> None:
    for one in quantities(" ".join(words)):
        assert one.kind != "share" or (one.value is not None and 0 < one.value <= 1)


def test_a_telephone_number_counts_nothing() -> None:
    assert {one.role for one in quantities("ring me on 555 0138 about those 3 calls")} == {
        "identifier",
        "calls",
    }


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("3 farmers got live agents of yours by playbook. Sum?", 3),
        ("Two millers were verified by your agents. Cost?", 2),
        ("Five harpists asked for a human and got your live agents. Cost?", 5),
        ("A man with 4 tractors asked for a human and got your agent. Cost?", 1),
        ("A caller ordered 3 boilers, asked for a human, got your agent. Cost?", 1),
        ("A man whose 4 dogs wanted out asked for a human and got your agent. Cost?", 1),
    ],
)
def test_who_does_as_callers_do_is_one_whatever_the_trade(message: str, count: int) -> None:
    assert sum(groups(message).values()) == count


def test_hours_between_which_something_happened_count_no_calls() -> None:
    text = LEXICON.read("Between 9 and 10 a lady asked for a human, and from 2 to 4 pm the AI was down.")
    assert [q.role for q in find(text)] == ["clock", "clock"]
    text = LEXICON.read("Between 9 and 10 calls a day ask for a human.")
    assert [(q.kind, q.role) for q in find(text)] == [("range", "calls")]
