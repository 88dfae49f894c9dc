"""Mentions and quantities of a stretch of prose → groups of alike calls, with their counts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from assistant.reading.accounts import unaccounted
from assistant.reading.alike import settled
from assistant.reading.amountwords import english
from assistant.reading.commons import Statement, aside, claims, statements, unmarked, within
from assistant.reading.concepts import EVENTS, TELLING
from assistant.reading.lists import listed
from assistant.reading.noughts import without_noughts
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed, sentence_of
from assistant.reading.onecounted import in_a_row
from assistant.reading.proportions import proportioned
from assistant.reading.ratios import measured
from assistant.reading.relations import not_without, related
from assistant.reading.rowsums import summed
from assistant.reading.sharing import Leaves, shared_out
from assistant.reading.stretches import Unit, cut, one_call
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, WORD, Token
from assistant.reading.units import openers
from assistant.reading.untold import untold

DOUBTFUL = 2.0  # numbers that cost more than this to fit together aren't understood
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Group:
    """`count` alike calls: what is said of them, and where in the message (tokens)."""

    count: int
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]
    rest: bool = False
    share: Fraction | None = None
    doubt: bool = False  # the numbers don't fit together
    lost: bool = False  # … so that there may be calls of which nothing was understood
    aside: bool = False  # told of, and not asked about
    joint: bool = False  # what the calls had is told in more places than one
    pasted: str = ""  # "table", "list" or "transcript" it was pasted in
    rate: Decimal | None = None  # the base rate told for it
    entry: tuple[int, int] | None = (
        None  # the tokens of its row or entry: others' dates and rates aren't its own
    )
    row: tuple[int, int] | None = None  # … of its row, where its day stands elsewhere
    dated: tuple[int, int] | None = None  # where its day is told, outside of it


def inside(mentions: Iterable[Mention], span: tuple[int, int]) -> list[Mention]:
    return [m for m in mentions if span[0] <= m.first < span[1]]


# ---------------------------------------------------------------- prose


def prose_groups(
    observed: Observed,
    quantities: Sequence[Quantity],
    span: tuple[int, int],
    shared: Sequence[Mention] = (),
    known: int = 0,
) -> list[Group]:
    """The groups of a stretch of prose; `shared` is said of them unless they say something themselves."""
    return _read(
        observed,
        quantities,
        span,
        shared,
        known,
        statements(observed, quantities, span) if not shared else (),
    )


def _read(
    observed: Observed,
    quantities: Sequence[Quantity],
    span: tuple[int, int],
    shared: Sequence[Mention],
    known: int,
    said: Sequence[Statement],
) -> list[Group]:
    """The groups, with what `said` tells of calls that they have in common, as far as it is understood."""
    mentions = without_noughts(inside(observed.mentions, span), quantities, observed)
    mentions = aside(not_without(mentions, quantities, observed), said)
    opening = openers([q for q in quantities if not within(q.first, said)], observed, span)
    if shared and not any(m.concept in EVENTS for m in mentions):
        mentions = [replace(m, first=span[0], last=span[0] + 1) for m in shared]
    opening = opening if said else _without_steps(opening, observed)
    parts = known > 1 and len(opening) > 1 and all(q.value == 1 for q in opening)  # "one was yours, one ours"
    one = not (parts or _another_told(opening, observed)) and one_call(
        _without_both(mentions, opening, observed), opening
    )
    units = [] if one else unmarked(cut(observed, opening, span, mentions), said, observed.text.tokens)
    if not any(unit.tells for unit in units):
        if said:
            return _read(observed, quantities, span, shared, known, ())
        total = next((u.count for u in units if u.count is not None), Fraction(1))
        return [Group(int(total), tuple(mentions), (span,))] if total >= 1 else []
    told = summed(settled(_understood(units, quantities, observed), observed))
    meant = claims(said, told, quantities, observed) if said else []
    if any(claim is None for _, claim in meant):
        loose = any(claim is None and not statement.shared for statement, claim in meant)
        kept = [one for one, claim in meant if claim is not None or (loose and one.shared)]
        return _read(observed, quantities, span, shared, known, kept)
    before = [Unit(0, 0, [], None, Fraction(known))] if known else []
    found = shared_out([*before, *told], [claim for _, claim in meant if claim is not None])
    doubted = {claim.doubted for _, claim in meant if claim is not None and not found.common}
    found, charged = _charged(found, observed)
    doubted |= charged
    groups = [g for leaf in _told(list(found.units), observed) for g in _groups(leaf, doubted) if g.count > 0]
    doubt = found.cost >= DOUBTFUL or (not found.common and any(_shared_out(u, observed) for u in units))
    mine = [q for q in quantities if span[0] <= q.first < span[1]]
    doubt = doubt or unaccounted(mine, opening, found.numbers, found.units, observed.text.tokens)
    doubt = doubt or (not known and untold(mine, opening, found, observed.text.tokens))
    return [replace(g, doubt=True, lost=True) for g in groups] if doubt else groups


def _charged(found: Leaves, observed: Observed) -> tuple[Leaves, set[int]]:
    """ "I was charged for four calls, two were AI failures": of the others somebody must have been told; and where
    their number stands."""
    if any(leaf.sole for leaf in found.units):
        return found, set()  # "… for six calls, only two had a live agent"
    units, places = [], set()
    for leaf in found.units:
        q = leaf.quantity
        if leaf.whole and q is not None and q.role == "calls" and not leaf.has(EVENTS):
            led = {token.text for token in observed.text.tokens[max(0, q.first - 5) : q.first]}
            if led & listed("charged_for"):
                unknown = Mention(
                    "someone", YES, leaf.first, leaf.first + 1, "charged for, nothing else told"
                )
                leaf = replace(leaf, mentions=[*leaf.mentions, unknown])
                places.add(q.first)
        units.append(leaf)
    return replace(found, units=tuple(units)), places


def _another_told(opening: Sequence[Quantity], observed: Observed) -> bool:
    """ "One call had a new caller verified. Another had …": two calls."""
    tokens = observed.text.tokens
    return len(opening) > 1 and any(
        tokens[q.first].text == "another"
        and a.value == 1
        and a.role in ("calls", "people")
        and tokens[q.first - 1].text in SENTENCE_END
        for a, q in pairwise(opening)
    )


def _without_steps(opening: list[Quantity], observed: Observed) -> list[Quantity]:
    """ "Three transfers within your team … what does the call cost": steps of one call, no calls."""
    if any(q.role in ("calls", "people") for q in opening):
        return opening
    told = observed.text.once("one call's steps", lambda: _steps_told(observed))
    if not told or in_a_row(opening, observed.text.tokens):
        return opening
    return [q for q in opening if q.role != "interactions"]


def _steps_told(observed: Observed) -> bool:
    tokens = observed.text.tokens
    words = [token.text for token in tokens]
    single = any(
        word == "call" and words[place - 1] not in _PER and not _counted_call(place, tokens)
        for place, word in enumerate(words)
    )
    return single and not _MANY.intersection(words)


def _counted_call(place: int, tokens: Sequence[Token]) -> bool:
    """ "1 AI outage call": counted among others."""
    return any(token.kind == NUMBER for token in tokens[max(0, place - 3) : place])


_MANY = frozenset({"calls", "callers", "each", "separate", "every", "both", "customers", "clients"})
_PER = frozenset({"per", "a", "/", "for", "and"})


def _without_both(mentions: list[Mention], opening: Sequence[Quantity], observed: Observed) -> list[Mention]:
    """ "3 verifications and 2 handoffs, one call having both", "six bookings; one of those callers was also verified
    in the same call": not all of it was one call."""
    several = [q for q in opening if q.kind == "count" and (q.value or 0) > 1]
    tokens = observed.text.tokens
    parts = [q.first for q in opening if several and several[0].first < q.first and _of_those(q, tokens)]
    if several and _counts_calls(several[0], tokens):
        parts = [several[0].first]
    return [
        m
        for m in mentions
        if m.concept != "same_call"
        or not (
            (parts and parts[0] < m.first)
            or (len(several) > 1 and "both" in {t.text for t in tokens[max(0, m.first - 4) : m.last + 3]})
        )
    ]


def _counts_calls(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Six were verified, and one …": a sentence about so many calls."""
    before = tokens[q.first - 1] if q.first else None
    starts = before is None or before.kind == BREAK or before.text in SENTENCE_END
    behind = tokens[q.last] if q.last < len(tokens) else None
    told = behind is not None and behind.kind == WORD and behind.text not in _WITHIN
    return q.role == "bare" and starts and told


_WITHIN = frozenset({"in", "on", "of", "at", "within", "during", "for", "from", "per"})


def _of_those(q: Quantity, tokens: Sequence[Token]) -> bool:
    behind = [token.text for token in tokens[q.last - 1 : q.last + 2]]
    return any(pair in (("of", "those"), ("of", "these"), ("of", "them")) for pair in pairwise(behind))


def _understood(units: Sequence[Unit], quantities: Sequence[Quantity], observed: Observed) -> list[Unit]:
    return related(measured(proportioned(_headed(units), observed), observed), quantities, observed)


def _headed(units: Sequence[Unit]) -> list[Unit]:
    """ "3 of every 5 calls were AI only. There were 15 calls": the whole told behind its share."""
    if not units or units[0].kind != "share" or units[0].quantity is None or units[0].quantity.total:
        return list(units)
    first = units[0].quantity
    wholes = [u for u in units if u.kind == "count" and (u.count or 0) > 1]
    if first.kind == "share" and first.high and not wholes:
        return [Unit(units[0].first, units[0].first, [], None, first.high), *units]
    heads = [
        u for u in units if u.kind == "count" and u.role == "calls" and not u.tells and (u.count or 0) > 1
    ]
    return [heads[0], *(u for u in units if u is not heads[0])] if len(heads) == 1 else list(units)


def _told(leaves: list[Unit], observed: Observed) -> list[Unit]:
    """Without units that only stand in the question ("What do the live agents of all five cost?")."""
    priced = [m.first for m in observed.mentions if m.concept == "price_ask"]
    asking = {sentence_of(p, observed.sentences) for p in priced if observed.text.tokens[p].text != "$"}
    asking -= {
        sentence_of(m.first, observed.sentences)
        for m in observed.mentions
        if m.concept in TELLING and m.polarity == YES and not m.asked
    }
    telling = [leaf for leaf in leaves if leaf.has(TELLING)]
    if not telling or len(leaves) == len(telling):
        return leaves
    return [
        leaf
        for leaf in leaves
        if leaf.has(TELLING)
        or any(m.concept in ("unsure", "someone") for m in leaf.mentions)
        or not any(
            sentence_of(m.first, observed.sentences) in asking for m in leaf.mentions if m.concept in EVENTS
        )
    ]


def _groups(unit: Unit, doubted: Container[int]) -> list[Group]:
    """The group of a leaf; of "2 or 3 calls" the third is in doubt, as are those `doubted` by their number's place."""
    count = unit.count if unit.count is not None else Fraction(1)
    unknown = unit.count is None and unit.quantity is not None
    told, spans = tuple(unit.mentions), ((unit.first, unit.last),)
    if unit.kind in ("range", "vague") and not unit.whole:
        low = unit.quantity.value if unit.quantity and unit.quantity.value and unit.quantity.high else _NONE
        sure = [Group(int(low), told, spans)] if low else []
        return [*sure, Group(max(0, round(count - low)), told, spans, doubt=True)]
    open_ = unit.kind in ("rest", "count") and _open_sides(unit)
    unsure = unit.quantity is not None and unit.quantity.first in doubted
    if open_:
        told = (*told, replace(told[0], concept="someone", polarity=YES))
    rest = unknown and unit.kind == "rest"
    share = unit.quantity.value if unknown and unit.quantity and unit.kind == "share" else None
    return [
        Group(
            max(0, round(count)), told, spans, rest=rest, share=share, doubt=open_ or unsure, joint=unit.joint
        )
    ]


def _shared_out(unit: Unit, observed: Observed) -> bool:
    """ "3 calls appear on both": calls counted twice, which nothing may have been taken off for."""
    words = {token.text for token in observed.text.tokens[unit.first : unit.last]}
    listed = bool(english().counting["listed"] & words)
    return unit.both and listed and unit.kind == "count" and (unit.count or 0) > 0 and not unit.tells


def _open_sides(unit: Unit) -> bool:
    """ "The remaining two: might be ours, might be yours": nobody knows who took part."""
    own = {
        m.concept
        for m in unit.mentions
        if not m.asked and m.polarity == YES and unit.first <= m.first < unit.last
    }
    return {"either", "unsure"} <= own and not own & {"smith", "own", "alone", "no_human"}
