"""From a question to an answer that is kept: the work of one run, in a worker thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.contract import answer_json
from assistant.store import Kept, OutdatedTurn, StoreUnavailable
from assistant.web.api.metrics import Metrics
from assistant.web.api.problems import Problem, problem_of
from assistant.web.api.runs import Abandoned, Run
from assistant.web.api.shelf import Shelf

if TYPE_CHECKING:
    from assistant import Assistant, Finished

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A message as it came in.  `text` is redacted; `key` the Idempotency-Key, with the hash of the body."""

    conversation: str
    token: str
    text: str
    key: str | None
    body_hash: str


class Answering:
    """Answers questions of conversations, one at a time in each conversation."""

    def __init__(self, assistant: Assistant, shelf: Shelf, metrics: Metrics) -> None:
        self._assistant = assistant
        self._shelf = shelf
        self._metrics = metrics
        self._lock = threading.Lock()
        self._turns: dict[str, tuple[threading.Lock, int]] = {}

    def answer(self, run: Run, question: Question) -> None:
        """Works until the run is finished, failed or wanted no more.  Raises nothing."""
        try:
            with self._in_turn(question.conversation):
                run.check_wanted()
                self._answer(run, question)
        except Abandoned:
            self._metrics.abandoned.inc()
            run.fail(
                Problem(503, "the answer was stopped; send the message again", headers={"Retry-After": "1"})
            )
        except Exception as error:
            run.fail(problem_of(error))

    def _answer(self, run: Run, question: Question) -> None:
        store = self._shelf.of(question.conversation)
        for _ in range(_ATTEMPTS):
            conversation = store.conversation(question.conversation, question.token)
            if question.key and (
                kept := store.answered(question.conversation, question.key, question.body_hash)
            ):
                run.replayed = True  # and not yet accepted: whoever resumes needs the whole text to compare
                run.finish(self._body(kept))
                return
            run.accept()
            begun = time.perf_counter()
            finished = self._stream(run, question.text, conversation.state)
            milliseconds = (time.perf_counter() - begun) * 1000
            try:
                run.finish(self._keep(question, finished, conversation.turns, milliseconds))
            except OutdatedTurn:  # another process answered in this conversation
                run.restart()
            else:
                self._metrics.answered(finished.answer, milliseconds / 1000)
                return
        raise OutdatedTurn("the conversation goes on faster than this can be answered; try again")

    def _stream(self, run: Run, text: str, state: dict[str, Any]) -> Finished:
        from assistant import Finished, TextDelta

        pieces = self._assistant.stream(text, state)
        try:
            for piece in pieces:
                run.check_wanted()
                if isinstance(piece, TextDelta):
                    run.append(piece.text)
                elif isinstance(piece, Finished):
                    return piece
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:  # a generator: its own `finally` lets go of the model's connection
                close()
        raise RuntimeError("the stream of an answer ended without Finished")

    def _keep(
        self, question: Question, finished: Finished, turns: int, milliseconds: float
    ) -> dict[str, Any]:
        store = self._shelf.of(question.conversation)
        try:
            kept = store.add_turn(
                question.conversation,
                question.text,
                finished.answer,
                finished.state,
                milliseconds,
                after=turns,
                key=question.key,
                body_hash=question.body_hash,
            )
        except StoreUnavailable as error:
            problem_of(error)  # logs it
            self._metrics.not_kept.inc()
            return {"conversation": question.conversation, "message": None, "kept": False} | answer_json(
                finished.answer
            )
        return self._body(kept)

    def _body(self, kept: Kept) -> dict[str, Any]:
        ids = {"conversation": kept.conversation, "message": kept.message}
        return ids | {"kept": not self._shelf.is_spare(kept.conversation)} | kept.answer

    @contextmanager
    def _in_turn(self, conversation: str) -> Iterator[None]:
        """Messages of one conversation wait for each other; other processes are met by `OutdatedTurn`."""
        with self._lock:
            turn, waiting = self._turns.get(conversation, (threading.Lock(), 0))
            self._turns[conversation] = (turn, waiting + 1)
        try:
            with turn:
                yield
        finally:
            with self._lock:
                turn, waiting = self._turns[conversation]
                if waiting == 1:
                    del self._turns[conversation]
                else:
                    self._turns[conversation] = (turn, waiting - 1)
