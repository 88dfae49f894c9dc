"""Whether a message after others goes on about the calls told before, rather than asking something of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.anotherone import somebody_else
from assistant.reading.asking import STRONG, SURE, asked_otherwise, asks_price
from assistant.reading.observe import YES
from assistant.reading.patterns import Match
from assistant.reading.removals import REMOVALS, outs
from assistant.reading.scenario import Described, missing_of
from assistant.reading.shortly import reasons
from assistant.reading.targets import counts, gendered, numbered, targets
from assistant.reading.topic import TopicMatch
from assistant.reading.turns import Followed, Turn
from assistant.reading.units import EVENTS, WHO

_EDITS = frozenset(
    "what_if correct remove merge split split_told undo total same_again unknown_still smith_short own_short nobody_short pushback overlap repeated".split()
)
_SHORT_FOR = {"own_short": "own", "smith_short": "smith", "nobody_short": "no_human"}
_COMMAS = frozenset({",", "-", "–", "—", ".", ";", ":"})
_FEW = 7  # tokens of "what about March? Same."
_BRIEF = 4  # tokens of a reply that was not asked for
LIKELY = 2.6  # the score of a topic that a question with its own question word is about
_SHORT = 12  # tokens of a reply that only says who
_LONGER = 24  # … which begins with that: "it was my cousin at the shop, …"
_ABOUT_WHO = frozenset({"who", "who_and_why"})
_LISTS = frozenset({"billable", "non_billable", "interactions"})
# Topics that are named in passing where calls are told of, and those that a price of calls answers.
_WEAK = frozenset(
    {"open.unlisted", "open.base_rates", "contact", "remainder", "open.waiting", "open.reports"}
)
_PRICED = frozenset({"amount", "base_rate", "duration", "per_call", "number_of_interactions", "billable"})


def plain_edit(turn: Turn) -> Followed | None:
    """What a message after others plainly does to the calls told before."""
    if not turn.before:
        return None
    from assistant.reading.plainly import plainly  # a first message starts without it

    return plainly(turn)


def continues(turn: Turn, matches: tuple[TopicMatch, ...]) -> bool:
    """Whether a message after others is about calls, rather than a question of its own."""
    strong = _strong(turn, matches)
    if ("fresh" in turn.moves and turn.told) or ("pushback" in turn.moves and turn.asks_price):
        return True
    if turn.reply or one_of_them(turn) or takes_out(turn) or (somebody_else(turn) and turn.also):
        return True
    if "same_again" in turn.moves and len(turn.observed.text.tokens) <= _FEW:
        return True
    if turn.told and turn.complete and "total" in turn.moves and sum(d.count for d in turn.new) > 1:
        return True  # "… Both days?"
    if _asks_no_amount(turn) and any(m.rule and m.score >= LIKELY and m.key not in _WEAK for m in matches):
        return False
    if _asks_rule(turn, matches, strong):
        return False
    if turn.told and (asks_price(turn.scenario, turn.observed, matches) or turn.dripping or turn.changing):
        return True
    edits = turn.moves & _EDITS or counts(turn) or turn.scenario.when
    if any(m.kind == "smalltalk" for m in matches) and not (edits or turn.asks_price):
        return False
    if strong and strong[0].kind == "hostile":
        return turn.asks_price or "ask_again" in turn.moves
    if turn.scenario.base_rate is not None or turn.moves & _EDITS or turn.scenario.when:
        return not (strong and strong[0].rule and strong[0].score >= SURE and not turn.asks_price)
    if strong:
        return turn.asks_price and not asked_otherwise(turn.observed, tuple(strong)) and not strong[0].rule
    return True


def goes_back(turn: Turn) -> bool:
    """Whether it changes, takes out or singles out calls told before."""
    if "what_if" in turn.moves or (turn.changing and turn.told):
        return True
    if "same_again" in turn.moves and turn.before and len(turn.observed.text.tokens) <= _FEW:
        return True  # "same for April"
    return takes_out(turn) or one_of_them(turn)


def asks_nothing_of_calls(turn: Turn) -> bool:
    """Whether a question after others tells nothing, changes nothing and asks for no amount."""
    tokens = turn.observed.text.tokens
    marked = len(tokens) > _BRIEF + 1 and any(token.text == "?" for token in tokens)
    changed = turn.moves & _EDITS or turn.changing or turn.reply or counts(turn) or turn.scenario.when
    again = any(
        m.concept == "ask_again" and m.last - m.first > 2 for m in turn.matches
    )  # "at least and at most?"
    return marked and not ((turn.told and turn.states) or turn.asks_price or changed or again)


def takes_out(turn: Turn) -> bool:
    """ "Everything but Cat?", "put Bob back": some of the calls told are taken out, or there again."""
    if "kept" in turn.moves and turn.last_rule in REMOVALS and not turn.told:
        return True
    moved = not turn.moves.isdisjoint(("remove", "kept", "undo"))
    return len(turn.before) > 1 and bool((moved and targets(turn)) or outs(turn))


def one_of_them(turn: Turn) -> bool:
    """ "How much is the first one alone?", "what's his?"."""
    asks = any(m.concept == "how_much" for m in turn.observed.mentions)
    short = not turn.told and len(turn.observed.text.tokens) <= _BRIEF + 4
    if short and (numbered(turn) or (turn.only and targets(turn))):
        return True  # "Ana's only?", "the former?"
    return len(turn.before) > 1 and bool((asks and numbered(turn)) or gendered(turn))


def _asks_no_amount(turn: Turn) -> bool:
    """Whether it asks something, but no amount ("since when is that price valid")."""
    asks = turn.begins("asking_why", within=5) or (turn.begins("asking_what", within=6) and not turn.told)
    return asks and not any(m.concept == "how_much" and m.polarity == YES for m in turn.observed.mentions)


def _strong(turn: Turn, matches: tuple[TopicMatch, ...]) -> list[TopicMatch]:
    """The topics that are meant, without those that the price of the calls answers."""
    priced = turn.scenario.base_rate is not None or "total" in turn.moves
    weak = _WEAK if priced else _WEAK - {"open.base_rates"}
    strong = [m for m in matches if m.score >= STRONG and m.key not in weak and m.key not in _PRICED]
    return strong + [m for m in matches if m.key == "contact" and m.score > SURE]


def _asks_rule(turn: Turn, matches: tuple[TopicMatch, ...], strong: list[TopicMatch]) -> bool:
    """Whether it asks what no call has to do with: an open topic, a general rule, a list."""
    if turn.told and turn.states and (turn.changing or turn.complete):
        return False
    mentions = turn.observed.mentions
    amount = any(m.concept == "how_much" for m in mentions)
    if not amount and any(m.kind in ("not_covered", "contact") and m.score >= SURE for m in strong):
        return True
    if turn.changing:
        return False
    asks = any(token.text == "?" for token in turn.observed.text.tokens)
    if any(m.concept == "general" for m in mentions) and matches and (asks or not turn.dripping):
        return True
    lists = [m for m in matches if m.key in _LISTS and m.score >= STRONG]
    return bool(lists) and lists[0].rule and not turn.complete


def answered(turn: Turn) -> Turn:
    """A short reply ("ours", "the Smith one", "nobody") as the fact it tells."""
    turn = _untold_alone(turn)
    missing = missing_of(turn.before)
    tokens = len(turn.observed.text.tokens)
    if missing is not None and "guessing" in turn.moves and not turn.asks_price:
        return replace(
            turn, scenario=replace(turn.scenario, told=False), moves=turn.moves | {"unknown_still"}
        )
    if turn.told:
        only_who = len(turn.new) == 1 and turn.new[0].facts.keys() & EVENTS <= WHO
        turn = replace(turn, reply=missing is not None and only_who and turn.states)
        return _with_who(turn, [m for m in turn.matches if _leads(turn, m)]) if turn.before else turn
    named = reasons(turn) if missing == "why" and turn.states and tokens <= _SHORT else []
    if len(named) == 1 and not turn.says("none_of") and not _unsure(turn):
        fact = Described({named[0].concept: YES}, evidence=(turn.observed.text.message.strip(),))
        return replace(turn, scenario=replace(turn.scenario, described=(fact,), told=True), reply=True)
    awaited = (missing in _ABOUT_WHO and not turn.asks_price) or (tokens <= _BRIEF and turn.states)
    said = [m for m in turn.matches if m.concept in _SHORT_FOR and _was(turn, m.first)]
    if not turn.before or not (awaited or turn.changing) or _of_some(turn):
        return turn
    return turn if tokens > (_LONGER if said and awaited else _SHORT) else _with_who(turn, turn.matches)


def _was(turn: Turn, place: int) -> bool:
    """ "It was …", said first and for sure."""
    return place == 2 and turn.is_a(0, "pronouns") and turn.is_a(1, "being") and not _unsure(turn)


def _unsure(turn: Turn) -> bool:
    return any(m.concept in ("unsure", "maybe", "either") for m in turn.observed.mentions)


def _of_some(turn: Turn) -> bool:
    """ "Mostly ours", "at least one was yours", "and if none had?": it isn't said of every call."""
    several = len(turn.before) > 1 or turn.before[-1].count > 1
    partly = any(q.kind == "range" for q in turn.quantities) or turn.says("partly")
    return several and (partly or ("nobody_short" in turn.moves and "what_if" in turn.moves))


def _untold_alone(turn: Turn) -> Turn:
    """ "What do the escalations alone make?", "how much of that is escalations?": it singles them out and tells
    nothing of who handled them."""
    if turn.before and "of_the_sum" in turn.moves and not turn.complete and not turn.states:
        return replace(turn, scenario=replace(turn.scenario, told=False), moves=turn.moves - {"total"})
    told = {key for d in turn.new for key in d.facts if key in EVENTS}
    said = [m for m in turn.observed.mentions if m.concept == "alone"]
    if not turn.before or told != {"alone"} or len(said) != 1 or turn.at(said[0].last - 1) != "alone":
        return turn
    of = said[0].last - 2
    named = (
        turn.kind_at(of) not in ("", "alone") or turn.is_a(of, "calls") or turn.at(of) in turn.language.nth
    )
    return replace(turn, scenario=replace(turn.scenario, told=False)) if named else turn


def _leads(turn: Turn, match: Match) -> bool:
    """Whether a message begins with it, as with an answer: "yours, because …"."""
    early = match.first <= 1 or all(turn.is_a(place, "saying_whose") for place in range(match.first))
    ends = turn.at(match.last) in _COMMAS or turn.is_a(match.last, "lead_ins", "correcting")
    return early and ends


_DENIED = frozenset({"not", "n't", "wasn't", "isn't"})
_NOT_WHOSE = _DENIED | {"let"}  # "let us say ten"
_OTHER_SIDE = {"own_short": "smith_short", "smith_short": "own_short"}


def _with_who(turn: Turn, matches: Sequence[Match]) -> Turn:
    """The turn with who took part, where the matches name somebody and nothing else does."""
    said = {m.concept for m in matches if turn.at(m.first - 1) not in _NOT_WHOSE}
    denied = {m.concept for m in matches if turn.at(m.first - 1) in _DENIED}
    said |= {_OTHER_SIDE[move] for move in denied & _OTHER_SIDE.keys()} if len(turn.before) == 1 else set()
    if "nobody_short" in said and said & _OTHER_SIDE.keys():  # "neither was yours"
        said = {_OTHER_SIDE[move] for move in said & _OTHER_SIDE.keys()}
    concept = next((fact for move, fact in _SHORT_FOR.items() if move in said), None)
    if concept is None or len(turn.new) > 1 or any(d.facts.keys() & {"own", "smith"} for d in turn.new):
        return turn
    facts = dict(turn.new[0].facts) if turn.told and turn.new else {}
    named = {m.concept for m in reasons(turn)}
    facts |= dict.fromkeys(named, YES) if len(named) == 1 else {}
    described = Described({**facts, concept: YES}, evidence=(turn.observed.text.message.strip(),))
    return replace(turn, scenario=replace(turn.scenario, described=(described,), told=True), reply=True)
