"""Whose date it is: a call's, an invoice's, the pricing's own start, or one taken back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.reading.amountwords import View
from assistant.reading.datemention import DateMention
from assistant.reading.dateothers import of_other_things
from assistant.reading.periods import days_of
from assistant.reading.text import BREAK, PUNCT, SENTENCE_END

_BACK = 7  # tokens before a date in which a word tells what it is the date of


def role_of(view: View, mentions: Sequence[DateMention], effective: date) -> list[DateMention]:
    """The mentions with their roles."""
    found = [replace(mention, role=_role(view, mention, effective)) for mention in mentions]
    return framed(_corrected(view, found))


def _clause(view: View, place: int, most: int = _BACK) -> list[int]:
    """Places before `place`, nearest first, up to the clause's beginning."""
    found: list[int] = []
    for before in range(place - 1, max(-1, place - 1 - most), -1):
        if view.kind(before) == BREAK or view.at(before) in SENTENCE_END:
            if view.at(before) != "." or before + 1 >= view.size or view.kind(before + 1) == BREAK:
                break
            if view.raw(before + 1)[:1].isupper() and len(view.at(before - 1)) > 3:
                break
        found.append(before)
    return found


def _role(view: View, mention: DateMention, effective: date) -> str:
    if mention.grain == "event":
        return "call"
    if "not" in (view.at(mention.first - 1), view.at(mention.first - 2)) and view.at(mention.first - 1) in (
        "not",
        "on",
    ):
        return "negated"
    if any(view.phrase("dating.left_out", place) for place in _clause(view, mention.first, 3)):
        return "negated"
    if _compared(view, mention):
        return "other"
    if mention.start == mention.end == effective and _of_the_pricing(view, mention):
        return "effective"
    if _distant(mention, effective):
        return "other"
    if _in_header(view, mention.first) or _of_a_letter(view, mention):
        return "other"
    if of_other_things(view, mention, _clause(view, mention.first, 8)):
        return "other"
    single = mention.grain in ("day", "holiday")
    if any(
        _not_of_a_call(view, place, mention.first)
        for place in _clause(view, mention.first, 5 if single else 8)
    ):
        return "other"
    return "other" if single and _booked_for(view, mention) else "call"


def _compared(view: View, mention: DateMention) -> bool:
    """ "Twice October's", "as many as in May": what a number is compared with."""
    before, further = view.at(mention.first - 1), view.at(mention.first - 2)
    if view.at(mention.last) == "'s" and before in view.words.multiples:
        return True
    than = "than" if before == "than" else further if before in ("in", "on") else before
    return than == "than" or (
        than == "as" and "many" in view.texts[max(0, mention.first - 12) : mention.first]
    )


def _not_of_a_call(view: View, place: int, date_place: int) -> bool:
    """Whether a verb at `place` gives the date another meaning: "archived", "bought", "born"."""
    if view.lemma(place) not in view.words.dating["not_call_verbs"]:
        return False
    said = view.at(place)
    if said == "dated" and view.lemma(place - 1) == "be":
        return False  # "five were dated before the 20th"
    past = (said != view.lemma(place) and not said.endswith("s")) or said in (
        "bought",
        "born",
        "sold",
        "due",
        "est",
    )
    earlier = view.at(place - 1) in ("had", "would")  # "he'd bought"
    return past and not _call_between(view, place if earlier else place - 3, date_place)


def _distant(mention: DateMention, effective: date) -> bool:
    """Too long ago, or too far ahead, to be when calls with this add-on were."""
    day = mention.start or mention.end
    if day is None:
        return False
    years = 2 if mention.grain in ("day", "range", "month") else 1
    return not effective.year - years <= day.year <= effective.year + 1


def _of_the_pricing(view: View, mention: DateMention) -> bool:
    for place in _clause(view, mention.first, 6):
        if view.phrase("dating.took_effect", place) or view.lemma(place) in (
            "effect",
            "effective",
            "pricing",
            "price",
        ):
            return True
        if view.lemma(place) in ("call", "caller", "on") and view.lemma(place) != "on":
            return False
    return any(
        view.lemma(place) in ("pricing", "price", "change", "rule", "policy")
        for place in range(mention.last, mention.last + 2)
    )


def _in_header(view: View, place: int) -> bool:
    """Whether the line is a letter's head: "Sent: Friday, January 16, 2026"."""
    starts = view.once("line starts", lambda: _line_starts(view))
    line = starts[bisect_right(starts, place) - 1]
    while view.at(line) in (">", "*", "-"):
        line += 1
    if view.at(line) not in view.words.dating["header"] or view.at(line + 1) != ":" or line + 2 < place - 1:
        return False
    return view.at(line) == "sent" or view.once("letter head", lambda: _has_letter_head(view, starts))


def _line_starts(view: View) -> list[int]:
    return [0, *(place + 1 for place, kind in enumerate(view.kinds) if kind == BREAK)]


def _has_letter_head(view: View, starts: Sequence[int]) -> bool:
    heads = view.words.dating["letter_heads"]
    return any(view.at(step) in heads and view.at(step + 1) == ":" for step in starts)


def _of_a_letter(view: View, mention: DateMention) -> bool:
    """ "On Jan 14 Nadia Brandt wrote:", "the invoice of Dec 1", "the statement dated Sept 30"."""
    for place in range(mention.last, min(mention.last + 6, view.size)):
        if view.kind(place) == BREAK:
            break
        if view.lemma(place) == "write" and view.at(place + 1) == ":":
            return True
    if mention.grain != "day":
        return False
    for place in _clause(view, mention.first, 6):
        if view.lemma(place) == "call":
            return False
        if view.lemma(place) in view.words.dating["not_call_after"]:
            between = {view.at(step) for step in range(place + 1, mention.first)}
            return not between or bool(
                between
                & {"dated", "date", "on", ":", "of", "from", "out", "sent", "issued", "arrived", "came"}
            )
    return False


def _call_between(view: View, first: int, last: int) -> bool:
    return any(view.lemma(place) in ("call", "caller") for place in range(first, last))


def _booked_for(view: View, mention: DateMention) -> bool:
    """ "set him down for the 22nd": the day of an appointment, not of the call."""
    before = mention.first - 1
    while view.at(before) in ("the", "on"):
        before -= 1
    clause = _clause(view, mention.first, 9)
    if view.at(before) in view.words.dating["booked_for"]:
        return any(view.lemma(place) in view.words.dating["booking"] for place in clause)
    return any(view.lemma(place) in view.words.dating["occasions"] for place in clause)


def _corrected(view: View, mentions: list[DateMention]) -> list[DateMention]:
    """The earlier of two dates is taken back when words of correction stand before the later one."""
    found = list(mentions)
    for index in range(len(found) - 1):
        mention, following = found[index], found[index + 1]
        if mention.relative or following.relative or mention.role != "call" or following.role != "call":
            continue
        if _takes_back(view, mention.last, following.first):
            found[index] = replace(mention, role="corrected")
    return found


def _takes_back(view: View, first: int, last: int) -> bool:
    """Whether "sorry, wrong line", "I mean", "no, …" stands in [first, last), close to its end."""
    for place in range(max(first, last - 12), last):
        if view.phrase("dating.corrections", place):
            return True
        opens = view.kind(place - 1) in (PUNCT, BREAK)
        if opens and place >= last - 5 and view.phrase("dating.weak_corrections", place):
            # "no Smith.ai" at the end of a line corrects nothing in the next
            return view.kind(place - 1) == BREAK or all(view.kind(p) != BREAK for p in range(place, last))
    return False


def framed(mentions: Sequence[DateMention]) -> list[DateMention]:
    """Role "frame" for a month, a season, a year that only frames the single days named beside it."""
    spans = {
        (one.start, one.end, one.only)
        for one in mentions
        if one.role == "call" and one.start is not None and one.end is not None
    }
    found: list[DateMention] = []
    for mention in mentions:
        inner = _frames(mention, spans)
        if inner and mention.grain == "year":
            continue
        found.append(replace(mention, role="frame") if inner and mention.role == "call" else mention)
    return found


def _frames(mention: DateMention, spans: set[tuple[date, date, tuple[int, ...]]]) -> bool:
    """Whether a shorter time lies inside the mention's."""
    start, end = mention.start, mention.end
    if start is None or end is None or start == end:
        return False
    own = set(mention.days) if mention.only else None
    for low, high, only in spans:
        shorter = (low, high) != (start, end) or bool(only and not mention.only)
        if start <= low and high <= end and shorter and (own is None or set(days_of(low, high, only)) <= own):
            return True
    return False
