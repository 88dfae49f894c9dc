"""Messages of every common structure are priced as they were put together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from composed import composed, structures
from spoken import assistant

from assistant.cli.ask import answer_turns


def test_the_same_seed_composes_the_same_message() -> None:
    assert composed("halves", 3) == composed("halves", 3) != composed("halves", 4)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("structure", structures())
def test_composed_messages_have_their_price(structure: str, seed: int) -> None:
    message = composed(structure, seed)
    charge = answer_turns(assistant(), list(message.turns))["charge"]
    assert charge, message.turns
    assert (charge["add_on_low"], charge["add_on_high"]) == (f"{message.add_on:.2f}",) * 2, message.turns
    if message.total is not None:
        assert Decimal(charge["total_low"]) == message.total, message.turns
