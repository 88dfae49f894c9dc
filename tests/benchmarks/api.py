"""Figures of the HTTP API: a server of its own on the loopback, an own data folder, both gone afterwards.

    python tests/benchmarks/api.py                   # messages, streams, leaving clients
    python tests/benchmarks/api.py soak --seconds 600

Nothing is asserted but that every request is answered; compare figures of the same machine only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent))

ASKED = "10 calls at $2.40 base: 4 new callers verified by a live agent, 6 AI only. Total?"


# ---------------------------------------------------------------- the server


def serve(kind: str, folder: str) -> None:
    """Runs in a process of its own: the real assistant, or one that takes its time over every word."""
    import uvicorn
    from serving import Talker, mounted

    from assistant import Assistant
    from assistant.settings import Settings

    settings = Settings(data=Path(folder), rate_per_minute=10**9)
    assistant = Assistant.open(settings)
    if kind == "slow":
        assistant = Talker.open(settings)
        assistant.pieces, assistant.pause = tuple("word " for _ in range(200)), 0.02  # type: ignore[attr-defined]
        settings = replace(settings, model="as many threads as a chat model would get")
    app = mounted(settings, assistant)
    config = uvicorn.Config(app, "127.0.0.1", 0, log_level="error", lifespan="off", proxy_headers=False)
    server = uvicorn.Server(config)

    async def run() -> None:
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        print(server.servers[0].sockets[0].getsockname()[1], flush=True)
        await task

    asyncio.run(run())


@contextmanager
def server(kind: str = "real") -> Iterator[tuple[int, psutil.Process]]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "serve", kind, folder]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline()), psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(20)


# ---------------------------------------------------------------- a light client


class Client:
    """One connection and one conversation."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def begin(self) -> Client:
        self._in, self._out = await asyncio.open_connection("127.0.0.1", self._port)
        _, body = await self.post("conversations", {})
        opened = json.loads(body)
        self.path = f"conversations/{opened['id']}/messages"
        self.token = opened["token"]
        return self

    def send(self, path: str, body: object, *headers: str) -> None:
        data = json.dumps(body).encode()
        lines = [
            f"POST /api/v1/{path} HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            *headers,
        ]
        lines += [
            f"Content-Length: {len(data)}",
            f"Authorization: Bearer {getattr(self, 'token', '')}",
            "",
            "",
        ]
        self._out.write("\r\n".join(lines).encode() + data)

    async def post(self, path: str, body: object) -> tuple[int, bytes]:
        self.send(path, body)
        head = await self._in.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        return int(head[9:12]), await self._in.readexactly(int(length.split(b":")[1]))

    async def ask(self) -> float:
        """Milliseconds of one priced message."""
        begun = time.perf_counter()
        status, body = await self.post(self.path, {"text": ASKED})
        assert status == 200, body
        return (time.perf_counter() - begun) * 1000

    async def stream(self) -> tuple[float, float, int]:
        """Milliseconds to the first event and to the answer, and how many events came."""
        begun = time.perf_counter()
        self.send(self.path, {"text": ASKED}, "Accept: text/event-stream")
        first, events = 0.0, 0
        while True:
            line = await self._in.readline()
            assert line, "the stream ended without an answer"
            if line.startswith(b"event:"):
                events += 1
                first = first or (time.perf_counter() - begun) * 1000
                if b"answer" in line:
                    break
        while await self._in.readline() != b"0\r\n":
            pass
        await self._in.readline()
        return first, (time.perf_counter() - begun) * 1000, events

    def leave(self) -> None:
        self._out.close()


def spread(values: list[float]) -> str:
    ordered = sorted(values)
    at = [ordered[min(len(ordered) - 1, len(ordered) * share // 100)] for share in (50, 95, 99)]
    return f"p50 {at[0]:.1f} ms, p95 {at[1]:.1f} ms, p99 {at[2]:.1f} ms, longest {ordered[-1]:.1f} ms"


def processor(process: psutil.Process) -> float:
    """Seconds of processor time so far: what is left of a figure when the machine has other work."""
    times = process.cpu_times()
    return float(times.user + times.system)


def counted(port: int, name: str) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/metrics") as response:
        lines = response.read().decode().splitlines()
    return next((float(line.split()[-1]) for line in lines if line.startswith(name + " ")), 0.0)


# ---------------------------------------------------------------- what is measured


async def messages(seconds: float) -> None:
    with server() as (port, process):
        for clients in (1, 8, 32):
            opened = await asyncio.gather(*(Client(port).begin() for _ in range(clients)))
            await asyncio.gather(*(client.ask() for client in opened))
            took: list[float] = []
            until = time.perf_counter() + seconds

            async def work(client: Client, until: float = until, took: list[float] = took) -> None:
                while time.perf_counter() < until:
                    took.append(await client.ask())

            begun, spent = time.perf_counter(), processor(process)
            await asyncio.gather(*(work(client) for client in opened))
            rate = len(took) / (time.perf_counter() - begun)
            each = (processor(process) - spent) / len(took) * 1000
            print(
                f"priced message, {clients:2} clients: {rate:.0f} requests/s, {spread(took)}; "
                f"the server's processor time {each:.1f} ms a request"
            )
            for client in opened:
                client.leave()


async def streams() -> None:
    with server() as (port, _):
        client = await Client(port).begin()
        await client.stream()
        firsts = [(await client.stream())[0] for _ in range(200)]
        print(f"first event of a stream, embedded: {spread(firsts)}")
        opened = await asyncio.gather(*(Client(port).begin() for _ in range(200)))
        done = await asyncio.gather(*(each.stream() for each in opened))
        print(
            f"200 streams at once, embedded: {len(done)} complete; first event {spread([d[0] for d in done])}"
        )
    with server("slow") as (port, process):
        opened = await asyncio.gather(*(Client(port).begin() for _ in range(200)))
        begun = time.perf_counter()
        done = await asyncio.gather(*(each.stream() for each in opened))
        took = time.perf_counter() - begun
        events = statistics.mean(d[2] for d in done)
        print(
            f"200 streams at once, 4 s of pauses each, 64 at work: {len(done)} complete in {took:.1f} s, "
            f"{events:.0f} events each, {process.memory_info().rss / 2**20:.0f} MB"
        )


async def leaving() -> None:
    with server("slow") as (port, _):
        for accept in ("application/json", "text/event-stream"):
            before = counted(port, "assistant_abandoned_total")
            opened = await asyncio.gather(*(Client(port).begin() for _ in range(20)))
            for client in opened:
                client.send(client.path, {"text": ASKED}, f"Accept: {accept}")
            await asyncio.sleep(0.5)
            begun = time.perf_counter()
            for client in opened:
                client.leave()
            while counted(port, "assistant_abandoned_total") - before < 20:
                await asyncio.sleep(0.01)
                assert time.perf_counter() - begun < 10
            print(f"20 clients leave ({accept}): all work stopped after {time.perf_counter() - begun:.2f} s")


async def soak(seconds: float, per_second: float = 10.0) -> None:
    with server() as (port, process):
        opened = await asyncio.gather(*(Client(port).begin() for _ in range(10)))
        took: list[float] = []
        begun = time.perf_counter()
        sample(process, 0)
        number, told = 0, 0
        while (elapsed := time.perf_counter() - begun) < seconds:
            if number % 100 == 99:  # connections and conversations come and go
                opened[number % 10].leave()
                opened[number % 10] = await Client(port).begin()
            client = opened[number % 10]
            took.append((await client.stream())[1] if number % 2 else await client.ask())
            number += 1
            if elapsed // 60 > told:
                told = int(elapsed // 60)
                sample(process, told)
            await asyncio.sleep(max(0.0, begun + number / per_second - time.perf_counter()))
        sample(process, seconds / 60)
        print(f"soak: {number} requests in {time.perf_counter() - begun:.0f} s, {spread(took)}")


def sample(process: psutil.Process, minute: float) -> None:
    memory = process.memory_info().rss / 2**20
    print(
        f"  minute {minute:4.1f}: {memory:.1f} MB, {process.num_fds()} open files, {process.num_threads()} threads",
        flush=True,
    )


async def everything(seconds: float) -> None:
    await messages(seconds)
    await streams()
    await leaving()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(*sys.argv[2:])
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument(
            "what", nargs="?", default="all", choices=["all", "messages", "streams", "leaving", "soak"]
        )
        parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement, or of the soak")
        given = parser.parse_args()
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        kinds: dict[str, Callable[[], Awaitable[None]]] = {
            "all": lambda: everything(given.seconds),
            "messages": lambda: messages(given.seconds),
            "streams": streams,
            "leaving": leaving,
            "soak": lambda: soak(given.seconds),
        }
        asyncio.run(kinds[given.what]())  # type: ignore[arg-type]
