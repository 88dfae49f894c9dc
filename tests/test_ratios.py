"""Numbers told by another number: multiples, so many for each, even shares."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("For every call the AI lost to a glitch and a live agent rescued, there were two in which the caller asked for a human and got your agent. Five glitch calls in all. Add-on?", "30.00"),
        ("Twice as many callers asked for a human (and got your live agent) as were verified by a live agent. Two were verified. What's the add-on?", "18.00"),
        ("Verified by your live agent: 2 calls. Asked for a human and got your agent: three times as many. Add-on?", "24.00"),
        ("There were 3 times as many live agent calls at the caller's request as AI-only ones. AI-only: 4. Add-on?", "36.00"),
        ("I had 4 calls verified by live agents on Monday and twice as many on Tuesday. Add-on?", "36.00"),
        ("Each of our three branches had five callers who asked for a human and got your live agent. Add-on for all?", "45.00"),
        ("We have 2 locations. At each of them 2 callers yesterday asked for a human and got your live agent. What's the add-on?", "12.00"),
        ("Two callers phoned three times each, asking for a human every time and getting your live agent every time. Add-on?", "18.00"),
        ("For every two calls the AI did by itself there was one where the caller asked for a human and got your live agent. Twenty-one calls in total, nothing else. Add-on?", "21.00"),
        ("To every three AI-only calls came one that a live agent verified. 32 calls altogether. Surcharge?", "24.00"),
        ("We had twice as many verifications by your live agents on Tuesday as on Monday. Monday had three. Add-on for both days?", "27.00"),
        ("There were three times as many caller-requested live agents in January 2026 as in December 2025, and in December we had 3. Add-on for both months?", "36.00"),
        ("Ten calls. The odd-numbered ones went to your live agents because the callers asked for a human; the even-numbered ones never left the AI. Add-on?", "15.00"),
        ("Nine calls. On the even ones a live agent verified a new caller, on the odd ones the AI was alone. Surcharge?", "12.00"),
        ("Eight calls came in, alternately handled by the AI alone and, at the caller's request, by your live agent. Add-on?", "12.00"),
        ("Monday there were three calls where a live agent verified a new caller. Tuesday I see two of that very sort. Add-on?", "15.00"),
        ("On the first page are four calls in which the caller asked for a person and got your live agent; the second page has two of the selfsame kind. Add-on?", "18.00"),
        ("Every Saturday from Nov 1 to Nov 29, 2025 a live agent booked one appointment through our public calendar link. Add-on for what's covered?", "6.00"),
        ("From 1 to 7 December 2025: two verifications of new callers by live agents every day, except on Sunday the 7th, when there were none. Amount?", "36.00"),
        ("Each Friday in January 2026 except the 9th, one caller wanted a human and a live agent took over. Add-on for January?", "12.00"),
        ("24th to 28th November 2025: three playbook handoffs to a live agent each day, bar Thanksgiving itself, which had none. Amount?", "36.00"),
        ("New callers get checked by your live agents. That happened five times in February 2026, a separate call each time. Add-on?", "15.00"),
        ("Our eight branches had one caller each who insisted on a human and got your live agent. Add-on in total?", "24.00"),
        ("Nine calls, of which four stayed with the AI. Every other call had your live agent because the caller wanted a person. Add-on?", "15.00"),
        ("Eight calls. Every other call was handled by a live agent on the caller's demand, the ones in between by the AI. Add-on?", "12.00"),
        ("Three days, four calls each day, every call verified by a live agent. Add-on?", "36.00"),
    ],
)  # fmt: skip
def test_numbers_by_another_number(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We had four live agent bookings on our public Square link. Caller-requested live agents: three fewer. All different calls. Add-on?", "15.00"),
        ("Three callers were verified by your live agents on Monday. On Tuesday it was one more than that. Add-on for both days?", "21.00"),
        ("Playbook handoffs to your live agent: 5. Calls in which the caller asked for a human and got your live agent: one less than that. Separate calls. Add-on?", "27.00"),
        ("Last week 4 callers asked for a human and got your live agent, this week two fewer. Add-on for both weeks?", "18.00"),
        ("2 callers asked for a human and got your live agent, and two more were verified by a live agent. Add-on?", "12.00"),
        ("Three callers asked for a human and got your live agent. It lasted two minutes less than usual. A fourth was verified by a live agent. Add-on?", "12.00"),
    ],
)  # fmt: skip
def test_numbers_by_a_difference(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("4 branches. In every branch 2 callers asked for a human and got your live agent, 1 was verified by a live agent, and 6 were AI only. Add-on?", "36.00"),
        ("At each of our 5 stores, 3 callers asked for a person and got your live agent, 2 were transferred to our own staff. Separate calls. Add-on?", "45.00"),
        ("In each of our three shops 2 callers were verified by a live agent in January 2026, and one more at head office asked for a human and got your live agent. Add-on?", "21.00"),
        ("Three caller-requested live agents per day over four days. Add-on?", "36.00"),
        ("Mon to Thu 2 callers a day asked for a human and got your live agent, Fri only 2. Add-on?", "30.00"),
    ],
)  # fmt: skip
def test_what_is_told_of_each_place_or_day(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_an_even_split() -> None:
    message = "30 calls. 18 were AI only. The other 12 split equally: caller asked and got your live agent, AI froze and your live agent stepped in. Add-on?"
    assert amount(message) == "18.00"


def test_for_each_of_a_whole() -> None:
    message = (
        "16 calls in total. For every call in which a live agent verified a new caller there were three which the AI handled alone."
        " Add-on?"
    )
    assert amount(message) == "12.00"
