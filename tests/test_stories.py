"""Calls told one after the other without being counted."""

from __future__ import annotations

import pytest
from spoken import amount, groups

TWO = [
    "The AI froze on Tuesday and your live agent took it. On Friday a caller asked for a human and got one of yours.",
    "He rang at nine, the bot crashed and your live agent came on. He called back at ten, asked for a person and got "
    "your live agent.",
    "During the outage a caller was answered by your live agent. Once the AI was back, a man demanded a real person "
    "and a live agent from Smith.ai took him.",
    "The AI froze and your live agent took over. In a second call a man asked for a human and got your live agent.",
    "In one call the AI froze and your live agent took over, and in a different call a man asked for a human and got "
    "your live agent.",
    "Then a lady called and the AI froze, your live agent took over. Another man wanted a person and got your agent.",
]
SAME = [
    "At 9:02 the AI answered, at 9:03 it froze, at 9:04 your live agent joined and finished.",
    "In one call the AI froze, your live agent joined; later the caller called for a human again, in that same call.",
]


@pytest.mark.parametrize("story", TWO)
def test_a_turn_to_the_next_call_parts_them(story: str) -> None:
    assert groups(story + " What is the add-on?").total() == 2
    assert amount(story + " What is the add-on?") == "3.00"


@pytest.mark.parametrize("story", SAME)
def test_times_within_one_call_part_nothing(story: str) -> None:
    assert groups(story + " What is the add-on?").total() == 1


def test_what_happened_again_is_another_call_of_the_kind() -> None:
    assert (
        amount("Yesterday a caller wanted a human and got your agent. Today the same happened. Add-on?")
        == "6.00"
    )


@pytest.mark.parametrize(
    "story",
    [
        "One, a lady asked when we open, the AI told her. Two, a man wanted a person and got your live agent. "
        "Three, the AI couldn't hear a word, so a live agent was put on.",
        "A guest from Bonn: he asked for a person and got your live agent. The plumber: the AI put him through to "
        "my own cell. And a Mrs. Lund: the AI answered her on its own.",
        "The first call was an old man who asked for a human and got your live agent. Next was my sister; the AI put "
        "her through to our office. The last one was the AI alone.",
        "Monday's caller asked for a person and got your live agent. Tuesday's was put through to our own shop. "
        "Wednesday's caller the AI served on its own.",
    ],
)
def test_stories_with_a_head_each_are_calls_of_their_own(story: str) -> None:
    assert groups(story + " What's the add-on?").total() == 3
    assert amount(story + " What's the add-on?") == "3.00"


def test_speakers_are_no_heads_of_stories() -> None:
    message = "Caller: I want a human. AI: connecting you to the shop. Our own mechanic took it. What's the surcharge?"
    assert amount(message) == "0.00"


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (
            "Mrs. Vega asked for a human and got your live agent. Mr. Otis was new, so your live agent verified him.",
            2,
        ),
        (
            "A tenant asked for a human and your live agent took it. A new caller was verified by your live agent.",
            2,
        ),
        (
            "Two calls. In one a man asked for a person, live agent. In the other a lady was new, your agent verified her.",
            2,
        ),
        ("A caller asked for a human. A woman of yours took it.", 1),
        ("Mr. Bo asked for a human and got your live agent. Mr. Bo was then sent on to my office.", 1),
    ],
)
def test_somebody_new_is_another_call(story: str, expected: int) -> None:
    assert groups(story + " What's the add-on?").total() == expected


def test_calls_told_one_by_one_are_as_many_as_told() -> None:
    message = (
        "A quiet day. One call early on where your agent verified a new caller. One around noon where the AI had "
        "crashed and your agent helped out. And the last, where a caller asked for a human and got your agent. Add-on?"
    )
    assert groups(message) == {"verified": 1, "failed": 1, "asked": 1}


def test_in_one_and_in_the_other_are_two_calls() -> None:
    message = (
        "Picture two calls: in one, your live agent verifies a new caller; in the other, the AI books on Calendly "
        "by itself. What would the add-ons be?"
    )
    assert groups(message).total() == 2
    assert amount(message) == "3.00"


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("One call had your agent verifying a new caller, another had a caller who wanted a human and got your agent. Sum?", "6.00"),
        ("In one call your agent verified a new caller, in the other the caller wanted a human and got your agent. Sum?", "6.00"),
        ("In one call your agent verified a new caller and in another a playbook match put your agent on. Sum?", "6.00"),
        ("One call went to our front desk, the other had your agent verifying a new caller. Sum?", "3.00"),
        ("It was one call: he wanted a human, got your agent, and later another of your agents took over. Fee?", "3.00"),
        ("In one call your agent verified a new caller and then the caller wanted a human, your agent again. Sum?", "3.00"),
    ],
)  # fmt: skip
def test_one_call_and_another(message: str, add_on: str) -> None:
    assert amount(message) == add_on


NEWCOMERS = [
    ("The sexton rang and wanted a human, your live agent took him. The organist phoned after him, same thing.", "6.00"),
    ("Then a hiker, who asked for a person and got one of your agents. Then a ranger, put through to my own desk.", "3.00"),
    ("There was a call from a bakery, where your live agent verified the new caller. There was a call from a mill, who "
     "wanted a human and got one of your agents.", "6.00"),
]  # fmt: skip
NOBODY_NEW = [
    "A weaver asked for a human. The caller was new, so your live agent verified her address.",
    "A roper phoned at six. A young woman from your live agents came on because he wanted a human, and verified him.",
    "Mr. Abel Cort asked for a person. Mr. Cort got your live agent; the line was noisy and the details were verified.",
]


@pytest.mark.parametrize(("story", "price"), NEWCOMERS)
def test_somebody_new_on_the_phone_is_another_call(story: str, price: str) -> None:
    assert amount(story + " What is the add-on?") == price


@pytest.mark.parametrize("story", NOBODY_NEW)
def test_the_one_told_of_before_is_nobody_new(story: str) -> None:
    assert groups(story + " What is the add-on?").total() == 1


FITTED = [
    ("The verger wanted a human and got your live agent. The sacristan got your live agent after the AI froze. The rector "
     "had only the AI. What do those three come to?", "3.00"),
    ("A fitter asked for a person, your agent took over. His mate, on a call of his own, was verified as a new caller by "
     "a live agent. Two calls. Extra?", "6.00"),
    ("In one and the same call a diver asked for a human and a live agent booked him on our public link. Then his wife "
     "called and asked for a person and got your live agent. Extra?", "6.00"),
    ("The cooper asked for a human and got your live agent. The tinker too. Two calls, add-on?", "6.00"),
    ("She was verified in the first and demanded a human in the second. Both with live agents. Cost?", "6.00"),
]  # fmt: skip
OPEN = [
    ("Mr. Voll asked for a human and got your live agent. Mr. Quist talked to somebody, unclear if yours or ours. Two "
     "calls. Add-on?", "3.00"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "price"), FITTED)
def test_stories_are_as_many_as_the_calls_announced(story: str, price: str) -> None:
    assert amount(story) == price


@pytest.mark.parametrize(("story", "price"), OPEN)
def test_fewer_stories_than_calls_announced_are_asked_about(story: str, price: str) -> None:
    assert amount(story) != price


SO_MANY = [
    ("Ida had three callers who asked for a human and got your live agent, Ole had one, Una had none. Add-on?", "12.00"),
    ("Dr. Moe had five patients verified as new by a live agent, Dr. Poe had two, and Dr. Roe's only caller was "
     "transferred to our front desk. How much?", "21.00"),
    ("Ada and Cy called separately; both wanted a human and both got your live agent. Add-on?", "6.00"),
    ("The glazier asked for a human and got your live agent, and so did the carter. Add-on?", "6.00"),
    ("The turner wanted a person and got your agent. Ms. Bly as well. Add-on?", "6.00"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "price"), SO_MANY)
def test_what_another_had_is_told_by_its_number_alone(story: str, price: str) -> None:
    assert amount(story) == price


PLACES = [
    ("At our Dover shop a caller asked for a human and got your live agent. At the Lewes shop a new caller was verified "
     "by a live agent. Add-on?", "6.00"),
    ("The 8:15 was AI only. The 8:50 asked for a human and got your live agent. The 9:05 and the 9:20 were new callers "
     "verified by a live agent. Total extra?", "9.00"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "price"), PLACES)
def test_places_and_hours_set_calls_apart(story: str, price: str) -> None:
    assert amount(story) == price


def test_where_one_call_is_spoken_of_nobody_new_parts_it() -> None:
    told = "A joiner asked for a human and got your live agent. His mother, new to you, was verified too on the line."
    assert groups(told + " What does that call cost on top?").total() == 1


def test_a_correction_by_number_alone_leaves_as_many_calls() -> None:
    assert (
        amount("Seven callers asked for a human and got your live agent. Scratch that, three did. Extra?")
        == "9.00"
    )


def test_a_correction_that_leaves_too_few_calls_is_asked_about() -> None:
    told = "I told you nine callers got a live agent after asking for a human. Scratch that, it was eight; the ninth "
    assert amount(told + "was the AI alone. What's the add-on?") not in ("0.00", "3.00")


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        (
            "Monday's three were AI only. Tuesday there were two: both wanted a human and got your live agents."
            " Wednesday the system was down and you answered four. Sum?",
            "6.00",
        ),
        (
            "On Thursday there were three, your live agents verified them as new callers. On Friday the AI crashed"
            " all morning, so your people took seven. Add-on?",
            "9.00",
        ),
        (
            "On Tuesday there were two of us in. A caller asked for a human and got your live agent. Fee?",
            "3.00",
        ),
    ],
)
def test_a_day_may_say_in_its_middle_how_many_calls_it_had(message: str, add_on: str) -> None:
    assert amount(message) == add_on
