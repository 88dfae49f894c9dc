"""How well questions are told apart that the examples don't hold, with and without sentence vectors.

    python tests/benchmarks/topics.py [CASES.tsv]

A line of the cases is `topic|another right one<TAB>question`.  Prints the share of right topics, the share of right
kinds (article, not covered, contact, smalltalk, hostile), milliseconds of CPU a question, and what went wrong.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assistant.answering.meaning import SentenceVectors
from assistant.reading.learned import Meaning
from assistant.reading.text import Lexicon
from assistant.reading.topic import TopicMatch
from assistant.reading.topics import Topics
from assistant.settings import Settings

CASES = Path(__file__).parent.parent / "cases" / "topics_unseen.tsv"


def main(path: Path) -> None:
    settings = Settings()
    topics = Topics.load(settings.kb)
    lexicon = Lexicon.load(settings.kb / "language" / "en", topics.vocabulary)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    cases = [(right.split("|"), question) for right, question in lines]
    for name, meaning in (("words alone", None), ("with vectors", SentenceVectors(settings, topics.model))):
        report(name, cases, topics, lexicon, meaning)


def report(
    name: str, cases: list[tuple[list[str], str]], topics: Topics, lexicon: Lexicon, meaning: Meaning | None
) -> None:
    topics.find(lexicon.read("warm up, would you?"), meaning, calls=False)
    right = kinds = 0
    spent: list[float] = []
    wrong: list[str] = []
    for wanted, question in cases:
        start = time.thread_time()
        matches = topics.find(lexicon.read(question), meaning, calls=False)
        spent.append(1000 * (time.thread_time() - start))
        key = matches[0].key if matches else "-"
        right += key in wanted
        kinds += kind(key) in {kind(other) for other in wanted}
        if key not in wanted:
            wrong.append(f"  {question}  [{key}, not {'|'.join(wanted)}]")
    spent.sort()
    print(
        f"{name}: topic {right}/{len(cases)} {right / len(cases):.1%}, kind {kinds / len(cases):.1%};",
        end=" ",
    )
    print(f"p50 {spent[len(spent) // 2]:.1f} ms, p95 {spent[int(0.95 * len(spent))]:.1f} ms")
    print("\n".join(wrong))


def kind(key: str) -> str:
    return TopicMatch(key, 0.0, "", 0, 0).kind


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
