"""Which of the calls told of are asked about: "Add-on for Bo's line alone?", "… for April?", "… without Sunday?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS
from assistant.reading.heads import PRICE
from assistant.reading.labelled import canonical
from assistant.reading.lists import listed
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.prose import Group
from assistant.reading.text import WORD, Text, Token

_TO = frozenset({"for", "of", "on", "in", "at"})
_LESS = frozenset({"without", "excluding", "except", "minus", "less"})
_BETWEEN = frozenset({"the", "our", "my", "just", "only", "all", "for", "of", "week", "month"})
_NAMED = 4  # tokens between "for" and the name of a part
_TIMES = frozenset({"today", "yesterday", "morning", "afternoon", "evening"})


def asked_part(groups: list[Group], observed: Observed) -> list[Group]:
    """The groups that the question names, where it names some of them; all in doubt where it can't be told which."""
    if len(groups) < 2 and not (groups and groups[0].count > 1):
        return groups
    if any(group.pasted for group in groups):
        return groups
    wanted = _wanted(observed)
    if wanted is None:
        return groups
    less, name, asking = wanted
    labels = [_labels(group, observed, asking) for group in groups]
    others = set().union(*labels) - {name}
    if name not in set().union(*labels) or not _alike(name, others):
        return groups
    settled = [_settled(own, [other for other in labels if other is not own]) for own in labels]
    if any(len(own) != 1 for own in settled):
        return [replace(group, doubt=True, lost=True) for group in groups]
    kept = [(name in own) != less for own in settled]
    if not any(kept):
        return [replace(group, doubt=True, lost=True) for group in groups]
    return [replace(group, aside=not asked) for group, asked in zip(groups, kept, strict=True)]


def _wanted(observed: Observed) -> tuple[bool, str, tuple[int, int]] | None:
    """Whether a part is left out, its name, and the sentence that asks."""
    tokens = observed.text.tokens
    asking = [m.first for m in observed.mentions if m.concept in PRICE]
    if not asking:
        return None
    waived = _waived(observed)
    if waived is not None:
        return waived
    first, last = observed.sentences[sentence_of(asking[-1], observed.sentences)]
    if first == 0 or tokens[last - 1].text != "?":
        return None
    found = [(False, name, (first, last)) for name in _owning(observed, first, last)]
    found += [(False, name, (first, last)) for name in _pointed(observed, first, last)]
    for place in range(first, last):
        less = tokens[place].text in _LESS
        if not less and (tokens[place].text not in _TO or tokens[place - 1].text == "add"):
            continue
        for step in range(place + 1, min(last, place + _NAMED)):
            if is_name(observed.text, step):
                if _goes_on(observed.text, step + 1, last):
                    return None  # "from Wednesday to Saturday", "Ana and Bo"
                found.append((less, name_at(observed.text, step), (first, last)))
                break
            if tokens[step].text not in _BETWEEN | _WHICH | listed("titles"):
                break
    return found[0] if len(found) == 1 else None


def _owning(observed: Observed, first: int, last: int) -> list[str]:
    """ "What's this month's add-on?", "Monday's extra?": whose price is asked."""
    tokens = observed.text.tokens
    priced = {m.first for m in observed.mentions if m.concept in PRICE}
    return [
        name_at(observed.text, place)
        for place in range(first, last - 2)
        if tokens[place + 1].text == "'s" and place + 2 in priced and is_name(observed.text, place)
    ]


def _pointed(observed: Observed, first: int, last: int) -> list[str]:
    """ "What does the Wednesday one cost me?", "how much is the Bo call?": the part that is asked about."""
    tokens = observed.text.tokens
    return [
        name_at(observed.text, place)
        for place in range(first + 1, last - 1)
        if tokens[place - 1].text == "the"
        and tokens[place + 1].text in _ONES
        and is_name(observed.text, place)
        if tokens[place - 2].text not in _LESS | _TO
    ]


_ONES = frozenset({"one", "ones", "call", "calls"})


def _waived(observed: Observed) -> tuple[bool, str, tuple[int, int]] | None:
    """ "Forget last week.", "Leave Phoenix out of it.": the one part that isn't asked about, where one is named so."""
    tokens = observed.text.tokens
    found = []
    for first, last in observed.sentences:
        for place in range(first, last - 1):
            size = next((n for n in (1, 2) if _words(tokens[place : place + n]) in _WAIVING), 0)
            if not size or (place > first and tokens[place - 1].text in _NO_ORDER):
                continue
            for step in range(place + size, min(last, place + size + _NAMED)):
                if is_name(observed.text, step):
                    out = tokens[place].text != "leave" or "out" in _texts(tokens[step:last])
                    if out and not _goes_on(observed.text, step + 1, last):
                        found.append((True, name_at(observed.text, step), (first, last)))
                    break
                if tokens[step].text not in _BETWEEN | _WHICH | {"about"}:
                    break
    return found[0] if len(found) == 1 else None


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _texts(tokens: Sequence[Token]) -> set[str]:
    return {token.text for token in tokens}


_WAIVING = frozenset(
    {
        "forget",
        "ignore",
        "disregard",
        "skip",
        "leave",
        "omit",
        "exclude",
        "never mind",
        "not count",
        "take out",
    }
)
_NO_ORDER = frozenset("i he she they it we you to ai bot did caller callers who not".split())
_WHICH = frozenset({"this", "last", "next", "previous"})


def _goes_on(text: Text, place: int, last: int) -> bool:
    """Whether another name is joined to one."""
    place += place < last and text.tokens[place].text == "'s"
    joined = place < last and text.tokens[place].text in _JOINS
    return joined and any(is_name(text, step) for step in range(place + 1, min(last, place + _NAMED)))


_JOINS = frozenset({"and", "or", "to", "through", "thru", "till", "until", "-", "–", ",", "&", "plus", "/"})


def is_name(text: Text, place: int) -> bool:
    """Whether a word names a day, a month, a time or somebody."""
    token, words = text.tokens[place], english()
    if token.text in _PERIODS:
        return place > 0 and text.tokens[place - 1].text in _WHICH
    if token.text in words.weekdays or token.text in words.months or token.text in _TIMES:
        return True
    raw = text.message[token.start : token.end]
    named = token.text not in _NO_NAMES and token.text not in listed("titles")
    return named and token.kind == WORD and raw[:1].isupper() and not raw.isupper()


def name_at(text: Text, place: int) -> str:
    """The name a word is, or ends: "last week"."""
    token = text.tokens[place]
    if token.text in _PERIODS:
        return f"{text.tokens[place - 1].text} {token.text}"
    return canonical(token.text)


_PERIODS = frozenset({"week", "month", "quarter", "year", "weekend"})
_NO_NAMES = frozenset(
    "'s ai smith smith.ai i calendly add la live he she they it we you this that these those the a an both all".split()
)


def _sort(name: str) -> str:
    kind = name.split()[0]
    if kind in _WHICH:
        return "period"
    return kind if kind in ("day", "month") else "time" if name in _TIMES else "name"


def _alike(name: str, others: set[str]) -> bool:
    return any(_sort(other) == _sort(name) for other in others)


def _labels(group: Group, observed: Observed, asking: tuple[int, int]) -> set[str]:
    """The names in the sentences that tell of a group; else the last one before them."""
    text, (first, last) = observed.text, group.spans[0]
    telling = {sentence_of(first, observed.sentences)}
    telling |= {
        sentence_of(m.first, observed.sentences)
        for m in group.mentions
        if m.concept in EVENTS and first <= m.first < last
    }
    inside = {
        name_at(text, place)
        for place in range(first, last)
        if not asking[0] <= place < asking[1] and is_name(text, place) and not _begins(text, place)
        if sentence_of(place, observed.sentences) in telling
    }
    if inside:
        return inside
    before = [place for place in range(first) if is_name(text, place) and not _begins(text, place)]
    before = [place for place in before if not asking[0] <= place < asking[1]]
    return {name_at(text, before[-1])} if before else set()


def _begins(text: Text, place: int) -> bool:
    """Whether a capital only begins a sentence."""
    words = english()
    token = text.tokens[place]
    if token.text in words.weekdays or token.text in words.months or token.text in _TIMES | _PERIODS:
        return False
    before = text.tokens[place - 1] if place else None
    behind = text.tokens[place + 1].text if place + 1 < len(text.tokens) else ""
    starts = before is None or before.kind != WORD
    return starts and behind not in _AFTER_NAMES


_AFTER_NAMES = frozenset(
    {
        "'s",
        ":",
        "had",
        "got",
        "asked",
        "was",
        "wanted",
        "called",
        "rang",
        "phoned",
        "logged",
        "took",
        "brought",
    }
)


def _settled(own: set[str], others: Sequence[set[str]]) -> set[str]:
    """Of two names, the one that no other part has for itself: "5 of the 9 of April and May were in May"."""
    alone = {next(iter(other)) for other in others if len(other) == 1}
    return own - alone if len(own) > 1 else own
