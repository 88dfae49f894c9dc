"""Whom a caller wished for, in any words; who was waited for, and who went before anybody came."""

from __future__ import annotations

import pytest
from spoken import amount

BILLED, FREE, OPEN = "3.00", "0.00", "0.00-3.00"


@pytest.mark.parametrize(
    ("message", "price"),
    [
        # wished for, whatever the verb
        ("The florist's client roared for a supervisor and your live agent stepped in. Extra?", BILLED),
        ('"Somebody human, if you please!" Then your agent dealt with her. Cost?', BILLED),
        ("The skipper loathed robots, so a Smith.ai live agent did the call. Charge?", BILLED),
        ("Our tenant made it plain that a person was all she'd accept; your live agent came. Fee?", BILLED),
        ("He told it go find me somebody real, and your live agent took over. Add-on?", BILLED),
        # a human in a message is no wish by itself
        ("The AI passed the baker to a person, your live agent. No idea why. Charge?", OPEN),
        ("The bot kept freezing on a person with a cold; your live agent took over. Fee?", FREE),
        ('All the sheet says is "agent joined". Your live agent. What do we pay?', OPEN),
    ],
)
def test_a_wish_for_a_human(message: str, price: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("The roofer asked for a person and rang off while on hold. Fee?", FREE),
        ("By our playbook he was to go to your live agent, but the AI kept him and did it alone. Fee?", FREE),
        ("A human was requested and none turned up. Do we pay?", FREE),
        ("He wanted an operator, then thought better of it and carried on with the bot. Extra?", FREE),
        ("The handoff to your live agent didn't go through and the caller called it quits. Cost?", FREE),
        # … and those who got through all the same
        ("He asked for a person, nearly hung up, but your live agent came on. Charge?", BILLED),
        ("She waited ages for the person she'd asked for; your live agent answered at last. Fee?", BILLED),
        ("He asked for a human and hung up on your live agent after four minutes. Extra?", BILLED),
    ],
)
def test_who_came_and_who_had_gone(message: str, price: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        # the AI and somebody it had not spoken with
        ("The bot had zero history with the welder, so your agent nailed down his email. Fee?", BILLED),
        ("A debut caller, surname and postcode eyeballed by your live agent. Extra?", BILLED),
        ("The bot confirmed a first-time caller's number by itself. Charge?", FREE),
        # a rule of the client's
        ("Anyone with a gas leak skips straight to your live agents; she had one and did. Extra?", BILLED),
        ("The AI twigged he was a claims adjuster and your agent was on inside ten seconds. Fee?", BILLED),
        # a calendar the AI isn't tied to
        ("Our diary is out of reach for the AI; your agent squeezed her in for Monday. Charge?", BILLED),
        ("Our planner has no AI hookup, so your agent bagged him a slot. Cost?", BILLED),
        ("The AI crashed while booking in Calendly; your agent finished the booking there. Fee?", FREE),
        # nobody can say
        ("My partner swears he asked for a person and I swear the AI broke. Your agent came. Fee?", OPEN),
        ("No one wrote down what made your live agent step in. Extra?", OPEN),
        ("Somebody or other spoke to her, no telling who. Charge?", OPEN),
        ("There's your live agent on the tape for no apparent reason. Fee?", OPEN),
    ],
)
def test_other_reasons_in_other_words(message: str, price: str) -> None:
    assert amount(message) == price


@pytest.mark.parametrize(
    ("message", "price"),
    [
        # a temper lost is the caller's, a wish taken back is one no more
        ("The cabbie lost his rag with the bot and wanted a person; your agent came. Fee?", BILLED),
        ("She asked for a person, then told the AI to forget it. Extra?", FREE),
        ("The AI began handing her to your agent, the caller dropped. Charge?", FREE),
        ("The mason refused to say one more word to the robot, so your live agent took over. Cost?", BILLED),
    ],
)
def test_second_thoughts(message: str, price: str) -> None:
    assert amount(message) == price
