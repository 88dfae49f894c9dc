"""Start-up and peak memory of whole commands, against the libraries they do without.

python tests/benchmarks/startup.py [RUNS]      prints a table: median and best seconds, peak megabytes
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "assistant --help": ["-m", "assistant", "--help"],
    "assistant price": ["-m", "assistant", "price", "--interaction", "caller_escalation"],
    "assistant check": ["-m", "assistant", "check"],
    "assistant ask (a price)": [
        "-m",
        "assistant",
        "ask",
        "The AI froze and a live agent took over. Do I pay extra?",
    ],
    "assistant ask (an article question)": ["-m", "assistant", "ask", "Can the AI book over Calendly?"],
    "assistant search": ["-m", "assistant", "search", "Can the AI book over Calendly?"],
    "import chromadb": ["-c", "import chromadb"],
    "import langchain_chroma": ["-c", "import langchain_chroma"],
    "import streamlit": ["-c", "import streamlit"],
}


def run(arguments: list[str]) -> tuple[float, float]:
    """(seconds, peak megabytes) of one process."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed with {process.returncode}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    # Interleaved, so that a busy minute of the machine falls on all alike.
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            measured[name].append(run(arguments))
    print(f"| command ({runs} runs) | median s | best s | peak MB |\n|---|---|---|---|")
    for name, figures in measured.items():
        seconds = [second for second, _ in figures]
        peak = max(megabytes for _, megabytes in figures)
        print(f"| {name} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {peak:.0f} |")


if __name__ == "__main__":
    main()
