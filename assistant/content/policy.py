"""kb/policies/*.toml → `Policy`, each entry checked against the article it rests on."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from assistant.content.entry import Articles, Entry
from assistant.types import (
    INTERACTIONS,
    REASONS,
    Contact,
    Fact,
    InteractionRule,
    OpenTopic,
    Policy,
    Problem,
    Quote,
    Rate,
    long_date,
)

_FIGURES = ("amount", "date", "since")
_DOLLARS = re.compile(r"\d+(?:\.\d+)?")


def read_policy(table: dict[str, Any], file: str, articles: Articles, problems: list[Problem]) -> Policy:
    """What could be read of the policy; entries that lack something needed are left out and noted."""
    top = Entry(table, file, "", problems)
    article = top.text("article")
    policy = Policy(
        id=top.text("id") or "",
        interactions=_interactions(top, articles, article),
        rates=_rates(top, articles, article),
        reasons=_facts(top, "reasons", articles, article, (*_FIGURES, "interactions")),
        facts=_facts(top, "facts", articles, article, _FIGURES),
        open_topics=_open_topics(top),
        contacts=_contacts(top, articles, article),
    )
    top.done()
    for key in REASONS:
        if not top.has("reasons") or key not in top.raw("reasons"):
            top.note(f"reasons.{key} is missing")
    for key in policy.reasons.keys() - set(REASONS):
        top.note(f"reasons.{key} is not used; there are: {', '.join(REASONS)}")
    return policy


def _interactions(top: Entry, articles: Articles, article: str | None) -> dict[str, InteractionRule]:
    rules: dict[str, InteractionRule] = {}
    named = set()
    for entry in top.tables("interactions"):
        key = entry.name.partition(".")[2]
        named.add(key)
        if key not in INTERACTIONS:
            entry.note(f"there is no interaction {key}; there are: {', '.join(INTERACTIONS)}")
            continue
        name, label, reason = entry.text("name"), entry.text("label"), entry.statement("reason", ())
        billable = entry.flag("billable")
        definition = entry.quote("definition", articles, article)
        billing = entry.quote("billing", articles, article)
        lead_in = entry.quote("lead_in", articles, article)
        entry.done()
        if billing and lead_in:
            _check_list(lead_in, billing, entry)
        if name and label and reason and billable is not None and definition and billing and lead_in:
            rules[key] = InteractionRule(key, name, label, billable, reason, definition, billing, lead_in)
    for key in INTERACTIONS:
        if key not in named:
            top.note(f"interactions.{key} is missing")
    return {key: rules[key] for key in INTERACTIONS if key in rules}


def _check_list(lead_in: Quote, item: Quote, entry: Entry) -> None:
    """Notes a lead-in that doesn't introduce the list the item stands in."""
    if lead_in.confirmed and item.confirmed:
        apart = (lead_in.article, lead_in.section) != (item.article, item.section)
        if apart or lead_in.end > item.start:
            entry.note("lead_in must stand before billing, in the same section")


def _rates(top: Entry, articles: Articles, article: str | None) -> tuple[Rate, ...]:
    tables = top.raw("rates")
    if not isinstance(tables, list) or not tables:
        top.note("rates is missing: at least one [[rates]] entry says the amount")
        return ()
    entries = [Entry(table, top.file, f"rates[{n}]", top.problems) for n, table in enumerate(tables, 1)]
    rates = [(entry, _rate(entry, articles, article)) for entry in entries]
    known = sorted(
        ((entry, rate) for entry, rate in rates if rate is not None), key=lambda pair: pair[1].effective_from
    )
    for (_, earlier), (entry, later) in pairwise(known):
        if earlier.effective_until is None or earlier.effective_until >= later.effective_from:
            entry.note(
                f"overlaps the rate effective from {earlier.effective_from}: give that one an effective_until"
                f" before {later.effective_from}"
            )
        if earlier.currency != later.currency:
            entry.note(f"currency {later.currency} differs from {earlier.currency} of the rate before")
    return tuple(rate for _, rate in known)


def _rate(entry: Entry, articles: Articles, article: str | None) -> Rate | None:
    amount, currency, unit = entry.amount("amount"), entry.text("currency"), entry.text("unit")
    start, until = entry.day("effective_from"), entry.day("effective_until", optional=True)
    amount_quote = entry.quote("amount_quote", articles, article)
    flat_quote = entry.quote("flat_quote", articles, article)
    effective_quote = entry.quote("effective_quote", articles, article)
    entry.done()
    if currency is not None and not re.fullmatch(r"[A-Z]{3}", currency):
        entry.note(f'currency must be a code such as "USD", not "{currency}"')
    if unit is not None and unit != "call":
        entry.note(f'unit must be "call", not "{unit}": nothing else is priced')
    if start is not None and until is not None and until < start:
        entry.note(f"effective_until {until} is before effective_from {start}")
    if amount is not None and amount_quote and not _states(amount_quote.text, amount):
        entry.note(f"amount {amount} does not stand in amount_quote")
    if start is not None and effective_quote and long_date(start) not in effective_quote.text:
        entry.note(f"effective_from {long_date(start)} does not stand in effective_quote")
    if amount is None or not currency or not unit or start is None:
        return None
    if not amount_quote or not flat_quote or not effective_quote:
        return None
    return Rate(amount, currency, unit, start, until, amount_quote, flat_quote, effective_quote)


def _states(words: str, amount: Decimal) -> bool:
    return any(Decimal(figure) == amount for figure in _DOLLARS.findall(words))


def _facts(
    top: Entry, kind: str, articles: Articles, article: str | None, allowed: tuple[str, ...]
) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for entry in top.tables(kind):
        key = entry.name.partition(".")[2]
        statement = entry.statement("statement", allowed)
        quotes = entry.quotes("quotes", articles, article)
        entry.done()
        if statement and quotes:
            facts[key] = Fact(key, statement, quotes)
    return facts


def _open_topics(top: Entry) -> dict[str, OpenTopic]:
    topics: dict[str, OpenTopic] = {}
    for entry in top.tables("open_topics"):
        key, name = entry.name.partition(".")[2], entry.text("name")
        entry.done()
        if name:
            topics[key] = OpenTopic(key, name)
    return topics


def _contacts(top: Entry, articles: Articles, article: str | None) -> tuple[Contact, ...]:
    contacts: list[Contact] = []
    for entry in top.tables("contacts"):
        key, status = entry.name.partition(".")[2], entry.text("status")
        label, value = entry.text("label"), entry.text("value")
        quote = entry.quote("quote", articles, article)
        entry.done()
        if status is not None and status not in ("client", "prospect"):
            entry.note(f'status must be "client" or "prospect", not "{status}"')
        if value is not None and quote is not None and value not in quote.text:
            entry.note(f'value "{value}" does not stand in its quote')
        if status and label and value and quote:
            contacts.append(Contact(key, status, label, value, quote))
    for status in ("client", "prospect"):
        if not any(contact.status == status for contact in contacts):
            top.note(f'contacts: none has status "{status}"')
    return tuple(contacts)
