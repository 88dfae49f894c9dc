"""assistant ask, explain and eval: questions answered, readings shown, labelled messages graded."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.question import print_answer, quiet
from assistant.types import AssistantError

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.types import Reading


class NoQuestion(AssistantError):
    """Nothing to answer."""


def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know, in your own words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one Answer as JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE|-", help='JSONL: {"id": …, "text": …} or {"id": …, "turns": […]} a line.'),
    ] = None,
) -> None:
    """Answers one question, or a file of them."""
    if batch is not None:
        from assistant import Assistant

        quiet()
        _batch(Assistant.open(), batch)
        return
    print_answer(question if question is not None else _piped(), as_json)


def _piped() -> str:
    """The question from standard input, when it is piped in."""
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter('give a question: assistant ask "…"')
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise NoQuestion("standard input is not UTF-8 text; pipe plain text in") from None


# ---------------------------------------------------------------- batches


def _batch(assistant: Assistant, source: str) -> None:
    for number, line in enumerate(_lines(source), 1):
        if line.strip():
            typer.echo(json.dumps(_record(assistant, line, number), ensure_ascii=False))


def _lines(source: str) -> Iterable[bytes]:
    if source == "-":
        return sys.stdin.buffer
    try:
        return Path(source).read_bytes().splitlines()
    except OSError as error:
        raise NoQuestion(f"{source} can't be read: {error.strerror or error}") from None


def _record(assistant: Assistant, line: bytes, number: int) -> dict[str, Any]:
    """The answer to the last turn of one record; one that can't be read is answered with what is wrong."""
    start = time.perf_counter()
    name: Any = None
    try:
        record = json.loads(line.decode("utf-8-sig"))  # some editors begin a file with a byte order mark
        name = record.get("id") if isinstance(record, dict) else None
        answer = answer_turns(assistant, _turns(record))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        answer = _refused(f"line {number} is not a JSON record: {' '.join(str(error).split())}")
    except AssistantError as error:
        answer = _refused(str(error))
    return {"id": name, "answer": answer, "ms": round((time.perf_counter() - start) * 1000, 2)}


def _turns(record: Any) -> list[str]:
    if not isinstance(record, dict):
        raise NoQuestion('a record is an object with "id" and "text" or "turns"')
    turns = record.get("turns") if "turns" in record else [record.get("text")]
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise NoQuestion('a record needs "text", or "turns" with at least one text')
    return turns


def answer_turns(assistant: Assistant, turns: Sequence[str]) -> dict[str, Any]:
    """The JSON of the answer to the last of the turns of one conversation."""
    from assistant.contract import answer_json

    conversation = assistant.conversation()
    answer = None
    for turn in turns:
        answer = conversation.ask(turn)
    if answer is None:
        raise NoQuestion("there is no turn to answer")
    return answer_json(answer)


def _refused(why: str) -> dict[str, Any]:
    return {
        "kind": "unavailable",
        "text": why,
        "charge": None,
        "citations": [],
        "clarification": None,
        "suggestions": [],
        "mode": "embedded",
        "fallback": why,
        "made_by": None,
    }


# ---------------------------------------------------------------- explain


def explain(
    message: Annotated[list[str], typer.Argument(help="A message; more of them are its follow-ups.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the trace as JSON.")] = False,
) -> None:
    """How a message is read: observations, deductions, calls, and what is missing."""
    from assistant import Assistant
    from assistant.answering.conversation import check_message

    assistant = Assistant.open()
    check_message(message[-1], assistant.settings.max_message)
    state: dict[str, Any] = {}
    for text in message[:-1]:
        _, state = assistant.turn(text, state)
    reading = assistant.explain(message[-1], state)
    typer.echo(json.dumps(trace(reading), ensure_ascii=False, indent=2) if as_json else _readable(reading))


def trace(reading: Reading) -> dict[str, Any]:
    """The reading as JSON: what was observed, concluded and left open."""
    from assistant.contract import call_json

    return {
        "asked": reading.asked,
        "topics": list(reading.topics),
        "observations": [
            {
                "concept": seen.concept,
                "polarity": seen.polarity,
                "words": seen.words,
                "start": seen.start,
                "end": seen.end,
                "rule": seen.rule,
            }
            for seen in reading.observations
        ],
        "deductions": [{"rule": step.rule, "text": step.text} for step in reading.deductions],
        "calls": [call_json(call) for call in reading.calls],
        "claims": [{"amount": str(claim.amount), "words": claim.words} for claim in reading.claims],
        "missing": reading.missing,
        "language": reading.language,
    }


def _readable(reading: Reading) -> str:
    lines = [f"asked: {reading.asked}" + (f" ({', '.join(reading.topics)})" if reading.topics else "")]
    lines += ["", "observations"]
    lines += [f"  {s.polarity:8}{s.concept:16}“{s.words}”   [{s.rule}]" for s in reading.observations]
    lines += ["", "deductions", *(f"  {step.rule:28}{step.text}" for step in reading.deductions)]
    lines += ["", "calls"]
    for call in reading.calls:
        told = ", ".join(sorted(call.interactions)) or "AI alone"
        unknown = f"; unknown: {', '.join(sorted(call.unknown))}" if call.unknown else ""
        extra = "".join(
            [f", on {call.on}" if call.on else "", f", base rate {call.base_rate}" if call.base_rate else ""]
        )
        lines.append(f"  {call.calls} × {told}{unknown}{extra}")
    lines += [f"  claim: {claim.amount} (“{claim.words}”)" for claim in reading.claims]
    lines += ["", f"missing: {reading.missing or 'nothing'}"]
    return "\n".join(lines)


# ---------------------------------------------------------------- eval


def evaluate(
    cases: Annotated[list[Path], typer.Argument(help="JSONL files of labelled messages.")],
    show: Annotated[int, typer.Option(metavar="N", help="Print the first N cases that aren't right.")] = 0,
    least: Annotated[float, typer.Option("--min", help="Exit 1 below this share of right answers.")] = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the shares as JSON.")] = False,
) -> None:
    """Grades the answers to labelled messages: shares, certain-wrong, needless asking, latency."""
    from assistant import Assistant
    from assistant.evaluation import read_cases, run, shares

    assistant = Assistant.open()
    article = "\n".join(article.text for article in assistant.articles.values())
    worst = 1.0
    for path in cases:
        outcomes = run(read_cases(path), lambda turns: answer_turns(assistant, turns), article)
        rows = shares(outcomes)
        worst = min(worst, rows[-1].part)
        if as_json:
            typer.echo(json.dumps(_figures(path, outcomes), ensure_ascii=False))
            continue
        typer.echo(f"{path}")
        for row in rows:
            typer.echo(
                f"  {row.category:28}{row.right:4}/{row.cases:<4} {row.part:6.1%}"
                f"  certain-wrong {row.certain_wrong}, asked {row.asked}"
            )
        typer.echo("  " + _latency(outcomes))
        for outcome in [o for o in outcomes if o.outcome != "right"][:show]:
            typer.echo(f"  - {outcome.id} [{outcome.outcome}] {outcome.reason}\n      {outcome.text}")
    if worst < least:
        raise typer.Exit(1)


def _latency(outcomes: Sequence[Any]) -> str:
    from assistant.evaluation import latency

    return f"latency p50 {latency(outcomes, 0.5):.1f} ms, p95 {latency(outcomes, 0.95):.1f} ms"


def _figures(path: Path, outcomes: Sequence[Any]) -> dict[str, Any]:
    from assistant.evaluation import latency, shares

    everything = shares(outcomes)[-1]
    return {
        "file": path.name,
        "cases": everything.cases,
        "right": everything.right,
        "certain_wrong": everything.certain_wrong,
        "asked": everything.asked,
        "p50_ms": round(latency(outcomes, 0.5), 2),
        "p95_ms": round(latency(outcomes, 0.95), 2),
    }
