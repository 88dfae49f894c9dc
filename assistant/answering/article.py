"""What a message asks → an answer from the article: a short direct statement and the passage it rests on.

Also the answers that aren't from the article: what it leaves open, how to reach a person, smalltalk, and
requests that are declined.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.citations import Sources
from assistant.answering.statements import Statement, Statements, price_quotes, quotes_of
from assistant.content import Knowledge
from assistant.reading.topic import COMPARE, DEFINE, NOT_EVERY, OPEN, PRICE, TopicMatch
from assistant.types import Answer, Claim, Clarification, InteractionRule, Kind, Quote


def compose_article(
    matches: Sequence[TopicMatch],
    knowledge: Knowledge,
    statements: Statements,
    *,
    claims: Sequence[Claim] = (),
    status: str | None = None,
) -> Answer:
    """The answer to what `matches` (of `Topics.find`, best first) ask.

    `claims` are amounts the writer takes for the charge: a wrong one turns the answer into a "No".  `status` is
    "client" or "prospect" when the conversation told.  No match → an answer that asks what is wanted.
    """
    return _Composer(knowledge, statements, claims, status or _status(matches)).answer(matches)


def _status(matches: Sequence[TopicMatch]) -> str | None:
    return next((match.status for match in matches if match.status), None)


class _Composer:
    def __init__(
        self, knowledge: Knowledge, statements: Statements, claims: Sequence[Claim], status: str | None
    ) -> None:
        self._policy = knowledge.policy
        self._statements = statements
        self._claims = claims
        self._status = status
        self._sources = Sources(knowledge.articles)
        self._shown: set[Quote] = set()
        self._next: list[str] = []
        self._figures = {**self._policy.placeholders, "nothing": f"${Decimal(0):.2f}"}

    def answer(self, matches: Sequence[TopicMatch]) -> Answer:
        asked = [match for match in matches if match.kind != "hostile"]
        hostile = len(asked) < len(matches)
        if not asked:
            return self._refused() if hostile else self._unclear()
        if asked[0].kind == "smalltalk":
            return self._smalltalk(asked[0]) if not hostile else self._refused()
        parts = [self._part(match, hostile) for match in _in_order(asked)]
        kinds = {match.kind for match in asked}
        if "not_covered" in kinds:
            parts.append(self._channels("channels", None if self._status != "client" else self._status))
        kind: Kind = "not_covered" if asked[0].kind == "not_covered" else "article"
        return self._finished(kind, [part for part in parts if part])

    # ---------------------------------------------------------------- kinds of answers

    def _finished(
        self, kind: Kind, parts: Sequence[str], clarification: Clarification | None = None
    ) -> Answer:
        return Answer(
            kind=kind,
            text="\n\n".join(parts),
            citations=self._sources.citations,
            clarification=clarification,
            suggestions=tuple(dict.fromkeys(self._next))[:3],
            drifted=self._sources.drifted,
        )

    def _smalltalk(self, match: TopicMatch) -> Answer:
        self._next.extend(self._statements.offers("smalltalk"))
        return self._finished("smalltalk", [self._statements.says("smalltalk", match.key.partition(".")[2])])

    def _refused(self) -> Answer:
        self._next.extend(self._statements.offers("hostile"))
        return self._finished(
            "not_covered",
            [self._statements.says("hostile", "statement"), self._channels("channels", self._status)],
        )

    def _unclear(self) -> Answer:
        say = self._statements.manners["unclear"]
        options = tuple(str(option) for option in say["options"])  # type: ignore[attr-defined]
        clarification = Clarification(str(say["question"]), options)
        return self._finished("clarify", [str(say["statement"]), clarification.question], clarification)

    def _channels(self, group: str, status: str | None) -> str:
        contacts = self._policy.contacts
        values = {contact.key: contact.value for contact in contacts}
        quotes = [c.quote for c in contacts if status in (None, c.status)]
        sentence = self._statements.says(group, status or "both").format(**values)
        return sentence + self._sources.marks(quotes)

    # ---------------------------------------------------------------- one topic

    def _part(self, match: TopicMatch, hostile: bool) -> str:
        key = match.key
        if match.kind == "not_covered":
            return self._left_open(key.removeprefix(OPEN), match)
        if match.kind == "contact":
            self._next.extend(self._statements.offers("contact"))
            return self._channels("contact", self._status)
        lead = "" if hostile else self._lead(match)
        if key == COMPARE and len(match.subjects) > 1:
            return self._compare(match, lead)
        if key == COMPARE:  # one side only is known by a name of the article
            return self._stated(self._statements.topics[NOT_EVERY], lead)
        head, _, interaction = key.partition(".")
        if head + "." in (PRICE, DEFINE):
            rule = self._policy.interactions[interaction]
            return self._price([rule], lead) if head + "." == PRICE else self._define(rule)
        return self._stated(self._statements.topics[key], lead)

    def _lead(self, match: TopicMatch) -> str:
        """ "Yes." or "No." where the question is one of those; a wrong amount in it is denied."""
        polarity = match.polarity
        claimed = {claim.amount for claim in self._claims if claim.words and claim.words in match.asked}
        if match.yes_no and claimed and not claimed & {Decimal(0), *(r.amount for r in self._policy.rates)}:
            polarity = "no"
        return self._statements.says("lead", polarity) + " " if polarity else ""

    def _stated(self, statement: Statement, lead: str) -> str:
        self._next.extend(statement.follow_up)
        text = statement.text.format_map(self._figures)
        return self._with_passages(lead + text, statement.quotes)

    def _left_open(self, key: str, match: TopicMatch) -> str:
        sentences, name = self._statements.open_sentence, self._statements.open_names.get(key)
        if name:
            return sentences["sentence"].format(name=name) + self._beside(key)
        words = ", ".join(f"“{word}”" for word in match.unknown)
        return sentences["about"].format(words=words) if words else sentences["unlisted"]

    def _beside(self, key: str) -> str:
        """The nearest thing that the article does say; "" for none."""
        nearest = self._statements.topics.get(self._statements.beside.get(key, ""))
        if nearest is None:
            return ""
        text = self._stated(nearest, "")
        return "\n\n" + self._statements.open_sentence["beside"].format(statement=text)

    def _define(self, rule: InteractionRule) -> str:
        text = self._statements.definitions[rule.key].format_map(self._figures)
        quotes = quotes_of(DEFINE + rule.key, self._statements, self._policy)
        return self._with_passages(text, quotes)

    def _price(self, rules: Sequence[InteractionRule], lead: str) -> str:
        billable = [rule for rule in rules if rule.billable]
        free = [rule for rule in rules if not rule.billable]
        key = _price_key(billable, free)
        values = {
            **self._figures,
            "name": rules[0].name,
            "names": _joined(rules),
            "billable": _joined(billable),
            "free": _joined(free),
        }
        text = self._statements.prices[key].format_map(values)
        return self._with_passages(
            lead + text[:1].upper() + text[1:], price_quotes(rules, self._statements, self._policy)
        )

    def _compare(self, match: TopicMatch, lead: str) -> str:
        rules = [self._policy.interactions[key] for key in match.subjects]
        lines = [self._price(rules, lead)]
        for rule in rules:
            text = self._statements.definitions[rule.key].format_map(self._figures)
            lines.append(f"- {text}{self._sources.marks([rule.definition])}")
        return "\n".join([lines[0], "", *lines[1:]])

    def _with_passages(self, text: str, quotes: Sequence[Quote]) -> str:
        return with_passages(text, quotes, self._sources, self._shown)


def with_passages(text: str, quotes: Sequence[Quote], sources: Sources, shown: set[Quote]) -> str:
    """The sentence with its markers, and beneath it the passages that weren't shown yet."""
    known = [quote for quote in quotes if quote.confirmed]
    lines = [_marked(text, sources.marks(quotes))]
    for quote in known:
        if quote not in shown:
            shown.add(quote)
            lines.append("> " + quote.text.replace("\n", "\n> ") + sources.marks([quote]))
    return "\n\n".join(lines)


def _marked(text: str, marks: str) -> str:
    """The markers before the full stop that ends a sentence."""
    return text[:-1] + marks + text[-1] if text.endswith((".", "!", "。", "।")) else text + marks


def _in_order(matches: Sequence[TopicMatch]) -> list[TopicMatch]:
    return sorted(matches, key=lambda match: match.first)


def _price_key(billable: Sequence[InteractionRule], free: Sequence[InteractionRule]) -> str:
    if billable and free:
        return "some"
    several = len(billable) + len(free) > 1
    return f"all_{'billable' if billable else 'free'}" if several else "billable" if billable else "free"


def _joined(rules: Sequence[InteractionRule]) -> str:
    return ", ".join(rule.label for rule in rules)
