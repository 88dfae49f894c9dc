"""Numbers that stand beside calls and count none: a time, an extension, "one of yours", "3x3=9"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.ascalls import did_so, had_by, there_were
from assistant.reading.besides import who_or_when
from assistant.reading.concepts import EVENTS
from assistant.reading.doing import CALLERS, who_did
from assistant.reading.labelled import dates_calls, in_period, spanning
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Mention, Observed, sentence_of
from assistant.reading.ofseveral import of_several
from assistant.reading.sizes import bracketed, chosen, lasting, so_long
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, Token

_GOT = frozenset("get have for want with give per to a any no by only each".split())


def one_each(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "one call each", "one call per caller", "one on each": nothing is counted again; "our five dentists got one
    call each" is."""
    if q.kind == "rate" or (q.total and q.unit and english().roles.get(q.unit) == "people_not_calls"):
        return False
    behind = [token.text for token in tokens[q.last : q.last + 3]]
    ends = q.last + 2 >= len(tokens) or tokens[q.last + 2].kind != "word"
    bare = q.role == "bare" and (behind[:1] in (["each"], ["apiece"]) or (behind[1:2] == ["each"] and ends))
    return q.value == 1 and (bare or (q.role == "calls" and bool({"each", "apiece", "per"} & set(behind))))


def multiplied(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "3x3=9", "4 x 3": arithmetic."""
    around = list(tokens[max(0, q.first - 2) : q.last + 2])
    signs = [place for place, token in enumerate(around) if token.text in ("x", "×", "*", "=")]
    beside = (
        around[place - 1].kind == NUMBER and around[place + 1].kind == NUMBER
        for place in signs
        if 0 < place < len(around) - 1
    )
    return any(beside)


def aside(q: Quantity, observed: Observed) -> bool:
    """ "two were spam (one was a survey)": an aside that tells nothing."""
    tokens = observed.text.tokens
    if q.first == 0 or tokens[q.first - 1].text != "(" or q.value != 1 or q.role == "calls":
        return False
    end = next((p for p in range(q.last, min(len(tokens), q.last + 20)) if tokens[p].text == ")"), q.last)
    return not any(m.concept in EVENTS and q.first <= m.first < end for m in observed.mentions)


def nobody_but(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "Nobody but those two was on it": people, no calls."""
    words = [token.text for token in tokens[max(0, q.first - 4) : q.first]]
    return any(b in ("but", "except") and a in ("nobody", "one") for a, b in pairwise(words))


def ourselves(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "We're two brothers": who is asking."""
    led = [token.text for token in tokens[max(0, q.first - 2) : q.first]]
    return q.role == "people" and led in (["we", "'re"], ["we", "are"], ["we're"])


def plus_glued(tokens: Sequence[Token], place: int) -> bool:
    """ "+3" is a charge; in "4 verified + 3 asked" it joins two counts."""
    return tokens[place - 1].text == "+" and tokens[place - 1].end == tokens[place].start


def numbered(q: Quantity, ordinals: frozenset[int]) -> bool:
    """ "one fourth call": the fourth; `ordinals` are the places of such."""
    return q.value == 1 and q.first < q.last in ordinals


_EXCEPTING = frozenset({"except", "excepting", "bar", "barring"})
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


_QUOTES = frozenset({'"', "“", "„", "«"})


_JOINS = ("and", "to", "or", "-")


def stray(q: Quantity, tokens: Sequence[Token], message: str, lone: bool) -> bool:
    """A number in the middle of things ("at minute fourteen", "extension 4", "(five)") counts no calls."""
    if q.kind != "count" or q.role != "bare" or q.partitive or q.each:
        return False
    asides = (hours, bracketed, chosen, spanning, lasting)
    if any(said_by_the_way(q, tokens) for said_by_the_way in asides):
        return True
    before = tokens[q.first - 1] if q.first else None
    behind = tokens[q.last] if q.last < len(tokens) else None
    if before is not None and behind is not None and before.text in {*english().counting["these"], "all"}:
        return behind.kind == "word" and behind.text in _NO_COUNT
    starts = before is None or before.kind == BREAK or before.text in SENTENCE_END or before.text in _QUOTES
    starts = starts or added(q.first, tokens)
    if behind is not None and behind.text in english().counting["fewer"]:
        return False
    if before is not None and before.lemma == "be" and behind is not None and behind.text == ":":
        return so_long(q, tokens)  # not so "here are two: …"
    ones = "ones" in [token.text for token in tokens[q.last : q.last + 3]]
    if ones or had_by(q, tokens) or there_were(q, tokens) or did_so(q, tokens):
        return False
    if _led_on(q, tokens) or (starts and behind is not None and behind.text in (":", "-", "–", "—", "=")):
        return False
    dated = before is not None and not lone and (dates_calls(before) or in_period(q.first, tokens))
    dated = dated or (before is not None and before.text == "'s" and dates_calls(tokens[q.first - 2]))
    opens = starts or dated or (before is not None and before.text in listed("before_counts") and not lone)
    opens = opens or contained(q.first, tokens)
    if q.first > 1 and tokens[q.first - 2].kind == NUMBER and tokens[q.first - 1].text in _JOINS:
        return True  # "washers 4 and 9"
    if behind is None or behind.kind != "word":
        if dated and before is not None and (before.text == "'s" or in_period(q.first, tokens)):
            return False  # "yesterday's three", "this week three"
        if before is not None and before.text in ("only", "just") and q.first > 1:
            before = tokens[q.first - 2]  # "Fri only 2"
        return _ending(before, behind, opens, message)
    plural = behind.text.endswith("s") or behind.text in listed("irregular_plurals")
    things = plural and behind.lemma != behind.text and behind.lemma not in _NO_THINGS
    further = tokens[q.last + 1] if q.last + 1 < len(tokens) else None
    if behind.text == "to" and further is not None and further.kind != NUMBER:
        return not opens  # "and 11 to West"
    return not opens or behind.text in _NO_COUNT or things


def contained(place: int, tokens: Sequence[Token]) -> bool:
    """ "Nine calls, including four where …", "…, among them 2 who …": a part of those told before."""
    before = [token.text for token in tokens[max(0, place - 2) : place]]
    among = before[-1:] in (["them"], ["these"], ["those"], ["which"]) and before[0] in ("among", "amongst")
    return among or not listed("including").isdisjoint(before[-1:])


def added(place: int, tokens: Sequence[Token]) -> bool:
    """ "Add 6 where …", "plus 3 who …": said first, it counts on."""
    if not place or tokens[place - 1].text not in listed("adding"):
        return False
    ahead = tokens[place - 2] if place > 1 else None
    return ahead is None or ahead.kind == BREAK or ahead.text in SENTENCE_END


def _led_on(q: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether the words around a bare number show that it counts: "the AI did 6 by itself", "an overlap of 2"."""
    words = english().counting
    before = tokens[q.first - 1] if q.first else None
    behind = tokens[q.last] if q.last < len(tokens) else None
    if tokens[q.first].text.startswith("x") or (behind is not None and behind.text == "x"):
        return True
    acts = behind is not None and behind.text != behind.lemma and behind.text.endswith("ed")
    if (
        behind is not None
        and (acts or behind.text in words["predicates"])
        and (of_several(q, tokens) or who_or_when(q, tokens))
    ):
        return True
    if before is None:
        return False
    if behind is not None and (_parallel(q, tokens) or (behind.text == "more" and before.kind == "word")):
        return True
    open_ = behind is None or behind.kind != "word" or behind.text in words["led_on"]
    near = {token.text for token in tokens[max(0, q.first - 3) : q.first]}
    further = tokens[q.last + 1].text if q.last + 1 < len(tokens) else ""
    open_ = open_ or (acts and further in words["led_on"])  # "we had two verified by …"
    return (before.lemma in words["holding"] and open_) or bool(words["overlaps"] & near)


def _ending(before: Token | None, behind: Token | None, opens: bool, message: str) -> bool:
    """Whether a number that nothing follows in its clause counts nothing: no name or mark leads to it."""
    if before is None:
        return True
    if behind is not None and behind.text == "(" and opens and before.text not in ("(", "for"):
        return False
    capital = message[before.start : before.start + 1].isupper()
    named = before.kind == "word" and before.lemma not in _LABELS and capital
    excepted = opens and before.text in _EXCEPTING
    return not (before.text in _TABULAR or named or excepted or (opens and dates_calls(before)))


def _parallel(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "She jumped in on six calls; your agents jumped in on five, …"."""
    before, behind = tokens[q.first - 1].text, tokens[q.last].text
    if before not in ("on", "in", "for", "with") or behind not in (",", ".", ";", "since", "because", "as"):
        return False
    led = tokens[max(0, q.first - 40) : q.first - 1]
    counted = [place for place, token in enumerate(led[:-2]) if token.text == before]
    return any(led[place + 2].text in ("calls", "callers") for place in counted)


_NO_THINGS = frozenset(
    "other be have go get do come end stay need want use ask say read show state list look sound seem reach remain"
    " land".split()
)


_LABELS = frozenset(
    "minute extension ext number line order page unit suite room apt code step chapter at from until "
    "till by sheet list table week section part item version age about over under around is be a an "
    "and or than to between".split()
)


STEPS = frozenset({"(", "i", "ii", "iii", "iv", "v"})


def one_told(tokens: Sequence[Token]) -> bool:
    """Whether one call is spoken of: "(i) … (ii) …" are steps of it."""
    words = {token.text for token in tokens}
    return "call" in words and "calls" not in words


_AGENTS = frozenset({"smith.ai", "smith", "agent", "agents", "live", "human", "humans"})


def mere_one(q: Quantity, tokens: Sequence[Token], mentions: Iterable[Mention]) -> bool:
    """The "one" of "asked for one", "got one of yours", "one of them took it": nobody's number of calls."""
    if q.kind != "count" or q.value != 1 or tokens[q.first].text not in ("one", "1"):
        return False
    if q.role in ("calls", "interactions") or (q.role == "people" and q.noun in CALLERS):
        return False
    before = tokens[q.first - 1] if q.first else None
    if had_by(q, tokens) or there_were(q, tokens) or who_did(q, tokens):
        return False
    behind = [token.text for token in tokens[q.last : q.last + 2]]
    if behind in (["fewer", "than"], ["less", "than"], ["more", "than"]):
        return False
    further = {token.text for token in tokens[q.last : q.last + 5]}
    if behind[:1] == ["of"] and behind[1:] and behind[1] in ("them", "those", "these", "the", "em"):
        whose = {token.text for token in tokens[q.last : q.last + 3]} if behind[1] in _THEM else further
        wished = any(m.concept == "asked" and 0 < q.first - m.last < _NEXT for m in mentions)
        return bool(whose & _AGENTS) or (wished and before is not None and before.text in _OBTAINED)
    if before is not None and (before.lemma in _GOT or before.text in _GOT):
        return True
    behind = [token.text for token in tokens[q.last : q.last + 3]]
    if behind[:1] == ["per"]:
        return True
    if behind[:1] == ["of"] and {"your", "yours", "you", "our", "smith.ai", "smith"} & set(behind):
        return True
    return any(m.first < q.first < m.last - 1 for m in mentions if m.concept in ("asked", "smith", "someone"))


_OBTAINED = frozenset({"got", "reached", "received", "had", "given", "with", "to", "by"})
_NEXT = 5  # tokens from "asked for a human" to "and got one of them"
_THEM = frozenset({"them", "em"})  # "one of them got your live agent": of the callers


def silent_sentences(observed: Observed) -> Set[int]:
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
    priced = {sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept == "price_ask"}
    asking = {at for at in priced if observed.text.tokens[observed.sentences[at][1] - 1].text == "?"}
    some = {sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept in EVENTS}
    return (separate - telling - first) | (asking - some)
