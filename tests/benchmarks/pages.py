"""What the pages cost: first paint, time to answer, many sessions at once, memory, time to stop.

    python tests/benchmarks/pages.py [--sessions 100] [--turns 3]

Starts a server of its own on loopback, with a data folder of its own, and stops it.  Nothing is asserted but
that every session got its own answers.
"""

from __future__ import annotations

import argparse
import asyncio
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

import psutil

ROOT = Path(__file__).parents[2]
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
_FIRST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
    const paint = list.getEntriesByName("first-contentful-paint")[0];
    if (paint) done(paint.startTime / 1000);
}).observe({ type: "paint", buffered: true }))"""
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
            in_browser(address)
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


def in_browser(address: str, times: int = 7) -> None:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        print("no Chromium: first paint is not measured")
        return
    from playwright.sync_api import sync_playwright

    paints, opens, answers = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for _ in range(times):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            started = time.perf_counter()
            page.goto(address)
            page.locator(".welcome").wait_for()
            opens.append(time.perf_counter() - started)
            paints.append(page.evaluate(_FIRST_PAINT))
            started = time.perf_counter()
            page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
            page.keyboard.press("Enter")
            page.locator(".charge").wait_for()
            answers.append(time.perf_counter() - started)
            page.close()
        browser.close()
    for name, figures in (
        ("first paint", paints),
        ("chat ready to type in", opens),
        ("question to card", answers),
    ):
        print(
            f"{name + ', cold cache':35} {statistics.median(figures):8.2f} s median   {max(figures):.2f} s longest"
        )


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
