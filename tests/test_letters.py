"""Letters, tickets, memos and pasted talk: what the calls told of in them cost, whatever stands around them."""

from __future__ import annotations

import pytest
from spoken import last

MEASURES = {
    "They say it's $3 a minute, so a 9-minute call where the tenant asked for a human and got your agent is $27?": "3",
    "Our three-bedroom tenant demanded a person and your live agent took the call. What is added?": "3",
    "4 CIDs w/ HV by LA. Add-on?": "12",
    "Sir, 5 nos. of calls came. In 3 nos. the customer asked for a human and your live agent attended. "
    "Balance 2 the AI did by itself. Kindly tell amount for all 5.": "9",
}
AROUND = {
    "Ticket 4410\nRaised by: Office (Wren)\nBody: A man rang about a boiler, asked for a human and your live agent "
    "took over. How much is that call?\nStatus: open": "3",
    "Hello,\nthe AI froze on one caller and a live agent took over. What does it add?\nThanks\nOur front desk, "
    "open Mondays to Fridays, 2 phones": "0",
    "From: the shop\nTo: billing\n\nThree callers asked for a person and got your live agents. Add-on?\n\nBest,\nOlu\n"
    "P.S. One more was verified as new by a live agent.": "12",
}
TALK = {
    "AI: Otter Pools\nCaller: krrr\nAI: Sorry, I couldn't hear that.\nCaller: krrr\nAI: I'm having trouble hearing "
    "you, here is an agent.\nAgent: Kai with Smith.ai, hello.\nDid that call carry the add-on?": "0",
    "A: Good day, this is the AI receptionist of Otter Pools.\nB: A live person please!\nA: Here's a live agent.\n"
    "C: Kai from Smith.ai, hello.\nWhat does it add?": "3",
    'Caller says: "A person please." Live agent took it, 4 min. Next call, same caller: AI only. '
    "Charge for the two calls?": "3",
    "There were 2 calls on Friday where people wanted a human. 1 of them got your live agent, the other got my sister "
    "herself as the AI put it through to her. What's added?": "3",
}
TIMED = {
    "8:15 caller wanted a human, your live agent took it. 9:50 AI only. 11:20 new caller verified by your live "
    "agent. Add-on?": "6",
    'He left this: "Wed 8:15 HV (LA). Wed 14:40 CIE (LA)." Add-on?': "6",
    "Memo. Call at eight, playbook handoff to a live agent. Call at ten, AI only. Call at three, the AI froze and a live "
    "agent took over. Call at five, live agent booked on our public link. What's added?": "6",
    "At 9:00 a lady rang. At 9:02 she asked for a human. At 9:03 your live agent verified her, as she was new. "
    "Add-on?": "3",
}
NOBODY_CAME = {
    "A man rang about a pump. By our playbook the AI ought to fetch one of your agents, except none ever came. "
    "The AI took his name. What do I pay for that call?": "0",
    "He asked for an operator; the AI had none to give him, so he hung up. What is the charge?": "0",
    "> AI: Alder Vets.\n> Mr. Oz: May I speak to somebody in the stable please?\n> AI: I'm transferring you to our "
    "stable office now.\n> Greta: Stable, Greta here.\n> Mr. Oz: The mare is down.\n\nGreta has been with us for "
    "years. What did it cost us on top?": "0",
}


@pytest.mark.parametrize(
    ("message", "sum_"),
    [*MEASURES.items(), *AROUND.items(), *TALK.items(), *TIMED.items(), *NOBODY_CAME.items()],
)
def test_what_the_calls_add(message: str, sum_: str) -> None:
    bill = last(message).bill
    assert bill is not None
    assert {str(bill.add_on_low), str(bill.add_on_high)} == {f"{sum_}.00"}


def test_calls_that_do_not_come_to_all_that_are_asked_about_are_asked_about() -> None:
    message = "Two callers asked for a human and your live agent took them. One was the AI by itself. Which add-on for all 7?"
    assert last(message).kind == "clarify"


def test_what_is_told_on_the_way_is_not_what_is_asked() -> None:
    message = (
        "Either HV or a system escalation, QA can't say which of them, the LA was on for sure. How much?"
    )
    bill = last(message).bill
    assert bill is not None
    assert (str(bill.add_on_low), str(bill.add_on_high)) == ("0.00", "3.00")


CHATTED = (
    "kit: the 11am one, she asked for a person and got smith.ai's live agent\n"
    "bea: and the agent booked her on our public link\n"
    "kit: {}\nbea: yep\n\nWhat is added?"
)


def test_colleagues_who_say_that_it_was_one_call_are_believed() -> None:
    answer = last(CHATTED.format("same call, isn't it?"))
    assert answer.kind == "price"
    assert str(answer.bill.add_on_low) == "3.00"  # type: ignore[union-attr]


def test_what_colleagues_ask_each_other_is_asked_about() -> None:
    message = "kit: when was the first?\nbea: nov 18 2025\nkit: the other?\nbea: day after, both asked for a human\n"
    assert last(f"{message}\nWhat are the add-ons for these two calls?").kind != "price"


def test_calls_that_colleagues_count_are_not_taken_for_one() -> None:
    message = (
        "Agent: What about the bill?\nVisitor: one call where she asked for a person and your live agent took it. then "
        "she called again, same thing.\nAgent: So two calls?\nVisitor: two calls, yes. how much on top?"
    )
    bill = last(message).bill
    assert bill is None or bill.add_on_low != bill.add_on_high or str(bill.add_on_low) == "6.00"
