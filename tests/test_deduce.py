"""Who took part × why → interactions: every pairing, against a table written by hand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import ALL, SHORT, amount, kind

from assistant.reading.deduce import Facts, deduce, facts_of
from assistant.reading.observe import Mention
from assistant.reading.units import EVENTS
from assistant.types import EXTERNAL_TRANSFER, Call

# what is told of the reason → the interaction it makes when a live agent took the call
REASONS = {
    "asked": {"asked": "yes"},
    "verified": {"verified": "yes"},
    "playbook": {"playbook": "yes"},
    "booked": {"agent_booked": "yes"},
    "failed": {"failure": "yes"},
    "outage": {"outage": "yes"},
}
ANY_AGENT = ALL - {"own"}


def deduced(facts: dict[str, str], listed: bool = False) -> str:
    found = deduce(Facts(dict(facts)), listed=listed)
    return kind(Call(found.interactions, found.unknown))


def missing(facts: dict[str, str]) -> str | None:
    return deduce(Facts(dict(facts))).missing


# ---------------------------------------------------------------- who × why


@pytest.mark.parametrize("why", REASONS)
@pytest.mark.parametrize(
    ("who", "result"),
    [
        ({"smith": "yes"}, "{why}"),
        ({"smith": "yes", "someone": "yes"}, "{why}"),
        ({"smith": "yes", "own": "yes"}, "own+{why}"),
        ({"smith": "yes", "alone": "yes"}, "{why}"),
        ({}, "{why}"),  # nobody named: by the article a live agent takes such a call
        ({"smith": "no"}, "ai"),
        ({"no_human": "yes"}, "ai"),
        ({"alone": "yes"}, "ai"),
        ({"own": "yes"}, "own"),
        ({"own": "yes", "someone": "yes"}, "own"),
        ({"own": "yes", "smith": "no"}, "own"),
        ({"no_human": "yes", "own": "no"}, "ai"),
    ],
)
def test_who_decides_what_the_reason_makes(who: dict[str, str], result: str, why: str) -> None:
    names = "+".join(sorted(result.format(why=why).split("+")))
    assert deduced({**REASONS[why], **who}) == names


@pytest.mark.parametrize("why", REASONS)
def test_a_human_of_unknown_side_makes_it_unknown(why: str) -> None:
    found = deduce(Facts({**REASONS[why], "someone": "yes"}))
    assert found.interactions == frozenset()
    assert found.unknown == {SHORT[why], EXTERNAL_TRANSFER}
    assert found.missing == "who"


@pytest.mark.parametrize(("one", "other"), [(a, b) for a, b in product(REASONS, REASONS) if a < b])
def test_two_reasons_make_two_interactions(one: str, other: str) -> None:
    assert deduced({**REASONS[one], **REASONS[other], "smith": "yes"}) == "+".join(sorted((one, other)))


@pytest.mark.parametrize(
    "who", [{"smith": "no"}, {"no_human": "yes"}, {"alone": "yes"}, {"ai_booked": "yes"}]
)
def test_without_a_live_agent_and_without_a_reason_the_ai_was_alone(who: dict[str, str]) -> None:
    assert deduced(who) == "ai"
    assert missing(who) is None


# ---------------------------------------------------------------- what isn't told


def test_a_live_agent_for_no_told_reason_may_be_any_interaction() -> None:
    found = deduce(Facts({"smith": "yes"}))
    assert found.unknown == {SHORT[name] for name in ANY_AGENT}
    assert found.missing == "why"


def test_a_human_of_whom_nothing_is_told_may_be_anything() -> None:
    found = deduce(Facts({"someone": "yes"}))
    assert found.unknown == {SHORT[name] for name in ALL}
    assert found.missing == "who_and_why"


def test_nothing_told_is_unknown() -> None:
    assert deduce(Facts({})).missing == "who_and_why"


@pytest.mark.parametrize("why", REASONS)
def test_a_denied_reason_is_no_longer_possible(why: str) -> None:
    key = next(iter(REASONS[why]))
    found = deduce(Facts({"smith": "yes", key: "no"}))
    assert found.unknown == {SHORT[name] for name in ANY_AGENT - {why}}
    assert found.missing == "why"


def test_alternatives_are_all_that_is_possible() -> None:
    found = deduce(Facts({"smith": "yes", "asked": "unknown", "failure": "unknown"}))
    assert found.unknown == {SHORT["asked"], SHORT["failed"]}
    assert found.missing == "why"


def test_an_alternative_beside_a_told_reason_stays_open() -> None:
    found = deduce(Facts({"smith": "yes", "failure": "yes", "asked": "unknown"}))
    assert (found.interactions, found.unknown) == ({SHORT["failed"]}, {SHORT["asked"]})


# ---------------------------------------------------------------- single rules


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({"new": "yes", "smith": "yes"}, "verified"),
        ({"new": "yes", "smith": "yes", "asked": "yes"}, "asked"),
        ({"new": "yes", "alone": "yes"}, "ai"),
        ({"new": "yes", "smith": "yes", "verified": "no", "failure": "yes"}, "failed"),
    ],
)
def test_a_live_agent_on_a_new_callers_call_verified(facts: dict[str, str], result: str) -> None:
    assert deduced(facts) == result


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({"non_integrated": "yes", "smith": "yes"}, "booked"),
        ({"non_integrated": "yes", "booked": "yes"}, "booked"),
        ({"non_integrated": "yes", "ai_booked": "yes"}, "ai"),
        ({"non_integrated": "yes", "smith": "yes", "failure": "yes"}, "failed"),
        ({"calendly": "yes"}, "ai"),
        ({"calendly": "yes", "booked": "yes"}, "ai"),
        ({"calendly": "yes", "asked": "yes", "smith": "yes"}, "asked"),
        ({"non_integrated": "yes", "own": "yes", "booked": "yes"}, "own"),
    ],
)
def test_who_books_where(facts: dict[str, str], result: str) -> None:
    assert deduced(facts) == result


def test_one_of_several_calls_of_which_no_human_is_told_had_none() -> None:
    assert deduced({"booked": "yes"}, listed=True) == "ai"
    assert deduced({"someone": "yes"}, listed=True) == "?"
    assert deduced({}, listed=True) == "ai"
    assert deduced({}) == "?"


def test_every_conclusion_names_its_rule() -> None:
    for who in ({"smith": "yes"}, {"own": "yes"}, {"someone": "yes"}, {"no_human": "yes"}, {}):
        for why in ({}, *REASONS.values()):
            steps = deduce(Facts({**who, **why})).steps
            assert all(step.rule and step.text for step in steps)
            assert steps or not (who or why)


@given(
    st.dictionaries(st.sampled_from(sorted(EVENTS)), st.sampled_from(["yes", "no", "unknown"])), st.booleans()
)
def test_whatever_is_told_unknown_and_sure_are_apart_and_something_is_missing_where_unknown(
    facts: dict[str, str], listed: bool
) -> None:
    found = deduce(Facts(dict(facts)), listed=listed)
    assert not found.interactions & found.unknown
    assert (found.missing is not None) == bool(found.unknown)


# ---------------------------------------------------------------- the last word


def mention(concept: str, polarity: str, place: int, asked: bool = False) -> Mention:
    return Mention(concept, polarity, place, place + 1, "rule", asked)


def test_the_last_word_on_a_concept_counts() -> None:
    facts = facts_of([mention("smith", "no", 1), mention("smith", "yes", 9), mention("asked", "yes", 3)])
    assert facts.values == {"smith": "yes", "asked": "yes"}


def test_what_is_told_outweighs_what_is_asked() -> None:
    facts = facts_of([mention("asked", "no", 1), mention("asked", "yes", 9, asked=True)])
    assert facts.values == {"asked": "no"}


def test_what_is_only_asked_counts_when_nothing_is_told() -> None:
    assert facts_of([mention("asked", "yes", 9, asked=True)]).values == {"asked": "yes"}


def told_as(concept: str, place: int, weak: bool = False, either: bool = False) -> Mention:
    return Mention(concept, "yes", place, place + 1, "rule", weak=weak, either=either)


def test_a_weak_reason_counts_only_where_no_other_is_told() -> None:
    alone = [told_as("smith", 1), told_as("playbook", 2, weak=True)]
    assert facts_of(alone).values["playbook"] == "yes"
    assert "playbook" not in facts_of([*alone, told_as("failure", 3)]).values
    assert facts_of([told_as("playbook", 2, weak=True)]).values == {}


def test_reasons_told_apart_by_nothing_are_unknown_where_the_price_differs() -> None:
    billable = {"caller_escalation": True, "human_verification": True, "system_escalation": False}
    either = [told_as("asked", 1, either=True), told_as("failure", 3, either=True)]
    assert facts_of(either, billable).values == {"asked": "unknown", "failure": "unknown"}
    same = [told_as("asked", 1, either=True), told_as("verified", 3, either=True)]
    assert facts_of(same, billable).values == {"asked": "yes", "verified": "yes"}


def test_who_is_only_asked_about_took_no_part() -> None:
    assert (
        amount("A caller wanted a human and our Ines took it. Does Ines count as a live agent? Add-on?")
        == "0.00"
    )


def test_a_single_reason_left_open_leaves_all_open() -> None:
    message = (
        "Your live agent was on, no idea whether because of a malfunction or for the caller's sake. Add-on?"
    )
    assert amount(message) == "0.00-3.00"
