"""The support agents' page, without a browser."""

from __future__ import annotations

import json

import pytest
from shown import html, page, words
from streamlit.testing.v1 import AppTest

from assistant.store import Store, StoreUnavailable
from assistant.types import Observation, Reading
from assistant.web.desk import Desk
from assistant.web.pages import combinations, labelling, staff, ticket, trace

TICKET = "Caller asked for a human and your live agent took the call."


@pytest.fixture(autouse=True)
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "on_this_machine", lambda *_: True)


def traced(text: str) -> AppTest:
    test = page("edge_cases")
    test.text_area(key="ticket-text").set_value(text)
    next(button for button in test.button if button.label == "Trace it").click()
    return test.run()


def test_every_combination_is_priced_by_a_rule(desk: Desk) -> None:
    rows = combinations.all_combinations(desk.assistant)
    assert len({row.interactions for row in rows}) == 128
    billable = {key for key, rule in desk.assistant.policy.interactions.items() if rule.billable}
    assert all(row.price == ("+$3.00" if row.interactions & billable else "+$0.00") for row in rows)
    assert all(row.rule and row.because for row in rows)


def test_combinations_are_filtered_and_searched(desk: Desk) -> None:
    policy, rows = desk.assistant.policy, combinations.all_combinations(desk.assistant)

    def found(**wanted: object) -> int:
        return len(combinations.matching(rows, policy, **wanted))  # type: ignore[arg-type]

    assert found() == 128
    assert found(included=["Human verification"]) == 64
    assert found(included=["Human verification"], excluded=["Playbook handoff"]) == 32
    assert found(included=["Human verification"], price="+$0.00") == 0
    assert found(price="+$0.00") == 8
    assert found(words="ai ALONE") == 1
    assert found(words="no such words") == 0


def test_the_page_begins_with_what_it_can_do(desk: Desk) -> None:
    test = page("edge_cases")
    assert not test.exception
    assert "128 of 128 combinations" in [caption.value for caption in test.caption]


def test_no_combination_left_is_said(desk: Desk) -> None:
    test = page("edge_cases")
    test.text_input(key="combination-words").set_value("no such words").run()
    assert "No combination is like that." in [info.value for info in test.info]


def test_the_steps_leave_out_that_a_ticket_is_a_first_message(desk: Desk) -> None:
    steps = trace.steps_html(desk.assistant.explain(TICKET), desk.assistant.policy)
    assert "live agent took part" in steps
    assert "(turn)" not in steps


def test_a_ticket_is_traced_to_its_price_and_a_reply(desk: Desk) -> None:
    test = traced(TICKET)
    assert not test.exception
    shown = html(test)
    assert "+$3.00" in shown
    assert '<mark class="yes"' in shown
    assert "<ol><li>" in shown
    reply = next(code.value for code in test.code)
    assert reply.startswith("Hello")
    assert "+$3.00 for this call" in reply
    assert "Sources:" in reply


def test_markup_in_a_ticket_is_text(desk: Desk) -> None:
    assert "<img" not in html(traced('<img src=x onerror="x"> asked for a human, your live agent took it'))


def test_a_ticket_too_long_is_refused_in_words(desk: Desk) -> None:
    assert traced("long " * 4000).error


def test_overlapping_observations_lose_no_word() -> None:
    text = "caller asked for a human agent today"
    seen = (
        Observation("asked", "yes", "asked for a human", 7, 24),
        Observation("smith", "unknown", "human agent", 19, 30),
        Observation("odd", "yes", "", 40, 90),
    )
    shown = trace.marked_text(Reading(text, "price", observations=seen))
    assert "asked for a " in shown
    assert shown.count("<sup>") == 2
    bare = shown.split("</div>")[0].replace("<sup>asked</sup>", "").replace("<sup>smith</sup>", "")
    import re

    assert re.sub(r"<[^>]+>", "", bare) == text


def test_a_wrong_answer_is_kept_as_a_case_to_grade(desk: Desk) -> None:
    test = traced(TICKET)
    test.number_input(key="label-low").set_value(0.0)
    test.number_input(key="label-high").set_value(0.0)
    test.text_input(key="label-why").set_value("our own agent")
    next(button for button in test.button if button.label == "Keep as a case").click()
    test.run()
    assert not test.exception
    assert test.success
    assert test.run().success  # whatever draws the page again
    (case,) = desk.store.cases()
    expected = {
        "text": TICKET,
        "low": "0.00",
        "high": "0.00",
        "total": None,
        "covered": True,
        "why": "our own agent",
    }
    assert expected.items() <= case.record.items()
    assert json.dumps(case.record)


def test_a_question_is_labelled_by_kind_and_sections(desk: Desk) -> None:
    test = traced(TICKET)
    test.radio(key="label-kind").set_value(labelling.AN_ARTICLE).run()
    test.multiselect(key="label-sections").set_value(["Pricing"])
    next(button for button in test.button if button.label == "Keep as a case").click()
    test.run()
    (case,) = desk.store.cases()
    assert case.record["kind"] == "article"
    assert case.record["sections"] == ["Pricing"]


def test_a_case_that_is_not_covered_has_no_amounts() -> None:
    assert labelling.price_record(3.0, 3.0, None, False) == {
        "low": None,
        "high": None,
        "total": None,
        "covered": False,
    }
    assert labelling.price_record(3.0, 0.0, 5.4, "partly") == {
        "low": "3.00",
        "high": "3.00",
        "total": "5.40",
        "covered": "partly",
    }


def test_a_case_that_can_not_be_kept_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StoreUnavailable("the database is locked")

    test = traced(TICKET)
    monkeypatch.setattr(Store, "add_case", gone)
    monkeypatch.setattr(Store, "cases", gone)
    next(button for button in test.button if button.label == "Keep as a case").click()
    test.run()
    assert not test.exception
    assert "could not be kept" in test.error[0].value
    assert words(test)


def test_what_is_not_known_is_listed_and_nothing_is_said_to_be_nothing(desk: Desk) -> None:
    assert "- Line 1\\: Human verification" in words(traced("Somebody took over the call. Add-on?"))
    assert ticket.NOTHING_MISSING in words(traced(TICKET))
