"""Transcripts: what is told by who speaks, besides what is said.

A caller's whole utterance "Representative!" asks for a human; a third voice that nobody introduces is a human
whose side isn't known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.lines import Line, is_transcript, label_end, lines_of, parts_of, speaker
from assistant.reading.observe import NO, UNSURE, YES, Mention, Observed
from assistant.reading.pasted import english, says
from assistant.reading.regex import regex
from assistant.reading.text import SENTENCE_END, WORD
from assistant.reading.units import WHO, WHY

_ASKING = ("said_askable", "askable")
_MEANT = frozenset({"please", "a", "an", "the", "now", "just", "no", "yes", "uh", "um", "hi", "hello"})


def heard(observed: Observed) -> Observed:
    """The observed text with what its speakers tell."""
    if "\n" not in observed.text.message:
        return observed
    lines = lines_of(observed.text)
    if not is_transcript(observed.text, lines):
        return observed
    spoken = [(line, name) for line in lines if (name := speaker(observed.text, line))]
    names = list(dict.fromkeys(name for _, name in spoken))
    if len(names) > 1 and all(
        _NUMBERED.match(name) for name in names
    ):  # the machine greets, the caller answers
        spoken = [(line, _AS.get(names.index(name), name)) for line, name in spoken]
    caller = _caller([name for _, name in spoken])
    found = [m for line, name in spoken if _part(name) in ("", "caller") for m in _asks(observed, line)]
    found += _answers(observed, spoken)
    found += _breaks_down(observed, spoken)
    found += _unnamed(observed, spoken, caller)
    kept = [m for m in observed.mentions if not _no_part_of_it(observed, m, spoken, caller)]
    if not found and len(kept) == len(observed.mentions):
        return observed
    mentions = tuple(sorted([*kept, *found], key=lambda m: (m.first, m.last, m.concept)))
    return replace(observed, mentions=mentions)


def _no_part_of_it(
    observed: Observed, m: Mention, spoken: Sequence[tuple[Line, str]], caller: str | None
) -> bool:
    """ "Let me get you a live agent", said by the machine: nobody has asked.  "It doesn't fold", said by a person:
    what they talk about has broken, not the machine."""
    word = observed.text.tokens[m.first].text
    if (m.concept, word) != ("asked", "let") and not (m.concept == "failure" and word in _PRONOUNS):
        return False
    name = next((name for line, name in spoken if line.first <= m.first < line.last), None)
    if m.concept == "failure":
        named = any(m.first <= first and last <= m.last for first, last in observed.tagged.spans("ai_word"))
        return name is not None and not named and _part(name) not in ("machine", "human")
    return name not in (None, caller)


_PRONOUNS = frozenset({"it", "this", "that", "they", "these", "those"})


_NUMBERED = regex(r"(?:speaker|spk|s|person|voice|party)[ _#-]?\d+$")
_AS = {0: "ai", 1: "caller"}


def _part(name: str) -> str:
    """What a label says its speaker is: "machine", "caller", "human"; "" when it doesn't."""
    labels = english().speakers
    words = parts_of(name)
    for part, known in labels.items():
        if any(word in known for word in words):
            return part
    return ""


def _caller(names: Sequence[str]) -> str | None:
    """The caller's label: named so, or the first that is no machine and no agent."""
    named = [name for name in names if _part(name) == "caller"]
    others = [name for name in names if not _part(name)]
    return next(iter(named or others), None)


def _answers(observed: Observed, spoken: Sequence[tuple[Line, str]]) -> Iterable[Mention]:
    """What is said next to an offer of a human: asked for, or nobody joined."""
    words = english().speakers
    for (line, name), (following, other) in pairwise(spoken):
        offered = any(m.concept == "offer" and line.first <= m.first < line.last for m in observed.mentions)
        if not offered or name == other:
            continue
        first = _utterance(observed, following)
        if observed.text.tokens[first].text in words["accepts"]:
            yield Mention("asked", YES, first, first + 1, "an offer accepted")
        elif observed.text.tokens[first].text in words["declines"]:
            yield Mention("smith", NO, first, first + 1, "an offer declined")


def _breaks_down(observed: Observed, spoken: Sequence[tuple[Line, str]]) -> Iterable[Mention]:
    """A machine that says it can't go on, where a live agent came and nobody had asked for one."""
    told = {m.concept for m in observed.mentions if not m.asked and m.polarity != NO}
    if "smith" not in told or told & (WHY | {"offer"}):
        return
    message, fails = observed.text.message, english().speakers["fails"]
    machine = [line for line, name in spoken if _part(name) == "machine"]
    failed = [line for line in machine if says(message[line.start : line.end], fails)]
    again = _again(observed, machine)
    if len(failed) > 1 or (failed and failed[-1] in machine[-2:]) or again:
        last = again or failed[-1]
        yield Mention("failure", YES, last.first, last.first + 1, "the machine says so")


def _again(observed: Observed, machine: Sequence[Line]) -> Line | None:
    """The machine's last words, where it said the very same twice over, or three times before: it is stuck."""
    message = observed.text.message
    said = [message[label_end(observed.text, line) : line.end].strip().lower() for line in machine]
    last = machine[-1] if machine else None
    times = max((said.count(words) for words in said if len(words.split()) > _WORDS), default=0)
    return last if times > _OFTEN or (times > 1 and said[-2:] == [said[-1]] * 2) else None


_WORDS, _OFTEN = 2, 2  # words of what counts as said again; times


def _utterance(observed: Observed, line: Line) -> int:
    """The first word of what a speaker says."""
    end = label_end(observed.text, line)
    return next((p for p in range(line.first, line.last) if observed.text.tokens[p].start >= end), line.first)


def _asks(observed: Observed, line: Line) -> Iterable[Mention]:
    """A sentence that holds nothing but a word for a human."""
    tokens = observed.text.tokens
    first = _utterance(observed, line)
    spans = {span for group in _ASKING for span in observed.tagged.spans(group)}
    for start, end in spans:
        if first <= start and end <= line.last:
            begin = next(
                (p + 1 for p in range(start - 1, first - 1, -1) if tokens[p].text in SENTENCE_END), first
            )
            stop = next((p for p in range(end, line.last) if tokens[p].text in SENTENCE_END), line.last)
            rest = [t.text for t in (*tokens[begin:start], *tokens[end:stop]) if t.kind == WORD]
            told = any(m.concept == "asked" and m.first < end and start < m.last for m in observed.mentions)
            if (
                _MEANT.issuperset(rest)
                and not told
                and (stop - begin == line.last - first or tokens[min(stop, line.last - 1)].text != "?")
            ):
                yield Mention("asked", YES, start, end, "said by the caller")
                return


def _unnamed(observed: Observed, spoken: Sequence[tuple[Line, str]], caller: str | None) -> Iterable[Mention]:
    """A voice that is neither the machine nor the caller, where nobody says whose it is: the client's own when
    it is named after a place or role there, else unknown; with no third voice the machine was alone."""
    if any(m.concept in WHO and m.polarity != UNSURE for m in observed.mentions):
        return
    for line, name in spoken:
        if not _part(name) and name != caller:
            spans = (*observed.tagged.spans("own_noun"), *observed.tagged.spans("own_bare"))
            own = any(first == line.first and _part(name) == "" for first, _ in spans)
            yield Mention("own" if own else "someone", YES, line.first, line.first + 1, "a third voice")
            return
    asked = any(m.concept in ("asked", "offer") and not m.weak for m in observed.mentions)
    if len(spoken) >= _TALK and len({name for _, name in spoken}) == 2 and not asked:
        yield Mention("alone", YES, spoken[-1][0].first, spoken[-1][0].first + 1, "only two voices")


_TALK = 4  # lines
