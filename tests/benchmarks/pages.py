"""What the pages cost: opening, time to answer, many sessions at once, memory, time to stop.

    python tests/benchmarks/pages.py [--sessions 100] [--turns 3]

Starts a server of its own on loopback, with a data folder of its own, and stops it.  Nothing is asserted but
that every session got its own answers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
# Seconds since the navigation began, by the page's own clock: first paint, the welcome, and all of the welcome
# that can be used, which is the input and the five examples.
_OPENED = """window.opened = new Promise((done) => {
  const seconds = () => performance.now() / 1000, at = {};
  new MutationObserver((_, watch) => {
    if (document.querySelector(".welcome")) at.welcome ??= seconds();
    const chips = document.querySelectorAll("[class*=st-key-chips] button").length;
    if (!at.welcome || chips < 5 || !document.querySelector("[data-testid=stChatInputTextArea]")) return;
    at.usable = seconds();
    watch.disconnect();
    const paint = () => performance.getEntriesByName("first-contentful-paint")[0];
    setTimeout(() => done({ paint: paint().startTime / 1000, ...at }), 200);
  }).observe(document, { childList: true, subtree: true });
})"""
QUESTION = "A caller asked for a human and your live agent took the call. What is the add-on?"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--think", type=float, default=10.0, help="seconds a visitor reads, on average")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        process, address = start(Path(folder))
        print(f"start to ready, empty data folder   {time.perf_counter() - started:8.1f} s")
        print(f"memory, no session yet              {memory(process):8.0f} MB")
        try:
            in_browser(process, address)
            print(f"memory after the browser            {memory(process):8.0f} MB")
            asyncio.run(in_sockets(process, address, given.sessions, given.turns, given.think))
        finally:
            process.kill()


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "serve", "--port", str(port)]
    env = {**os.environ, "ASSISTANT_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api/v1/live", timeout=2).close()
            return process, address
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not come up")


def memory(process: subprocess.Popen[bytes]) -> float:
    return psutil.Process(process.pid).memory_info().rss / 1e6


# ---------------------------------------------------------------- one visitor, in a browser


def in_browser(process: subprocess.Popen[bytes], address: str, times: int = 7) -> None:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        print("no Chromium: opening is not measured")
        return
    rows = asyncio.run(openings(path, process, address, times))
    for name in rows[0]:
        figures = [row[name] for row in rows]
        print(f"{name:35} {statistics.median(figures):8.2f} s median   {max(figures):.2f} s longest")
    print(f"{'load of the machine, ' + str(os.cpu_count()) + ' cores':35} {os.getloadavg()[0]:8.2f}")
    answers = questions(path, address, times)
    print(
        f"{'question to card':35} {statistics.median(answers):8.2f} s median   {max(answers):.2f} s longest"
    )


async def openings(
    path: str, process: subprocess.Popen[bytes], address: str, times: int
) -> list[dict[str, float]]:
    """The chat opened by visitors who have never been here; the first one is left out, for the server is warm.

    Over DevTools by hand: with what a testing library watches (each of eighty requests in several messages)
    opening takes up to twice as long.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        port = Path(folder) / "DevToolsActivePort"
        profile = [f"--user-data-dir={folder}", "--remote-debugging-port=0"]
        browser = subprocess.Popen([path, *FLAGS, *profile], stderr=subprocess.DEVNULL)
        try:
            while not port.exists() or len(port.read_text().splitlines()) < 2:
                await asyncio.sleep(0.05)
            number, channel = port.read_text().splitlines()
            rows = [
                await _opening(f"ws://127.0.0.1:{number}{channel}", process, address)
                for _ in range(times + 1)
            ]
        finally:
            browser.terminate()
            browser.wait()
    return rows[1:]


async def _opening(devtools: str, process: subprocess.Popen[bytes], address: str) -> dict[str, float]:
    import websockets

    async with websockets.connect(devtools, max_size=None) as link:

        async def say(method: str, session: str | None = None, **params: object) -> dict[str, Any]:
            told = {"id": 1, "method": method, "params": params} | ({"sessionId": session} if session else {})
            await link.send(json.dumps(told))
            while True:
                heard = json.loads(await link.recv())
                if "id" in heard:
                    return heard["result"]  # type: ignore[no-any-return]

        context = (await say("Target.createBrowserContext"))["browserContextId"]
        window = {"width": 1280, "height": 900, "browserContextId": context}
        tab = (await say("Target.createTarget", url="about:blank", **window))["targetId"]
        session = (await say("Target.attachToTarget", targetId=tab, flatten=True))["sessionId"]
        await say("Page.enable", session)
        await say("Page.addScriptToEvaluateOnNewDocument", session, source=_OPENED)
        before = busy(process)
        await say("Page.navigate", session, url=address)
        waits = {"expression": "window.opened", "awaitPromise": True, "returnByValue": True}
        at = (await say("Runtime.evaluate", session, **waits))["result"]["value"]
        spent = busy(process) - before
        await say("Target.disposeBrowserContext", browserContextId=context)
    return {
        "first paint, cold cache": at["paint"],
        "welcome shown, cold cache": at["welcome"],
        "welcome usable, cold cache": at["usable"],
        "the server's CPU for it": spent,
    }


def busy(process: subprocess.Popen[bytes]) -> float:
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


def questions(path: str, address: str, times: int) -> list[float]:
    """Seconds from Enter to the card."""
    from playwright.sync_api import sync_playwright

    answers = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for _ in range(times):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(address)
            page.locator(".welcome").wait_for()
            started = time.perf_counter()
            page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
            page.keyboard.press("Enter")
            page.locator(".charge").wait_for()
            answers.append(time.perf_counter() - started)
            page.close()
        browser.close()
    return answers


# ---------------------------------------------------------------- many sessions, as Streamlit's front end speaks


class Session:
    """One Streamlit session: runs the page, asks, and keeps the texts it was sent."""

    def __init__(self, number: int, address: str) -> None:
        letters = "bcdfghjklmnpqrstvwxz"
        self.name = "".join(letters[(number // 20**power) % 20] + "aeo"[power] for power in range(3))
        self.address = address.replace("http", "ws") + "/_stcore/stream"
        self.waits: list[float] = []
        self.wrong: list[str] = []

    async def run(self, turns: int, think: float, names: set[str], leave: asyncio.Event) -> None:
        import websockets

        reads = random.Random(self.name)
        await asyncio.sleep(reads.uniform(0, think))

        async with websockets.connect(self.address, subprotocols=["streamlit"], max_size=None) as link:  # type: ignore[list-item]
            texts, widget = await self._run(link, None, "")
            for turn in range(turns):
                await asyncio.sleep(reads.uniform(0, 2 * think))
                question = f"Hello from {self.name}. {QUESTION}" + " Thanks!" * turn
                started = time.perf_counter()
                texts, widget = await self._run(link, widget, question)
                self.waits.append(time.perf_counter() - started)
                self._check(texts, question, names)
            await leave.wait()

    def _check(self, texts: list[str], question: str, names: set[str]) -> None:
        whole = "\n".join(texts)
        if question not in whole.replace("&#x27;", "'"):
            self.wrong.append("the question is not shown")
        if "figure-value" not in whole:
            self.wrong.append("there is no amount")
        if any(f"from {name}." in whole for name in names - {self.name}):
            self.wrong.append("a message of another session")

    async def _run(self, link: object, widget: str | None, question: str) -> tuple[list[str], str | None]:
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = BackMsg()
        message.rerun_script.query_string = ""
        if widget is not None:
            state = message.rerun_script.widget_states.widgets.add(id=widget)
            state.chat_input_value.data = question
        await link.send(message.SerializeToString())  # type: ignore[attr-defined]
        texts: list[str] = []
        while True:
            received = ForwardMsg()
            received.ParseFromString(await link.recv())  # type: ignore[attr-defined]
            kind = received.WhichOneof("type")
            if kind == "script_finished":
                return texts, widget
            element = received.delta.new_element if kind == "delta" else None
            if element is None:
                continue
            shown = element.WhichOneof("type")
            if shown == "chat_input":
                widget = element.chat_input.id
            elif shown in ("html", "markdown"):
                texts.append(getattr(element, shown).body)
            elif shown == "exception":
                self.wrong.append(element.exception.message)


async def in_sockets(
    process: subprocess.Popen[bytes], address: str, count: int, turns: int, think: float
) -> None:
    sessions = [Session(number, address) for number in range(count)]
    names, leave = {session.name for session in sessions}, asyncio.Event()
    started = time.perf_counter()
    tasks = [asyncio.create_task(session.run(turns, think, names, leave)) for session in sessions]
    while not all(
        task.done() or len(session.waits) == turns for task, session in zip(tasks, sessions, strict=True)
    ):
        await asyncio.sleep(0.1)
    took = time.perf_counter() - started
    waits = sorted(wait for session in sessions for wait in session.waits)
    wrong = [fault for session in sessions for fault in session.wrong]
    wrong += [repr(task.exception()) for task in tasks if task.done() and task.exception()]
    p95 = waits[int(len(waits) * 0.95) - 1]
    print(
        f"{count} sessions x {turns} turns             {took:8.1f} s in all, {len(waits)} answers, reading {think:.0f} s each"
    )
    print(f"question to whole page, p50 / p95   {statistics.median(waits):8.2f} s / {p95:.2f} s")
    print(f"errors, or messages of others       {len(wrong):8} {wrong[:3] if wrong else ''}")
    print(f"memory with {count} sessions open       {memory(process):8.0f} MB")
    process.send_signal(signal.SIGTERM)
    started = time.perf_counter()
    await asyncio.to_thread(process.wait, 60)
    print(f"time to stop with {count} sessions open {time.perf_counter() - started:8.1f} s")
    leave.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
