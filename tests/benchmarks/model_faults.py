"""Each fault of a chat model's provider N times: which answer came, and how long it took.

    .venv/bin/python tests/benchmarks/model_faults.py [N, default 20] [deadline in seconds, default 2]

A fresh circuit breaker for every question, so that each really meets its fault; the last line is with one
breaker for all, as in service.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from model_scripts import FAULTS, assistants, faithful

from assistant import Assistant
from assistant.answering.model.breaker import Breaker
from assistant.settings import Settings
from assistant.types import Answer

QUESTION = "The caller asked for a human and got one of your live agents. What is the add-on?"


def measured(one: Assistant, times: int, fresh_breaker: bool) -> tuple[list[Answer], list[float]]:
    """The answers, and the seconds each took."""
    answers, seconds = [], []
    for _ in range(times):
        if fresh_breaker and one._chat is not None:
            one._chat._breaker = Breaker()
        began = time.perf_counter()
        answers.append(one.ask(QUESTION))
        seconds.append(time.perf_counter() - began)
    return answers, seconds


def row(name: str, answers: list[Answer], seconds: list[float], expected: str) -> str:
    came = Counter(answer.mode if answer.fallback is None else "embedded, marked" for answer in answers)
    codes = Counter(str(answer.metrics.get("fallback", "–")) for answer in answers)
    right = sum(answer.text == expected for answer in answers)
    cells = [
        name,
        ", ".join(f"{count} × {what}" for what, count in came.items()),
        ", ".join(codes),
        f"{right}/{len(answers)}",
        f"{statistics.median(seconds):.2f}",
        f"{max(seconds):.2f}",
    ]
    return "| " + " | ".join(cells) + " |"


def main(times: int = 20, deadline: float = 2.0) -> None:
    logging.disable(logging.WARNING)
    expected = Assistant.open(Settings(embeddings="none")).ask(QUESTION).text
    behaviours = {name: behaviour for name, (behaviour, _) in FAULTS.items()} | {"no fault": faithful}
    print("| fault | answer that came | reason | same text as embedded | median s | longest s |")
    print("|---|---|---|---|---|---|")
    with assistants(behaviours, model_deadline=deadline) as made:
        for name in behaviours:
            one = made(name)
            assert one._chat is not None
            one._chat._made()
            print(row(name, *measured(one, times, fresh_breaker=True), expected), flush=True)
        one = made("500 always", model_deadline=deadline + 0.1)
        one._chat._made()  # type: ignore[union-attr]
        print(row("500 always, one breaker for all", *measured(one, times, fresh_breaker=False), expected))
    refused = Settings(model="openai:x", model_base_url="http://127.0.0.1:9/v1", embeddings="none")
    one = Assistant.open(refused)
    one._chat._made()  # type: ignore[union-attr]
    print(row("connection refused", *measured(one, times, fresh_breaker=True), expected))


if __name__ == "__main__":
    main(*(kind(given) for kind, given in zip((int, float), sys.argv[1:], strict=False)))
