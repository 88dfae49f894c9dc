"""A desk of its own for every test of the pages and the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.web.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """What the pages find: an assistant without embeddings and an empty store."""
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_EMBEDDINGS", "none")
    open_desk.cache_clear()
    opened = open_desk()
    yield opened
    opened.close()
    open_desk.cache_clear()
