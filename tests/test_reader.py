"""Whatever is typed is read: senseless messages too have an answer, and one that holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import assistant

from assistant.answering.verify import problems

MARKS = [*"?.,;:-/()[]|#$%\"'\n"]
WORDS = (
    "two 3 12:30 $4 half of the rest calls caller asked for a human took over AI froze our office not no or per day"
    " Nov 19, 2025 before each another what does it cost new 1st 25% live agent 0% none zero remainder undo"
).split()


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=60).map(" ".join))
)
def test_any_text_has_an_answer_that_holds(message: str) -> None:
    if not message.strip() or "\x00" in message:
        return
    state: dict[str, object] = {}
    for said in (message, "make it 3 of them", message):
        answer, state = assistant().turn(said, state)
        assert answer.kind != "unavailable"
        assert not list(problems(answer, assistant().articles, assistant().policy))
