"""Calls told one by one, in logs and long messages: each gets its own reading, and other numbers count no calls."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Please price #4 and #7. #4 asked for human, agent answered. #7 AI only. Thanks", "3.00"),
        ("Two calls to price (#31, #33). #31: first-timer, agent verified. #33: wanted a person, agent took over.", "6.00"),
    ],
)  # fmt: skip
def test_calls_named_ahead(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("On Friday Mr. Barlow asked for a human and got your agent. The other six calls of the week were AI. Extra?", "3.00"),
        ("A lady insisted on a human and a live agent took her call. The AI dealt with the other four callers. What do we owe on top?", "3.00"),
        ("Call one was AI. Call two asked for a human, a live agent took it. What's the add-on?", "3.00"),
    ],
)  # fmt: skip
def test_the_others_of_which_nobody_told_the_whole(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("On Monday a farmer rang about fence posts, 40 of them. He wanted a human and got your agent. Add-on?", "3.00"),
        ("We had calls from farmers, 6 of them, who asked for a human and got your agents. Add-on?", "18.00"),
    ],
)  # fmt: skip
def test_things_counted_behind_their_name(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Caller 1 (Ahmed): asked for an agent and got one. Caller 2 (Bea): wanted a live agent and hung up first. Add-on?", "3.00"),
        ("Call 1: wanted an agent; had one within a minute. Call 2: AI. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_asked_for_an_agent_and_got_one(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Both my receptionists, Joan and Pat, were in on Friday. Caller one asked for a person at 9:10 and got Joan. Caller two asked at 11 and got Pat. What do we owe?", "0.00"),
        ("Ines is one of yours, Paul works for us. On Monday a man asked for a human and got Ines. On Tuesday a woman asked for a human and got Paul. Add-on?", "3.00"),
        ("Gil and Noor are live agents of yours. On Monday a man asked for a human and got Gil. On Tuesday a woman asked for a human and got Noor. Add-on?", "6.00"),
        ("Both Eds are ours. On Saturday seven callers wanted a human and got Big Ed, and five got Little Ed. Add-on?", "0.00"),
        ('Caller B said "operator" and your agent came on. Caller C said "operator" and our Jill came on. Add-on?', "3.00"),
    ],
)  # fmt: skip
def test_people_introduced_together(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("The log has a call from a florist who demanded a human and was passed to your agent, a call from a new tenant whose number your agent checked, and a call which the AI handled by itself. Add-on?", "6.00"),
        ("A call came in at nine and he asked for a person, so your agent took over. It was a call about a leak. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_a_call_and_a_call(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Twice it was your live agent, because the callers asked for a person. Twice it was Leo from our own workshop. Add-on?", "6.00"),
        ("Somebody came on three times. Twice it was one of your agents, at the callers' request; the third time it was our office. Add-on?", "6.00"),
        ("None of the five calls on Monday had one of your agents on it. Two asked for a human and were put through to our store, three were done by the AI. Add-on?", "0.00"),
        ("None of our three callers on Sunday was happy with the AI: all asked for a human and got your agents. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_said_of_so_many_times_and_of_none(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("3 calls Mon (AI, AI, CIE), 1 call Tue (AI). Add-on?", "3.00"),
        ("Mon two calls: HV, AI. Tue three calls: AI, CIE, CIE. Add-on?", "9.00"),
        ("Thurs – Ott, wanted human → me. Fri – Poe, wanted human → LA. add-on pls", "3.00"),
        ("One verification on Monday, none on Tuesday, two playbook handoffs on Wednesday. Add-ons?", "9.00"),
        ("A, 8:45: new supplier, live agent verified his details. B, 9:30: lady requested a person, live agent came. C, 10:10: AI alone. Add-on?", "6.00"),
    ],
)  # fmt: skip
def test_short_logs(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We're a 3-chair barbershop with 40 clients a day. Two calls matter. At 4 pm a man with 2 sons wanted a human, and your agent took it. At 5 pm a first-timer came on and an agent took down his name and number. How much?", "6.00"),
        ("On Saturday four guests told your AI they wished for a human. The AI put all of them through to our kitchen, and my cook spoke with each. Your agents were at no time on those calls. What is your charge for the four?", "0.00"),
        ("Our desk manager, Mr. Osei, says that he took each of the 4 calls in which a caller wanted a person. What do we owe for live agents?", "0.00"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_calls(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Case 771: 14:02 caller asks for person; 14:04 agent Lia (Smith.ai) joins; 14:15 ends. Case 772: 15:00 caller connects; 15:02 AI answers everything. What do we pay on top for the two cases?", "3.00"),
        ("All of these had a live agent of yours: Mr Fox, who asked for one; Mrs Gant, who was new and was verified; Mr Hook, whose call matched our VIP playbook. Not so Mr Ives, who was served by the AI. Add-on?", "9.00"),
        ("We had a call on Monday where a live agent came in because the caller asked. We had another on Tuesday where nobody came in although the caller asked. Add-on?", "3.00"),
        ("Tuesday a lady demanded a person; your agent stayed with her. Thursday the system fell over at 2 pm and your folks covered until 4, five calls. How much in add-ons?", "3.00"),
        ("Hello Smith people, Mrs Abel wanted to know if gnome 14 is waterproof and the AI told her. Mr Brandt asked for a human and got one of your agents. Add-on?", "3.00"),
        ("Cy (11:00) first call, LA checked phone no.; Di (11:30) wanted rep, LA on; Ed (12:00) wanted rep, our Sue on. Total extra?", "6.00"),
    ],
)  # fmt: skip
def test_cases_names_and_days(message: str, add_on: str) -> None:
    assert amount(message) == add_on


def test_one_side_or_the_other() -> None:
    said = "A lady requested a person. My wife picked up, or it was one of yours, I can't tell. Add-on?"
    assert amount(said) == "0.00-3.00"


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("log: 3/2 new caller verified by LA; 3/9 transfer to Diaz (own staff); 3/30 CIE LA. extra?", "6.00"),
        ("On each of these they put $3: 1. Jan 3, outage, live agents covered. 2. Jan 3, caller wanted a person and got a live agent. 3. Jan 5, transferred to our plant. What should it be?", "3.00"),
        ("In March 2026 we had three calls with people on them. March 2: a live agent verified a first-time caller. March 9: caller asked for our Mr. Diaz and was put through to him. March 30: a caller shouted operator and a live agent came on. Extra?", "6.00"),
        ("I had three calls. The first and the last were AI. The middle one was a gentleman who wanted a person and got one of your agents. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_days_and_places_in_a_row(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Friday: 8:00-8:10 AI only. 8:30-8:42 caller insisted on a person, agent. 9:15-9:40 first-time caller, agent verified. 11:00-11:30 AI got stuck, agent. Total add-on?", "6.00"),
        ("Last night 3 rang. 9:02 pm a tenant asked for a human, agent on the line. 9:30 pm same tenant, AI noted it. 11:47 pm a neighbour complained; he wanted the landlord, and the AI rang me. Add-on?", "3.00"),
        ("Between 7:30 and 9 on Monday, 22 parents rang. 20 of them were told by the AI that we're closed. One mother demanded a person and got a live agent. One father demanded a person and was put through to me. Add-on?", "3.00"),
        ("Story one: a man asks for our hours; the AI tells him; he says he'd still like a person; a live agent tells him again. Story two: a lady, new, has her e-mail read back by a live agent. Add-on?", "6.00"),
    ],
)  # fmt: skip
def test_hours_that_begin_calls(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Add-on for these please: AB-1 caller escalation (live agent). AB-2 AI only. AB-3 new caller verification (live agent). AB-4 transferred to client's team. AB-5 fallback, outage.", "6.00"),
        ("T7 first-timer, agent verified. T9 asked for a person, got our Sue. T12 wanted a person, LA. Add-on?", "6.00"),
        ("1st call: bloke kept saying speak to a person so your lot took it. 2nd call: gentleman, cut off after 10 secs. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_calls_filed_under_codes(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Three calls on our line matter to me. At 8:20 a teacher, Ms. Vale, wanted to know if the bus runs; the AI said yes. At 8:45 a parent with four children wanted a person, and our secretary Lynn spoke with her. At 9:10 another parent wanted a person, and one of your live agents took the call. Add-on?", "3.00"),
        ("I'd like someone to explain Monday to me. At 9 our florist rang; AI. At 11 a bride rang: she must have a human, and one of yours obliged. Add-on?", "3.00"),
        ("Both calls on the 7th were from people wanting a person. Both got your live agents. Add-on?", "6.00"),
        ("Sat 11:30 Lowe / wanted human / LA Bo\nSat 15:10 Moss / wanted human / our Fran\nSun 9:20 Oakes / new / LA Bo verified him\nadd-on?", "6.00"),
    ],
)  # fmt: skip
def test_people_and_things_around_the_calls(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("For 3 calls in December the invoice shows a live agent. In all three it was our Wendy who answered, as callers who ask for a person are sent to her. What should the add-on be?", "0.00"),
        ("Mrs. Dunn: human please, got an agent. Mr. Dunn: human please, got me. Extra?", "3.00"),
        ("Monday's calls: Reed wanted a human (agent). Thorn wanted a human (our desk). Urban was new (agent checked his data). Add-on?", "6.00"),
    ],
)  # fmt: skip
def test_whose_it_was(message: str, add_on: str) -> None:
    assert amount(message) == add_on
