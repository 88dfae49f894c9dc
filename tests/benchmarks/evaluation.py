"""Right answers and certain-wrong ones on the labelled cases, against the figures committed with them.

python tests/benchmarks/evaluation.py            prints a table and exits 1 when a file did worse
python tests/benchmarks/evaluation.py --write    makes today's figures the ones to hold, where none is worse
python tests/benchmarks/evaluation.py --write --force

Cases: `dev` are tuned on, `fresh` were measured on first and are tuned on since, `unseen` are never looked at:
of these only the totals are told, here and in the tests.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from assistant import Assistant
from assistant.cli.ask import answer_turns
from assistant.evaluation import latency, read_cases, run, shares

CASES = Path(__file__).parents[1] / "cases"
BASELINE = CASES / "baseline.json"
FIGURES = ("cases", "right", "certain_wrong", "asked")

Figures = dict[str, dict[str, int]]


def files() -> list[Path]:
    """The files of cases, folder by folder."""
    return sorted(CASES.glob("*/*.jsonl"))


def measured(assistant: Assistant, path: Path) -> tuple[dict[str, int], tuple[float, float]]:
    """The figures of one file, and the latency of its answers (p50 and p95, milliseconds)."""
    article = "\n".join(article.text for article in assistant.articles.values())
    outcomes = run(read_cases(path), lambda turns: answer_turns(assistant, turns), article)
    everything = shares(outcomes)[-1]
    figures = {name: int(getattr(everything, name)) for name in FIGURES}
    return figures, (latency(outcomes, 0.5), latency(outcomes, 0.95))


def baseline() -> Figures:
    """The committed figures by file; none where there are none yet."""
    figures: Figures = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    return figures


def worse(found: Figures, committed: Figures) -> list[str]:
    """What got worse, a line each: fewer right answers, more certain-wrong ones, or other cases than committed."""
    lines = [f"{name} has no committed figures" for name in sorted(found.keys() - committed.keys())]
    lines += [f"{name} is gone" for name in sorted(committed.keys() - found.keys())]
    for name in sorted(found.keys() & committed.keys()):
        now, then = found[name], committed[name]
        if now["cases"] != then["cases"]:
            lines.append(f"{name}: {now['cases']} cases, were {then['cases']}")
        if now["right"] < then["right"]:
            lines.append(f"{name}: {now['right']} right, were {then['right']} of {then['cases']}")
        if now["certain_wrong"] > then["certain_wrong"]:
            lines.append(f"{name}: {now['certain_wrong']} certain-wrong, were {then['certain_wrong']}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="make these the figures to hold")
    parser.add_argument(
        "--force", action="store_true", help="even where a file did worse, or its cases changed"
    )
    given = parser.parse_args()
    assistant, found, committed = Assistant.open(), Figures(), baseline()
    print("| cases | right | share | committed | certain-wrong | committed | asked | p50 ms | p95 ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    for path in files():
        name = path.relative_to(CASES).as_posix()
        figures, (p50, p95) = measured(assistant, path)
        found[name] = figures
        then = committed.get(name, {})
        print(
            f"| {name} | {figures['right']}/{figures['cases']} | {figures['right'] / figures['cases']:.1%} "
            f"| {then.get('right', '')} | {figures['certain_wrong']} | {then.get('certain_wrong', '')} "
            f"| {figures['asked']} | {p50:.1f} | {p95:.1f} |",
            flush=True,
        )
    lines = worse(found, committed)
    print("\n".join(lines) or "nothing worse than committed")
    new = all(line.endswith("no committed figures") for line in lines)
    if given.write and (new or given.force):
        BASELINE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        print(f"written to {BASELINE}")
    elif lines:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
