"""assistant doctor: what is configured, and what of it works.

`CHECKS` is the list of what is looked at; a check is a function from settings to findings.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Annotated, Literal

import typer

from assistant.settings import Settings

State = Literal["ok", "note", "problem"]
LEAST_FREE = 200_000_000
"""Bytes of disk that a new model and index need."""
PACKAGES = ("chromadb", "langchain", "langchain-chroma", "onnxruntime", "streamlit", "fastapi")


@dataclass(frozen=True, slots=True)
class Finding:
    """`note`: works, though not in full or not yet; `problem`: configured and does not work."""

    name: str
    state: State
    text: str


Check = Callable[[Settings], list[Finding]]


def doctor(as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False) -> None:
    """Tell what is configured and what works; exit 1 if something configured does not."""
    settings = Settings()
    findings = [finding for check in CHECKS for finding in check(settings)]
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        width = max(len(finding.name) for finding in findings)
        for finding in findings:
            typer.echo(f"{finding.state:<8}{finding.name:<{width}}  {finding.text}")
    if any(finding.state == "problem" for finding in findings):
        raise typer.Exit(1)


def knowledge(settings: Settings) -> list[Finding]:
    """Whether kb/ can be answered from."""
    from assistant import content

    found = content.inspect(settings.kb)
    if found.problems:
        count = len(found.problems)
        return [Finding("kb", "problem", f"{settings.kb}: {count} problem(s); run `assistant check`")]
    return [Finding("kb", "ok", f"{settings.kb}: {len(found.articles)} article(s), policy {found.policy.id}")]


def data_folder(settings: Settings) -> list[Finding]:
    """Whether the data folder can be written, and has room."""
    name = "data folder"
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data) as probe:
            probe.write(b"x")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return [Finding(name, "problem", f"{settings.data}: {error.strerror}; set ASSISTANT_DATA")]
    free = shutil.disk_usage(settings.data).free
    state: State = "ok" if free > LEAST_FREE else "problem"
    return [Finding(name, state, f"{settings.data}, {free / 1e9:.1f} GB free")]


def embeddings(settings: Settings) -> list[Finding]:
    """Whether the embedding model gives vectors.  Makes the default model when it isn't there yet."""
    from assistant.retrieval.embed import EmbeddingsUnavailable, load

    name = "embeddings"
    try:
        model = load(settings)
        size = len(model.embeddings.embed_query("probe"))
    except EmbeddingsUnavailable as error:
        configured = settings.embeddings not in ("none", "minilm")
        return [Finding(name, "problem" if configured else "note", f"search by words alone: {error}")]
    except Exception as error:  # a remote model fails in its provider's own way
        why = " ".join(str(error).split())[:200]
        return [Finding(name, "problem", f"{settings.embeddings} does not answer: {why}")]
    return [Finding(name, "ok", f"{model.name}, {size} dimensions")]


def index(settings: Settings) -> list[Finding]:
    """Whether the stored index answers."""
    from assistant import content
    from assistant.retrieval import Index

    status = Index.open(settings, content.inspect(settings.kb).articles).status()
    states: dict[str, State] = {"ready": "ok", "broken": "problem"}
    text = f"{status.state}, {status.passages} passages, {status.store}"
    if status.collection:
        text += f", {status.collection} of {status.built}"
    if status.reason:
        text += f": {status.reason}"
    return [Finding("index", states.get(status.state, "note"), text)]


def chat_model(settings: Settings) -> list[Finding]:
    """Whether the chat model, if one is set, answers a priced question and its wording passes the check."""
    name = "chat model"
    if not settings.model:
        return [Finding(name, "ok", "none set: embedded answers")]
    from assistant import Assistant
    from assistant.answering.model.providers import Misconfigured
    from assistant.answering.model.providers import chat_model as made

    try:
        made(settings)
    except Misconfigured as error:
        return [Finding(name, "problem", str(error))]
    assistant = Assistant.open(settings)
    answer = assistant.ask(assistant.examples[0])
    seconds = answer.metrics.get("stages", {}).get("model", 0) / 1000
    if answer.fallback:
        return [Finding(name, "problem", f"{settings.model}: {answer.fallback}")]
    tools = "calls tools" if answer.metrics.get("tool_calls") else "called no tool"
    sees = f"may see: {settings.model_may_see}"
    return [Finding(name, "ok", f"{settings.model} priced a question in {seconds:.1f} s, {tools}, {sees}")]


def versions(settings: Settings) -> list[Finding]:
    """What is running, for a report of a problem."""
    found = [f"python {platform.python_version()}"]
    for package in ("billing-assistant", *PACKAGES):
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            found.append(f"{package} missing")
    state: State = "problem" if any(entry.endswith("missing") for entry in found[2:]) else "ok"
    return [Finding("versions", state, ", ".join(found))]


CHECKS: tuple[Check, ...] = (knowledge, data_folder, embeddings, index, chat_model, versions)
