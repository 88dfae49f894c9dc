"""What the widget's browser tests stand on: the real API and widget behind uvicorn, pages of a foreign site
on another port, a TCP proxy that cuts streams, and Chromium."""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import Request as PlaywrightRequest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from assistant import Assistant, Finished, TextDelta
from assistant.settings import Settings
from assistant.store import Store
from assistant.web import widget
from assistant.web.api import create_api
from assistant.web.guard import SecurityHeaders

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUESTION = "A caller asked for a human and a live agent took over. Does it cost extra?"


def chromium_or_skip() -> str:
    """The browser's path.  Skips without one, except where CI is set: there it must be installed."""
    if not Path(CHROMIUM).exists() and os.environ.get("CI") != "true":
        pytest.skip(f"needs Chromium at {CHROMIUM} (Debian: apt-get install chromium)")
    return CHROMIUM


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The app behind uvicorn on a free port of the loopback interface; yields its origin."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, proxy_headers=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


class Pieces:
    """The real assistant, its answers streamed in pieces of `size` characters, `pause` seconds apart."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.size, self.pause = 16, 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._assistant, name)

    def stream(self, message: str, state: Any) -> Iterator[TextDelta | Finished]:
        answer, after = self._assistant.turn(message, state)
        for at in range(0, len(answer.text), self.size):
            time.sleep(self.pause)
            yield TextDelta(answer.text[at : at + self.size])
        yield Finished(answer, after)


def help_app(assistant: Any, store: Store, settings: Settings) -> Starlette:
    """API and widget as the server mounts them, without the pages."""
    routes = [Mount("/api", create_api(assistant, store, settings)), *widget.routes(assistant, settings)]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])


_PAGE_SCRIPT = """
window.BillingHelp = function () { (BillingHelp.q = BillingHelp.q || []).push(arguments); };
window.heard = [];
for (const type of ["ready", "open", "close", "question", "answer", "contact", "feedback", "reset", "error"])
  BillingHelp("on", type, (detail) => heard.push([type, detail]));
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""
_UNSET = "* { all: unset } html { color: red; font: italic 30px/3 serif; letter-spacing: 9px } div { display: none !important } button { position: static; float: right }"


class Site:
    """Pages of a foreign origin.  `help` is the server of the widget; it may be changed at any time."""

    def __init__(self) -> None:
        self.help = ""
        self.app = Starlette(
            routes=[
                Route("/page.js", self._script),
                Route("/{page}", self._page),
            ]
        )

    async def _script(self, _request: Request) -> Response:
        return Response(_PAGE_SCRIPT, media_type="text/javascript")

    async def _page(self, request: Request) -> Response:
        page = request.path_params["page"]
        data = request.query_params.get("data", "")
        tag = f'<script src="{self.help}/widget.js" {data} async></script>'
        html = '<html lang="en">'
        head = "<title>A foreign site</title><meta name='viewport' content='width=device-width'>"
        policy = (
            f"default-src 'none'; script-src 'self' {self.help}; connect-src {self.help}; base-uri 'none'"
        )
        if page == "rtl":
            html = '<html lang="ar" dir="rtl">'
        if page == "unset":
            head += f"<style>{_UNSET}</style>"
            policy = ""
        if page == "double":
            tag += tag
        if page == "pair":
            more = 'data-name="SecondHelp" data-position="left"'
            tag += f'<script src="{self.help}/widget.js" {more} async></script>'
        if page == "frame":
            tag, policy = (
                f'<iframe src="{self.help}/embed{data}" width="420" height="600" title="Help"></iframe>',
                "",
            )
        body = (
            f"<!doctype html>{html}<head>{head}<script src='/page.js'></script>{tag}</head><body><main>"
            "<h1>A foreign site</h1><p>Some words.</p><p><a href='/second'>Another page</a></p>"
            "<p><label>Name <input id='name'></label></p></main></body></html>"
        )
        return HTMLResponse(body, headers={"Content-Security-Policy": policy} if policy else {})


class Proxy:
    """A TCP proxy.  `cuts` holds, for each coming stream of events, how many of its events get through before
    the connection is broken (with `silent` it stays open, but nothing comes any more).  Others go through."""

    def __init__(self, target: str) -> None:
        host, port = target.removeprefix("http://").split(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts: list[int] = []
        self.cut = 0
        self.silent = False
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                threading.Thread(target=self._up, args=(client, server), daemon=True).start()
                threading.Thread(target=self._back, args=(server, client), daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while received := client.recv(65536):
                server.sendall(received)
        self._end(client, server)

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        """Server to client, event by event where the answer is a stream of events."""
        left: int | None = None
        with suppress(OSError):
            while received := server.recv(65536):
                if b"text/event-stream" in received:
                    left = self.cuts.pop(0) if self.cuts else None
                if left is None:
                    client.sendall(received)
                    continue
                # The head of the answer ends with an empty line too (CRLF); events end with two line feeds.
                *whole, rest = received.split(b"\n\n")
                for event in whole:
                    if left == 0:
                        return self._break(client, server)
                    client.sendall(event + b"\n\n")
                    left -= 1
                if left == 0 and b"\r\n0\r\n" not in rest:
                    return self._break(client, server)
                client.sendall(rest)
        self._end(client, server)
        return None

    def _break(self, *sockets: socket.socket) -> None:
        """Chromium drops what it hasn't yet given to the page when a connection breaks: leave it a moment."""
        time.sleep(0.02)
        self.cut += 1
        if not self.silent:
            self._end(*sockets)

    @staticmethod
    def _end(*sockets: socket.socket) -> None:
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


class Visitor:
    """A page and its widget, as a visitor meets them."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._sent)
        self.conversation, self._token = "", ""
        self.host = self.page.locator("billing-help")

    def _sent(self, request: PlaywrightRequest) -> None:
        self.requests.append(request.url)
        if found := re.search(r"/conversations/([^/]+)/messages$", request.url):
            self.conversation, self._token = found[1], request.headers["authorization"]

    def stored(self, help_url: str) -> list[dict[str, Any]]:
        """The messages that the server keeps of the latest conversation."""
        headers = {"Authorization": self._token}
        answer = self.context.request.get(
            f"{help_url}/api/v1/conversations/{self.conversation}", headers=headers
        )
        assert answer.ok
        return answer.json()["messages"]  # type: ignore[no-any-return]

    def visit(self, url: str) -> Visitor:
        self.page.goto(url)
        self.bubble.first.wait_for(state="attached")
        return self

    def part(self, selector: str) -> Locator:
        return self.host.locator(selector)

    @property
    def bubble(self) -> Locator:
        return self.part(".bubble")

    @property
    def panel(self) -> Locator:
        return self.part("dialog")

    @property
    def input(self) -> Locator:
        return self.part("textarea")

    def open(self) -> Visitor:
        self.bubble.click()
        self.part(".chip").first.wait_for()
        self.panel.evaluate("(panel) => Promise.all(panel.getAnimations().map((each) => each.finished))")
        return self

    def answers(self) -> list[str]:
        """The texts of the finished answers, in order."""
        words = ".map((p) => p.textContent).join('\\n')"
        return self.state(
            "[...root.querySelectorAll('.bot')].filter((box) => box.querySelector('.rate'))"
            f".map((box) => [...box.querySelectorAll(':scope > p')]{words})"
        )

    def ask(self, question: str = QUESTION) -> str:
        """The finished answer's text."""
        before = self.part(".rate").count()
        self.input.fill(question)
        self.input.press("Enter")
        self.part(".rate").nth(before).wait_for()
        return self.answers()[-1]

    def call(self, *words: Any) -> None:
        self.page.evaluate("(words) => { BillingHelp(...words); }", list(words))

    def heard(self) -> list[str]:
        return self.page.evaluate("() => heard.map(([type]) => type)")

    def state(self, expression: str) -> Any:
        """A JavaScript expression of `root` (the shadow root) and `document`."""
        root = "document.querySelector('billing-help').shadowRoot"
        return self.page.evaluate(f"() => {{ const root = {root}; return {expression}; }}")


@contextmanager
def visitor(browser: Browser, **options: Any) -> Iterator[Visitor]:
    context = browser.new_context(**options)
    context.set_default_timeout(15_000)
    try:
        yield Visitor(context)
    finally:
        context.close()
