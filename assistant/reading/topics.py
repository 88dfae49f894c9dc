"""What a message asks about: topics of the article, topics the article leaves open, contact, smalltalk.

    topics = Topics.load(kb)
    topics.find(text)      # best first; () when nothing is asked that is known

A message is split into clauses; a clause that asks counts more than one that tells.  Each topic has signs,
lines of patterns that have to be found together in a clause (`kb/language/*/topics.toml`).  A clause is about
the topic with the weightiest line, and a message about the topics of the clauses that ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.content import read_toml
from assistant.reading.clauses import MARKED, REQUESTS, SHORT, Clause, Clauses, Phrases, joined, together
from assistant.reading.learned import FILE as LEARNED_FILE
from assistant.reading.learned import Features, Learned, Likely, Meaning, features, standing
from assistant.reading.patterns import PatternError, Tagged
from assistant.reading.signs import Found, Held, Signs
from assistant.reading.text import WORD, Text
from assistant.reading.topic import (
    CALLS,
    COMPARE,
    HOSTILE,
    OPEN,
    PAID,
    PRICE,
    SMALLTALK,
    UNLISTED,
    TopicMatch,
    sets_of,
)
from assistant.reading.topic_choice import (
    ENOUGH,
    SURE_ENOUGH,
    SURE_RULE,
    adds,
    chosen_of,
    maybe_calls,
    with_group,
)
from assistant.reading.topic_context import backed, bare, points_to_names, referred
from assistant.reading.topic_likely import left_open, of_pricing, pooled, priced, unnamed, unpriced
from assistant.reading.topic_view import View, inside, score, spread, words_in
from assistant.types import INTERACTIONS, AssistantError

FILES = ("topics.toml", "outside.toml")

SAYINGS = ("requests", "reports", "hints", "verdicts", "concrete")  # phrases; the other lists are words
ASKS_RULE, ASKS_CALLS = 1.8, 1.8  # what a question has to weigh to be the one that is put
LEARNT_BESIDE_SURE = 7.0  # … where a line is as good as sure
LEARNT = 14.0  # what certainty by what was learnt weighs beside the lines
LEARNT_SCORE, BY_CHANCE = 1.7, 0.9  # and the score it gives where no line does
LONG = 40  # tokens; in a longer message a question may say nothing by itself
LIKELY = 0.05  # a smaller share says nothing
SURE = 3.5  # what lines have to weigh for meaning not to be asked
PARTING = frozenset({"smalltalk.thanks", "smalltalk.bye"})
SAID_OUTRIGHT, POLITE = 2.0, 4  # a question of more than 4 words isn't a greeting, even if one stands in it


class BadTopics(AssistantError):
    """kb/language holds topics that can't be read."""


class Topics:
    """The topics of one language.  Build with `Topics.load`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        words: dict[str, Sequence[str]] = {**data["words"], **data["subjects"]}
        words |= {f"yes.{key}": phrases for key, phrases in data["yes"].items()}
        words |= {f"no.{key}": phrases for key, phrases in data["no"].items()}
        words |= {f"clause.{key}": data["clauses"][key] for key in SAYINGS}
        words = {key: phrases for key, phrases in words.items() if phrases}
        lines: dict[str, list[str]] = {topic: list(signs) for topic, signs in data["topics"].items()}
        for topic, signs in data["signs"].items():
            lines.setdefault(topic, []).extend(signs)
        for topic in data["subjects"]:
            lines.setdefault(OPEN + topic, [f"3 <{topic}>"])
        mentions = {
            f":{key}": patterns for part in ("mentions", "shapes") for key, patterns in data[part].items()
        }
        self._signs = Signs(lines, mentions, words, sets_of())
        self._learned: Learned | None = None
        self._seen: View | None = None
        self._clauses = Clauses(data["clauses"])
        families = data["families"]
        self._world = frozenset(
            word for phrases in data["words"].values() for phrase in phrases for word in phrase.split()
        )
        self._world |= frozenset(word for words in data["clauses"].values() for word in words)
        self._world |= frozenset(" ".join(data["known"]["words"]).split())
        self._ordinals: Mapping[str, int] = data["ordinals"]
        self._families = {topic: name for name, topics in families.items() for topic in topics}

    @classmethod
    def load(cls, kb: Path, language: str = "en") -> Topics:
        """From `kb/language/<language>`.  Raises BadTopics when the files can't be read."""
        folder = kb / "language" / language
        data: dict[str, Any] = {}
        for name in FILES:
            table, unreadable = read_toml(folder / name, kb)
            if unreadable:
                raise BadTopics(f"{unreadable[0].file} {unreadable[0].message}; run `assistant check`")
            data |= table
        try:
            topics = cls(data)
            if (folder / LEARNED_FILE).is_file():
                topics._learned = Learned.load(folder)
            return topics
        except (PatternError, KeyError) as error:
            raise BadTopics(f"topics of {folder}: {error}; run `assistant check`") from error

    @property
    def model(self) -> str | None:
        """The embedding model whose vectors `find` can use; None: none."""
        return self._learned.model if self._learned else None

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the classes and patterns: what typos are corrected to."""
        return self._signs.vocabulary

    def find(
        self, text: Text, meaning: Meaning | None = None, *, calls: bool = True
    ) -> tuple[TopicMatch, ...]:
        """The topics asked about, best first.  `meaning` gives the sentence vector of words, from the embedding
        model that the weights were learnt on; it settles what words alone leave open.  Clauses that ask what
        calls cost are left out, unless it is known (`calls` false) that none are told of."""
        view = self._view(text, meaning, calls)
        own = {clause: self._of_clause(view, clause) for clause in view.clauses}
        matches = [match for found in own.values() for match in found]
        for group in joined(view.clauses, text):
            for match in self._best(view, together(group), group):
                matches = with_group(matches, own, group, match)
        chosen = chosen_of(matches, self._families)
        if chosen and (chosen[0].score >= SURE_ENOUGH or not calls or not maybe_calls(view)):
            return chosen
        about_calls = any(match.key == CALLS and match.score >= ENOUGH for match in matches)
        return () if about_calls or chosen else self._unlisted(view)

    def last_asked(self, text: Text) -> TopicMatch | None:
        """What the last question of a message asks; `key` is CALLS when it is what calls cost."""
        view = self._view(text, None, True)
        last: TopicMatch | None = None
        for clause in view.clauses:
            if clause.asks and clause.weight >= REQUESTS:
                for match in self._of_clause(view, clause):
                    enough = ASKS_CALLS if match.key == CALLS else ASKS_RULE
                    if match.kind not in ("smalltalk", "hostile") and match.score >= enough:
                        last = last if last and adds(view, match, clause, last) else match
                        break
        return last

    def leaves_open(self, text: Text) -> bool:
        """Whether a short message is as good as sure to ask for what the article doesn't tell."""
        return left_open(self._view(text, None, True))

    def unpriced(self, text: Text) -> bool:
        """Whether a short message is as good as sure to ask for what has no price in it."""
        return unpriced(self._view(text, None, True))

    def asks(self, text: Text) -> bool:
        """Whether anything in it is a question or a request."""
        return any(clause.asks for clause in self._view(text, None, True).clauses)

    def of_pricing(self, text: Text) -> bool:
        """Whether a short message is as good as sure to ask how calls are priced in general."""
        return of_pricing(self._view(text, None, True))

    def features(self, text: Text) -> Features:
        """What stands in a whole text, as the learnt weights see it."""
        tagged = self._signs.tag(text)
        return features(standing(tagged, self._signs.find(tagged), 0, len(text.tokens)))

    def status(self, tagged: Tagged) -> str | None:
        """Whether the writer is a "client" or a "prospect", as far as the message says."""
        if "prospect_self" in tagged.ends:
            return "prospect"
        return "client" if "client_self" in tagged.ends else None

    def _view(self, text: Text, meaning: Meaning | None, calls: bool) -> View:
        """A text with all that was found in it; the last one is kept, as a reader asks of it more than once."""
        seen = self._seen
        if seen is not None and seen.text is text:
            if meaning is None and seen.calls == calls:
                return seen
            likely = seen.likely.with_meaning(meaning) if seen.likely else None
            return replace(seen, likely=likely, calls=calls, best={})
        tagged = self._signs.tag(text)
        phrases = Phrases(
            tagged.spans("clause.requests"),
            tagged.spans("clause.reports"),
            tagged.spans("clause.hints"),
            tagged.spans("disclaim"),
            tagged.spans("clause.verdicts"),
        )
        found = self._signs.find(tagged)
        clauses = tuple(self._clauses.split(text, phrases))
        several = sum(clause.asks and not clause.hints and not clause.points for clause in clauses) > 1
        likely = Likely(self._learned, tagged, found, meaning, several) if self._learned else None
        view = View(text, tagged, found, likely, calls, clauses, frozenset(clauses))
        if meaning is None:
            self._seen = view
        return view

    def _of_clause(self, view: View, clause: Clause) -> list[TopicMatch]:
        if clause not in view.best:
            whole = backed(view, clause) if self._says_nothing(view, clause) else None
            view.best[clause] = self._best(view, whole or clause, ())
        return view.best[clause]

    def _says_nothing(self, view: View, clause: Clause) -> bool:
        """Whether a question of a long message is about what the clause before it says."""
        if len(view.text.tokens) < LONG or not bare(view, clause):
            return False
        spoken = frozenset(self._means(view, clause))
        return not any(self._signs.holding(view.found, spoken, clause.first, clause.last))

    def _best(self, view: View, clause: Clause, parts: Sequence[Clause]) -> list[TopicMatch]:
        """The topic of one clause; beside an attack, what else it asks.  Clauses taken together (`parts`) must
        hold the evidence together."""
        spoken = self._means(view, clause)
        held: dict[str, list[Held]] = {}
        for hold in self._signs.holding(view.found, frozenset(spoken), clause.first, clause.last):
            if not parts or spread(hold, parts):
                held.setdefault(hold.sign.topic, []).append(hold)
        scores = {topic: score(holds) for topic, holds in held.items()}
        likely = self._likely(view, clause, scores) if clause.asks or not parts else {}
        if not spoken:
            scores.pop(COMPARE, None)
            likely = unnamed(likely, inside(view.tagged, "cost", clause))
        learnt = LEARNT if max(scores.values(), default=0.0) < SURE else LEARNT_BESIDE_SURE
        total = {key: scores.get(key, 0.0) + learnt * likely.get(key, 0.0) for key in scores.keys() | likely}
        ranked = sorted(total, key=lambda key: (-total[key], key))
        if (
            ranked
            and total[ranked[0]] < SAID_OUTRIGHT
            and clause.asks
            and words_in(view.text, clause) > POLITE
        ):
            ranked = [key for key in ranked if not key.startswith(SMALLTALK) or key in PARTING]
        if ranked and ranked[0] != HOSTILE:
            del ranked[1:]
        if HOSTILE in ranked[:1]:
            clause = replace(clause, weight=max(clause.weight, REQUESTS))
        return [
            self._match(view, clause, topic, held.get(topic, []), spoken, likely.get(topic, 0.0))
            for topic in ranked[:2]
        ]

    def _likely(self, view: View, clause: Clause, scores: Mapping[str, float]) -> dict[str, float]:
        """How likely topics are by what was learnt, for a clause that asks; {} where nothing was."""
        if view.likely is None or not (clause.asks or clause.weight >= SHORT):
            return {}
        best = max(scores, key=lambda key: scores[key], default=None)
        sure = best if best is not None and scores[best] >= SURE else None
        shares = view.likely.shares(clause.first, clause.last, sure)
        settled = sure is not None or max(scores.values(), default=0.0) >= SURE_RULE
        unpriced = not priced(view, clause)
        if not view.calls or (settled and unpriced) or (clause.context and (settled or unpriced)):
            shares.pop(CALLS, None)
        return {topic: share for topic, share in pooled(shares).items() if share >= LIKELY}

    def _match(
        self,
        view: View,
        clause: Clause,
        topic: str,
        holds: list[Held],
        spoken: tuple[str, ...],
        likely: float,
    ) -> TopicMatch:
        places = [place for hold in holds for place in hold.places]
        first = min((place[0] for place in places), default=clause.first)
        last = max((place[1] for place in places), default=clause.last)
        if topic == PRICE + "caller_escalation" and "external_transfer" in spoken:
            topic = PRICE + "external_transfer"  # "he asks for a human and gets mine"
        match = TopicMatch(
            topic,
            max(score(holds), BY_CHANCE + LEARNT_SCORE * likely) * clause.weight,
            view.text.words(first, last),
            clause.first,
            clause.last,
            rule=not inside(view.tagged, "clause.concrete", clause),
            yes_no=clause.yes_no,
            asked=view.text.words(clause.first, clause.last),
            subjects=spoken,
            unknown=self._unknown(view, clause) if topic == UNLISTED else (),
            status=self.status(view.tagged),
            marked=clause in view.own and clause.weight >= MARKED and not clause.points,
            requested=clause.asks and not clause.hints,
            priced=inside(view.tagged, "cost", clause),
        )
        return replace(match, polarity=self._polarity(match, view.tagged, clause))

    def _unlisted(self, view: View) -> tuple[TopicMatch, ...]:
        """A question that is about none of the topics."""
        asking = [clause for clause in view.clauses if clause.asks]
        return (self._match(view, asking[-1], UNLISTED, [], (), 0.0),) if asking else ()

    def _unknown(self, view: View, clause: Clause) -> tuple[str, ...]:
        """A clause's words that are neither the article's nor everybody's."""
        strange = (
            token
            for token in view.text.tokens[clause.first : clause.last]
            if token.kind == WORD and token.text.isalpha() and not {token.lemma, token.text} & self._world
        )
        return tuple(dict.fromkeys(view.text.message[token.start : token.end] for token in strange))

    def _means(self, view: View, clause: Clause) -> tuple[str, ...]:
        """The interactions that a clause speaks of, by name or by pointing to them."""
        own = self._spoken(view.found, clause)
        if own or not clause.asks or inside(view.tagged, "cost", clause):
            return own
        if not points_to_names(view, clause):
            return own
        spoken = {other: self._spoken(view.found, other) for other in view.clauses}
        return referred(view, clause, spoken, self._ordinals)

    def _spoken(self, found: Found, clause: Clause) -> tuple[str, ...]:
        """The interactions that a clause speaks of, in its order."""
        found_at = ((found.within(f":{key}", clause.first, clause.last), key) for key in INTERACTIONS)
        places = {key: place for place, key in found_at if place is not None}
        return tuple(sorted(places, key=lambda key: places[key]))

    def _polarity(self, match: TopicMatch, tagged: Tagged, clause: Clause) -> str:
        """ "yes" or "no" for a yes-or-no question whose words make plain which; "" otherwise."""
        if not clause.yes_no or clause.negated:
            return ""
        if match.key.startswith(PRICE):
            charged, free = inside(tagged, "charged", clause), inside(tagged, "free", clause)
            if charged == free:
                return ""
            return "yes" if charged == (match.key.removeprefix(PRICE) in PAID) else "no"
        yes, no = (inside(tagged, f"{way}.{match.key}", clause) for way in ("yes", "no"))
        return "" if yes == no else "yes" if yes else "no"
