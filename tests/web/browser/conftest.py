"""A real server and a real browser.  Skipped where no Chromium is installed, except in CI.

A test gets a second try (the summary counts them): on a machine that is busy with something else the browser
now and then drops a click.  What is broken fails twice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from pages_server import PATIENCE, start, stop
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = _chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on this machine: CI has to install it")
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    process, address = start(tmp_path_factory.mktemp("server"))
    yield address
    stop(process)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the server in a new tab.  Afterwards no page may have tried another host, broken the
    content policy or thrown an error."""
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None,
        )
        page.on("request", lambda request: wrong.append(request.url) if _foreign(request.url) else None)

    def _foreign(url: str) -> bool:
        return not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))

    def open_page(path: str = "/") -> Page:
        page = context.new_page()
        watch(page)
        page.goto(address + path)
        page.locator(".st-key-header").wait_for()
        return page

    yield open_page
    assert not wrong
