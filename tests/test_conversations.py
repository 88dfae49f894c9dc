"""Whole conversations: the add-on after each turn (null: no matter), as `spoken.amount` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spoken import amount

TALKS = [
    json.loads(line)
    for line in (Path(__file__).parent / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["turns"][-1][:60])
def test_every_turn_has_its_add_on(talk: dict[str, Any]) -> None:
    wanted = talk["add_on"]
    got = [
        amount(*talk["turns"][: place + 1]) if wanted[place] is not None else None
        for place in range(len(wanted))
    ]
    assert got == wanted
