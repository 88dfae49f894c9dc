"""README names what there is: variables with their defaults, paths of the tree, commands."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path

from assistant import cli
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `ASSISTANT_(\w+)` \|(.*?)\| (.+?) \|$", README, flags=re.M)
TREE = re.search(r"^app\.py .*?(?=^```)", README, flags=re.M | re.S)


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    table = {name.lower(): default.strip("` ") for name, default, _ in ROWS}
    assert set(table) == {*(field.name for field in fields(Settings)), "debug"}
    for field in fields(Settings):
        if field.default is not MISSING and field.name != "database_url":
            assert table[field.name] == ("" if field.default is None else str(field.default))


def test_every_path_of_the_tree_is_there() -> None:
    assert TREE
    folder, named = "", set()
    for line in TREE[0].splitlines():
        name = line.split()[0]
        path = folder + name if line.startswith(" ") else name
        folder = folder if line.startswith(" ") else (name if name.endswith("/") else "")
        assert (ROOT / path).exists(), path
        named.add(path.rstrip("/"))
    parts = {
        f"assistant/{path.name}"
        for path in (ROOT / "assistant").iterdir()
        if path.name not in ("py.typed", "__main__.py", "__pycache__")
    }
    assert parts <= named


def test_the_commands_it_tells_of_exist() -> None:
    used = set(re.findall(r"(?:uv run |\$ |`)assistant (\w+)", README))
    assert used
    assert used <= cli.COMMANDS.keys()
