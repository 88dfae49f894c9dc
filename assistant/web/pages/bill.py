"""A priced table of calls as rows: for the page, for the chart, and for files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from assistant.types import Answer, Bill, ChargeLine, Citation, Policy
from assistant.web.pages import answer as shown
from assistant.web.pages import escaped
from assistant.web.pages.spreadsheet import Cell

COLUMNS = (
    "line",
    "calls",
    "interactions",
    "not sure",
    "date",
    "base rate",
    "add-on each, at least",
    "add-on each, at most",
    "add-on, at least",
    "add-on, at most",
    "total, at least",
    "total, at most",
    "why",
    "sources",
)

_HEADS = ("Line", "What happened", "Calls", "Each", "Add-on", "Why")

CERTAIN, POSSIBLE = "for sure", "possibly"


def table_rows(bill: Bill, policy: Policy) -> list[dict[str, Cell]]:
    """A row a line, amounts as exact numbers; empty cells where nothing is known."""
    return [_row(number, line, policy) for number, line in enumerate(bill.lines, 1)]


def _row(number: int, line: ChargeLine, policy: Policy) -> dict[str, Cell]:
    call = line.call
    low, high = _times(line.low, call.calls), _times(line.high, call.calls)
    base = _times(call.base_rate, call.calls)
    return {
        "line": number,
        "calls": call.calls,
        "interactions": _names(call.interactions, policy),
        "not sure": _names(call.unknown, policy),
        "date": call.on,
        "base rate": call.base_rate,
        "add-on each, at least": line.low,
        "add-on each, at most": line.high,
        "add-on, at least": low,
        "add-on, at most": high,
        "total, at least": _plus(base, low),
        "total, at most": _plus(base, high),
        "why": line.because,
        "sources": " | ".join(f"{quote.section}: {quote.text}" for quote in line.quotes),
    }


def chart_rows(bill: Bill, policy: Policy) -> list[dict[str, Any]]:
    """Dollars by what happened: what is billed for sure and what may come on top of it."""
    sums: dict[str, list[Decimal]] = {}
    for line in bill.lines:
        if line.low is None or line.high is None:
            continue
        happened = _names(line.call.interactions, policy)
        label = happened or ("Not sure what happened" if line.call.unknown else "AI alone")
        entry = sums.setdefault(label, [Decimal(0), Decimal(0)])
        entry[0] += line.low * line.call.calls
        entry[1] += (line.high - line.low) * line.call.calls
    return [
        {"what happened": label, "dollars": float(amount), "kind": kind}
        for label, amounts in sums.items()
        for kind, amount in zip((CERTAIN, POSSIBLE), amounts, strict=True)
        if any(amounts)
    ]


def lines_html(answer: Answer, charge: Mapping[str, Any], policy: Policy, turn: str) -> str:
    """The bill as a table, a row a line, each with the markers of the sentences it rests on."""
    bill = answer.bill
    lines = bill.lines if bill else ()
    rows = "".join(
        _line_html(number, line, written, answer.citations, policy, turn)
        for number, (line, written) in enumerate(zip(lines, charge["lines"], strict=True), 1)
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    return (
        '<div class="scroll" role="region" aria-label="Bill by line" tabindex="0"><table class="lines">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _line_html(
    number: int,
    line: ChargeLine,
    written: Mapping[str, Any],
    citations: Sequence[Citation],
    policy: Policy,
    turn: str,
) -> str:
    calls = line.call.calls
    each = shown.amount(written["add_on_low"], written["add_on_high"]) or "not covered"
    whole = shown.amount(_text(_times(line.low, calls)), _text(_times(line.high, calls))) or "not covered"
    places = {(quote.start, quote.end) for quote in line.quotes}
    markers = "".join(
        f' <a href="#{escaped.source_id(turn, citation.marker)}">[{citation.marker}]</a>'
        for citation in citations
        if (citation.start, citation.end) in places
    )
    on = f"<br><small>{written['on']}</small>" if written["on"] else ""
    cells = (
        str(number),
        escaped.text(shown.happened(written, policy)) + on,
        f"{calls:,}",
        each,
        f"<b>{whole}</b>",
        escaped.text(line.because) + markers,
    )
    row = "".join(
        f'<td data-label="{name}"><span>{cell}</span></td>' for name, cell in zip(_HEADS, cells, strict=True)
    )
    return f"<tr>{row}</tr>"


def _names(keys: frozenset[str], policy: Policy) -> str:
    return " + ".join(rule.name for key, rule in policy.interactions.items() if key in keys)


def _times(amount: Decimal | None, calls: int) -> Decimal | None:
    return None if amount is None else amount * calls


def _plus(base: Decimal | None, add_on: Decimal | None) -> Decimal | None:
    return None if base is None or add_on is None else base + add_on


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
