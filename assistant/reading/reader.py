"""The embedded reading: no model, no network, the same reading of the same words every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.reading import numbers, recall
from assistant.reading.asking import (
    asked_otherwise,
    asks_price,
    only_price_asked,
    past,
    prices_pasted,
    wants_amount,
)
from assistant.reading.continuing import answered, asks_nothing_of_calls, continues, goes_back, plain_edit
from assistant.reading.idle import idle
from assistant.reading.language import ENGLISH, Languages
from assistant.reading.learned import Meaning
from assistant.reading.numbers import Quantity
from assistant.reading.observe import Observed, Observer, as_observation
from assistant.reading.parts import is_part
from assistant.reading.patterns import Match
from assistant.reading.pointing import asked_about
from assistant.reading.precedents import Precedents
from assistant.reading.rejoined import joined_by, opened, unfit
from assistant.reading.routing import LONG, asks_rule, plainly_rule, rule_answers, wants_back
from assistant.reading.scenario import Described, Scenario, missing_of, read_scenario, steps_of
from assistant.reading.state import (
    ANNOUNCED,
    announced_of,
    asked_of,
    history_of,
    scenario_of,
    to_call,
    with_rate,
    with_scenario,
)
from assistant.reading.takenback import removes, taken_back, takes_out
from assistant.reading.text import Lexicon, Text
from assistant.reading.tongues import Tongues
from assistant.reading.topic import TopicMatch
from assistant.reading.topics import Topics
from assistant.reading.turns import Followed, Moves, Turn, numbers_of, singled_out
from assistant.reading.wordlist import Vocabulary
from assistant.types import Deduction, Policy, Reading

WEAK = 3.0  # a topic with a lower score may not be what is asked


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
        self._precedents = Precedents(folder, self._billable)
        self._moves = Moves.load(folder)
        self._lexicon = Lexicon.load(folder, Vocabulary(folder))
        self._last: Text | None = None

    def read(self, message: str, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
        """The reading of a message in a conversation, and the state after it."""
        language = self._tongues.language(message, self._languages.detect(message), state)
        if language != ENGLISH:
            return self._tongues.read(message, language, state)
        text = self._text(message)
        named = self._named(text, state)
        if named:
            reading, after = self._read(self._observer.observe(self._lexicon.read(named)), state)
            return replace(reading, message=message), after
        cut = taken_back(text, self._moves.words)
        if cut:
            first, between = self.read(message[:cut], state)
            if first.calls:
                second, after = self.read(message[cut:], {**between, "dripping": True})
                correction = self._text(message[cut:])
                out = takes_out(correction, self._moves.words)
                joined = joined_by(message, cut, first, second, out)
                removing = out or removes(self._moves.of(correction))
                most = unfit(joined, first, correction, removing)
                if not most:
                    return joined, after
                whole, state_after = self._read(self._observer.observe(text), state)
                if sum(call.calls for call in whole.calls) == most:
                    return whole, state_after
                return opened(joined), after
        return self._read(self._observer.observe(text), state)

    def _named(self, text: Text, state: Mapping[str, Any]) -> str:
        """The message with the kinds named that it points at in the list answered last; "" for none."""
        if not recall.lists_kinds(state):
            return ""
        observed = self._observer.observe(text)
        return recall.with_names(
            observed, self._moves.of(text), self._billable, state, self._moves.kind_names
        )

    def _read(self, observed: Observed, state: Mapping[str, Any]) -> tuple[Reading, dict[str, Any]]:
        moves, quantities = self._moves.of(observed.text), numbers.find(observed.text)
        observed = recall.recalled(observed, moves, state, self._moves.words["got"])
        scenario = self._scenario(observed, quantities, state)
        scenario = recall.on_that_day(scenario, moves, quantities, self._effective, state)
        matches = self._topics.find(observed.text)
        each = recall.of_each(scenario, moves, quantities, self._billable, state)
        turn = answered(self._turn(observed, scenario, moves, quantities, state))
        followed = Followed(each, each, "first.each") if each else self._followed(turn, matches)
        if followed is not None and missing_of(followed.asked):
            followed = None if self._rule_answers(turn, matches) else followed
        followed = followed or self._alike(turn, matches)
        after = {**state, "dripping": self._drips(observed, scenario, state, followed)}
        if scenario.base_rate is not None:
            after["base_rate"] = str(scenario.base_rate)
        if followed is None and not turn.before:
            after[ANNOUNCED] = recall.announced(turn) or announced_of(state)
        after[recall.TOPIC] = recall.topic_of(matches[0].key, moves) if matches and followed is None else ""
        if followed is None:
            return self._reading(observed, scenario, (), matches), after
        after["rule"], after["asked"] = followed.rule, singled_out(followed)
        described = with_rate(followed.asked, after)
        reading = self._reading(observed, scenario, described, matches, followed.rule)
        return reading, with_scenario(after, with_rate(followed.described, after))

    def _scenario(
        self, observed: Observed, quantities: Sequence[Quantity], state: Mapping[str, Any]
    ) -> Scenario:
        """The calls of the message, in the light of the numbers told before."""
        whole = announced_of(state)
        known = whole if any(is_part(q) for q in quantities) else 0
        before = numbers_of(scenario_of(state)) or ((whole,) if whole else ())

        def read(told: Observed) -> Scenario:
            return read_scenario(told, self._effective, self._billable, known, before)

        def reread(message: str) -> Scenario:
            return read(self._observer.observe(self._lexicon.read(message)))

        scenario = recall.of_all(read(observed), quantities, whole)
        if idle(observed, quantities, scenario, reread):
            return replace(scenario, described=tuple(entry.doubted() for entry in scenario.described))
        one_of_several = scenario.parted and len(scenario.described) == 1  # the others' words aren't its own
        if scenario_of(state) or one_of_several:
            return scenario
        return self._precedents.settled(observed, scenario)

    @property
    def topics(self) -> Topics:
        return self._topics

    def asked(self, message: str, meaning: Meaning) -> tuple[TopicMatch, ...]:
        """The topics of a message, with what sentence vectors tell where words leave them open."""
        return self._topics.find(self._text(message), meaning)

    def _text(self, message: str) -> Text:
        """The message as tokens; the last one is kept, as an answer asks for it once more."""
        last = self._last
        if last is None or last.message != message:
            last = self._last = self._lexicon.read(message)
        return last

    def _rule_answers(self, turn: Turn, matches: tuple[TopicMatch, ...]) -> bool:
        """Whether a rule answers a message in which a fact is missing."""
        text, last = turn.observed.text, self._topics.last_asked(turn.observed.text)
        if rule_answers(text, matches, last) or (last is not None and wants_back(turn.observed, last)):
            return True
        return bool(matches) and not turn.before and len(turn.new) < 2 and self._topics.of_pricing(text)

    def _followed(self, turn: Turn, matches: tuple[TopicMatch, ...]) -> Followed | None:
        """The calls the message is about, in the light of those told before; None: it asks something else."""
        observed, scenario = turn.observed, turn.scenario
        if not turn.before and scenario.told and only_price_asked(observed, turn.words):
            return Followed(scenario.described, asked_about(turn), "first")
        if plain := plain_edit(turn):
            return plain
        if self._asks_rule(turn) or self._aside(turn):
            return None
        if turn.before:
            from assistant.reading.follow import follow  # a first message starts without it

            replied = missing_of(turn.before) is not None and turn.told and turn.states
            return follow(turn) if replied or continues(turn, matches) else None
        last = self._topics.last_asked(observed.text)
        if asks_price(scenario, observed, matches, last) or (scenario.told and not matches):
            return Followed(scenario.described, asked_about(turn), "first")
        story = (turn.complete or sum(d.count for d in turn.new) > 1) and past(observed)
        story = story or turn.left_open
        if scenario.told and turn.states and (story or not asked_otherwise(observed, matches)):
            complete = scenario.described if turn.complete else ()
            return Followed(scenario.described, complete, "told")  # remembered; what is asked comes next
        return None

    def _aside(self, turn: Turn) -> bool:
        """Whether a short message is as good as sure to ask for something else than what calls cost."""
        text = turn.observed.text
        if turn.scenario.base_rate is not None or (turn.before and not asks_nothing_of_calls(turn)):
            return False
        counted = sum(d.count for d in turn.new) > 1
        if self._topics.leaves_open(text):
            return not counted or self._topics.asks(text)
        asked = any(m.concept == "how_much" for m in turn.observed.mentions)
        story = turn.complete and past(turn.observed)
        return not (counted or asked or story) and self._topics.unpriced(text)

    def _alike(self, turn: Turn, matches: Sequence[TopicMatch]) -> Followed | None:
        """The calls of a first message that seems to ask for no price, but is like those that do."""
        strong = bool(matches) and matches[0].score >= WEAK
        if turn.before or strong or self._topics.leaves_open(turn.observed.text):
            return None
        alike = self._precedents.untold(turn.observed)
        described = turn.scenario.described or ((alike,) if alike else ())
        return Followed(described, described, "first.examples") if alike else None

    def _asks_rule(self, turn: Turn) -> bool:
        """Whether the question put last is one about a rule, whatever calls are told of."""
        some = turn.told and any(is_part(q) for q in turn.quantities)
        if turn.before and (some or goes_back(turn)):
            return False  # about the calls told before; `continues` looks at it more closely
        last = self._topics.last_asked(turn.observed.text)
        told = turn.states and turn.complete
        if last is not None and plainly_rule(turn.observed.text, last) and (last.requested or not told):
            return True
        short = len(turn.observed.text.tokens) < LONG
        counted = short and sum(d.count for d in turn.new) > 1
        story = short and turn.complete and past(turn.observed)
        summed = "total" in turn.moves or any(m.concept == "how_much" for m in turn.observed.mentions)
        if (counted or story) and summed:
            return False
        if (story and turn.states) or prices_pasted(turn.scenario, turn.observed):
            return False
        if last is not None and turn.complete and past(turn.observed) and wants_amount(turn.observed, last):
            return False
        return asks_rule(turn.observed, last)

    def _turn(
        self,
        observed: Observed,
        scenario: Scenario,
        moves: Sequence[Match],
        quantities: tuple[Quantity, ...],
        state: Mapping[str, Any],
    ) -> Turn:
        return Turn(
            observed,
            scenario,
            frozenset(match.concept for match in moves),
            quantities,
            self._effective,
            scenario_of(state),
            history_of(state),
            bool(state.get("dripping")),
            str(state.get("rule", "")),
            asked_of(state),
            matches=tuple(moves),
            billable=self._billable,
            read=self._by_itself,
            language=self._moves,
        )

    def _by_itself(self, message: str) -> Scenario:
        """The calls of a message that follows on nothing."""
        told = self._observer.observe(self._lexicon.read(message))
        return read_scenario(told, self._effective, self._billable)

    def _drips(
        self, observed: Observed, scenario: Scenario, state: Mapping[str, Any], followed: Followed | None
    ) -> bool:
        """Whether calls are being told bit by bit: nothing has been asked yet."""
        if any(m.concept == "price_ask" for m in observed.mentions) or scenario.claims:
            return False
        return scenario.told or bool(state.get("dripping")) or followed is not None

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
            calls=tuple(to_call(entry, self._billable) for entry in described),
            claims=scenario.claims,
            missing=missing_of(described),
            observations=tuple(as_observation(mention, observed.text) for mention in observed.mentions),
            deductions=(*([Deduction("turn", rule)] if rule else []), *steps_of(described)),
        )
