"""Exceptions, denials and numbers that point back."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("All of our 14 calls were verified by live agents except 3, which were AI only. Add-on?", "33.00"),
        ("We had 5 calls; every call except one was verified by a live agent. Add-on?", "12.00"),
        ("4 calls. All but the last were callers who asked for and got your live agent; the last was AI only. Add-on?", "9.00"),
        ("We had eleven calls and all but one ended with your live agent because callers wanted a human; that one was AI start to finish. Add-on?", "30.00"),
        ("7 calls, the AI handled all but two. Those two were callers who asked for and got your agents. Add-on?", "6.00"),
        ("All but one of our five Monday callers asked for a human and got your live agent. The one was AI only. Add-on?", "12.00"),
        ("Nine new patients phoned and a live agent verified every last one but two, who only spoke to the AI. Add-on?", "21.00"),
        ("All dozen callers demanded a human and got your live agent, bar four who were happy with the bot. Extra?", "24.00"),
        ("Six first-timers phoned; your people verified the lot except one, whom the AI dealt with by itself. Add-on?", "15.00"),
        ("We had seven calls. Your agents booked every blessed one bar two on our public calendar link; those two the AI answered alone. Cost?", "15.00"),
        ("Not one of the thirteen calls went past the AI until the thirteenth, when the caller asked for a person and got your live agent. Add-on?", "3.00"),
        ("Twenty calls and the AI did every one by itself until the twentieth, when it crashed and a live agent had to step in. Add-on?", "0.00"),
        ("Fourteen came in. Our own people were handed nine by the AI, two stayed with it, and three it put through to your live agents because the callers demanded a person. Add-on?", "9.00"),
        ("Seven people rang. The AI told six of the seven that it was off. The seventh swore at it and asked for a human, so your live agent told him for half of an hour. Add-on?", "3.00"),
        ("Five calls: two were verified by live agents as new callers; on the other three the 'person on line' flag is set and that's all we have. Add-ons?", "6.00-15.00"),
        ("Three entries are stamped 'human' and nothing else is noted. What might they have added?", "0.00-9.00"),
        ("'Closed w/ support', that's the whole entry. By whom and for what reason I can't tell. What might the call cost in add-on?", "0.00-3.00"),
        ("'A human, now!' was all he said, and your live agent took the call. Add-on?", "3.00"),
        ("Chair one had 2 callers who wanted a person and got live agents, chair two had none, chair three had 5. One call each. Add-on altogether?", "21.00"),
        ("We have four vans: van 1 had 3 callers who asked for a human and got your live agents, van 2 none, van 3 four such callers, van 4 two. Add-on?", "27.00"),
        ("so thursday just the bot friday your guy verified two new callers on two calls saturday the system went down and your people covered three calls because of it what do i owe on top", "6.00"),
        ("Story 1: a man asked for a human, your live agent took over. Story 2: the AI alone. Story 3: a new caller verified by your live agent. Add-on?", "6.00"),
        ("Ten calls; on each one bar the last, a live agent verified a first-time caller. The last was AI only. Add-on?", "27.00"),
        ("The AI passed him to a colleague, it says. Whose colleague? I've no idea. Add-on at most?", "0.00-3.00"),
        ("Of the eight calls the whole lot bar three asked for a person and got a live agent; the other three stayed with the AI. Add-on?", "15.00"),
    ],
)  # fmt: skip
def test_exceptions(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("We had 8 calls. Only two of them didn't have a live agent at the caller's request; those stayed with the AI. Add-on in all?", "18.00"),
        ("None of the 15 calls was without a live agent at the caller's request. How much?", "45.00"),
        ("5 calls, none of them without a live agent, and each caller had asked for one. Price of the add-ons?", "15.00"),
        ("Not one of the 9 calls went to your live agents; 4 went to our own staff and 5 stayed with the AI. Add-on?", "0.00"),
        ("Neither of the first two calls had a human; the third asked for one and got your agent. Add-on?", "3.00"),
    ],
)  # fmt: skip
def test_a_denial_of_few_tells_of_all_others(message: str, add_on: str) -> None:
    assert amount(message) == add_on


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("All six callers asked for a human and got your live agent, except for Ms. Pott's, which the AI did alone. Add-on?", "15.00"),
        ("Every one of the four calls was verified by a live agent, except the 9 am one, which the AI handled alone. Add-on?", "9.00"),
        ("On all 5 calls the caller asked for a human and got your live agent, apart from the Peterson one, which was AI only. Add-on?", "12.00"),
        ("Seven calls. First and last: verified by a live agent. The five in between: AI only. Add-on?", "6.00"),
        ("Three callers asked for a human and got your live agent, other than that nothing happened. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_one_excepted_and_the_ends_of_a_row(message: str, add_on: str) -> None:
    assert amount(message) == add_on
