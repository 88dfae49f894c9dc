"""Rows picked out of a table by the words around it: "only Tampa", "leave out the ones in December"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.amountwords import english as amounts
from assistant.reading.entries import Entry
from assistant.reading.pasted import english, says, words_in
from assistant.reading.regex import regex
from assistant.reading.sheet import EVENT, NEUTRAL, STRANGE, Sheet
from assistant.reading.text import Text

_ORDINAL = regex(r"(\d{1,2})(?:st|nd|rd|th)")
_SENTENCE = regex(r"[^.!?\n;]+[.!?;]?")
_FIGURES = regex(r"\b(?:\d{4}-(\d{1,2})-\d{1,2}|(\d{1,2})/\d{1,2}(?:/\d{2,4})?)\b")
_PLAIN = frozenset(
    "the a an of and or in on to for is was are were ai la call calls caller agent live human smith smith.ai"
    " one ones row rows only just no not yes x y n our us new with by at from it that this".split()
)


def rows_of(table: Sheet) -> tuple[Sheet, bool]:
    """The sheet with the rows that are asked about, and whether a choice was made that isn't understood."""
    if len(table.everything) < 2:
        return table, False
    first, last = table.grid.span
    labels = [
        _labels(" ".join(table.raw(cell) for cell in row)) | {f"n{number}"}
        for number, row in enumerate(table.everything, 1)
    ]
    for skips, wanted, certain, _ in _choices(table.observed.text, first, last):
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
    labels = [
        _labels(text.words(entry.first, entry.last)) | {f"n{number}"}
        for number, entry in enumerate(entries, 1)
    ]
    for skips, wanted, certain, meant in _choices(text, entries[0].first, entries[-1].last):
        picked = _picked(labels, wanted) if meant else None
        if picked is None and certain:
            return entries, True
        if picked is None:
            continue
        return [entry for entry, hit in zip(entries, picked, strict=True) if hit != skips], False
    return entries, False


def _choices(text: Text, first: int, last: int) -> Iterable[tuple[bool, set[str], bool, bool]]:
    """The choices made around the tokens [first, last): whether rows are left out or kept, the words that name
    them, whether it is certain that rows are meant, and whether something is wanted or ruled out at all."""
    words, message = english().around, text.message
    for piece in (message[: text.tokens[first].start], message[text.tokens[last - 1].end :]):
        for sentence in _SENTENCE.findall(piece):
            said = words_in(sentence)
            if _of_every_one(said) or says(sentence, words["uncovered"]):
                continue
            yield from _excepting(said)
            yield from _asked_for(said)
            for skips in (True, False):
                for place, size in _found(said, words["skip" if skips else "only"]):
                    if not skips and place and said[place - 1] in _MACHINES:
                        continue  # "the AI-only ones"
                    behind = said[place + size : place + size + _REACH]
                    start = said[:place][-_BEFORE:]
                    choice = _skipping(start, behind) if skips else _keeping(said, start, behind)
                    if choice is not None:
                        yield skips, *choice


_MACHINES = frozenset({"ai", "bot", "robot", "machine"})


def _of_every_one(said: list[str]) -> bool:
    """ "Each call sits in one column only": how the rows are made, not which are meant."""
    pairs = pairwise(said)
    return "?" not in said and any(a in _EVERY and b in _ROWS for a, b in pairs)


_EVERY = frozenset({"each", "every"})
_ROWS = frozenset({"call", "row", "line", "entry", "cell", "column", "caller"})


def _asked_for(said: list[str]) -> Iterable[tuple[bool, set[str], bool, bool]]:
    """ "Add-on for Red?": a question about what a row is called."""
    if "?" not in said or len(said) > _BRIEF:
        return
    for place, word in enumerate(said):
        behind = [w for w in said[place + 1 :] if w != "?"][:_NAMES]
        if word in ("for", "of", "in") and _THROUGH.isdisjoint(behind):
            yield False, _wanted(behind), False, False


_THROUGH = frozenset({"to", "through", "thru", "till", "until", "all", "both", "every", "each", "total"})
_NAMES = 5  # words


def _excepting(said: list[str]) -> Iterable[tuple[bool, set[str], bool, bool]]:
    """ "Everything except the calls on Friday", as long as nothing is told of them."""
    words = english()
    if not words.values["hints"].isdisjoint(said) or "ai" in said or len(said) > _BRIEF:
        return
    for place, size in _found(said, words.around["except"]):
        if not {*words.around["whole"]}.isdisjoint(said[:place][-_BEFORE:]):
            yield True, _wanted(said[place + size :]), True, True


def _skipping(start: list[str], behind: list[str]) -> tuple[set[str], bool, bool]:
    """ "Please skip the ones in December": told, not said of something else."""
    told = not set(start) - _COURTEOUS
    return _wanted(behind), told and bool(set(behind) - _PLAIN), told


def _keeping(said: list[str], start: list[str], behind: list[str]) -> tuple[set[str], bool, bool] | None:
    """ "I only need Tampa", "the HV rows only", "just January please"."""
    words = english().around
    if not [word for word in behind if word not in _CLOSING]:  # "… for Harbor and Station only?"
        asked = said[: said.index(behind[0]) if behind else len(said)]
        place = max((i for i, word in enumerate(asked) if word in _PLACES), default=-1)
        names = _wanted(asked[place + 1 :]) - {*words["only"]}
        if place >= 0 and len(asked) - place <= _NAMES + 2 and names:
            return names, True, True
    wanting = any(_opens(behind[skip:], words["wanting"]) for skip in (0, 1))
    rows = says(" ".join(behind), words["chosen"])
    if not (wanting or rows or len(said) <= _BRIEF):
        return None
    named = bool(_wanted(behind) - {*words["chosen"], *words["wanting"]})
    return _wanted([*start, *behind]), wanting and rows and named, wanting or rows


_CLOSING = frozenset({"?", "please", "pls", "thanks", "then"})
_PLACES = frozenset({"for", "of", "in", "at", "from", "on"})
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
    found.update(f"#{b}" for a, b in pairwise(words) if b.isdigit() and a in _NUMBERED)
    found.update(f"m{months[w]}" for w in words if w in months)
    found.update(f"d{day}" for day in _weekdays(words))
    found.update(f"m{int(iso or month)}" for iso, month in _FIGURES.findall(written))
    return found


_NUMBERED = frozenset(
    "week weeks wk store stores site sites branch month shift team day line queue location".split()
)


def _wanted(words: Sequence[str]) -> set[str]:
    months = amounts().months
    numbers = [i for i, word in enumerate(words) if word.isdigit() and _NUMBERED.intersection(words[:i])]
    named = {f"m{months[w]}" for w in words if w in months} | {f"d{day}" for day in _weekdays(words)}
    ordinals = amounts().ordinals
    named |= {f"n{ordinals[w]}" for w in words if w in ordinals}
    named |= {f"n{match[1]}" for w in words if (match := _ORDINAL.fullmatch(w))}
    named |= {f"#{words[i]}" for i in numbers}
    return {w for w in words if w not in _PLAIN and not w.isdigit()} | named


def _weekdays(words: Sequence[str]) -> Iterable[int]:
    known = amounts().weekdays
    return (
        known[word.rstrip("s")] if word not in known else known[word]
        for word in words
        if word in known or word.rstrip("s") in known
    )


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
