"""Structured calls → a message a client might type, which reads back to the same calls.

Several ways of putting it are tried in the order of kb/text/say.toml; the first that the reader takes to
mean exactly these calls is used.  Where there is none, there is no message: words that read as other calls
would be worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.types import INTERACTIONS, Call, Reading, long_date

Way = Mapping[str, Any]


def say(calls: Sequence[Call], ways: Sequence[Way], read: Callable[[str], Reading]) -> str | None:
    """The first message that reads back to these calls (their order and evidence apart), or None."""
    if not calls:
        return None
    wanted = _counted(calls)
    return next((words for words in _messages(calls, ways) if _counted(read(words).calls) == wanted), None)


def load_ways(kb: Path) -> list[Way]:
    """The ways of kb/text/say.toml; none where it can't be read."""
    tables, _ = read_toml(kb / "text" / "say.toml")
    ways: list[Way] = tables.get("ways", [])
    return ways


def _messages(calls: Sequence[Call], ways: Sequence[Way]) -> Iterator[str]:
    for way in ways:
        lines = way["join"].join(_line(call, way) for call in calls)
        yield way["whole"].format(lines=lines)


def _line(call: Call, way: Way) -> str:
    one = call.calls == 1
    values = {
        "calls": way["one_call"] if one else way["calls"].format(count=call.calls),
        "on": way["on"].format(date=long_date(call.on)) if call.on else "",
        "rate": way["rate"].format(amount=f"{call.base_rate:f}") if call.base_rate is not None else "",
        "facts": _facts(call, way),
    }
    return str(way["line"].format(**values))


def _facts(call: Call, way: Way) -> str:
    """What happened, then what isn't known; without either, the words for the AI alone."""
    happened = [way["facts"][key] for key in INTERACTIONS if key in call.interactions]
    unsure = [way["unsure_facts"][key] for key in INTERACTIONS if key in call.unknown]
    if not happened and not unsure:
        return str(way["nobody"])
    parts = [_listed(happened, way)] if happened else []
    parts += [way["unsure"].format(facts=way["or"].join(unsure))] if unsure else []
    return str(way["then"].join(parts))


def _listed(words: Sequence[str], way: Way) -> str:
    return str(way["and"].join([", ".join(words[:-1]), words[-1]])) if len(words) > 1 else words[0]


def _counted(calls: Sequence[Call]) -> Counter[tuple[Any, ...]]:
    """Calls by what they are; lines alike count together."""
    counted: Counter[tuple[Any, ...]] = Counter()
    for call in calls:
        rate = None if call.base_rate is None else call.base_rate.normalize()
        counted[call.interactions, call.unknown - call.interactions, call.on, rate] += call.calls
    return counted
