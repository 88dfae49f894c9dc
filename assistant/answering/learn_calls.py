"""Learns from the example calls which words and observations speak for which kind of call.

`python -m assistant.answering.learn` writes `examples/calls.json` beside `examples/calls.toml`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.answering import learn
from assistant.content import read_toml
from assistant.reading.observe import Observer
from assistant.reading.precedents import FILE, PAIR, QUESTION, WEIGHTS, features
from assistant.reading.text import Lexicon
from assistant.reading.topic import CALLS
from assistant.reading.wordlist import Vocabulary
from assistant.types import Problem

TABLES = ("likeness", "read", "sides", "facts")
SMALL = 1e-5  # how strongly weights are kept small
SELDOM = 4  # two words that stand together in fewer examples are left out


def examples(kb: Path) -> list[tuple[str, str]]:
    """(message, kind) pairs."""
    table, _ = read_toml(kb / learn.LANGUAGE / FILE, kb)
    found = table.get("examples", {})
    return [(line, kind) for kind, lines in found.items() for line in lines.strip().splitlines() if line]


def stamp(kb: Path) -> str:
    """What the weights were learnt from, as a digest."""
    digest = hashlib.sha256()
    for name in (FILE, learn.EXAMPLES):
        path = kb / learn.LANGUAGE / name
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]


def problems(kb: Path) -> list[Problem]:
    """Whether the weights are missing or older than the examples."""
    return learn.outdated(kb / learn.LANGUAGE / WEIGHTS, stamp(kb), f"{learn.LANGUAGE}/{WEIGHTS}")


def weights(kb: Path) -> dict[str, Any]:
    """The content of calls.json."""
    import numpy as np

    folder = kb / learn.LANGUAGE
    table, _ = read_toml(folder / FILE, kb)
    pairs = [*examples(kb), *((line, QUESTION) for line, topic in learn.examples(kb) if topic != CALLS)]
    kinds = sorted({kind for _, kind in pairs})
    observer, lexicon = Observer.load(folder), Lexicon.load(folder, Vocabulary(folder))
    seen = [features(observer.observe(lexicon.read(message))) for message, _ in pairs]
    counts = Counter(name for here in seen for name in here)
    names = sorted(
        n for n, count in counts.items() if count >= (SELDOM if n.startswith(PAIR) else learn.SELDOM)
    )
    place = {name: index for index, name in enumerate(names)}
    inputs = np.zeros((len(seen), len(names)), np.float32)
    for row, here in enumerate(seen):
        inputs[row, [place[name] for name in here if name in place]] = len(here) ** -0.5
    fitted, start = learn.fit(inputs, [kinds.index(kind) for _, kind in pairs], len(kinds), SMALL)
    coded, scale = learn.coded(fitted)
    rows = dict(zip(names, coded, strict=True))
    told = {name: table[name] for name in TABLES}
    return {"stamp": stamp(kb), "kinds": kinds, **told, "scale": scale, "start": start, "rows": rows}


def write(kb: Path) -> str:
    """Writes calls.json; says what it was learnt from."""
    path = kb / learn.LANGUAGE / WEIGHTS
    path.write_text(json.dumps(weights(kb), separators=(",", ":")) + "\n", encoding="utf-8")
    return f"{path}: learnt from {len(examples(kb))} calls"
