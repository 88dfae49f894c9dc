"""Follow-ups that forget, put back, keep, step, recur, or say whose people it was; and those not understood."""

from __future__ import annotations

import pytest
from spoken import amount

ASKED = "A caller asked for a human and got your live agent. Add-on?"
OPEN = "The caller wanted a human and somebody took over. Add-on?"
TWO_OPEN = "On two calls the callers wanted a human and somebody took over. Add-on?"
SIX = "6 callers asked for a human and got your live agents. Add-on?"
THREE_OPEN = "On three calls the callers wanted a human and somebody took over. Add-on?"
HALF = "18 callers last week: half of them wanted a human and got your agents, the other half stayed with the AI. Add-on?"
KINDS = "4 new callers verified by your live agents, 2 playbook handoffs to your live agents. Add-on?"
MONTHS = (
    "April: 7 new callers verified by live agents. May: 5 who asked for a human and got live agents. Total?"
)


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((SIX, "Sorry, it was 5, I entered one twice."), "15.00"),
        ((SIX, "It was eight, not six."), "24.00"),
        ((SIX, "Actually 4 or 5."), "0.00-18.00"),
        ((SIX, "You billed me 40 though!"), "0.00-18.00"),
        ((SIX, "The log double-counted some."), "0.00-18.00"),
        ((KINDS, "One more handoff came in this evening."), "21.00"),
        ((KINDS, "Add three handoffs of that sort."), "27.00"),
        ((KINDS, "The handoffs were 5, not 2."), "27.00"),
        ((KINDS, "What do the handoffs alone make?"), "6.00"),
        ((KINDS, "One of the handoffs was in the same call as one of the verifications."), "15.00"),
        ((ASKED, "and a dozen of these a month?"), "36.00"),
        ((ASKED, "and with three such callers?"), "9.00"),
        ((ASKED, "and if that happens each weekday for two weeks?"), "30.00"),
        ((ASKED, "and if that happens every day for a while?"), "0.00-3.00"),
        ((ASKED, "Say it had taken three quarters of an hour?"), "3.00"),
        ((ASKED, "What if Nora had as well?"), "0.00-3.00"),
        ((SIX, "Turns out a seventh got lost in the export, same kind."), "21.00"),
        ((SIX, "There are 11 such a week. Weekly cost?"), "33.00"),
        ((SIX, "Yesterday had 4. Both days?"), "30.00"),
        ((ASKED, "His wife rang too, also asked, also your agent. The couple's cost?"), "6.00"),
        ((SIX, "On the last two nobody asked, the AI had crashed."), "0.00-18.00"),
        ((SIX, "Caller no. 4 was put through to our vet instead."), "0.00-18.00"),
        ((HALF, "And if all 18 had been verified?"), "54.00"),
        ((SIX, "Noted. 2 more of them today. Total with those 6?"), "24.00"),
        ((KINDS, "Only the handoffs and the verifications?"), "18.00"),
        ((HALF, "It was a third, not half."), "18.00"),
        ((HALF, "Suppose all of them had."), "54.00"),
        ((HALF, "And if none had?"), "0.00"),
        ((KINDS, "Two more of each."), "30.00"),
        ((SIX, "Four times that?"), "72.00"),
        ((SIX, "Thursday 2 more."), "24.00"),
        ((SIX, "What if it had been at night?"), "18.00"),
        ((ASKED, "And on top of it 3 verifications of new callers by your agents."), "12.00"),
        ((SIX, "I've just heard there was a seventh, same story."), "21.00"),
    ],
)
def test_a_number_told_later_counts_what_it_is_said_of(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((MONTHS, "Drop April.", "No, keep April, drop May."), "21.00"),
        ((SIX, "Drop two of them.", "Put those two back."), "18.00"),
        ((SIX, "Make it 9.", "No, the first figure was right."), "18.00"),
        ((ASKED, "Actually it was our own clerk who took it.", "No, I was right before."), "3.00"),
        ((MONTHS, "Strike May."), "21.00"),
        ((MONTHS, "Everything but April?"), "15.00"),
        ((MONTHS, "May was a scrap of a month. So the total?"), "36.00"),
        (
            (ASKED, "Forgot the plumber! He'd never rung before, your live agent checked his number. Sum?"),
            "6.00",
        ),
        ((ASKED, "A joiner did too. Together?"), "6.00"),
        ((ASKED, "A joiner wanted one as well but got my wife. Together?"), "3.00"),
        ((ASKED, "Not only she, a joiner as well. Together?"), "0.00-3.00"),
        ((ASKED, "She also was new, and the agent checked her number first. More now?"), "3.00"),
        ((ASKED, "She was upset, the AI got confused and your agent stepped in. Add-on then?"), "0.00"),
        ((MONTHS, "Leave out April.", "On reflection, leave it in."), "36.00"),
        ((ASKED, "There's another one: a new caller your live agent verified. Both?"), "6.00"),
    ],
)
def test_calls_are_put_back_forgotten_ones_added(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on


@pytest.mark.parametrize(
    ("turns", "add_on"),
    [
        ((OPEN, "not ours"), "3.00"),
        ((OPEN, "your lot"), "3.00"),
        ((OPEN, "one of our guys"), "0.00"),
        ((THREE_OPEN, "mostly ours"), "0.00-9.00"),
        ((THREE_OPEN, "at least one was yours"), "3.00-9.00"),
        ((THREE_OPEN, "two yours, one ours"), "6.00"),
        ((TWO_OPEN, "one was you, one was us"), "3.00"),
        ((TWO_OPEN, "neither was yours"), "0.00"),
        ((TWO_OPEN, "both were yours, no doubt"), "6.00"),
        ((SIX, "Let's say seven instead."), "21.00"),
    ],
)
def test_a_short_reply_says_whose_people_it_was(turns: tuple[str, ...], add_on: str) -> None:
    assert amount(*turns) == add_on
