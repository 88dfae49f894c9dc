"""Servers for browser tests, each with a data folder of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
PATIENCE = 45_000  # milliseconds; only a busy machine needs them


def start(
    folder: Path, *, env: dict[str, str] | None = None, port: int | None = None
) -> tuple[subprocess.Popen[bytes], str]:
    """A server of its own data folder; (process, address)."""
    port = port or free_port()
    settings = {"ASSISTANT_DATA": str(folder), "ASSISTANT_EMBEDDINGS": "none", **(env or {})}
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, str(HERE / "slow_server.py"), "--port", str(port)],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(900):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/api/v1/live", timeout=2).close()
            return process, address
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise RuntimeError("the server did not come up:\n" + (folder / "server.log").read_text())


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
