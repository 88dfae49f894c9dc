"""`assistant forget` and `assistant export`: kept conversations, away or out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.types import AssistantError

if TYPE_CHECKING:
    from assistant.store import Store


class NothingKept(AssistantError):
    """Conversations are not kept at all, by the settings."""


class NotWritten(AssistantError):
    """The file to export to can't be written."""


def forget(
    conversation: Annotated[
        str, typer.Argument(metavar="CONVERSATION", help="Its id, as exports and the insights page show it.")
    ],
) -> None:
    """Delete a conversation with its messages, feedback and labelled cases, for good."""
    number = _store().forget(conversation)
    typer.echo(f"forgot the conversation and its {number} messages")


def export(
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Begun on this day (UTC) or later."),
    ] = None,
    cases: Annotated[
        bool, typer.Option("--cases", help="The labelled cases instead, in the form of `assistant eval`.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file instead of standard output.")
    ] = None,
) -> None:
    """Kept conversations as JSON lines: one a line, with its messages, answers and feedback."""
    store = _store()
    if cases:
        records: Iterable[dict[str, Any]] = (case.record for case in store.cases())
    else:
        records = store.export(since.replace(tzinfo=UTC) if since else None)
    lines = _lines(records)
    if output is None:
        for line in lines:
            typer.echo(line, nl=False)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise NotWritten(f"{output} can't be written: {error.strerror}") from error


def _lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    import json

    return (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _store() -> Store:
    from assistant.settings import Settings
    from assistant.store import Store

    settings = Settings()
    if settings.retention_days == 0:
        raise NothingKept("conversations are not kept (ASSISTANT_RETENTION_DAYS is 0)")
    return Store.open(settings)
