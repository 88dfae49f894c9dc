"""How many composed messages (tests/composed.toml) get their price, by structure: right, asked and certain-wrong.

python tests/benchmarks/composed_messages.py            50 messages of each structure
python tests/benchmarks/composed_messages.py 200 --show and those that aren't right
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from composed import Composed, composed, structures

from assistant import Assistant
from assistant.cli.ask import answer_turns

RIGHT, ASKED, WRONG = "right", "asked", "certain-wrong"


def outcome(assistant: Assistant, message: Composed) -> str:
    """What became of a message."""
    charge = answer_turns(assistant, list(message.turns))["charge"]
    if not charge or charge["add_on_low"] is None or charge["add_on_low"] != charge["add_on_high"]:
        return ASKED
    if Decimal(charge["add_on_low"]) != message.add_on:
        return WRONG
    totals = message.total is None or (charge["total_low"] and Decimal(charge["total_low"]) == message.total)
    return RIGHT if totals else WRONG


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("messages", type=int, nargs="?", default=50, help="of each structure")
    parser.add_argument("--show", action="store_true", help="print the messages that aren't right")
    told = parser.parse_args()
    assistant, whole = Assistant.open(), Counter[str]()
    for structure in structures():
        found = Counter[str]()
        for seed in range(told.messages):
            message = composed(structure, seed)
            found[result := outcome(assistant, message)] += 1
            if told.show and result != RIGHT:
                print(
                    f"  {result}: {' > '.join(message.turns)!r}, should be {message.add_on} {message.total or ''}"
                )
        whole += found
        print(
            f"{structure:34} {found[RIGHT] / told.messages:6.1%}  asked {found[ASKED]}  certain-wrong {found[WRONG]}"
        )
    print(
        f"{'all':34} {whole[RIGHT] / whole.total():6.1%}  asked {whole[ASKED]}  certain-wrong {whole[WRONG]}"
    )


if __name__ == "__main__":
    main()
