"""Embedded answer + chat model → the answer that is shown, and why the model's was set aside if it was."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from assistant import toml
from assistant.answering.model import readings
from assistant.answering.model.agent import Agent, Run
from assistant.answering.model.breaker import Breaker
from assistant.answering.model.context import Heard, messages, prompt_of
from assistant.answering.model.guard import Guard
from assistant.answering.model.memory import KEY, Memory
from assistant.answering.model.providers import OUTAGES, Misconfigured, chat_model
from assistant.answering.model.turn import Known, Setback, Tally, Turn
from assistant.answering.wording import Wording, WordingError
from assistant.content import Knowledge
from assistant.redact import redact
from assistant.tools import Backend
from assistant.types import Answer, Call, Finished, TextDelta

if TYPE_CHECKING:
    from assistant.settings import Settings

log = logging.getLogger("assistant")

State = Mapping[str, Any]
Item = TextDelta | Finished


class Conversing(Backend, Protocol):
    """What is needed of an `Assistant`: the tools' engine and search, and to go on from given calls."""

    def charge_turn(self, calls: tuple[Call, ...], state: State) -> tuple[Answer, dict[str, Any]]: ...


class ChatAnswers:
    """Answers with a chat model's help.  Safe between threads; the model is made on first use."""

    def __init__(self, settings: Settings, knowledge: Knowledge, backend: Conversing) -> None:
        """Raises GuardError, PromptError and WordingError for an incomplete kb/."""
        self._settings, self._knowledge, self._backend = settings, knowledge, backend
        self._guard = Guard.load(knowledge)
        self._prompt = prompt_of(knowledge.root)
        self._say = _texts(knowledge)
        self._keep = [contact.value for contact in knowledge.policy.contacts]
        self._breaker = Breaker()
        self._lock = threading.Lock()
        self._agent: Agent | None = None
        self._usage, self._tools = True, settings.model_may_see != "answer"
        threading.Thread(target=self._warm, name="chat-model-import", daemon=True).start()

    def turn(
        self, message: str, state: State, embedded: Answer, after: State, took: float = 0.0
    ) -> tuple[Answer, dict[str, Any]]:
        """The answer to a message, given the embedded one (and the seconds it took), and the state after it."""
        *_, last = self.stream(message, state, embedded, after, took)
        assert isinstance(last, Finished)
        return last.answer, last.state

    def stream(
        self, message: str, state: State, embedded: Answer, after: State, took: float = 0.0
    ) -> Iterator[Item]:
        """Pieces of text, each verified, then Finished.  Where the model fails half-way, the finished
        answer's text replaces the pieces."""
        memory = Memory.of(state)
        choice = readings.picked(message, memory.options, self._say)
        if choice is not None and memory.choices[choice]:
            answer, after = self._backend.charge_turn(memory.choices[choice], state)
            yield from self._whole(answer, message, memory, after)
        elif embedded.kind == "unavailable" or (embedded.reading and embedded.reading.asked == "hostile"):
            yield from self._whole(embedded, message, memory, after)
        else:
            yield from self._asked(message, memory, state, embedded, after, took)

    # ---------------------------------------------------------------- the model's turn

    def _asked(
        self, message: str, memory: Memory, state: State, embedded: Answer, after: State, took: float
    ) -> Iterator[Item]:
        self._warm()  # not on the answer's time
        tally, shown = Tally(), False
        tally.add("embedded", took)
        if not self._breaker.allows():
            yield from self._set_aside(Setback("resting"), embedded, message, memory, after, tally, shown)
            return
        turn: Turn | None = None
        setback: Setback | None = None
        try:
            for item in self._tried(message, memory, embedded, tally):
                if isinstance(item, Turn):
                    turn = item
                    continue
                shown = True
                yield item
        except GeneratorExit:
            self._breaker.left()
            raise
        except Exception as problem:  # the embedded answer is there, whatever happened to the model's
            setback = _setback_of(problem)
        if setback is None and turn is not None:
            self._breaker.succeeded()
            yield self._finished(turn, message, memory, state, after)
            return
        setback = setback or Setback("empty")
        (self._breaker.failed if setback.code in OUTAGES else self._breaker.succeeded)()
        yield from self._set_aside(setback, embedded, message, memory, after, tally, shown)

    def _tried(
        self, message: str, memory: Memory, embedded: Answer, tally: Tally
    ) -> Iterator[TextDelta | Turn]:
        """The pieces of one turn and then the turn; tried again where the endpoint lacks an ability."""
        while True:
            turn, run = self._begin(message, memory, embedded, tally)
            try:
                yield from turn.pieces(run)
                yield turn
                return
            except Setback as setback:
                if turn.shown or not self._without(setback.lacks):
                    raise
            finally:
                run.close()

    def _warm(self) -> None:
        """Loads LangChain (seconds) while nobody waits for it; what is wrong is told by the first answer."""
        with contextlib.suppress(Exception):
            self._made()

    def _begin(self, message: str, memory: Memory, embedded: Answer, tally: Tally) -> tuple[Turn, Run]:
        heard = self._heard(message)
        known = Known.of(self._knowledge, self._guard, self._say, self._prompt)
        ids = known.sources.answer(embedded)
        words = (*(asked for asked, _ in memory.turns), heard.redacted, message)
        said = messages(heard, memory, embedded, ids, known.sources, self._keep)
        agent = self._made()
        left = self._settings.model_deadline - (perf_counter() - tally.started)
        turn = Turn(known, embedded, words, agent.has_tools, self._settings.model or "", tally)
        return turn, Run(agent, said, words, known.sources, max(0.1, left))

    def _heard(self, message: str) -> Heard:
        redacted = redact(message, self._keep)
        shown = {"answer": "", "message": message}.get(self._settings.model_may_see, redacted)
        return Heard(redacted, shown, self._settings.model_may_see != "message")

    def _made(self) -> Agent:
        """The agent, made on first use.  Raises Misconfigured."""
        with self._lock:
            if self._agent is None:
                model = chat_model(self._settings, self._usage)
                self._agent = Agent(model, self._prompt, self._backend if self._tools else None)
            return self._agent

    def _without(self, lacks: str) -> bool:
        """Whether to try again without an ability the endpoint lacks; remembered from then on."""
        with self._lock:
            if lacks == "usage" and self._usage:
                self._usage, self._agent = False, None
                return True
            if lacks == "tools" and self._tools:
                self._tools, self._agent = False, None
                log.warning("chat model without tool calling: it only words finished answers")
                return True
            return False

    # ---------------------------------------------------------------- what is shown

    def _finished(self, turn: Turn, message: str, memory: Memory, state: State, after: State) -> Finished:
        assert turn.answer is not None  # or `pieces` had raised
        answer = replace(turn.answer, made_by=self._say("made_by.model", model=turn.answer.mode))
        if turn.counts is not None:
            after = self._backend.charge_turn(turn.counts.calls, state)[1]
        return Finished(answer, self._state(after, message, memory, answer, turn.choices))

    def _set_aside(
        self,
        setback: Setback,
        embedded: Answer,
        message: str,
        memory: Memory,
        after: State,
        tally: Tally,
        shown: bool,
    ) -> Iterator[Item]:
        """The embedded answer, marked; its pieces only if nothing has been shown."""
        code = setback.detail if setback.code == "wording" else setback.code
        reason = self._say(f"fallback.{setback.code}", code=code)
        log.warning("chat model set aside: %s", code)
        tally.add("model", perf_counter() - tally.started)
        made_by = self._say("made_by.embedded", reason=reason)
        answer = replace(embedded, fallback=reason, made_by=made_by, metrics=tally.metrics(fallback=code))
        if not shown:
            yield TextDelta(answer.text)
        yield Finished(answer, self._state(after, message, memory, answer))

    def _whole(self, answer: Answer, message: str, memory: Memory, after: State) -> Iterator[Item]:
        yield TextDelta(answer.text)
        yield Finished(answer, self._state(after, message, memory, answer))

    def _state(
        self,
        after: State,
        message: str,
        memory: Memory,
        answer: Answer,
        choices: tuple[tuple[Call, ...], ...] = (),
    ) -> dict[str, Any]:
        if self._settings.model_may_see == "answer":
            return dict(after)
        return {**after, KEY: memory.after(redact(message, self._keep), answer, choices)}


def _setback_of(problem: Exception) -> Setback:
    if isinstance(problem, Setback):
        return problem
    if isinstance(problem, Misconfigured):
        return Setback("misconfigured")
    log.error("chat model's answer could not be used: %s", type(problem).__name__, exc_info=problem)
    return Setback("failed")


def _texts(knowledge: Knowledge) -> Wording:
    path = knowledge.root / "text" / "model.toml"
    try:
        return Wording(toml.load(path), str(path))
    except (OSError, toml.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordingError(f"{path} can't be read ({type(error).__name__}); restore it") from None
