"""Before, after and since: "two days before Nov 20", "since the new pricing", "the Tuesday after it"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from assistant.reading.amountwords import AmountWords, View
from assistant.reading.datemention import DateMention
from assistant.reading.text import BREAK

ONE_DAY = timedelta(days=1)
_ADVERBS = frozenset({"right", "just", "shortly", "immediately", "directly", "only", "exactly", "soon"})
_ARTICLES = frozenset({"the", "a", "an", "one", "very", "that", "whole", "entire", "same"})
_DAYS = {"day": 1, "week": 7, "month": 30, "fortnight": 14}
_DAY_NOUNS = ("day", "date", "moment")
_FAR = 400


@dataclass(frozen=True, slots=True)
class Offset:
    """How far before or after: `count` units, or a weekday; `whole` for "the week before" as a stretch."""

    first: int
    count: int
    unit: str
    weekday: int = -1
    whole: bool = False


def modified(view: View, mention: DateMention, effective: date) -> DateMention:
    """A mention with the "before", "since", "two days after" that stands before it, or "onwards" behind."""
    before = mention.first - 1
    modifier = limit(view, before)
    while modifier is None and view.at(before) in ("the", "on", "of", "about", "around", "last", "this"):
        before -= 1
        modifier = limit(view, before)
    if modifier is None:
        return _onward(view, mention)
    kind, place = modifier
    offset = offset_before(view, place)
    if offset is not None and kind in ("before", "after"):
        return shifted(mention, kind, offset)
    return opened(view, replace(mention, first=place), kind, effective)


_LIMITS = {
    ("prior", "to"): "before",
    ("up", "to"): "until",
    ("earlier", "than"): "before",
    ("later", "than"): "after",
    ("as", "of"): "since",
    ("or", "after"): "since",
    ("and", "after"): "since",
    ("or", "before"): "until",
    ("starting", "from"): "since",
    ("starting", "on"): "since",
    ("starting", "with"): "since",
    ("beginning", "on"): "since",
}


@lru_cache(maxsize=8)
def _event_words(words: AmountWords) -> frozenset[str]:
    """The words at which `of_event` can find something."""
    limits = (words.dating[kind] for kind in ("until", "before", "after", "since"))
    days = words.phrases["dating.event_days"]
    return frozenset(_DAY_NOUNS).union({pair[1] for pair in _LIMITS}, days, *limits)


def limit(view: View, place: int) -> tuple[str, int] | None:
    """What kind of limit ends at `place` ("prior to" → "before"), and where it begins."""
    if place < 0:
        return None
    word, before = view.at(place), view.at(place - 1)
    pair = _LIMITS.get((before, word))
    if pair and view.at(place - 2) in ("no", "not"):
        return "until", place - 2  # "no later than"
    if pair and (before not in ("or", "and") or view.at(place - 2) == "on"):
        return pair, place - 2 if before in ("or", "and") else place - 1
    if word in ("through", "thru") and view.lemma(place - 1) in view.words.dating["through_verbs"]:
        return None  # "going through last fall's calls"
    for kind in ("until", "before", "after", "since"):
        if word in view.words.dating[kind]:
            return kind, place
    return None


def opened(view: View, mention: DateMention, kind: str, effective: date) -> DateMention:
    """What a limit makes of a mention: all before it, after it, or from it on."""
    start, end = mention.start, mention.end
    if start is None or end is None:
        return mention
    if kind == "before" or (kind == "until" and end == effective):
        return replace(mention, start=None, end=start - ONE_DAY, grain="before")
    if kind == "until":
        return replace(mention, start=None, end=end, grain="before")
    if kind == "after":
        return replace(mention, start=end + ONE_DAY, end=None, grain="after")
    return _lasting(view, replace(mention, end=None, grain="after"))


def _lasting(view: View, mention: DateMention) -> DateMention:
    """ "starting then, for ten straight days": an end to an open time."""
    for place in range(mention.last, min(mention.last + 8, view.size)):
        numeral = view.numeral(place + 1) if view.at(place) in ("for", "over", "the") else None
        if numeral is None or not numeral.whole or numeral.ordinal or not 0 < numeral.whole <= _FAR:
            continue
        unit = numeral.last
        while view.at(unit) in view.words.counting["days_straight"]:
            unit += 1
        days = {"day": 1, "week": 7}.get(view.lemma(unit))
        if days and mention.start is not None:
            return replace(mention, end=mention.start + (numeral.whole * days - 1) * ONE_DAY, grain="range")
    return mention


def _onward(view: View, mention: DateMention) -> DateMention:
    """ "Nov 20 onwards", "Nov 19 and before", "Nov 20 to today"."""
    last = mention.last
    size = view.phrase("dating.onward", last)
    if size and (size > 1 or view.at(last) not in ("on", "forward") or view.at(mention.first - 1) == "from"):
        return replace(mention, end=None, last=last + size, grain="after")
    size = view.phrase("dating.or_before", last)
    if size:
        return replace(mention, start=None, last=last + size, grain="before")
    if view.at(last) in view.words.dating["through"] and view.phrase("dating.relative", last + 1):
        return replace(mention, end=None, last=last + 1, grain="after")
    return mention


# ---------------------------------------------------------------- offsets


def offset_before(view: View, modifier: int) -> Offset | None:
    """ "the day", "a week", "two days", "the Monday" before the "before"/"after" at `modifier`."""
    place = modifier - 1
    while view.at(place) in _ADVERBS:
        place -= 1
    if place < 0:
        return None
    word, unit = view.at(place), view.lemma(place)
    if word.removesuffix("s") in view.words.weekdays:
        return Offset(article(view, place), 1, "day", weekday=view.words.weekdays[word.removesuffix("s")])
    if unit in view.words.dating["day_words"] and unit != "week":
        unit = "day"
    if unit not in _DAYS:
        return None
    for back in (3, 2, 1):
        numeral = view.numeral(place - back)
        if numeral and not numeral.ordinal and numeral.last == place and 0 < (numeral.whole or 0) <= _FAR:
            whole = view.at(numeral.first - 1) in ("the", "last", "final", "first") and numeral.value > 1
            return Offset(numeral.first, numeral.whole or 1, unit, whole=whole)
    before = view.at(place - 1)
    if word != unit and word not in ("morning", "night", "evening", "afternoon"):
        return None  # "the weeks before": no telling how many
    if before not in _ARTICLES and unit != "day":
        return None
    return Offset(article(view, place), 1, unit, whole=unit != "day" and before in ("the", "whole"))


def article(view: View, place: int) -> int:
    """Where the noun phrase of the noun at `place` begins."""
    while view.at(place - 1) in _ARTICLES and place > 0:
        place -= 1
    return place


def shifted(mention: DateMention, kind: str, offset: Offset) -> DateMention:
    """The mention moved by an offset, before or after it."""
    base = mention.start if kind == "before" else mention.end
    if base is None:
        return mention
    sign = -1 if kind == "before" else 1
    if offset.weekday >= 0:
        step = (offset.weekday - base.weekday()) * sign % 7 or 7
        start = end = base + sign * step * ONE_DAY
    else:
        far = base + sign * offset.count * _DAYS[offset.unit] * ONE_DAY
        near = base + sign * ONE_DAY
        start, end = (min(far, near), max(far, near)) if offset.whole else (far, far)
    grain = "day" if start == end else "range"
    return replace(mention, first=offset.first, start=start, end=end, grain=grain)


# ---------------------------------------------------------------- beside what took effect


def of_event(view: View, place: int, effective: date) -> DateMention | None:
    """ "before the new pricing", "the day it took effect", "a week after the add-on launched"."""
    if not view.among(place, _event_words(view.words)):
        return None
    day = DateMention(place, place + 1, effective, effective, False, "event")
    named = _day_of_event(view, place)
    if named:
        mention = replace(day, first=article(view, place), last=named)
        modifier = limit(view, mention.first - 1)
        return opened(view, mention, modifier[0], effective) if modifier else mention
    modifier = limit(view, place)
    last = _event(view, place + 1) if modifier else 0
    if modifier is None or not last or view.at(place) == "effective":
        return None
    kind, first = modifier
    mention = replace(day, first=first, last=last)
    offset = offset_before(view, first)
    if offset is not None and kind in ("before", "after"):
        return shifted(mention, kind, offset)
    return opened(view, mention, "since" if kind == "after" else kind, effective)


def _day_of_event(view: View, place: int) -> int:
    """The place behind "day it took effect", "launch day"; 0 when no such day is named here."""
    if view.phrase("dating.event_days", place) and view.at(place - 1) in (
        "the",
        "on",
        "since",
        "before",
        "after",
    ):
        return place + view.phrase("dating.event_days", place)
    if view.lemma(place) not in _DAY_NOUNS:
        return 0
    step = place + 1
    if view.at(step) in ("that", "when"):
        step += 1
    elif view.at(step) == "on" and view.at(step + 1) == "which":
        step += 2
    return _event(view, step) if view.kind(step) != BREAK else 0


def _event(view: View, place: int) -> int:
    """The place behind what took effect ("the new pricing started", "it went live"), 0 for none."""
    dating, last = view.words.dating, place
    if view.at(place) in dating["event_pronouns"] and _took_effect(view, place + 1):
        return _took_effect(view, place + 1)
    if view.at(place) in dating["introducers"]:
        return _introduced(view, place + 1)
    alone = 0
    while last < place + 8:
        size = view.phrase("dating.event_alone", last)
        alone = last + size if size else alone
        size = view.phrase("dating.event", last)
        if size and not _goes_on(view, last + size):
            change = view.at(last) in dating["event_ending"] and view.ends_at(last + size)
            return _took_effect(view, last + size) or (last + size if alone == last + size or change else 0)
        if not size and view.at(last) not in dating["event_adjectives"]:
            return 0
        last += size or 1
    return 0


def _introduced(view: View, place: int) -> int:
    """The place behind "you guys started charging", "you introduced the fee", 0 for none."""
    if view.at(place) in ("guys", "all", "folks"):
        place += 1
    size = view.phrase("dating.start_charging", place)
    if size:
        return place + size
    size = view.phrase("dating.introduce", place)
    for last in range(place + size, place + size + 6) if size else ():
        noun = view.phrase("dating.event", last)
        if noun and not _goes_on(view, last + noun):
            return last + noun
    return 0


def _goes_on(view: View, place: int) -> bool:
    """Whether a further noun follows ("pricing change"), not a verb ("pricing changed")."""
    verb = view.phrase("dating.took_effect", place) and view.at(place) != view.lemma(place)
    return bool(view.phrase("dating.event", place)) and not verb


def _took_effect(view: View, place: int) -> int:
    """The place behind "took effect", "even started", "was introduced"; 0 when no such verb stands here."""
    if view.at(place) in view.words.dating["before_effect"]:
        place += 1
    size = view.phrase("dating.took_effect", place)
    return place + size if size else 0
