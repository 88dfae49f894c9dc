"""Priced calls as text: the amount first, a reason and a source for each statement."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from spoken import assistant, last

from assistant.types import INTERACTIONS, Answer, Call

BILLABLE = INTERACTIONS[:4]
FREE = INTERACTIONS[4:]


def charged(*calls: Call) -> Answer:
    return assistant().charge(calls)


def call(*interactions: str, **more: object) -> Call:
    return Call(frozenset(interactions), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("interaction", INTERACTIONS)
def test_the_amount_comes_first_with_its_reason_and_source(interaction: str) -> None:
    answer = charged(call(interaction))
    first = answer.text.split("\n")[0]
    assert first.startswith("**+$3.00**" if interaction in BILLABLE else "**+$0.00**")
    assert assistant().policy.interactions[interaction].reason in first
    assert re.search(r"\[\d\]", first)


@pytest.mark.parametrize("interaction", FREE)
def test_nothing_is_said_of_a_flat_amount_where_there_is_none(interaction: str) -> None:
    assert "flat" not in charged(call(interaction)).text


def test_markers_run_from_one_in_order_and_all_are_used() -> None:
    answer = charged(call("caller_escalation"), call("system_escalation"), call("external_transfer", calls=3))
    said = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]
    assert sorted(set(said)) == list(range(1, len(answer.citations) + 1))
    assert [citation.marker for citation in answer.citations] == sorted(set(said))
    assert list(dict.fromkeys(said)) == sorted(set(said))


def test_several_calls_have_a_line_each_and_a_sum() -> None:
    answer = charged(call("caller_escalation", calls=2), call("outage_fallback"))
    lines = answer.text.splitlines()
    assert lines[0].startswith("**+$6.00** in all for the 3 calls")
    assert [line for line in lines if line.startswith("- ")] == [
        line for line in lines if re.match(r"- (2 calls × \+\$3\.00|1 call × \+\$0\.00): ", line)
    ]
    assert sum(line.startswith("- ") for line in lines) == 2


def test_alike_calls_tell_the_sum_and_each() -> None:
    assert charged(call("human_verification", calls=1200)).text.startswith(
        "**+$3,600.00** in all for the 1200 calls, **+$3.00** each"
    )


def test_an_open_call_gives_a_range_and_asks() -> None:
    answer = charged(Call(unknown=frozenset({"caller_escalation", "system_escalation"})))
    assert answer.kind == "clarify"
    assert "**+$0.00 to +$3.00**" in answer.text
    assert answer.clarification is not None
    assert answer.clarification.question in answer.text
    assert len(answer.clarification.options) >= 2


def test_a_base_rate_gives_a_total() -> None:
    answer = charged(call("caller_escalation", calls=2, base_rate=Decimal("2.40")))
    assert "$2.40" in answer.text
    assert "**$10.80**" in answer.text


def test_calls_before_the_effective_date_get_no_amount_and_a_way_to_ask() -> None:
    answer = charged(call("caller_escalation", on=date(2025, 11, 19)))
    assert answer.kind == "not_covered"
    assert "November 20, 2025" in answer.text
    assert "$" not in answer.text
    assert "support@smith.ai" in answer.text


def test_calls_on_both_sides_of_the_date_are_kept_apart() -> None:
    answer = charged(
        call("caller_escalation", on=date(2025, 11, 19)), call("caller_escalation", on=date(2025, 11, 20))
    )
    assert answer.kind == "price"
    assert "+$3.00" in answer.text
    assert "1 call" in answer.text
    assert "November 20, 2025" in answer.text


def test_a_claim_is_answered_by_yes_or_no() -> None:
    asked = "A caller asked for a human and your live agent took over."
    assert last(f"{asked} So I pay $3 extra?").text.startswith("Yes: ")
    assert last(f"{asked} So I pay $6 extra?").text.startswith("No: ")


@pytest.mark.parametrize("interaction", INTERACTIONS)
def test_what_would_change_the_price_is_said_in_words(interaction: str) -> None:
    answer = charged(call(interaction))
    assert len(answer.would_change) == 1
    assert answer.would_change[0]
    other = "$0.00" if interaction in BILLABLE else "$3.00"
    assert all(change.startswith(other) for change in answer.would_change[0])


@pytest.mark.parametrize(
    ("interaction", "word"), [("system_escalation", "failed"), ("external_transfer", "office")]
)
def test_what_was_told_is_not_suggested_as_a_supposition(interaction: str, word: str) -> None:
    assert any(word in words for words in charged(call("caller_escalation")).suggestions)
    assert not any(word in words for words in charged(call(interaction)).suggestions)


def test_a_total_is_suggested_only_where_none_is_known() -> None:
    without, known = charged(call(calls=2)), charged(call(calls=2, base_rate=Decimal("2.40")))
    assert any("total" in words for words in without.suggestions)
    assert not any("total" in words for words in known.suggestions)


def test_suggestions_are_offered_and_can_be_asked() -> None:
    answer = last("A caller asked for a human and your live agent took over. Add-on?")
    assert answer.suggestions
    for suggestion in answer.suggestions:
        assert (
            last("A caller asked for a human and your live agent took over. Add-on?", suggestion).bill
            is not None
        )


@pytest.mark.parametrize("key", ["who", "why", "who_and_why"])
def test_every_option_of_a_clarification_is_understood_as_its_answer(key: str) -> None:
    first = {
        "why": "A live agent was on one call, no idea why. Add-on?",
        "who": "The caller asked for a human and somebody took over. Add-on?",
        "who_and_why": "Somebody took over the call. Add-on?",
    }[key]
    asked = last(first)
    assert asked.clarification is not None
    settled = {option: last(first, option) for option in asked.clarification.options}
    for option, answer in settled.items():
        knows = not option.lower().startswith("i don't know")
        assert answer.bill is not None, option
        assert (answer.kind == "price") is knows, option
