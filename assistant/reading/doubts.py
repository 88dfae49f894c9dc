"""What a reading of several calls leaves unaccounted for: numbers that nothing adds up to, reasons that can't all
be of one call.  Where something is, the calls are asked about: a wrong amount stated as sure is worse than asking."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.amountwords import english
from assistant.reading.commons import statements, within
from assistant.reading.crowded import crowded, paid_for
from assistant.reading.fitting import announced, announcing
from assistant.reading.group import Group
from assistant.reading.observe import YES, Mention, Observed, sentence_of
from assistant.reading.quantity import Quantity
from assistant.reading.ratios import differs
from assistant.reading.rowsums import row_sum
from assistant.reading.sizes import named_thing, of_one, of_things
from assistant.reading.text import BREAK, SENTENCE_END, WORD, Token
from assistant.reading.units import EVENTS, hours
from assistant.reading.unplaced import uncounted, unexplained
from assistant.types import (
    CALLER_ESCALATION,
    HUMAN_VERIFICATION,
    LIVE_AGENT_SCHEDULING,
    OUTAGE_FALLBACK,
    PLAYBOOK_HANDOFF,
    SYSTEM_ESCALATION,
)

# The interaction that a reason is the reason of.
_OF = {
    "asked": CALLER_ESCALATION,
    "verified": HUMAN_VERIFICATION,
    "playbook": PLAYBOOK_HANDOFF,
    "agent_booked": LIVE_AGENT_SCHEDULING,
    "failure": SYSTEM_ESCALATION,
    "outage": OUTAGE_FALLBACK,
}
_FREE = frozenset({"own", "alone", "no_human", "ai_booked"})
_SHARED = frozenset({"both", "each", "every", "all", "same", "also", "either", "none", "neither", "nobody"})
_FACTORS = frozenset({"each", "every", "per", "times", "apiece", "daily", "twice"})
_FEW = 8  # groups whose sums are tried
_MOST = 1000  # a larger number beside a story counts something else


@dataclass(frozen=True, slots=True)
class Told:
    """A message with the numbers in it and the groups of calls it was read as."""

    observed: Observed
    quantities: Sequence[Quantity]
    groups: Sequence[Group]
    billable: Mapping[str, bool]
    before: Sequence[int] = ()  # the numbers of calls told before in the conversation

    @property
    def prose(self) -> bool:
        return not any(group.pasted for group in self.groups)

    @property
    def counts(self) -> list[int]:
        return [one.count for one in self.groups if one.count and not (one.aside and one.pasted)]

    @property
    def numbers(self) -> list[int]:
        """The numbers of calls that a number may speak of."""
        return [*self.counts, *self.before]

    @property
    def one(self) -> bool:
        """Whether it says that all of it is one call."""
        return any(m.concept == "same_call" and m.polarity == YES for m in self.observed.mentions)

    @property
    def words(self) -> set[str]:
        """The words of the sentences that don't only ask."""
        asking = {
            self.sentence(m.first) for m in self.observed.mentions if m.concept in ("how_much", "price_ask")
        }
        silent = asking - self.told_in()
        return {
            token.text
            for place, (first, last) in enumerate(self.observed.sentences)
            for token in self.observed.text.tokens[first:last]
            if place not in silent
        }

    def sentence(self, place: int) -> int:
        return sentence_of(place, self.observed.sentences)

    def told_in(self) -> set[int]:
        """The sentences that tell of what happened."""
        return {self.sentence(m.first) for m in self.observed.mentions if m.concept in EVENTS and not m.asked}


def doubtful(told: Told) -> bool:
    """Whether more is said of the calls than was worked out."""
    if unexplained(told.observed) or any(group.pasted == "table" for group in told.groups):
        return unexplained(told.observed) or uncounted(told.quantities, told.groups)
    several = sum(told.counts) > 1
    hard = several and any(m.concept == "hard" for m in told.observed.mentions)
    paid = several and paid_for(told.observed.text.tokens) and not any(group.aside for group in told.groups)
    if hard or _tallied(told) or paid:
        return True
    return (
        (several and _miscounted(told))
        or _fewer(told)
        or _mingled(told)
        or (told.prose and _unaccounted(told))
    )


def _tallied(told: Told) -> bool:
    """ "The tally stood at 6 after Tuesday and at 9 after Wednesday": numbers that hold those before them."""
    words, counting = told.words, english().counting
    return bool(words & counting["tallies"]) and bool(words & counting["rising"])


def _miscounted(told: Told) -> bool:
    """Whether a number of calls is named that no calls found add up to."""
    asking = {
        told.sentence(m.first) for m in told.observed.mentions if m.concept == "how_much"
    } - told.told_in()
    wanted = asking | {told.sentence(m.first) for m in told.observed.mentions if m.concept == "price_ask"}
    for q in told.quantities:
        whole = q.kind == "count" and q.value is not None and q.value > 1
        if whole and told.sentence(q.first) in wanted and _all_of_them(q, told):
            return int(q.value or 0) != sum(told.counts)
        proportion = q.each and not q.unit and q.total is None
        if q.kind != "count" or q.role != "calls" or q.value is None or q.value <= 1 or proportion:
            continue
        if told.sentence(q.first) in asking:
            return int(q.value) != sum(told.counts)
        if not any(
            _adds_up(int(number), told.numbers)
            for number in (q.total or q.value, row_sum(q, told.quantities))
        ):
            return True
    return False


def _all_of_them(q: Quantity, told: Told) -> bool:
    """ "… for all 7?", "… these four?": the calls that are asked about, with no noun; not "three stores … all
    three", nor a number that all those before it come to."""
    tokens = told.observed.text.tokens
    before = tokens[q.first - 1].text if q.first else ""
    behind = tokens[q.last].text if q.last < len(tokens) else "?"
    if q.role != "bare" or before not in _ALL or not (behind in SENTENCE_END or behind in _TOGETHER):
        return False
    others = [other for other in told.quantities if other is not q and other.kind == "count" and other.value]
    if any(other.value == q.value and other.role not in _CALLS for other in others):
        return False
    return sum(other.value or 0 for other in others if other.role in _CALLS) != q.value


_CALLS = frozenset({"calls", "people", "interactions", "bare"})
_ALL = frozenset({"all", "these", "those", "the"})
_TOGETHER = frozenset({"together", "combined", "altogether", "please", "pls", "\n"})


def _fewer(told: Told) -> bool:
    """Whether prose says that it tells of more calls than were found in it."""
    if not told.prose or told.one or not told.counts or told.before:
        return False
    whole = (0, len(told.observed.text.tokens))
    totals = [q for q in announcing(told.observed, told.quantities, whole) if q.role == "calls"]
    return sum(told.counts) < announced(told.observed, totals)


def _adds_up(number: int, counts: Sequence[int]) -> bool:
    """Whether some of the counts sum up to a number."""
    sums = {0}
    for count in counts[:_FEW]:
        sums |= {count + known for known in sums}
    return number in sums or len(counts) > _FEW


def _unaccounted(told: Told) -> bool:
    """Whether prose tells, beside what happened, of a number that no calls found have part in."""
    tokens = told.observed.text.tokens
    if told.one and sum(told.counts) == 1:
        return False
    either = any(
        m.concept == "either" for m in told.observed.mentions
    )  # "one of the two for sure": of two reasons
    common = statements(told.observed, told.quantities, (0, len(tokens)))  # "no overlap between the two"
    counted = [
        q
        for q in told.quantities
        if _counts(q) and not (_aside(q, tokens) or within(q.first, common) or (either and q.value == 2))
    ]
    telling = told.told_in()
    if sum(told.counts) == 1 and not told.before and of_one(told.words):
        counted = [q for q in counted if not of_things(q, told.observed.text.tokens)]
    numbers = {int(q.value or 0) for q in told.quantities if _counts(q) or (q.kind == "rest" and q.value)}
    if {"at", "least", "one"} <= told.words:  # "each had at least one: 7 verifications, …": events, no calls
        counted = [q for q in counted if (q.value or 0) > max(told.counts, default=0)]
    for q in counted:
        number = int(q.total or q.value or 0)
        others = [other for other in numbers if other != number]
        if told.sentence(q.first) in telling and not (
            _has_part(number, others, told) or _claimed(q, number, told)
        ):
            return True
    return False


def _has_part(number: int, others: Sequence[int], told: Told) -> bool:
    """Whether a number adds up with the calls found: alone, with or without other numbers told, or as a factor."""
    counts = told.numbers
    if _adds_up(number, [*counts, *others]) or any(_adds_up(number + other, counts) for other in others):
        return True
    times = _FACTORS & {token.text for token in told.observed.text.tokens}
    return bool(times) and any(count > number and count % number == 0 for count in counts)


def _claimed(q: Quantity, number: int, told: Told) -> bool:
    """ "Five calls, so fifteen?": so much for each of them, no number of calls."""
    tokens, total = told.observed.text.tokens, sum(told.counts)
    before = tokens[q.first - 1].text if q.first else ""
    ends = q.last >= len(tokens) or tokens[q.last].kind != WORD or tokens[q.last].text in _RESULT
    return before in _RESULT and ends and number > total > 0 and number % total == 0


_RESULT = frozenset(
    {"so", "makes", "make", "thus", "hence", "then", "that", "and", "equals", "right", "total"}
)


def _counts(q: Quantity) -> bool:
    whole = q.value is not None and q.value == int(q.value) and 1 < q.value <= _MOST
    return q.kind == "count" and whole and q.role in ("calls", "people", "bare") and not q.each


_BEFORE = frozenset(
    "at from until till by minute hour # no number extension ext aged age after before line unit room level step page"
    " code chapter ( [ « “ = x × * + - – / . : @ $ € £ than to since past was is 's rate ratio about min minutes"
    " mins sec hour hours".split()
) | {'"', "'"}
_BEHIND = frozenset(
    ": x × * + = / % ° am pm o'clock th st nd rd ' ) dollars bucks minutes min years".split()
) | {'"'}


def _aside(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a number stands where times, names and sums do."""
    if hours(q, tokens) or [t.text for t in tokens[q.last : q.last + 2]] in (["of", "us"], ["of", "you"]):
        return True
    before = tokens[q.first - 1] if q.first else None
    behind = tokens[q.last] if q.last < len(tokens) else None
    if behind is not None and (behind.text in _BEHIND or differs(q, tokens)):
        return True
    word = "" if before is None or before.kind == BREAK else before.text
    return named_thing(q, tokens) or (word in _BEFORE and word not in SENTENCE_END)


def _mingled(told: Told) -> bool:
    """Whether several calls were told one after the other without words that set them apart: one sentence has
    one reason, the next another, and nothing says that a call had both."""
    if told.one or not told.prose:
        return False
    if any(crowded(group, told.observed) for group in told.groups):
        return True
    if len(told.groups) == 1 and told.groups[0].count > 1:
        return not _SHARED & told.words and _mixed(told, told.groups[0])
    return any(_charged_apart(told, group) for group in told.groups if not group.joint)


def _mixed(told: Told, group: Group) -> bool:
    """Whether sentences of their own tell of things that are charged and of things that aren't."""
    places: dict[bool, set[int]] = {True: set(), False: set()}
    for m in _yes(group):
        if m.concept in _OF or m.concept in _FREE:
            places[told.billable.get(_OF.get(m.concept, ""), False)].add(told.sentence(m.first))
    return bool(places[True] and places[False]) and places[True].isdisjoint(places[False])


def _charged_apart(told: Told, group: Group) -> bool:
    """Whether lines of their own tell of things that are charged: of one call they cost once, of two twice."""
    places: dict[str, set[int]] = {}
    for m in _yes(group):
        if told.billable.get(_OF.get(m.concept, "")):
            places.setdefault(m.concept, set()).add(_line(told, m.first))
    lines = set().union(*places.values())
    return len(places) > 1 and len(lines) > 1 and not set.intersection(*places.values())


def _yes(group: Group) -> list[Mention]:
    return [m for m in group.mentions if m.polarity == YES and not m.asked]


def _line(told: Told, place: int) -> int:
    """The line a token stands in; several counted calls are told apart by sentence too."""
    if len(told.groups) > 1:
        return told.sentence(place)
    text = told.observed.text
    breaks = text.once("breaks", lambda: [at for at, token in enumerate(text.tokens) if token.kind == BREAK])
    return bisect_left(breaks, place)
