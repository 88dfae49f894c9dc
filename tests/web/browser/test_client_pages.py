"""What clients do, in a real browser: ask, check the source, correct the reading, share, come back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

ESCALATION = "A caller asked for a human and your live agent took the call. What is the add-on?"
VAGUE = "Someone joined one of our calls. What does it cost?"


def ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def amount(page: Page) -> str:
    """The amount on the newest card."""
    return page.locator(".charge .main .figure-value").last.inner_text()


def test_an_example_is_answered_with_the_amount_first_and_in_view(visit: Visit) -> None:
    page = visit()
    chips = page.locator(".st-key-chips-welcome button")
    expect(chips).to_have_count(5)
    chips.first.click()
    card = page.locator(".charge")
    expect(card.locator(".main .figure-value")).to_have_text("+$3.00")
    page.wait_for_timeout(1200)
    expect(card).to_be_in_viewport()


def test_a_marker_opens_its_source_with_the_sentence_highlighted(visit: Visit) -> None:
    page = visit()
    ask(page, ESCALATION)
    marker = page.get_by_test_id("stChatMessage").last.get_by_role("link", name="[1]").first
    marker.click()
    source = page.locator("details.source[open]")
    expect(source).to_have_count(1)
    expect(source.locator("mark")).to_contain_text("billed at +$3.00")
    with page.context.expect_page() as opened:
        source.get_by_role("link", name="Open in the article").click()
    article = opened.value
    expect(article.locator("#quote")).to_contain_text("billed at +$3.00")
    expect(article.locator("#quote")).to_be_in_viewport()


def test_changing_the_reading_prices_anew_and_says_what_changed(visit: Visit) -> None:
    page = visit()
    ask(page, ESCALATION)
    expect(page.locator(".charge")).to_be_visible()
    assert amount(page) == "+$3.00"
    page.get_by_text("How I read your calls").click()
    group = page.get_by_test_id("stButtonGroup").filter(has_text="Caller-initiated escalation")
    group.get_by_role("radio", name="No", exact=True).click()
    expect(page.locator(".charge .main .figure-value")).to_have_text("+$0.00")
    expect(page.locator(".changed")).to_contain_text("Caller-initiated escalation: yes → no")
    expect(page.locator(".changed")).to_contain_text("+$3.00 → +$0.00")


def test_a_clarification_is_answered_by_a_button(visit: Visit) -> None:
    page = visit()
    ask(page, VAGUE)
    options = page.locator("[class*=st-key-chips-options] button")
    expect(options.first).to_be_visible()
    assert " to " in amount(page)
    options.filter(has_text=re.compile("own team", re.I)).first.click()
    expect(page.locator(".charge .main .figure-value").last).to_have_text("+$0.00")


def test_a_shared_link_reproduces_question_and_answer(visit: Visit) -> None:
    page = visit()
    ask(page, ESCALATION)
    expect(page.locator(".charge")).to_be_visible()
    ask(page, "And if that happened in 3 calls?")
    expect(page.locator(".charge")).to_have_count(2)
    expect(page.locator("[data-copy-url]")).to_have_count(2)
    link = page.locator("[data-copy-url]").last.get_attribute("data-copy-url")
    words = page.get_by_test_id("stChatMessage").last.get_by_test_id("stMarkdown").first.inner_text()
    other = visit(link)
    expect(other.locator(".charge")).to_have_count(2)
    expect(other.locator("p.question").first).to_have_text(ESCALATION)
    assert amount(other) == amount(page)
    again = other.get_by_test_id("stChatMessage").last.get_by_test_id("stMarkdown").first.inner_text()
    assert again == words


def test_a_reload_brings_the_conversation_back(visit: Visit) -> None:
    page = visit()
    ask(page, ESCALATION)
    expect(page.locator(".charge")).to_be_visible()
    page.reload()
    expect(page.locator("p.question")).to_have_text(ESCALATION)
    expect(page.locator(".charge .main .figure-value")).to_have_text("+$3.00")
    ask(page, "And if that happened in 3 calls?")
    expect(page.locator(".charge .main .figure-value").last).to_have_text("+$9.00")


def test_a_reload_in_the_middle_of_an_answer_still_gets_it(visit: Visit) -> None:
    page = visit()
    ask(page, f"{ESCALATION} Tell me slowly once.")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.reload()
    expect(page.locator("p.question")).to_have_count(1)
    expect(page.locator(".charge .main .figure-value")).to_have_text("+$3.00")


def test_an_answer_can_be_stopped_and_asked_for_again(visit: Visit) -> None:
    page = visit()
    ask(page, f"{ESCALATION} Tell me slowly.")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped before the answer was complete.")).to_be_visible()
    expect(page.get_by_role("button", name="Answer again")).to_be_visible()
    expect(page.locator(".charge")).to_have_count(0)


def test_two_tabs_keep_their_conversations_apart(visit: Visit) -> None:
    one, two = visit(), visit()
    ask(one, ESCALATION)
    ask(two, "The AI froze and a live agent took over. What is the add-on?")
    expect(one.locator(".charge .main .figure-value")).to_have_text("+$3.00")
    expect(two.locator(".charge .main .figure-value")).to_have_text("+$0.00")
    one.reload()
    two.reload()
    expect(one.locator("p.question")).to_have_text(ESCALATION)
    expect(two.locator("p.question")).to_contain_text("AI froze")
    expect(one.get_by_text("AI froze")).to_have_count(0)


def test_a_new_conversation_forgets_the_old_one(visit: Visit) -> None:
    page = visit()
    ask(page, ESCALATION)
    expect(page.locator(".charge")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("p.question")).to_have_count(0)


def test_feedback_asks_for_reasons_and_says_thanks(visit: Visit) -> None:
    page = visit()
    ask(page, ESCALATION)
    page.get_by_role("radio", name="Thumbs down").click()
    page.get_by_role("button", name="Sorry! We couldn't be helpful").click()
    page.get_by_role("button", name="Send feedback").click()
    expect(page.get_by_role("alert").filter(has_text="Select at least one of the reasons")).to_be_visible()
    page.get_by_test_id("stPopoverBody").get_by_text("Difficult to understand").click()
    page.get_by_role("button", name="Send feedback").click()
    expect(page.get_by_text("Feedback sent")).to_be_visible()


def test_a_message_that_looks_like_markup_stays_text(visit: Visit) -> None:
    page = visit()
    nasty = '<img src=x onerror="document.title=1"> **bold** $a$ :red[x] [1](javascript:alert(1))'
    ask(page, nasty)
    expect(page.locator("p.question")).to_have_text(nasty)
    expect(page.locator("p.question img")).to_have_count(0)


def test_the_calculator_makes_a_bill_that_the_chat_reads_back(visit: Visit) -> None:
    page = visit("/calculator")
    page.get_by_role("combobox", name="What happened in the call").click()
    page.get_by_role("option", name="Human verification").click()
    page.keyboard.press("Escape")
    page.get_by_label("Calls", exact=True).fill("4")
    page.get_by_role("button", name="Add line").click()
    expect(page.locator(".charge .main .figure-value")).to_have_text("+$15.00")
    expect(page.locator("table.lines tbody tr")).to_have_count(2)
    page.get_by_text("Say it in words").click()
    expect(page.get_by_test_id("stCode")).to_contain_text("4 calls")
    chat = visit(page.get_by_role("link", name="Ask this in the chat").get_attribute("href"))
    expect(chat.locator(".charge .main .figure-value")).to_have_text("+$15.00")


def test_what_the_welcome_needs_is_named_in_the_start_page(visit: Visit, address: str) -> None:
    """Or the browser would learn of it only while it draws."""
    page = visit()
    page.locator(".welcome").wait_for()
    page.get_by_test_id("stChatInputTextArea").wait_for()
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    modules = {url.rpartition("/")[2] for url in loaded if url.endswith(".js")}
    page_source = page.request.get(address).text()
    unnamed = {name for name in modules if name not in page_source}
    assert modules
    assert {name.partition(".")[0] for name in unnamed} <= {
        "wavesurfer",
        "record",
    }  # for recordings; after the rest
