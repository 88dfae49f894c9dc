"""TOML, parsed once: several parts ask for the same tables of kb/ when an assistant starts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli
from tomli import TOMLDecodeError

__all__ = ["TOMLDecodeError", "load", "parse"]


@lru_cache(maxsize=32)
def parse(text: str) -> dict[str, Any]:
    """The tables of a TOML text, shared by all who ask: not to be changed.  Raises TOMLDecodeError, for nesting
    too deep as well."""
    try:
        return tomli.loads(text)
    except RecursionError:
        raise TOMLDecodeError("nested too deeply") from None


def load(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.  Raises OSError, UnicodeDecodeError and TOMLDecodeError."""
    return parse(path.read_text(encoding="utf-8-sig"))
