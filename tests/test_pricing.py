"""Prices against a table written by hand, over every combination; laws; counterfactuals; impossible input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import pricing
from assistant.content import load
from assistant.pricing import price
from assistant.types import INTERACTIONS, Bill, Call, ChargeLine, Policy, Rate

POLICY = load(Path(__file__).parent.parent / "kb").policy
BEFORE, ON, AFTER = date(2025, 11, 19), date(2025, 11, 20), date(2026, 2, 1)
FREE = ("system_escalation", "outage_fallback", "external_transfer")

# The price of a call by its billable interactions: Verification, Caller's wish, Playbook, Scheduling.
# Rows are written out, not computed; what is free (FREE) never matters, whichever of it took place.
TABLE = """
----  0.00      ---S  3.00      --P-  3.00      --PS  3.00
-C--  3.00      -C-S  3.00      -CP-  3.00      -CPS  3.00
V---  3.00      V--S  3.00      V-P-  3.00      V-PS  3.00
VC--  3.00      VC-S  3.00      VCP-  3.00      VCPS  3.00
"""
LETTERS = {
    "human_verification": "V",
    "caller_escalation": "C",
    "playbook_handoff": "P",
    "live_agent_scheduling": "S",
}
PRICES = dict(zip(TABLE.split()[::2], map(Decimal, TABLE.split()[1::2]), strict=True))

Keys = frozenset[str]
SETS = [frozenset(keys) for size in range(8) for keys in combinations(INTERACTIONS, size)]
STATES = [
    (
        frozenset(key for key, state in zip(INTERACTIONS, states, strict=True) if state == "yes"),
        frozenset(key for key, state in zip(INTERACTIONS, states, strict=True) if state == "unknown"),
    )
    for states in product(("yes", "no", "unknown"), repeat=7)
]


def by_table(happened: Keys) -> Decimal:
    return PRICES["".join(letter if key in happened else "-" for key, letter in LETTERS.items())]


def by_cases(happened: Keys, unknown: Keys) -> tuple[Decimal, Decimal]:
    """The lowest and highest price over every way the unknown may have been."""
    ways = [frozenset(some) for size in range(len(unknown) + 1) for some in combinations(unknown, size)]
    prices = [by_table(happened | way) for way in ways]
    return min(prices), max(prices)


ORACLE = {state: by_cases(*state) for state in STATES}


def line_of(call: Call, policy: Policy = POLICY) -> ChargeLine:
    [line] = price((call,), policy).lines
    return line


# ---------------------------------------------------------------- every combination


def test_the_table_names_each_combination_once() -> None:
    assert len(PRICES) == 16
    assert len(SETS) == 128
    assert len(STATES) == len(ORACLE) == 2187


@pytest.mark.parametrize("day", [ON, AFTER, None])
def test_every_set_of_interactions_costs_what_the_table_says(day: date | None) -> None:
    for happened in SETS:
        line = line_of(Call(happened, on=day))
        assert (line.low, line.high) == (by_table(happened), by_table(happened)), happened


def test_every_set_of_interactions_before_the_effective_date_is_not_covered() -> None:
    for happened in SETS:
        bill = price((Call(happened, on=BEFORE, base_rate=Decimal("2.40")),), POLICY)
        [line] = bill.lines
        assert (line.low, line.high, line.decided_by) == (None, None, "not_covered")
        assert (bill.add_on_low, bill.add_on_high, bill.total_low, bill.total_high) == (None,) * 4
        assert (bill.calls, bill.calls_not_covered) == (1, 1)
        assert not line.covered
        assert line.quotes == POLICY.reasons["not_covered"].quotes


def test_every_state_of_knowledge_gives_the_range_over_its_cases() -> None:
    for happened, unknown in STATES:
        line = line_of(Call(happened, unknown))
        assert (line.low, line.high) == ORACLE[happened, unknown], (happened, unknown)


# ---------------------------------------------------------------- laws

subsets = st.frozensets(st.sampled_from(INTERACTIONS))
days = st.sampled_from([None, BEFORE, ON, AFTER])
cents = st.integers(0, 10_000).map(lambda n: Decimal(n) / 100)


@st.composite
def any_call(draw: st.DrawFn) -> Call:
    happened, unknown = draw(st.sampled_from(STATES))
    return Call(happened, unknown, draw(st.integers(1, 30)), draw(days), draw(st.none() | cents))


def amounts(call: Call) -> tuple[Decimal | None, Decimal | None]:
    line = line_of(call)
    return line.low, line.high


@given(any_call(), st.sampled_from(FREE))
def test_adding_a_non_billable_interaction_never_changes_the_price(call: Call, free: str) -> None:
    more = replace(call, interactions=call.interactions | {free}, unknown=call.unknown - {free})
    less = replace(call, interactions=call.interactions - {free}, unknown=call.unknown - {free})
    assert amounts(more) == amounts(less) == amounts(call)


@given(any_call(), st.sampled_from(list(LETTERS)), st.sampled_from(list(LETTERS)))
def test_a_second_billable_interaction_never_changes_the_price(call: Call, first: str, second: str) -> None:
    once = replace(call, interactions=call.interactions | {first}, unknown=call.unknown - {first})
    twice = replace(once, interactions=once.interactions | {second}, unknown=once.unknown - {second})
    assert amounts(twice) == amounts(once)


@given(st.lists(any_call(), min_size=1, max_size=6).map(tuple))
def test_the_bill_is_the_sum_over_its_calls(calls: tuple[Call, ...]) -> None:
    bill = price(calls, POLICY)
    covered = [line for line in bill.lines if line.covered]
    assert bill.calls == sum(call.calls for call in calls)
    assert bill.calls_not_covered == sum(call.calls for call in calls if call.on == BEFORE)
    if not covered:
        assert (bill.add_on_low, bill.add_on_high, bill.total_low) == (None, None, None)
        return
    # One by one: a line for n calls costs what n lines for one call cost.
    singly = [line_of(replace(line.call, calls=1)) for line in covered for _ in range(line.call.calls)]
    assert bill.add_on_low == sum(line.low for line in singly if line.low is not None)
    assert bill.add_on_high == sum(line.high for line in singly if line.high is not None)
    rates = [line.call.base_rate for line in singly]
    if None in rates:
        assert (bill.total_low, bill.total_high) == (None, None)
    else:
        base = sum(rate for rate in rates if rate is not None)
        assert (bill.total_low, bill.total_high) == (bill.add_on_low + base, bill.add_on_high + base)


@given(any_call())
def test_low_is_high_exactly_when_no_unknown_can_change_the_price(call: Call) -> None:
    low, high = amounts(call)
    if low is None or high is None:
        assert call.on == BEFORE
        return
    settled = {
        amounts(replace(call, interactions=call.interactions | set(way), unknown=frozenset()))
        for size in range(len(call.unknown) + 1)
        for way in combinations(call.unknown, size)
    }
    assert low <= high
    assert (low == high) == (len(settled) == 1)
    assert {low, high} == {amount for pair in settled for amount in pair}


@given(st.lists(any_call(), min_size=1, max_size=4).map(tuple))
def test_the_same_calls_give_the_same_bill_in_any_order(calls: tuple[Call, ...]) -> None:
    bill, turned = price(calls, POLICY), price(calls[::-1], POLICY)
    assert bill == price(calls, POLICY)
    assert replace(turned, lines=turned.lines[::-1]) == bill


# ---------------------------------------------------------------- counterfactuals


def after(happened: Keys, unknown: Keys, facts: tuple[tuple[str, bool], ...]) -> tuple[Keys, Keys]:
    changed = frozenset(key for key, _ in facts)
    return (happened - changed) | {key for key, yes in facts if yes}, unknown - changed


def all_changes(happened: Keys, unknown: Keys) -> list[tuple[tuple[str, bool], ...]]:
    """Every set of facts that could be otherwise: each stays, or becomes yes or no (whichever it isn't)."""
    choices = [
        [None, *((key, yes) for yes in (True, False) if key in unknown or (key in happened) is not yes)]
        for key in INTERACTIONS
    ]
    return [tuple(fact for fact in some if fact is not None) for some in product(*choices)]


def check_counterfactuals(happened: Keys, unknown: Keys) -> None:
    found = line_of(Call(happened, unknown)).would_change
    today = ORACLE[happened, unknown]
    flips = {
        facts for facts in all_changes(happened, unknown) if ORACLE[after(happened, unknown, facts)] != today
    }
    smallest = {facts for facts in flips if not any(set(other) < set(facts) for other in flips)}
    assert {change.facts for change in found} == smallest
    assert [len(change.facts) for change in found] == sorted(len(change.facts) for change in found)
    for change in found:
        assert (change.low, change.high) == ORACLE[after(happened, unknown, change.facts)] != today


def test_counterfactuals_flip_the_price_and_no_smaller_set_does() -> None:
    for happened in SETS:
        check_counterfactuals(happened, frozenset())


@given(st.sampled_from(STATES))
def test_counterfactuals_are_the_smallest_with_unknown_facts_too(state: tuple[Keys, Keys]) -> None:
    check_counterfactuals(*state)


def test_counterfactuals_of_the_plain_cases() -> None:
    def worded(call: Call) -> list[str]:
        changes = line_of(call).would_change
        return [
            " ".join(f"{'+' if yes else '-'}{key}" for key, yes in change.facts) + f" {change.low}"
            for change in changes
        ]

    assert worded(Call(frozenset({"caller_escalation", "outage_fallback"}))) == ["-caller_escalation 0.00"]
    assert worded(Call(frozenset({"caller_escalation", "playbook_handoff"}))) == [
        "-caller_escalation -playbook_handoff 0.00"
    ]
    assert worded(Call()) == [f"+{key} 3.00" for key in LETTERS]
    assert worded(Call(on=BEFORE)) == []


# ---------------------------------------------------------------- why


def test_each_line_names_what_decided_and_the_words_it_rests_on() -> None:
    cases: list[tuple[Call, str, str]] = [
        (
            Call(frozenset({"caller_escalation"})),
            "caller_escalation",
            "caller-initiated escalation is billable",
        ),
        (Call(frozenset({"caller_escalation", *FREE})), "caller_escalation", "once per call"),
        (
            Call(frozenset({"playbook_handoff", "human_verification"})),
            "several_billable",
            "human verification and playbook handoff are billable",
        ),
        (
            Call(frozenset(LETTERS)),
            "several_billable",
            "caller-initiated escalation, playbook handoff and live",
        ),
        (Call(frozenset({"system_escalation"})), "system_escalation", "non-billable"),
        (Call(frozenset(FREE)), "several_free", "system escalation, outage or fallback and transfer to"),
        (Call(), "ai_only", "no Smith.ai live agent took part"),
        (
            Call(frozenset({"system_escalation"}), frozenset({"human_verification", "playbook_handoff"})),
            "unknown",
            "whether human verification or playbook handoff took place",
        ),
        (Call(unknown=frozenset(FREE)), "several_free", "non-billable"),
        (
            Call(frozenset({"caller_escalation"}), frozenset(LETTERS) - {"caller_escalation"}),
            "caller_escalation",
            "",
        ),
        (Call(on=BEFORE), "not_covered", "November 20, 2025"),
    ]
    for call, decided_by, because in cases:
        line = line_of(call)
        assert line.decided_by == decided_by
        assert because in line.because
        assert line.quotes
        assert len(set(line.quotes)) == len(line.quotes)


def test_every_line_gives_a_reason_with_no_placeholder_left() -> None:
    for happened, unknown in STATES:
        line = line_of(Call(happened, unknown))
        assert line.because
        assert "{" not in line.because
        assert all(quote.confirmed for quote in line.quotes)


def test_a_billable_line_rests_on_the_definition_the_list_and_the_amount() -> None:
    rule = POLICY.interactions["playbook_handoff"]
    line = line_of(Call(frozenset({rule.key})))
    assert line.quotes == (POLICY.rates[0].amount_quote, rule.definition, rule.lead_in, rule.billing)


def test_quotes_that_stand_inside_another_are_left_out() -> None:
    rules = POLICY.interactions
    line = line_of(Call(frozenset({"outage_fallback"})))
    assert line.quotes == (rules["outage_fallback"].lead_in, rules["outage_fallback"].billing)
    line = line_of(Call(frozenset({"human_verification", "caller_escalation"})))
    rate = POLICY.rates[0]
    lists = [rules[key].billing for key in ("human_verification", "caller_escalation")]
    assert line.quotes == (rate.amount_quote, rate.flat_quote, rules["caller_escalation"].lead_in, *lists)


# ---------------------------------------------------------------- rates over time


def two_rates(until: date | None) -> Policy:
    first = POLICY.rates[0]
    second: Rate = replace(first, amount=Decimal("4.50"), effective_from=date(2026, 6, 1))
    return replace(POLICY, rates=(replace(first, effective_until=until), second))


def test_a_call_is_priced_under_the_rate_of_its_day_and_undated_under_the_newest() -> None:
    policy = two_rates(date(2026, 5, 31))
    expected = {ON: "3.00", date(2026, 5, 31): "3.00", date(2026, 6, 1): "4.50", None: "4.50", BEFORE: "None"}
    for day, amount in expected.items():
        assert str(line_of(Call(frozenset({"playbook_handoff"}), on=day), policy).low) == amount


def test_a_day_between_two_rates_is_not_covered() -> None:
    assert not line_of(Call(on=date(2026, 5, 31)), two_rates(date(2026, 5, 30))).covered


def test_the_reason_for_not_covered_names_the_oldest_rate() -> None:
    assert "November 20, 2025" in line_of(Call(on=BEFORE), two_rates(date(2026, 5, 31))).because


# ---------------------------------------------------------------- totals


def bill_of(*calls: tuple[int, str | None, date | None]) -> Bill:
    entries = [
        Call(frozenset({"caller_escalation"}), calls=n, base_rate=rate and Decimal(rate), on=day)  # type: ignore[arg-type]
        for n, rate, day in calls
    ]
    return price(tuple(entries), POLICY)


def test_totals_are_base_rate_times_calls_plus_add_on() -> None:
    bill = bill_of((3, "2.40", None))
    assert (str(bill.total_low), str(bill.total_high)) == ("16.20", "16.20")


def test_totals_leave_out_calls_that_are_not_covered() -> None:
    bill = bill_of((3, "2.40", None), (5, "2.40", BEFORE), (2, None, BEFORE))
    assert (str(bill.add_on_low), str(bill.total_low)) == ("9.00", "16.20")
    assert (bill.calls, bill.calls_not_covered, bill.currency) == (10, 7, "USD")


def test_there_is_no_total_when_a_covered_call_has_no_base_rate() -> None:
    assert bill_of((3, "2.40", None), (1, None, None)).total_low is None


def test_sub_cent_base_rates_count_exactly_when_they_add_up_to_cents() -> None:
    assert str(bill_of((2, "2.405", None)).total_low) == "10.81"
    assert str(bill_of((1, "2.405", None), (1, "2.405", ON)).total_low) == "10.81"


def test_the_largest_bill_is_exact() -> None:
    bill = bill_of(*[(pricing.MAX_CALLS, "999999.99", None)] * 3)
    assert str(bill.total_low) == str(3 * pricing.MAX_CALLS * 100_000_299 // 100) + ".00"


# ---------------------------------------------------------------- impossible input


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (Call(calls=0), pricing.BadCount, "not 0"),
        (Call(calls=-2), pricing.BadCount, "from 1 to 10,000,000, not -2"),
        (Call(calls=10_000_001), pricing.BadCount, "not 10000001"),
        (Call(calls=True), pricing.BadCount, "not True"),
        (Call(calls=1.5), pricing.BadCount, "not 1.5"),  # type: ignore[arg-type]
        (Call(base_rate=Decimal("NaN")), pricing.BadBaseRate, "not NaN"),
        (Call(base_rate=Decimal("sNaN")), pricing.BadBaseRate, "not sNaN"),
        (Call(base_rate=Decimal("Infinity")), pricing.BadBaseRate, "not Infinity"),
        (Call(base_rate=Decimal("-0.01")), pricing.BadBaseRate, "not -0.01"),
        (Call(base_rate=Decimal("1e7")), pricing.BadBaseRate, r"0 to 1,000,000 dollars"),
        (Call(base_rate=2.4), pricing.BadBaseRate, "not 2.4"),  # type: ignore[arg-type]
        (Call(base_rate=Decimal("NaN"), on=BEFORE), pricing.BadBaseRate, "not NaN"),
        (Call(base_rate=Decimal("2.405")), pricing.SubCentTotal, "whole cents"),
        (Call(base_rate=Decimal("0." + "3" * 90)), pricing.SubCentTotal, "whole cents"),
        (Call(base_rate=Decimal("1e-9999999")), pricing.SubCentTotal, "whole cents"),
        (Call(frozenset({"playbook"})), pricing.UnknownInteraction, "named playbook; there are: human_v"),
        (Call(unknown=frozenset({"playbook"})), pricing.UnknownInteraction, "named playbook"),
        (Call(frozenset({"x" * 999})), pricing.UnknownInteraction, "named x{40}…;"),
        (
            Call(frozenset({"playbook_handoff"}), frozenset({"playbook_handoff"})),
            pricing.Contradiction,
            "both",
        ),
        (Call(on=datetime(2026, 1, 1, 12)), pricing.BadDate, "without a time"),
        (Call(on="2026-01-01"), pricing.BadDate, "must be a date"),  # type: ignore[arg-type]
    ],
)
def test_impossible_input_is_a_named_error(call: Call, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        price((Call(), call), POLICY) if call.base_rate is None else price((call,), POLICY)
    assert isinstance(caught.value, pricing.PricingError)


def test_a_million_interactions_are_a_named_error() -> None:
    with pytest.raises(pricing.UnknownInteraction):
        price((Call(frozenset(f"interaction {n}" for n in range(1_000_000))),), POLICY)
    with pytest.raises(pricing.TooManyLines, match="1,000,000 entries"):
        price((Call(frozenset({"playbook_handoff"})),) * 1_000_000, POLICY)


def test_no_call_at_all_is_a_named_error() -> None:
    with pytest.raises(pricing.NoCalls):
        price((), POLICY)
