"""`assistant forget` and `assistant export`: what is kept of conversations, away or out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer


def forget(
    conversation: Annotated[str, typer.Argument(help="its id, as exports and the insights page show it")],
) -> None:
    """Delete a conversation with its messages, feedback and labelled cases, for good."""
    store = _store()
    number = store.forget(conversation)
    typer.echo(f"Forgot the conversation with its {number} messages.")


def export(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="begun on this day (UTC) or later")
    ] = None,
    cases: Annotated[
        bool, typer.Option("--cases", help="the labelled cases, as `assistant eval` reads them")
    ] = False,
    output: Annotated[Path | None, typer.Option(help="a file instead of standard output")] = None,
) -> None:
    """Write the kept conversations as JSON lines: one a line, with messages, answers and feedback."""
    import json
    from datetime import UTC

    store = _store()
    ...
