""" "Contact a person": the right channel for clients and for others, and the transcript to hand over."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from assistant.types import Contact, Policy
from assistant.web.desk import Desk
from assistant.web.pages import answer as shown
from assistant.web.pages import escaped
from assistant.web.pages.talk import Talk, Turn

WHO = {"client": "I'm a Smith.ai client", "prospect": "I'm not a client yet"}


def contact_a_person(desk: Desk, talk: Talk) -> None:
    box = st.popover("Contact a person", icon=":material/support_agent:", key="contact", on_change="rerun")
    if not box.open:
        return
    with box:
        who = st.segmented_control(
            "Who are you?",
            list(WHO),
            default="client",
            required=True,
            format_func=WHO.__getitem__,
            key="contact-who",
        )
        st.html(contacts_html(desk.assistant.policy.contacts, who or "client"))
        st.caption("To hand over, copy the conversation with what was read and charged:")
        st.code(transcript(talk.turns, desk.assistant.policy), language=None, wrap_lines=True, height=220)


def contacts_html(contacts: Sequence[Contact], who: str) -> str:
    """The channels for clients or for prospects: mail and phone as links, others with their passage."""
    items = "".join(
        f"<li>{escaped.text(c.label.capitalize())}: {_channel(c)}</li>" for c in contacts if c.status == who
    )
    return f"<ul>{items}</ul>"


def _channel(contact: Contact) -> str:
    words = escaped.text(contact.value)
    if re.fullmatch(r"[^@\s]+@[^@\s]+", contact.value):
        return f'<a href="mailto:{words}">{words}</a>'
    digits = re.sub(r"\D", "", contact.value)
    if len(digits) >= 7:
        return (
            f'<a href="tel:+1{digits}">{words}</a>'
            if len(digits) == 10
            else f'<a href="tel:{digits}">{words}</a>'
        )
    address = escaped.article_link(contact.quote.article, contact.quote.text)
    return f'<a href="{escaped.text(address)}" target="_blank">{words}</a>'


def transcript(turns: Sequence[Turn], policy: Policy) -> str:
    """The conversation as text, each answer with its reading and charges."""
    return "\n\n".join(_turn(turn, policy) for turn in turns)


def _turn(turn: Turn, policy: Policy) -> str:
    parts = [f"Question: {turn.question}"]
    if turn.answer is None:
        return "\n".join([*parts, "Answer: (none)"])
    if turn.changes:
        parts.append("Reading edited: " + "; ".join(turn.changes))
    charge = turn.answer["charge"]
    if charge:
        parts.append("Reading and charges:")
        parts += [f"  - {_line(line, policy)}" for line in charge["lines"]]
        parts.append(f"Add-on: {shown.amount(charge['add_on_low'], charge['add_on_high']) or 'not covered'}")
        if charge["total_low"] is not None:
            parts.append(f"Total: {shown.amount(charge['total_low'], charge['total_high'], sign='')}")
    return "\n".join([*parts, f"Answer: {shown.plain_text(turn.answer)}"])


def _line(line: shown.Charge, policy: Policy) -> str:
    each = shown.amount(line["add_on_low"], line["add_on_high"]) or "not covered"
    details = [shown.counted(line["calls"]), shown.happened(line, policy)]
    details += [f"on {line['on']}"] if line["on"] else []
    details += [f"base rate ${line['base_rate']}"] if line["base_rate"] else []
    return f"{', '.join(details)}: {each}" + (" each" if line["calls"] > 1 else "") + f" ({line['because']})"
