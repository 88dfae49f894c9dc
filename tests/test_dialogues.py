"""Conversations of a few turns: what the last answer comes to."""

from __future__ import annotations

import pytest
from spoken import amount

ASKED = "A patient asked for a human this morning and got one of your agents. Charge?"
NAMED = "Two live agent calls yesterday: Nora asked for a human, Sven was a playbook match. Sum?"
THREE_KINDS = "Nine calls: 4 verifications by live agents, 2 requests for a human handled by live agents, 3 AI only. How much?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((ASKED, "Another one did so at noon.", "So the day?"), "6.00"),
        ((ASKED, "His wife did the same an hour later. Both?"), "6.00"),
        ((ASKED, "So did her neighbour."), "6.00"),
        ((ASKED, "Two more got the same treatment. Total?"), "9.00"),
        ((ASKED, "His wife got our own secretary, though. Both calls?"), "3.00"),
        ((ASKED, "Her friend asked for a person and got your agent. That one?"), "3.00"),
        ((ASKED, "Ten more calls like it. Just those ten?"), "30.00"),
        ((ASKED, "She also was a new caller and got verified."), "3.00"),
    ],
)
def test_somebody_else_called_as_well(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((NAMED, "Nora's only?"), "3.00"),
        ((NAMED, "the latter?"), "3.00"),
        ((THREE_KINDS, "How much of that is verifications?"), "12.00"),
        ((THREE_KINDS, "Which part of the total is requests?"), "6.00"),
    ],
)
def test_a_part_of_the_sum_is_asked_for(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        (("Seven callers wanted a person, your agents took them all. Add-on?", "In two cases it was really our own manager who took it."), "15.00"),
        (("Seven calls this week, all AI only. Add-on?", "On closer look three were escalated because the callers asked for a person, your agents took them."), "9.00"),
        ((THREE_KINDS, "and per month if every week is like this, say 4 weeks"), "72.00"),
    ],
)  # fmt: skip
def test_some_of_the_calls_were_otherwise(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        (("Which types are free?", "and of the paid ones, I had two of the first type and one of the third. Cost?"), "9.00"),
        (("remind me of the four billable kinds", "We had the 2nd kind on 3 calls and the last kind on 1 other call. Add-on?"), "12.00"),
        (("Which ones aren't billed?", "a client had the last kind 4 times. add-on?"), "0.00"),
        (("What kinds of interactions are billable?", "The first caller I had was new and your agent verified him. The second one was AI only. sum?"), "3.00"),
    ],
)  # fmt: skip
def test_kinds_are_meant_by_their_places_in_a_list(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


JANUARY = "In January 7 people were verified by your agents and 2 calls were AI failures that your agents took. Sum?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((JANUARY, "same numbers in February. both months?"), "42.00"),
        ((JANUARY, "same for February but with 5 verifications", "both months together?"), "36.00"),
        (("In March 6 people were verified by your agents. Sum?", "Same for April.", "and May as well"), "54.00"),
        (("In March 6 people were verified by your agents. Sum?", "What about April? Same."), "36.00"),
        ((THREE_KINDS, "Two of the verifications were really AI failures."), "12.00"),
        ((THREE_KINDS, "One of the requests should have been logged as an outage."), "15.00"),
        ((THREE_KINDS, "one verification and one request were the same call"), "15.00"),
        (("6 requests for a person taken by your live agents. Sum?", "half of them were in October 2025"), "9.00"),
        (("6 requests for a person taken by your live agents. Sum?", "most of them were in October 2025"), "0.00-18.00"),
        (("On Monday 3 callers asked for a person and got your agents, on Tuesday 2 did. Total?", "Tuesday's were to our own desk."), "9.00"),
    ],
)  # fmt: skip
def test_other_months_and_kinds_put_right(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


KINDS = "5 playbook handoffs to your agents and 3 AI failures your agents took. Sum?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((KINDS, "increase the handoffs by two"), "21.00"),
        ((KINDS, "The failures, did they have the $3?"), "0.00"),
        ((KINDS, "Only the handoffs, with base 2"), "15.00"),
        ((ASKED, "And if they'd been transferred to my office instead?", "ok so back to your agents. amount?"), "3.00"),
        ((ASKED, "No wait, she got cut off and called again; in the second call she asked again and got your agent again."), "6.00"),
        (("A human was on one of my calls. Fee?", "yes, he was yours", "a request, it says."), "3.00"),
        (("A caller was put through to my office. Fee?", "and if it's your agent the caller asked for and got?"), "0.00-3.00"),
        (("A new caller got verified by a Smith.ai agent. Fee?", "Then in the same call she wanted our own manager and was put through to him."), "3.00"),
    ],
)  # fmt: skip
def test_some_are_changed_or_asked_about(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


NUMBERED = "Please price: 1) caller asked for a human, live agent. 2) new caller verified by live agent. 3) AI only. 4) outage, live agent."
BY_NAME = "Last week: Bo – escalation by request (LA), Ines – HV (LA), Ravi – AI only. add-on?"
OFFICES = "Two clients wanted a human. One got your agent, the other got our office. What's the add-on?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((NUMBERED, "What about 2 and 4 only?"), "3.00"),
        ((NUMBERED, "3 wasn't AI only after all: your agent booked on our public link."), "9.00"),
        ((NUMBERED, "the first two were on Nov 3, 2025, the others in December"), "0.00"),
        ((NUMBERED, "1 and 2 were one call"), "3.00"),
        ((BY_NAME, "Bo's was ours, not an LA"), "3.00"),
        ((BY_NAME, "And Bo and Ines?"), "6.00"),
        ((BY_NAME, "all but Bo"), "3.00"),
        ((BY_NAME, "drop Ines"), "3.00"),
        ((OFFICES, "what if neither had"), "0.00"),
        (("Five callers asked for a human and got your agents. Sum?", "The first two were on Nov 3, 2025, the others in December"), "9.00"),
    ],
)  # fmt: skip
def test_calls_are_known_by_number_and_by_short_names(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


SOMEBODY = "A caller asked for a human and someone took the call. What does it cost?"
UNTOLD = "Your live agent took over a call. What's that going to cost?"
SHOPS = "Our Graz shop had 4 calls with a request for a human (your agents), Linz had 3 that the AI did alone. Add-on?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((SOMEBODY, "She works for Smith.ai."), "3.00"),
        ((SOMEBODY, "no, she works with us"), "0.00"),
        ((SOMEBODY, "Not sure but I think it was one of yours"), "0.00-3.00"),
        ((SOMEBODY, "could be wrong but I guess it was ours"), "0.00-3.00"),
        ((SOMEBODY, "assume it's ours", "and if yours?"), "3.00"),
        ((UNTOLD, "the caller insisted"), "3.00"),
        ((UNTOLD, "not a request"), "0.00-3.00"),
        ((UNTOLD, "maybe an outage"), "0.00-3.00"),
        ((UNTOLD, "an outage"), "0.00"),
        (("6 people asked for humans. 4 got your agents; I don't know about the other 2. Cost?", "one of the two was ours, the other yours"), "15.00"),
        ((SHOPS, "swap Graz and Linz"), "9.00"),
        ((SHOPS, "Wien had 5 like Graz"), "27.00"),
    ],
)  # fmt: skip
def test_short_answers_and_guesses(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


AUDIT = "Audit for Seaview Dental: Nov 21: CIE, LA. Nov 22: HV, LA. Nov 23: AI only. Sum?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((AUDIT, "Nov 22 was really a transfer to the client's own desk"), "3.00"),
        ((AUDIT, "without the 22nd"), "3.00"),
        ((AUDIT, "and for the 22nd alone?"), "3.00"),
        ((AUDIT, "Different client: Hillcrest. 2 outage calls, LA. Sum?", "and back at Seaview?"), "6.00"),
        ((ASKED, "So 100 of those is $300?"), "300.00"),
        ((ASKED, "We have that five times a week."), "15.00"),
        (("Two AI failures that your agents rescued. Price?", "Let's say they'd been requests instead."), "6.00"),
    ],
)  # fmt: skip
def test_calls_are_known_by_their_day(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


CODES = "5 HV w/ LA, 2 CIE w/ LA. sum?"
PLACED = "I've got 4 calls. The first two: verified new callers, live agent. Third: caller asked, live agent. Fourth: AI only."


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((CODES, "1 HV and 1 CIE overlap"), "18.00"),
        ((CODES, "-1 HV"), "18.00"),
        ((CODES, "+2 PB w/ LA"), "27.00"),
        ((CODES, "CIE 3 not 2"), "24.00"),
        ((PLACED, "And if the fourth had been escalated on request to a live agent?"), "12.00"),
        ((PLACED, "And if the third had gone to our own staff?"), "6.00"),
        ((PLACED, "Everything except the second"), "6.00"),
        (("3 ppl rang today that wanted a human n ur agents took em", "oh n 1 where the ai booked a tune up on calendly", "so whats extra"), "9.00"),
        (("3 ppl rang today that wanted a human n ur agents took em", "nah wait 1 of em got me, on my cell", "so whats extra"), "6.00"),
        (("A lady was connected to one of your live agents since our playbook says VIPs get one.", "An hour later she phoned again and asked for a human, so she got one of yours again.", "What do I owe for the lady?"), "6.00"),
        ((ASKED, "Sorry Sir, by mistake I said live agent. It was our compounder only who took."), "0.00-3.00"),
    ],
)  # fmt: skip
def test_codes_places_and_asides(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


def test_the_calls_told_before_are_pointed_at_by_their_number() -> None:
    first = "Our secretary took 2 calls that the AI sent over, and your agents took 3 on request. Add-on?"
    assert amount(first, "The 2 too were yours, on request.") == "15.00"


@pytest.mark.parametrize("words", ["on request", "by request", "upon request", "at the caller's request"])
def test_escalated_on_request(words: str) -> None:
    assert amount(f"4 calls escalated {words} to your live agents. Add-on?") == "12.00"
