"""How well and how fast numbers, dates and sums of money are found in labelled messages.

    python tests/benchmarks/amounts.py tests/cases/dev/scenarios.jsonl

Prints the share of messages whose base rate fits the labelled total, the share whose dates say whether the
calls are covered as labelled, and milliseconds of CPU for each reader (for 40 tokens, first sight of a text).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.reading import dates, money, numbers
from assistant.reading.text import Lexicon, Text
from assistant.reading.wordlist import Vocabulary

EFFECTIVE, ADD_ON, PER = date(2025, 11, 20), Decimal("3.00"), 40
LANGUAGE = Path(__file__).parents[2] / "kb" / "language" / "en"


def base_rate_fits(text: Text, case: dict[str, Any]) -> bool:
    """Whether exactly one base rate is found, and the labelled total is a whole number of calls at it."""
    rates = {one.amount for one in money.find(text, add_on=ADD_ON) if one.role == "base_rate"}
    if len(rates) != 1:
        return False
    return (Decimal(case["total"]) - Decimal(case["low"])) % rates.pop() == 0


def cover(text: Text) -> str:
    """Whether the calls' dates are covered, as the dates alone say: "True", "False", "partly"."""
    found = [one for one in dates.find(text, EFFECTIVE) if one.role == "call" and not one.relative]
    if not found:
        found = [one for one in dates.find(text, EFFECTIVE) if one.role == "frame"]
    before = [one for one in found if one.start is None or one.start < EFFECTIVE]
    after = [one for one in found if one.end is None or one.end >= EFFECTIVE]
    return "partly" if before and after else "False" if before else "True"


def timed(texts: list[Text]) -> dict[str, list[float]]:
    """Milliseconds of CPU each reader takes, for 40 tokens, in the order they are used in."""
    readers: dict[str, Callable[[Text], object]] = {
        "dates": lambda text: dates.find(text, EFFECTIVE),
        "money": lambda text: money.find(text, add_on=ADD_ON),
        "numbers": numbers.find,
    }
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for text in texts:
        for name, reader in readers.items():
            start = time.thread_time()
            reader(text)
            spent = (time.thread_time() - start) * 1000
            taken[name].append(spent * PER / max(PER, len(text.tokens)))
    return taken


def main() -> None:
    cases = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line]
    lexicon = Lexicon.load(LANGUAGE, Vocabulary(LANGUAGE))
    priced = [case for case in cases if case.get("total") is not None]
    fits = [case for case in priced if base_rate_fits(lexicon.read(case["text"]), case)]
    print(f"base rate fits the total: {len(fits)} of {len(priced)}")
    wrong = [(case["id"], cover(lexicon.read(case["text"])), case["covered"]) for case in cases]
    wrong = [entry for entry in wrong if entry[1] != str(entry[2])]
    print(f"dates tell the cover: {len(cases) - len(wrong)} of {len(cases)}; others {wrong}")
    for name, spent in timed([lexicon.read(case["text"]) for case in cases]).items():
        spent.sort()
        print(f"{name}: p50 {spent[len(spent) // 2]:.2f} ms, p95 {spent[int(len(spent) * 0.95)]:.2f} ms")


if __name__ == "__main__":
    main()
