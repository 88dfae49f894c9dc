"""assistant sync, assistant search: the stored index, and a look into it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.retrieval import Index, Progress, SearchResult, SyncReport
    from assistant.types import Article

BUSY = 3
"""Exit status when another sync is running."""


def sync(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Leave the stored index, damaged perhaps, and build a new one.")
    ] = False,
) -> None:
    """Bring the search index up to the articles; exit 3 while another sync is running."""
    from assistant.retrieval import SyncRunning
    from assistant.settings import Settings

    if Settings().embeddings == "none":
        typer.echo("nothing to sync: embeddings are switched off (ASSISTANT_EMBEDDINGS=none)")
        return
    try:
        with _shown() as progress:
            report = _open(progress)[0].sync(rebuild=rebuild)
    except SyncRunning as error:
        typer.echo(f"assistant: {error}", err=True)
        raise typer.Exit(BUSY) from None
    typer.echo(_report_line(report))


def search(
    query: Annotated[str, typer.Argument(help="What to look for, in any words.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """Show the passages of the articles that fit a query best."""
    if not query.strip():
        raise typer.BadParameter("the query is empty")
    with _shown() as progress:
        index, articles = _open(progress)
        result = index.search(query, k)
    if as_json:
        typer.echo(json.dumps(_result_json(query, result, articles), ensure_ascii=False, indent=2))
        return
    if result.reason:
        typer.echo(f"{result.mode} search: {result.reason}", err=True)
    typer.echo(_result_text(result, articles) if result.hits else "no passage fits")


def _open(progress: Progress) -> tuple[Index, dict[str, Article]]:
    """The index over whatever articles can be read: searching needs no policy."""
    from assistant import content
    from assistant.retrieval import Index
    from assistant.settings import Settings

    settings = Settings()
    articles = content.inspect(settings.kb).articles
    return Index.open(settings, articles, progress=progress), articles


@contextmanager
def _shown() -> Iterator[Progress]:
    """Progress as a bar on stderr, where a person looks at it; nothing in a log or a pipe."""
    from assistant.retrieval.results import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", visible=False)
        yield lambda stage, done, total: bars.update(
            task, description=stage, completed=done, total=total, visible=True
        )


def _report_line(report: SyncReport) -> str:
    passages = f"{report.passages} passages, {report.model}, {report.collection}"
    if not report.built:
        return f"up to date: {passages} ({report.seconds:.2f} s)"
    changes = f"{report.embedded} embedded, {report.reused} unchanged, {report.removed} removed"
    dropped = f"; {len(report.dropped)} old collection(s) deleted" if report.dropped else ""
    return f"built: {passages}: {changes}{dropped} ({report.seconds:.2f} s)"


def _result_text(result: SearchResult, articles: dict[str, Article]) -> str:
    blocks = []
    for rank, hit in enumerate(result.hits, 1):
        passage, article = hit.passage, articles[hit.passage.article]
        words = article.text[passage.start : passage.end]
        indented = "\n".join(f"   {line}" if line else "" for line in words.splitlines())
        blocks.append(f"{rank}. {passage.section or article.title} ({hit.score:.2f})\n{indented}")
    return "\n\n".join(blocks)


def _result_json(query: str, result: SearchResult, articles: dict[str, Article]) -> dict[str, object]:
    return {
        "query": query,
        "mode": result.mode,
        "reason": result.reason,
        "hits": [
            {
                "score": round(hit.score, 4),
                "dense": None if hit.dense is None else round(hit.dense, 4),
                "lexical": None if hit.lexical is None else round(hit.lexical, 4),
                "article": hit.passage.article,
                "title": articles[hit.passage.article].title,
                "section": hit.passage.section,
                "quote": articles[hit.passage.article].text[hit.passage.start : hit.passage.end],
                "start": hit.passage.start,
                "end": hit.passage.end,
            }
            for hit in result.hits
        ],
    }
