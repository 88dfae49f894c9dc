"""Labelled cases through a scripted faithful model: are the charges those of the embedded mode?

    .venv/bin/python tests/benchmarks/model_cases.py [FILE.jsonl …, default tests/cases/**/*.jsonl]

Prints, per file, how many charges and kinds are the same, how often the model's wording was shown, why it was
set aside otherwise, and the time an answer took beside the embedded one.
"""

from __future__ import annotations

import json
import logging
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from model_scripts import assistants, faithful

from assistant import Assistant
from assistant.settings import Settings
from assistant.types import Answer


def last_answer(one: Assistant, record: dict[str, Any]) -> tuple[Answer, float]:
    """The answer to a case's last turn, and its seconds."""
    state: dict[str, Any] = {}
    for turn in record.get("turns") or [record["text"]]:
        began = time.perf_counter()
        answer, state = one.turn(turn, state)
    return answer, time.perf_counter() - began


def report(path: Path, one: Assistant, plain: Assistant) -> None:
    same = shown = total = 0
    reasons: Counter[str] = Counter()
    took: list[float] = []
    took_plain: list[float] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        answer, seconds = last_answer(one, record)
        expected, plain_seconds = last_answer(plain, record)
        total += 1
        same += (answer.bill, answer.kind) == (expected.bill, expected.kind)
        shown += answer.fallback is None
        reasons.update([answer.metrics.get("fallback", "")] if answer.fallback else [])
        took.append(seconds)
        took_plain.append(plain_seconds)
    median, median_plain = statistics.median(took) * 1000, statistics.median(took_plain) * 1000
    print(
        f"{path.parent.name}/{path.name}: same charge {same}/{total}, wording shown {shown}/{total}"
        f" {dict(reasons) or ''}, median {median:.0f} ms (embedded {median_plain:.0f} ms)",
        flush=True,
    )


def main(paths: list[Path]) -> None:
    logging.disable(logging.WARNING)
    plain = Assistant.open(Settings(embeddings="none"))
    with assistants({"faithful": faithful}) as made:
        made("faithful").ask("hello")
        for path in paths:
            report(path, made("faithful"), plain)


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    main(given or sorted((Path(__file__).parent.parent / "cases").rglob("*.jsonl")))
