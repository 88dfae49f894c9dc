"""Numbers of a story that count none of its calls: a rent by the month, the members of a club, a day, an hour."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS, WHY
from assistant.reading.lists import listed
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, sentence_of
from assistant.reading.regex import regex
from assistant.reading.strokes import scale
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, Token

_EITHER = frozenset({"which", "whichever", "either"})
_OURS = frozenset({"we", "i", "our", "my", "it"})
_ENDS = frozenset({"and", "in", "of", "strong", "on", "at", "from", "here", "altogether", "or", "by"})


def besides(q: Quantity, observed: Observed) -> bool:
    """Whether a number belongs to what surrounds a call: its prices, its people, its day."""
    tokens = observed.text.tokens
    before = tokens[max(0, q.first - 3) : q.first]
    behind = tokens[q.first + 1 : q.first + 3]
    if [token.text for token in behind][:1] == ["o'clock"] or [t.text for t in behind] == ["o", "'clock"]:
        return True
    if _of_a_sign(q, observed):
        return True
    if q.kind == "count" and q.role == "bare" and _slashed(q, observed):
        return True
    if q.kind == "span":
        return _code(q, before)
    if q.kind == "ordinal" and before:
        return _of_a_day(q, before) or _one_more_place(q, before)
    if q.kind == "rate" and q.role == "bare":
        return bool(before) and before[-1].lemma in listed("charging")
    words = [token.text for token in before]
    if q.role == "bare" and q.kind == "count" and any(said(q, observed) for said in _SAID):
        return True
    if q.role == "bare" and words[1:] == ["of", "the"] and words[0] in _EITHER:
        return True  # "which of the two the assistant tries first"
    return q.role == "people" and (
        _trade(q, observed) if q.kind == "rate" else q.kind == "count" and _of_ours(q, observed)
    )


def _of_a_sign(q: Quantity, observed: Observed) -> bool:
    """ "One tick stands for two calls": how a tally is to be read."""
    if "\n" not in observed.text.message or q.kind != "count":
        return False
    match = observed.text.once("a sign's scale", lambda: scale(observed.text.message))
    return match is not None and match.start() <= observed.text.tokens[q.first].start < match.end()


def _slashed(q: Quantity, observed: Observed) -> bool:
    """ "11/18": a date that isn't known as one, a reference, a fraction; never so many calls."""
    message, tokens = observed.text.message, observed.text.tokens
    start, end = tokens[q.first].start, tokens[q.last - 1].end
    return (
        _GLUED_BEHIND.match(message, end) is not None or _GLUED_BEFORE.search(message, 0, start) is not None
    )


_GLUED_BEHIND, _GLUED_BEFORE = regex(r"/\d"), regex(r"\d/$")


def _code(q: Quantity, before: Sequence[Token]) -> bool:
    """ "Call 40-771", "for 40-771": what a call is filed under, not the fortieth and those after it."""
    led = before[-1].text if before else ""
    return led in ("call", "ticket", "case", "ref") or bool(q.high and q.value and q.high - q.value > _FAR)


_FAR = 300  # calls that nobody tells of one by one


def _filed(q: Quantity, observed: Observed) -> bool:
    """ "For 31-866": one half of what something is filed under."""
    tokens = observed.text.tokens
    for dash, other in ((q.last, q.last + 1), (q.first - 1, q.first - 2)):
        if not 0 <= other < len(tokens) or tokens[dash].text != "-" or tokens[other].kind != NUMBER:
            continue
        first, last = min(other, q.first), max(other, q.last - 1)
        glued = tokens[last].end - tokens[first].start == sum(
            token.end - token.start for token in tokens[first : last + 1]
        )
        if glued and max(len(tokens[first].text), len(tokens[last].text)) > 2:
            return True
    return False


def _by(q: Quantity, observed: Observed) -> bool:
    """ "42 by 28": how large something is."""
    tokens = observed.text.tokens
    behind, before = tokens[q.last : q.last + 2], tokens[max(0, q.first - 2) : q.first]
    ahead = len(behind) > 1 and behind[0].text == "by" and _figure(behind[1])
    return ahead or (len(before) > 1 and before[1].text == "by" and _figure(before[0]))


def who_or_when(q: Quantity, tokens: Sequence[Token]) -> bool:
    """ "… three were people who asked, one was when the AI froze": calls, without a mark before them."""
    words = [token.text for token in tokens[q.last : q.last + 2]]
    told = words[:1] in (["was"], ["were"]) and not listed("whom").isdisjoint(words[1:])
    return told or _fronted(q.first, tokens)


def _fronted(place: int, tokens: Sequence[Token]) -> bool:
    """ "On closer look two were …", "later three asked …": behind nothing but words that open a sentence."""
    if place and tokens[place - 1].text in _POINTING:
        return False  # "this one was"
    for step in range(place - 1, max(place - _FRONT, 0) - 1, -1):
        if tokens[step].kind == BREAK or tokens[step].text in SENTENCE_END:
            return step < place - 1
        if tokens[step].text not in listed("fronting") and not _dating(step, tokens):
            return False
    return place <= _FRONT


def _dating(place: int, tokens: Sequence[Token]) -> bool:
    """ "On Tuesday", "In December,", "On Dec 4": the words of a day that opens a sentence."""
    words = english()
    named = tokens[place - (tokens[place].text == ",")]
    if named.kind == NUMBER:
        return len(named.text) == len("2025") or any(
            token.text in words.months for token in tokens[max(0, place - 2) : place + 2]
        )
    return named.text in words.weekdays or named.text in words.months


_FRONT = 6  # tokens that open a sentence
_POINTING = frozenset({"the", "this", "that", "a", "it", "same", "last", "next", "second", "another"})


def _aged(q: Quantity, observed: Observed) -> bool:
    """ "Who are now 40 and 43", "it was 12 and six then": ages and sums, told in twos."""
    tokens = observed.text.tokens
    second = q.first > 1 and tokens[q.first - 1].text == "and" and tokens[q.first - 2].kind == NUMBER
    first = q.first - 2 if second else q.first
    behind = tokens[first + 1 : first + 3]
    if len(behind) < 2 or behind[0].text != "and" or not _figure(behind[1]):
        return False
    led = [token.text for token in tokens[max(0, first - 3) : first]]
    return led[-1:] == ["aged"] or led[-2:] in (["are", "now"], ["is", "now"], ["it", "was"], ["ages"])


def _figure(token: Token) -> bool:
    return token.kind == NUMBER or token.text in english().numbers


def _set_for(q: Quantity, observed: Observed) -> bool:
    """ "Catering for 80", "a table for six": how many it is for."""
    tokens = observed.text.tokens
    behind = tokens[q.last] if q.last < len(tokens) else None
    if q.first < 2 or tokens[q.first - 1].text not in ("for", "of") or (behind and behind.kind == "word"):
        return False
    return tokens[q.first - 2].lemma in listed("seated")


def _attribute(q: Quantity, observed: Observed) -> bool:
    """ "A two bedroom at Elm Court", "a three door": what something is like."""
    tokens = observed.text.tokens
    if not q.first or tokens[q.first - 1].text not in ("a", "an") or not 1 < (q.value or 0) < _LARGE:
        return False
    behind = tokens[q.last] if q.last < len(tokens) else None
    return behind is not None and behind.kind == "word" and behind.text == behind.lemma


def _one_of_things(q: Quantity, observed: Observed) -> bool:
    """ "One of these lasted an hour", "one of those public pages": no call of its own."""
    tokens = observed.text.tokens
    behind = tokens[q.last : q.last + 6]
    if q.value != 1 or [token.text for token in behind[:1]] != ["of"] or len(behind) < 3:
        return False
    if (
        behind[1].text == "them"
        and behind[2].text in ("'s", "is")
        and behind[3:4]
        and behind[3].text in _MINE
    ):
        return True  # "one of them's my brother"
    if behind[1].text in ("these", "those") and listed("things") & {token.lemma for token in behind[2:]}:
        return True
    if behind[1].text not in ("these", "those", "them") or behind[2].lemma not in _LASTING:
        return False
    _, end = observed.sentences[sentence_of(q.first, observed.sentences)]
    return not any(m.concept in WHY and q.first <= m.first < end for m in observed.mentions)


def _sum(q: Quantity, observed: Observed) -> bool:
    """ "…, one call. So 3?": a question of nothing but a number, behind a story, is about what it costs."""
    first, last = observed.sentences[sentence_of(q.first, observed.sentences)]
    tokens = observed.text.tokens
    asked = tokens[last - 1].text == "?" or (last < len(tokens) and tokens[last].text == "?")
    rest = {token.text for token in tokens[first:last]} - {tokens[q.first].text, "?"}
    return asked and first > 0 and q.last - q.first == 1 and rest <= listed("asked_sum")


def _kept(q: Quantity, observed: Observed) -> bool:
    """ "I run three of the bakeries", "we own 2": what is the client's, no calls."""
    before = observed.text.tokens[max(0, q.first - 2) : q.first]
    led = [token.text for token in before[:1]] in (["i"], ["we"])
    return led and before[-1].lemma in listed("keeping") and q.role == "bare"


def _things_before(q: Quantity, observed: Observed) -> bool:
    """ "He rang about chairs, 6 of them": so many of the things just named, no callers."""
    tokens = observed.text.tokens
    behind = [token.text for token in tokens[q.last : q.last + 2]]
    noun = q.first - 2 - (q.first > 2 and tokens[q.first - 1].text == "all")
    if behind not in (["of", "them"], ["of", "'em"]) or noun < 1 or (q.value or 0) < 2:
        return False
    if tokens[noun + 1].text not in _ASIDE or english().roles.get(tokens[noun].lemma) in ("calls", "people"):
        return False
    led = {token.text for token in tokens[max(0, noun - 3) : noun]}
    return tokens[noun].text.endswith("s") and tokens[noun].text != tokens[noun].lemma and bool(led & _ABOUT)


_ASIDE = frozenset({",", "-", "–", "—", "("})
_ABOUT = frozenset(
    "about for with over regarding concerning re of wanting needing buying ordering selling".split()
)


_MINE = frozenset({"my", "our", "mine", "ours"})
_LASTING = frozenset({"last", "take", "run", "drag"})
_LARGE = 20
_SAID = (_filed, _by, _aged, _set_for, _attribute, _one_of_things, _sum, _kept, _things_before)


def _of_a_day(q: Quantity, before: Sequence[Token]) -> bool:
    """ "Sunday the 8th"."""
    said = [token.text for token in before]
    day = said[-2:-1] != [] and said[-2] in english().weekdays
    day = day or (said[-2:] == ["on", "the"] and said[:1] in (["calls"], ["call"], ["ones"]))
    return q.role == "bare" and said[-1] == "the" and day


def _one_more_place(q: Quantity, before: Sequence[Token]) -> bool:
    """ "The day we opened the second escape room": no call of theirs."""
    led = [token for token in before if token.text not in ("the", "our", "my", "a")]
    return q.role == "bare" and bool(led) and led[-1].lemma in listed("setting_up")


def _trade(q: Quantity, observed: Observed) -> bool:
    """ "We're a barbershop with 40 clients a day": how much the client has to do."""
    tokens = observed.text.tokens
    first, last = observed.sentences[sentence_of(q.first, observed.sentences)]
    opening = {token.text for token in tokens[first : min(q.first, first + 3)]}
    told = any(m.concept in EVENTS and first <= m.first < last for m in observed.mentions)
    return bool(opening & _OURS) and q.noun not in ("caller", "call") and not told


def _of_ours(q: Quantity, observed: Observed) -> bool:
    """ "We're a fencing club, 140 members, …": how large the client is."""
    tokens = observed.text.tokens
    first, _ = observed.sentences[sentence_of(q.first, observed.sentences)]
    opening = {token.text for token in tokens[first : min(q.first, first + 3)]}
    if not opening & _OURS or q.noun not in listed("members"):
        return False
    near = tokens[q.last : q.last + 3]
    end = next((q.last + at + 1 for at, token in enumerate(near) if token.lemma == q.noun), q.last)
    if end < len(tokens) and tokens[end].kind == "word" and tokens[end].text not in _ENDS:
        return False
    if _GOING_ON & {token.text for token in tokens[end : end + 3]}:
        return False
    return not any(m.concept in EVENTS and first <= m.first < end for m in observed.mentions)


_GOING_ON = frozenset(
    "all each who whom both every most some they them asked wanted got had were was".split()
)
