"""Random and mutated messages through whole conversations: nothing may break, dawdle or state a loose figure.

python tests/benchmarks/fuzz.py [MESSAGES] [--seed N] [--limit MS] [--show N]

A message is a labelled case with bytes changed, words shuffled, numbers blown up, marks piled up, two cases in
one, or nonsense of any alphabet; about half of them follow another one in the same conversation.  Checked of
each: no exception but MessageError, at most MS milliseconds of processor time (what a warm answer takes: the
first of its kind loads what it needs), an answer whose figures and quotes hold, and a state that is JSON.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.answering.conversation import MessageError
from assistant.answering.verify import problems
from assistant.evaluation import read_cases
from assistant.types import Answer

CASES = Path(__file__).parents[1] / "cases"
READ = ("dev", "fresh", "spanish")  # of what nobody is to read while tuning, nothing is shown here
LIMIT_MS = 100.0
LONGEST = 8000

SIGNS = ["?", "!", ".", ",", ";", ":", "-", "–", "—", "(", ")", "[", "]", "{", "}", "|", "/", "\\", "*", "_", "#", "$", "%",
         "+", "=", "<", ">", "&", "@", '"', "'", "“", "”", "’", "`", "~", "^", "…", "→", "☐", "☑", "✓"]  # fmt: skip
SPACES = [" ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u2028", "\u200b", "\ufeff", "\x0b", "\x85"]
ODD = ["é", "ß", "ñ", "İ", "ı", "ﬁ", "Ⅷ", "½", "²", "٣", "३", "五", "中文", "привет", "שלום", "مرحبا", "हिन्दी", "👩‍⚕️", "🇺🇸", "🙂",
       "\u0301", "\ud7ff", "\U0010ffff", "\x01", "\x7f", "\ufffd", "a\u0300\u0316"]  # fmt: skip
NUMBERS = ["0", "00", "-1", "3.5", "1e9", "1e309", "9" * 18, "9" * 400, "1,000,000", "1,00", ".5", "5.", "1/0", "0/0", "1/3",
           "150%", "-20%", "0%", "33.333%", "half", "dozen", "gazillion", "minus two", "zero", "1st", "0th", "99999th",
           "$0", "$-3", "$3.005", "$99999999999999", "3 dollars", "€3", "NaN", "Infinity", "2025-02-30", "13/13/2025",
           "Nov 31", "31/11", "0000-00-00", "9999-12-31", "Feb 29", "yesterday", "in 1850", "Q9", "25:61"]  # fmt: skip
FOLLOW_UPS = ["make it {n}", "what if it was our own team?", "and the total?", "undo", "go back to what it was before",
              "leave out the second one", "no, {n} of them", "they were all one call", "two separate calls", "ours",
              "don't know", "thanks", "the base rate is ${n}", "that was on 2025-11-{n}", "plus {n} more", "half of them",
              "the {n}th one went to our office", "same again", "1.", "{n}", "yes", "no", "?"]  # fmt: skip

Mutation = Callable[[str, random.Random], str]


def messages() -> list[str]:
    """Every message of the labelled cases that may be read."""
    found: list[str] = []
    for path in sorted(path for folder in READ for path in (CASES / folder).glob("*.jsonl")):
        for case in read_cases(path):
            found += case.get("turns") or [case["text"]]
    return found


def bytes_changed(message: str, rng: random.Random) -> str:
    data = bytearray(message.encode())
    for _ in range(rng.randint(1, 8)):
        if not data:
            break
        place = rng.randrange(len(data))
        match rng.randrange(3):
            case 0:
                data[place] = rng.randrange(256)
            case 1:
                del data[place]
            case _:
                data.insert(place, rng.randrange(256))
    return data.decode(errors="replace").replace("\x00", "")


def shuffled(message: str, rng: random.Random) -> str:
    words = message.split(" ")
    match rng.randrange(4):
        case 0:
            rng.shuffle(words)
        case 1:
            words = [word for word in words if rng.random() > 0.2]
        case 2:
            words = [word for word in words for _ in range(rng.choice((1, 1, 1, 2)))]
        case _:
            start = rng.randrange(len(words))
            words = words[start:] + words[:start]
    return " ".join(words)


def numbered(message: str, rng: random.Random) -> str:
    words = message.split(" ")
    for _ in range(rng.randint(1, 4)):
        words.insert(rng.randint(0, len(words)), rng.choice(NUMBERS))
    return " ".join(words)


def marked(message: str, rng: random.Random) -> str:
    words = message.split(" ")
    for _ in range(rng.randint(1, 6)):
        mark = rng.choice(SIGNS) * rng.choice((1, 1, 2, 3, 40))
        words.insert(rng.randint(0, len(words)), mark + rng.choice(("", " ")))
    return rng.choice(("", " ")).join(words) if rng.random() < 0.1 else " ".join(words)


def spaced(message: str, rng: random.Random) -> str:
    return "".join(rng.choice(SPACES) if sign == " " and rng.random() < 0.3 else sign for sign in message)


def foreign(message: str, rng: random.Random) -> str:
    words = message.split(" ")
    for _ in range(rng.randint(1, 6)):
        words.insert(rng.randint(0, len(words)), rng.choice(ODD))
    return " ".join(words)


def cased(message: str, rng: random.Random) -> str:
    return rng.choice((str.upper, str.lower, str.title, str.swapcase))(message)


def nested(message: str, rng: random.Random) -> str:
    opening, closing = rng.choice(
        (("(", ")"), ("[", "]"), ('"', '"'), ("(not ", ")"), ("- ", "\n"), ("> ", "\n"))
    )
    depth = rng.choice((1, 3, 30, 200))
    return opening * depth + message + closing * depth


def listed(message: str, rng: random.Random) -> str:
    marker = rng.choice(("{n}. ", "- ", "#{n} ", "call {n}: ", "{n}) ", "11/{n}: ", "| {n} | ", "{n},"))
    parts = [part for part in message.replace("\n", ". ").split(". ") if part] or [message]
    return "\n".join(marker.replace("{n}", str(n)) + part for n, part in enumerate(parts, rng.randint(0, 3)))


def repeated(message: str, rng: random.Random) -> str:
    joint = rng.choice((" ", "\n", ". ", ", and ", "\n- "))
    return joint.join([message] * rng.choice((2, 3, 10)))[:1500]


def random_text(message: str, rng: random.Random) -> str:
    signs = rng.choice((SIGNS, SPACES + SIGNS, [*"0123456789", " ", ".", ","], ODD, [*"abcdefghij "]))
    return "".join(rng.choice(signs) for _ in range(rng.choice((1, 5, 40, 300))))


MUTATIONS: tuple[Mutation, ...] = (
    bytes_changed, bytes_changed, shuffled, shuffled, numbered, numbered, marked, spaced, foreign, cased, nested, listed,
    repeated, random_text,
)  # fmt: skip


def mutated(pool: list[str], rng: random.Random) -> str:
    """A message made of one or two of the pool."""
    message = rng.choice(pool)
    if rng.random() < 0.15:
        message += rng.choice((" ", "\n", ". ")) + rng.choice(pool)
    for _ in range(rng.choice((1, 1, 2, 3))):
        message = rng.choice(MUTATIONS)(message, rng)
    return message[:LONGEST]


def follow_up(pool: list[str], rng: random.Random) -> str:
    if rng.random() < 0.6:
        return rng.choice(FOLLOW_UPS).replace("{n}", rng.choice(("2", "3", "10", *NUMBERS)))
    return rng.choice(pool) if rng.random() < 0.5 else mutated(pool, rng)


class Fuzz:
    """Asks, checks and keeps what is wrong."""

    def __init__(self, limit: float) -> None:
        self.assistant = Assistant.open()
        self.limit = limit
        self.kinds: Counter[str] = Counter()
        self.wrong: list[tuple[str, list[str]]] = []
        self.slowest: list[tuple[float, list[str]]] = []
        self.times: list[float] = []

    def warm(self) -> None:
        """Loads what the first questions of a kind load."""
        for message in ("What colour is your logo?", "¿Cuánto cuesta?", "Was kostet das?", "hello"):
            self.assistant.ask(message)

    def turn(self, said: list[str], state: dict[str, Any]) -> dict[str, Any]:
        """The state after the last of what is said."""
        began = time.process_time()
        try:
            answer, after = self.assistant.turn(said[-1], state)
        except MessageError:
            self.kinds["refused"] += 1
            return state
        except Exception:
            self.wrong.append((traceback.format_exc(limit=-3), said))
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
            self.wrong.append((problem, said))
        if answer.kind == "unavailable":
            self.wrong.append((f"unavailable: {answer.fallback}", said))
        try:
            json.dumps(state)
        except (TypeError, ValueError) as error:
            self.wrong.append((f"the state is not JSON: {error}", said))

    @property
    def over(self) -> list[tuple[float, list[str]]]:
        """What took longer than the limit when measured again, slowest first."""
        found = []
        for _, said in sorted(self.slowest, reverse=True):
            taken = min(self._again(said) for _ in range(3))
            if taken > self.limit:
                found.append((taken, said))
        return sorted(found, reverse=True)

    def _again(self, said: list[str]) -> float:
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("messages", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=LIMIT_MS)
    parser.add_argument("--show", type=int, default=10)
    given = parser.parse_args()
    rng, pool, fuzz = random.Random(given.seed), messages(), Fuzz(given.limit)
    fuzz.warm()
    began, asked = time.process_time(), 0
    while asked < given.messages:
        state: dict[str, Any] = {}
        said: list[str] = []
        for number in range(rng.choice((1, 1, 2, 4))):
            said.append(mutated(pool, rng) if number == 0 else follow_up(pool, rng))
            state = fuzz.turn(list(said), state)
            asked += 1
    report(fuzz, asked, time.process_time() - began, given.show)


def report(fuzz: Fuzz, asked: int, seconds: float, show: int) -> None:
    times = sorted(fuzz.times)
    print(f"{asked} messages, {seconds:.0f} s of processor time; {dict(fuzz.kinds.most_common())}")
    marks = ", ".join(f"p{part} {times[int(len(times) * part / 100)]:.1f}" for part in (50, 95, 99))
    print(f"milliseconds: {marks}, most {times[-1]:.1f}")
    over = fuzz.over
    print(f"over {fuzz.limit:.0f} ms when asked again: {len(over)}")
    for taken, said in over[:show]:
        print(f"  {taken:8.1f} ms  {json.dumps(said, ensure_ascii=False)[:600]}")
    print(f"wrong: {len(fuzz.wrong)}")
    kinds = Counter(" ".join(why.split())[-160:] for why, _ in fuzz.wrong)
    for why, times_met in kinds.most_common(show):
        said = min(
            (s for w, s in fuzz.wrong if " ".join(w.split())[-160:] == why), key=lambda s: len(json.dumps(s))
        )
        print(f"  {times_met} × {why}\n      {json.dumps(said, ensure_ascii=False)[:600]}")
    raise SystemExit(1 if fuzz.wrong or over else 0)


if __name__ == "__main__":
    main()
