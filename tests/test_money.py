"""Sums of money in a message, and what each of them is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.amountwords import english
from assistant.reading.money import Money, find
from assistant.reading.text import Lexicon

ADD_ON = Decimal("3.00")
LEXICON = Lexicon.load(Path(__file__).parent.parent / "kb" / "language" / "en", english().vocabulary)


def sums(message: str) -> tuple[Money, ...]:
    return find(LEXICON.read(message), add_on=ADD_ON)


def base_rates(message: str) -> list[str]:
    return [f"{one.amount.normalize():f}" for one in sums(message) if one.role == "base_rate"]


def shown(message: str) -> list[str]:
    return [f"{one.amount.normalize():f} {one.role}" for one in sums(message)]


@pytest.mark.parametrize(
    ("message", "rate"),
    [
        ("base rate 2.40, one call", "2.4"),
        ("base 4.25", "4.25"),
        ("Base: $2", "2"),
        ("BASE IS 2.40 DOLLARS PER CALL", "2.4"),
        ("base=2.10", "2.1"),
        ("base is 3", "3"),
        ("my base is $3.00", "3"),
        ("our rate's 1.80", "1.8"),
        ("Our rate is $1.65 a call", "1.65"),
        ("we pay two dollars and fifty cents per call", "2.5"),
        ("i pay a dollar ninety five a call normally", "1.95"),
        ("a buck eighty per call", "1.8"),
        ("dollar sixty a call", "1.6"),
        ("our base rate is two fifty", "2.5"),
        ("two forty five per call", "2.45"),
        ("one seventy five a call, ten calls", "1.75"),
        ("we pay four dollars and a quarter apiece, base", "4.25"),
        ("95 cents a call", "0.95"),
        ("95¢ per call", "0.95"),
        ("10 calls @ 1.90 ea.", "1.9"),
        ("8 calls @ $3.25 base", "3.25"),
        ("plan at $6.75/call", "6.75"),
        ("we're on the $2.25 plan", "2.25"),
        ("The plan works out to $2.40 per call", "2.4"),
        ("I'm on 2.45 a call with you guys", "2.45"),
        ("Rate in our agreement: $2.25 for each call", "2.25"),
        ("Per-call price on our plan: $1.80", "1.8"),
        ("2.20 a call is right, that's our base", "2.2"),
        ("Sorry, 3.15 is the base", "3.15"),
        ("base 1.75 x 6 calls", "1.75"),
        ("assume it's $7.00. 3 calls", "7"),
        ("fine, then take $2.25", "2.25"),
        ("If the base were $2.40 instead?", "2.4"),
        ("per call (base) ..... $1.75", "1.75"),
        ("the price of base at us is 1,80 dollars the call", "1.8"),
        ("My base for the call it is 2 dollars and 60 cents", "2.6"),
        ("we pay normal 2.30 for call", "2.3"),
        ("our per-call rate is 2.755", "2.755"),
        ("our calls cost 2.15 each", "2.15"),
        ("each call costs us $2.15 normally", "2.15"),
        ("normal call price 2.35$", "2.35"),
        ("it's $2.50 a call without the human", "2.5"),
        ("usd 2.40 per call", "2.4"),
        ("our regular price of $2.10", "2.1"),
        ("base rate of 2 bucks", "2"),
        ("we are paying 2.05 for every call", "2.05"),
        ("per call we pay 1.99", "1.99"),
        ("$2.40/call base + whatever the add-on is", "2.4"),
        ("with base at 2.10 what's the total", "2.1"),
        ("rate: 2.95", "2.95"),
    ],
)
def test_base_rates(message: str, rate: str) -> None:
    assert base_rates(message) == [rate]


@pytest.mark.parametrize(
    ("message", "rates"),
    [
        ("group A is at 2.10 per call and group B pays 3.40 per call", ["2.1", "3.4"]),
        ("5 calls at 2.10 and 3 calls at 3.40", ["2.1", "3.4"]),
        ("base 2.10 for Tampa, 2.60 for Orlando", ["2.1", "2.6"]),
        ("Base 2.25. No, I transposed that, it's 2.52.", ["2.52"]),
        ("base is $2.10, sorry, $2.20", ["2.2"]),
        ("base is 2.15 since January, not 1.95", ["2.15"]),
    ],
)
def test_several_base_rates_and_a_corrected_one(message: str, rates: list[str]) -> None:
    assert base_rates(message) == rates


@pytest.mark.parametrize(
    "message",
    [
        "on top of base I pay $3?", "how much over the base rate", "they billed me $9", "the $3 add-on", "+$3 per call",
        "$3 per call for the live agent", "3 bucks per transfer or 3 per call", "my session is $190", "room is $164/night",
        "our plan is $199/mo", "it cost me $1,275", "refund of $47.20", "12 calls, 2 of them", "base rate for 6 calls?",
        "confidence 0.83", "call 4.2 minutes", "40 cans at $8.50", "$24 each for a filter", "what is the base rate",
        "the surcharge of $3 each call", "pays $1 a minute", "$2,800 gravel bike", "a $10 late fee", "5 calls 3 agents",
        "Blazers 44 @ £38.00", "base 6 calls", "the total was 17.75", "extra 3.00 per call",
    ],
)  # fmt: skip
def test_what_is_no_base_rate(message: str) -> None:
    assert base_rates(message) == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("I was billed $9 for one call", ["9 claim"]),
        ("Is $9 the right add-on?", ["9 claim"]),
        ("so it's $6?", ["6 claim"]),
        ("$12, right?", ["12 claim"]),
        ("9 bucks I guess", ["9 claim"]),
        ("I make it $45", ["45 claim"]),
        ("that makes six dollars extra", ["6 claim"]),
        ("13 x 3 = 39 dollars of add-on", ["39 claim"]),
        ("two live agent items, 2 x $3 = $6", ["3 add_on", "6 claim"]),
        ("so that's $0, correct?", ["0 claim"]),
        ("the +$3", ["3 add_on"]),
        ("the $3 thing", ["3 add_on"]),
        ("three bucks on top", ["3 add_on"]),
        ("is that +3?", ["3 add_on"]),
        ("you charged me $3", ["3 claim"]),
        ("a refund of $47.20 on order 30381", ["47.2 other"]),
        ("notary fee EUR 35", ["35 other"]),
        ("the bike was $2,800", ["2800 other"]),
        ("16 x $2.25 base + 16 x $3 add-on = $84.00", ["2.25 base_rate", "3 add_on", "84 claim"]),
        ("budget around $18k", ["18000 other"]),
        ("the order was 1 460 dollars", ["1460 other"]),
    ],
)
def test_claims_the_add_on_and_other_sums(message: str, expected: list[str]) -> None:
    assert shown(message) == expected


def test_without_the_add_ons_price_its_words_tell() -> None:
    (one,) = find(LEXICON.read("the +$4 add-on"))
    assert one.role in ("add_on", "claim")


def test_places_cover_the_words() -> None:
    text = LEXICON.read("base rate is two dollars and fifty cents per call")
    (one,) = find(text)
    assert text.words(one.first, one.last) == "two dollars and fifty cents"


@given(st.text(max_size=200))
def test_no_text_raises(message: str) -> None:
    assert all(one.first < one.last for one in sums(message))


@given(st.lists(st.sampled_from(
    "base rate $ 2.40 3 dollars and cents fifty two a dollar eighty per call @ x = + not sorry , . it is each USD k € "
    "plan we pay charged \n 1 , 80".split(" ")
), max_size=14))  # fmt: skip
def test_no_order_of_money_words_raises(words: list[str]) -> None:
    assert all(one.amount >= 0 for one in sums(" ".join(words)))


def test_a_count_behind_base_and_a_colon_is_no_rate() -> None:
    assert base_rates("10 calls at $2.40 base: 4 new callers verified by a live agent") == ["2.4"]


@pytest.mark.parametrize(
    ("message", "rate"),
    [
        ("On a 2.25-a-call plan, what's a call with a requested live agent in total?", "2.25"),
        ("$1.45 is what we pay per call. The AI was alone on this one. Total?", "1.45"),
        ("2.75 being what a call ordinarily costs us, what is one with your agent?", "2.75"),
        ("Each call sets us back 2.30 as it is. Total with your agent?", "2.30"),
        ("Calls cost us 1.70 before any extras. The AI froze.", "1.70"),
        ("At $2.60 a go, what is a call the AI put through to our desk?", "2.60"),
        ("You charge us $2.05 for any call at all. Total?", "2.05"),
    ],
)
def test_a_price_of_calls_by_the_way(message: str, rate: str) -> None:
    assert base_rates(message) == [rate.rstrip("0")]
