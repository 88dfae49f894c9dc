"""The widget in a real browser, on pages of a foreign origin, with the real API behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from assistant import Answer, Assistant, Citation, Finished, TextDelta
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Clarification
from tests.widget_site import (
    ARGUMENTS,
    QUESTION,
    Pieces,
    Proxy,
    Site,
    Visitor,
    chromium_or_skip,
    help_app,
    serving,
    visitor,
)

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


# ---------------------------------------------------------------- what every test stands on


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserType]:
    chromium_or_skip()
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    browser = chromium.launch(executable_path=chromium_or_skip(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.fixture(scope="module")
def foreign(site: Site) -> Iterator[str]:
    """The origin of the foreign site."""
    with serving(site.app) as origin:
        yield origin


@pytest.fixture(scope="module")
def settings(foreign: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("widget")
    return Settings(data=folder, embeddings="none", allowed_origins=foreign, rate_per_minute=100_000)


@pytest.fixture(scope="module")
def assistant(settings: Settings) -> Iterator[Pieces]:
    real = Assistant.open(settings)
    yield Pieces(real)
    real.close()


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    store = Store.open(settings)
    yield store
    store.close()


@pytest.fixture(scope="module")
def help_url(assistant: Pieces, store: Store, settings: Settings) -> Iterator[str]:
    with serving(help_app(assistant, store, settings)) as origin:
        yield origin


@pytest.fixture
def guest(browser: Browser, site: Site, help_url: str, assistant: Pieces) -> Iterator[Visitor]:
    site.help = help_url
    assistant.size, assistant.pause = 16, 0.0
    with visitor(browser, viewport={"width": 1280, "height": 800}) as guest:
        yield guest
        assert not guest.errors


@pytest.fixture(scope="module")
def expected(assistant: Pieces) -> str:
    """The answer to QUESTION as the widget shows it."""
    text = re.sub(r"\*\*|\[(\d+)\]", r"\1", assistant.ask(QUESTION).text)
    return re.sub(r"\n+", "\n", text)


def serious(guest: Visitor) -> list[str]:
    found = Axe().run(guest.page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


# ---------------------------------------------------------------- on somebody's page


def test_answers_with_sources_on_a_foreign_page_under_a_strict_policy(
    guest: Visitor, foreign: str, help_url: str, expected: str
) -> None:
    guest.visit(f"{foreign}/strict").open()
    assert guest.ask() == expected
    guest.part(".mark").first.click()
    quote = guest.part("details q").first
    expect(quote).to_be_visible()
    expect(quote).to_contain_text("Every call that uses the live agent add-on is billed at +$3.00")
    assert guest.page.evaluate("violations") == []
    origins = {re.match(r"https?://[^/]+", url)[0] for url in guest.requests}  # type: ignore[index]
    assert origins == {foreign, help_url}
    assert guest.context.cookies() == []
    assert guest.page.evaluate("localStorage.length") == 0


def test_page_styles_do_not_reach_in(browser: Browser, guest: Visitor, foreign: str, expected: str) -> None:
    def look(page: str) -> list[Any]:
        guest.visit(f"{foreign}/{page}").open()
        assert guest.ask() == expected
        boxes = [
            guest.part(part).first.bounding_box() for part in (".bubble", "dialog", ".me", ".bot", ".send")
        ]
        style = guest.state(
            "(({color, fontSize, fontFamily, lineHeight}) => [color, fontSize, fontFamily, lineHeight])"
            "(getComputedStyle(root.querySelector('.bot')))"
        )
        guest.call("reset")
        guest.call("close")
        return [boxes, style]

    assert look("unset") == look("plain")


def test_right_to_left_page_mirrors_the_widget(guest: Visitor, foreign: str, expected: str) -> None:
    guest.visit(f"{foreign}/rtl").open()
    assert guest.ask() == expected
    panel, close, send = (guest.part(part).bounding_box() for part in ("dialog", ".close", ".send"))
    assert panel
    assert close
    assert send
    assert panel["x"] < 100
    assert close["x"] < panel["x"] + 60
    assert send["x"] < panel["x"] + 60
    assert (
        guest.state("getComputedStyle(root.querySelector('.bot')).direction") == "ltr"
    )  # the answer is English
    assert serious(guest) == []


def test_position_colour_language_theme_and_greeting_come_from_data_attributes(
    guest: Visitor, foreign: str
) -> None:
    data = (
        "data-position='left' data-color='%23ffd400' data-lang='es' data-theme='dark' "
        "data-greeting='¡Buenas!' data-title='Facturas'"
    )
    guest.visit(f"{foreign}/strict?data={data}").open()
    bubble = guest.bubble.bounding_box()
    assert bubble
    assert bubble["x"] == 20
    expect(guest.panel).to_contain_text("¡Buenas!")
    expect(guest.part("h2")).to_contain_text("Facturas")
    expect(guest.input).to_have_attribute("placeholder", "Haz una pregunta")
    expect(guest.part(".chip").first).to_contain_text("El cliente pidió")
    colours = guest.state(
        "[...['.bubble', 'dialog']].map((part) => getComputedStyle(root.querySelector(part)).backgroundColor)"
    )
    assert colours == ["rgb(255, 212, 0)", "rgb(18, 18, 18)"]
    ink = guest.state("getComputedStyle(root.querySelector('.bubble')).color")
    assert re.match(r"color\(xyz\S* -", ink), ink  # black on yellow
    assert serious(guest) == []


def test_script_on_the_page_twice_is_one_widget(guest: Visitor, foreign: str) -> None:
    guest.visit(f"{foreign}/double").open()
    expect(guest.host).to_have_count(1)
    assert guest.heard().count("ready") == 1


def test_shortcuts_of_the_page_do_not_hear_typing(guest: Visitor, foreign: str) -> None:
    guest.visit(f"{foreign}/strict")
    guest.page.evaluate("() => { window.keys = 0; document.addEventListener('keydown', () => keys++); }")
    guest.open()
    guest.input.press_sequentially("/s")
    assert guest.page.evaluate("keys") == 0


# ---------------------------------------------------------------- what can be done with it


def test_calls_before_the_script_has_loaded_are_carried_out(
    guest: Visitor, foreign: str, expected: str
) -> None:
    guest.page.add_init_script(
        "window.addEventListener('DOMContentLoaded', () => "
        f"{{ if (window.BillingHelp.q) {{ window.queued = true; BillingHelp('ask', {QUESTION!r}); }} }})"
    )
    guest.page.route("**/widget.js", lambda route: (guest.page.wait_for_timeout(200), route.continue_()))
    guest.visit(f"{foreign}/strict")
    guest.part(".rate").wait_for()
    assert guest.page.evaluate("queued")
    assert guest.answers() == [expected]
    assert guest.heard() == ["open", "question", "ready", "answer"]


def test_open_close_toggle_ask_reset_identify_and_destroy(guest: Visitor, foreign: str) -> None:
    guest.visit(f"{foreign}/strict")
    for calls, shown in ((["open"], True), (["close"], False), (["toggle"], True), (["toggle"], False)):
        guest.call(*calls)
        expect(guest.panel).to_be_visible(visible=shown)
    guest.call("ask", "Does the length of the call matter?")
    guest.part(".rate").wait_for()
    guest.call("identify", {"status": "client", "name": "Ada"})
    guest.part(".person").click()
    contact = guest.part(".bot").last
    expect(contact).to_contain_text("e-mail (Smith.ai clients): support@smith.ai")
    expect(contact).not_to_contain_text("sign-up")
    expect(contact.locator("a").first).to_have_attribute("href", "mailto:support@smith.ai")
    expect(contact.locator("a").last).to_have_attribute("href", "tel:(650) 727-6484")
    detail = guest.page.evaluate("heard.find(([type]) => type == 'contact')[1]")
    assert detail["name"] == "Ada"
    assert detail["conversation"]
    guest.call("reset")
    expect(guest.part(".me")).to_have_count(0)
    expect(guest.part(".chip")).to_have_count(4)
    guest.call("destroy")
    expect(guest.host).to_have_count(0)
    assert guest.page.evaluate("typeof window.BillingHelp") == "undefined"
    guest.visit(f"{foreign}/strict").open()
    expect(guest.part(".me")).to_have_count(0)


def test_example_clarification_and_suggestion_buttons_ask(
    guest: Visitor, foreign: str, assistant: Pieces
) -> None:
    guest.visit(f"{foreign}/strict").open()
    assert tuple(guest.part(".chip").all_text_contents()) == assistant.examples[:4]
    guest.part(".chip").first.click()
    guest.part(".rate").wait_for()
    expect(guest.part(".me")).to_have_text(assistant.examples[0])
    question = "A live agent joined the call. What does it cost?"
    clarification = assistant.ask(question).clarification
    assert clarification
    guest.call("reset")
    guest.ask(question)
    assert tuple(guest.part(".chip").all_text_contents()) == clarification.options
    guest.part(".chip").first.click()
    guest.part(".rate").nth(1).wait_for()
    expect(guest.part(".me").last).to_have_text(clarification.options[0])


def test_thumbs_are_kept_with_the_message_and_across_pages(
    guest: Visitor, foreign: str, help_url: str
) -> None:
    guest.visit(f"{foreign}/strict").open()
    guest.ask()
    with guest.page.expect_response("**/feedback") as response:
        guest.part(".down").click()
    assert response.value.ok
    expect(guest.part(".down")).to_have_attribute("aria-pressed", "true")
    expect(guest.part(".up")).to_have_attribute("aria-pressed", "false")
    answer = guest.stored(help_url)[1]
    assert answer["id"] == response.value.request.post_data_json["message"]
    assert answer["feedback"]["helpful"] is False
    guest.visit(f"{foreign}/second")
    expect(guest.part(".down")).to_have_attribute("aria-pressed", "true")


# ---------------------------------------------------------------- a conversation and its tab


def test_conversation_survives_a_page_change_and_goes_on(guest: Visitor, foreign: str, expected: str) -> None:
    guest.visit(f"{foreign}/strict").open()
    guest.ask()
    first = guest.conversation
    guest.page.get_by_role("link", name="Another page").click()
    guest.page.wait_for_url("**/second")
    expect(guest.panel).to_be_visible()
    assert guest.answers() == [expected]
    assert guest.page.evaluate("document.activeElement == document.body")  # the new page keeps the focus
    guest.ask("And if that happened in 3 calls?")
    assert guest.conversation == first
    guest.page.go_back()
    expect(guest.part(".me")).to_have_count(2)


def test_answer_begun_on_one_page_is_finished_on_the_next(
    guest: Visitor, foreign: str, assistant: Pieces, expected: str
) -> None:
    assistant.pause = 0.1
    guest.visit(f"{foreign}/strict").open()
    guest.input.fill(QUESTION)
    guest.input.press("Enter")
    expect(guest.part(".bot").last).to_contain_text("$3.00")
    guest.visit(f"{foreign}/second")
    guest.part(".rate").wait_for()
    assert guest.answers() == [expected]


def test_two_tabs_and_a_copied_tab_have_conversations_of_their_own(guest: Visitor, foreign: str) -> None:
    guest.visit(f"{foreign}/strict").open()
    guest.ask()
    other = Visitor(guest.context).visit(f"{foreign}/strict").open()
    other.ask("Does the length of the call matter?")
    assert other.conversation != guest.conversation
    guest.visit(f"{foreign}/second")
    with guest.context.expect_page() as opened:
        guest.page.evaluate("() => { window.open('/second'); }")  # copies sessionStorage
    copied = opened.value
    copied.locator("billing-help .bubble").click()
    copied.locator("billing-help .chip").first.wait_for()
    assert copied.locator("billing-help .me").count() == 0
    for page, question in ((guest, QUESTION), (other, "Does the length of the call matter?")):
        page.page.bring_to_front()
        page.page.reload()
        expect(page.part(".me")).to_have_text([question])


def test_two_widgets_on_one_page_do_not_mix(guest: Visitor, foreign: str) -> None:
    guest.visit(f"{foreign}/pair")
    hosts = guest.page.locator("billing-help")
    expect(hosts).to_have_count(2)
    guest.call("ask", QUESTION)
    guest.page.evaluate("() => { SecondHelp('ask', 'Does the length of the call matter?'); }")
    for number in range(2):
        hosts.nth(number).locator(".rate").wait_for()
    asked = [host.locator(".me").all_text_contents() for host in hosts.all()]
    guest.page.reload()
    expect(hosts).to_have_count(2)
    for host in hosts.all():
        host.locator(".rate").wait_for(state="attached")
    again = [host.locator(".me").all_text_contents() for host in hosts.all()]
    assert sorted(asked) == sorted(again) == sorted([[QUESTION], ["Does the length of the call matter?"]])
    assert len({url for url in guest.requests if url.endswith("/messages")}) == 2


def test_works_where_the_browser_blocks_storage(
    chromium: BrowserType, site: Site, foreign: str, help_url: str, expected: str, tmp_path: Path
) -> None:
    site.help = help_url
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text('{"profile": {"default_content_setting_values": {"cookies": 2}}}')
    context = chromium.launch_persistent_context(tmp_path, executable_path=chromium_or_skip(), args=ARGUMENTS)
    try:
        guest = Visitor(context).visit(f"{foreign}/strict")
        with pytest.raises(Exception, match="Access is denied"):
            guest.page.evaluate("sessionStorage.length")
        guest.open()
        assert guest.ask() == expected
        guest.ask("And if that happened in 3 calls?")
        guest.page.evaluate("() => { window.dispatchEvent(new Event('pagehide')); }")
        guest.visit(f"{foreign}/second").open()
        expect(guest.part(".me")).to_have_count(0)
        assert not guest.errors
    finally:
        context.close()


# ---------------------------------------------------------------- a network that fails


@pytest.fixture
def proxy(help_url: str) -> Iterator[Proxy]:
    proxy = Proxy(help_url)
    yield proxy
    proxy.close()


SHOWN = """() => {
  window.shown = [];
  const log = document.querySelector("billing-help").shadowRoot.querySelector(".log");
  const look = () => [...log.querySelectorAll(".bot > p")].map((p) => p.textContent).join("\\n");
  new MutationObserver(() => shown.push(look())).observe(log, { childList: true, subtree: true });
}"""


def test_stream_cut_at_every_event_boundary_gives_the_same_text(
    guest: Visitor, site: Site, foreign: str, help_url: str, proxy: Proxy, assistant: Pieces, expected: str
) -> None:
    site.help = proxy.url
    assistant.size, assistant.pause = 24, 0.01  # slow, or the API puts several pieces into one event
    events = -(-len(assistant.ask(QUESTION).text) // assistant.size) + 1  # the deltas and the answer
    assert events >= 8
    guest.visit(f"{foreign}/strict").open()
    guest.page.evaluate(SHOWN)
    for boundary in range(events):
        proxy.cuts = [boundary]
        guest.call("reset")
        assert guest.ask() == expected, boundary
        assert len(guest.stored(help_url)) == 2  # the question and its answer, once
    assert proxy.cut >= 6
    assistant.pause = 0.08
    proxy.cuts, proxy.cut = [1] * events, 0  # every connection carries one event
    guest.call("reset")
    assert guest.ask() == expected
    assert proxy.cut > 3
    assert len(guest.stored(help_url)) == 2
    shown = {re.sub(r"[\[\]*]", "", text) for text in guest.page.evaluate("shown")}
    assert len(shown) >= 8
    assert [text for text in shown if not expected.startswith(text)] == []  # nothing twice, nothing left out


def test_stream_that_falls_silent_is_taken_up_again(
    guest: Visitor, site: Site, foreign: str, proxy: Proxy, expected: str
) -> None:
    site.help = proxy.url
    guest.page.clock.install()
    guest.visit(f"{foreign}/strict").open()
    proxy.cuts, proxy.silent = [1], True
    guest.input.fill(QUESTION)
    guest.input.press("Enter")
    expect(guest.part(".bot").last).to_contain_text("+$3.00")
    guest.page.clock.fast_forward(44_000)
    expect(guest.part(".rate")).to_have_count(0)
    guest.page.clock.fast_forward(2_000)
    guest.part(".rate").wait_for()
    assert guest.answers() == [expected]


def test_offline_question_goes_out_when_the_network_is_back(
    guest: Visitor, foreign: str, expected: str
) -> None:
    guest.visit(f"{foreign}/strict").open()
    guest.ask("Does the length of the call matter?")
    guest.context.set_offline(True)
    guest.input.fill(QUESTION)
    guest.input.press("Enter")
    expect(guest.part(".bot").last).to_have_text("You are offline. This is sent when you are back.")
    expect(guest.part("[role=status]")).to_have_text("You are offline. This is sent when you are back.")
    guest.context.set_offline(False)
    guest.part(".rate").nth(1).wait_for()
    assert guest.answers()[1] == expected


def test_busy_server_is_asked_again_after_the_time_it_names(
    guest: Visitor, foreign: str, expected: str
) -> None:
    asked: list[str] = []

    def busy_once(route: Any) -> None:
        asked.append(route.request.headers["idempotency-key"])
        if len(asked) > 1:
            return route.continue_()
        cors = {"Access-Control-Allow-Origin": foreign, "Access-Control-Expose-Headers": "Retry-After"}
        return route.fulfill(status=429, headers={"Retry-After": "30", **cors}, body="{}")

    guest.page.clock.install()
    guest.visit(f"{foreign}/strict").open()
    guest.page.route("**/messages", busy_once)
    guest.input.fill(QUESTION)
    with guest.page.expect_response("**/messages"):
        guest.input.press("Enter")
    guest.page.wait_for_timeout(100)
    guest.page.clock.fast_forward(29_000)
    guest.page.wait_for_timeout(100)
    assert len(asked) == 1
    guest.page.clock.fast_forward(31_000)
    guest.part(".rate").wait_for()
    assert guest.answers() == [expected]
    assert len(asked) == 2
    assert asked[0] == asked[1]


def test_conversation_the_server_forgot_is_begun_anew(
    guest: Visitor, foreign: str, store: Store, expected: str
) -> None:
    guest.visit(f"{foreign}/strict").open()
    guest.ask()
    first = guest.conversation
    store.forget(first)
    assert guest.ask() == expected
    assert guest.conversation != first


def test_failure_is_said_and_can_be_tried_again(guest: Visitor, foreign: str, expected: str) -> None:
    guest.visit(f"{foreign}/strict").open()
    cors = {"Access-Control-Allow-Origin": foreign}
    guest.page.route("**/messages", lambda route: route.fulfill(status=400, headers=cors, body="{}"))
    guest.input.fill(QUESTION)
    guest.input.press("Enter")
    expect(guest.part(".bot").last).to_contain_text("No answer came.")
    guest.page.unroute("**/messages")
    guest.part(".bot .chip").click()
    guest.part(".rate").wait_for()
    assert guest.answers() == [expected]
    assert guest.heard().count("error") == 1


def test_origin_that_is_not_allowed_is_told_so_and_nothing_works(
    guest: Visitor, site: Site, foreign: str, assistant: Pieces, store: Store, settings: Settings
) -> None:
    with serving(help_app(assistant, store, replace(settings, allowed_origins=""))) as closed:
        site.help = closed
        guest.visit(f"{foreign}/strict")
        guest.bubble.click()
        expect(guest.part(".log")).to_have_text("Help is not set up for this website.")
        expect(guest.part("form")).to_have_js_property("inert", True)
        expect(guest.part(".person")).to_have_count(0)
        guest.call("ask", QUESTION)
        guest.page.wait_for_timeout(100)
        expect(guest.part(".log")).to_have_text("Help is not set up for this website.")
        assert not any("/conversations" in url for url in guest.requests)
        assert serious(guest) == []
        guest.page.goto(f"{foreign}/frame")
        assert not any(frame.url.endswith("/embed") for frame in guest.page.frames)  # frame-ancestors
        guest.requests.clear()
        guest.visit(f"{closed}/widget-demo").open()  # its own origin is always allowed
        guest.ask()


# ---------------------------------------------------------------- hostile words

IMAGE = "<img src=x onerror=window.hit=1> [x](javascript:window.hit=1) **<svg onload=window.hit=1>** "
LINK = "javascript:window.hit=1"


class Hostile:
    """An assistant every field of whose answers is an attack."""

    def __init__(self, assistant: Any) -> None:
        self._assistant = assistant
        self.examples = (IMAGE + LINK,)
        contacts = tuple(
            replace(contact, label=IMAGE, value=value)
            for contact, value in zip(assistant.policy.contacts, (IMAGE, LINK, IMAGE, LINK), strict=False)
        )
        self.policy = replace(assistant.policy, contacts=contacts)

    def texts_in(self, _language: str) -> dict[str, Any]:
        questions = {"questions": [IMAGE + LINK]}
        return {"examples": questions, "audience": {"client": IMAGE, "prospect": LINK}}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._assistant, name)

    def stream(self, message: str, state: Any) -> Iterator[TextDelta | Finished]:
        text = f"{IMAGE}[1] {LINK}\n\n- {IMAGE}\n\n[__proto__] [2] [99]"
        yield TextDelta(text[:40])
        citations = tuple(Citation(n, IMAGE, IMAGE, IMAGE, IMAGE, 0, 9, url=LINK) for n in (1, 2))
        clarification = Clarification(IMAGE, (IMAGE, LINK))
        yield Finished(Answer("clarify", text, None, citations, clarification, (IMAGE, LINK)), {})


def test_markup_and_script_addresses_in_every_field_are_inert(
    guest: Visitor, site: Site, foreign: str, assistant: Pieces, store: Store, settings: Settings
) -> None:
    with serving(help_app(Hostile(assistant), store, settings)) as hostile:
        site.help = hostile
        data = "data-greeting='&lt;img src=x onerror=window.hit=1&gt;' data-color='red;}*{color:red'"
        guest.visit(f"{foreign}/plain?data={data.replace('&', '%26').replace(';', '%3B')}").open()
        expect(guest.part(".log > p")).to_have_text("<img src=x onerror=window.hit=1>")
        guest.ask(IMAGE + LINK)
        guest.part(".mark").first.click()
        guest.part(".person").click()
        guest.part(".up").click()
        guest.part(".chip").first.click()
        guest.part(".rate").nth(1).wait_for()
        guest.visit(f"{foreign}/second")
        guest.part(".rate").nth(1).wait_for()
        guest.page.wait_for_timeout(100)
        assert guest.page.evaluate("window.hit") is None
        assert guest.state("root.querySelectorAll('img, script, iframe, svg[onload], [onerror]').length") == 0
        assert (
            guest.state(
                "[...root.querySelectorAll('a')].filter((a) => !/^(https?|mailto|tel):/.test(a.href)).length"
            )
            == 0
        )
        expect(guest.part(".me").first).to_have_text((IMAGE + LINK).strip())
        expect(guest.part(".bot").first).to_contain_text("<img src=x onerror=window.hit=1>")


# ---------------------------------------------------------------- for everybody


def test_keyboard_alone_is_enough(guest: Visitor, foreign: str, expected: str) -> None:
    guest.visit(f"{foreign}/strict")
    keys = guest.page.keyboard
    focused = "(root.activeElement || document.activeElement).className || document.activeElement.localName"
    guest.page.locator("#name").focus()
    keys.press("Tab")
    assert guest.state(focused) == "bubble"
    keys.press("Enter")
    guest.part(".chip").first.wait_for()
    assert guest.state("root.activeElement.localName") == "textarea"
    keys.type(QUESTION)
    keys.press("Enter")
    guest.part(".rate").wait_for()
    assert guest.answers() == [expected]
    order = []
    for _ in range(20):
        keys.press("Shift+Tab")
        order.append(guest.state("root.activeElement?.className || root.activeElement?.localName || 'page'"))
        if order[-1] == "log":
            break
    assert "mark" in order
    assert "summary" in order
    assert {"up", "down", "chip"} <= set(order)
    keys.press("Escape")
    expect(guest.panel).to_be_hidden()
    assert guest.state(focused) == "bubble"
    expect(guest.bubble).to_have_attribute("aria-expanded", "false")
    guest.page.locator("#name").focus()
    guest.call("open")
    expect(guest.bubble).to_have_attribute("aria-expanded", "true")
    keys.press("Escape")
    expect(guest.bubble).to_have_attribute("aria-expanded", "false")
    assert guest.page.evaluate("document.activeElement.id") == "name"  # back to where it came from


def test_phone_panel_fills_the_screen_and_keeps_the_focus(
    browser: Browser, site: Site, foreign: str, help_url: str, expected: str
) -> None:
    site.help = help_url
    with visitor(browser, **PHONE) as guest:
        guest.visit(f"{foreign}/strict").open()
        assert guest.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
        assert (
            guest.state("root.activeElement.className") == "log"
        )  # not the input: no keyboard over the greeting
        assert guest.ask() == expected
        assert guest.page.evaluate("document.scrollingElement.scrollWidth") == 390
        for _ in range(25):
            guest.page.keyboard.press("Tab")
            assert guest.page.evaluate("document.activeElement.localName") in ("billing-help", "body")
        assert serious(guest) == []
        guest.part(".close").tap()
        expect(guest.panel).to_be_hidden()
        assert guest.state("root.activeElement.className") == "bubble"
        guest.call("open")
        guest.visit(f"{foreign}/second")
        expect(guest.panel).to_be_hidden()  # the visitor came to see the page
        assert guest.answers() == [expected]


LIVE = """() => {
  window.said = [];
  const root = document.querySelector("billing-help").shadowRoot;
  const listen = { childList: true, subtree: true, characterData: true };
  for (const region of root.querySelectorAll("[role=log], [role=status], [role=alert], [aria-live]"))
    if (region.ariaLive != "off")
      new MutationObserver(() => said.push(region.textContent)).observe(region, listen);
}"""


def test_each_finished_answer_is_announced_once(guest: Visitor, foreign: str, assistant: Pieces) -> None:
    assistant.pause = 0.01
    guest.visit(f"{foreign}/strict")
    guest.page.evaluate(LIVE)
    guest.open()
    guest.ask()
    guest.ask("Does the length of the call matter?")
    said = guest.page.evaluate("said")
    assert len(said) == 2
    assert said[0].startswith("+$3.00 for this call")
    assert "[" not in said[0]
    assert guest.part("[role=log]").get_attribute("aria-live") == "off"


def test_targets_are_44_pixels(guest: Visitor, foreign: str) -> None:
    guest.visit(f"{foreign}/strict").open()
    guest.ask()
    guest.part("summary").click()
    sizes = guest.state(
        """[...root.querySelectorAll("button:not(.mark), summary, textarea")]
          .filter((each) => each.offsetParent || each.className == "bubble")
          .map((each) => [each.className || each.localName, each.offsetWidth, each.offsetHeight])"""
    )
    assert len(sizes) >= 9
    assert [size for size in sizes if min(size[1:]) < 44] == []


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        PHONE | {"color_scheme": "dark"},
    ],
    ids=["light", "dark", "forced colours", "dark phone"],
)
def test_axe_finds_nothing_serious(
    browser: Browser, site: Site, foreign: str, help_url: str, options: Any
) -> None:
    site.help = help_url
    with visitor(browser, **options) as guest:
        guest.visit(f"{foreign}/strict")
        assert serious(guest) == []
        guest.open()
        assert serious(guest) == []
        guest.ask("A live agent joined the call. What does it cost?")
        guest.part("summary").click()
        guest.part(".up").click()
        guest.part(".person").click()
        assert serious(guest) == []


@pytest.mark.parametrize("path", ["/embed", "/widget-demo"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_our_own_pages(
    browser: Browser, help_url: str, path: str, scheme: Any
) -> None:
    with visitor(browser, color_scheme=scheme) as guest:
        guest.visit(help_url + path)
        guest.part(".bubble").wait_for(state="attached")
        assert serious(guest) == []


def test_reduced_motion_and_forced_colours_are_respected(
    browser: Browser, site: Site, foreign: str, help_url: str
) -> None:
    site.help = help_url
    animation = "getComputedStyle(root.querySelector('dialog')).animationName"
    with visitor(browser, reduced_motion="reduce", forced_colors="active") as guest:
        guest.visit(f"{foreign}/strict").open()
        assert guest.state(animation) == "none"
        borders = guest.state(
            "[...root.querySelectorAll('button')].map((each) => getComputedStyle(each).borderTopColor)"
        )
        assert not any(re.search(r"rgba\(.*, 0\)", border) for border in borders)
    with visitor(browser, reduced_motion="no-preference") as guest:
        guest.visit(f"{foreign}/strict").open()
        assert guest.state(animation) == "a"


# ---------------------------------------------------------------- our own pages


def test_embed_page_fills_an_iframe_of_an_allowed_origin(guest: Visitor, foreign: str, expected: str) -> None:
    guest.page.goto(f"{foreign}/frame?data=?lang=es%26theme=dark%26greeting=Call%20555")
    frame = guest.page.frame_locator("iframe")
    panel = frame.locator("billing-help dialog")
    panel.wait_for()
    box = panel.bounding_box()
    assert box
    assert (box["width"], box["height"]) == (420, 600)
    expect(panel).to_contain_text("¡Hola!")  # the language comes from the address, words to show do not
    expect(frame.locator("billing-help .bubble")).to_be_hidden()
    assert guest.page.evaluate("document.activeElement == document.body")
    frame.locator("billing-help textarea").fill(QUESTION)
    frame.locator("billing-help textarea").press("Enter")
    frame.locator("billing-help .rate").wait_for()
    expect(frame.locator("billing-help .bot")).to_contain_text("+$3.00")
    frame.locator("billing-help textarea").press("Escape")
    expect(panel).to_be_visible()


def test_demo_page_asks_from_its_buttons(guest: Visitor, help_url: str) -> None:
    guest.visit(f"{help_url}/widget-demo")
    button = guest.page.locator(".asks button").first
    question = button.inner_text()
    button.click()
    guest.part(".rate").wait_for()
    expect(guest.part(".me")).to_have_text(question)
    assert guest.answers()[0].startswith("+$3.00")
