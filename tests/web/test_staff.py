"""Who may open the staff pages."""

from __future__ import annotations

from typing import Any

import pytest
from shown import page

from assistant.settings import Settings
from assistant.web.desk import Desk
from assistant.web.pages import staff

HERE = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
def test_loopback_opens_to_who_sits_at_the_machine(address: str) -> None:
    assert staff.on_this_machine(address, HERE)
    assert staff.on_this_machine(address, {"host": "localhost:8501"})
    assert staff.on_this_machine(address, {"host": "[::1]:8501", "origin": "http://[::1]:8501"})


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.5", "help.example"])
def test_any_other_address_does_not(address: str | None) -> None:
    assert not staff.on_this_machine(address, HERE)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "help.example"},
        {"host": "127.0.0.1.help.example"},
        {"host": "127.0.0.1:8501", "origin": "https://help.example"},
        {**HERE, "x-forwarded-for": "203.0.113.9"},
        {**HERE, "forwarded": "for=203.0.113.9"},
        {**HERE, "x-real-ip": "203.0.113.9"},
    ],
)
def test_a_foreign_name_or_a_proxy_in_front_closes_them(headers: dict[str, str]) -> None:
    assert not staff.on_this_machine("127.0.0.1", headers)


def settings(**values: Any) -> Settings:
    return Settings(**values)


def test_an_address_of_the_list_enters_when_the_provider_vouches_for_it() -> None:
    listed = settings(staff_emails=" Ann@help.example, bob@help.example ")
    assert staff.allowed({"email": "ann@HELP.example", "email_verified": True}, listed)
    assert staff.allowed({"email": "bob@help.example", "email_verified": "true"}, listed)
    assert not staff.allowed({"email": "ann@help.example", "email_verified": False}, listed)
    assert not staff.allowed({"email": "ann@help.example"}, listed)
    assert not staff.allowed({"email": "eve@help.example", "email_verified": True}, listed)
    assert not staff.allowed({}, listed)


def test_a_claim_enters_alone_or_in_a_list() -> None:
    claimed = settings(staff_claim="role=support")
    assert staff.allowed({"role": "support"}, claimed)
    assert staff.allowed({"role": ["sales", "support"]}, claimed)
    assert not staff.allowed({"role": "supporter"}, claimed)
    assert not staff.allowed({"role": ["sales"]}, claimed)
    assert not staff.allowed({}, claimed)


@pytest.mark.parametrize("claim", ["", "role", "role=", "=support"])
def test_nobody_enters_by_a_claim_that_names_nothing(claim: str) -> None:
    assert not staff.allowed({"role": "", "": "support", "email": ""}, settings(staff_claim=claim))


@pytest.mark.parametrize("name", ["edge_cases", "insights"])
def test_without_login_and_loopback_a_staff_page_shows_nothing_but_why(
    name: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "login_configured", lambda: False)
    monkeypatch.setattr(staff, "on_this_machine", lambda *_: False)
    test = page(name)
    assert [error.value for error in test.error] == [staff.CLOSED]
    assert not test.text_area
    assert not test.selectbox


def test_on_loopback_a_staff_page_says_why_it_is_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "on_this_machine", lambda *_: True)
    assert page("insights").info[0].value == staff.OPEN_HERE


def test_with_a_login_configured_only_the_login_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "login_configured", lambda: True)
    monkeypatch.setattr(staff, "on_this_machine", lambda *_: True)
    test = page("insights")
    assert [button.label for button in test.button] == ["Log in"]
    assert not test.selectbox
