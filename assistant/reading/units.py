"""Prose cut into units: the stretches that a quantity opens ("three …", "the other two …", "#4 …")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES, Mention, Observed, sentence_of
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, Token

WHO = frozenset({"smith", "own", "someone", "alone", "no_human", "calendly", "ai_booked"})
WHY = frozenset(
    {"asked", "failure", "outage", "verified", "playbook", "agent_booked", "non_integrated", "new"}
)
EVENTS = WHO | WHY
# What tells one kind of call from another; "smith" alone does not.
TELLING = EVENTS - {"smith", "new", "non_integrated"}

_COUNTED = frozenset({"calls", "people", "interactions", "bare"})
_KINDS = frozenset(
    {"count", "share", "rest", "range", "vague", "ordinal", "multiple", "rate", "span", "except", "all"}
)
_ANAPHORS = frozenset({"those", "these", "same", "all", "both"})
_GOT = frozenset(
    {"get", "have", "for", "want", "with", "give", "per", "to", "a", "any", "no", "by", "only", "each"}
)


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
    loose: bool = False  # nothing is told but in the question, so what it says counts
    spread: bool = False  # "…, all of them …": what follows is said of the ones before too
    of: Fraction | None = None  # "four of the nine": the number it is a part of
    these: bool = False  # "of those, four": a part of what was counted last
    anaphor: bool = False  # "those four"
    definite: bool = False  # "the four", "all four"
    some: bool = False  # "each had at least one"
    total: bool = False  # "12 in all"
    sole: bool = False  # "only verified"
    relative: bool = False  # "all but two, which …"
    high: Fraction | None = None  # "2 or 3"
    void: bool = False  # "minus one counted twice"
    equals: bool = False  # "= 7 calls"
    odd: bool = False  # how many isn't understood
    joint: bool = False  # what it had is told in more places than one
    whole: bool = False  # the calls of a head that no part of it tells of

    @property
    def kind(self) -> str:
        return self.quantity.kind if self.quantity else "none"

    @property
    def tells(self) -> bool:
        """Whether it says what happened."""
        return self.has(EVENTS)

    @property
    def role(self) -> str:
        return self.quantity.role if self.quantity else ""

    def has(self, concepts: frozenset[str]) -> bool:
        return any(m.concept in concepts and (self.loose or not m.asked) for m in self.mentions)


def openers(quantities: Sequence[Quantity], observed: Observed, span: tuple[int, int]) -> list[Quantity]:
    """The quantities of a span that say how many calls something is said of."""
    tokens = observed.text.tokens
    inside = [_as_calls(q, tokens) for q in quantities if span[0] <= q.first < span[1]]
    if sum(q.kind in ("ordinal", "span") and q.role in ("calls", "bare") for q in inside) == 1:
        rest = any(q.kind == "rest" and q.role == "calls" for q in inside)
        inside = [
            q for q in inside if q.kind != "ordinal" or q.value != 1 or rest
        ]  # a first without a second
    inside = _of_one_call(_summed_things(inside), tokens)
    counted = [
        q for q in inside if q.role in _COUNTED and _known(q) and (q.kind != "all" or _sums_up(q, tokens))
    ]
    silent = _silent_sentences(observed)
    kept: list[Quantity] = []
    for q in counted:
        if q.noun in _GENERIC and any(p.role == "calls" for p in counted):
            continue
        if q.kind == "none" and (q.role != "bare" or tokens[q.first].text in ("neither", "no", "none")):
            continue
        if sentence_of(q.first, observed.sentences) in silent:
            continue
        if q.kind == "rest" and not kept and q.role == "bare":
            continue  # "and she takes the rest": of the call
        if kept and kept[-1].kind == "share" and kept[-1].value and q.value and _whole_of(q, tokens, kept):
            kept[-1] = replace(kept[-1], total=kept[-1].value * q.value)
        if (
            _refers(q, tokens, kept)
            or _numbered(q, inside)
            or (q.kind == "ordinal" and tokens[q.first].text in _STEPS and _one_told(tokens))
            or _mere_one(q, tokens, observed.mentions)
            or _on_hand(q, observed)
            or _idle(q, observed)
            or (q.role == "bare" and q.first > 1 and _plus_glued(tokens, q.first))
            or _aside(q, observed)
            or [token.text for token in tokens[q.last : q.last + 2]] in (["of", "us"], ["of", "you"])
            or _one_each(q, tokens)
            or _multiplied(q, tokens)
            or (q.kind == "range" and q.value == 1 and q.role in ("bare", "interactions"))
            or (q.noun in ("people", "person") and q.first > 0 and tokens[q.first - 1].text == "for")
        ):
            continue
        if q.role == "calls" and kept and kept[-1].role == "interactions" and _over(q, kept[-1], tokens):
            kept.pop()  # "11 handoffs, spread over 4 calls"
        if (
            kept
            and kept[-1].role == "people"
            and q.role == "calls"
            and (q.value or 0) > 1
            and (
                kept[-1].value == 1
                or (q.total is not None and q.value and kept[-1].value == q.total / q.value)
            )
            and sentence_of(kept[-1].first, observed.sentences) == sentence_of(q.first, observed.sentences)
        ):
            kept.pop()  # "one caller phoned three times"
        kept.append(q)
    kept = [q for q in kept if q.kind != "all" or (len(kept) > 1 and q is not kept[0])]
    listed = _enumerated(_led(_another(kept, observed, span), tokens), tokens)
    lone = len(listed) == 1
    return [q for q in listed if q.first == span[0] or not _stray(q, tokens, observed.text.message, lone)]


def _sums_up(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "…. All were at the caller's request": a sentence about all the calls told before."""
    before = tokens[q.first - 1] if q.first else None
    starts = before is not None and (before.kind == BREAK or before.text in (*SENTENCE_END, ";"))
    behind = tokens[q.last].text if q.last < len(tokens) else ""
    return starts and not q.each and (behind in ("were", "had", "got", "asked", "wanted", "went", "of"))


def _one_each(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "one call each", "one call per caller": nothing is counted again."""
    behind = [token.text for token in tokens[q.last : q.last + 3]]
    return q.value == 1 and q.role == "calls" and bool({"each", "apiece", "per"} & set(behind))


def _multiplied(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "3x3=9", "4 x $3": arithmetic."""
    around = list(tokens[max(0, q.first - 2) : q.last + 2])
    signs = [place for place, token in enumerate(around) if token.text in ("x", "×", "*", "=")]
    beside = (
        around[place - 1].kind == NUMBER and around[place + 1].kind == NUMBER
        for place in signs
        if 0 < place < len(around) - 1
    )
    return any(beside)


def _over(q: Quantity, before: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether interactions told before are those of so many calls."""
    words = [token.text for token in tokens[max(before.last, q.first - 3) : q.first]]
    return (before.value or 0) > (q.value or 0) and not english().counting["spread_over"].isdisjoint(words)


def _summed_things(inside: list[Quantity]) -> list[Quantity]:
    """ "9 haircuts …, 5 colorings …, fourteen calls": things that add up to the calls are calls."""
    things = [q for q in inside if q.kind == "count" and q.role in ("other", "bare") and q.value]
    wholes = {q.value for q in inside if q.kind == "count" and q.role == "calls"}
    runs = [things[a:b] for a in range(len(things)) for b in range(a + 2, len(things) + 1)][:200]
    sums = (run for run in runs if any(q.role == "other" for q in run))
    parts = next((run for run in sums if sum((q.value or 0 for q in run), Fraction(0)) in wholes), [])
    return [replace(q, role="calls") if q in parts else q for q in inside]


def _aside(q: Quantity, observed: Observed) -> bool:
    """ "two were spam (one was a survey)": an aside that tells nothing."""
    tokens = observed.text.tokens
    if q.first == 0 or tokens[q.first - 1].text != "(" or q.value != 1:
        return False
    end = next((p for p in range(q.last, min(len(tokens), q.last + 20)) if tokens[p].text == ")"), q.last)
    return not any(m.concept in EVENTS and q.first <= m.first < end for m in observed.mentions)


def _plus_glued(tokens: Sequence[Token], place: int) -> bool:
    """ "+3" is a charge; in "4 verified + 3 asked" it joins two counts."""
    return tokens[place - 1].text == "+" and tokens[place - 1].end == tokens[place].start


def _another(kept: list[Quantity], observed: Observed, span: tuple[int, int]) -> list[Quantity]:
    """ "A caller was verified …; in the afternoon another one was": the first is one as well."""
    if not kept or observed.text.tokens[kept[0].first].text != "another":
        return kept
    if not any(m.concept in TELLING and span[0] <= m.first < kept[0].first for m in observed.mentions):
        return kept
    return [Quantity("count", Fraction(1), None, span[0], span[0], "calls", "call"), *kept]


def _numbered(q: Quantity, inside: Sequence[Quantity]) -> bool:
    """ "one fourth call": the fourth."""
    return q.value == 1 and any(p.first == q.last and p.kind == "ordinal" for p in inside)


def _led(kept: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "Three calls: a playbook handoff, one …, one …": the first of them counted by its article."""
    for place, head in enumerate(kept):
        after = [q.value for q in kept[place + 1 :] if q.kind == "count"]
        if head.kind != "count" or head.value is None or sum(v or 0 for v in after) + 1 != head.value:
            continue
        end = kept[place + 1].first if after else head.last
        for step in range(head.last, end - 1):
            if tokens[step].text == ":" and tokens[step + 1].text in ("a", "an"):
                first = Quantity("count", Fraction(1), None, step + 1, step + 2, "bare")
                return [*kept[: place + 1], first, *kept[place + 1 :]]
    return kept


_PLACES = frozenset({"first", "last", "next", "other"})
_CALLING = frozenset({"call", "phone", "ring", "telephone", "dial"})
_HAPPENING = frozenset({"happen", "occur"})
_GENERIC = frozenset({"interaction", "event", "thing", "touchpoint", "item"})


def _as_calls(q: Quantity, tokens: Sequence[Token]) -> Quantity:
    """ "called three times", "the second time": times that somebody called are calls."""
    before = tokens[q.first - 1].text if q.first else ""
    if q.role == "people_not_calls" and q.noun in ("agent", "human", "person") and before in ("in", "on"):
        return replace(q, role="bare")
    if q.role == "other" and [token.text for token in tokens[q.last : q.last + 1]] == ["more"]:
        return replace(q, role="bare")  # "and on one more they …"
    if q.kind == "ordinal" and q.value == -1 and _plural(tokens, q.last):
        return replace(q, kind="rest", value=None)  # "the last ones"
    desk = q.kind == "share" and q.role == "people_not_calls" and tokens[q.last].text != "of"
    if desk and any(token.text == "half" for token in tokens[max(0, q.first - 12) : q.first]):
        return replace(q, role="bare", noun=None)  # "half got your agents and half our front desk"
    if q.kind == "both" and q.role in ("calls", "people"):
        return replace(q, kind="count")
    if q.role != "times":
        return q
    if q.kind == "count" and q.noun == "occasion" and before == "on":
        return replace(q, role="calls")
    led = {token.text for token in tokens[max(0, q.first - 4) : q.first]}
    if q.kind == "count" and led & {"callers", "customers", "clients", "leads", "patients"}:
        return replace(q, role="calls")  # "had to verify new callers twice"
    if q.kind == "count" and _times_that(q, tokens):
        return replace(q, role="calls")
    if q.kind == "count" and before == "other":
        return replace(q, kind="rest", role="calls")  # "the other two times"
    if q.kind in ("ordinal", "span") or (q.kind == "count" and before in _PLACES):
        return replace(q, role="calls")
    nearby = tokens[max(0, q.first - 4) : q.first]
    verbs = [
        token
        for index, token in enumerate(nearby)
        if token.lemma in _CALLING and (index == 0 or nearby[index - 1].text not in _DETERMINERS)
    ]
    came = any(token.lemma in _HAPPENING for token in nearby)  # "that happened nine times"
    return replace(q, role="calls") if q.kind == "count" and (verbs or came) else q


def _times_that(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Twice this week callers asked …", "there were 5 times your agents took over"; not "twice he asked"."""
    before = tokens[q.first - 1] if q.first else None
    starts = before is None or before.kind == BREAK or before.text in (*SENTENCE_END, ",", "were", "was", ";")
    starts = starts or (
        before is not None and before.text == "and" and tokens[q.first - 2].text in (".", ",")
    )
    last = q.last + (q.last < len(tokens) and tokens[q.last].lemma == "time")
    behind = tokens[last : last + 1]
    return starts and bool(behind) and behind[0].text in english().counting["after_times"]


def _plural(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in ("ones", "calls", "callers")


_DETERMINERS = frozenset({"a", "the", "same", "one", "this", "that", "each", "every", "my", "our", "per"})


_BEFORE = frozenset(
    ", ( and plus ; : on in the these for | = x - – — / then with of only just about but while"
    " another other last remaining because if maybe so ok okay say make yes no had were was are that &"
    " + > * • where among from except besides than excluding minus barring".split()
)
_EXCEPT = frozenset({"except", "but", "besides", "than", "excluding", "save", "minus", "barring"})
_TABULAR = frozenset({":", "=", "|", "x", "-", "–", "—", ">", "*", "•", "…", "...", "·"})
_NO_COUNT = frozenset(
    "or to past o'clock am pm times x for ft feet lb lbs kg min mins minute hour hours hr sec pcs km mi mile miles mph"
    " degrees sq bucks dollars th st inch inches yards oz gallons years year old months weeks days percent".split()
)


def hours(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "from 7 to about 9": times of day."""
    around = [token.text for token in tokens[max(0, q.first - 4) : q.last + 4]]
    near = [token.text for token in tokens[max(0, q.first - 1) : q.last + 1]]
    begins = near[0] in ("from", "between") and near[-1] in ("to", "till", "until", "and", "-")
    ends = "from" in around[:3] and bool({"to", "till", "until"} & set(around[:4]))
    return (begins or ends) and q.kind == "count" and (q.value or 0) <= 24


def _stray(q: Quantity, tokens: Sequence[Token], message: str, lone: bool) -> bool:
    """A number in the middle of things ("at minute fourteen", "extension 4", "(five)") counts no calls."""
    if q.kind != "count" or q.role != "bare" or q.partitive or q.each:
        return False
    before = tokens[q.first - 1] if q.first else None
    behind = tokens[q.last] if q.last < len(tokens) else None
    starts = before is None or before.kind == BREAK or before.text in SENTENCE_END
    if hours(q, tokens):
        return True
    words = english().counting
    if before is not None and behind is not None and before.text in {*words["these"], "all"}:
        return behind.kind == "word" and behind.text in _NO_COUNT
    if before is not None and behind is not None and _parallel(q, tokens):
        return False
    if behind is not None and behind.text in words["predicates"] and _of_several(q, tokens):
        return False
    open_ = behind is None or behind.kind != "word" or behind.text in words["led_on"]
    if before is not None and before.lemma in words["holding"] and open_:
        return False
    if before is not None and words["overlaps"] & {
        token.text for token in tokens[max(0, q.first - 3) : q.first]
    }:
        return False
    opens = starts or (before is not None and before.text in _BEFORE and not lone)
    capital = before is not None and message[before.start : before.start + 1].isupper()
    if behind is not None and behind.text == "more" and before is not None and before.kind == "word":
        return False
    if tokens[q.first].text.startswith("x") or (behind is not None and behind.text == "x"):
        return False
    beside = q.first > 1 and tokens[q.first - 2].kind == NUMBER
    if beside and before is not None and before.text in ("and", "to", "or", "-"):
        return True  # "washers 4 and 9"
    if (
        behind is not None
        and behind.text == "("
        and opens
        and before is not None
        and before.text not in ("(", "for")
    ):
        return False
    if starts and behind is not None and behind.text in (":", "-", "–", "—", "="):
        return False
    if behind is None or behind.kind != "word":
        named = before is not None and before.kind == "word" and before.lemma not in _LABELS and capital
        return not (before is not None and (before.text in _TABULAR or named))
    things = behind.text.endswith("s") and behind.lemma != behind.text and behind.lemma not in _NO_THINGS
    further = tokens[q.last + 1] if q.last + 1 < len(tokens) else None
    if behind.text == "to" and further is not None and further.kind != NUMBER:
        return not opens  # "and 11 to West"
    return not opens or behind.text in _NO_COUNT or things


def _parallel(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "She jumped in on six calls; your agents jumped in on five, …"."""
    before, behind = tokens[q.first - 1].text, tokens[q.last].text
    if before not in ("on", "in", "for", "with") or behind not in (",", ".", ";", "since", "because", "as"):
        return False
    led = tokens[max(0, q.first - 40) : q.first - 1]
    counted = [place for place, token in enumerate(led[:-2]) if token.text == before]
    return any(led[place + 2].text in ("calls", "callers") for place in counted)


def _of_several(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Of 10 calls with live agents 7 were …"."""
    for place in range(q.first - 1, max(-1, q.first - 14), -1):
        if tokens[place].kind == BREAK or tokens[place].text in SENTENCE_END:
            return False
        if tokens[place].text == "of" and tokens[place + 1].kind == NUMBER:
            return (
                place == 0
                or tokens[place - 1].text in (*SENTENCE_END, "out")
                or tokens[place - 1].kind == BREAK
            )
    return False


_NO_THINGS = frozenset(
    {"other", "be", "have", "go", "get", "do", "come", "end", "stay", "need", "want", "use", "ask"}
)


_LABELS = frozenset(
    [
        "minute",
        "extension",
        "ext",
        "number",
        "line",
        "order",
        "page",
        "unit",
        "suite",
        "room",
        "apt",
        "code",
        "step",
        "step",
        "chapter",
        "at",
        "from",
        "until",
        "till",
        "by",
        "sheet",
        "list",
        "page",
        "table",
        "week",
        "section",
        "part",
        "item",
        "version",
        "age",
        "about",
        "over",
        "under",
        "around",
        "is",
        "be",
        "a",
        "an",
        "and",
        "or",
        "than",
        "to",
        "between",
    ]
)


_STEPS = frozenset({"(", "i", "ii", "iii", "iv", "v"})


def _of_one_call(inside: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """Where one call is spoken of ("on that call"), without the bare numbers of other things."""
    words = {token.text for token in tokens}
    one = any(a.text in _THE and b.text == "call" for a, b in pairwise(tokens))
    several = any(q.role in ("calls", "people") and (q.kind != "count" or (q.value or 0) > 1) for q in inside)
    if not one or several or words & _SEVERAL:
        return inside
    return [q for q in inside if q.kind != "count" or q.role != "bare" or (q.value or 0) <= 1]


_THE = frozenset({"the", "this", "that"})
_SEVERAL = frozenset({"calls", "callers", "both", "every"})


def _one_told(tokens: Sequence[Token]) -> bool:
    """Whether one call is spoken of: "(i) … (ii) …" are steps of it."""
    words = {token.text for token in tokens}
    return "call" in words and "calls" not in words


def _known(q: Quantity) -> bool:
    if q.kind == "none":
        return True
    if q.noun == "us":
        return False
    if q.kind in ("ordinal", "span") and q.role not in ("calls", "people", "bare"):
        return False
    return q.kind in _KINDS and not (q.kind == "count" and q.value is None)


def _silent_sentences(observed: Observed) -> set[int]:
    """Sentences that only say that no call counts twice, or only ask."""
    separate = {
        sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept == "separate"
    }
    telling = {
        sentence_of(m.first, observed.sentences)
        for m in observed.mentions
        if m.concept in EVENTS and not m.asked
    }
    first = {sentence_of(0, observed.sentences)}
    asking = {
        index
        for index, (_, last) in enumerate(observed.sentences)
        if observed.text.tokens[last - 1].text == "?"
        and any(
            m.concept == "price_ask" and sentence_of(m.first, observed.sentences) == index
            for m in observed.mentions
        )
    }
    some = {sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept in EVENTS}
    return (separate - telling - first) | (asking - some)


def _refers(q: Quantity, tokens: Sequence[Token], kept: Sequence[Quantity]) -> bool:
    """ "four of the nine", "those two": the nine and the two were counted before."""
    before = [token.text for token in tokens[max(0, q.first - 2) : q.first]]
    if before and before[-1] in _ANAPHORS and q.kind == "count":
        same = any(p.value == q.value for p in kept)
        if before[-1] in ("those", "these"):
            apart = q.last < len(tokens) and tokens[q.last].text == ","
            some = bool(kept) and kept[-1].kind in ("count", "share") and kept[-1].last == q.first - 2
            return before[0] == "of" and (apart or same or some)  # "two of those six"
        told = q.last < len(tokens) and tokens[q.last].text in english().counting["predicates"]
        return (same and not told) or any(p.kind in ("share", "rest") for p in kept)
    if q.kind == "ordinal" and before and before[0] in _LIKE:
        return True  # "same as the second"
    return _whole_of(q, tokens, kept)


_LIKE = frozenset({"as", "like", "than", "unlike"})


def _whole_of(q: Quantity, tokens: Sequence[Token], kept: Sequence[Quantity]) -> bool:
    """ "four of the nine": the nine."""
    if not kept or q.first - kept[-1].last > 4 or kept[-1].kind == "span":
        return False
    between = [token.text for token in tokens[kept[-1].last : q.first]]
    parted = any(word in (",", ";", ":", *SENTENCE_END) for word in between)
    heads = ("count", "share", "ordinal", "except")
    return "of" in between and not parted and kept[-1].kind in heads and q.kind in ("count", "rest")


_AGENTS = frozenset({"smith.ai", "smith", "agent", "agents", "live", "human", "humans"})


_CALLERS = frozenset(
    "caller customer client patient tenant lead prospect guest member resident homeowner buyer seller subscriber donor"
    " newcomer first-timer parent student owner applicant requester user shopper".split()
)
_DOING = frozenset(
    "call ring phone dial ask want demand insist say tell get be have need request speak talk who that wish refuse come"
    " reach hang yell shout book go yell push press would did".split()
)


def _idle(q: Quantity, observed: Observed) -> bool:
    """ "a dad and two kids", "two people means two fees": people of whom nothing is told that callers do."""
    if q.role != "people" or q.kind != "count" or q.noun in _CALLERS or q.partitive or q.each:
        return False
    tokens = observed.text.tokens
    following = tokens[q.last : q.last + 4]
    done = any(token.lemma in _DOING or token.text in _DOING for token in following)
    marked = bool(following) and (
        following[0].text in (":", ",", "-", "–", "=") or following[0].kind == BREAK
    )
    near = any(m.concept in EVENTS and q.first - 2 <= m.first < q.last + 4 for m in observed.mentions)
    return not (done or marked or near or q.last >= len(tokens))


_HANDS = frozenset(
    "guy guys fella fellow man woman boy girl kid visitor guest friend brother sister son daughter".split()
)
_WE = frozenset({"i", "we"})
_HELD = frozenset({"have", "get", "'ve"})
_SOON = 8  # tokens in which something would be told of callers


def _on_hand(q: Quantity, observed: Observed) -> bool:
    """ "I had 2 fellas out sick", "we got a couple of guys": people of one's own of whom no call is told."""
    tokens = observed.text.tokens
    before = tokens[max(0, q.first - 3) : q.first]
    if q.role != "people" or q.noun not in _HANDS or not _WE & {token.text for token in before}:
        return False
    told = any(m.concept in EVENTS and q.first <= m.first < q.last + _SOON for m in observed.mentions)
    return any(token.lemma in _HELD for token in before) and not told


def _mere_one(q: Quantity, tokens: Sequence[Token], mentions: Iterable[Mention]) -> bool:
    """The "one" of "asked for one", "got one of yours", "one of them took it": nobody's number of calls."""
    if q.kind != "count" or q.value != 1 or tokens[q.first].text not in ("one", "1"):
        return False
    if q.role in ("calls", "interactions"):
        return False
    before = tokens[q.first - 1] if q.first else None
    behind = [token.text for token in tokens[q.last : q.last + 2]]
    further = {token.text for token in tokens[q.last : q.last + 5]}
    if behind[:1] == ["of"] and behind[1:] and behind[1] in ("them", "those", "these", "the", "em"):
        return bool(further & _AGENTS)
    if before is not None and (before.lemma in _GOT or before.text in _GOT):
        return True
    behind = [token.text for token in tokens[q.last : q.last + 3]]
    if behind[:1] == ["per"]:
        return True
    if behind[:1] == ["of"] and {"your", "yours", "you", "our", "smith.ai", "smith"} & set(behind):
        return True
    return any(m.first < q.first < m.last - 1 for m in mentions if m.concept in ("asked", "smith", "someone"))


def _enumerated(kept: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """ "1 ai / 2 ai / 3 …", "1) … 2) …": numbers that count up from one are numbers of calls, not counts."""
    numbers = [q for q in kept if q.kind in ("count", "ordinal") and tokens[q.first].kind == NUMBER]
    values = [q.value for q in numbers]
    marked = all(
        (q.last < len(tokens) and tokens[q.last].text in (")", ".", ":", "]")) or q.kind == "ordinal"
        for q in numbers
    )
    for length in range(len(values), 1 if marked else 2, -1):
        if values[:length] == list(range(1, length + 1)) and (length > 3 or marked):
            listed = {id(q) for q in numbers[:length]}
            return [replace(q, kind="ordinal") if id(q) in listed else q for q in kept]
    return kept


def cut(
    observed: Observed, opening: Sequence[Quantity], span: tuple[int, int], mentions: Sequence[Mention]
) -> list[Unit]:
    """The span's units; what stands before the first opener belongs to it."""
    tokens = observed.text.tokens
    loose = not any(m.concept in EVENTS and not m.asked for m in mentions)
    cuts = [
        span[0],
        *(b.first if b.kind == "except" else _cut(tokens, a.last, b) for a, b in pairwise(opening)),
        span[1],
    ]
    homes = [_home(m, opening) for m in mentions]
    return [
        replace(_unit(cuts[index], cuts[index + 1], homes, q, observed), loose=loose)
        for index, q in enumerate(opening)
    ]


def _home(mention: Mention, opening: Sequence[Quantity]) -> Mention:
    """A mention whose words run over a number ("… agents and one live agent scheduling") belongs to that."""
    over = [q for q in opening if mention.first < q.first and q.last < mention.last and q.first < q.last]
    return replace(mention, first=over[-1].first) if over and mention.concept == "agent_booked" else mention


def _unit(first: int, last: int, mentions: Sequence[Mention], q: Quantity, observed: Observed) -> Unit:
    tokens = observed.text.tokens
    unit = Unit(first, last, [m for m in mentions if first <= m.first < last], q, _count(q))
    behind = [token.text for token in tokens[q.last : q.last + 4]]
    unit.part = (q.partitive and behind[:3] != ["of", "the", "same"]) or (
        "of" in behind[:2]
        and "same" not in behind[:3]
        and bool({"them", "em", "those", "these", "the", "which", "whom"} & set(behind[:3]))
    )
    said = {token.text for token in tokens[first:last]}
    unit.more = (
        not english().counting["more"].isdisjoint(behind[:1])
        or tokens[q.first].text == "another"
        or (q.first > first and tokens[q.first - 1].text in ("another", "further"))
    )
    did = q.role in ("calls", "people") and behind[1:2] in (["did"], ["do"])
    unit.more = unit.kind != "rest" and (unit.more or did)
    unit.part = unit.part and not unit.more
    unit.of_rest = (
        unit.kind == "share"
        and behind[:1] == ["of"]
        and bool({"rest", "remainder", "remaining", "others"} & set(behind))
    )
    unit.also = unit.part and bool({"also", "too", "additionally", "separately", "besides", "well"} & said)
    unit.both = ("both" in said and not _no_both(tokens, first, last)) or bool(
        {"overlap", "share", "shared", "common"} & said
    )
    events = [m.first for m in unit.mentions if m.concept in EVENTS]
    between = {token.text for token in tokens[q.last : min(events, default=q.last)]}
    unit.colon = last > q.last and tokens[last - 1].text == ":"
    unit.exception = q.first > 0 and tokens[q.first - 1].text in _EXCEPT
    unit.spread = bool({"all", "both", "each", "every"} & between)
    unit.neither = bool({"neither", "none", "nothing"} & said)
    before = tokens[q.first - 1] if q.first > first else None
    unit.distributed = (
        q.kind in ("count", "none")
        and q.role == "bare"
        and before is not None
        and (
            before.text in (":", "=", "-", "–", "x")
            or observed.text.message[before.start : before.end][:1].isupper()
        )
        and (q.last >= len(tokens) or tokens[q.last].text in (",", ";", ".", "/", "\n", ")", "and", "?", "|"))
    )
    return unit


def _no_both(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "No call had both"."""
    for place in range(first, last):
        if tokens[place].text == "both":
            before = {token.text for token in tokens[max(first, place - 5) : place]}
            return bool(before & {"no", "none", "nobody", "never", "not", "neither"})
    return False


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


_MARKS = {";": 2.0, ":": 1.5, "—": 2.0, "–": 2.0, "/": 2.0, "|": 2.0, ",": 1.0, "(": 1.0, "->": 0.1}
_JOINERS = {
    "and": 0.6,
    "plus": 0.6,
    "then": 0.5,
    "but": 0.6,
    "while": 0.6,
    "on": 0.3,
    "in": 0.3,
    "for": 0.3,
    "of": 0.2,
}


_NEAR = 3  # words between "and" and the ordinal it leads to


def _cut(tokens: Sequence[Token], start: int, q: Quantity) -> int:
    """Where the words between two openers divide: at the last of the strongest marks; an ordinal that no mark
    stands before begins its part itself."""
    end = q.first
    if end - 1 > start and tokens[end - 1].text == "(":
        return end - 1
    best, strength = end, 0.0
    for place in range(start, end):
        token = tokens[place]
        if token.kind == BREAK or token.text in SENTENCE_END:
            value = 3.0
        else:
            value = _MARKS.get(token.text, _JOINERS.get(token.text, 0.0))
        if value and value >= strength:
            best, strength = place + (value >= 1), value
    return end if q.kind == "ordinal" and strength < 1 and end - best > _NEAR else best


def one_call(mentions: Sequence[Mention], opening: Sequence[Quantity]) -> bool:
    """Whether everything is about one call."""
    several = [q for q in opening if _several(q)]
    if any(m.concept == "same_call" and m.polarity == YES and not m.asked for m in mentions):
        counted = [q for q in several if q.role == "bare" and q.kind == "count"]
        return len(counted) < 2 and not any(
            q.role in ("calls", "people") and q.kind != "ordinal" for q in several
        )
    return not several and sum(q.role in ("calls", "people") or q.kind == "ordinal" for q in opening) < 2


def _several(q: Quantity) -> bool:
    if q.kind in ("rest", "share", "except", "rate", "range", "multiple"):
        return True
    if q.kind in ("ordinal", "span"):
        return q.role == "calls"
    return q.value is not None and (q.value > 1 or q.total is not None) and q.role in _COUNTED
