"""The chat and the widget of one real server with a chat model switched on: a scripted endpoint on loopback,
reached by the real OpenAI client."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from model_scripts import checked, faithful, told
from pages_server import start, stop
from playwright.sync_api import BrowserContext, Locator, Page, expect
from scripted_model import Asked, Reply, ScriptedModel

pytestmark = pytest.mark.browser

QUESTION = "A caller asked for a human and your live agent took the call. What is the add-on?"
BY_MODEL = "Answered with openai:scripted; amounts and sources checked."
WITHOUT = "Answered without the chat model: "


def _play(asked: Asked) -> Reply:
    """Faithful, unless the client's message names something worse."""
    message = told(asked)["message"]
    if "lie" in message:
        return Reply(text=checked(asked) + " It is $9.00 [1].")
    if "break" in message:
        return Reply(text=checked(asked), cut_after=2)
    return faithful(asked)


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel({"scripted": _play}) as running:
        yield running


@pytest.fixture(scope="module")
def address(model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    env = {
        "ASSISTANT_MODEL": "openai:scripted",
        "ASSISTANT_MODEL_BASE_URL": model.openai_url,
        "ASSISTANT_MODEL_DEADLINE": "60",
    }
    process, address = start(tmp_path_factory.mktemp("with-model"), env=env)
    yield address
    stop(process)


# ---------------------------------------------------------------- the chat


def _ask_chat(page: Page, question: str) -> Locator:
    """The newest answer of the chat, once its feedback is asked for."""
    before = page.get_by_text("Copy answer").count()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    expect(page.get_by_text("Copy answer")).to_have_count(before + 1)
    return page.get_by_test_id("stChatMessage").last


def test_the_chat_shows_the_amount_and_who_answered(visit: Callable[..., Page], model: ScriptedModel) -> None:
    page = visit()
    answer = _ask_chat(page, QUESTION)
    expect(answer.locator(".charge .main .figure-value")).to_have_text("+$3.00")
    expect(answer.get_by_text(BY_MODEL)).to_be_visible()
    assert model.count("scripted") >= 2  # a tool was called in between


@pytest.mark.parametrize(
    ("word", "why"), [("lie", "did not pass the check"), ("break", "the chat model's answer broke off")]
)
def test_the_chat_says_when_and_why_the_model_was_set_aside(
    word: str, why: str, visit: Callable[..., Page]
) -> None:
    answer = _ask_chat(visit(), f"{QUESTION} ({word})")
    expect(answer.locator(".charge .main .figure-value")).to_have_text("+$3.00")
    expect(answer.get_by_text(WITHOUT)).to_contain_text(why)
    expect(answer).not_to_contain_text("9.00")


# ---------------------------------------------------------------- the widget


@pytest.fixture
def widget(context: BrowserContext, address: str) -> Iterator[Locator]:
    """The open widget of the demo page."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/widget-demo")
    found = page.locator("billing-help")
    found.locator(".bubble").click()
    found.locator(".chip").first.wait_for()
    yield found
    assert not errors


def _ask_widget(widget: Locator, question: str) -> Locator:
    before = widget.locator(".rate").count()
    widget.locator("textarea").fill(question)
    widget.locator("textarea").press("Enter")
    expect(widget.locator(".rate")).to_have_count(before + 1)
    return widget.locator(".bot").last


def test_the_widget_shows_the_amount_and_who_answered(widget: Locator) -> None:
    answer = _ask_widget(widget, QUESTION)
    expect(answer).to_contain_text("+$3.00")
    expect(answer.locator("small")).to_have_text(BY_MODEL)
    expect(answer.locator("small")).to_be_visible()


@pytest.mark.parametrize(
    ("word", "why"), [("lie", "did not pass the check"), ("break", "the chat model's answer broke off")]
)
def test_the_widget_says_when_and_why_the_model_was_set_aside(word: str, why: str, widget: Locator) -> None:
    answer = _ask_widget(widget, f"{QUESTION} ({word})")
    expect(answer).to_contain_text("+$3.00")
    expect(answer.locator("small")).to_contain_text(WITHOUT)
    expect(answer.locator("small")).to_contain_text(why)
    expect(answer).not_to_contain_text("9.00")


def test_a_stored_answer_still_says_who_made_it(widget: Locator) -> None:
    _ask_widget(widget, QUESTION)
    widget.page.reload()
    expect(widget.locator(".bot small")).to_have_text(BY_MODEL)
