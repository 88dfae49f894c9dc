"""What a message says of what happened: which observation, and whether it did, did not, or may have happened."""

from __future__ import annotations

import pytest
from spoken import amount, polarities, reading


@pytest.mark.parametrize(
    ("message", "concept"),
    [
        # the caller asked for a human
        ("The lady on the line demanded an actual human being.", "asked"),
        ("He kept repeating 'representative' until it gave in.", "asked"),
        ("She wouldn't talk to a computer.", "asked"),
        ("handed over upon the caller's request", "asked"),
        ("customer insisted on speaking with a person", "asked"),
        # the AI failed
        ("the bot froze halfway through", "failure"),
        ("your robot couldn't make out his accent", "failure"),
        ("there was dead air from the AI", "failure"),
        ("The assistant kept looping", "failure"),
        ("the AI couldn't hear her over the traffic noise", "failure"),
        # outage
        ("there was an outage on your side", "outage"),
        ("your platform went down", "outage"),
        ("the fallback kicked in", "outage"),
        # verification
        ("your agent confirmed the new caller's phone number and email", "verified"),
        ("human verification", "verified"),
        # playbook
        ("the playbook says divorce leads go to an agent", "playbook"),
        ("AI recognized it as a qualifying caller type", "playbook"),
        # booking
        ("a live agent booked the visit on our public calendar link", "agent_booked"),
        ("AI booked it straight in Calendly", "ai_booked"),
        # who
        ("a Smith.ai live agent picked up", "smith"),
        ("it was passed to our front desk", "own"),
        ("it rang my cell and I took it", "own"),
        ("somebody took over", "someone"),
        ("The bot handled the whole thing by itself", "alone"),
        ("no human was ever on the line", "no_human"),
    ],
)
def test_an_observation_is_made(message: str, concept: str) -> None:
    assert polarities(message).get(concept) == "yes"


@pytest.mark.parametrize(
    ("message", "concept"),
    [
        ("Nobody asked for a person.", "asked"),
        ("The caller never asked for a human.", "asked"),
        ("the customer did not request an agent", "asked"),
        ("without being asked", "asked"),
        ("no live agent joined", "smith"),
        ("None of your agents were on it", "smith"),
        ("a live agent never picked up", "smith"),
        ("There was no outage", "outage"),
        ("the AI did not fail", "failure"),
        ("the AI didn't freeze or crash", "failure"),
        ("the AI was working perfectly", "failure"),
        ("not a new caller", "new"),
        ("it didn't go to our front desk", "own"),
        ("contact details were not verified", "verified"),
        ("no playbook matched", "playbook"),
        ("human verification is switched off for us", "verified"),
    ],
)
def test_what_is_denied_did_not_happen(message: str, concept: str) -> None:
    assert polarities(message).get(concept, "no") == "no"
    assert polarities(message).get(concept) != "yes"


@pytest.mark.parametrize(
    ("message", "concept"),
    [
        ("Nobody had warned me, but the caller asked for a person.", "asked"),
        ("It wasn't the noise, he asked for a human.", "asked"),
        ("Not sure why, but your platform went down.", "outage"),
        ("no idea who set it up so, the AI froze", "failure"),
        ("No, the bot crashed.", "failure"),
        ("She was not amused and asked for a human", "asked"),
        ("didn't get her name. A live agent picked up", "smith"),
        ("No problem with the date. The AI froze.", "failure"),
    ],
)
def test_a_negation_ends_with_its_clause(message: str, concept: str) -> None:
    assert polarities(message)[concept] == "yes"


def test_a_negation_of_one_thing_leaves_the_other() -> None:
    seen = polarities("The caller didn't ask for a human, the AI froze and a live agent took over")
    assert (seen["asked"], seen["failure"], seen["smith"]) == ("no", "yes", "yes")


@pytest.mark.parametrize(
    "message",
    [
        "I can't tell whether the caller asked for a human or the AI froze.",
        "Either she asked for a person or the bot crashed, no idea which.",
        "Maybe the AI failed.",
        "Perhaps the caller asked for a human.",
    ],
)
def test_alternatives_and_doubts_are_unknown(message: str) -> None:
    seen = polarities(message)
    assert {seen[c] for c in ("asked", "failure") if c in seen} == {"unknown"}


@pytest.mark.parametrize(
    ("message", "concept", "polarity"),
    [
        ("AI: Would you like to speak with a live agent?\nCaller: yes please", "asked", "yes"),
        ("The bot offered a person and the caller accepted.", "asked", "yes"),
    ],
)
def test_an_offer_taken_up_is_a_request(message: str, concept: str, polarity: str) -> None:
    assert polarities(message)[concept] == polarity


@pytest.mark.parametrize(
    "message",
    [
        "AI: Would you like to speak with a live agent?\nCaller: no, just leave a message",
        "It offered to connect a human but she declined.",
    ],
)
def test_an_offer_turned_down_is_nobody(message: str) -> None:
    seen = polarities(message)
    assert seen.get("asked") != "yes"
    assert seen.get("smith") != "yes"


def test_an_empty_box_says_no_and_a_ticked_one_yes() -> None:
    seen = polarities("[ ] caller asked for a human\n[x] AI failure\n☐ outage")
    assert (seen["asked"], seen["failure"], seen["outage"]) == ("no", "yes", "no")


@pytest.mark.parametrize("mark", [": no", ": none", ": 0", "= no"])
def test_a_field_that_says_no_says_no(mark: str) -> None:
    assert polarities(f"outage{mark}")["outage"] == "no"


@pytest.mark.parametrize(
    "message",
    [
        "Is the live agent fee for every call?",
        "What is the agent add-on?",
        "the live agent surcharge on my invoice",
    ],
)
def test_the_name_of_the_add_on_is_no_live_agent(message: str) -> None:
    assert "smith" not in polarities(message)


def test_what_stands_in_a_question_counts_when_nothing_is_told() -> None:
    assert amount("Do we pay when the caller asks for a person and your live agent takes over?") == "3.00"
    assert amount("The AI froze and your agent took over. Would it cost us if they had asked?") != "none"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Code K stands for an AI crash or a caller's wish. An agent of yours was on. Add-on?", "0.00-3.00"),
        ("It was the glitch or your outage, I forget. Your agent finished it. Add-on?", "0.00"),
        ("It was verification or the playbook, whichever, your agent was on. Add-on?", "3.00"),
        ("Your agent or our clerk answered him after he asked for a person. Add-on?", "0.00-3.00"),
    ],
)
def test_of_two_reasons_the_price_decides_whether_they_need_telling_apart(
    message: str, expected: str
) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("He requested a person, scratch that, the bot hung and your agent took over. Add-on?", "0.00"),
        ("Your agent took it, sorry, I mean our own clerk took it, as he wanted a person. Add-on?", "0.00"),
        ("The bot hung and your agent came. Correction: it was fine, he asked for a person. Add-on?", "3.00"),
        ("AI hung, agent came on. Also a playbook call... no wait, that was another day. Add-on?", "0.00"),
        ("We thought your agent had been on it but it was only the AI. Add-on?", "0.00"),
    ],
)
def test_what_is_taken_back_does_not_count(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("An insurance agent rang us and the AI took a message from him. Add-on?", "0.00"),
        ("We've been with you guys for a year. The AI handled a call alone. Add-on?", "0.00"),
        ("She called to check her phone number with us; only the AI was on. Add-on?", "0.00"),
        ("Your live agent didn't book it, the AI did it on Calendly alone. Add-on?", "0.00"),
        ("He asked for a person, all of your agents were busy, he left. Add-on?", "0.00"),
        ("He wanted a person and it rang the workshop, where Ann answered. Add-on?", "0.00"),
        ("A live agent took over since the caller insisted. Add-on?", "3.00"),
    ],
)
def test_who_was_on_the_call(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        # a name alone doesn't tell whose she is
        ("Caller wanted a human and got Odile. Add-on?", "0.00-3.00"),
        ("Caller wanted a human and Odile took it. She's our baker. Add-on?", "0.00"),
        ("Caller wanted a human and Odile took it. She's with Smith.ai. Add-on?", "3.00"),
        ("Caller wanted a human, Odile from our shop took it. Add-on?", "0.00"),
        ("Odile wanted a human and your agent took it. Add-on?", "3.00"),
        ("He wanted a person; can't see whether anyone ever joined. Add-on?", "0.00-3.00"),
        ("He wanted a person. Someone said hello, no idea who. Add-on?", "0.00-3.00"),
        ("It was my cousin or it was one of your agents, and he'd asked for a human. Add-on?", "0.00-3.00"),
        # places and people of the client's
        ("He wanted a person and got the lads in the yard. Add-on?", "0.00"),
        ("He wanted a person, so it put him through to the lads in the yard. Add-on?", "0.00"),
        ("He wanted a person and it passed him to the duty manager of our hotel. Add-on?", "0.00"),
        ("He wanted a person; the AI sent it to our LA. Add-on?", "3.00"),
        # what others say, and what the AI said
        ("My uncle says a person must have done it, but only the AI was on. Add-on?", "0.00"),
        ("Our clerk says somebody took it when he wanted a person. Add-on?", "0.00-3.00"),
        ("The AI answered; then he asked for a human. Add-on?", "3.00"),
        ("He asked the AI whether it's a human; then the AI helped him. Add-on?", "0.00"),
        ("Not one call without your live agent: both callers asked for a human. Add-on?", "6.00"),
    ],
)
def test_whose_human_it_was(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        # why
        ("She opted out of the bot and got a live agent. Add-on?", "3.00"),
        ("He pressed zero, live agent came on. Add-on?", "3.00"),
        ("He hates software and won't explain himself to a machine; your agent took it. Add-on?", "3.00"),
        ("A live agent got her e-mail right as it was her maiden call. Add-on?", "3.00"),
        ("A live agent took it from the start, as the AI had crashed. Add-on?", "0.00"),
        ("A live agent took it from the start. Add-on?", "3.00"),
        ("We are a vet and the AI was down; a live agent answered. Add-on?", "0.00"),
        ("The AI's audio dropped, your agent came on. Add-on?", "0.00"),
        ("The AI recognised the caller and helped him. Add-on?", "0.00"),
        ("A caller with a car crash; your agent took it, why isn't noted. Add-on?", "0.00-3.00"),
        ("Something went wrong with her stove; your agent was on, no reason given. Add-on?", "0.00-3.00"),
        ("He said 'sorry, something went wrong' was all the AI said, then your agent came. Add-on?", "0.00"),
        ("Either our Tilda or one of your agents took the man who asked for a human. Add-on?", "0.00-3.00"),
        ("A live agent was offered and accepted. Add-on?", "3.00"),
        ("A live agent was offered and declined. Add-on?", "0.00"),
    ],
)
def test_why_a_live_agent_was_on_the_call(message: str, expected: str) -> None:
    assert amount(message) == expected


def test_every_observation_names_its_words_and_their_place() -> None:
    message = "Hi!! 🙂 the cx ASKED 4 nothing, the “bot” froze & ur live agent took over…"
    seen = reading(message).observations
    assert seen
    for one in seen:
        assert message[one.start : one.end] == one.words
        assert one.rule
        assert one.polarity in ("yes", "no", "unknown", "if")


@pytest.mark.parametrize("word", ["", " ", "?", "🙂", "1", "the", "\n\n", "......", "- - -"])
def test_nothing_is_observed_in_nothing(word: str) -> None:
    assert reading(word).observations == ()


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("I rang from my own cell, asked for a person and got your live agent. Add-on?", "3.00"),
        ("The AI transferred the call to our shop. Add-on?", "0.00"),
        ("Two calls to our clinic were caught by live agents in the outage. Add-on?", "0.00"),
        ("The school's bookings run on a public link. Your live agent completed one. Add-on?", "3.00"),
        ("He had never called before and one of your live agents verified his details. Add-on?", "3.00"),
        (
            "A caller told the bot to go fetch a human and got your live agent. Nobody else called. Add-on?",
            "3.00",
        ),
    ],
)
def test_places_phones_and_strangers_are_nobody_who_took_a_call(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "The caller wanted a person, our clerk answered, no live agent from Smith.ai was involved. Fee?",
            "0.00",
        ),
        ("The bot broke down and your agent took over. I'm told that live agents carry a fee. Fee?", "0.00"),
        ("A man asked for a human and kept a Smith.ai agent busy all morning. Fee?", "3.00"),
        ("She asked for a human, and the bot rang our own agent at the brokerage. Fee?", "0.00"),
        ("He asked for a human and got your agent. My boss says zero live agent fees. Fee?", "3.00"),
        ("The bot tried to reach an agent for the man, nobody picked up, he rang off. Fee?", "0.00"),
        ("She wanted a person, the bot took a message, she never did talk to no one. Fee?", "0.00"),
        ("The lady asked for a human and was given to a colleague of yours. Fee?", "3.00"),
        ("'A human!' the old man barked at your machine, so a Smith.ai agent came on. Fee?", "3.00"),
        ("She would discuss her will only with a person, and your agent took her. Fee?", "3.00"),
        ("The bot got itself in such a muddle that your agent was put on. Fee?", "0.00"),
        ("A human (ours? yours? no idea, and no idea why) was on the call. Fee?", "0.00-3.00"),
    ],
)
def test_who_took_part_and_at_whose_wish_in_fewer_words(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "Our agenda is a link your AI can't get into, so your live agent booked him. How much is that?",
            "3.00",
        ),
        ("She was adamant about a person and got your agent. Add-on?", "3.00"),
        ("A caller wanted a person, was told that nobody was free, and rang off. Add-on?", "0.00"),
        ("Nobody was free here, so the man, who wanted a human, got your live agent. Add-on?", "3.00"),
        ("The caller asked for a member of staff and the AI connected her to our cloakroom. Add-on?", "0.00"),
        ("He asked for a human, nobody came on. I say there has to be an agent for it. Add-on?", "0.00"),
        ("The AI read his number back wrong, then it died, and your agent stepped in. Add-on?", "0.00"),
        ("Your agent read his number back to him, as he was a new caller. Add-on?", "3.00"),
        (
            "I said he asked for a human; that's wrong: it was a ham. The AI froze, your agent came. Add-on?",
            "0.00",
        ),
    ],
)
def test_what_only_sounds_like_a_request_a_failure_or_a_verification(message: str, expected: str) -> None:
    assert amount(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("A boy who had never rung us before got one of your agents to check his number. Add-on?", "3.00"),
        ("He wanted a person, so the bot passed him to your people. Add-on?", "3.00"),
        ("He wanted a person, so the bot passed him to our people. Add-on?", "0.00"),
        ("He wanted a person, the bot said one second, nothing happened, he left. Add-on?", "0.00"),
        ("Wanted: a human. Joined: none. Add-on?", "0.00"),
        ("She asked for a human but the bot talked her out of it and handled it all itself. Add-on?", "0.00"),
        ("Your cloud was dead, so a live agent answered a call. Add-on?", "0.00"),
        ("A human was on. No idea if one of yours or ours, no idea why. Add-on?", "0.00-3.00"),
        ("An agent of the insurance company rang and the AI took a message. Add-on?", "0.00"),
    ],
)
def test_what_only_seems_to_deny_or_to_name_somebody(message: str, expected: str) -> None:
    assert amount(message) == expected
