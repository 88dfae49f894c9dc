"""One call told indirectly: who took it, why, and what did not happen, in words that only imply it."""

from __future__ import annotations

import pytest
from spoken import amount

BILLED, FREE, OPEN = "3.00", "0.00", "0.00-3.00"


@pytest.mark.parametrize(
    "message",
    [
        "The florist's log says the caller wanted a person. Whether anyone came on is anybody's guess. Cost?",
        "Roofing call: she asked for a human at 0:40, and there the recording stops. Add-on?",
        "A dentist's patient asked for a person. Did anyone pick up? No idea. How much could it be?",
        "I take it a human came on. Whose, and why, I can't say. What would it cost?",
    ],
)
def test_whether_anybody_came_is_not_known(message: str) -> None:
    assert amount(message) == OPEN


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ('The tag "asked for operator" is an error. The bot froze and your agent took it from there.', FREE),
        (
            "I said the plumber's caller had asked for your agent. I couldn't swear to it now; an agent of yours"
            " was on, that's all I know.",
            OPEN,
        ),
        ("If it had been one of your agents I would pay, but the one who answered was our dispatcher.", FREE),
    ],
)
def test_what_was_told_is_taken_back(message: str, price: str) -> None:
    assert amount(f"{message} What's the charge?") == price


@pytest.mark.parametrize(
    "message",
    [
        "The vet's appointment was made either by the AI in Calendly or by one of your agents on the public page.",
        "Was it the AI that did the haircut booking in Calendly, or your live agent on the public link? We can't"
        " tell.",
    ],
)
def test_by_the_ai_or_by_an_agent(message: str) -> None:
    assert amount(f"{message} What do I owe?") == OPEN


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("First time he'd rung the bakery, so one of your lot read his number back to him.", BILLED),
        ("At the guest's own explicit request your live agent handled the rest.", BILLED),
        ("He wouldn't talk to the machine & asked for a live person; your agent took it.", BILLED),
        ("The one who calmed the farmer, as he'd asked for a human, must be one of yours.", BILLED),
        ("Not once in the whole call did a person come on.", FREE),
        ("The guest asked for a human and was put through to our porter. Not a sign of your agents.", FREE),
        ("New caller, but we have that check switched off and the bot simply wrote her number down.", FREE),
        ("Handled by nothing but the AI.", FREE),
    ],
)
def test_who_it_was(message: str, price: str) -> None:
    assert amount(f"{message} Add-on?") == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        # of one call, numbers count other things
        ("He wanted seats for 12, asked for a person, and your live agent came on. Fee?", BILLED),
        ("Your agent needed three goes before the massage was in on our public page. Fee?", BILLED),
        ("She demanded a human; your agent was on for an hour and ten. What's the add-on?", BILLED),
        (
            "Two of our own porters sit by the phone. A guest asked for a person; the AI rang one of them. Fee?",
            FREE,
        ),
        (
            "A customer since my father's day, but new to the AI, so your agent verified his number. Fee?",
            BILLED,
        ),
        # … and calls all the same
        ("Three asked for a human, your agents took them. What's the add-on?", "9.00"),
        ("Humans requested: 2, both taken by your live agents. Fee?", "6.00"),
    ],
)
def test_numbers_beside_one_call(message: str, price: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("Live agent? None. Somebody of ours? None. The AI? All the way. Sum?", FREE),
        ("Outage? No. Did the mason ask for a human? Yes. One of yours took it? Yes. Sum?", BILLED),
        ("Your agent was on. Was it the AI failing? No. Did he ask for a person? Unknown. Sum?", OPEN),
    ],
)
def test_questions_that_are_answered(message: str, price: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        (
            "Either she asked for someone or she was new, I can't recall, but your agent took her. Extra?",
            BILLED,
        ),
        (
            "Either she asked for someone or the AI choked, I can't recall, but your agent took her. Extra?",
            OPEN,
        ),
        ("Your agent had her on for a bit. The why of it got lost. Extra?", OPEN),
        ("She wanted a human, but we have live agents disabled, so she got a polite no. Extra?", FREE),
        ("He asked for a person. A clerk of mine or a clerk of yours was on then. Extra?", OPEN),
        ("The calls about rent are set to go to our own bursar, who took this one too. Extra?", FREE),
    ],
)
def test_what_is_only_implied(message: str, price: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("I said your agent had booked it on the public page. Not so: the AI did it in Calendly.", FREE),
        ("I said one of yours dealt with him. Far from it: it was our Beryl.", FREE),
        ("He wouldn't hear of a machine, so your agent had him.", BILLED),
        ("A live agent of yours came on because he'd asked.", BILLED),
        ("She'd been cut off by the bot crashing, and your agent rang in.", FREE),
        ("Can't stand bots, she says. She wants a human. And she gets me.", FREE),
    ],
)
def test_said_in_few_words(message: str, price: str) -> None:
    assert amount(f"{message} Extra?") == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("1 call. Ask: human. Got: yours.", BILLED),
        ("1 call. Ask: human. Got: nobody.", FREE),
        ("1 call. Fault: AI. Got: yours.", FREE),
        ("A plumber rang, new to the AI; your agent had to spell his name back to him.", BILLED),
        ("She kept on at the bot for a human until her tram came.", FREE),
        ("The type of caller we call VIP, so he got me straight after hello.", FREE),
    ],
)
def test_notes_of_one_call(message: str, price: str) -> None:
    assert amount(f"{message} Fee?") == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("Your agent and a caller were on for six minutes. Can't see why. Cost?", OPEN),
        ("He urged the AI to get him a human about his geese; your agent came. Cost?", BILLED),
        ("She rang us for the first time, and a live agent looked after her contact data. Cost?", BILLED),
        ("A live agent did what the AI would have, had it not garbled the lady's postcode. Cost?", FREE),
        ("The AI said it was getting a live agent, but the caller left, and none arrived. Cost?", FREE),
        ("Two chaps work for me. Your robot was on, and then a chap, no idea whose. Cost?", OPEN),
        ("He told the bot he'd only cancel with a human, and it passed him to your agent. Cost?", BILLED),
    ],
)
def test_words_around_a_call(message: str, price: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("Was there a live agent? There wasn't. Was there a human at all? Only the caller.", FREE),
        ("Was there a live agent? There was. Why? The caller had asked for a human.", BILLED),
        (
            "The widow would sooner have talked to a cat than your AI; a Smith.ai agent spared her the cat.",
            BILLED,
        ),
        ("No human, no deal, said the man with the tractors. A human it was, courtesy of Smith.ai.", BILLED),
        ("A plasterer asked your AI for a human. What became of it I really don't know.", OPEN),
        ("She asked for an agent of yours and they never showed.", FREE),
    ],
)
def test_an_answer_and_a_saying(message: str, price: str) -> None:
    assert amount(f"{message} What's the charge?") == price
