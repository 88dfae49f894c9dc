"""Random and mutated messages through whole conversations: nothing may break, dawdle or state a loose figure.

python tests/benchmarks/fuzz.py [MESSAGES] [--seed N] [--limit MS] [--show N]

A message is a labelled case with bytes changed, words shuffled, numbers blown up, marks piled up, two cases in
one, or nonsense of any alphabet; about half of them follow another one in the same conversation.  Checked of
each: no exception but MessageError, at most MS milliseconds of processor time (what a warm answer takes: the
first of its kind loads what it needs), an answer whose figures and quotes hold, and a state that is JSON.
Then the longest messages that are one piece over and over, slowest first.
"""

from __future__ import annotations

import argparse
import heapq
import json
import logging
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from mutations import LONGEST, PIECES, follow_up, messages, mutated

from assistant import Assistant
from assistant.answering.conversation import MessageError
from assistant.answering.verify import problems
from assistant.types import Answer

LIMIT_MS = 100.0


class Logged(logging.Handler):
    """Keeps what is logged of one answer: an exception that was caught, an answer that was withheld."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trace = traceback.format_exception(*record.exc_info, limit=-3) if record.exc_info else []
        self.lines.append(" ".join((record.getMessage(), *trace)))


class Fuzz:
    """Asks, checks and keeps what is wrong."""

    def __init__(self, limit: float) -> None:
        self.assistant = Assistant.open()
        self.limit = limit
        self.kinds: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.wrong: list[tuple[str, list[str]]] = []
        self.logged = Logged()
        logging.getLogger("assistant").addHandler(self.logged)
        logging.getLogger("assistant").propagate = False
        self.slowest: list[tuple[float, list[str]]] = []
        self.times: list[float] = []

    def warm(self) -> None:
        """Loads what the first questions of a kind load."""
        for message in ("What colour is your logo?", "¿Cuánto cuesta?", "Was kostet das?", "hello"):
            self.assistant.ask(message)

    def turn(self, said: list[str], state: dict[str, Any]) -> dict[str, Any]:
        """The state after the last of what is said."""
        self.logged.lines.clear()
        began = time.process_time()
        try:
            answer, after = self.assistant.turn(said[-1], state)
        except MessageError:
            self.kinds["refused"] += 1
            return state
        except Exception:
            self._fault("exception", traceback.format_exc(limit=-3), said)
            return {}
        taken = (time.process_time() - began) * 1000
        self._note(answer, after, taken, said)
        return after

    def _note(self, answer: Answer, state: dict[str, Any], taken: float, said: list[str]) -> None:
        self.kinds[answer.kind] += 1
        self.times.append(taken)
        heapq.heappush(self.slowest, (taken, said))
        if len(self.slowest) > 200:
            heapq.heappop(self.slowest)
        for problem in problems(answer, self.assistant.articles, self.assistant.policy):
            self._fault("unverified", problem, said)
        if answer.kind == "unavailable":
            self._fault(
                "unavailable", " ".join((f"unavailable: {answer.fallback}", *self.logged.lines)), said
            )
        try:
            json.dumps(state)
        except (TypeError, ValueError) as error:
            self._fault("state", f"the state is not JSON: {error}", said)

    def _fault(self, kind: str, why: str, said: list[str]) -> None:
        self.faults[kind] += 1
        print(kind, json.dumps(said), " ".join(why.split())[-500:], file=sys.stderr, flush=True)
        self.wrong.append((why, said))

    @property
    def over(self) -> list[tuple[float, list[str]]]:
        """What took longer than the limit when measured again, slowest first."""
        found = []
        for _, said in sorted(self.slowest, reverse=True):
            taken = min(self.again(said) for _ in range(3))
            if taken > self.limit:
                found.append((taken, said))
        return sorted(found, reverse=True)

    def again(self, said: list[str]) -> float:
        self.assistant.ask("hello")  # or what was found in the message last asked is known already
        state: dict[str, Any] = {}
        taken = 0.0
        for message in said:
            began = time.process_time()
            try:
                _, state = self.assistant.turn(message, state)
            except Exception:
                state = {}
            taken = (time.process_time() - began) * 1000
        return taken


def longest(fuzz: Fuzz) -> list[tuple[float, str]]:
    """How long the longest messages of one repeated piece take, slowest first."""
    found = []
    for piece in PIECES:
        said = [f"calls {piece * LONGEST}"[:LONGEST]]
        fuzz.turn(said, {})
        found.append((min(fuzz.again(said) for _ in range(2)), piece))
    return sorted(found, reverse=True)


def conversations(asked: int, rng: random.Random) -> Iterator[tuple[list[str], bool]]:
    """About so many messages, each with those before it, and whether it is the first."""
    pool = messages()
    while asked > 0:
        said: list[str] = []
        for number in range(rng.choice((1, 1, 2, 4))):
            said.append(mutated(pool, rng) if number == 0 else follow_up(pool, rng))
            yield list(said), number == 0
            asked -= 1


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("messages", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=LIMIT_MS)
    parser.add_argument("--show", type=int, default=10)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was found until then is told
    fuzz = Fuzz(given.limit)
    fuzz.warm()
    began, state = time.process_time(), {}
    with suppress(KeyboardInterrupt):
        for said, first in conversations(given.messages, random.Random(given.seed)):
            state = fuzz.turn(said, {} if first else state)
    report(fuzz, time.process_time() - began, given.show)


def report(fuzz: Fuzz, seconds: float, show: int) -> None:
    times = sorted(fuzz.times)
    print(
        f"{sum(fuzz.kinds.values())} messages, {seconds:.0f} s of processor time; {dict(fuzz.kinds.most_common())}"
    )
    marks = ", ".join(f"p{part} {times[int(len(times) * part / 100)]:.1f}" for part in (50, 95, 99))
    print(f"milliseconds: {marks}, most {times[-1]:.1f}")
    over = fuzz.over
    print(f"over {fuzz.limit:.0f} ms when asked again: {len(over)}")
    for taken, said in over[:show]:
        print(f"  {taken:8.1f} ms  {json.dumps(said, ensure_ascii=False)[:600]}")
    print(f"{LONGEST:,} characters of one piece, slowest first:")
    for taken, piece in longest(fuzz)[:show]:
        print(f"  {taken:8.1f} ms  {piece!r}")
    faults = ("exception", "unavailable", "unverified", "state")
    print(f"wrong: {len(fuzz.wrong)} ({', '.join(f'{kind} {fuzz.faults[kind]}' for kind in faults)})")
    kinds = Counter(" ".join(why.split())[-500:] for why, _ in fuzz.wrong)
    for why, times_met in kinds.most_common(show):
        same = (said for found, said in fuzz.wrong if " ".join(found.split())[-500:] == why)
        shortest = min(same, key=lambda said: len(json.dumps(said)))
        print(f"  {times_met} × {why}\n      {json.dumps(shortest, ensure_ascii=False)[:600]}")
    raise SystemExit(1 if fuzz.wrong or over else 0)


if __name__ == "__main__":
    main()
