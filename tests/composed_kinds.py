"""What calls can be, in words as people put them: the parts composed messages are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of call.  `did`: what several calls or callers did ("5 …"), `was`: the same of one, `named`: nouns
    for several, each with the noun for one, `label`: as in a list, `marked`: as in a log, `back`: how a later message goes back to
    them, `contains`: what a call contains ("" where that isn't said)."""

    charged: bool
    did: tuple[str, ...]
    was: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    label: str
    marked: str
    back: tuple[str, ...]
    contains: str = ""


KINDS = {
    "asked": Kind(
        True,
        (
            "asked for a human and got one of your live agents",
            "wanted a real person and your agent took them",
            "demanded a person and were put through to a Smith.ai live agent",
            "had a live agent because the caller asked for one",
            "were escalated to a live agent at the caller's request",
            "said they'd rather talk to a human and a Smith.ai agent came on",
            "begged for a live human and Smith.ai gave them one of its agents",
            "were taken over by a live agent after the caller pressed for a person",
        ),
        (
            "asked for a human and got one of your live agents",
            "wanted a real person and your agent took her",
            "demanded a person and was put through to a Smith.ai live agent",
            "had a live agent because the caller asked for one",
            "was escalated to a live agent at the caller's request",
        ),
        (
            ("caller-requested handoffs to a live agent", "caller-requested handoff to a live agent"),
            (
                "calls where the caller asked for a human and got your live agent",
                "call where the caller asked for a human and got your live agent",
            ),
            (
                "callers who wanted a person and were connected to a Smith.ai agent",
                "caller who wanted a person and was connected to a Smith.ai agent",
            ),
            ("requests for a human that went to your agents", "request for a human that went to your agents"),
        ),
        "asked for human, got live agent",
        "caller asks for human -> live agent",
        ("the ones who asked for a human", "the caller requests"),
        "a caller-requested live agent",
    ),
    "verified": Kind(
        True,
        (
            "were first-time callers verified by a live agent",
            "were new callers whose details your live agent verified",
            "were new and a Smith.ai agent checked their name and number",
            "had a live agent verify a brand-new caller",
            "were people calling for the first time, so a live agent checked who they were",
        ),
        (
            "was a first-time caller verified by a live agent",
            "was a new caller whose details your live agent verified",
            "was new and a Smith.ai agent checked her name and number",
            "had a live agent verify a brand-new caller",
        ),
        (
            ("new-caller verifications by a live agent", "new-caller verification by a live agent"),
            (
                "first-time callers verified by your live agent",
                "first-time caller verified by your live agent",
            ),
            ("new callers that a live agent verified", "new caller that a live agent verified"),
            (
                "verifications of new people done by Smith.ai agents",
                "verification of a new person done by Smith.ai agents",
            ),
        ),
        "new caller verified by live agent",
        "new caller -> live agent verifies details",
        ("the verifications", "the new callers"),
        "a new-caller verification by a live agent",
    ),
    "playbook": Kind(
        True,
        (
            "were handed to a live agent at the start because the playbook says so",
            "matched our VIP caller type and went to a live agent under the playbook",
            "were playbook handoffs to your live agent",
            "were sent to a live agent right away per our playbook",
        ),
        (
            "was handed to a live agent at the start because the playbook says so",
            "matched our VIP caller type and went to a live agent under the playbook",
            "was a playbook handoff to your live agent",
        ),
        (
            ("playbook handoffs to a live agent", "playbook handoff to a live agent"),
            (
                "qualified leads handed to a live agent by the playbook",
                "qualified lead handed to a live agent by the playbook",
            ),
            (
                "calls our playbook sends to a live agent from the start",
                "call our playbook sends to a live agent from the start",
            ),
        ),
        "playbook handoff to live agent",
        "lead -> live agent per playbook",
        ("the playbook handoffs", "the playbook ones"),
        "a playbook handoff to a live agent",
    ),
    "booked": Kind(
        True,
        (
            "were booked by a live agent on our public calendar link",
            "had a live agent book the appointment on a calendar you don't integrate with",
            "ended with your live agent scheduling on our own booking page",
        ),
        (
            "was booked by a live agent on our public calendar link",
            "had a live agent book the appointment on a calendar you don't integrate with",
            "ended with your live agent scheduling on our own booking page",
        ),
        (
            (
                "appointments booked by a live agent through a public link",
                "appointment booked by a live agent through a public link",
            ),
            (
                "bookings your live agent made on a calendar that isn't integrated",
                "booking your live agent made on a calendar that isn't integrated",
            ),
            (
                "calls where a live agent booked on our public scheduling page",
                "call where a live agent booked on our public scheduling page",
            ),
        ),
        "live agent booked on public link",
        "live agent books on public link",
        ("the bookings", "the appointments the agent booked"),
        "a public-link booking by a live agent",
    ),
    "failed": Kind(
        False,
        (
            "were AI failures that a live agent picked up",
            "went to a live agent only because the AI froze",
            "had a live agent step in when the AI couldn't understand the caller",
            "landed with your agent after the AI crashed",
            "ended up with a live agent since the AI stopped responding",
        ),
        (
            "was an AI failure that a live agent picked up",
            "went to a live agent only because the AI froze",
            "had a live agent step in when the AI couldn't understand the caller",
            "landed with your agent after the AI crashed",
        ),
        (
            ("AI failures a live agent took over", "AI failure a live agent took over"),
            (
                "calls where the AI glitched and a live agent took over",
                "call where the AI glitched and a live agent took over",
            ),
            ("system escalations to a live agent", "system escalation to a live agent"),
            (
                "calls a live agent rescued because the AI broke down",
                "call a live agent rescued because the AI broke down",
            ),
        ),
        "AI failure, live agent took over",
        "AI froze -> live agent",
        ("the AI failures", "the ones where the AI failed"),
    ),
    "outage": Kind(
        False,
        (
            "were taken by live agents during an outage",
            "fell to live agents because the AI platform was down",
            "were answered by live agents as outage fallback",
        ),
        (
            "was taken by a live agent during an outage",
            "fell to a live agent because the AI platform was down",
        ),
        (
            ("outage calls answered by live agents", "outage call answered by a live agent"),
            (
                "calls live agents took while your platform was down",
                "call live agents took while your platform was down",
            ),
            ("outage fallback calls", "outage fallback call"),
        ),
        "outage, live agent",
        "AI down -> live agent",
        ("the outage calls",),
    ),
    "own": Kind(
        False,
        (
            "were transferred by the AI to our own office",
            "went straight from the AI to our front desk",
            "were passed to my own staff by the AI",
            "were forwarded by the AI to my cell",
        ),
        (
            "was transferred by the AI to our own office",
            "went straight from the AI to our front desk",
            "was passed to my own staff by the AI",
            "was forwarded by the AI to my cell",
        ),
        (
            ("transfers from the AI to our own office", "transfer from the AI to our own office"),
            ("calls the AI put through to our receptionist", "call the AI put through to our receptionist"),
            ("calls the AI forwarded to my partner's cell", "call the AI forwarded to my partner's cell"),
        ),
        "AI transferred to our office",
        "AI -> transferred to our office",
        ("the transfers to our office", "the ones that went to our office"),
    ),
    "alone": Kind(
        False,
        ("were handled by the AI alone", "were AI only", "never left the AI", "had no human on at all"),
        ("was handled by the AI alone", "was AI only", "never left the AI", "had no human on at all"),
        (
            ("calls the AI handled by itself", "call the AI handled by itself"),
            ("AI-only calls", "AI-only call"),
            ("calls without any human", "call without any human"),
        ),
        "AI only",
        "AI only",
        ("the AI-only ones",),
    ),
}

QUESTIONS = (
    "What's the add-on?",
    "How much extra is that?",
    "What do I owe in live agent charges?",
    "total add-on?",
    "So what does this add to my bill?",
    "how much in live agent fees?",
    "What will the surcharge be?",
)
