"""Rows picked out of a table by the words around it: "only Tampa", "leave out the ones in December"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.reading.amountwords import english as amounts
from assistant.reading.lines import Entry
from assistant.reading.pasted import english, words_in
from assistant.reading.sheet import EVENT, NEUTRAL, STRANGE, Sheet
from assistant.reading.text import Text

_SENTENCE = re.compile(r"[^.!?\n;]+[.!?;]?")
_FIGURES = re.compile(r"\b(?:\d{4}-(\d{1,2})-\d{1,2}|(\d{1,2})/\d{1,2}(?:/\d{2,4})?)\b")
_PLAIN = frozenset(
    "the a an of and or in on to for is was are were ai la call calls caller agent live human smith smith.ai"
    " one ones row rows only just no not yes x y n our us new with by at from it that this".split()
)


def rows_of(table: Sheet) -> tuple[Sheet, bool]:
    """The sheet with the rows that are asked about, and whether a choice was made that isn't understood."""
    if len(table.everything) < 2:
        return table, False
    first, last = table.grid.span
    labels = [_labels(" ".join(table.raw(cell) for cell in row)) for row in table.everything]
    for skips, wanted, certain in _choices(table.observed.text, first, last):
        picked = _picked(labels, wanted)
        if picked is not None:
            return replace(table, kept=tuple(hit != skips for hit in picked)), False
        columns = _columns(table, wanted, skips)
        if columns:
            return replace(table, dropped=columns), False
        if certain:
            return table, True
    return table, False


def entries_of(text: Text, entries: Sequence[Entry]) -> tuple[Sequence[Entry], bool]:
    """The entries of a list that are asked about, and whether a choice was made that isn't understood."""
    labels = [_labels(text.words(entry.first, entry.last)) for entry in entries]
    for skips, wanted, certain in _choices(text, entries[0].first, entries[-1].last):
        if not certain:
            continue
        picked = _picked(labels, wanted)
        if picked is None:
            return entries, True
        return [entry for entry, hit in zip(entries, picked, strict=True) if hit != skips], False
    return entries, False


def _choices(text: Text, first: int, last: int) -> Iterable[tuple[bool, set[str], bool]]:
    """The choices made around the tokens [first, last): whether rows are left out or kept, the words that name
    them, and whether it is certain that rows are meant."""
    words, message = english().around, text.message
    for piece in (message[: text.tokens[first].start], message[text.tokens[last - 1].end :]):
        for sentence in _SENTENCE.findall(piece):
            said = words_in(sentence)
            for skips in (True, False):
                for place, size in _found(said, words["skip" if skips else "only"]):
                    behind = said[place + size : place + size + _REACH]
                    start = said[:place][-_BEFORE:]
                    if skips:
                        certain = not set(start) - _COURTEOUS
                        yield True, _wanted(behind), certain and bool(set(behind) - _PLAIN)
                    else:
                        wanting = _opens(behind, words["wanting"]) or (
                            bool(behind[:1]) and _opens(behind[1:], words["wanting"])
                        )
                        rows = not {*words["chosen"]}.isdisjoint(behind)
                        named = bool(_wanted(behind) - {*words["chosen"], *words["wanting"]})
                        brief = len(said) <= _BRIEF
                        if wanting or rows or brief:
                            yield False, _wanted([*start, *behind]), wanting and rows and named


_REACH, _BEFORE, _BRIEF = 8, 3, 14  # words
_COURTEOUS = frozenset(
    {"please", "pls", "and", "but", "so", "also", "then", "hi", "thanks", "can", "could", "you", "just"}
)


def _found(said: list[str], phrases: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Where phrases stand in a sentence: their places and lengths."""
    for phrase in phrases:
        words = words_in(phrase)
        for place in range(len(said) - len(words) + 1):
            if said[place : place + len(words)] == words:
                yield place, len(words)


def _opens(said: list[str], phrases: Sequence[str]) -> bool:
    return any(said[: len(words_in(phrase))] == words_in(phrase) for phrase in phrases)


def _labels(written: str) -> set[str]:
    """The words by which a row can be named; months as "m12"."""
    months = amounts().months
    words = words_in(written)
    found = {w for w in words if w not in _PLAIN and not w.replace(".", "").isdigit()}
    found.update(f"m{months[w]}" for w in words if w in months)
    found.update(f"m{int(iso or month)}" for iso, month in _FIGURES.findall(written))
    return found


def _wanted(words: Sequence[str]) -> set[str]:
    months = amounts().months
    return {w for w in words if w not in _PLAIN} | {f"m{months[w]}" for w in words if w in months}


def _picked(labels: list[set[str]], wanted: set[str]) -> list[bool] | None:
    """Which rows or columns are named: some but not all of them."""
    often = set.intersection(*labels) if labels else set()
    hits = [bool((names - often) & wanted) for names in labels]
    return hits if any(hits) and not all(hits) else None


def _columns(table: Sheet, wanted: set[str], skips: bool) -> frozenset[int]:
    """The columns of numbers that aren't asked about, when some are named."""
    columns = [index for index, role in enumerate(table.roles) if role in (NEUTRAL, STRANGE, EVENT)]
    if table.head is None or len(columns) < 2:
        return frozenset()
    picked = _picked([_labels(table.raw(table.head[index])) for index in columns], wanted)
    if picked is None:
        return frozenset()
    return frozenset(index for index, hit in zip(columns, picked, strict=True) if hit == skips)
