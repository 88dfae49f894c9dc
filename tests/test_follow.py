"""Follow-ups: each kind of them edits the calls told before."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from spoken import amount, groups, last, told

ASKED = "A caller asked for a human and got your live agent. Add-on?"
FROZE = "The AI froze and your live agent took over. Add-on?"
OPEN_WHY = "Your live agent was on a call, I don't know why. Add-on?"
OPEN_WHO = "The caller asked for a human and somebody took over. Add-on?"
FIVE = "Five callers asked for a human and got your live agents. Add-on?"
MIXED = "2 callers asked for a human and got your live agents, 3 calls were AI failures that your live agents took. Add-on?"


# ---------------------------------------------------------------- answers to what was asked


@pytest.mark.parametrize(
    ("first", "reply", "add_on"),
    [
        (OPEN_WHY, "the caller had asked for a person", "3.00"),
        (OPEN_WHY, "the AI couldn't hear them", "0.00"),
        (OPEN_WHY, "there was an outage", "0.00"),
        (OPEN_WHY, "first-time caller, they checked the contact info", "3.00"),
        (OPEN_WHY, "playbook", "3.00"),
        (OPEN_WHO, "ours", "0.00"),
        (OPEN_WHO, "yes, our own office", "0.00"),
        (OPEN_WHO, "one of yours", "3.00"),
        (OPEN_WHO, "a Smith.ai live agent", "3.00"),
        (OPEN_WHO, "nobody joined in the end", "0.00"),
        (OPEN_WHO, "it was my receptionist", "0.00"),
    ],
)
def test_a_reply_settles_the_price(first: str, reply: str, add_on: str) -> None:
    assert last(first).kind == "clarify"
    assert amount(first, reply) == add_on


@pytest.mark.parametrize("reply", ["don't know", "no idea, it doesn't say", "I can't find out"])
def test_a_reply_that_knows_nothing_leaves_the_range(reply: str) -> None:
    assert amount(OPEN_WHO, reply) == "0.00-3.00"
    assert last(OPEN_WHO, reply).kind == "clarify"


# ---------------------------------------------------------------- changes


@pytest.mark.parametrize(
    ("first", "change", "add_on"),
    [
        (ASKED, "What if our own staff had taken it?", "0.00"),
        (ASKED, "and if the AI had failed instead?", "0.00"),
        (FROZE, "What if the caller had asked for a human too?", "3.00"),
        (FROZE, "Sorry, I meant the caller asked for a person.", "3.00"),
        (ASKED, "Correction: it went to our front desk.", "0.00"),
        (ASKED, "Actually nobody ever joined.", "0.00"),
        ("A live agent booked an appointment on our public calendar link. Add-on?", "what if it had been Calendly, done by the AI?",
         "0.00"),
    ],
)  # fmt: skip
def test_a_fact_is_changed(first: str, change: str, add_on: str) -> None:
    assert amount(first, change) == add_on


@pytest.mark.parametrize(
    ("change", "calls"),
    [
        ("make it 7", 7),
        ("Sorry, it was eight calls.", 8),
        ("What if there were 10 of them?", 10),
        ("and if it were twice as many?", 10),
    ],
)
def test_the_number_is_changed(change: str, calls: int) -> None:
    assert groups(FIVE, change) == {"asked": calls}


@pytest.mark.parametrize(
    ("turn", "covered"),
    [
        ("That was on November 3, 2025.", False),
        ("what if it had been on 2025-11-19?", False),
        ("It happened December 2, 2025.", True),
    ],
)
def test_the_date_is_told_later(turn: str, covered: bool) -> None:
    bill = last(ASKED, turn).bill
    assert bill is not None
    assert (bill.calls_not_covered == 0) is covered


def test_the_base_rate_is_told_later_and_stays() -> None:
    bill = last(FIVE, "Our base rate is $2.00. Total?").bill
    assert bill is not None
    assert bill.total_low == Decimal("25.00")
    bill = last(FIVE, "Our base rate is $2.00. Total?", "and with 3 calls?").bill
    assert bill is not None
    assert bill.total_low == Decimal("15.00")


# ---------------------------------------------------------------- adding, taking away, merging, splitting


@pytest.mark.parametrize(
    ("first", "more", "wanted"),
    [
        (
            ASKED,
            "Plus another one where the AI crashed and a live agent took over. Total?",
            {"asked": 1, "failed": 1},
        ),
        (ASKED, "And two more like that. Total?", {"asked": 3}),
        (FIVE, "Also 2 outages with your live agents. Total?", {"asked": 5, "outage": 2}),
        (ASKED, "add a call that went to our own office", {"asked": 1, "own": 1}),
    ],
)
def test_calls_are_added(first: str, more: str, wanted: dict[str, int]) -> None:
    assert groups(first, more) == Counter(wanted)


@pytest.mark.parametrize(
    ("less", "wanted"),
    [
        ("Leave out the AI failures.", {"asked": 2}),
        ("without the ones that asked for a human?", {"failed": 3}),
        ("take one of the AI failures away", {"asked": 2, "failed": 2}),
    ],
)
def test_calls_are_taken_away(less: str, wanted: dict[str, int]) -> None:
    assert groups(MIXED, less) == Counter(wanted)


def test_calls_turn_out_to_be_one() -> None:
    first = "One caller asked for a human and got your live agent. In another call a live agent verified a new caller's email. Add-on?"
    assert amount(first) == "6.00"
    assert amount(first, "Oh wait, that was all one and the same call.") == "3.00"


def test_one_call_turns_out_to_be_several() -> None:
    first = "In one call the caller asked for a human, then your live agent also verified his contact info. Add-on?"
    assert amount(first) == "3.00"
    assert amount(first, "Sorry, those were two separate calls.") == "6.00"


@pytest.mark.parametrize(
    ("turn", "wanted"),
    [
        ("2 of them went to our own office.", {"asked": 3, "own": 2}),
        ("In two of those the AI had also frozen first.", {"asked": 3, "asked+failed": 2}),
        ("For three of them nobody ever picked up.", {"asked": 2, "ai": 3}),
    ],
)
def test_some_of_the_calls_were_otherwise(turn: str, wanted: dict[str, int]) -> None:
    assert groups(FIVE, turn) == Counter(wanted)


def test_the_last_change_is_undone() -> None:
    assert (
        amount(ASKED, "what if it had gone to our own office?", "no, go back to what it was before") == "3.00"
    )


# ---------------------------------------------------------------- other matters in between


def test_a_question_in_between_leaves_the_calls_alone() -> None:
    answers, _ = told(
        FIVE, "What is a playbook handoff, by the way?", "ok. and the five calls, how much was it?"
    )
    assert answers[1].kind == "article"
    assert answers[2].bill is not None
    assert answers[2].bill.add_on_low == Decimal("15.00")


def test_thanks_and_hello_change_nothing() -> None:
    answers, _ = told(FIVE, "thanks!", "and if it were 6?")
    assert answers[1].kind == "smalltalk"
    assert answers[2].bill is not None
    assert answers[2].bill.add_on_low == Decimal("18.00")


def test_a_new_story_starts_afresh() -> None:
    second = "New case: the AI crashed and your live agent finished the call. Add-on?"
    assert groups(FIVE, second) == {"failed": 1}


def test_a_complete_story_starts_afresh_without_saying_so() -> None:
    second = "A caller from Denver was verified by your live agent as a first-time caller. What does it cost?"
    assert groups(FROZE, second) == {"verified": 1}


def test_calls_told_bit_by_bit_are_one_call() -> None:
    turns = (
        "hi",
        "so a client rang us yesterday",
        "she asked for a human",
        "and your live agent took it",
        "what's the add-on?",
    )
    assert amount(*turns) == "3.00"


@pytest.mark.parametrize(
    "doubt", ["Are you sure?", "That's wrong, it should be free.", "I was told $9.", "Really?"]
)
def test_doubt_changes_no_price(doubt: str) -> None:
    assert amount(ASKED, doubt) == "3.00"


def test_a_long_conversation_keeps_its_head() -> None:
    turns = [
        ("Three callers asked for a human and got your live agents. Add-on?", "9.00"),
        ("make it four", "12.00"),
        ("plus one outage that a live agent took", "12.00"),
        ("and 2 new callers verified by your live agents", "18.00"),
        ("leave out the outage", "18.00"),
        ("one of the verified ones was done by our own front desk instead", "15.00"),
    ]
    said: list[str] = []
    wrong = []
    for turn, add_on in turns:
        said.append(turn)
        if (got := amount(*said)) != add_on:
            wrong.append((turn, got, add_on))
    assert wrong == []


def test_numbers_that_leave_no_call_break_nothing() -> None:
    odd = "What if a caller wanted a human, two, and your live agent took 0% of the remainder?"
    assert last(ASKED, odd).kind != "unavailable"
    assert last(ASKED, "thanks", odd).kind != "unavailable"


# ---------------------------------------------------------------- told bit by bit, asked last

THREE = "A: caller asked for a human, got your agent. B: AI only. C: playbook handoff to your agent. Sum?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        (("Some callers are new and your agent verifies them.", "We had seven of those.", "And the sum?"), "21.00"),
        (("The AI crashes and your agent jumps in.", "That was 5 times this week.", "What do I owe?"), "0.00"),
        (
            ("There's a playbook for claims.", "They get your live agent at once.", "Six such calls in May.", "Fee?"),
            "18.00",
        ),
        (("The robot put her on with one of your agents.", "She had asked for a person.", "Fee?"), "3.00"),
        (
            ("Tuesday: your agent verified a new caller.", "Also this week a caller demanded a human and your agent "
             "took the call.", "Add-on for this week?"),
            "6.00",
        ),
        (("We got a new caller today", "your live agent checked his number and email", "hit me with the figure"), "3.00"),
        ((THREE, "Without C, please."), "3.00"),
        ((THREE, "A and B only"), "3.00"),
        ((THREE, "Without a human?"), "0.00"),
    ],
)  # fmt: skip
def test_told_bit_by_bit(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


# ---------------------------------------------------------------- numbers and days told otherwise

CITIES = "Callers who asked for a human and got a Smith.ai agent: Phoenix 6, Tucson 7. Cost?"
ON_THE_20TH = "Your agent verified a new caller on November 20, 2025. Charge?"
ON_THE_18TH = "A caller wanted a human on Nov 18, 2025 and got your agent. Charge?"


@pytest.mark.parametrize(
    ("first", "change", "add_on"),
    [
        (CITIES, "Phoenix is nine, Tucson ten.", "57.00"),
        (CITIES, "Sorry, Tucson had two more than I said.", "45.00"),
        (CITIES, "Phoenix was three fewer and Tucson one more than I wrote.", "33.00"),
        (CITIES, "Tucson is really nine, and PHX one fewer than I told you.", "42.00"),
        (
            CITIES,
            "Tucson is really nine, and the PHX number is one fewer than what I told you. New sum for the two of them?",
            "42.00",
        ),
        (CITIES, "Phoenix is 4 and Tucson stays as it is.", "33.00"),
        (CITIES, "Really?", "39.00"),
        (ON_THE_20TH, "Sorry, that was the 19th.", "none"),
        (ON_THE_20TH, "And what if it really was on the 18th?", "none"),
        (ON_THE_18TH, "Wait, not the 18th but the 22nd", "3.00"),
        (ON_THE_18TH, "Wrong month, it was in December.", "3.00"),
        (ON_THE_18TH, "I mixed up the month, it was December 18, 2025.", "3.00"),
    ],
)
def test_numbers_and_days_told_otherwise(first: str, change: str, add_on: str) -> None:
    assert amount(first, change) == add_on


def test_entries_that_nobody_knows_more_of_stay_open() -> None:
    log = ("1: a human was on, yours or mine, who knows", "2: lady wanted a human, got your agent", "3: AI.")
    assert amount(*log, "At least and at most?") == "3.00-6.00"


# ---------------------------------------------------------------- the one meant, and matters put aside

BY_NAME = "Dana's call: asked for a person, your agent came. Lee's call: the AI alone. Sum?"
NEWCOMER = "New caller, your agent verified him. Charge?"


@pytest.mark.parametrize(
    ("first", "change", "add_on"),
    [
        (BY_NAME, "Dana's alone?", "3.00"),
        (BY_NAME, "Just Lee's?", "0.00"),
        (BY_NAME, "Without Dana's?", "0.00"),
        (
            "Mr. Hale asked for a human and got your agent. Ms. Ito was handled by the AI. What's his add-on?",
            "Hers?",
            "0.00",
        ),
        (
            "One call had your agent verifying a new caller, another went to our own office. How much is the first?",
            "And the second?",
            "0.00",
        ),
        (
            NEWCOMER,
            "Leaving that aside, a separate one: caller went to our own front desk. That one?",
            "0.00",
        ),
        (
            NEWCOMER,
            "Different matter: the AI crashed and your agent stepped in. And that one by itself?",
            "0.00",
        ),
        (
            NEWCOMER,
            "Setting this aside, here's another: caller wanted a human, got your agent. Just that?",
            "3.00",
        ),
    ],
)
def test_the_one_meant(first: str, change: str, add_on: str) -> None:
    assert amount(first, change) == add_on


TWO_CALLS = "Two calls: in the first your agent verified a new caller, the second went to our own office."


@pytest.mark.parametrize(
    ("question", "add_on"),
    [
        ("How much is the second?", "0.00"),
        ("How much is the first one?", "3.00"),
        ("What do I pay for the latter?", "0.00"),
        ("What do I pay for both?", "3.00"),
        ("First of all, what do I owe?", "3.00"),
    ],
)
def test_the_first_question_may_be_about_one_of_the_calls(question: str, add_on: str) -> None:
    assert amount(f"{TWO_CALLS} {question}") == add_on


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((FIVE, "One more came in just now, same thing."), "18.00"),
        ((ASKED, "And another one just now, same story."), "6.00"),
        (
            (
                ASKED,
                "A second caller at noon asked for a human, your agent took him too.",
                "The two together?",
            ),
            "6.00",
        ),
        ((ASKED, "Another caller asked for a human and got your agent. Just this one?"), "3.00"),
    ],
)
def test_one_more_just_now(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


DECIDED = [
    (("9 clients were verified by your agents, 14 asked for a human and got your agents. Fee?", "Exclude 4 of the nine."), "57.00"),
    (("On Nov 24, 2025 a guest asked for a human and your agent took it. Fee?", "Imagine it a week earlier. Same agent."), "none"),
    (("Monday one guest asked for a human and got your live agent. Fee?", "Tuesday three times.", "Total?"), "12.00"),
    (("6 guests asked for a human and got your live agent. Fee?", "Make that half."), "9.00"),
    (("Your agent verified a new guest, then the AI broke down, same call. Fee?", "A crash cancels the charge! Fee?"), "3.00"),
    (("A guest asked for a human and got your agent. Fee?", "Another business altogether: all was done by the AI alone. Fee?"), "0.00"),
    (("Your agent took a guest who asked for a person and verified the new guest. Fee?", "No, the verification was in a second call. Fee?"), "6.00"),
]  # fmt: skip


@pytest.mark.parametrize(("turns", "add_on"), DECIDED, ids=lambda value: value[-1][:40])
def test_what_a_follow_up_decides(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


UNDECIDED = [
    ("Four calls. Two asked for a human and got your agent, two were AI only. Fee?", "Make it half."),
    (
        "Two asked for a human and got your agent, one was AI only, one went to our shop. Fee?",
        "And the other three?",
    ),
]


@pytest.mark.parametrize("turns", UNDECIDED)
def test_what_a_follow_up_leaves_open_is_asked(turns: tuple[str, ...]) -> None:
    assert amount(*turns) not in ("3.00", "6.00")


def test_an_agent_who_came_on_is_no_objection() -> None:
    assert (
        amount("A guest was new to the AI. Fee?", "Then your live agent came on and verified him.") == "3.00"
    )


SHOPS = "Turku: 4 playbook handoffs to live agents. Vaasa: 6 caller escalations to live agents. Add-on?"
MORE = (
    "5 new callers verified by live agents, add-on?",
    "Add 3 where the caller asked for a human and got an agent.",
)


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((*MORE, "Forget those 3 again, they were another company's. Add-on?"), "15.00"),
        ((*MORE, "Drop them again, wrong client. Total?"), "15.00"),
        ((*MORE, "Remove the three I just added."), "15.00"),
        ((*MORE, "Without those three?"), "15.00"),
        ((*MORE, "Leave out the five."), "9.00"),
        ((*MORE, "Drop the verifications.", "No, keep them in."), "24.00"),
        ((SHOPS, "Turku out, Vaasa in."), "18.00"),
        ((SHOPS, "Not Turku, that one's billed separately."), "18.00"),
        ((SHOPS, "minus 2 of Vaasa's"), "24.00"),
        ((SHOPS, "Skip Turku", "actually no, skip Vaasa and keep Turku"), "12.00"),
        (("9 callers asked for a human and got your agent. Add-on?", "one of them was a duplicate"), "24.00"),
    ],
)
def test_what_is_pointed_at_is_taken_out(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


@pytest.mark.parametrize(
    ("change", "range_of"),
    [
        ("only 6 like that, on the other two a person came on and nobody wrote down why", (18, 24)),
        ("one of the eight: some person came on, no idea whose, no idea why", (21, 24)),
    ],
)
def test_what_is_not_as_told_leaves_its_reason_open(change: str, range_of: tuple[int, int]) -> None:
    bill = last("8 callers asked for a human and got your live agent. Add-on?", change).bill
    assert bill is not None
    assert (bill.add_on_low, bill.add_on_high) == range_of


MONDAY = "Monday: 2 callers asked for and got a live agent. Add-on?"
PAIR = "A caller wanted a human and got a smith.ai agent, another call was AI only. Add-on for both?"
EIGHT = "3 caller escalations to your agents, 5 AI only. Add-on?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((MONDAY, "Tuesday: 1", "Wednesday: 4. Total for the three days?"), "21.00"),
        ((MONDAY, "Tuesday 3, Wednesday none, Thursday 5", "Grand total?"), "30.00"),
        ((MONDAY, "Sorry, Monday was 3."), "9.00"),
        (
            ("Week 1: 4 new callers verified by your live agents. Add-on?", "Week 2: 6", "week 3: 1. Total?"),
            "33.00",
        ),
        (
            (
                "2 new callers verified by your agent on Dec 1, 2025. Add-on?",
                "On Dec 2 there were 3. Both days?",
            ),
            "15.00",
        ),
        (("Lund had 2 verifications by live agents. Add-on?", "Kiruna had 3.", "both?"), "15.00"),
        ((MONDAY, "on Tuesday 3 new ones, your AI froze and your agents took over. Both days?"), "6.00"),
        ((PAIR, "and if the AI-only one had gone like the first?"), "6.00"),
        ((PAIR, "and if the first had gone like the second?"), "0.00"),
        ((PAIR, "sorry, the second one went just like the first"), "6.00"),
        ((EIGHT, "and if two of the AI-only ones had been escalated like the others?"), "15.00"),
        ((EIGHT, "what if all 8 had been AI only?"), "0.00"),
        ((EIGHT, "what if it had been the other way round, 5 and 3?"), "15.00"),
    ],
)
def test_other_days_and_other_courses(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


def test_like_which_of_two_kinds_is_asked() -> None:
    mixed = "Monday: 2 callers asked for and got a live agent, 5 AI only. Add-on?"
    bill = last(mixed, "Tuesday: 4. Both days?").bill
    assert bill is not None
    assert (bill.add_on_low, bill.add_on_high) == (6, 18)


OPEN_TWO = "Two calls had people on them. Cost?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((OPEN_TWO, "both were your agents, callers had asked"), "6.00"),
        ((OPEN_TWO, "the first: caller asked for a human, your agent. the second: our own Tom"), "3.00"),
        (
            (OPEN_TWO, "one was yours after the caller asked, one was my wife, the AI sent it over to her"),
            "3.00",
        ),
        (
            (
                "We had 9 calls with a human on.",
                "Here they are: a third were new callers verified by live agents, a third were AI failures your agent"
                " rescued, a third went from the AI to our depot. Add-on?",
            ),
            "9.00",
        ),
    ],
)
def test_people_on_several_calls(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


def test_of_two_groups_as_many_the_open_one_is_meant() -> None:
    first = "3 callers asked for and got a live agent, and 3 more calls had a human on I know nothing about. Range?"
    bill = last(
        first, "one of those three mystery ones was our own intern, the AI had transferred to him."
    ).bill
    assert bill is not None
    assert (bill.add_on_low, bill.add_on_high) == (9, 15)


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        (("what are the four billable kinds?", "we had the 1st kind on 3 calls and the last kind on 1 other call. cost?"), "12.00"),
        (("Which human-involved calls are free?", "The first of those on 4 calls, and 2 playbook handoffs to your agents. Sum?"), "6.00"),
        (("5 callers got a live agent they asked for. Add-on?", "who do I call about my bill?", "ok back to the five. one was a test by us, drop it"), "12.00"),
    ],
)  # fmt: skip
def test_kinds_by_their_place_and_calls_come_back_to(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


LISTS = "3 escalations at callers' request, 3 verifications, all your agents. Add-on?"
REPAIR = "2 AI failures where your agents stepped in, 3 requested humans from your side. Total?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((LISTS, "one call had both"), "15.00"),
        ((LISTS, "they were the same three calls"), "9.00"),
        ((LISTS, "it's 3 calls, each with a verification and then a request for a human."), "9.00"),
        ((LISTS, "how much do both cost?"), "18.00"),
        ((REPAIR, "what if all five had been AI failures?"), "0.00"),
        ((REPAIR, "and if only one had been a request?"), "3.00-9.00"),
        (("Jan: 6 verified new callers (your agents).", "Feb: 2 fewer.", "Mar: same as Jan. Sum?"), "48.00"),
        (
            ("this week 5 calls with your agents, callers had asked. Cost?", "last week twice as many. Sum?"),
            "45.00",
        ),
        (
            (
                "Your agent booked a boat trip on our public link. Cost?",
                "does it matter that the trip was for 12?",
            ),
            "3.00",
        ),
        (
            (
                "Two playbook handoffs to your agents. Cost?",
                "That should read 'transfers to our own office', no agent of yours.",
                "No, they were playbook handoffs after all.",
            ),
            "6.00",
        ),
    ],
)
def test_what_is_the_same_what_is_more_and_what_is_none(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


SAME = ("3 callers asked for humans and got your agents. Cost?", "add 2 more of the same")
GUIDED = (
    "Client one: 4 caller escalations to your agents.",
    "Client two: 2 outage fallbacks, 3 playbook handoffs.",
)


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((*SAME, "make that 4 more"), "21.00"),
        ((REPAIR, "and had the two failures been requests as well?"), "15.00"),
        ((*GUIDED, "Client three: nothing but AI, 20 calls.", "All three clients?"), "21.00"),
        (("The AI crashed and your agent took over. Cost?", "we had six of those and one caller who asked for a human and got yours. Sum?"), "3.00"),
    ],
)  # fmt: skip
def test_more_of_them_and_others_beside_them(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


WHOSE = "The caller wanted a human and got one, ours or yours unknown. Fee?"


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((WHOSE, "it was my niece Ada at the counter, the AI had sent the caller over to her"), "0.00"),
        ((WHOSE, "nobody actually, she hung up in the queue"), "0.00"),
        (("a guest told the AI he wanted a person", "and then the AI connected my father in the cellar", "what's the add-on?"), "0.00"),
        (("call 1 verification by your agent", "call 2 same", "call 3 nothing, AI", "total"), "6.00"),
        (("Lead A: playbook handoff to your agent", "Lead B: same", "add-on for both leads?"), "6.00"),
        (("A caller asked for a human and got your agent. Cost?", "next: two new callers verified by your agents. And these?"), "6.00"),
        (("2 calls yesterday", "both wanted a person", "both got your agent", "how much extra?"), "6.00"),
    ],
)  # fmt: skip
def test_told_bit_by_bit_and_by_number(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


THREE_ON = "Three calls with a human on. Range?"


@pytest.mark.parametrize(
    ("reply", "add_on"),
    [
        ("all yours, all asked for", "9.00"),
        ("yours, on request, all three", "9.00"),
        ("two yours after a request, the third our own", "6.00"),
        ("all three from your side, after an outage", "0.00"),
        ("yours. reason unknown.", "0.00-9.00"),
    ],
)
def test_reasons_in_a_word(reply: str, add_on: str) -> None:
    assert amount(THREE_ON, reply) == add_on
