"""`assistant check`: every problem in kb/, from every part that reads it.

A part that keeps content of its own adds its checker to `CHECKS`: a function that takes the `Knowledge` and
returns problems.  It may rely on `knowledge.root` only; articles and policy can be incomplete.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.content import Knowledge, inspect
from assistant.types import Problem

Checker = Callable[[Knowledge], list[Problem]]

CHECKS: tuple[Checker, ...] = ()


def problems(kb: Path) -> tuple[Problem, ...]:
    """All problems of kb/, sorted by file and entry in reading order; empty when it holds."""
    knowledge = inspect(kb)
    found = list(knowledge.problems)
    for checker in CHECKS:
        found += checker(knowledge)
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.file))
