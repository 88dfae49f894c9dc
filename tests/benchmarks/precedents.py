"""What the example calls are worth: the labelled scenarios answered with and without them.

python tests/benchmarks/precedents.py [CASES.jsonl …]      all of tests/cases unless named
"""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

from assistant import Assistant
from assistant.cli.ask import answer_turns
from assistant.evaluation import RIGHT, read_cases, run, shares
from assistant.reading.precedents import Precedents

CASES = Path(__file__).parent.parent / "cases"


def graded(face: Assistant, path: Path) -> tuple[int, int]:
    """How many answers are right, and how many certain and wrong."""
    article = "\n".join(article.text for article in face.articles.values())
    outcomes = run(read_cases(path), lambda turns: answer_turns(face, turns), article)
    return sum(outcome.outcome == RIGHT for outcome in outcomes), shares(outcomes)[-1].certain_wrong


def main() -> None:
    face = Assistant.open()
    named = [Path(name) for name in sys.argv[1:]]
    print("| cases | right with | without | certain-wrong with | without |\n|---|---|---|---|---|")
    for path in named or [*CASES.glob("*/scenarios.jsonl"), *CASES.glob("*/dialogues.jsonl")]:
        right, wrong = graded(face, path)
        with patch.object(Precedents, "settled", lambda self, observed, scenario: scenario):
            right_alone, wrong_alone = graded(face, path)
        print(f"| {path.parent.name}/{path.name} | {right} | {right_alone} | {wrong} | {wrong_alone} |")


if __name__ == "__main__":
    main()
