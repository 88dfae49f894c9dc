"""Days told by the day before them: "the day after that", "ten days later", "on or after it", "the same day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.reading.amountwords import View
from assistant.reading.datelimits import ONE_DAY, Offset, offset_before, shifted
from assistant.reading.datemention import DateMention
from assistant.reading.periods import days_of
from assistant.reading.text import WORD

_LATER = {
    "later": "after",
    "afterwards": "after",
    "earlier": "before",
    "prior": "before",
    "beforehand": "before",
}
_NEXT = {
    "next": "after",
    "following": "after",
    "previous": "before",
    "preceding": "before",
    "prior": "before",
}
_IT = frozenset({"that", "it", "then"})
_ON = frozenset({"on", "from"})
_ALONE = frozenset(
    {"did", "had", "was", "too", "as", "also", "there", "somebody", "someone", "one", "he", "she", "they"}
)


def beside_last(view: View, place: int, mentions: list[DateMention]) -> DateMention | None:
    """ "the Tuesday after it", "the day before that", "the next day", "after that": beside the last day."""
    base = mentions[-1] if mentions else None
    if base is None or base.relative:
        return None
    if view.at(place) not in _WORDS:
        return None
    day = _day_of(base)
    found = _from_it_on(view, place, base, day)
    if found is None and day is not None:
        found = _offset(view, place, base, day) or _neighbour(view, place, base, day)
    if found is not None or view.at(place) != "after" or view.at(place + 1) != "that":
        return found
    if base.grain == "before" and base.end is not None:
        return DateMention(place, place + 2, base.end + ONE_DAY, None, grain="after", inferred=base.inferred)
    return None


_WORDS = frozenset({"before", "after", "same", "on", "from", *_LATER, *_NEXT})


def _day_of(base: DateMention) -> date | None:
    """The day that was named last, if only as the one before or after which something was."""
    if base.start is not None and base.start == base.end:
        return base.start
    if base.grain == "before" and base.start is None and base.end is not None:
        return base.end + ONE_DAY
    if base.grain == "after" and base.end is None and base.start is not None:
        return base.start
    return None


def _from_it_on(view: View, place: int, base: DateMention, day: date | None) -> DateMention | None:
    """ "two before the 20th and four on or after it"."""
    words = [view.at(place + step) for step in range(4)]
    if (
        day is None
        or words[0] not in _ON
        or words[1:3] not in (["or", "after"], ["and", "after"], ["or", "before"])
    ):
        return None
    last = place + 3 + (words[3] in _IT)
    if words[2] == "after":
        return DateMention(place, last, day, None, grain="after", inferred=base.inferred)
    return DateMention(place, last, None, day, grain="before", inferred=base.inferred)


def _offset(view: View, place: int, base: DateMention, day: date) -> DateMention | None:
    """ "ten days later", "a week after that", "the day before", "the Tuesday after"."""
    word, after = view.at(place), view.at(place + 1)
    kind = _LATER.get(word) or (word if word in ("before", "after") else "")
    offset = offset_before(view, place) if kind else None
    if offset is None:
        return None
    last = place + 1
    if word in ("before", "after", "prior"):
        named = after in ("that", "it")
        if named and view.phrase("dating.took_effect", place + 2):
            return None
        if not named and not (view.ends_at(place + 1) or after in _ALONE or after == "and"):
            return None
        last += named
    return shifted(replace(base, last=last, start=day, end=day, grain="day"), kind, offset)


def _neighbour(view: View, place: int, base: DateMention, day: date) -> DateMention | None:
    """ "the next day", "the following Monday", "on the same day"."""
    word, after = view.at(place), view.at(place + 1)
    if view.at(place - 1) != "the":
        return None
    first = replace(base, first=place - 1, last=place + 2, start=day, end=day, grain="day")
    if word == "same" and after == "day":
        return first
    kind = _NEXT.get(word)
    if kind and after in ("day", "morning", "afternoon", "evening", "night"):
        return shifted(first, kind, Offset(place - 1, 1, "day"))
    if kind and after in view.words.weekdays:
        return shifted(first, kind, Offset(place - 1, 1, "day", weekday=view.words.weekdays[after]))
    return None


# ---------------------------------------------------------------- working days only

_WORKING = frozenset({"weekday", "weekdays", "workday", "workdays"})
_DAYS = frozenset({"day", "days"})


def on_weekdays(view: View, mentions: list[DateMention]) -> list[DateMention]:
    """The mentions, those of "every weekday from the 17th to the 28th" without their weekends."""
    if not view.says(_WORKING | {"working", "business"}):
        return mentions
    return [replace(m, only=(0, 1, 2, 3, 4)) if _working(view, m) else m for m in mentions]


def _working(view: View, mention: DateMention) -> bool:
    if mention.only or mention.start is None or mention.end is None or mention.start == mention.end:
        return False
    if len(days_of(mention.start, mention.end, ())) > _LONG:
        return False
    near = [view.at(place) for place in range(max(0, mention.first - _NEAR), mention.first)]
    if any(view.kind(place) != WORD for place in range(max(0, mention.first - 2), mention.first)):
        return False
    pairs = pairwise(near)
    return bool(_WORKING & set(near)) or any(a in ("working", "business") and b in _DAYS for a, b in pairs)


_NEAR, _LONG = 4, 62  # tokens; days
