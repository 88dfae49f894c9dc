"""How well search finds the section that answers, by way of scoring; and what its score says about questions
that the article does not answer.

    python tests/benchmarks/retrieval_quality.py [--questions FILE.jsonl] [--misses]

Without a file: the committed table beside this script.  A file holds a record a line with "text", "kind" and
"sections".  R@1 and R@3: share of questions with a right section first, among the first three; MRR: mean
reciprocal rank; AUROC: how often an answerable question scores above an unanswerable one (0.5: says
nothing).
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import content
from assistant.retrieval import Index
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.search import LEXICAL_WEIGHT
from assistant.settings import Settings

Row = NDArray[np.float64]
RANK_CONSTANT = 60  # of reciprocal rank fusion, as published


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--misses", action="store_true", help="show the questions whose first hit is wrong")
    arguments = parser.parse_args()
    questions = labelled(arguments.questions) if arguments.questions else table()
    settings = Settings()
    index = Index.open(settings, content.inspect(settings.kb).articles)
    sections = [passage.section for passage in index.passages]
    lexical = Lexical(index.passages)
    vectors = index.embed([passage.text for passage in index.passages])
    asked = index.embed([text for text, _ in questions])
    if vectors is None or asked is None:
        raise SystemExit("there is no embedding model; run `assistant doctor`")
    similar = asked.astype(np.float64) @ vectors.T.astype(np.float64)
    words = np.array([lexical.scores(text) for text, _ in questions])
    right = [[section in wanted for section in sections] for _, wanted in questions]
    known = np.array([bool(wanted) for _, wanted in questions])
    print(f"{known.sum()} answerable and {(~known).sum()} other questions, {len(sections)} passages")
    print(f"{'scored by':<34}   R@1   R@3   MRR  AUROC")
    for name, score in WAYS.items():
        scores = np.array([score(dense, lex) for dense, lex in zip(similar, words, strict=True)])
        print(f"{name:<34} {figures(scores, right, known)}")
    searched = [index.search(text, 1) for text, _ in questions]
    hits = [result.hits[0].passage.section if result.hits else "" for result in searched]
    found = np.mean([hit in wanted for hit, (_, wanted) in zip(hits, questions, strict=True) if wanted])
    print(f"Index.search itself ({searched[0].mode}): R@1 {found:.3f}")
    if arguments.misses:
        for hit, (text, wanted) in zip(hits, questions, strict=True):
            if wanted and hit not in wanted:
                print(f"  {text!r}: {hit}, not {wanted[0]}")


def table() -> list[tuple[str, list[str]]]:
    """The committed questions with the headings of their sections."""
    read = tomllib.loads(Path(__file__).with_name("retrieval_queries.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = read["sections"]
    return [(text, [names[key] for key in keys]) for text, keys in read["queries"].items()]


def labelled(path: Path) -> list[tuple[str, list[str]]]:
    """Questions of a JSONL file that an article answers or that it is known not to answer."""
    records: list[dict[str, Any]] = [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [
        (record["text"], record["sections"])
        for record in records
        if record["sections"] or record["kind"] == "not_covered"
    ]


def ranks(scores: Row) -> Row:
    """1 for the best, and so on."""
    return np.argsort(np.argsort(-scores, kind="stable"), kind="stable") + 1.0


def by_rank(dense: Row, lexical: Row, weight: float = 1.0) -> Row:
    """Reciprocal rank fusion; a passage without a known word gets nothing for its words."""
    return weight / (RANK_CONSTANT + ranks(dense)) + np.where(
        lexical > 0, 1 / (RANK_CONSTANT + ranks(lexical)), 0
    )


def weighted(weight: float) -> Callable[[Row, Row], Row]:
    return lambda dense, lexical: (1 - weight) * dense + weight * lexical


WAYS: dict[str, Callable[[Row, Row], Row]] = {
    "meaning alone (cosine)": lambda dense, lexical: dense,
    "words alone (BM25)": lambda dense, lexical: lexical,
    "by rank, equal": by_rank,
    "by rank, meaning double": lambda dense, lexical: by_rank(dense, lexical, 2.0),
    "0.7 cosine + 0.3 BM25/best": lambda dense, lexical: 0.7 * dense + 0.3 * relative(lexical),
    "0.8 cosine + 0.2 BM25/best": lambda dense, lexical: 0.8 * dense + 0.2 * relative(lexical),
    f"{1 - LEXICAL_WEIGHT:.2f} cosine + {LEXICAL_WEIGHT:.2f} BM25, absolute": weighted(LEXICAL_WEIGHT),
}


def relative(lexical: Row) -> Row:
    """BM25 as a share of the best passage's; undoes the squeezing, up to a factor that cancels out."""
    raw = lexical / (1 - lexical)
    best = raw.max()
    return raw / best if best else raw


def figures(scores: NDArray[np.float64], right: list[list[bool]], known: NDArray[np.bool_]) -> str:
    """R@1, R@3, MRR over the answerable questions, AUROC of the best score over all."""
    places = []
    for row, flags in zip(scores[known], [flags for flags in right if any(flags)], strict=True):
        order = np.argsort(-row, kind="stable")
        places.append(1 + next(place for place, number in enumerate(order) if flags[number]))
    place = np.array(places)
    best = scores.max(1)
    above = best[known][:, None] - best[~known][None, :]
    auroc = (above > 0).mean() + 0.5 * (above == 0).mean() if above.size else float("nan")
    return f"{(place == 1).mean():.3f} {(place <= 3).mean():.3f} {(1 / place).mean():.3f}  {auroc:.3f}"


if __name__ == "__main__":
    main()
