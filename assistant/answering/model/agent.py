"""The LangChain agent with the billing tools, and one run of it inside limits and a deadline.

Runs are on an event loop of their own, where leaving one closes its connection at once; a run's events come out
of it in any thread, in order.
"""

from __future__ import annotations

import asyncio
import functools
import queue
import random
import threading
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.answering.model.providers import RETRIED, code_of, mentions, retry_after
from assistant.sources import Sources
from assistant.tools import Backend, Priced, billing_tools

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AnyMessage
    from langchain_core.tools import BaseTool

MOST_MODEL_CALLS = 4
MOST_TOOL_CALLS = 6
MOST_TRIES = 3  # of one request, the first included
MOST_CHARACTERS = 20_000  # of text and tool arguments in one answer, before anything is looked at
_GRACE = 0.5  # seconds the loop may take to hand over its last event


@dataclass(frozen=True, slots=True)
class Wrote:
    """A piece of text; `message` tells pieces of different messages apart."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """A message of the model is complete: its tokens, and whether it goes on with tools."""

    message: str
    tool_calls: int
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Used:
    """A tool has answered; `priced` holds what price_calls found."""

    tool: str
    priced: Priced | None


@dataclass(frozen=True, slots=True)
class Failed:
    """The run is over without an answer; `code` as in kb/text/model.toml.  `lacks` names an ability the
    endpoint turned out not to have ("tools", "usage")."""

    code: str
    error: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The run is over, the last message stands."""


Event = Wrote | Spoke | Used | Failed | Done


_RUN: ContextVar[Run] = ContextVar("run")


class _TooLong(Exception):
    """More text than any answer has."""


class Agent:
    """A chat model with the prompt and, if it can call them, the tools; compiled once for all runs."""

    def __init__(self, model: BaseChatModel, prompt: str, backend: Backend | None) -> None:
        """`backend` None: no tools."""
        from langchain.agents import create_agent
        from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware

        self.has_tools = backend is not None
        tools: list[BaseTool] = []
        if backend is not None:
            tools = billing_tools(backend, lambda: _RUN.get().heard, lambda: _RUN.get().sources)
        limits = [
            ModelCallLimitMiddleware(run_limit=MOST_MODEL_CALLS, exit_behavior="error"),
            ToolCallLimitMiddleware(run_limit=MOST_TOOL_CALLS, exit_behavior="error"),
            _retrying()(),
        ]
        self.graph: Any = create_agent(model, tools, system_prompt=prompt, middleware=limits)


class Run:
    """One run of the agent.  Iterate over it for its events; the last is `Failed` or `Done`.  `close` leaves
    it, whatever it is doing."""

    def __init__(
        self,
        agent: Agent,
        said: Sequence[AnyMessage],
        heard: Sequence[str],
        sources: Sources,
        deadline: float,
    ) -> None:
        """`heard`: the client's messages, for evidence; `deadline`: seconds for all of it."""
        self.heard, self.sources = heard, sources
        self._events: queue.Queue[Event] = queue.Queue()
        self._until = monotonic() + deadline
        self._characters = 0
        self._future = asyncio.run_coroutine_threadsafe(self._run(agent, said), _loop())

    def __iter__(self) -> Iterator[Event]:
        while True:
            try:
                event = self._events.get(timeout=max(0.0, self._until - monotonic()) + _GRACE)
            except queue.Empty:
                event = Failed("timeout", "deadline")
            yield event
            if isinstance(event, Failed | Done):
                self.close()
                return

    def close(self) -> None:
        self._future.cancel()

    async def _run(self, agent: Agent, said: Sequence[AnyMessage]) -> None:
        _RUN.set(self)  # for the tools and the retries of this run, and no other
        try:
            async with asyncio.timeout(self._until - monotonic()):
                await self._talk(agent, said)
        except asyncio.CancelledError:
            raise
        except _TooLong:
            self._events.put(Failed("too_long"))
        except Exception as error:  # whatever a provider's client may raise
            code = code_of(error)
            if self._characters and code == "unreachable":
                code = "cut_off"
            self._events.put(Failed(code, type(error).__name__, _lacking(error)))
        else:
            self._events.put(Done())

    async def _talk(self, agent: Agent, said: Sequence[AnyMessage]) -> None:
        async for mode, event in agent.graph.astream(
            {"messages": list(said)}, {"recursion_limit": 40}, stream_mode=["messages", "updates"]
        ):
            if mode == "messages":
                self._piece(event[0])
            else:
                self._step(event)

    # ---------------------------------------------------------------- events

    def _piece(self, chunk: Any) -> None:
        if type(chunk).__name__ != "AIMessageChunk":
            return
        arguments = sum(len(part.get("args") or "") for part in chunk.tool_call_chunks)
        self._characters += len(chunk.text) + arguments
        if self._characters > MOST_CHARACTERS:
            raise _TooLong
        if chunk.text:
            self._events.put(Wrote(chunk.id or "", str(chunk.text)))

    def _step(self, update: dict[str, Any]) -> None:
        for step in update.values():
            for message in (step or {}).get("messages", ()):
                if message.type == "ai":
                    usage = message.usage_metadata or {}
                    self._events.put(
                        Spoke(
                            message.id or "",
                            len(message.tool_calls),
                            usage.get("input_tokens", 0),
                            usage.get("output_tokens", 0),
                        )
                    )
                elif message.type == "tool":
                    priced = message.artifact if isinstance(message.artifact, Priced) else None
                    self._events.put(Used(message.name or "", priced))

    # ---------------------------------------------------------------- retries

    async def retried(self, ask: Any, request: Any) -> Any:
        """Asks again after passing faults: bounded, as the provider says when, never past the deadline, and
        not once text has come (it would come twice)."""
        for attempt in range(1, MOST_TRIES + 1):
            before = self._characters
            try:
                return await ask(request)
            except Exception as error:
                wait = retry_after(error)
                if wait is None:
                    wait = 0.25 * 2**attempt * random.uniform(0.75, 1.0)
                hopeless = attempt == MOST_TRIES or code_of(error) not in RETRIED
                if hopeless or self._characters > before or monotonic() + wait > self._until - _GRACE:
                    raise
            await asyncio.sleep(wait)
        raise AssertionError("unreachable")


@functools.cache
def _retrying() -> Any:
    """The middleware class (made on first use: LangChain is heavy)."""
    from langchain.agents.middleware import AgentMiddleware

    class Retrying(AgentMiddleware):
        async def awrap_model_call(self, request: Any, handler: Any) -> Any:
            return await _RUN.get().retried(handler, request)

    return Retrying


def _lacking(error: BaseException) -> str:
    """The ability an endpoint says it lacks."""
    if isinstance(error, NotImplementedError):
        return "tools"
    if code_of(error) in ("request_refused", "model_not_found", "server_error"):
        if mentions(error, "stream_options"):
            return "usage"
        if mentions(error, "tool"):
            return "tools"
    return ""


@functools.cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop for all runs of the process: clients keep their connections on the loop that opened them."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop
