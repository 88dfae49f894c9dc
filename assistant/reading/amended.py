"""Entries of a log or chat that put right the one before: "sorry, that last one went to our desk", "make that 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS, WHY
from assistant.reading.entries import Entry
from assistant.reading.lists import listed
from assistant.reading.observe import NO, YES, Mention, Observed
from assistant.reading.prose import Group
from assistant.reading.regex import regex

_SIDES = frozenset({"smith", "own", "alone", "no_human", "someone"})
_ALL = regex(r"\b(?:both|those(?! \d)|they|all|these)\b", re.IGNORECASE)
_ONE = regex(
    r"\b(?:(?:that|the|my|this)\s+(?:last |previous |latter )?(?:one|call|caller|entry|line)\b|(?:that|it|this|he|she) (?:was|went|had|got|is|did|wasn|didn)\b|(?:the )?last one\b)",
    re.IGNORECASE,
)
_NUMBER = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_OF_THEM = regex(rf"\b{_NUMBER} of (?:those|these|them|that|the)\b", re.IGNORECASE)
_COUNT = regex(
    rf"\b(?:make (?:that|it)|it was|they were|there were|that was|should be|should(?:'ve| have) been|i meant|meant|not \w+[,;]? but|it's|only)\s+{_NUMBER}\b(?! of)|\b{_NUMBER},? not {_NUMBER}\b",
    re.IGNORECASE,
)
_OTHERS = regex(r"\b(?:only )?(?:the )?(?:others?|rest)\b", re.IGNORECASE)


@cache
def _cue() -> re.Pattern[str]:
    sure, maybe = (
        "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
        for phrases in (listed("amending"), listed("amending_alone"))
    )
    return re.compile(rf"\W*(?:(?:{sure})\b|(?:{maybe})\s*[,:.!–—-])", re.IGNORECASE)


def amends(observed: Observed, entry: Entry) -> bool:
    """Whether an entry puts right what the one before it tells."""
    written = observed.text.words(entry.body, entry.last)
    points = (_OF_THEM, _COUNT, _ONE, _ALL)
    return _cue().match(written) is not None and any(form.search(written) for form in points)


def amended(observed: Observed, entry: Entry, groups: Sequence[Group], read: Sequence[Group]) -> list[Group]:
    """The groups so far with the correction of an entry, whose own words were read as `read`."""
    before = groups[-1].entry
    kept = [group for group in groups if group.entry != before]
    wrong = [group for group in groups if group.entry == before]
    right = _put_right(observed, entry, wrong)
    if right is None:
        right = [replace(group, doubt=True) for group in (*wrong, *read)]
    return [*kept, *(replace(group, entry=before) for group in right if group.count)]


def _put_right(observed: Observed, entry: Entry, wrong: Sequence[Group]) -> list[Group] | None:
    """The groups of the entry before, put right; None where that can't be followed."""
    written = observed.text.words(entry.body, entry.last)
    if len(wrong) != 1:
        return None
    group = wrong[0]
    of_them, count = _OF_THEM.search(written), _COUNT.search(written)
    others = _OTHERS.search(written, of_them.end() if of_them else 0)
    end = observed.text.tokens[entry.body].start + (others.start() if others else len(written))
    told = [
        m
        for m in observed.mentions
        if entry.body <= m.first < entry.last
        and observed.text.tokens[m.first].start < end
        and m.concept in EVENTS
    ]
    if of_them:
        some = _value(of_them[1])
        if not told or some >= group.count:
            return None
        return [
            replace(group, count=group.count - some),
            replace(group, count=some, mentions=_anew(group, told)),
        ]
    if count and not told:
        return [replace(group, count=_value(next(number for number in count.groups() if number)))]
    if told and not count and (_ONE.search(written) or _ALL.search(written)):
        single = group.count == 1 or _ALL.search(written)
        return [replace(group, mentions=_anew(group, told))] if single else None
    return None


def _anew(group: Group, told: Sequence[Mention]) -> tuple[Mention, ...]:
    """What is told of a group, with the sides and reasons that are told now in place of those told before."""
    now = {m.concept for m in told if m.polarity == YES}
    gone = (_SIDES if now & _SIDES else frozenset()) | (WHY if now & WHY else frozenset())
    gone |= {m.concept for m in told if m.polarity == NO}
    return (*(m for m in group.mentions if m.concept not in gone), *told)


def _value(written: str) -> int:
    return int(written) if written.isdigit() else int(english().numbers[written.lower()])
