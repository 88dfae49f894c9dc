"""Answers and charges as the JSON of the contract, and structured calls from JSON.

Amounts are decimal strings with two places; see `Answer`, `Bill` and `Call` for meanings.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.types import (
    INTERACTIONS,
    Answer,
    AssistantError,
    Bill,
    Call,
    Change,
    ChargeLine,
    Citation,
)


class BadCalls(AssistantError):
    """Structured calls that don't have the contract's shape."""


def amount_text(amount: Decimal | None) -> str | None:
    """Dollars as the contract writes them: "6.00"; None stays None."""
    return None if amount is None else f"{amount:.2f}"


def call_json(call: Call) -> dict[str, Any]:
    """A call (or several alike) as the contract's structured call, with its evidence."""
    return {
        "interactions": [key for key in INTERACTIONS if key in call.interactions],
        "unknown": [key for key in INTERACTIONS if key in call.unknown],
        "calls": call.calls,
        "on": call.on.isoformat() if call.on else None,
        "base_rate": None if call.base_rate is None else str(call.base_rate),
        "evidence": list(call.evidence),
    }


def change_json(change: Change) -> dict[str, Any]:
    """A counterfactual: which facts would have to be what, and the price of a call then."""
    return {
        "facts": {key: ("yes" if happened else "no") for key, happened in change.facts},
        "add_on_low": amount_text(change.low),
        "add_on_high": amount_text(change.high),
    }


def line_json(line: ChargeLine, would_change: list[str]) -> dict[str, Any]:
    call = line.call
    return {
        "calls": call.calls,
        "interactions": [key for key in INTERACTIONS if key in call.interactions],
        "unknown": [key for key in INTERACTIONS if key in call.unknown],
        "on": call.on.isoformat() if call.on else None,
        "base_rate": None if call.base_rate is None else str(call.base_rate),
        "add_on_low": amount_text(line.low),
        "add_on_high": amount_text(line.high),
        "because": line.because,
        "evidence": list(call.evidence),
        "would_change": would_change,
        "changes": [change_json(change) for change in line.would_change],
    }


def bill_json(bill: Bill, would_change: list[list[str]] | None = None) -> dict[str, Any]:
    """The contract's `charge`.  `would_change` holds the worded changes, one list a line."""
    worded = would_change or [[] for _ in bill.lines]
    return {
        "currency": bill.currency,
        "calls": bill.calls,
        "calls_not_covered": bill.calls_not_covered,
        "add_on_low": amount_text(bill.add_on_low),
        "add_on_high": amount_text(bill.add_on_high),
        "total_low": amount_text(bill.total_low),
        "total_high": amount_text(bill.total_high),
        "lines": [line_json(line, words) for line, words in zip(bill.lines, worded, strict=True)],
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "article": citation.article,
        "title": citation.title,
        "section": citation.section,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "url": citation.url,
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    """One Answer of the contract."""
    clarification = answer.clarification
    return {
        "kind": answer.kind,
        "text": answer.text,
        "charge": None
        if answer.bill is None
        else bill_json(answer.bill, [list(words) for words in answer.would_change] or None),
        "citations": [citation_json(citation) for citation in answer.citations],
        "clarification": None
        if clarification is None
        else {"question": clarification.question, "options": list(clarification.options)},
        "suggestions": list(answer.suggestions),
        "mode": answer.mode,
        "fallback": answer.fallback,
        "made_by": answer.made_by,
    }


def charge_json(answer: Answer) -> dict[str, Any]:
    """The answer to structured calls: {"charge": …, "citations": […]}."""
    whole = answer_json(answer)
    return {"charge": whole["charge"], "citations": whole["citations"]}


def _keys(entry: dict[str, Any], field: str, where: str) -> frozenset[str]:
    given = entry.get(field, [])
    if not isinstance(given, list) or not all(isinstance(key, str) for key in given):
        raise BadCalls(f'{where}: "{field}" must be a list of interaction names')
    strange = [key for key in given if key not in INTERACTIONS]
    if strange:
        raise BadCalls(
            f'{where}: no interaction is named "{strange[0]}"; there are: {", ".join(INTERACTIONS)}'
        )
    return frozenset(given)


def _call(entry: Any, where: str) -> Call:
    if not isinstance(entry, dict):
        raise BadCalls(f'{where}: must be an object with "interactions"')
    if "interactions" not in entry:
        raise BadCalls(f'{where}: "interactions" is missing (an empty list means AI alone)')
    number = entry.get("calls", 1)
    if isinstance(number, bool) or not isinstance(number, int):
        raise BadCalls(f'{where}: "calls" must be a whole number')
    try:
        on = None if entry.get("on") is None else date.fromisoformat(entry["on"])
    except (TypeError, ValueError):
        raise BadCalls(f'{where}: "on" must be a date like 2025-12-01') from None
    return Call(
        interactions=_keys(entry, "interactions", where),
        unknown=_keys(entry, "unknown", where) - _keys(entry, "interactions", where),
        calls=number,
        on=on,
        base_rate=decimal_of(entry.get("base_rate"), f'{where}: "base_rate"'),
    )


def decimal_of(value: Any, where: str) -> Decimal | None:
    """Dollars from text ("2.40"), exactly; None stays None; raises BadCalls on anything else."""
    if value is None:
        return None
    try:
        return Decimal(str(value).strip().removeprefix("$"))
    except InvalidOperation:
        raise BadCalls(f'{where} must be an amount in dollars like "2.40"') from None


def calls_from_json(body: Any) -> tuple[Call, ...]:
    """The contract's structured calls: {"calls": [{"interactions": [...], ...}]}.  Raises BadCalls."""
    if not isinstance(body, dict) or not isinstance(body.get("calls"), list):
        raise BadCalls('the body must be an object with a list "calls"')
    return tuple(_call(entry, f"call {number}") for number, entry in enumerate(body["calls"], 1))
