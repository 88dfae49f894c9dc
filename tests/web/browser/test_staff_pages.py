"""The staff pages and who gets to them, in a real browser; and every page for those who can't see well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages_server import PATIENCE, free_port, start, stop
from playwright.sync_api import Browser, BrowserContext, Page, expect
from provider import Provider, running

from assistant.web.pages import staff

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

TICKET = "Caller asked for a human and your live agent took the call."


def test_a_ticket_is_traced_and_kept_as_a_case(visit: Visit) -> None:
    page = visit("/edge-cases")
    page.get_by_label("Ticket, transcript or question").fill(TICKET)
    page.get_by_role("button", name="Trace it").click()
    expect(page.locator(".charge .main .figure-value")).to_have_text("+$3.00")
    expect(page.locator(".trace mark").first).to_be_visible()
    page.get_by_text("Ready reply").click()
    expect(page.get_by_test_id("stCode").first).to_contain_text("Sources:")
    page.get_by_text("This is wrong").click()
    page.get_by_label("Add-on, at least ($)").fill("0")
    page.get_by_label("at most ($)", exact=True).fill("0")
    page.get_by_role("button", name="Keep as a case").click()
    expect(page.get_by_text(re.compile("Kept as staff-"))).to_be_visible()


def test_combinations_are_filtered(visit: Visit) -> None:
    page = visit("/edge-cases")
    page.get_by_role("tab", name="All combinations").click()
    expect(page.get_by_text("128 of 128 combinations")).to_be_visible()
    page.get_by_test_id("stButtonGroup").filter(has_text="With").first.get_by_text("Playbook handoff").click()
    expect(page.get_by_text("64 of 128 combinations")).to_be_visible()


def test_insights_show_what_was_asked_and_open_the_conversation(visit: Visit) -> None:
    chat = visit()
    box = chat.get_by_test_id("stChatInputTextArea")
    box.fill("Do you offer refunds on the add-on?")
    box.press("Enter")
    expect(chat.get_by_role("button", name="New conversation")).to_be_visible()
    page = visit("/insights")
    page.get_by_text("Everything").click()
    page.get_by_text("Do you offer refunds").first.click()
    page.get_by_role("button", name="Read", exact=True).first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Do you offer refunds")


def test_under_another_name_of_this_machine_staff_pages_stay_closed(
    context: BrowserContext, address: str
) -> None:
    """As for a visitor whose browser was made to believe that another site lives here."""
    page = context.new_page()
    page.goto(address.replace("127.0.0.1", "visitor.localhost") + "/edge-cases")
    expect(page.get_by_text(staff.CLOSED)).to_be_visible()
    expect(page.get_by_label("Ticket, transcript or question")).to_have_count(0)
    expect(page.locator(".st-key-header").get_by_text("Insights")).to_have_count(0)


# ---------------------------------------------------------------- login


@pytest.fixture(scope="module")
def provider(browser: Browser) -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture(scope="module")
def guarded(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a login configured; its address."""
    folder, port = tmp_path_factory.mktemp("guarded"), free_port()
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        'cookie_secret = "a secret of the tests alone"\nclient_id = "client"\nclient_secret = "secret"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n'
    )
    process, address = start(folder, env={"ASSISTANT_STAFF_EMAILS": "ann@help.example"}, port=port)
    yield address
    stop(process)


def log_in(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/insights")
    with page.expect_response("**/oauth2callback?*"):
        page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state()
    page.locator(".st-key-header").wait_for()
    page.goto(f"{address}/insights")
    return page


def test_with_a_login_configured_visitors_see_only_the_login(context: BrowserContext, guarded: str) -> None:
    page = context.new_page()
    page.goto(f"{guarded}/edge-cases")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    expect(page.get_by_label("Ticket, transcript or question")).to_have_count(0)
    expect(page.locator(".st-key-header").get_by_text("Insights")).to_have_count(0)


def test_staff_on_the_list_get_in(context: BrowserContext, guarded: str, provider: Provider) -> None:
    provider.claims = {"sub": "1", "email": "Ann@help.example", "email_verified": True}
    page = log_in(context, guarded)
    expect(page.get_by_label("Period")).to_be_visible()
    expect(page.locator(".st-key-header").get_by_text("Edge cases")).to_be_visible()


@pytest.mark.parametrize(("email", "verified"), [("eve@help.example", True), ("ann@help.example", False)])
def test_others_do_not_get_in(
    email: str, verified: bool, context: BrowserContext, guarded: str, provider: Provider
) -> None:
    provider.claims = {"sub": "2", "email": email, "email_verified": verified}
    page = log_in(context, guarded)
    expect(page.get_by_text(staff.NOT_YOU)).to_be_visible()
    expect(page.get_by_label("Period")).to_have_count(0)


# ---------------------------------------------------------------- accessibility


def ask(page: Page) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("4 calls: a caller asked for a human and got your live agent. Base rate is $2.40.")
    box.press("Enter")
    expect(page.locator(".charge")).to_be_visible()
    page.get_by_text("How I read your calls").click()
    page.locator("details.source summary").first.click()


def trace(page: Page) -> None:
    page.get_by_label("Ticket, transcript or question").fill(TICKET)
    page.get_by_role("button", name="Trace it").click()
    expect(page.locator(".trace mark").first).to_be_visible()


def combinations(page: Page) -> None:
    page.get_by_role("tab", name="All combinations").click()
    expect(page.get_by_text("128 of 128 combinations")).to_be_visible()


def settle(page: Page) -> None:
    """Waits until the page's script is done, nothing is greyed out as stale, and no colour is on its way."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    page.wait_for_timeout(500)
    page.wait_for_function(
        "document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)"
    )


STATES: list[tuple[str, Callable[[Page], None]]] = [
    ("/", settle),
    ("/", ask),
    ("/article?quote=This+is+a+flat", settle),
    ("/calculator", settle),
    ("/edge-cases", trace),
    ("/edge-cases", combinations),
    ("/insights", settle),
]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "prepare"), STATES)
def test_axe_finds_nothing_serious(
    path: str,
    prepare: Callable[[Page], None],
    scheme: Literal["light", "dark"],
    width: int,
    browser: Browser,
    address: str,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address + path)
    page.locator(".st-key-header").wait_for()
    prepare(page)
    settle(page)
    found = [
        (violation["id"], violation["nodes"][0]["target"], violation["nodes"][0]["failureSummary"])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
    context.close()
    assert not found
