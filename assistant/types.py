"""Every value that travels between the parts: frozen, slotted, with no behaviour beyond small views.

Imports nothing of ours.  Money is `Decimal` dollars, dates are `datetime.date`, offsets are character
positions in an article's stored text (`Article.text`).  JSON forms live in `assistant.contract`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

HUMAN_VERIFICATION = "human_verification"
CALLER_ESCALATION = "caller_escalation"
PLAYBOOK_HANDOFF = "playbook_handoff"
LIVE_AGENT_SCHEDULING = "live_agent_scheduling"
SYSTEM_ESCALATION = "system_escalation"
OUTAGE_FALLBACK = "outage_fallback"
EXTERNAL_TRANSFER = "external_transfer"

INTERACTIONS: tuple[str, ...] = (
    HUMAN_VERIFICATION,
    CALLER_ESCALATION,
    PLAYBOOK_HANDOFF,
    LIVE_AGENT_SCHEDULING,
    SYSTEM_ESCALATION,
    OUTAGE_FALLBACK,
    EXTERNAL_TRANSFER,
)

# What decides a line's price when no single interaction does.
AI_ONLY = "ai_only"
SEVERAL_BILLABLE = "several_billable"
SEVERAL_FREE = "several_free"
UNKNOWN = "unknown"
NOT_COVERED = "not_covered"
REASONS: tuple[str, ...] = (AI_ONLY, SEVERAL_BILLABLE, SEVERAL_FREE, UNKNOWN, NOT_COVERED)

Kind = Literal["price", "article", "clarify", "not_covered", "smalltalk", "unavailable"]
KINDS: tuple[Kind, ...] = ("price", "article", "clarify", "not_covered", "smalltalk", "unavailable")


def long_date(day: date) -> str:
    """A date as the article writes it: "January 2, 2030"."""
    return f"{day:%B} {day.day}, {day.year}"


class AssistantError(Exception):
    """Base of every error of ours; its text is one line that says what to do next."""


# ---------------------------------------------------------------- content


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of an article.  `start`/`end` are offsets into `Article.text`, heading included."""

    heading: str
    level: int
    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Article:
    """One help article.  `text` is the Markdown body (front matter removed); offsets refer to it."""

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    author: str | None = None
    created: str | None = None
    modified: str | None = None
    url: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand verbatim in an article: `article.text[start:end] == text`.

    After the article and the rules have drifted apart a quote isn't found any more; then `start` and `end`
    are -1 and `confirmed` is False.
    """

    article: str
    section: str
    text: str
    start: int
    end: int

    @property
    def confirmed(self) -> bool:
        return self.start >= 0


@dataclass(frozen=True, slots=True)
class InteractionRule:
    """What the policy says of one interaction.

    `label` is the name as used inside a sentence; `reason` is the short clause a charge line gives as its
    because; `definition` says what it is, `billing` is its own line in the article's list of (non-)billable
    ones and `lead_in` the sentence that introduces this list.
    """

    key: str
    name: str
    label: str
    billable: bool
    reason: str
    definition: Quote
    billing: Quote
    lead_in: Quote


@dataclass(frozen=True, slots=True)
class Rate:
    """The add-on's amount (dollars per call) for the calls from `effective_from` to `effective_until`, both
    days included; `effective_until` None means until further notice."""

    amount: Decimal
    currency: str
    unit: str
    effective_from: date
    effective_until: date | None
    amount_quote: Quote
    flat_quote: Quote
    effective_quote: Quote

    @property
    def amount_words(self) -> str:
        """The amount as people write it, "$2.50"; other currencies as "2.50 EUR"."""
        return f"${self.amount:.2f}" if self.currency == "USD" else f"{self.amount:.2f} {self.currency}"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the article says, as a short direct statement with the passages it rests on.

    `statement` may hold the placeholders {amount}, {date} and {since}: to say it,
    `statement.format_map(policy.placeholders)`.
    """

    key: str
    statement: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """Something clients ask that the article is known not to say."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach a person.  `status` is whom it is for: "client" or "prospect"."""

    key: str
    status: str
    label: str
    value: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Policy:
    """kb/policies: the rules, each pinned to the sentence it rests on.

    `interactions` follows the order of `INTERACTIONS`; `rates` go from oldest to newest.  `reasons` are the
    clauses for what no single interaction decides; their keys are `REASONS`.
    """

    id: str
    interactions: dict[str, InteractionRule]
    rates: tuple[Rate, ...]
    reasons: dict[str, Fact]
    facts: dict[str, Fact]
    open_topics: dict[str, OpenTopic]
    contacts: tuple[Contact, ...]

    @property
    def ai_only(self) -> Fact:
        """Nobody of Smith.ai took part: no add-on."""
        return self.reasons[AI_ONLY]

    @property
    def placeholders(self) -> dict[str, str]:
        """What statements may refer to: {amount} and {date} of the newest rate, {since} of the oldest."""
        newest, oldest = self.rates[-1], self.rates[0]
        return {
            "amount": newest.amount_words,
            "date": long_date(newest.effective_from),
            "since": long_date(oldest.effective_from),
        }


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in kb/: which file, which entry, and what to do about it."""

    file: str
    entry: str
    message: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One retrievable piece of an article.  `text` is what is indexed (heading path and lead-in included);
    the article's own words are `article.text[start:end]`."""

    id: str
    article: str
    section: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query; `score` is the fused score in [0, 1], by which results are ordered."""

    passage: Passage
    score: float
    dense: float | None = None
    lexical: float | None = None


# ---------------------------------------------------------------- calls and charges


@dataclass(frozen=True, slots=True)
class Call:
    """One described call, or `calls` alike ones.

    `interactions` took place; `unknown` may or may not have; every other one did not.  `on` None means
    that no date was told (priced as in effect).  `base_rate` is dollars per call, None when not told.
    `evidence` are words of the message that the interactions were read from.
    """

    interactions: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    calls: int = 1
    on: date | None = None
    base_rate: Decimal | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A smallest change of fact that changes a line's price.

    `facts` maps interaction → what it would have to be (True: took place); `low`/`high` are the price of
    one call then, in dollars.
    """

    facts: tuple[tuple[str, bool], ...]
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """The price of one `Call` entry.  `low`/`high` are dollars **per call** (None: date not covered);
    the bill multiplies by `call.calls`.  `decided_by` names the policy entry that decided (an interaction
    key or one of `REASONS`); `quotes` are the sentences it rests on."""

    call: Call
    low: Decimal | None
    high: Decimal | None
    decided_by: str
    because: str
    quotes: tuple[Quote, ...]
    would_change: tuple[Change, ...] = ()

    @property
    def covered(self) -> bool:
        return self.low is not None


@dataclass(frozen=True, slots=True)
class Bill:
    """The sum over lines.  Amounts are dollars, exact to the cent; None where no call is covered (add-on) or
    where a covered call has no base rate (total)."""

    currency: str
    calls: int
    calls_not_covered: int
    add_on_low: Decimal | None
    add_on_high: Decimal | None
    total_low: Decimal | None
    total_high: Decimal | None
    lines: tuple[ChargeLine, ...]


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Observation:
    """Something the message says of what happened: `concept` (a key of kb/language), its polarity
    ("yes", "no", "unknown", "if"), the exact words and their offsets in the message, and the rule that
    found it."""

    concept: str
    polarity: str
    words: str
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Deduction:
    """One step of reasoning: `rule` (its name), `text` (what it concluded, for a person to read)."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount the client stated as the charge (dollars): to be checked, never believed."""

    amount: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message was understood to say.

    `asked` is what is wanted: "price", "article", "contact", "not_covered", "smalltalk", "hostile",
    "other_language", "unclear".  `topics` are keys of facts, interactions or open topics, best first.
    `calls` are the calls described (the whole scenario after a follow-up).  `missing` names the fact that
    decides the price and wasn't told (a key of the clarifications in kb/).
    """

    message: str
    asked: str
    calls: tuple[Call, ...] = ()
    topics: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    missing: str | None = None
    language: str = "en"
    status: str | None = None
    observations: tuple[Observation, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


# ---------------------------------------------------------------- answers


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source: `text[start:end]` of the article is `quote`."""

    marker: int
    article: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Clarification:
    """The one question that decides, and the answers offered."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What every way in returns (shared contract).  `text` is Markdown with [n] markers; `bill` is the
    contract's `charge`; `would_change` its lines' counterfactuals in words, one tuple a line.  `drifted`: it
    rests on a quote that the article doesn't have any more, and says so.  `made_by`: where a chat model is
    set, one line for the reader on whether the answer came from it, and if not why.

    `metrics` tells how a chat model's answer came about and isn't part of its value: "stages" (milliseconds
    by stage), "tokens" ("input", "output"), "tool_calls", "model_calls" and, where the model was set aside,
    "fallback" (a short code, the same for all texts of `fallback`).
    """

    kind: Kind
    text: str
    bill: Bill | None = None
    citations: tuple[Citation, ...] = ()
    clarification: Clarification | None = None
    suggestions: tuple[str, ...] = ()
    mode: str = "embedded"
    fallback: str | None = None
    made_by: str | None = None
    would_change: tuple[tuple[str, ...], ...] = ()
    reading: Reading | None = None
    drifted: bool = False
    metrics: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of an answer's text while it is being written."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The last item of a stream.  `answer.text` is what counts: where it isn't the text streamed so far
    (a chat model's wording was set aside half-way), it replaces it.  `state` resumes the conversation."""

    answer: Answer
    state: dict[str, Any]
