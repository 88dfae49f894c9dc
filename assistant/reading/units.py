"""Which quantities open a stretch of calls ("three …", "the other two …", "#4 …")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.ascalls import (
    as_calls,
    last_of,
    of_things,
    summed_things,
    tallied,
    took_place,
)
from assistant.reading.concepts import COUNTED, EVENTS, TELLING, WHO, WHY
from assistant.reading.doing import idle, served
from assistant.reading.furthercalls import with_first
from assistant.reading.lists import listed
from assistant.reading.numbered import (
    by_their_place,
    call_numbers,
    not_named_ahead,
    unlabelled,
    without_struck,
)
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.ofseveral import by_whom, half_and_half
from assistant.reading.oftentimes import each_often, often
from assistant.reading.rowsums import without_total
from assistant.reading.sizes import on_hand, without_sizes
from assistant.reading.strays import (
    STEPS,
    aside,
    hours,
    mere_one,
    multiplied,
    nobody_but,
    numbered,
    one_each,
    one_told,
    ourselves,
    plus_glued,
    silent_sentences,
    stray,
)
from assistant.reading.takers import on_their_calls, with_taken
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, Text, Token

__all__ = ["EVENTS", "TELLING", "WHO", "WHY", "hours", "openers"]


_KINDS = frozenset(
    {"count", "share", "rest", "range", "vague", "ordinal", "multiple", "rate", "span", "except", "all"}
)


_ANAPHORS = frozenset({"those", "these", "same", "all", "both"})


def openers(quantities: Sequence[Quantity], observed: Observed, span: tuple[int, int]) -> list[Quantity]:
    """The quantities of a span that say how many calls something is said of."""
    tokens = observed.text.tokens
    inside = unlabelled(_candidates(quantities, observed.text, span), tokens)
    inside = by_their_place(not_named_ahead(inside, observed))
    counted = [
        q for q in inside if q.role in COUNTED and _known(q) and (q.kind != "all" or _sums_up(q, tokens))
    ]
    silent = silent_sentences(observed) if counted else frozenset()
    ordinals = frozenset(q.first for q in inside if q.kind == "ordinal")
    kept: list[Quantity] = []
    denied: list[Quantity] = []
    for q in counted:
        if q.noun in _GENERIC and any(p.role == "calls" for p in counted):
            continue
        if sentence_of(q.first, observed.sentences) in silent and not took_place(q, tokens):
            continue
        if _of_none(q, tokens, kept):
            denied = [q] if q.kind == "none" else denied
            continue
        again = any(p.value == q.value for p in kept) and q.kind != "rest"
        if again and _whole_of(q, tokens, denied):
            continue  # "none of the three"
        if kept and kept[-1].kind == "share" and kept[-1].value and q.value and _whole_of(q, tokens, kept):
            kept[-1] = replace(kept[-1], total=kept[-1].value * q.value)
        if _refers(q, tokens, kept) or numbered(q, ordinals) or _counts_nothing(q, observed):
            continue
        if kept and (_over(q, kept[-1], tokens) or _again_counted(q, kept[-1], observed)):
            kept.pop()
        kept.append(q)
    kept = [q for q in kept if q.kind != "all" or (len(kept) > 1 and q is not kept[0])]
    kept = without_struck(kept, inside, tokens)
    listed = _enumerated(_led(with_first(kept, observed, span), tokens), tokens)
    lone = len(listed) == 1
    kept = [q for q in listed if q.first == span[0] or not stray(q, tokens, observed.text.message, lone)]
    return with_taken(without_total(kept, tokens), listed, observed)


def _candidates(quantities: Sequence[Quantity], text: Text, span: tuple[int, int]) -> list[Quantity]:
    """The quantities of a span, as what they count there; without a first that has no second."""
    inside = by_whom([q for q in quantities if span[0] <= q.first < span[1]], text.tokens)
    inside = [
        as_calls(q, text.tokens) for q in of_things(call_numbers(last_of(inside, text.tokens), text.tokens))
    ]
    inside = each_often(often(on_their_calls(inside, text.tokens), text.tokens), text.tokens)
    inside = without_sizes(inside, text.tokens)
    if sum(q.kind in ("ordinal", "span") and q.role in ("calls", "bare", "people") for q in inside) == 1:
        rest = any(q.kind == "rest" and (q.role == "calls" or _other_told(q, text)) for q in inside)
        inside = [q for q in inside if q.kind != "ordinal" or q.value != 1 or rest]
    return _of_one_call(summed_things(tallied(inside, text.tokens)), text)


def _other_told(q: Quantity, text: Text) -> bool:
    """ "My first caller …. The other was a lady who …": a sentence about the other one."""
    the = q.first - 1
    starts = the >= 1 and text.tokens[the].text == "the" and text.tokens[the - 1].text in SENTENCE_END
    behind = text.tokens[q.last].lemma if q.last < len(text.tokens) else ""
    return starts and q.value == 1 and behind in listed("has_a_call")


def _of_none(q: Quantity, tokens: Sequence[Token], kept: Sequence[Quantity]) -> bool:
    """ "None of them …", and "she takes the rest" of the call."""
    if q.kind == "none" and q.row is None:
        of_them = q.last < len(tokens) and tokens[q.last].text == "of"  # "zero of which had …"
        return q.role != "bare" or of_them or tokens[q.first].text in ("neither", "no", "none", "not")
    return q.kind == "rest" and not kept and q.role == "bare"


def _counts_nothing(q: Quantity, observed: Observed) -> bool:
    """Whether a number stands beside calls without counting them."""
    tokens = observed.text.tokens
    return (
        (q.kind == "ordinal" and tokens[q.first].text in STEPS and one_told(tokens))
        or mere_one(q, tokens, observed.mentions)
        or on_hand(q, observed)
        or nobody_but(q, tokens)
        or idle(q, observed)
        or (q.role == "bare" and q.first > 1 and plus_glued(tokens, q.first))
        or aside(q, observed)
        or [token.text for token in tokens[q.last : q.last + 2]] in (["of", "us"], ["of", "you"])
        or one_each(q, tokens)
        or multiplied(q, tokens)
        or (q.kind == "range" and q.value == 1 and q.role in ("bare", "interactions"))
        or served(q, tokens)
        or ourselves(q, tokens)
        or half_and_half(q, tokens)
    )


def _again_counted(q: Quantity, before: Quantity, observed: Observed) -> bool:
    """ "One caller phoned three times", "two callers rang three times each": the callers are no further calls."""
    if before.role != "people" or q.role != "calls" or (q.value or 0) <= 1 or q.noun == "such":
        return False
    if q.row is not None and q.row == before.row:
        return False  # "one caller at nine, two at ten"
    told = any(m.concept in EVENTS and before.last <= m.first < q.first for m in observed.mentions)
    if told and q.noun == "call" and observed.text.tokens[q.first - 1].text in _BESIDE | {"got", "had", "'s"}:
        return False  # "one caller who asked for a human, and three AI-only calls"
    each = q.total is not None and q.value and before.value == q.total / q.value
    same = sentence_of(before.first, observed.sentences) == sentence_of(q.first, observed.sentences)
    return bool(each or (before.value == 1 and same))


def _sums_up(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "…. All were at the caller's request": a sentence about all the calls told before."""
    before = tokens[q.first - 1] if q.first else None
    starts = before is not None and (before.kind == BREAK or before.text in (*SENTENCE_END, ";"))
    behind = tokens[q.last].text if q.last < len(tokens) else ""
    return starts and not q.each and (behind in ("were", "had", "got", "asked", "wanted", "went", "of"))


def _over(q: Quantity, before: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether interactions told before are those of so many calls."""
    if q.role != "calls" or before.role != "interactions":
        return False
    behind = tokens[max(before.last, q.first - 3) : q.first]
    marked = any(token.text in _CLOSERS for token in behind)  # "… took over, and 2 calls"
    words = [] if marked else [token.text for token in behind]
    return (before.value or 0) > (q.value or 0) and not english().counting["spread_over"].isdisjoint(words)


_BESIDE = frozenset({"and", "plus", "&", "+", ",", ":"})
_CLOSERS = frozenset({",", ";", ".", "and", "plus", "&"})


def _led(kept: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "Three calls: a playbook handoff, one …, one …": the first of them counted by its article."""
    sizes = {"count": None, "ordinal": Fraction(1)}  # "…, the third one was …"
    counted = [sizes[q.kind] or q.value or Fraction(0) if q.kind in sizes else Fraction(0) for q in kept]
    left = sum(counted, Fraction(0))
    for place, head in enumerate(kept):
        left -= counted[place]
        if head.kind != "count" or head.value is None or left + 1 != head.value:
            continue
        end = kept[place + 1].first if place + 1 < len(kept) else head.last
        for step in range(head.last, end - 1):
            if tokens[step].text == ":" and tokens[step + 1].text in ("a", "an"):
                first = Quantity("count", Fraction(1), None, step + 1, step + 2, "bare")
                return [*kept[: place + 1], first, *kept[place + 1 :]]
    return kept


_GENERIC = frozenset({"interaction", "event", "thing", "touchpoint", "item"})


def _of_one_call(inside: list[Quantity], text: Text) -> list[Quantity]:
    """Where one call is spoken of ("on that call"), without the bare numbers of other things."""
    several = any(
        (q.role in ("calls", "people") or q.partitive) and (q.kind != "count" or (q.value or 0) > 1)
        for q in inside
    )
    if several or not text.once("one call spoken of", lambda: one_spoken_of(text.tokens)):
        return inside
    return [q for q in inside if q.kind != "count" or q.role != "bare" or (q.value or 0) <= 1]


_THE = frozenset({"the", "this", "that"})
_SEVERAL = frozenset({"calls", "callers", "both", "every"})


def one_spoken_of(tokens: Sequence[Token]) -> bool:
    one = any(a.text in _THE and b.text == "call" for a, b in pairwise(tokens))
    return one and not any(token.text in _SEVERAL for token in tokens)


def _known(q: Quantity) -> bool:
    if q.kind == "none":
        return True
    if q.noun == "us":
        return False
    if q.kind in ("ordinal", "span") and q.role not in ("calls", "people", "bare"):
        return False
    return q.kind in _KINDS and not (q.kind == "count" and q.value is None)


def _refers(q: Quantity, tokens: Sequence[Token], kept: Sequence[Quantity]) -> bool:
    """ "four of the nine", "those two", "nine calls, 1 to 9": the nine and the two were counted before."""
    if q.kind == "span" and kept and kept[-1].kind == "count" and q.value == 1 and q.high == kept[-1].value:
        return True
    before = [token.text for token in tokens[max(0, q.first - 2) : q.first]]
    if before and before[-1] in _ANAPHORS and q.kind == "count":
        same = any(p.value == q.value for p in kept)
        if before[-1] in ("those", "these"):
            apart = q.last < len(tokens) and tokens[q.last].text == ","
            some = bool(kept) and kept[-1].kind in ("count", "share") and kept[-1].last == q.first - 2
            return before[0] == "of" and (apart or same or some)  # "two of those six"
        told = q.last < len(tokens) and tokens[q.last].text in english().counting["predicates"]
        return (same and not told) or any(p.kind in ("share", "rest") for p in kept)
    if tokens[q.first].text == "both" and kept and kept[-1].value == q.value:
        return True  # "two needed a live agent, both new callers …"
    if q.kind == "ordinal" and before and before[0] in _LIKE:
        return True  # "same as the second"
    return _whole_of(q, tokens, kept)


_LIKE = frozenset({"as", "like", "than", "unlike"})


def _whole_of(q: Quantity, tokens: Sequence[Token], kept: Sequence[Quantity]) -> bool:
    """ "four of the nine": the nine."""
    if not kept or q.first - kept[-1].last > 4:
        return False
    if kept[-1].kind == "span" and tokens[kept[-1].last].text != "of":
        return False  # "the first 3 of our 10"
    between = [token.text for token in tokens[kept[-1].last : q.first]]
    parted = any(word in (",", ";", ":", *SENTENCE_END) for word in between)
    heads = ("count", "share", "ordinal", "except", "span", "none", "rest")
    return "of" in between and not parted and kept[-1].kind in heads and q.kind in ("count", "rest")


def _enumerated(kept: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "1 ai / 2 ai / 3 …", "1) … 2) …": numbers that count up from one are numbers of calls, not counts."""
    numbers = [q for q in kept if q.kind in ("count", "ordinal") and tokens[q.first].kind == NUMBER]
    values = [q.value for q in numbers]
    marked = all(
        (q.last < len(tokens) and tokens[q.last].text in (")", ".", ":", "]")) or q.kind == "ordinal"
        for q in numbers
    )
    length = next((place for place, value in enumerate(values) if value != place + 1), len(values))
    if length < 2 or not (length > 3 or marked):
        return kept
    listed = {id(q) for q in numbers[:length]}
    return [replace(q, kind="ordinal") if id(q) in listed else q for q in kept]
