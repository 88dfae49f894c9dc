"""Which number divides which: heads, parts of parts, the rest, and calls counted twice."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We took 40 calls. A quarter were from new callers, and of those 8 were verified by a live agent while 2 hung up before. All others AI only. add-on?", "24.00"),
        ("200 calls last week. 10% were callers asking for a human; of those half got your live agents and half our own front desk. Remaining were AI only. Add-on?", "30.00"),
        ("60 calls: 40% asked for a human, and half of these reached your live agents; the other half reached our own office. The remaining 60% AI only. Add-on?", "36.00"),
        ("16 calls: 50% AI alone, 25% to our own team, and from the remaining 4 one was an outage and three callers asked for and got a live agent. Add-on?", "9.00"),
        ("Last month: 22 calls. 14 of them AI only. Of the remaining 8, 7 were verified by your live agents and one was transferred to our office. Add-on?", "21.00"),
        ("I had four calls. The AI handled one, and the others went to live agents: one was a playbook handoff, one asked for a person, one was verified as a new caller. What's the total?", "9.00"),
        ("Of the two calls that had a human on them yesterday, one was with your live agent, since the caller asked for it, and one was with our own secretary. Add-on?", "3.00"),
        ("I see 6 live agent calls. 4 of those came from callers who asked for a person, 2 from a system crash. Cost?", "12.00"),
    ],
)  # fmt: skip
def test_parts_of_parts(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("One in four of our 36 calls was a caller asking for a human and getting a Smith.ai agent. The others were AI only. Add-on?", "27.00"),
        ("3 of every 5 calls were AI only. There were 15 calls. The other six were verified by live agents. Add-on?", "18.00"),
        ("A quarter of 12 calls: caller asked for a person, live agent took over. The rest: AI alone. What do we owe?", "9.00"),
        ("Of six calls, two thirds were verified by a live agent; the rest were the AI alone. Add-on?", "12.00"),
        ("Two thirds of the 15 calls had a live agent verify a new caller. The other third was AI alone. Add-on?", "30.00"),
        ("45 calls, a fifth of which asked for a human and were given a Smith.ai live agent. Everyone else spoke to AI only. Add on?", "27.00"),
        ("Of 16 callers, one in four asked for a human and got your live agent; nobody else had a human. Add-on?", "12.00"),
        ("We ran a promo. 80 calls came in, 1/8 of them asked for a human and got your live agent, everything else AI. Add-on?", "30.00"),
    ],
)  # fmt: skip
def test_the_rest(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Site A lists 9 calls, site B lists 8, every one a caller who asked for and got a live agent; 3 calls appear on both lists. Each call counted once, how much?", "42.00"),
        ("25 calls. 7 had verification by a live agent, 6 had a caller who asked for and got a live agent, 15 had neither. No other live agents. Add-on?", "30.00"),
        ("5 calls had a verification by a live agent, 4 had a caller who asked for a human and got a live agent, and 2 of those calls had both. Add-on?", "21.00"),
        ("3 verifications and 2 playbook handoffs by live agents, with one call having both. Add-on?", "12.00"),
        ("6 calls had a verification by a live agent and 5 a caller-requested live agent, with an overlap of 2. Add-on?", "27.00"),
        ("List one has 2 calls verified by live agents, list two has 2 calls where the caller asked for and got a live agent; one call is on both. Add-on?", "9.00"),
        ("12 calls. Every one of them had at least one of these: verification by a live agent, or a caller-requested live agent. Add-on?", "36.00"),
        ("4 calls; all four had verification by a live agent and two of the four had an escalation on top. Add-on?", "12.00"),
        ("5 callers got verified by a live agent, of whom 2 later in the same call asked for a human too. Add-on?", "15.00"),
    ],
)  # fmt: skip
def test_calls_counted_in_two_parts(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("All but two of our 10 calls were callers who asked for a human and got your agent. The two were AI only. How much extra?", "24.00"),
        ("7 calls, the AI handled all but two. Those two were callers who asked for and got your agents. Add-on?", "6.00"),
        ("We had eight calls, and in each of them a new caller was verified by a live agent. In two of them the caller also asked for a human. Price?", "24.00"),
        ("first there were 2 calls with a live agent on request, then 3 more, which made 5. what's the add on", "15.00"),
        ("Eight callers. Two hung up while the AI was talking. The other six asked for a human and got your agents. Add-on?", "18.00"),
        ("In total 11 calls with a live agent at the caller's request. 6 of these took over ten minutes. Add-on?", "33.00"),
        ("We had three live agent calls; one of them lasted an hour and had two agents. All were on request of the caller. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_calls_said_again(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Four calls were verified by live agents on Monday, another three on Tuesday. Add on?", "21.00"),
        ("Week 1: 4 callers asked for and got a Smith.ai agent. Week 2: 3 did. Week 3: none did. Total?", "21.00"),
        ("We had 4 caller escalations to live agents last week and 3 this week. Add-on for both weeks?", "21.00"),
        ("Yesterday 3 calls verified by live agents, today 2 more of those. Add-on?", "15.00"),
        ("Jan: 5 callers asked and got a Smith.ai agent. Feb: 8 callers did. Mar: 0. Add-on in total?", "39.00"),
        ("A new caller was verified by your live agent in the morning; in the afternoon another new caller was. Add-on for the day?", "6.00"),
        ("In the morning 3 callers asked for a human and got your agents. One more did in the afternoon. Add-on total?", "12.00"),
    ],
)  # fmt: skip
def test_numbers_told_one_after_the_other(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Seven drivers asked for a person and got your live agent. None of the other four had a live agent. What do I owe?", "21.00"),
        ("Six were playbook handoffs to your live agent. Not one of the other six had a live agent. Add-on?", "18.00"),
        ("Eight demanded a human and were put through to your agent; the other three stayed with the AI. How much extra?", "24.00"),
        ("Five needed your live agent to confirm a new caller's details. Neither of the other two had an agent. Total?", "15.00"),
        ("We had twelve calls. Seven asked for a human and got your agent. None of the other five had a live agent. Cost?", "21.00"),
        ("Ten callers asked for a human. On 4 your agent came in, the other six hung up before anybody picked up. Total?", "12.00"),
    ],
)  # fmt: skip
def test_others_beside_all_that_were_told(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("18 calls. A third wound up with your live agent because the caller asked, a third were AI only and a third went to our own shop. Total?", "18.00"),
        ("20 calls: a quarter demanded a person and got your live agent, a quarter rang our own desk, a quarter crashed and fell to a live agent, and the last quarter never left the AI. Total?", "15.00"),
        ("Nine calls. A third needed your live agent to verify a first-time caller, a third had no human on at all, the final third insisted on a person and got your agent. Total?", "18.00"),
        ("Three calls: one was AI only, a second asked for a human and got your agent, a third was transferred to our own office. Total?", "3.00"),
    ],
)  # fmt: skip
def test_shares_told_one_by_one(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Eight guests were verified by your live agent, and three also asked for a human and got your agent. Add-on?", "24.00"),
        ("Eight were playbook handoffs to your live agent, and five were booked by your agent on our public link on the same call. Add-on?", "24.00"),
        ("Six were verified by your live agent, one of which also was a playbook handoff to your agent in the same call. Add-on?", "18.00"),
        ("Nine tenants were verified by your live agent, including four who also asked for a human and got your agent. Add-on?", "27.00"),
        ("22 calls, including four verified by your live agent. Add-on?", "12.00"),
        ("Four had both a verification and a booking on our public link by your agent in the same call. Add-on?", "12.00"),
        ("On Monday six were verified by your live agent, on Tuesday two also asked for a person and got your agent. Add-on?", "24.00"),
        ("Six were verified by your live agent, and another two asked for a person and got your agent. Add-on?", "24.00"),
    ],
)  # fmt: skip
def test_calls_that_had_something_besides(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("said", "add_on"),
    [
        ("; that counts one call twice", "42.00"),
        ("; that counts 3 calls twice", "36.00"),
        (", but I've counted two of them twice", "39.00"),
        (". Two calls are double-counted", "39.00"),
        (", two did both", "39.00"),
        (". Two of the calls qualify as both", "39.00"),
        (", no call being both", "45.00"),
    ],
)
def test_calls_told_of_twice(said: str, add_on: str) -> None:
    told = "Seven had a live agent verify a new caller and eight were playbook handoffs to your live agent"
    assert amount(f"{told}{said}. Add-on?") == add_on
