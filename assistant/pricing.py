"""Calls + policy → bill.  Pure: no I/O, no clock, no float; only the standard library and `assistant.types`.

`price(calls, policy)` prices each call from what took place in it, says why, and which smallest changes of
fact would change the price.  Amounts are exact to the cent: what can't be is a named error, never a rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from functools import lru_cache
from itertools import combinations, product

from assistant.types import (
    AI_ONLY,
    INTERACTIONS,
    NOT_COVERED,
    SEVERAL_BILLABLE,
    SEVERAL_FREE,
    UNKNOWN,
    AssistantError,
    Bill,
    Call,
    Change,
    ChargeLine,
    InteractionRule,
    Policy,
    Quote,
    Rate,
)

MAX_LINES = 10_000
MAX_CALLS = 10_000_000
MAX_BASE_RATE = Decimal(1_000_000)

_CENT = Decimal("0.01")
_NOTHING = Decimal("0.00")
# Any rounding is an error: 60 digits hold every bill within the limits above, or the base rate is absurd.
_EXACT = Context(prec=60, traps=[InvalidOperation, DivisionByZero, Overflow, Inexact])

Why = tuple[str, str, tuple[Quote, ...]]  # decided_by, because, quotes


class PricingError(AssistantError):
    """Calls that can't be priced as given."""


class NoCalls(PricingError):
    """Nothing to price."""


class TooManyLines(PricingError):
    """More entries than a bill may have."""


class BadCount(PricingError):
    """A number of calls that isn't a whole number from 1 to MAX_CALLS."""


class BadDate(PricingError):
    """A day that isn't a `datetime.date`."""


class BadBaseRate(PricingError):
    """A base rate that isn't an amount from 0 to MAX_BASE_RATE dollars."""


class SubCentTotal(PricingError):
    """Base rates that don't add up to whole cents."""


class UnknownInteraction(PricingError):
    """A key that isn't one of `INTERACTIONS`."""


class Contradiction(PricingError):
    """An interaction that is said both to have taken place and to be unknown."""


def price(calls: tuple[Call, ...], policy: Policy) -> Bill:
    """The bill for the calls: one line each, in their order.

    A call without a date is priced under the newest rate, one on a day without a rate is not covered.  Totals
    are base rate × calls + add-on over the covered calls, None unless each of these has a base rate.
    Raises PricingError.
    """
    if not calls:
        raise NoCalls("there is no call to price; give at least one")
    if len(calls) > MAX_LINES:
        raise TooManyLines(
            f"{len(calls):,} entries are too many, at most {MAX_LINES:,}; put alike calls together"
        )
    for call in calls:
        _validate(call)
    known: dict[object, ChargeLine] = {}
    lines = tuple(_line(call, policy, known) for call in calls)
    covered = [line for line in lines if line.covered]
    add_on_low = _sum((line.low, line.call.calls) for line in covered)
    add_on_high = _sum((line.high, line.call.calls) for line in covered)
    base = _base(covered)
    return Bill(
        currency=policy.rates[-1].currency,
        calls=sum(line.call.calls for line in lines),
        calls_not_covered=sum(line.call.calls for line in lines if not line.covered),
        add_on_low=add_on_low if covered else None,
        add_on_high=add_on_high if covered else None,
        total_low=None if base is None else _EXACT.add(base, add_on_low),
        total_high=None if base is None else _EXACT.add(base, add_on_high),
        lines=lines,
    )


def rate_on(day: date | None, policy: Policy) -> Rate | None:
    """The rate in effect on a day; the newest one when no day was told; None when none was in effect."""
    if day is None:
        return policy.rates[-1]
    for rate in policy.rates:
        if rate.effective_from <= day and (rate.effective_until is None or day <= rate.effective_until):
            return rate
    return None


def listed(keys: Iterable[str], policy: Policy, conjunction: str) -> str:
    """Interactions as a part of a sentence: "a, b and c"."""
    labels = [policy.interactions[key].label for key in keys]
    return f" {conjunction} ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


# ---------------------------------------------------------------- input


def _validate(call: Call) -> None:
    count = call.calls
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MAX_CALLS:
        raise BadCount(
            f"the number of calls must be a whole number from 1 to {MAX_CALLS:,}, not {_short(count)}"
        )
    if call.on is not None and (isinstance(call.on, datetime) or not isinstance(call.on, date)):
        raise BadDate(f"the day of a call must be a date without a time, not {_short(call.on)}")
    strange = next((key for key in (*call.interactions, *call.unknown) if key not in INTERACTIONS), None)
    if strange is not None:
        raise UnknownInteraction(
            f"no interaction is named {_short(strange)}; there are: {', '.join(INTERACTIONS)}"
        )
    both = call.interactions & call.unknown
    if both:
        raise Contradiction(f"{min(both)} can't both have taken place and be unknown; name it once")
    _validate_base_rate(call.base_rate)


def _validate_base_rate(rate: Decimal | None) -> None:
    if rate is None:
        return
    if not isinstance(rate, Decimal) or not rate.is_finite() or not 0 <= rate <= MAX_BASE_RATE:
        limit = f"{MAX_BASE_RATE:,}"
        raise BadBaseRate(f"the base rate must be an amount from 0 to {limit} dollars, not {_short(rate)}")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


# ---------------------------------------------------------------- sums


def _sum(amounts: Iterable[tuple[Decimal | None, int]]) -> Decimal:
    """Amount per call × calls, summed exactly; raises Inexact when that can't be."""
    total = _NOTHING
    for amount, calls in amounts:
        if amount is not None:
            total = _EXACT.fma(amount, calls, total)
    return total


def _base(covered: list[ChargeLine]) -> Decimal | None:
    """Base rate × calls over the covered calls, in whole cents; None unless each has a base rate."""
    rates = [(line.call.base_rate, line.call.calls) for line in covered]
    if not rates or any(rate is None for rate, _ in rates):
        return None
    try:
        return _EXACT.quantize(_sum(rates), _CENT)
    except Inexact:
        raise SubCentTotal(
            "the base rates don't add up to whole cents; give the rate per call in whole cents"
        ) from None


# ---------------------------------------------------------------- one line


def _line(call: Call, policy: Policy, known: dict[object, ChargeLine]) -> ChargeLine:
    """The line of one call; calls in which the same happened under the same rate are priced once (`known`)."""
    rate = rate_on(call.on, policy)
    kind = (call.interactions, call.unknown, rate and rate.effective_from)
    if kind not in known:
        known[kind] = _priced(call, rate, policy)
    return replace(known[kind], call=call)


def _priced(call: Call, rate: Rate | None, policy: Policy) -> ChargeLine:
    if rate is None:
        reason = policy.reasons[NOT_COVERED]
        because = reason.statement.format_map(_figures(policy, ()))
        return ChargeLine(call, None, None, NOT_COVERED, because, reason.quotes)
    billable = frozenset(key for key, rule in policy.interactions.items() if rule.billable)
    low, high = _add_on(call.interactions, call.unknown, rate.amount, billable)
    decided_by, because, quotes = _why(call, rate, policy)
    changes = _changes(call.interactions, call.unknown, rate.amount, billable)
    return ChargeLine(call, low, high, decided_by, because, quotes, changes)


def _add_on(
    happened: frozenset[str], unknown: frozenset[str], amount: Decimal, billable: frozenset[str]
) -> tuple[Decimal, Decimal]:
    """(low, high) of one call: the unknown as not having, and as having taken place."""
    low = amount if happened & billable else _NOTHING
    high = amount if (happened | unknown) & billable else _NOTHING
    return low, high


def _why(call: Call, rate: Rate, policy: Policy) -> Why:
    """What decided the price, the clause that says so, and the words it rests on, most telling first."""
    rules = policy.interactions
    billed = [rules[key] for key in INTERACTIONS if key in call.interactions and rules[key].billable]
    if len(billed) == 1:
        rule = billed[0]
        quotes = _distinct(rate.amount_quote, rule.definition, rule.lead_in, rule.billing)
        return rule.key, rule.reason, quotes
    if billed:
        return _reason(SEVERAL_BILLABLE, billed, policy, (rate.amount_quote,))
    open_ = [rules[key] for key in INTERACTIONS if key in call.unknown and rules[key].billable]
    if open_:
        return _reason(UNKNOWN, open_, policy, (rate.amount_quote,))
    free = [rules[key] for key in INTERACTIONS if key in call.interactions | call.unknown]
    if len(free) == 1:
        rule = free[0]
        return rule.key, rule.reason, _distinct(rule.lead_in, rule.billing, rule.definition)
    return _reason(SEVERAL_FREE if free else AI_ONLY, free, policy, ())


def _reason(key: str, rules: list[InteractionRule], policy: Policy, first: tuple[Quote, ...]) -> Why:
    reason = policy.reasons[key]
    conjunction = "or" if key == UNKNOWN else "and"
    because = reason.statement.format_map(_figures(policy, [rule.key for rule in rules], conjunction))
    lists = [quote for rule in rules for quote in (rule.lead_in, rule.billing)]
    return key, because, _distinct(*first, *reason.quotes, *lists)


def _figures(policy: Policy, keys: Iterable[str], conjunction: str = "and") -> dict[str, str]:
    keys = tuple(keys)
    return {**policy.placeholders, "interactions": listed(keys, policy, conjunction) if keys else ""}


def _distinct(*quotes: Quote) -> tuple[Quote, ...]:
    """The quotes without those that stand inside another one."""
    return tuple(
        quote
        for quote in dict.fromkeys(quotes)
        if not any(_inside(quote, other) for other in quotes if other != quote)
    )


def _inside(inner: Quote, outer: Quote) -> bool:
    same = inner.article == outer.article and inner.confirmed and outer.confirmed
    return same and outer.start <= inner.start and inner.end <= outer.end


# ---------------------------------------------------------------- counterfactuals


@lru_cache(maxsize=4096)
def _changes(
    happened: frozenset[str], unknown: frozenset[str], amount: Decimal, billable: frozenset[str]
) -> tuple[Change, ...]:
    """Every set of changed facts that changes (low, high) and of which no smaller part does, smallest first.

    A fact may change from yes to no, from no to yes, or become known.
    """
    today = _add_on(happened, unknown, amount, billable)
    found: list[Change] = []
    for facts in _alternatives(happened, unknown):
        if any(set(change.facts) <= set(facts) for change in found):
            continue
        yes = {key for key, took_place in facts if took_place}
        changed = frozenset(key for key, _ in facts)
        then = _add_on((happened - changed) | yes, unknown - changed, amount, billable)
        if then != today:
            found.append(Change(facts, *then))
    return tuple(found)


def _alternatives(
    happened: frozenset[str], unknown: frozenset[str]
) -> Iterator[tuple[tuple[str, bool], ...]]:
    """All sets of changed facts, by size."""
    other = {key: (True, False) if key in unknown else (key not in happened,) for key in INTERACTIONS}
    for size in range(1, len(INTERACTIONS) + 1):
        for keys in combinations(INTERACTIONS, size):
            for values in product(*(other[key] for key in keys)):
                yield tuple(zip(keys, values, strict=True))
