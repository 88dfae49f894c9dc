"""The embedded reading: no model, no network, the same reading of the same words every time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.reading import numbers
from assistant.reading.follow import follow
from assistant.reading.language import ENGLISH, Languages
from assistant.reading.learned import Meaning
from assistant.reading.observe import RUN_ON, Observed, Observer, as_observation, sentence_of
from assistant.reading.routing import LONG, asks_rule, rule_answers
from assistant.reading.scenario import Described, Scenario, missing_of, read_scenario, steps_of
from assistant.reading.state import base_rate_of, history_of, scenario_of, with_scenario
from assistant.reading.text import Lexicon, Token
from assistant.reading.tongues import Tongues
from assistant.reading.topic import UNLISTED, TopicMatch
from assistant.reading.topics import Topics
from assistant.reading.turns import Followed, Moves, Turn
from assistant.reading.units import EVENTS
from assistant.types import INTERACTIONS, Call, Deduction, Policy, Reading


class EmbeddedReader:
    """Reads messages of one language with the vocabulary of kb/language."""

    def __init__(self, kb: Path, policy: Policy) -> None:
        folder = kb / "language" / "en"
        self._effective = policy.rates[0].effective_from
        self._billable = {key: rule.billable for key, rule in policy.interactions.items()}
        self._observer = Observer.load(folder)
        self._topics = Topics.load(kb)
        self._languages = Languages.load(kb)
        self._tongues = Tongues(kb)
        self._moves = Moves.load(folder)
        self._lexicon = Lexicon.load(folder, vocabulary(folder))

    def read(self, message: str, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
        """The reading of a message in a conversation, and the state after it."""
        language = self._tongues.language(message, self._languages.detect(message), state)
        if language != ENGLISH:
            return self._tongues.read(message, language, state)
        observed = self._observer.observe(self._lexicon.read(message))
        cut = self._taken_back(observed)
        if cut:
            first, between = self.read(message[:cut], state)
            if first.calls:
                second, after = self.read(message[cut:], {**between, "dripping": True})
                return _joined(message, cut, first, second), after
        return self._read(observed, state)

    def _taken_back(self, observed: Observed) -> int:
        """Where, in the message, a sentence begins that takes back what was told before; 0 for nowhere."""
        for first, last in observed.sentences[1:]:
            words = [token.text for token in observed.text.tokens[first:last]][:4]
            now = (
                words[:1] in (["now"], ["please"], ["but"])
                and set(words[1:3]) & self._moves.words["after_now"]
            )
            if words and (words[0] in self._moves.words["openers"] or now):
                return observed.text.tokens[first].start
        return 0

    def _read(self, observed: Observed, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
        scenario = read_scenario(observed, self._effective, self._billable)
        matches = self._topics.find(observed.text)
        followed = self._followed(observed, scenario, matches, state)
        if followed is not None and missing_of(followed.asked) and rule_answers(observed.text, matches):
            followed = None
        after = {**state, "dripping": self._drips(observed, scenario, state, followed)}
        if scenario.base_rate is not None:
            after["base_rate"] = str(scenario.base_rate)
        if followed is None:
            return self._reading(observed, scenario, (), matches), after
        described = self._rated(followed.asked, after)
        reading = self._reading(observed, scenario, described, matches, followed.rule)
        return reading, with_scenario(after, self._rated(followed.described, after))

    @property
    def topics(self) -> Topics:
        return self._topics

    def asked(self, message: str, meaning: Meaning) -> tuple[TopicMatch, ...]:
        """The topics of a message, with what sentence vectors tell where words leave them open."""
        return self._topics.find(self._lexicon.read(message), meaning, calls=False)

    def _followed(
        self,
        observed: Observed,
        scenario: Scenario,
        matches: tuple[TopicMatch, ...],
        state: Mapping[str, Any],
    ) -> Followed | None:
        """The calls the message is about, in the light of those told before; None: it asks something else."""
        counted = len(observed.text.tokens) < LONG and sum(d.count for d in scenario.described) > 1
        priced = counted and any(m.concept == "how_much" for m in observed.mentions)
        if not priced and asks_rule(observed.text, self._topics.last_asked(observed.text)):
            return None
        before = scenario_of(state)
        if not before:
            if asks_price(scenario, observed, matches) or (scenario.told and not matches):
                return Followed(scenario.described, scenario.described, "first")
            turn = Turn(observed, scenario, frozenset(), (), self._effective)
            if (
                scenario.told and _states(turn) and not _asked_otherwise(observed, matches)
            ):  # remembered; what is asked about it comes next
                complete = scenario.described if turn.complete else ()
                return Followed(scenario.described, complete, "told")
            return None
        turn = _answered(self._turn(observed, scenario, state))
        replied = missing_of(before) is not None and turn.scenario.told and _states(turn)
        if not replied and not self._continues(turn, matches, turn.dripping):
            return None
        return follow(turn)

    def _turn(self, observed: Observed, scenario: Scenario, state: Mapping[str, Any]) -> Turn:
        return Turn(
            observed,
            scenario,
            self._moves.of(observed.text),
            numbers.find(observed.text),
            self._effective,
            scenario_of(state),
            history_of(state),
            bool(state.get("dripping")),
            self._moves.words,
        )

    def _continues(self, turn: Turn, matches: tuple[TopicMatch, ...], dripping: bool) -> bool:
        """Whether a message after others is about calls, rather than a question of its own."""
        mentions = turn.observed.mentions
        amount = any(m.concept == "how_much" for m in mentions)
        asks = any(token.text == "?" for token in turn.observed.text.tokens)
        changing = bool(turn.moves & {"what_if", "correct"})
        weak = (
            _WEAK
            if turn.scenario.base_rate is not None or "total" in turn.moves
            else _WEAK - {"open.base_rates"}
        )
        strong = [m for m in matches if m.score >= STRONG and m.key not in weak and m.key not in _PRICED]
        strong += [m for m in matches if m.key == "contact" and m.score > SURE]
        if ("fresh" in turn.moves and turn.scenario.told) or ("pushback" in turn.moves and turn.asks_price):
            return True
        if any(m.kind in ("not_covered", "contact") and m.score >= SURE for m in strong) and not amount:
            return False
        if (
            any(m.concept == "general" for m in mentions)
            and matches
            and (asks or not dripping)
            and not changing
        ):
            return False
        lists = [m for m in matches if m.key in _LISTS and m.score >= STRONG]
        if lists and lists[0].rule and not changing and not turn.complete:
            return False
        if turn.scenario.told and (asks_price(turn.scenario, turn.observed, matches) or dripping or changing):
            return True
        if any(m.kind == "smalltalk" for m in matches) and not (turn.moves & _EDITS or turn.asks_price):
            return False
        if strong and strong[0].kind == "hostile":
            return turn.asks_price or "ask_again" in turn.moves
        if turn.scenario.base_rate is not None or turn.moves & _EDITS or turn.scenario.when:
            return not (strong and strong[0].rule and strong[0].score >= SURE and not turn.asks_price)
        if strong:
            aside = _asked_otherwise(turn.observed, tuple(strong))
            return turn.asks_price and not aside and not strong[0].rule
        return True

    def _drips(
        self, observed: Observed, scenario: Scenario, state: Mapping[str, Any], followed: Followed | None
    ) -> bool:
        """Whether calls are being told bit by bit: nothing has been asked yet."""
        if any(m.concept == "price_ask" for m in observed.mentions) or scenario.claims:
            return False
        return scenario.told or bool(state.get("dripping")) or followed is not None

    def _rated(self, described: tuple[Described, ...], state: Mapping[str, Any]) -> tuple[Described, ...]:
        """With the base rate told before, where none is told with the calls."""
        rate = base_rate_of(state)
        if rate is None:
            return described
        return tuple(d if d.base_rate is not None else replace(d, base_rate=rate) for d in described)

    def _call(self, described: Described) -> Call:
        """The call; of alternatives that cost the same it doesn't matter which took place."""
        call, found = described.call(), described.deduced()
        prices = {self._billable[key] for key in found.unknown}
        if not found.either or described.doubt or len(prices) != 1:
            return call
        certain = min(call.unknown, key=INTERACTIONS.index)
        return replace(call, interactions=call.interactions | {certain}, unknown=call.unknown - {certain})

    def _reading(
        self,
        observed: Observed,
        scenario: Scenario,
        described: tuple[Described, ...],
        matches: tuple[TopicMatch, ...],
        rule: str = "",
    ) -> Reading:
        asked = "price" if described else matches[0].kind if matches else "unclear"
        return Reading(
            message=observed.text.message,
            asked=asked,
            topics=tuple(match.key for match in matches),
            status=next((match.status for match in matches if match.status), None),
            extra={"matches": matches},
            calls=tuple(self._call(entry) for entry in described),
            claims=scenario.claims,
            missing=missing_of(described),
            observations=tuple(as_observation(mention, observed.text) for mention in observed.mentions),
            deductions=(*([Deduction("turn", rule)] if rule else []), *steps_of(described)),
        )


def _joined(message: str, cut: int, first: Reading, second: Reading) -> Reading:
    """The reading of a message whose second part takes back some of the first."""
    moved = tuple(replace(seen, start=seen.start + cut, end=seen.end + cut) for seen in second.observations)
    told = second if second.calls else first
    return replace(
        told,
        message=message,
        claims=second.claims or first.claims,
        observations=(*first.observations, *moved),
        deductions=(*first.deductions, *second.deductions),
    )


# Topics that are asked for themselves, whatever calls are told of.
_EDITS = frozenset(
    "what_if correct remove merge split undo total same_again unknown_still smith_short own_short nobody_short".split()
)
_LISTS = frozenset({"billable", "non_billable", "interactions"})
_WEAK = frozenset(
    {"open.unlisted", "open.base_rates", "contact", "remainder", "open.waiting", "open.reports"}
)
_PRICED = frozenset(
    {
        "amount",
        "base_rate",
        "duration",
        "per_call",
        "number_of_interactions",
        "billable",
    }
)
_ABOUT = ("define.", "compare", "controls", "contact", "who_agents", "open.")
_WHO = frozenset({"smith", "own", "someone", "alone", "no_human", "ai_booked"})
_WHY = frozenset(
    {"asked", "failure", "outage", "verified", "playbook", "agent_booked", "non_integrated", "new"}
)
STRONG = 3.0


def _states(turn: Turn) -> bool:
    """Whether the message tells and asks nothing."""
    words = [token.text for token in turn.observed.text.tokens]
    return not turn.asks_price and "?" not in words and not set(words[:2]) & _ASKING


_ASKING = frozenset(
    "what how when where which who whose why does do did is are can could will would should tell explain define list"
    " describe name give show whats hows meaning".split()
)


def _answered(turn: Turn) -> Turn:
    """A short reply ("ours", "the Smith one", "nobody") as the fact it tells."""
    if turn.scenario.told or len(turn.observed.text.tokens) > 9:
        return turn
    for move, concept in (("own_short", "own"), ("smith_short", "smith"), ("nobody_short", "no_human")):
        if move in turn.moves:
            described = Described({concept: "yes"}, evidence=(turn.observed.text.message.strip(),))
            return replace(turn, scenario=replace(turn.scenario, described=(described,), told=True))
    return turn


def asks_price(scenario: Scenario, observed: Observed, matches: tuple[TopicMatch, ...]) -> bool:
    """Whether the message describes calls to be priced, rather than asking about the article."""
    concepts = {m.concept: m.polarity for m in observed.mentions}
    if not scenario.told or "price_aside" in concepts:
        return False
    several = len(scenario.described) > 1 or any(described.count > 1 for described in scenario.described)
    complete = several or bool(concepts.keys() & _WHO and concepts.keys() & _WHY)
    complete = complete or bool(concepts.keys() & {"alone", "no_human", "ai_booked", "own"})
    wanted = "price_ask" in concepts or bool(scenario.claims)
    told = _past(observed) or several
    if _asked_otherwise(observed, matches, concrete=several or _past(observed)):
        return False
    if any(match.kind == "hostile" for match in matches) and not (complete and told):
        return False
    if complete or (wanted and matches and matches[0].key.startswith("price.")):
        return wanted or told or not matches
    return (wanted and told) or not any(
        match.rule and match.kind != "smalltalk" and match.key != UNLISTED for match in matches
    )


def _asked_otherwise(observed: Observed, matches: tuple[TopicMatch, ...], concrete: bool = False) -> bool:
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
    return bool(matches) and _asks_rule(observed, matches[0])


SURE = 3.3


def _asks_rule(observed: Observed, top: TopicMatch) -> bool:
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
    if any(m.concept == "how_much" and m.first >= first for m in observed.mentions):
        return False
    words = [token.text for token in tokens[first:last]]
    return not (_POINTING & set(words)) and not any(token.kind == "number" for token in tokens[first:last])


_POINTING = frozenset({"here", "these", "those", "this", "him", "her", "she", "he", "them", "both", "two"})


def _past(observed: Observed) -> bool:
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


def vocabulary(folder: Path) -> Iterable[str]:
    """Every word of the language's files: what typos are corrected to."""
    for path in sorted(folder.glob("*.toml")):
        if path.name != "spelling.toml":
            yield from _words(tomllib.loads(path.read_text(encoding="utf-8")))


def _words(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield from (word for word in value.replace("|", " ").replace("?", " ").split() if word.isalpha())
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _words(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _words(entry)
