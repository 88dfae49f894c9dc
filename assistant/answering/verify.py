"""The last stage before an answer is shown: recompute, match, and refuse.

Every dollar figure in the text must be a figure of the charge or stand in a cited quote; every [n] must
resolve; every quote must be verbatim at its offsets; the charge must be what the engine computes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant import pricing
from assistant.types import Answer, Article, AssistantError, Bill, Policy

_FIGURE = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)")
_MARKER = re.compile(r"\[(\d{1,3})\]")


class Unverified(AssistantError):
    """An answer that must not be shown; the text says what doesn't hold."""


def verify(answer: Answer, articles: Mapping[str, Article], policy: Policy) -> Answer:
    """The same answer, when all of it holds.  Raises Unverified."""
    for problem in problems(answer, articles, policy):
        raise Unverified(problem)
    return answer


def problems(answer: Answer, articles: Mapping[str, Article], policy: Policy) -> Iterable[str]:
    """What doesn't hold, one line each."""
    for citation in answer.citations:
        article = articles.get(citation.article)
        if article is None or article.text[citation.start : citation.end] != citation.quote:
            yield f"citation {citation.marker} is not verbatim in {citation.article}"
    known = {citation.marker for citation in answer.citations}
    for marker in {int(number) for number in _MARKER.findall(answer.text)} - known:
        yield f"marker [{marker}] has no citation"
    allowed = _figures(answer)
    if answer.drifted:  # the text warns that the article has changed: the policy's amounts have no quote
        allowed |= {rate.amount for rate in policy.rates}
    for figure in figures_in(answer.text):
        if figure not in allowed:
            yield f"the figure ${figure} is neither computed nor quoted"
    if (
        answer.bill is not None
        and pricing.price(tuple(line.call for line in answer.bill.lines), policy) != answer.bill
    ):
        yield "the charge is not what the engine computes"
    if answer.kind in ("price", "article") and not answer.citations:
        yield "there is no citation"


def figures_in(text: str) -> list[Decimal]:
    """The dollar figures of a text."""
    return [Decimal(figure.replace(",", "")) for figure in _FIGURE.findall(text)]


def _figures(answer: Answer) -> set[Decimal]:
    allowed = {figure for citation in answer.citations for figure in figures_in(citation.quote)}
    bill = answer.bill
    return allowed | (set(_bill_figures(bill)) if bill else set())


def _bill_figures(bill: Bill) -> Iterable[Decimal]:
    for amount in (bill.add_on_low, bill.add_on_high, bill.total_low, bill.total_high):
        if amount is not None:
            yield amount
    for line in bill.lines:
        for amount in (line.low, line.high, line.call.base_rate):
            if amount is not None:
                yield amount
