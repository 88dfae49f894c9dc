"""assistant check: all problems of kb/ at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.types import Problem


def check(
    kb: Annotated[
        Path | None, typer.Argument(metavar="[KB]", help="Folder to check; default: the one in use.")
    ] = None,
) -> None:
    """List every problem in kb/; exit 1 if there is one."""
    from assistant.check import problems
    from assistant.settings import Settings

    root = kb or Settings().kb
    found = problems(root)
    for problem in found:
        typer.echo(_line(problem))
    if found:
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        typer.echo(f"{count} in {root}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{root}: no problem")


def _line(problem: Problem) -> str:
    place = f"{problem.file}: {problem.entry}" if problem.entry else problem.file
    return f"{place}: {problem.message}"
