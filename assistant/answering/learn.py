"""Learns from the example questions which words and meanings speak for which topic.

    python -m assistant.answering.learn [KB]

Reads `kb/language/en/examples/questions.toml`, writes `learned.json` beside it (a minute's work), and does the same
for the example calls (`learn_calls`).  Run it after editing the examples or the classes of topics.toml and
outside.toml; `assistant check` tells when it is due.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.content import read_toml
from assistant.reading.learned import FILE
from assistant.reading.text import Lexicon
from assistant.reading.topics import Topics
from assistant.settings import Settings
from assistant.types import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

LANGUAGE = "language/en"
EXAMPLES = "examples/questions.toml"
LEARNT_FROM = ("topics.toml", "outside.toml", EXAMPLES)
SELDOM = 2  # a feature seen in fewer examples is left out
STEPS, RATE = 260, 0.05
SMALL_WORDS, SMALL_VECTORS = 3e-5, 2e-5  # how strongly weights are kept small


def stamp(kb: Path) -> str:
    """What the weights were learnt from, as a digest."""
    folder = kb / LANGUAGE
    digest = hashlib.sha256()
    for name in LEARNT_FROM:
        path = folder / name
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]


def problems(kb: Path) -> list[Problem]:
    """Whether the weights are missing or older than what they were learnt from."""
    return outdated(kb / LANGUAGE / FILE, stamp(kb), f"{LANGUAGE}/{FILE}")


def outdated(path: Path, wanted: str, name: str) -> list[Problem]:
    """Whether learnt weights are missing or weren't learnt from what is there now."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["stamp"]
    except (OSError, ValueError, KeyError):
        told = None
    if told == wanted:
        return []
    message = "is older than the examples or classes; run `python -m assistant.answering.learn`"
    return [Problem(name, "stamp", message if told else "is missing or can't be read")]


def examples(kb: Path) -> list[tuple[str, str]]:
    """(question, topic) pairs."""
    table, _ = read_toml(kb / LANGUAGE / EXAMPLES, kb)
    return [
        (line, topic)
        for topic, lines in table.get("examples", {}).items()
        for line in lines.strip().splitlines()
        if line
    ]


def learn(kb: Path, settings: Settings) -> dict[str, Any]:
    """The content of learned.json."""
    from assistant.retrieval import embed

    pairs = examples(kb)
    topics = sorted({topic for _, topic in pairs})
    wanted = [topics.index(topic) for _, topic in pairs]
    words = _by_words(kb, [question for question, _ in pairs], wanted, len(topics))
    model = embed.load(settings)
    semantic = _by_meaning(model.embeddings, [question for question, _ in pairs], wanted, len(topics))
    return {
        "stamp": stamp(kb),
        "topics": topics,
        "words": words,
        "semantic": {"model": model.name, **semantic},
    }


def _by_words(kb: Path, questions: Sequence[str], wanted: Sequence[int], topics: int) -> dict[str, Any]:
    import numpy as np

    reader = Topics.load(kb)
    lexicon = Lexicon.load(kb / LANGUAGE, reader.vocabulary)
    seen = [reader.features(lexicon.read(question)) for question in questions]
    counts = Counter(name for here in seen for name in here)
    names = sorted(name for name, count in counts.items() if count >= SELDOM)
    place = {name: index for index, name in enumerate(names)}
    inputs = np.zeros((len(seen), len(names)), np.float32)
    for row, here in enumerate(seen):
        for name, value in here.items():
            if name in place:
                inputs[row, place[name]] = value
    weights, start = fit(inputs, wanted, topics, SMALL_WORDS)
    rows, scale = coded(weights)
    return {"scale": scale, "start": start, "rows": dict(zip(names, rows, strict=True))}


def _by_meaning(
    embeddings: Any, questions: Sequence[str], wanted: Sequence[int], topics: int
) -> dict[str, Any]:
    import numpy as np

    inputs = np.array(embeddings.embed_documents(list(questions)), np.float32)
    weights, start = fit(inputs, wanted, topics, SMALL_VECTORS)
    rows, scale = coded(weights)
    return {"scale": scale, "start": start, "rows": rows}


def fit(inputs: Matrix, wanted: Sequence[int], topics: int, small: float) -> tuple[Matrix, list[float]]:
    """Weights and offsets of a logistic regression, by Adam from zero: the same data, the same weights."""
    import numpy as np

    size = (inputs.shape[1] + 1, topics)
    inputs = np.hstack([inputs, np.ones((len(inputs), 1), np.float32)])
    weights, first, second = (np.zeros(size, np.float32) for _ in range(3))
    rows = np.arange(len(inputs))
    for step in range(1, STEPS + 1):
        sums = inputs @ weights
        shares = np.exp(sums - sums.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        shares[rows, wanted] -= 1
        slope = inputs.T @ shares / len(inputs) + small * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        weights -= RATE * 10 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-6) / 10
    return weights[:-1], [round(float(value), 4) for value in weights[-1]]


def coded(weights: Matrix) -> tuple[list[str], float]:
    """Each row as 8-bit numbers, and what one of them is worth."""
    import numpy as np

    scale = float(np.abs(weights).max()) / 127 or 1.0
    coded = np.rint(weights / scale).astype(np.int8)
    return [base64.b64encode(row.tobytes()).decode() for row in coded], scale


def main(arguments: Sequence[str]) -> None:
    settings = Settings()
    kb = Path(arguments[0]) if arguments else settings.kb
    path = kb / LANGUAGE / FILE
    path.write_text(json.dumps(learn(kb, settings), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path}: learnt from {len(examples(kb))} questions")
    from assistant.answering import learn_calls

    print(learn_calls.write(kb))


if __name__ == "__main__":
    main(sys.argv[1:])
