"""Prose cut into units: the stretches that a quantity opens ("three …", "the other two …", "#4 …")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.ascalls import did_so, had_by
from assistant.reading.concepts import COUNTED, EVENTS
from assistant.reading.cuts import TAKES, begun, turned
from assistant.reading.labelled import in_period
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed
from assistant.reading.ofseveral import had_the_two, is_part
from assistant.reading.places import elsewhere
from assistant.reading.takers import closes
from assistant.reading.text import BREAK, SENTENCE_END, Token


@dataclass(slots=True)
class Unit:
    """A stretch of the message, tokens [first, last), about `count` calls (None: not told yet)."""

    first: int
    last: int
    mentions: list[Mention] = field(default_factory=list)
    quantity: Quantity | None = None
    count: Fraction | None = None
    part: bool = False  # "of them", "of the nine"
    also: bool = False  # these calls had this as well
    both: bool = False  # "had both", "on both lists"
    distributed: bool = False  # "Mon 2, Tue 3": a name and a number
    more: bool = False  # "two more"
    of_rest: bool = False  # "half of the rest"
    neither: bool = False  # "12 have neither"
    colon: bool = False  # "3 calls where …: one …, one …"
    exception: bool = False  # "all but 11, where …"
    barred: bool = False  # "…, bar three who …": what is told of all isn't true of these
    loose: bool = False  # nothing is told but in the question, so what it says counts
    spread: bool = False  # "…, all of them …": what follows is said of the ones before too
    of: Fraction | None = None  # "four of the nine": the number it is a part of
    these: bool = False  # "of those, four": a part of what was counted last
    anaphor: bool = False  # "those four"
    definite: bool = False  # "the four", "all four"
    some: bool = False  # "each had at least one"
    total: bool = False  # "12 in all"
    sole: bool = False  # "only verified"
    granted: bool = False  # "asked for and got"
    relative: bool = False  # "all but two, which …"
    high: Fraction | None = None  # "2 or 3"
    void: bool = False  # "minus one counted twice"
    equals: bool = False  # "= 7 calls"
    over: bool = False  # "spread over 7 calls"
    elided: bool = False  # "and 3 this week"
    odd: bool = False  # how many isn't understood
    ordered: bool = False  # "the next ten": a part, or those that came after the ones told of
    joint: bool = False  # what it had is told in more places than one
    figures: frozenset[Fraction] = frozenset()  # other numbers in its words
    denied: bool = False  # "none of the other four"
    whole: bool = False  # the calls of a head that no part of it tells of

    @property
    def kind(self) -> str:
        return self.quantity.kind if self.quantity else "none"

    @property
    def tells(self) -> bool:
        """Whether it says what happened."""
        return self.has(EVENTS)

    @property
    def numbered(self) -> bool:
        """Whether it is about calls known by their numbers (assistant/reading/callheads.py)."""
        q = self.quantity
        return q is not None and q.kind in ("ordinal", "span") and q.first == q.last

    @property
    def role(self) -> str:
        return self.quantity.role if self.quantity else ""

    def has(self, concepts: frozenset[str]) -> bool:
        return any(m.concept in concepts and (self.loose or not m.asked) for m in self.mentions)


def cut(
    observed: Observed, opening: Sequence[Quantity], span: tuple[int, int], mentions: Sequence[Mention]
) -> list[Unit]:
    """The span's units; what stands before the first opener belongs to it."""
    tokens = observed.text.tokens
    loose = not any(m.concept in EVENTS and not m.asked for m in mentions)
    cuts = [
        begun(tokens, span, opening[0], mentions) if opening else span[0],
        *(turned(tokens, a, b, mentions) for a, b in pairwise(opening)),
        span[1],
    ]
    homes = [_home(m, opening, cuts[1:-1], tokens) for m in mentions]
    return [
        replace(_unit(cuts[index], cuts[index + 1], homes, q, observed), loose=loose)
        for index, q in enumerate(opening)
    ]


def _home(
    mention: Mention, opening: Sequence[Quantity], cuts: Sequence[int], tokens: Sequence[Token]
) -> Mention:
    """A mention whose words run over a number ("… agents and one live agent scheduling") belongs to that; one
    that runs over a cut ("new patients phoned | and a live agent verified") to where its verb is."""
    over_cut = [place for place in cuts if mention.first < place < mention.last - 1]
    if over_cut and any(over_cut[-1] <= q.first and mention.last <= q.last for q in opening):
        return mention  # "… verified and double | that number": the number's own words
    if over_cut and mention.concept in ("verified", "own"):  # "…: our staff took one"
        return replace(mention, first=over_cut[-1])
    over = [q for q in opening if mention.first < q.first and q.last < mention.last and q.first < q.last]
    if (
        over
        and mention.concept == "asked"
        and "," in [t.text for t in tokens[mention.first : over[-1].first]]
    ):
        return mention  # "… asked for one, the fourth had a live agent …"
    return replace(mention, first=over[-1].first) if over and mention.concept in _MOVED else mention


_MOVED = frozenset({"agent_booked", "asked"})


def _is_more(q: Quantity, behind: Sequence[str], first: int, tokens: Sequence[Token]) -> bool:
    """Whether a number comes on top of those told before ("another two", "plus 3", "two calls did")."""
    before = tokens[q.first - 1].text if q.first else ""
    return (
        (not english().counting["more"].isdisjoint(behind[:1]) and behind[1:2] != ["not"])
        or tokens[q.first].text == "another"
        or (tokens[q.first].text in ("a", "an") and q.kind == "count" and q.value == 1)
        or (q.first > first and before in ("another", "further"))
        or before in ("+", "plus")
        or (q.kind == "ordinal" and before == "a" and closes(q.last, tokens))
        or (q.role in ("calls", "people") and behind[1:2] in (["did"], ["do"]))
    )


def _unit(first: int, last: int, mentions: Sequence[Mention], q: Quantity, observed: Observed) -> Unit:
    tokens = observed.text.tokens
    unit = Unit(first, last, [m for m in mentions if first <= m.first < last], q, _count(q))
    behind = [token.text for token in tokens[q.last : q.last + 4]]
    unit.part = is_part(q, behind)
    said = {token.text for token in tokens[first:last]}
    unit.more = unit.kind != "rest" and _is_more(q, behind, first, tokens)
    unit.part = unit.part and not unit.more
    when = _when(tokens, q.last) or (q.first > 0 and _dates(tokens, q)) or had_by(q, tokens)
    such = q.noun == "such" or behind[:1] == ["such"]  # "four such callers", "chair three 5"
    there = not when and elsewhere(q, observed)
    unit.elided = q.kind == "count" and (
        such or (q.role == "bare" and (when or there or _did_then(q, tokens)))
    )
    unit.of_rest = (
        unit.kind == "share"
        and behind[:1] == ["of"]
        and bool({"rest", "remainder", "remaining", "others"} & set(behind))
    )
    unit.also = unit.part and bool({"also", "too", "additionally", "separately", "besides", "well"} & said)
    unit.both = any(word in said and not _denied(tokens, first, last, word) for word in _IN_COMMON)
    unit.both = unit.both or had_the_two(q, tokens)
    events = [m.first for m in unit.mentions if m.concept in EVENTS]
    between = {token.text for token in tokens[q.last : min(events, default=q.last)]}
    if q.last < last and tokens[q.last].lemma == "have":
        between.discard("both")  # "two had both a …": not said of the calls before
    unit.colon = last > q.last and tokens[last - 1].text == ":"
    unit.exception = q.first > 0 and not listed("except").isdisjoint(
        t.text for t in tokens[q.first - 1 : q.first + 1]
    )
    unit.barred = unit.kind == "count" and _barred([t.text for t in tokens[max(0, q.first - 3) : q.first]])
    unit.spread = not q.each and bool({"all", "both", "each", "every"} & between)
    unit.neither = bool({"neither", "none", "nothing"} & said)
    before = tokens[q.first - 1] if q.first > first else None
    unit.distributed = _named(q, before, observed)
    return unit


def _barred(before: Sequence[str]) -> bool:
    """ "…, bar three", "…, with the exception of two"; not "nobody bar two"."""
    led = before[-1:] if before[-1:] != ["for"] else before[-2:-1]
    barred = bool(led) and (led[0] in TAKES - {"less", "minus"} or before[-2:] == ["exception", "of"])
    return barred and not {"nobody", "none", "one", "no", "nothing"} & set(before[:-1])


def _named(q: Quantity, before: Token | None, observed: Observed) -> bool:
    """ "Mon 2, Tue 3": a name and a number."""
    tokens = observed.text.tokens
    if q.kind not in ("count", "none") or q.role != "bare" or before is None:
        return False
    if before.text in ("only", "just") and q.first > 1:
        before = tokens[q.first - 2]  # "Fri only 2"
    if _DENYING & {token.text for token in tokens[max(0, q.first - 4) : q.first]}:
        return False  # "not handed over: 9"
    capital = observed.text.message[before.start : before.end][:1].isupper()
    ends = q.last >= len(tokens) or tokens[q.last].text in (",", ";", ".", "/", "\n", ")", "and", "?", "|")
    return ends and (before.text in (":", "=", "-", "–", "x") or capital)


_DENYING = frozenset({"not", "never", "without", "non", "un"})


_PERIODS = frozenset({"week", "month", "year", "weekend", "morning", "afternoon", "evening"})


def _when(tokens: Sequence[Token], place: int) -> bool:
    """Whether only a time follows a number: "and 3 this week"."""
    words = english()
    if place >= len(tokens):
        return False
    word, behind = tokens[place].text, tokens[place + 1].text if place + 1 < len(tokens) else ""
    if word in ("this", "last", "on", "in", "the"):
        return behind in {*words.weekdays, *words.months, "the"} | _PERIODS
    return word in ("yesterday", "today")


def _did_then(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "…; in December four did"."""
    return did_so(q, tokens) and (_dates(tokens, replace(q, last=len(tokens))))


def _dates(tokens: Sequence[Token], q: Quantity) -> bool:
    """Whether only a time stands before a number, and nothing behind it: "today two.", "in May we had 3."."""
    words, behind = english(), tokens[q.last] if q.last < len(tokens) else None
    place = q.first - 1
    while place > max(0, q.first - 5) and tokens[place].text in _HAVING:
        place -= 1
    before = tokens[place].text
    led = before in words.weekdays or before in words.counting["row_labels"] or in_period(place + 1, tokens)
    return led and (behind is None or behind.kind == BREAK or behind.text in (*SENTENCE_END, ",", "and"))


_HAVING = frozenset(
    "only just 's we i they had have has got saw were was there it is counted logged took another".split()
)


_IN_COMMON = ("both", "overlap", "share", "shared", "common")


def _denied(tokens: Sequence[Token], first: int, last: int, word: str) -> bool:
    """ "No call had both", "without overlap"."""
    places = [place for place in range(first, last) if tokens[place].text == word]
    before = {token.text for token in tokens[max(first, places[0] - 5) : places[0]]}
    return bool(before & {"no", "none", "nobody", "never", "not", "neither", "without", "zero"})


def _count(q: Quantity) -> Fraction | None:
    if q.total is not None:
        return q.total
    if q.kind in ("count", "rate", "rest"):
        return q.value
    if q.kind == "ordinal":
        return Fraction(1)
    if q.kind == "span" and q.value is not None and q.high is not None:
        return q.high - q.value + 1
    return Fraction(0) if q.kind == "none" else None


def one_call(mentions: Sequence[Mention], opening: Sequence[Quantity]) -> bool:
    """Whether everything is about one call."""
    if sum(q.first == q.last for q in opening) > 1:
        return False  # stories told apart
    several = [q for q in opening if _several(q)]
    counted_one = (
        {q.first for q in opening} if len(opening) > 2 else set()
    )  # "One call early on …. One at noon …"
    told = {m.concept for m in mentions if m.polarity == YES and not m.asked}
    if sum(q.kind == "count" and q.role == "bare" and q.value == 1 for q in opening) > 1:
        return False  # "Yesterday's calls: one had …; one had …"
    if len(opening) > 1 and {"same_call", "next_call"} <= told and not several:
        return False  # "in one single call. And one request by his wife in a call of her own"
    if any(
        m.concept == "same_call" and m.polarity == YES and not m.asked and m.first not in counted_one
        for m in mentions
    ):
        counted = [q for q in several if q.role == "bare" and q.kind == "count"]
        return len(counted) < 2 and not any(
            q.role in ("calls", "people") and q.kind != "ordinal" for q in several
        )
    roles = {"calls", "people"}
    if any(q.first == q.last for q in opening):
        roles.add("interactions")  # "Saturday, one request …; Sunday, the same again"
    return not several and sum(q.role in roles or q.kind == "ordinal" for q in opening) < 2


def _several(q: Quantity) -> bool:
    if q.kind in ("rest", "share", "except", "rate", "range", "multiple"):
        return True
    if q.kind in ("ordinal", "span"):
        return q.role == "calls"
    return q.value is not None and (q.value > 1 or q.total is not None) and q.role in COUNTED
