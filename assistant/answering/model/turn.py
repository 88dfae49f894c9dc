"""One turn of the chat model: its events in, verified pieces of text out, and the finished answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any

from assistant.answering.model import readings
from assistant.answering.model.agent import Done, Event, Failed, Spoke, Used, Wrote
from assistant.answering.model.guard import Guard, shingles
from assistant.answering.model.ledger import MARKER, ledger_of
from assistant.answering.model.stream import SentenceGate
from assistant.answering.model.verify_wording import Check
from assistant.answering.verify import Unverified, verify
from assistant.answering.wording import Wording
from assistant.content import Knowledge
from assistant.sources import Sources
from assistant.tools import Priced
from assistant.types import Answer, Call, TextDelta

log = logging.getLogger("assistant")

Repriced = Callable[[tuple[Call, ...]], Answer]


class Setback(Exception):
    """The model's answer can't be used; `code` as in kb/text/model.toml, `detail` which check failed."""

    def __init__(self, code: str, detail: str = "", lacks: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail, self.lacks = code, detail, lacks


@dataclass(slots=True)
class Tally:
    """What a turn took; becomes `Answer.metrics`."""

    started: float = field(default_factory=perf_counter)
    stages: dict[str, float] = field(default_factory=dict)
    tokens: dict[str, int] = field(default_factory=lambda: {"input": 0, "output": 0})
    model_calls: int = 0
    tool_calls: int = 0

    def add(self, stage: str, seconds: float) -> None:
        self.stages[stage] = self.stages.get(stage, 0.0) + seconds * 1000

    def metrics(self, **more: Any) -> dict[str, Any]:
        return {
            "stages": {stage: round(ms, 2) for stage, ms in self.stages.items()},
            "tokens": dict(self.tokens),
            "model_calls": self.model_calls,
            "tool_calls": self.tool_calls,
            **more,
        }


@dataclass(frozen=True, slots=True)
class Known:
    """What a turn is judged by: the kb, the guard, the prompt's words, this turn's sources."""

    knowledge: Knowledge
    guard: Guard
    say: Wording
    secret: frozenset[tuple[str, ...]]
    sources: Sources

    @classmethod
    def of(cls, knowledge: Knowledge, guard: Guard, say: Wording, prompt: str) -> Known:
        return cls(knowledge, guard, say, shingles(prompt.casefold()), Sources(knowledge.articles))


class Turn:
    """Feeds on the events of one run.  Iterate `pieces` to its end, then read `answer`."""

    def __init__(
        self, known: Known, embedded: Answer, heard: tuple[str, ...], has_tools: bool, mode: str, tally: Tally
    ) -> None:
        self._known, self._embedded, self._heard = known, embedded, heard
        self._has_tools, self._mode, self._tally = has_tools, mode, tally
        self._gate = SentenceGate()
        self._held = ""
        self._priced: Priced | None = None
        self._used_tools = False
        self._check: Check | None = None
        self._base = embedded
        self._numbers: dict[int, int] = {}
        self._gap = ""
        self._waiting = ""
        self.shown = ""
        self.answer: Answer | None = None
        self.choices: tuple[tuple[Call, ...], ...] = ()
        self.counts: Priced | None = None

    def pieces(self, events: Iterable[Event]) -> Iterator[TextDelta]:
        """Verified pieces of text.  Raises Setback when the model's answer can't be used."""
        for event in events:
            yield from self._take(event)
            if self.answer is not None:
                return

    def _take(self, event: Event) -> Iterator[TextDelta]:
        match event:
            case Wrote(_, text):
                if self._used_tools or not self._has_tools:
                    yield from self._released(self._gate.feed(text))
                else:
                    self._held += text  # may be a preamble to tools, which nobody should see
            case Spoke(_, tool_calls, read, written):
                self._tally.model_calls += 1
                self._tally.tokens["input"] += read
                self._tally.tokens["output"] += written
                yield from self._spoke(tool_calls)
            case Used(_, priced):
                self._use(priced)
            case Failed(code, error, lacks):
                log.info("chat model: %s (%s)", code, error)
                raise Setback(code, error, lacks)
            case Done():
                yield from self._finished()

    def _spoke(self, tool_calls: int) -> Iterator[TextDelta]:
        held, self._held = self._held, ""
        if tool_calls:
            self._gate.rest()
            self._tally.tool_calls += tool_calls
            return
        yield from self._released(self._gate.feed(held))
        rest = self._gate.rest()
        yield from self._released([rest] if rest.strip() else [])

    def _use(self, priced: Priced | None) -> None:
        self._used_tools = True
        if priced is None:
            return
        if self.shown:
            raise Setback("wording", "figures_after_text")
        self._priced = priced

    # ---------------------------------------------------------------- the wording

    def _released(self, sentences: Iterable[str]) -> Iterator[TextDelta]:
        for sentence in sentences:
            if not sentence.strip():
                self._gap += sentence
                continue
            if self._check is None:
                self._settle()
            if self.answer is not None:  # both readings are shown instead
                yield TextDelta(self.answer.text)
                return
            piece = self._worded(sentence)
            if piece:
                yield TextDelta(piece)

    def _worded(self, sentence: str) -> str:
        """What to show once this sentence is verified: nothing before the charge has been stated, so that a
        model that never gets to it isn't seen to begin."""
        began = perf_counter()
        assert self._check is not None
        wrong = self._check.sentence(sentence)
        self._tally.add("verify", perf_counter() - began)
        if wrong:
            raise Setback("wording", wrong)
        said = MARKER.sub(self._renumbered, sentence.strip())
        self._waiting += (self._gap if self.shown or self._waiting else "") + said
        self._gap = sentence[len(sentence.rstrip()) :]
        if not self._check.answers:
            return ""
        if not self.shown:
            self._tally.add("first_sentence", perf_counter() - self._tally.started)
        piece, self._waiting = self._waiting, ""
        self.shown += piece
        return piece

    def _renumbered(self, found: Any) -> str:
        number = self._numbers.setdefault(int(found[1]), len(self._numbers) + 1)
        return str(found[0]).replace(f"[{found[1]}]", f"[{number}]")

    # ---------------------------------------------------------------- whose reading counts

    def _settle(self) -> None:
        """Decides between the readings, once, before the first word is shown."""
        known = self._known
        verdict = readings.decide(self._embedded, self._priced)
        if verdict != "embedded" and not readings.founded(self._priced, self._heard, known.guard):
            verdict = "embedded"
        if verdict == "both" and self._priced is not None:
            shown = readings.both(self._embedded, self._priced, known.knowledge, known.say)
            self.choices = tuple(
                tuple(line.call for line in answer.bill.lines) if answer.bill else ()
                for answer in (self._embedded, self._priced.answer)
            )
            self._finish(replace(shown, mode=self._mode))
            return
        if verdict == "model" and self._priced is not None:
            self.counts = self._priced
            self._base = readings.counted(self._priced.answer, self._embedded)
        ids = known.sources.answer(self._base)
        words = known.sources.words
        own = {number: words[number] for number in ids.values()}
        ledger = ledger_of(self._base, own, words, self._heard, known.guard, known.knowledge.policy)
        self._check = Check(ledger, known.guard, known.secret)

    def _finished(self) -> Iterator[TextDelta]:
        """The run is over: what only the whole can show."""
        yield from self._spoke(0)
        if self.answer is not None:
            return
        if self._check is None:
            raise Setback("empty")
        wrong = self._check.whole()
        if wrong:
            raise Setback("wording", wrong)
        citations = [self._known.sources.citation(number) for number in self._numbers]
        worded = replace(
            self._base,
            text=self.shown,
            citations=tuple(replace(c, marker=self._numbers[c.marker]) for c in citations),
            mode=self._mode,
            fallback=None,
        )
        try:
            verify(worded, self._known.knowledge.articles, self._known.knowledge.policy)
        except Unverified:
            raise Setback("wording", "unverified") from None
        self._finish(worded)

    def _finish(self, answer: Answer) -> None:
        self._tally.add("model", perf_counter() - self._tally.started)
        self.answer = replace(answer, metrics=self._tally.metrics())
