"""What the example calls are worth: the labelled scenarios answered with and without them.

python tests/benchmarks/precedents.py [CASES.jsonl …]      all of tests/cases unless named
python tests/benchmarks/precedents.py --weigh CASES.jsonl  what fits these best: `sharpness` and [read] of calls.toml
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from assistant import Assistant
from assistant.cli.ask import answer_turns
from assistant.evaluation import RIGHT, read_cases, run, shares
from assistant.reading.precedents import CHARGED, FREE, OPEN, UNTOLD, Precedents
from assistant.reading.scenario import Described

CASES = Path(__file__).parent.parent / "cases"


def graded(face: Assistant, path: Path) -> tuple[int, int]:
    """How many answers are right, and how many certain and wrong."""
    article = "\n".join(article.text for article in face.articles.values())
    outcomes = run(read_cases(path), lambda turns: answer_turns(face, turns), article)
    return sum(outcome.outcome == RIGHT for outcome in outcomes), shares(outcomes)[-1].certain_wrong


def judged(face: Assistant, path: Path) -> list[tuple[str, dict[str, float], str]]:
    """(what was read, shares of the sides, the truth) of the scenarios about one call."""
    found: list[tuple[str, dict[str, float]]] = []

    def keep(self: Precedents, call: Described, likely: Mapping[str, float], told: str = "") -> Described:
        found.append((told or self._read(call), self._shares(likely)))
        return call

    rows = []
    with patch.object(Precedents, "_judged", keep):
        for case in read_cases(path):
            found.clear()
            face.ask(case["text"])
            truth = {("3.00", "3.00"): CHARGED, ("0.00", "0.00"): FREE, ("0.00", "3.00"): OPEN}
            side = truth.get((case["low"], case["high"])) if case["covered"] is True else None
            rows += [(*one, side) for one in found[:1] if side]
    return rows


def weigh(rows: Sequence[tuple[str, dict[str, float], str]]) -> None:
    """Prints the sharpness and the weights of what was read that make the truth likeliest (gradient descent)."""
    import numpy as np

    sides, reads = (CHARGED, FREE, OPEN), (CHARGED, FREE, OPEN, UNTOLD)
    logs = np.log(np.clip([[shares[side] for side in sides] for _, shares, _ in rows], 1e-4, 1))
    read = np.array([reads.index(row[0]) for row in rows])
    truth = np.eye(3)[[sides.index(row[2]) for row in rows]]
    sharp, table = 1.0, np.zeros((4, 3))
    for _ in range(3000):
        sums = np.exp(sharp * logs + table[read])
        off = (sums / sums.sum(1, keepdims=True) - truth) / len(rows)
        sharp -= 0.5 * (off * logs).sum()
        slope = np.zeros_like(table)
        np.add.at(slope, read, off)
        table -= 2 * (slope + 1e-4 * table)
    weights = np.exp(table) / np.exp(table).sum(1, keepdims=True)
    print(f"{len(rows)} calls: sharpness = {sharp:.2f}")
    for name, row in zip(reads, weights, strict=True):
        print(name, {side: round(float(weight), 2) for side, weight in zip(sides, row, strict=True)})


def main() -> None:
    face = Assistant.open()
    if sys.argv[1:2] == ["--weigh"]:
        weigh([row for name in sys.argv[2:] for row in judged(face, Path(name))])
        return
    named = [Path(name) for name in sys.argv[1:]]
    print("| cases | right with | without | certain-wrong with | without |\n|---|---|---|---|---|")
    for path in named or [*CASES.glob("*/scenarios.jsonl"), *CASES.glob("*/dialogues.jsonl")]:
        right, wrong = graded(face, path)
        with patch.object(Precedents, "settled", lambda self, observed, scenario: scenario):
            right_alone, wrong_alone = graded(face, path)
        print(f"| {path.parent.name}/{path.name} | {right} | {right_alone} | {wrong} | {wrong_alone} |")


if __name__ == "__main__":
    main()
