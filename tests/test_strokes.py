"""Tallies of signs, and logs of codes: so many calls as there are signs, or items behind a day."""

from __future__ import annotations

import pytest
from spoken import amount

from assistant.reading.strokes import each_stands_for, strokes, tallies


def test_a_run_of_one_sign_counts() -> None:
    assert [strokes(run) for run in ("####", "|||| ||", "✓✓✓", "x x x", "~~||||~~ ||")] == [4, 6, 3, 3, 7]


def test_words_flags_and_mixed_signs_are_no_tallies() -> None:
    assert [strokes(other) for other in ("#", "x", "yes", "#*#", "14", "")] == [None] * 6
    assert tallies(["xxx", "x", "", "xx"])
    assert not tallies(["x", "x", ""])


@pytest.mark.parametrize(
    ("message", "calls"),
    [
        ("one # stands for two calls", 2),
        ("(a star = 5 calls)", 5),
        ("every tick means a dozen calls", 12),
        ("each mark is one call", 1),
        ("nothing of the kind is said", 1),
    ],
)
def test_what_one_sign_stands_for(message: str, calls: int) -> None:
    assert each_stands_for(message) == calls


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        (
            "wanted a human, live agent  ####\nlive agent verified a new caller ##\nAI only  ###\nextra?",
            "18.00",
        ),
        ("wanted a human, live agent **\nAI crashed, live agent *\na star = 4 calls. add-on?", "24.00"),
        ("what | how often\nhuman asked for (live agent) | xxx\nAI error (live agent) | x\nadd-on?", "9.00"),
        ("✓✓✓ asked for a human, live agent\n✓✓ AI froze, live agent\nadd-on, a tick a call?", "9.00"),
        ("call | live agent | asked | AI failed\n1 | x | x |\n2 | x | | x\nadd-on?", "3.00"),
    ],
    ids=["hashes", "scaled", "crosses", "before", "flags"],
)
def test_signs_are_counted(message: str, sum_: str) -> None:
    assert amount(message) == sum_


@pytest.mark.parametrize(
    ("message", "sum_"),
    [
        (
            "Mon: ai, ai, hv(LA). Tue: ce(LA), ce(LA). Fri: se(LA). Every entry is its own call. Add-on?",
            "9.00",
        ),
        ("Mon - 2x ce(LA), 3x ai; Tue - hv(LA), ai; Wed - se(LA) x2, xfer(us). Add-on total?", "9.00"),
        ("Nov 18: hv(LA), ce(LA). Nov 21: ce(LA), ai. Each item is one call. Add-on?", "3.00"),
        ("Mon: asked for human, LA. Tue: ai. Add-on?", "3.00"),
        ("Mon: caller asked, LA took it. Tue: AI only. Wed: AI crashed, LA took over. Add-on?", "3.00"),
    ],
    ids=["items", "counted", "dated", "parts of a call", "sentences"],
)
def test_items_behind_days(message: str, sum_: str) -> None:
    assert amount(message) == sum_


def test_the_codes_of_one_call_are_not_calls() -> None:
    assert amount("Call 1: hv(LA), ce(LA). Call 2: ai. Add-on for both?") in ("3.00", "0.00-3.00")


def test_codes_of_a_column() -> None:
    message = "ref,la_on,cause\nk1,Y,caller_request\nk2,N,\nk3,Y,aiTimeout\nk4,N,fwd_to_client_cell\nadd-on?"
    assert amount(message) == "3.00"


def test_who_took_part_is_told_of_all_rows() -> None:
    rows = "call,reason\n1,caller asked for human\n2,AI failure\n3,booked on public calendar link\n\n"
    assert (
        amount(
            rows + "There was a Smith.ai live agent in every row. Add-on, leaving aside what is too early?"
        )
        == "6.00"
    )


def test_days_in_the_midst_of_lines() -> None:
    message = (
        "> Mon 2 callers asked for a human and got a live agent, Tue 1, Wed none.\n"
        "> Thu the AI crashed and live agents covered 3 calls.\n> Fri closed. Sat 1 caller asked for a human, live agent.\nextra?"
    )
    assert amount(message) == "12.00"


def test_an_offer_of_the_machine_is_no_request() -> None:
    message = (
        "AI: Hello!\nCaller: (static)\nAI: I'm having trouble understanding. Let me get a live agent.\n"
        "Agent: Smith.ai here.\nadd-on?"
    )
    assert amount(message) == "0.00"
