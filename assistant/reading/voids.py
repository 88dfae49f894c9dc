"""Matches that only seem to say what their construction says, as they reach over into what is told next."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import pairwise

from assistant.reading.amountwords import english
from assistant.reading.concepts import EVENTS
from assistant.reading.lists import listed
from assistant.reading.onecounted import counted_one
from assistant.reading.patterns import Match
from assistant.reading.text import BREAK, NUMBER, SENTENCE_END, WORD, Token

_NEXT_CLAUSE = frozenset({"and", "but", "so", "then", "because", "before"})
_RELATED = frozenset({"when", "until", "who"})
_OTHER_SIDE = frozenset({"your", "yours", "smith", "smith.ai"})
_GRANTED = frozenset({"was", "were", "got", "gets", "is", "are", "had", "has"})  # "… and was passed to …"
_MISHAPS = frozenset({"failure", "weak.failure", "outage", "weak.outage"})
_ABOUT = frozenset({"about", "his", "her", "their", "whose"})
_MACHINES = frozenset({"ai", "bot", "robot", "machine", "system", "receptionist", "assistant", "software"})


def void(match: Match, tokens: Sequence[Token], idle: Set[tuple[str, ...]]) -> bool:
    """Whether it reaches over the number of other calls, or is void as a match of its concept; `idle` are openings
    of clauses that deny something else ("no idea if one of yours …")."""
    if match.concept.rpartition(".")[2] in EVENTS and _over_count(match, tokens):
        return True
    if match.concept in _VOID:
        return _VOID[match.concept](match, tokens)
    return match.concept.startswith("no.") and _no_denial(match, tokens, idle)


def _passed(match: Match, tokens: Sequence[Token]) -> set[str]:
    return {tokens[gap].text for gap in match.gaps}


def _no_next(match: Match, tokens: Sequence[Token]) -> bool:
    """ "Eight other clients had …", "a woman demanding a human rang"."""
    if not match.first:
        return False
    before = tokens[match.first - 1]
    if tokens[match.first].text == "other":
        return before.kind == NUMBER or before.text in english().numbers
    return before.text.endswith("ing") and before.lemma != before.text


def _met_elsewhere(match: Match, tokens: Sequence[Token]) -> bool:
    """A wish that another clause's agent meets ("wanted a quote and your agent …"), or none at all."""
    met = any(
        tokens[gap].text in _NEXT_CLAUSE
        and (
            tokens[gap + 1].text in _OTHER_SIDE
            or (gap > match.first + 1 and tokens[gap + 1].text in _GRANTED)
        )
        for gap in match.gaps
    )
    return met or _no_wish(match, tokens)


def _of_other_side(match: Match, tokens: Sequence[Token]) -> bool:
    return not _OTHER_SIDE.isdisjoint(_passed(match, tokens))


def _insisted(match: Match, tokens: Sequence[Token]) -> bool:
    """ "Insisted on": a wish, no claim."""
    words = [token.lemma for token in tokens[match.first : match.last]]
    return ("insist", "on") in pairwise(words)


def _greeted(match: Match, tokens: Sequence[Token]) -> bool:
    """ "Hello Smith people"."""
    return match.first > 0 and tokens[match.first - 1].text in listed("greetings")


def _needed_by_us(match: Match, tokens: Sequence[Token]) -> bool:
    """ "I need to check one week"."""
    needed = tokens[match.first].lemma == "need" and match.first > 0
    return needed and tokens[match.first - 1].text in ("i", "we")


def _for_nothing(match: Match, tokens: Sequence[Token]) -> bool:
    return match.last < len(tokens) and tokens[match.last].text in _NOTHING


def _no_mishap(match: Match, tokens: Sequence[Token]) -> bool:
    """What failed is something that a caller told of, or nothing."""
    words = [token.text for token in tokens[match.first : match.last + 1]]
    if words[-2:-1] == ["wrong"] and words[-1] in listed("dialled_wrong"):
        return True  # "it was a wrong number"
    if "hear of" in " ".join(words):
        return True  # "she wouldn't hear of a machine"
    return tokens[match.first].text == "it" and (
        _told_of(match.first, tokens) or tokens[match.first - 1].text in _BEFORE_IT
    )


def _into_next(match: Match, tokens: Sequence[Token]) -> bool:
    return not _passed(match, tokens).isdisjoint(_NEXT_CLAUSE | _RELATED)


def _no_denial(match: Match, tokens: Sequence[Token], idle: Set[tuple[str, ...]]) -> bool:
    """A denial that only seems one: it reaches over "and" into what is told next ("he never called before and your
    agent …"), or denies something else."""
    passed = _passed(match, tokens)
    led = tuple(token.text for token in tokens[match.first : match.first + 2])
    if match.concept == "no.smith":
        if tokens[match.last - 1].lemma in _SOLVING:
            return led[0] != "no" and _one_agent(match, tokens)
        if led[0] == "before" and led[-1] in _ALL_THAT:
            return True  # "and before all that a live agent of yours had verified her"
        if listed("contacting") & passed and _GOT & passed:
            return True  # "someone who'd never called us got a live agent"
    if match.concept == "no.asked" and "each" in passed:
        return True  # "whom the AI couldn't calm each asked for …"
    return not passed.isdisjoint(_NEXT_CLAUSE) or (led in idle and match.first + 1 in match.gaps)


def _on_a_day(match: Match, tokens: Sequence[Token]) -> bool:
    """ "None on Tuesday", "none on the 4th": no calls, rather than nobody who joined one."""
    if tokens[match.last - 1].text != "on":
        return False
    behind = next((token for token in tokens[match.last : match.last + 2] if token.text != "the"), None)
    words = english()
    dated = {*words.weekdays, *words.months}
    return behind is not None and (behind.text in dated or behind.text[:1].isdecimal())


def _over_count(match: Match, tokens: Sequence[Token]) -> bool:
    """ "… on our calendar, and 6 outage calls answered by live agents": what is said of two kinds of calls."""
    words = english()
    named = match.concept in _NAMED
    for place in range(match.first + 1, match.last):
        if named and tokens[place].text in ("a", "an") and tokens[place - 1].text in _JOINING:
            nouns = {words.roles.get(token.lemma) for token in tokens[place + 1 : place + 4]}
            if not nouns.isdisjoint(("calls", "interactions")):
                return True  # "…, an outage call answered by live agents"
        if tokens[place].kind != NUMBER and tokens[place].text not in words.numbers:
            continue
        before, behind = tokens[place - 1].text, tokens[place + 1 : place + 4]
        roles = {words.roles.get(token.lemma) or words.roles.get(token.text) for token in behind}
        counts = not _COUNTED.isdisjoint(roles)
        joined = before in _JOINING
        if counts and (joined or (place in match.gaps and before in listed("before_counted"))):
            return True
        done = behind[:1] and (
            behind[0].text in words.counting["predicates"] or behind[0].text.endswith("ed")
        )
        if joined and (done or (behind and _things(behind[0]))):
            return True  # "… and five were answered …", "… and 7 reached …"
    return False


def _things(token: Token) -> bool:
    """ "… agents and six visits …": things in the plural, no time."""
    plural = token.text.endswith("s") and token.text != token.lemma
    return plural and english().roles.get(token.lemma) not in ("duration", "times", "people_not_calls")


_JOINING = frozenset({",", "and", "plus", "&", ";", "+"})
_COUNTED = frozenset({"calls", "people", "interactions"})
_NAMED = frozenset({"agent_booked", "verified", "playbook"})


def _told_of(place: int, tokens: Sequence[Token]) -> bool:
    """Whether "it" at `place` is a caller's: "he rang about his boiler, it was broken"."""
    said = set()
    for token in reversed(tokens[:place]):
        if token.kind == BREAK or token.text in SENTENCE_END:
            break
        said.add(token.text)
    return not said.isdisjoint(_ABOUT) and said.isdisjoint(_MACHINES)


def _no_wish(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether nobody asks for anybody: "calls for the first time", "a demanding man", "it asked the poor woman"."""
    first = tokens[match.first]
    before = tokens[match.first - 1].text if match.first else ""
    if any(tokens[gap].text == "first" and tokens[gap + 1].text == "time" for gap in match.gaps):
        return True
    if first.lemma in ("say", "read", "state") and before in _WRITTEN | listed("records"):
        return True  # "one says 'agent joined'": what is written of it
    if first.text == "demanding" and before in listed("degrees"):
        return True
    if first.lemma != "ask" or before not in {"it", *_MACHINES}:
        return False
    place = match.first - 1
    while place and tokens[place - 1].text in ("the", "your", "our", "poor", "live"):
        place -= 1
    subject = not place or tokens[place - 1].kind != WORD or tokens[place - 1].text in _NEXT_CLAUSE
    return subject and tokens[match.first + 1].text in _OBJECTS


def _in_charge(match: Match, tokens: Sequence[Token]) -> bool:
    """ "My colleague handles the phones": no call in particular."""
    behind = [token.text for token in tokens[match.last : match.last + 2]]
    took = tokens[match.last - 1].text in ("took", "takes")
    lasted = took and match.last < len(tokens) and tokens[match.last].kind == NUMBER  # "ours took 24"
    return lasted or (len(behind) == 2 and behind[0] in _ARTICLES and behind[1] in listed("duties"))


def _put_on(match: Match, tokens: Sequence[Token]) -> bool:
    """ "That's what your agent was put on for": nothing was booked."""
    pairs = ((tokens[gap].lemma, tokens[gap + 1].text) for gap in match.gaps)
    return any(one in ("be", "get") and other in ("put", "moved", "shifted") for one, other in pairs)


def _one_agent(match: Match, tokens: Sequence[Token]) -> bool:
    """ "the agent didn't solve anything": she was there."""
    words = {token.text for token in tokens[match.first : match.last]}
    return "agent" in words and "not" in words


_WRITTEN = frozenset(
    {"one", "it", "that", "which", "this", "another", "others", "rest", "dashboard", "screen", "column"}
)
_SOLVING = frozenset({"solve", "fix", "resolve"})
_GOT = frozenset({"got", "was", "were", "went", "came", "gets", "is", "had"})
_BEFORE_IT = frozenset(
    {"of", "about", "behind", "for", "with", "from", "on", "to"}
)  # "the why of it got lost"
_ARTICLES = frozenset({"the", "our", "all", "my"})
_NOTHING = frozenset({"nothing", "none", "nobody", "little", "no", "neither"})
_ALL_THAT = frozenset({"all", "that", "this", "it"})
_OBJECTS = frozenset({"the", "him", "her", "them", "this", "that", "my", "our", "a", "old", "poor"})


_VOID: dict[str, Callable[[Match, Sequence[Token]], bool]] = {
    "same_call": counted_one,
    "next_call": _no_next,
    "asked": _met_elsewhere,
    "weak.asked": _of_other_side,
    "no_human": _on_a_day,
    "version": _insisted,
    "smith": _greeted,
    "sure.smith": _greeted,
    "verified": _needed_by_us,
    "agent_booked": _put_on,
    "playbook": _for_nothing,
    **dict.fromkeys(_MISHAPS, _no_mishap),
    "own": _in_charge,
    "awaited": _into_next,
}
