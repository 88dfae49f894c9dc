"""Logs of codes: "Mon: hv(LA), ai, ai. Tue: 2x ce(LA)": each item behind a label is a call of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.reading.amountwords import english as amounts
from assistant.reading.concepts import TELLING, WHO, WHY
from assistant.reading.legendsigns import entries_of
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.pasted import english, meant_by, says
from assistant.reading.prose import Group, inside
from assistant.reading.regex import regex

_LABEL = regex(
    r"(?:^|(?<=[.;|/\n(,>])|(?<=[.;|/:,>]\s))[^\S\n]*(?:(?P<label>[A-Za-z0-9][\w'’/ -]{0,22}?)(?:\s*[:=–—]\s+|\s+-+>?\s+|:(?=[A-Za-z]))"
    r"|(?P<day>[A-Za-z]{1,9})\.?\s+(?=[A-Za-z0-9-]))",
    re.MULTILINE,
)
_STOP = regex(r"[;|\n]|\.(?=\s|$)|\s/\s|$|[?!]")
_PART = regex(r"(?:[^,+&()\[\]]|[(\[][^()\[\]]*[)\]])+")
_ITEM = regex(
    r"\s*(?:and\s+)?(?:(?P<before>\d{1,3})\s?(?:[x×*]\s?)?)?"
    r"(?P<code>[A-Za-z][A-Za-z_-]*(?: [A-Za-z][a-z]*){0,3}?)"
    r"(?:\s?[(\[](?P<side>[^()\[\]]{1,30})[)\]]|\s?[/@>→]\s?(?P<by>[A-Za-z.]{1,12})|\s?->\s?(?P<to>[A-Za-z. ]{1,16}))?"
    r"(?:\s?[x×*]\s?(?P<behind>\d{1,3}))?\s*"
)


@dataclass(frozen=True, slots=True)
class _Item:
    count: int
    concept: str
    side: str  # "smith", "own" …; "" where none is named
    start: int  # in the message
    end: int


def coded_days(observed: Observed) -> list[Group]:
    """The calls of a log of codes; nothing where a message has none, or what is listed may be parts of a call."""
    found = list(_rows(observed.text.message))
    rows = [row for row in found if row]
    items = [item for row in rows for item in row]
    if None in found or (items and told_besides(observed, items)):
        return []
    if len(rows) < _FEW or not any(item.concept not in ("alone", "no_human") for item in items):
        return []
    if not (_each_a_call(observed) or (_apart(rows) and _dates(observed, rows))):
        return []
    return [group_of(observed, item) for item in items]


_FEW = 2


def told_besides(observed: Observed, items: Sequence[_Item]) -> bool:
    """Whether more is told of calls than the items do, or the codes are said to mean something."""
    message, tokens = observed.text.message, observed.text.tokens
    if any(entry.code.lower() in english().codes for entry in entries_of(message)):
        return True
    first, last = items[0].start, items[-1].end
    around = message[:first] + " " + message[last:]
    words = english()
    changing = (words.around[name] for name in ("only", "skip", "except"))
    if any(says(around, phrases) for phrases in (*changing, words.entries["stirring"])):
        return True
    each = _EACH.search(message)
    places = [(item.start, item.end) for item in items] + ([each.span()] if each else [])
    return any(
        m.concept in TELLING
        and not m.asked
        and not any(a < tokens[m.last - 1].end and tokens[m.first].start < b for a, b in places)
        for m in observed.mentions
    )


def _rows(message: str) -> Iterable[list[_Item] | None]:
    """The items behind each label; None for those of a day that aren't understood."""
    if len(message) > _LONG or not _MAYBE.search(message):
        return
    place = 0
    while (label := _LABEL.search(message, place)) is not None:
        stop = _STOP.search(message, label.end())
        end = stop.start() if stop else len(message)
        row = items_of(message, label.end(), end) if _names(label) else None
        if row is None:
            if (label["label"] or label["day"]).lower() in amounts().weekdays:
                yield None
            place = label.end()
            continue
        yield row
        place = max(end, label.end())


_LONG = 4000
_MAYBE = regex(r"[:=–—-]\s*\S|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\bM\b", re.IGNORECASE)
_DAYS = frozenset("m t w th f sa su tu we fr mo".split())


def _names(label: re.Match[str]) -> bool:
    """Whether a label stands before a row: a day without a mark, anything short with one."""
    if label["label"]:
        return len(label["label"].split()) <= _WORDS and _ONE_CALL.match(label["label"]) is None
    name = label["day"].lower()
    return name in amounts().weekdays or name in _DAYS


_WORDS = 4
_ONE_CALL = regex(
    r"(?:call|caller|ticket|case|row|ref|id|no|nr|tx|lead|cust\w*|client)?\b\W*[A-Z]?-?\d*$", re.IGNORECASE
)


def _dates(observed: Observed, rows: Sequence[Sequence[_Item]]) -> bool:
    """Whether all rows are of days or other times."""
    message = observed.text.message
    for row in rows:
        begin = max(message.rfind(sign, 0, row[0].start) for sign in "\n.;|/,(") + 1
        words = re.findall(r"[a-z]+", message[begin : row[0].start].lower())
        if not any(
            word in amounts().weekdays or word in amounts().months or word in _TIMES for word in words
        ):
            return False
    return True


_TIMES = frozenset(
    "week wk am pm morning afternoon evening night day today yesterday m t w th f sa su tu we fr mo".split()
)


def items_of(message: str, start: int, end: int) -> list[_Item] | None:
    """The items between two places; None where one of them isn't understood."""
    if message[start:end].strip(" .").lower() in english().codes and (
        english().codes[message[start:end].strip(" .").lower()] == "nothing"
    ):
        return []
    found: list[_Item] = []
    for part in _PART.finditer(message, start, end):
        if not part.group().strip():
            continue
        match = _ITEM.fullmatch(part.group())
        item = _item(match, part.start()) if match else None
        if item is None:
            return None
        found.append(item)
    return found


def _item(match: re.Match[str], start: int) -> _Item | None:
    concept = meant_by(match["code"])
    named = match["side"] or match["by"] or match["to"] or ""
    side = _side(named)
    if concept == "moved":
        concept = "own" if side == "own" else None
    if concept in (None, "nothing", "smith") or side is None:
        return None
    several = match["before"] or match["behind"]
    place = start + match.start("code")
    end = start + max(match.end(name) for name in ("code", "side", "by", "to"))
    return _Item(int(several) if several else 1, str(concept), side, place, end)


def _side(written: str) -> str | None:
    """Whose a call was, by the word beside its code; None where that isn't known."""
    name, values = written.strip().lower(), english().values
    for side, words in (("own", "own"), ("alone", "alone"), ("smith", "live")):
        if name in values[words]:
            return side
    return None if name else ""


def _apart(rows: Sequence[Sequence[_Item]]) -> bool:
    """Whether items must be calls of their own: told twice in a row, each with its side, or counted."""
    for row in rows:
        often = Counter((item.concept, item.side) for item in row)
        sides = sum(bool(item.side) for item in row)
        if max(often.values()) > 1 or sides > 1:
            return True
    return False


def _each_a_call(observed: Observed) -> bool:
    """ "Every item is a call by itself", "one code per call"."""
    return _EACH.search(observed.text.message) is not None


_EACH = regex(
    r"\b(?:each|every|all|1|one|the)\s+(?:single\s+)?(?:items?|codes?|entry|entries|words?|marks?|abbreviations?|things?|tags?|ones?)\b[^.\n]{0,40}\bcalls?\b[^.\n]*",
    re.IGNORECASE,
)


def group_of(observed: Observed, item: _Item) -> Group:
    tokens = observed.text.tokens
    first = bisect_left(tokens, item.start, key=lambda token: token.start)
    last = max(first + 1, bisect_left(tokens, item.end, key=lambda token: token.start))
    told = inside(observed.mentions, (first, last))
    kinds = {m.concept for m in told}
    further = (
        [item.concept] if item.concept not in kinds and not (kinds & WHY and item.concept in WHY) else []
    )
    further += [item.side] if item.side and item.side not in kinds else []
    if item.concept in WHO and item.side == "":
        told = []
        further = [item.concept]
    added = [Mention(concept, YES, first, last, "a log's code") for concept in further]
    return Group(item.count, (*told, *added), ((first, last),), pasted="list")
