"""What a message may say of a call, by what it tells: who took part, why, and what sets calls apart."""

from __future__ import annotations

WHO = frozenset({"smith", "own", "someone", "alone", "no_human", "calendly", "ai_booked"})


WHY = frozenset(
    {"asked", "failure", "outage", "verified", "playbook", "agent_booked", "non_integrated", "new"}
)


EVENTS = WHO | WHY

# What tells of a call, though it may be no turn of it.
TOLD = EVENTS | {"awaited", "left"}


# What tells one kind of call from another; "smith" alone does not.
TELLING = EVENTS - {"smith", "new", "non_integrated"}


COUNTED = frozenset({"calls", "people", "interactions", "bare"})
