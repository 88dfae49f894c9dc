"""Several calls told in prose: what is left of them, who got nobody, what befell the same call."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We had 9 calls on Friday; 5 were handled by the AI alone; whoever remained asked for a human and got one of your live agents. Add-on?", "12.00"),
        ("8 calls this week, 6 of those were AI only. Those left over were new callers whom your live agent verified. How much on top?", "6.00"),
        ("Out of 60 calls half stayed with the AI. Of the remainder, one third were callers who asked for a human and got your live agents, and two thirds went to our own team. Extra?", "30.00"),
    ],
)  # fmt: skip
def test_what_is_left(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Seven callers wanted a person on Tuesday. None of them got one: no live agent was free, so the AI took messages. What's the add-on?", "0.00"),
        ("Five callers asked for a real person today, but not one was connected to an agent. Cost on top?", "0.00"),
        ("Three callers asked for a human and got your live agents. None of the three was new. What's the add-on?", "9.00"),
    ],
)  # fmt: skip
def test_not_one_of_them(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Eight first-timers rang. Three weren't verified as they hung up on the AI; the other five were, by your live agents. Surcharge?", "15.00"),
        ("Seven people asked for a human. Five didn't get one, the AI took a message; the other two did, your live agent. Add-on?", "6.00"),
        ("Six callers asked for a human. Four got one of your live agents, two didn't. Add-on?", "12.00"),
        ("Eight new patients. Your live agents never managed to verify five of them, as they had rung off during the AI's greeting; the other three they did. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_predicates_left_out(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Mrs. Osei called twice and both times she asked for a human and got your live agent. Her husband and her son called once each, both new to the AI, so your agents verified their details. What do the extras come to?", "12.00"),
        ("Rita and Sol each called once and asked for a real person, and each got your live agent. Add-on?", "6.00"),
        ("Both sisters rang three times apiece, and each time they demanded a person and got a Smith.ai agent. What's extra?", "18.00"),
        ("Tom and his brother rang once each. Tom wanted a human and got your agent, his brother was fine with the AI. Add-on?", "3.00"),
        ("On four calls the live agent first verified the new caller and later the same caller asked for a person and was given the agent again. Add-on for the four?", "12.00"),
    ],
)  # fmt: skip
def test_so_many_calls_of_people_told_by_name(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("I had two calls today: in the earlier the AI froze and your live agent took over, in the later the caller asked for a human and got your live agent. Extra?", "3.00"),
        ("Having two surgeries, I got two calls: at the Park Rd. one a new patient was verified by your live agent, at the riverside one a live agent booked the appointment since that calendar is just a public link. Total add-on?", "6.00"),
        ("Two calls: first a man asked for a person and got your live agent, then his wife rang and the AI transferred her to our office. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_calls_told_behind_their_number(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Last week five new callers were verified by your live agents, this week three. Forget last week, it's paid; how much is the add-on?", "9.00"),
        ("Last month two callers asked for a human and got your live agent, this month four did. What's this month's add-on?", "12.00"),
        ("Last week two callers asked for a human and got your agent. This week four did. What's the add-on for both weeks?", "18.00"),
        ("Leave Turin out of it. Parma: 4 playbook handoffs to a live agent. Turin: 6. Pisa: 1. What's due on top?", "15.00"),
    ],
)  # fmt: skip
def test_parts_that_are_not_asked_about(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_two_people_by_name_on_both_sides_are_not_on_every_call() -> None:
    told = "Two calls, two people: Mia, a live agent of Smith.ai, and Otto, our own dispatcher. Every caller had asked for a person. Surcharge?"  # fmt: skip
    assert amount(told) != "6.00"


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Nine verifications by your live agents, less the one that was really our secretary's, the AI having put that caller through to us. Add-on?", "24.00"),
        ("Please find the sum: a live agent takeover at the very start (playbook, 'hot lead'), the same thing on two further calls that hour, plus a fourth call in which the AI misheard everything and was for this reason relieved by an agent.", "9.00"),
        ("The bot froze and your live agent stepped in. The call after his was a woman who said she wanted a human, and got one of yours. Add-ons?", "3.00"),
        ("Five shops, four live agent calls per shop. At each shop two of the four came from an AI failure; the others were callers asking for a person. Add-on in all?", "30.00"),
        ("Of seven calls three went to our own front desk. About the other four the file says 'live agent' and nothing on why. Add-on for all seven?", "0.00-12.00"),
    ],
)  # fmt: skip
def test_one_taken_off_one_after_another_and_so_many_each(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("12 calls, each of them with at least one live agent interaction: 7 verifications by live agents, 6 playbook handoffs and 5 callers who asked for a human and got one of your agents. Add-on?", "36.00"),
        ("Nine calls. Every one had at least one of these: 5 playbook handoffs to live agents, 4 verifications by live agents, 3 live agent bookings on our public link. What do we pay extra?", "27.00"),
        ("Nine calls. Seven had a live agent. Of the seven, three were because of an AI failure and four were folks who wanted a person. Add-on?", "12.00"),
        ("One call was a caller who asked for a human and got your live agent. Another was verified as a new caller by your agent. Add-on for both?", "6.00"),
        ("14 calls. 10 had one of your agents on. Out of the ten, 4 were caused by a bot crash, 6 by callers who demanded a human. Extra?", "18.00"),
    ],
)  # fmt: skip
def test_of_the_seven_and_at_least_one_each(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Kim rang at eight and again at nine, each time demanding a person and each time getting your agent. Add-on for Kim?", "6.00"),
        ("Every one of our three vets had a caller who asked for a human and got a Smith.ai agent. What's that in add-ons?", "9.00"),
        ("Monday and Tuesday saw five callers each who asked for a human and got your live agent. Wednesday none. Total add-on?", "30.00"),
    ],
)  # fmt: skip
def test_how_often_each_called(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Calls 1, 3 and 6: live agent, because the caller asked for one. Strike 3, a test of ours. Add call 7, where a live agent verified a new caller. What is it in all?", "9.00"),
        ("Two of this morning's five calls were callers asking for a human who got your agent, one was verified as new by your agent; the others were AI only. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_one_struck_and_parts_of_a_days_calls(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "Two callers wanted a person. One was put through to your live agent, the other rang off. Fee?",
            "3.00",
        ),
        (
            "Two people asked for a human today, one got your live agent and the other gave up waiting. Fee?",
            "3.00",
        ),
        (
            "Two callers: one asked for a human and got your live agent, the other spoke only with the AI. Fee?",
            "3.00",
        ),
        (
            "He had one hand on the phone, the other on the wheel, and asked for a human; your agent took it. Fee?",
            "3.00",
        ),
    ],
)
def test_the_other_of_two_has_a_call_of_its_own(message: str, add_on: str) -> None:
    assert amount(message) == add_on
