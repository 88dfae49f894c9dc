"""A conversation's state is a plain JSON value: it can be stored anywhere, resumed any time, and broken safely."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import assistant, kind

from assistant.contract import answer_json
from assistant.evaluation import read_cases
from assistant.reading.state import from_call
from assistant.types import INTERACTIONS, Call

CASES = read_cases(Path(__file__).parent / "cases" / "dev" / "dialogues.jsonl")


@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case["id"])
def test_a_state_stored_between_turns_gives_the_same_answers(case: dict[str, Any]) -> None:
    kept: dict[str, Any] = {}
    stored: dict[str, Any] = {}
    for turn in case["turns"]:
        answer, kept = assistant().turn(turn, kept)
        again, stored = assistant().turn(turn, json.loads(json.dumps(stored)))
        assert answer_json(again) == answer_json(answer)
        assert json.loads(json.dumps(stored)) == stored == kept


def test_a_turn_leaves_the_state_it_was_given_alone() -> None:
    _, state = assistant().turn("A caller asked for a human and got your live agent. Add-on?", {})
    before = json.dumps(state)
    assistant().turn("make it 4", state)
    assistant().turn("what if our own team had taken it?", state)
    assert json.dumps(state) == before


def test_two_conversations_do_not_mix() -> None:
    one, other = assistant().conversation(), assistant().conversation()
    one.ask("3 callers asked for a human and got your live agents. Add-on?")
    other.ask("The AI froze and your live agent took over. Add-on?")
    bill = one.ask("make it 5").bill
    assert bill is not None
    assert bill.add_on_low == Decimal("15.00")


def test_a_state_does_not_grow_without_end() -> None:
    state: dict[str, Any] = {}
    sizes = []
    for number in range(2, 40):
        _, state = assistant().turn(
            f"What if {number} callers asked for a human and got your live agents?", state
        )
        sizes.append(len(json.dumps(state)))
    assert max(sizes[20:]) <= 1.2 * max(sizes[10:20])


GARBAGE: list[Any] = [
    {"scenario": None},
    {"scenario": 7},
    {"scenario": "calls"},
    {"scenario": [None]},
    {"scenario": [[]]},
    {"scenario": [{}]},
    {"scenario": [{"facts": None}]},
    {"scenario": [{"facts": ["asked"]}]},
    {"scenario": [{"facts": {"asked": 3}}]},
    {"scenario": [{"facts": {"nonsense": "yes"}}]},
    {"scenario": [{"facts": {"asked": "perhaps"}}]},
    {"scenario": [{"facts": {}, "count": "many"}]},
    {"scenario": [{"facts": {"asked": "yes"}, "count": -4}]},
    {"scenario": [{"facts": {"asked": "yes"}, "count": 1e300}]},
    {"scenario": [{"facts": {"asked": "yes"}, "on": "yesterday"}]},
    {"scenario": [{"facts": {"asked": "yes"}, "on": 20251201}]},
    {"scenario": [{"facts": {"asked": "yes"}, "base_rate": "NaN"}]},
    {"scenario": [{"facts": {"asked": "yes"}, "base_rate": "-2"}]},
    {"scenario": [{"facts": {"asked": "yes"}, "base_rate": {}}]},
    {"scenario": [{"facts": {"asked": "yes"}, "evidence": 5}]},
    {"scenario": [{"facts": {"asked": "yes"}, "words": None}]},
    {"scenario": {"facts": {}}},
    {"before": 5},
    {"before": [5, None, "x"]},
    {"before": [[{"facts": None}]], "scenario": [{"facts": {"asked": "yes"}}]},
    {"base_rate": "free"},
    {"base_rate": []},
    {"dripping": "yes", "version": "x"},
    {"version": 99, "scenario": [{"facts": {"asked": "yes"}}]},
    {"unknown": {"deep": [1, {"x": None}]}},
    {"language": 5, "pending": [], "missing": {}},
]
TURNS = (
    "what if it was our own team?",
    "make it 3",
    "go back to what it was before",
    "2 callers asked for a human and got your live agents, base rate $2. Total?",
    "and the total?",
)


@pytest.mark.parametrize("state", GARBAGE, ids=lambda state: json.dumps(state)[:50])
def test_a_broken_state_breaks_nothing(state: Any) -> None:
    for turn in TURNS:
        answer, after = assistant().turn(turn, state)
        assert answer.text
        json.dumps(after)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "scenario",
                    "before",
                    "facts",
                    "count",
                    "on",
                    "base_rate",
                    "evidence",
                    "words",
                    "asked",
                    "smith",
                ]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
STATES = st.dictionaries(
    st.sampled_from(["scenario", "before", "base_rate", "dripping", "version", "missing", "pending"]), VALUES
)


@settings(max_examples=60)
@given(STATES, st.sampled_from(TURNS))
def test_whatever_a_state_holds_a_turn_is_answered(state: dict[str, Any], turn: str) -> None:
    answer, after = assistant().turn(turn, state)
    assert answer.text
    json.dumps(after)


# ---------------------------------------------------------------- structured calls


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_a_conversation_goes_on_from_structured_calls(size: int) -> None:
    wrong = []
    for chosen in combinations(INTERACTIONS, size):
        call = Call(frozenset(chosen), calls=2, on=date(2025, 12, 1), base_rate=Decimal("2.40"))
        back = from_call(call).call()
        if (kind(back), back.calls, back.on, back.base_rate) != (kind(call), 2, call.on, call.base_rate):
            wrong.append((kind(call), kind(back)))
    assert wrong == []


def test_a_follow_up_edits_structured_calls() -> None:
    calls = (Call(frozenset({"caller_escalation"}), calls=2),)
    answer, state = assistant().charge_turn(calls, {})
    assert answer.bill is not None
    assert answer.bill.add_on_low == Decimal("6.00")
    answer, _ = assistant().turn("what if it were 5 calls?", json.loads(json.dumps(state)))
    assert answer.bill is not None
    assert answer.bill.add_on_low == Decimal("15.00")
