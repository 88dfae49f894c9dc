"""Imports go down only: who may import whom, and which libraries stay in which part."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = {path.stem for path in (ROOT / "assistant").iterdir() if path.is_dir() or path.suffix == ".py"}
FACADE = "assistant"  # assistant/__init__.py, the public face

# part → the parts it may import, besides itself
VALUES = {"types", "contract", "settings", "redact", "toml"}
ENGINES = {"content", "pricing", "retrieval", "reading", "tools"}
MAY_IMPORT: dict[str, set[str]] = {
    "types": set(),
    "contract": {"types"},
    "settings": {"types"},
    "redact": set(),
    "toml": set(),
    "content": {"types", "toml"},
    "pricing": {"types"},
    "store": VALUES | {"content"},  # whose contact addresses are no personal data
    "retrieval": VALUES | {"content"},
    "reading": VALUES | {"content", "pricing"},
    "sources": VALUES,
    "tools": VALUES | {"sources", "content", "pricing", "retrieval"},
    "answering": VALUES | ENGINES | {"redact", "sources"},
    "check": VALUES | ENGINES | {"answering"},
    FACADE: VALUES | ENGINES | {"answering"},
    "evaluation": VALUES,
    "mcp": VALUES | ENGINES | {"answering", "sources", FACADE},
    "web": VALUES | ENGINES | {"answering", "redact", "store", FACADE},
    "cli": VALUES | ENGINES | {"answering", "store", "check", "evaluation", "mcp", "web", FACADE},
    "__main__": {"cli"},
    "app": VALUES | ENGINES | {"answering", "store", "web", FACADE},
}

# library → the only places (part, or folder of a part) that may import it
STAYS_IN: dict[str, set[str]] = {
    "chromadb": {"retrieval"},
    "langchain_chroma": {"retrieval"},
    "bm25s": {"retrieval"},
    "onnx": {"retrieval"},
    "onnxruntime": {"retrieval"},
    "tokenizers": {"retrieval"},
    "fastapi": {"web", "app"},
    "starlette": {"web", "app"},
    "sse_starlette": {"web", "app"},
    "streamlit": {"web", "app"},
    "uvicorn": {"web", "app"},
    "altair": {"web"},
    "prometheus_client": {"web"},
    "langchain": {"answering/model", "retrieval"},  # retrieval: init_embeddings
    "langchain_openai": {"answering/model"},
    "langchain_anthropic": {"answering/model"},
    "langchain_ollama": {"answering/model"},
    "langgraph": {"answering/model", "tools"},
    "langchain_core": {"answering/model", "retrieval", "tools"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "mcp": {"mcp"},
    "typer": {"cli"},
    "tomli": {"toml"},
}
STDLIB_ONLY = {"types", "settings", "contract", "redact", "content", "pricing", "check"}


def sources() -> list[Path]:
    return [ROOT / "app.py", *sorted((ROOT / "assistant").rglob("*.py"))]


def part_of(path: Path) -> str:
    inside = path.relative_to(ROOT).with_suffix("").parts
    if inside == ("assistant", "__init__"):
        return FACADE
    return inside[0] if len(inside) == 1 else inside[1]


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """Dotted names of all imports, also those inside functions; `from a import b` gives "a.b"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *(node.module or "").split("."))).strip(".")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def target(name: str) -> str:
    """The part of ours that an imported name belongs to: `from assistant import Answer` is the facade's."""
    pieces = name.split(".")
    return pieces[1] if len(pieces) > 1 and pieces[1] in PARTS else FACADE


def violations(source: str, path: Path) -> list[str]:
    part, inside = part_of(path), path.relative_to(ROOT)
    folders = {"/".join(inside.parts[1:end]) for end in range(2, len(inside.parts))}
    found = []
    for name in imported(ast.parse(source), inside.parent.parts):
        library = name.split(".")[0]
        if library == "assistant":
            if target(name) not in MAY_IMPORT[part] | {part}:
                found.append(f"{part} may not import {name}")
            continue
        if library in STAYS_IN and not ({part} | folders) & STAYS_IN[library]:
            found.append(f"{name} may be imported only in {', '.join(sorted(STAYS_IN[library]))}")
        if part in STDLIB_ONLY and library not in sys.stdlib_module_names:
            found.append(f"{part} may import only the standard library, not {name}")
    return found


def test_every_part_has_its_rule() -> None:
    found = {part_of(path) for path in sources()}
    assert found - MAY_IMPORT.keys() == set()


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    assert violations(path.read_text(encoding="utf-8"), path) == []


def test_the_rules_have_no_circle() -> None:
    order: list[str] = []
    while len(order) < len(MAY_IMPORT):
        free = [part for part, below in MAY_IMPORT.items() if part not in order and below <= set(order)]
        assert free, f"a circle among {set(MAY_IMPORT) - set(order)}"
        order += free


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("assistant/pricing.py", "from assistant import content"),
        ("assistant/pricing.py", "import pydantic"),
        ("assistant/content/entry.py", "from assistant.pricing import price"),
        ("assistant/reading/rules.py", "from ..answering import compose"),
        ("assistant/reading/rules.py", "def f():\n    from assistant import Assistant"),
        ("assistant/answering/compose.py", "import chromadb"),
        ("assistant/answering/compose.py", "from langchain_openai import ChatOpenAI"),
        ("assistant/cli/serve.py", "import streamlit.web"),
        ("assistant/web/api/chat.py", "from assistant.cli import main"),
        ("app.py", "from assistant.cli import main"),
    ],
)
def test_an_import_that_goes_up_or_astray_is_found(file: str, line: str) -> None:
    assert len(violations(line, ROOT / file)) == 1


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("assistant/answering/model/chat.py", "from langchain_openai import ChatOpenAI"),
        ("assistant/web/api/chat.py", "import fastapi"),
        ("assistant/cli/ask.py", "from assistant import Assistant"),
        ("assistant/reading/rules.py", "from . import words"),
    ],
)
def test_an_import_that_goes_down_is_fine(file: str, line: str) -> None:
    assert violations(line, ROOT / file) == []


HEAVY = (
    "chromadb",
    "langchain",
    "langchain_core",
    "langchain_chroma",
    "streamlit",
    "fastapi",
    "onnxruntime",
    "numpy",
)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check"], ["price", "--interaction", "caller_escalation"], ["price", "--help"]],
    ids=" ".join,
)
def test_light_commands_load_no_heavy_library(arguments: list[str]) -> None:
    script = (
        "import sys\n"
        "from assistant.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        f"finally:\n    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    assert run.stderr.splitlines()[-1] == "[]"


def test_a_plain_price_question_is_answered_without_parser_and_models() -> None:
    """Each takes longer to load than the answer takes to be found."""
    script = (
        "import sys\n"
        "from assistant.cli import main\n"
        "try:\n    main(['ask', 'The AI froze and a live agent took over. Do I pay extra?'])\n"
        "finally:\n    print([n for n in ('typer', 'rich', 'pydantic') if n in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (run.returncode, run.stderr) == (0, "[]\n")
