"""One visitor's conversation: its turns, the state to go on from, and what of it is in the store.

Kept in Streamlit's session, so each browser tab has its own.  Nothing here draws.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assistant.contract import answer_json
from assistant.store import OutdatedTurn, StoreError
from assistant.types import Answer
from assistant.web.desk import Desk

# What a turn's text begins with in the store when the visitor corrected the reading instead of asking.
EDITED = "Edited reading: "

NOT_KEPT = "This answer could not be kept: it will be gone when you reload the page."

_log = logging.getLogger(__name__)


@dataclass
class Turn:
    """A question and its answer as the contract's JSON; None while it is being answered, or was stopped.

    `read` is the charge before the visitor edited the reading, `changes` what the edits changed; `message` is the answer's id in the store, None when
    it isn't kept; `partial` is what had been written when the visitor stopped it.
    """

    number: int
    question: str
    answer: dict[str, Any] | None = None
    partial: str = ""
    read: dict[str, Any] | None = None
    changes: tuple[str, ...] = ()
    message: str | None = None
    note: str = ""
    opinion: bool | None = None

    @property
    def key(self) -> str:
        return str(self.number)


@dataclass
class Talk:
    """The conversation of one tab.  `id` and `token` are the store's, empty until the first turn is kept;
    `pending` is the question that is being answered."""

    turns: list[Turn] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    token: str = ""
    kept: int = 0
    origin: str | None = None
    pending: str | None = None
    fresh: bool = True

    @property
    def ticket(self) -> str:
        """What the browser remembers to find the conversation again after a reload."""
        return f"{self.id}.{self.token}" if self.id else ""

    def begin(self, question: str) -> Turn:
        """A new turn at the end, yet to be answered."""
        self.fresh = False
        self.pending = question
        self.turns.append(Turn(len(self.turns) + 1, question))
        return self.turns[-1]

    def finish(self, turn: Turn, answer: Answer, state: dict[str, Any]) -> None:
        turn.answer, turn.partial = answer_json(answer), ""
        self.state, self.pending = state, None


def keep(desk: Desk, talk: Talk, turn: Turn, words: str, answer: Answer, started: float) -> None:
    """Store the turn; where that fails the turn says so and all else goes on.

    A conversation that went on in another tab (duplicated tabs share what the browser remembers) is not
    continued there: this tab's turn begins a conversation of its own.
    """
    milliseconds = (time.perf_counter() - started) * 1000
    turn.message, turn.note = None, NOT_KEPT
    try:
        if not talk.id:
            _open(desk, talk)
        try:
            _add(desk, talk, turn, words, answer, milliseconds)
        except OutdatedTurn:
            _open(desk, talk)
            _add(desk, talk, turn, words, answer, milliseconds)
    except StoreError as problem:
        _log.warning("a turn was not kept: %s", problem)
    except Exception:
        _log.exception("a turn was not kept")


def resume(desk: Desk, ticket: str) -> Talk | None:
    """The conversation a browser remembers; None when it was forgotten or can't be read."""
    id, _, token = ticket.partition(".")
    try:
        known = desk.store.conversation(id, token)
        messages = desk.store.messages(id)
    except StoreError:
        return None
    talk = Talk(id=id, token=token, state=known.state, kept=known.turns, origin=known.origin, fresh=False)
    for message in messages:
        if message.role == "user":
            talk.turns.append(Turn(len(talk.turns) + 1, message.text))
        elif talk.turns:
            turn = talk.turns[-1]
            turn.answer, turn.message = message.answer, message.id
            turn.opinion = message.feedback.helpful if message.feedback else None
    return talk


def attempt(action: Callable[[], object]) -> bool:
    """Whether something could be stored; a failure is logged and is the caller's to tell."""
    try:
        action()
    except Exception as problem:
        _log.warning("could not be kept: %s", problem)
        return False
    return True


def open_in_store(desk: Desk, talk: Talk) -> None:
    """Begin the stored conversation before the first answer, so that a reload meanwhile finds it."""
    if not talk.id:
        attempt(lambda: _open(desk, talk))


def _open(desk: Desk, talk: Talk) -> None:
    opened = desk.store.create("chat", talk.origin)
    talk.id, talk.token, talk.kept = opened.id, opened.token, 0


def _add(desk: Desk, talk: Talk, turn: Turn, words: str, answer: Answer, milliseconds: float) -> None:
    kept = desk.store.add_turn(talk.id, words, answer, talk.state, milliseconds, after=talk.kept)
    talk.kept, turn.message, turn.note = kept.turns, kept.message, ""
