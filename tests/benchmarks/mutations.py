"""Messages nobody would write, made of those of the labelled cases: what fuzz.py asks."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from assistant.evaluation import read_cases

CASES = Path(__file__).parents[1] / "cases"
READ = ("dev", "fresh", "spanish")  # of what nobody is to read while tuning, nothing is shown here
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

# Pieces that, repeated, once took seconds: work that grew with the square of the message, patterns that tried every split.
PIECES = ["12 ", "1/", "30-", "a dozen ", "3 of the 4 ", "||", "human |||| ", "          ", '"', "LA = live agent, ",
          "LA cx HV ", "[ ] agent ", "$3.00 ", "$", "two calls, ", "12:30   ", "> hello\n", "\n", "\t2", "2 x 3 ", "3k ",
          "- asked for a human, live agent took over\n", "What is a playbook handoff? ", "#3 ", "Nov 19, 2025 ",
          "AI: hello\nCaller: a human please\nAgent: hi, Sam here\n", "11/19/2025, ", "from Nov 1 to Dec 3 ",
          "2 to 3 ", "25% ", "| 2 | live agent |\n", "3 callers asked for a human. ", "each of the 3 ", "a third ",
          "A caller asked for a human and got your live agent. ", "call 3: live agent took over\n", "3:1 ", "x", "é",
          "none of them ", "2 calls on Nov 19 for $3 each, ", "cusotmer trasnfered ", "2025-11-19,live agent,3\n"]  # fmt: skip

Mutation = Callable[[str, random.Random], str]


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


def messages() -> list[str]:
    """Every message of the labelled cases that may be read."""
    found: list[str] = []
    for path in sorted(path for folder in READ for path in (CASES / folder).glob("*.jsonl")):
        for case in read_cases(path):
            found += case.get("turns") or [case["text"]]
    return found
