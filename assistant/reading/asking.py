"""Whether a message describes calls to be priced, or asks something else about the article."""

from __future__ import annotations

from collections.abc import Mapping, Set

from assistant.reading.observe import RUN_ON, Observed, sentence_of
from assistant.reading.scenario import Scenario
from assistant.reading.text import WORD, Token
from assistant.reading.topic import CALLS, CONTACT, UNLISTED, TopicMatch
from assistant.reading.units import EVENTS

_ABOUT = ("define.", "compare", "controls", "contact", "who_agents", "open.")
_WHO = frozenset({"smith", "own", "someone", "alone", "no_human", "ai_booked"})
_WHY = frozenset(
    {"asked", "failure", "outage", "verified", "playbook", "agent_booked", "non_integrated", "new"}
)
STRONG = 3.0  # the score of a topic that is meant


def asks_price(
    scenario: Scenario,
    observed: Observed,
    matches: tuple[TopicMatch, ...],
    last: TopicMatch | None = None,
) -> bool:
    """Whether the message describes calls to be priced, rather than asking about the article.  `last`: what is
    asked last; topics that are only told of before it, where it is what calls cost, aren't asked about."""
    concepts = {m.concept: m.polarity for m in observed.mentions}
    if not scenario.told or "price_aside" in concepts:
        return False
    several = len(scenario.described) > 1 or any(described.count > 1 for described in scenario.described)
    complete = several or bool(concepts.keys() & _WHO and concepts.keys() & _WHY)
    complete = complete or bool(concepts.keys() & {"alone", "no_human", "ai_booked", "own"})
    wanted = "price_ask" in concepts or bool(scenario.claims)
    if prices_pasted(scenario, observed):
        return True
    told = past(observed) or several or bool(concepts.keys() & {"unsure", "log_says"})
    if complete and told and last is not None and last.key == CALLS:
        matches = tuple(match for match in matches if match.requested or match.last > last.first)
    if asked_otherwise(observed, matches, concrete=several or past(observed)):
        return False
    if any(match.kind == "hostile" for match in matches) and not (complete and told):
        return False
    if complete or (wanted and matches and matches[0].key.startswith("price.")):
        return wanted or told or not matches
    return (wanted and told) or not any(
        match.rule and match.kind != "smalltalk" and match.key != UNLISTED for match in matches
    )


def only_price_asked(observed: Observed, sets: Mapping[str, Set[str]]) -> bool:
    """Whether who took part is told, and the sentence behind it asks for a price and for nothing else: all its
    words are of `price_question` or of `price_words`."""
    tokens, price = observed.text.tokens, sets["price_words"]
    ends = [
        (first, last) for first, last in observed.sentences if any(t.kind == WORD for t in tokens[first:last])
    ]
    if len(ends) < 2:
        return False
    first, last = ends[-1]
    said = [token.text for token in tokens[first:last] if token.kind in (WORD, "punct")]
    told = any(m.concept in _WHO and not m.asked and m.first < first for m in observed.mentions)
    return (
        told
        and not price.isdisjoint(said)
        and all(word in price or word in sets["price_question"] for word in said)
    )


def wants_amount(observed: Observed, last: TopicMatch) -> bool:
    """Whether what is asked last, in the sentence of a topic or after it, is how much something comes to."""
    place = sentence_of(last.first, observed.sentences) + (last.key == CONTACT)
    return any(
        m.concept == "how_much" and sentence_of(m.first, observed.sentences) >= place
        for m in observed.mentions
    )


def prices_pasted(scenario: Scenario, observed: Observed) -> bool:
    """Whether calls of a pasted list or table are to be priced, whatever else its lines may touch upon."""
    wanted = any(m.concept == "price_ask" for m in observed.mentions) or bool(scenario.claims)
    return scenario.pasted and wanted


def asked_otherwise(observed: Observed, matches: tuple[TopicMatch, ...], concrete: bool = False) -> bool:
    """Whether the question that is put, after all that is told, is about something else than a price."""
    prices = {sentence_of(m.first, observed.sentences) for m in observed.mentions if m.concept == "price_ask"}
    asked = [
        sentence_of(match.first, observed.sentences)
        for match in matches
        if match.key.startswith(_ABOUT) and match.score >= STRONG
    ]
    for sentence in asked:
        end = observed.sentences[sentence][1]
        question = observed.text.tokens[end - 1].text == "?" or sentence == len(observed.sentences) - 1
        if question and not any(place >= sentence for place in prices):
            return True
    if matches and matches[0].key == "compare" and concrete:
        return False
    return bool(matches) and _asks_rule(observed, matches[0], concrete)


SURE = 3.3


def _asks_rule(observed: Observed, top: TopicMatch, concrete: bool) -> bool:
    """Whether the last question is one about a rule: it stands by itself and asks for no amount."""
    if top.key == "compare" and top.score >= STRONG and len(observed.sentences) <= 3:
        return True
    if not top.rule or top.score < SURE or top.kind == "smalltalk":
        return False
    place = sentence_of(top.first, observed.sentences)
    first, last = observed.sentences[place]
    tokens = observed.text.tokens
    questions = [i for i, (_, end) in enumerate(observed.sentences) if tokens[end - 1].text == "?"]
    if questions and place < questions[-1]:
        return False
    wanted = {"how_much", "price_ask"} if concrete and not top.key.startswith(_ABOUT) else {"how_much"}
    if any(m.concept in wanted and m.first >= first for m in observed.mentions):
        return False
    words = [token.text for token in tokens[first:last]]
    return not (_POINTING & set(words)) and not any(token.kind == "number" for token in tokens[first:last])


_POINTING = frozenset({"here", "these", "those", "this", "him", "her", "she", "he", "them", "both", "two"})


def past(observed: Observed) -> bool:
    """Whether something is told as having happened."""
    for first, last in observed.sentences:
        tokens = observed.text.tokens[first:last]
        if (tokens[-1].text != "?" or last - first > RUN_ON) and any(_happened(token) for token in tokens):
            return True
    return any(
        _happened(token)
        for mention in observed.mentions
        if mention.concept in EVENTS and not mention.asked
        for token in observed.text.tokens[mention.first : mention.last]
    )


def _happened(token: Token) -> bool:
    return (
        token.text != token.lemma
        and not token.text.endswith(("s", "ing", "'s"))
        and token.text not in _PRESENT
    )


_PRESENT = frozenset({"am", "are", "is", "being", "been", "me", "these", "those", "men", "women", "children"})
